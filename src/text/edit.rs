//! Replacements of a span by a text.

use super::Span;

/// A replacement of `span` by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Inserts `text` before the byte at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::empty(offset), text)
    }
}

/// Applies edits that all speak of the original text.
///
/// Edits are applied in order of their place; one that overlaps an earlier one, or does not fall on
/// character boundaries, is left out.
pub fn apply_edits(text: &str, edits: &[Edit]) -> String {
    let mut ordered: Vec<&Edit> = edits.iter().collect();
    ordered.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in ordered {
        let (Some(before), true) = (text.get(done..edit.span.start), text.is_char_boundary(edit.span.end))
        else {
            continue;
        };
        result.push_str(before);
        result.push_str(&edit.text);
        done = edit.span.end;
    }
    result.push_str(text.get(done..).unwrap_or_default());
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_applied_in_order_of_place_and_overlaps_are_left_out() {
        let edits = [
            Edit::insert(5, "!"),
            Edit::replace(Span::new(0, 1), "J"),
            Edit::replace(Span::new(0, 3), "no"),
            Edit::replace(Span::new(2, 99), "no"),
        ];
        assert_eq!(apply_edits("hello", &edits), "Jello!");
    }
}
