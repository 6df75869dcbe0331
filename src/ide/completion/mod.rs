//! Completion: what can be written at a place.
//!
//! Each sort of place has its own module and says for itself whether the place is one of its sort.

mod answers;
mod comments;
mod documents;
mod front_matter;
mod headings;
mod insert;
mod matching;
mod names;

use std::path::Path;
use std::sync::Arc;

use ropey::Rope;

use super::explain::Topic;
use crate::model::Document;
use crate::rules::Context;
use crate::syntax::markdown::{Block, BlockKind};
use crate::text::{Span, line_at};
use crate::workspace::Workspace;

pub use comments::in_terraform;
pub use insert::Insert;

/// What can be written at a place, the best first.
#[derive(Debug, Default)]
pub struct Completions {
    /// The candidates.
    pub items: Vec<Completion>,
    /// Whether more may fit when more is typed: what is listed was chosen by what is typed already.
    pub incomplete: bool,
}

/// Something that can be written at a place.
#[derive(Clone, Debug)]
pub struct Completion {
    /// What it is called.
    pub label: String,
    /// A few words about it.
    pub detail: String,
    /// What it is.
    pub kind: Kind,
    /// What it replaces: a part of one line, with the place in it.
    pub span: Span,
    /// What it inserts.
    pub insert: Insert,
    /// Whether it is what belongs here.
    pub preselect: bool,
    /// What explains it.
    pub topic: Topic,
}

/// What a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole document.
    Document,
    /// A section.
    Section,
    /// The key of a value.
    Key,
    /// A value.
    Value,
    /// A rule.
    Rule,
    /// A comment.
    Comment,
}

/// Where something can be written, and what is known there.
pub struct Place<'a> {
    /// What the document is in.
    pub workspace: &'a Workspace,
    /// Where the document is, or would be.
    pub path: &'a Path,
    /// The document.
    pub document: &'a Arc<Document>,
    /// The document as the rules see it; nothing where it is no requirements document.
    pub context: Option<&'a Context<'a>>,
    /// The place.
    pub offset: usize,
    /// Whether somebody asked for it: not where a letter that may begin something was typed by itself.
    pub asked: bool,
    /// The day that a new document is dated.
    pub today: &'a str,
}

/// What can be written at a place of a Markdown file.
///
/// On a file that is no requirements document, only what makes it one.
pub fn completions(place: &Place<'_>) -> Completions {
    let line = Line::of(place.document.text(), place.offset);
    front_matter::completions(place, &line)
        .or_else(|| documents::completions(place, &line))
        .or_else(|| comments::completions(place, &line))
        .or_else(|| names::completions(place, &line))
        .unwrap_or_else(|| {
            // An empty line may become a prompt of its section or the heading of the next.
            let answers = answers::completions(place, &line).unwrap_or_default();
            let headings = headings::completions(place, &line).unwrap_or_default();
            let incomplete = answers.incomplete || headings.incomplete;
            let items = answers.items.into_iter().chain(headings.items).collect();
            Completions { items, incomplete }
        })
}

/// The line of a place.
struct Line {
    /// Its number, counted from 0.
    number: usize,
    /// Its place, without its line break.
    span: Span,
    /// Its text.
    text: String,
    /// How much of it stands before the place.
    column: usize,
}

impl Line {
    fn of(rope: &Rope, offset: usize) -> Self {
        let span = line_at(rope, offset);
        let text = rope.get_byte_slice(span.range()).map(|line| line.to_string()).unwrap_or_default();
        let column = text.floor_char_boundary(offset.saturating_sub(span.start));
        let number = rope.byte_to_line(span.start);
        // The byte order mark is no part of what is written.
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let text = text.get(mark..).unwrap_or_default().to_owned();
        let span = Span::new(span.start + mark, span.end);
        Self { number, span, text, column: column.saturating_sub(mark) }
    }

    /// What stands before the place.
    fn before(&self) -> &str {
        self.text.get(..self.column).unwrap_or_default()
    }

    /// What stands after the place.
    fn after(&self) -> &str {
        self.text.get(self.column..).unwrap_or_default()
    }

    /// The end of the line, from `start` bytes into it to the place.
    fn from(&self, start: usize) -> Span {
        Span::new(self.span.start + start, self.span.start + self.column)
    }
}

/// The names of templates that begin with what is typed at `span`, with text before and behind them.
fn template_names(place: &Place<'_>, span: Span, typed: &str, before: &str, behind: &str) -> Vec<Completion> {
    let settings = place.workspace.settings(place.path);
    let known = settings.vocabulary.templates().iter();
    let fitting = known.filter(|template| template.name.as_str().starts_with(typed));
    let items = fitting.map(|template| Completion {
        label: template.name.to_string(),
        detail: template.title.clone(),
        kind: Kind::Value,
        span,
        insert: Insert::text(format!("{before}{}{behind}", template.name)),
        preselect: false,
        topic: Topic::Template(template.name.to_string()),
    });
    items.collect()
}

/// The text of another line of the document; nothing where there is none.
fn line_text(document: &Document, number: usize) -> Option<String> {
    document.text().get_line(number).map(|line| line.to_string())
}

/// The block in which an offset is; an end that is missing makes a block reach to the end of its chunk.
fn block_at(document: &Document, offset: usize) -> Option<Block> {
    let excerpt = document.excerpt(offset)?;
    let found = excerpt.block_at(offset).cloned();
    let swallowed = || {
        let last = excerpt.blocks.last()?;
        let opaque = matches!(last.kind, BlockKind::Code { .. } | BlockKind::Html);
        let unclosed =
            document.ends_unclosed() && excerpt.start + excerpt.text.len() >= document.text().len_bytes();
        (opaque && unclosed).then(|| last.clone())
    };
    found.or_else(swallowed)
}
