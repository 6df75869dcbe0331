//! Source lines with carets, in the style of rustc.

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use ropey::Rope;

use super::sources::{Line, Sources, line};
use crate::rules::{Finding, Related, Severity};
use crate::text::Span;

/// Longer lines are cut around what is meant before they are laid out: a table may be one line of megabytes.
const LONGEST_LINE: usize = 16 * 1024;
/// How much of a cut line is kept on both sides of what is meant.
const MARGIN: usize = 256;
/// More related places than these are counted, not shown.
const RELATED: usize = 3;

/// One block of output: a fault, where it is, and what helps.
pub struct Block<'a> {
    /// How much it weighs.
    pub severity: Severity,
    /// The rule's name.
    pub rule: &'a str,
    /// What is wrong.
    pub title: String,
    /// The finding whose place is shown.
    pub finding: &'a Finding,
    /// Other places that explain it, and how many there are beyond them.
    pub related: Vec<&'a Related>,
    /// What is said below, one line each.
    pub notes: Vec<String>,
    /// What cures it.
    pub help: Option<&'a str>,
}

/// Lays a block out; `name` gives a file the name that it is shown by.
pub fn block(
    block: &Block<'_>,
    sources: &Sources,
    renderer: &Renderer,
    name: impl Fn(&std::path::Path) -> String,
) -> String {
    let finding = block.finding;
    let here = sources.line(&finding.path, finding.span);
    let title = level(block.severity).primary_title(block.title.as_str()).id(block.rule);
    let mut group = Group::with_title(title);
    group = group.elements(place(&name(&finding.path), here, AnnotationKind::Primary, None));
    for related in block.related.iter().take(RELATED) {
        let there = sources.line(&related.path, related.span);
        let label = Some(related.message.clone());
        group = group.elements(place(&name(&related.path), there, AnnotationKind::Context, label));
    }
    let more = block.related.len().saturating_sub(RELATED);
    let more = (more > 0).then(|| format!("and {more} more such places"));
    let notes: Vec<String> = block.notes.iter().cloned().chain(more).collect();
    if !notes.is_empty() {
        group = group.element(Level::NOTE.message(notes.join("\n")));
    }
    if let Some(help) = block.help {
        group = group.element(Level::HELP.message(help));
    }
    rendered(group, renderer)
}

/// Lays out what is wrong with a file that is no document, such as a configuration.
pub fn fault(name: &str, text: &str, span: Span, message: &str, width: usize) -> String {
    let here = line(&Rope::from_str(text), span);
    let group = Group::with_title(Level::ERROR.primary_title(message));
    let group = group.elements(place(name, here, AnnotationKind::Primary, None));
    rendered(group, &Renderer::styled().term_width(width))
}

fn rendered(group: Group<'_>, renderer: &Renderer) -> String {
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::HELP.with_name("hint"),
    }
}

/// A line of a file with a part of it marked.
fn place(name: &str, line: Line, kind: AnnotationKind, label: Option<String>) -> Vec<Element<'static>> {
    let Line { number, text, span } = line;
    let column = span.start;
    if text.len() <= LONGEST_LINE {
        let snippet = Snippet::source(text).line_start(number).path(name.to_owned());
        return vec![snippet.annotation(mark(kind, span, label)).into()];
    }
    let (text, span, column) = cut(&text, span, column);
    let origin = Origin::path(name.to_owned()).line(number).char_column(column);
    let snippet = Snippet::source(text).line_start(number);
    vec![origin.into(), snippet.annotation(mark(kind, span, label)).into()]
}

fn mark(kind: AnnotationKind, span: Span, label: Option<String>) -> Annotation<'static> {
    kind.span(span.range()).label(label)
}

/// The part of a long line around a span, the span in it, and the column of the span in the whole line.
fn cut(text: &str, span: Span, start: usize) -> (String, Span, usize) {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let from = boundary(span.start.saturating_sub(MARGIN));
    let end = span.end.min(span.start + LONGEST_LINE / 2);
    let to = boundary((end + MARGIN).min(text.len()));
    let end = boundary(end);
    let part = Span::new(from, to).of(text).to_owned();
    let column = Span::new(0, start).of(text).chars().count() + 1;
    (part, Span::new(span.start - from, end - from), column)
}
