//! The names in a text that may be names of Terraform's.

use rustc_hash::FxHashSet;

/// The words that have an underscore, with the dots and hyphens in them: `aws_db_instance.orders`.
pub(super) fn identifiers(text: &str) -> Vec<Box<str>> {
    let is_part = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    let after = |text: &str| text.chars().take_while(is_part).map(char::len_utf8).sum::<usize>();
    let before = |text: &str| text.chars().rev().take_while(is_part).map(char::len_utf8).sum::<usize>();
    let mut found: Vec<Box<str>> = Vec::new();
    let mut known = FxHashSet::default();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('_')).map(|at| from + at) {
        let start = at - before(text.get(from..at).unwrap_or_default());
        let end = at + after(text.get(at..).unwrap_or_default());
        let word = text.get(start..end).unwrap_or_default().trim_matches(['.', '-', '_']);
        if word.contains('_') && known.insert(word) {
            found.push(word.into());
        }
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_an_underscore_are_found_with_their_dots() {
        let text = "See `aws_db_instance.orders`, module.x.null_resource.y[0] and _emphasis_ (snake_case). aws_db_instance.orders. “größe_ä”";
        let found = identifiers(text);
        assert_eq!(
            found.iter().map(|name| &**name).collect::<Vec<_>>(),
            ["aws_db_instance.orders", "module.x.null_resource.y", "snake_case", "größe_ä"]
        );
    }
}
