//! Comments.

use super::Block;
use crate::syntax::hcl::{Scanner, Token};
use crate::text::Span;

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands, its marks included.
    pub span: Span,
    /// Where what it says stands.
    pub inner: Span,
    /// What it says, without its marks and the space around it.
    pub text: String,
}

/// All comments of a text with these blocks at its top.
pub(super) fn comments(text: &str, blocks: &[Block]) -> Vec<Comment> {
    // Each block by itself, so that a string that does not end in one hides no comment in the next.
    let starts = blocks.iter().map(|block| block.span.start);
    let ends = starts.clone().chain([text.len()]);
    let parts = [0].into_iter().chain(starts).zip(ends);
    parts.flat_map(|(start, end)| comments_in(text, Span::new(start, end))).collect()
}

/// The comments from the start of a block to the next.
pub(super) fn comments_in(text: &str, part: Span) -> impl Iterator<Item = Comment> {
    let tokens = Scanner::new(text, part).filter(|(token, _)| *token == Token::Comment);
    tokens.map(|(_, span)| {
        let inner = said(text, span);
        Comment { span, inner, text: inner.of(text).to_owned() }
    })
}

/// The inside of a comment, without its marks and the white space around it.
fn said(text: &str, span: Span) -> Span {
    let raw = span.of(text);
    let (open, inner) = match raw.strip_prefix("/*") {
        Some(inner) => (2, inner.strip_suffix("*/").unwrap_or(inner)),
        None => (raw.len() - raw.trim_start_matches(['#', '/']).len(), raw.trim_start_matches(['#', '/'])),
    };
    let start = span.start + open + (inner.len() - inner.trim_start().len());
    Span::new(start, start + inner.trim().len())
}
