//! Document symbols: the headings with the state of each section.

use super::code_lens;
use super::folding::without_blank_end;
use crate::model::quantity::number::counted;
use crate::rules::{Context, Finding, Progress, State, states};
use crate::text::Span;

/// A heading with those under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it says.
    pub name: String,
    /// The state of the section that it is.
    pub detail: Option<String>,
    /// Whether it is the document's own title.
    pub is_title: bool,
    /// It with all that stands under it.
    pub range: Span,
    /// Its text.
    pub selection: Span,
    /// The headings under it.
    pub children: Vec<Symbol>,
}

/// A heading for a list of all documents' headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// What it says.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// The title of its document.
    pub container: Option<String>,
}

/// Nobody looks through an outline of more headings, and no editor shows it at once.
const MOST: usize = 10_000;

/// A heading without a text still has a place in the outline, and no protocol allows an empty name.
const NAMELESS: &str = "(no text)";

/// The headings of a document, nested, the first 10,000 of them; `findings` are those of the document.
pub fn symbols(context: &Context<'_>, findings: &[Finding]) -> Vec<Symbol> {
    let headings = &context.outline.headings;
    let progress = context.progress();
    let mut starts: Vec<usize> = findings
        .iter()
        .filter(|finding| finding.path == context.path)
        .map(|finding| finding.span.start)
        .collect();
    starts.sort_unstable();
    let mut open: Vec<(u8, Symbol)> = Vec::new();
    let mut done = Vec::new();
    for (index, heading) in headings.iter().enumerate().take(MOST) {
        close(&mut open, &mut done, heading.level);
        let (span, selection) = (heading.span(), heading.content());
        let next = headings.get(index + 1).map_or(usize::MAX, |next| next.span().start);
        let is_title = context.outline.title == Some(index);
        let found = || {
            let own = starts.partition_point(|&start| start < next)
                - starts.partition_point(|&start| start < span.start);
            (own > 0).then(|| counted(own, "finding"))
        };
        let detail = if is_title {
            Some(completeness(context))
        } else {
            state(context, progress, index).or_else(found).or_else(|| complete(context, progress, index))
        };
        let end = without_blank_end(context.document(), Span::new(span.end, heading.end));
        let name = name(&heading.title.text);
        let range = Span::new(span.start, end.max(selection.end));
        open.push((heading.level, Symbol { name, detail, is_title, range, selection, children: Vec::new() }));
    }
    close(&mut open, &mut done, 0);
    done
}

/// Puts away the open headings that one of this level ends.
fn close(open: &mut Vec<(u8, Symbol)>, done: &mut Vec<Symbol>, level: u8) {
    while let Some((_, symbol)) = open.pop_if(|(above, _)| *above >= level) {
        match open.last_mut() {
            Some((_, parent)) => parent.children.push(symbol),
            None => done.push(symbol),
        }
    }
}

fn name(text: &str) -> String {
    if text.trim().is_empty() { NAMELESS.to_owned() } else { text.to_owned() }
}

/// "15 of 17 sections".
fn completeness(context: &Context<'_>) -> String {
    let states = states(context);
    let present = states.iter().filter(|state| **state == State::Present).count();
    let asked = states.iter().filter(|state| **state != State::NotRequired).count();
    format!("{present} of {asked} sections")
}

/// What is to be done about the section that a heading is.
fn state(context: &Context<'_>, progress: &[Progress], index: usize) -> Option<String> {
    if let Some((_, section)) = context.outline.misspelt.iter().find(|(at, _)| *at == index) {
        let meant = context.template.sections.get(*section)?;
        return Some(format!("misspelt: {}", meant.heading));
    }
    if !context.sections_of(index).is_empty() && context.outline.is_empty(index) {
        return Some("empty".to_owned());
    }
    progress.iter().filter(|progress| progress.heading == index).find_map(code_lens::open)
}

/// That nothing is left to do, as far as can be told.
fn complete(context: &Context<'_>, progress: &[Progress], index: usize) -> Option<String> {
    let mut own = progress.iter().filter(|progress| progress.heading == index).peekable();
    own.peek()?;
    let done = |progress: &Progress| progress.is_labelled() && code_lens::is_complete(context, progress);
    own.all(done).then(|| "complete".to_owned())
}

/// The headings of a document that name its sections, in order, its title among them.
pub fn headings(context: &Context<'_>) -> Vec<Heading> {
    let container = context.outline.document_title().map(|title| title.title.text.clone());
    let headings = context.outline.headings.iter().enumerate();
    let named = headings.filter(|(index, _)| {
        context.outline.title == Some(*index) || !context.sections_of(*index).is_empty()
    });
    let all = named.map(|(index, heading)| Heading {
        name: name(&heading.title.text),
        span: heading.content(),
        container: container.clone().filter(|_| context.outline.title != Some(index)),
    });
    all.collect()
}
