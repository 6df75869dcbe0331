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
    let mut found = Vec::new();
    let mut start = 0;
    // Each block by itself, so that a string that does not end in one hides no comment in the next.
    for end in blocks.iter().map(|block| block.span.start).chain([text.len()]) {
        found.extend(
            Scanner::new(text, Span::new(start, end)).filter(|(token, _)| *token == Token::Comment).map(
                |(_, span)| {
                    let inner = said(text, span);
                    Comment { span, inner, text: inner.of(text).to_owned() }
                },
            ),
        );
        start = end;
    }
    found
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
