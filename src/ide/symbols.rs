//! Document symbols: the headings with the state of each section.
use crate::rules::Context;
/// H
pub struct Heading {
    /// n
    pub name: String,
    /// s
    pub span: crate::text::Span,
    /// c
    pub container: Option<String>,
}
/// h
pub fn headings(_: &Context<'_>) -> Vec<Heading> {
    Vec::new()
}
