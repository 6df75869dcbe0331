//! Folding ranges.

use crate::model::Document;
use crate::rules::Context;
use crate::text::Span;

/// What can be folded: the front matter, and each heading with all that stands under it. The first line of each
/// stays to be seen.
pub fn folds(context: &Context<'_>) -> Vec<Span> {
    let document = context.document();
    let front_matter = document.front_matter().map(|(base, front_matter)| front_matter.span.shifted(base));
    let headings = context.outline.headings.iter().map(|heading| {
        let span = heading.span();
        Span::new(span.start, without_blank_end(document, Span::new(span.end, heading.end)))
    });
    let several = |span: &Span| {
        let line = |at: usize| document.text().byte_to_line(at.min(document.text().len_bytes()));
        line(span.start) < line(span.end)
    };
    front_matter.into_iter().chain(headings).filter(several).collect()
}

/// The end of a span without the white space there.
pub(super) fn without_blank_end(document: &Document, span: Span) -> usize {
    let text = document.text();
    let end = span.end.min(text.len_bytes());
    // There is text in most chunks of the rope.
    let (chunk, start, ..) = text.chunk_at_byte(end);
    let kept = chunk.get(..end - start).unwrap_or_default().trim_end();
    if !kept.is_empty() {
        return (start + kept.len()).max(span.start);
    }
    let chars = text.chars_at(text.byte_to_char(end)).reversed();
    let blank: usize = chars.take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
    end.saturating_sub(blank).max(span.start)
}
