//! What may be a prompt with its answer, in one chunk.

use std::sync::Arc;

use super::said::Said;
use super::value::{Value, shifted, values};
use crate::model::label::is_guidance;
use crate::model::quantity::Read;
use crate::schema::{Answer as Kind, PromptPlace, Vocabulary, first_word, name_key};
use crate::syntax::markdown::{Block, BlockKind};
use crate::text::Span;

/// A line longer than this is prose; its beginning may still be a question.
const LONGEST: usize = 400;

/// A label is short.
const LONGEST_LABEL: usize = 120;

/// The first word of a line, its number and its marks included, is shorter.
const BEGINNING: usize = 48;

/// Lines of one chunk that are looked at; more are no answers that anybody typed.
const MOST_LINES: usize = 2_000;

/// What ends a label.
const ENDS: [&str; 8] = [":", "?", "\t", " – ", " — ", " - ", " = ", "："];

/// A line, cell or row whose label may be the name of a prompt, and what is said to it. Spans are relative to the
/// chunk.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The prompts whose name the label is, in any section of any template.
    pub names: Box<[PromptPlace]>,
    /// The label or question.
    pub label: Span,
    /// The answer, from its first byte to its last; empty at the place where it would stand.
    pub answer: Span,
    /// What the answer says.
    pub said: Said,
    /// What it says as values.
    pub values: Arc<[Read<Value>]>,
    /// How it is written.
    pub form: Form,
    /// What the answer holds for, where one table has several: the row's first cell.
    pub scope: Option<Box<str>>,
    /// Whether nothing follows in the chunk that could be the answer or end it: then the next block may be it.
    pub open_end: bool,
    /// Whether other prompts stand under it: then it leads to them and need not be answered itself.
    pub leads: bool,
}

/// How a prompt with its answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `Label: answer` on a line, with what follows under it.
    Label,
    /// A question, or the words that it was copied from, and the answer behind or under it.
    Question,
    /// A row of a table: the label, then the answer.
    Row,
    /// A cell under its label in the head of the table.
    Cell,
    /// A heading with the answer under it.
    Heading,
}

/// A line of a chunk, or something that stands for one.
struct Line {
    span: Span,
    /// Where its text begins after the marks of lists and quotes.
    content: usize,
    /// Columns before its mark, or before its text.
    indent: usize,
    /// Whether it begins an item.
    item: bool,
    /// The number of its block.
    block: usize,
    kind: LineKind,
}

#[derive(Clone, Copy, PartialEq)]
enum LineKind {
    /// Text in which a label may stand.
    Text,
    /// Something that is content and no text: code, a table, HTML.
    Other,
    /// What ends every answer: a heading, a rule.
    End,
}

/// What may be prompts in a chunk with these blocks.
pub fn asked(text: &str, blocks: &[Block], vocabulary: &Vocabulary) -> Vec<Asked> {
    let lines = lines(text, blocks);
    let mut found = in_lines(text, &lines, vocabulary);
    found.extend(in_tables(text, blocks, vocabulary));
    found.sort_by_key(|asked| asked.label.start);
    found
}

fn lines(text: &str, blocks: &[Block]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut item: Option<usize> = None;
    for (number, block) in blocks.iter().enumerate() {
        if lines.len() > MOST_LINES {
            break;
        }
        let kind = match &block.kind {
            BlockKind::Item => {
                item = Some(block.span.start);
                continue;
            }
            BlockKind::Paragraph => LineKind::Text,
            BlockKind::Heading { .. } | BlockKind::Break | BlockKind::FrontMatter => LineKind::End,
            BlockKind::Html if block.span.of(text).starts_with("<!--") => continue,
            BlockKind::Definition { .. } => continue,
            BlockKind::Code { .. } | BlockKind::Html | BlockKind::Row { .. } | BlockKind::Unread => {
                LineKind::Other
            }
        };
        let mut start = block.span.start;
        for source in block.span.of(text).split_inclusive(['\n', '\r']) {
            let span = Span::new(start, start + source.trim_end().len());
            let from = item.filter(|from| *from <= start).map_or(start, |from| from);
            lines.push(Line {
                span,
                content: start + leading_marks(source),
                indent: column(text, from),
                item: item.take().is_some(),
                block: number,
                kind,
            });
            start += source.len();
            if kind == LineKind::Other {
                // One line stands for all of the block.
                if let Some(line) = lines.last_mut() {
                    line.span = block.span;
                }
                break;
            }
        }
    }
    lines
}

/// Bytes of the marks of quotes and white space with which a later line of a paragraph begins, and of a task.
fn leading_marks(source: &str) -> usize {
    let rest = source.trim_start_matches([' ', '\t', '>']);
    let rest = ["[ ] ", "[x] ", "[X] "].iter().find_map(|task| rest.strip_prefix(task)).unwrap_or(rest);
    source.len() - rest.len()
}

/// The column of a place: bytes since the line began, tabs counted as one.
fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    at - before.rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1)
}

/// A label or question found at the beginning of a line.
#[derive(Clone, Copy)]
struct Found<'v> {
    label: Span,
    /// Where the answer may begin.
    after: usize,
    names: &'v [PromptPlace],
    form: Form,
    /// Whether it is all of the line, without a mark that asks for anything.
    bare: bool,
}

impl Found<'_> {
    fn has_kind(self, vocabulary: &Vocabulary, kinds: &[Kind]) -> bool {
        self.names.iter().filter_map(|place| vocabulary.prompt(*place)).any(|it| kinds.contains(&it.answer))
    }

    /// Whether it is "CPU" or "Memory" alone: the name of a metric, which a list of metrics has as an item.
    fn is_bare_metric(self, vocabulary: &Vocabulary) -> bool {
        self.bare && self.has_kind(vocabulary, &[Kind::Metrics])
    }

    /// Whether a label under this one is no prompt but a part of its answer: a priority with what it lists, or an
    /// item of a list of metrics that has the name of a prompt of another section.
    fn has_as_part(self, other: Self, text: &str, vocabulary: &Vocabulary) -> bool {
        let priority = ["P0", "P1", "P2", "P3", "P4"].contains(&other.label.of(text));
        let beside = other.names.iter().any(|name| self.names.iter().any(|own| own.owner == name.owner));
        priority && self.has_kind(vocabulary, &[Kind::Priorities])
            || !beside
                && self.has_kind(vocabulary, &[Kind::Metrics, Kind::List])
                && other.has_kind(vocabulary, &[Kind::Metrics])
    }
}

fn in_lines(text: &str, lines: &[Line], vocabulary: &Vocabulary) -> Vec<Asked> {
    let found = labels(text, lines, vocabulary);
    let mut asked = Vec::new();
    let mut told = vec![false; lines.len()];
    for (at, (line, own)) in lines.iter().zip(&found).enumerate() {
        let Some(own) = own else { continue };
        let mut end = line.span.end;
        let mut leads = false;
        let mut open_end = true;
        let first = Span::new(own.after.min(line.span.end), line.span.end);
        let mut answered = Said::of(first.of(text)) != Said::Nothing;
        let mut block = line.block;
        for (next, other) in lines.iter().zip(&found).skip(at + 1) {
            let under = next.indent > line.indent;
            if next.kind == LineKind::End {
                open_end = false;
                break;
            }
            if let Some(other) = other.as_ref().filter(|other| !is_text(text, own, other)) {
                // "If it is deployed with Terraform:" and the question about that are one.
                let same = other.names.iter().any(|name| own.names.contains(name));
                let colon = text.get(own.label.end..own.after).is_some_and(|behind| behind.contains(':'));
                leads = under || (same && colon && own.form == Form::Question);
                open_end = false;
                break;
            }
            let same_block = next.block == line.block && !next.item;
            // A paragraph by itself is answered by the block after it; a list or table is one.
            let behind = !line.item
                && line.indent == 0
                && (!answered || (next.block != block && next.item && block != line.block));
            if !(under || same_block || behind) {
                open_end = false;
                break;
            }
            (end, block) = (next.span.end, next.block);
            answered = true;
        }
        let answer = answer_span(text, Span::new(first.start, end));
        let said = said(answer.of(text), vocabulary);
        if said == Said::Nothing && !leads && told.get(at).is_some_and(|told| *told) {
            continue;
        }
        if said != Said::Nothing {
            // What asks for the same under it, as an example does that was left there, is answered.
            let under = lines.iter().zip(&found).zip(&mut told).skip(at + 1);
            for ((_, other), told) in under.take_while(|((next, _), _)| next.indent > line.indent) {
                *told |= other.is_some_and(|other| other.names.iter().all(|name| own.names.contains(name)));
            }
        }
        asked.push(Asked {
            names: own.names.into(),
            label: own.label,
            answer,
            said,
            values: read(text, answer, said, own.names, vocabulary),
            form: own.form,
            scope: None,
            open_end: open_end && !line.item && said == Said::Nothing,
            leads,
        });
    }
    asked
}

/// The labels and questions with which the lines begin, without those that are a part of the answer above them.
fn labels<'v>(text: &str, lines: &[Line], vocabulary: &'v Vocabulary) -> Vec<Option<Found<'v>>> {
    let mut found: Vec<Option<Found<'v>>> = lines
        .iter()
        .map(|line| if line.kind == LineKind::Text { label(text, line, vocabulary) } else { None })
        .collect();
    let indent = |at: usize| lines.get(at).map(|line| line.indent);
    for (at, line) in lines.iter().enumerate() {
        let alone = indent(at + 1).is_none_or(|next| next <= line.indent);
        let Some(own) = found.get(at).copied().flatten() else { continue };
        let mut parts: Vec<usize> = Vec::new();
        if alone && own.is_bare_metric(vocabulary) {
            parts.push(at);
        }
        let under = lines.iter().zip(&found).enumerate().skip(at + 1);
        let under = under.take_while(|(_, (next, _))| next.indent > line.indent);
        parts.extend(under.filter_map(|(below, (_, other))| {
            other.is_some_and(|other| own.has_as_part(other, text, vocabulary)).then_some(below)
        }));
        for part in parts {
            if let Some(slot) = found.get_mut(part) {
                *slot = None;
            }
        }
    }
    found
}

/// Whether a label is a priority of another section's prompt, and so the text of an answer here: `P0:` under
/// "Terratest:".
fn is_text(text: &str, own: &Found<'_>, other: &Found<'_>) -> bool {
    let section = |name: &PromptPlace| (name.template, name.owner);
    let beside = |name: &PromptPlace| own.names.iter().any(|own| section(own) == section(name));
    matches!(other.label.of(text), "P0" | "P1" | "P2" | "P3" | "P4") && !other.names.iter().any(beside)
}

/// What an answer says, the words of a template told from those of an author.
fn said(text: &str, vocabulary: &Vocabulary) -> Said {
    match Said::of(text) {
        Said::Something if is_guidance(text, vocabulary) => Said::Guidance,
        said => said,
    }
}

/// What an answer says as values of the kinds that its prompts ask for.
fn read(
    text: &str,
    answer: Span,
    said: Said,
    names: &[PromptPlace],
    vocabulary: &Vocabulary,
) -> Arc<[Read<Value>]> {
    if said != Said::Something {
        return Arc::default();
    }
    let mut kinds: Vec<Kind> = Vec::new();
    for kind in names.iter().filter_map(|place| vocabulary.prompt(*place)).map(|prompt| prompt.answer) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let found = kinds.into_iter().flat_map(|kind| shifted(&values(answer.of(text), kind), answer.start));
    found.collect()
}

/// The answer without the white space and marks of emphasis around it, and without the mark of a list that has one
/// item of one line.
fn answer_span(text: &str, span: Span) -> Span {
    let source = span.of(text);
    let rest = source.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':' | '：'));
    let item = rest.strip_prefix("- ").or_else(|| rest.strip_prefix("+ "));
    let rest = item.filter(|item| !item.trim_end().contains(['\n', '\r'])).map_or(rest, str::trim_start);
    let start = span.start + (source.len() - rest.len());
    Span::new(start, start + rest.trim_end().len())
}

/// The label or question with which a line begins.
fn label<'v>(text: &str, line: &Line, vocabulary: &'v Vocabulary) -> Option<Found<'v>> {
    let span = Span::new(line.content, line.span.end);
    let source = span.of(text);
    let source = source.get(..source.floor_char_boundary(LONGEST)).unwrap_or_default();
    let beginning = source.get(..source.floor_char_boundary(BEGINNING)).unwrap_or_default();
    if !vocabulary.may_begin_a_prompt(&first_word(beginning)) {
        return None;
    }
    let found = |length: usize, names: &'v [PromptPlace], form: Form| Found {
        label: words(text, Span::new(span.start, span.start + length)),
        after: span.start + length,
        names,
        form,
        bare: false,
    };
    if let Some((key, names)) = vocabulary.question(&name_key(source)) {
        return Some(found(question_length(source, key), names, Form::Question));
    }
    let head = source.get(..source.floor_char_boundary(LONGEST_LABEL)).unwrap_or_default();
    let ends = ENDS.iter().flat_map(|end| head.match_indices(end).map(|(at, end)| (at, at + end.len())));
    let mut ends: Vec<(usize, usize)> = ends.collect();
    ends.sort_unstable_by_key(|end| std::cmp::Reverse(*end));
    for (at, after) in ends {
        let names = vocabulary.prompts(&name_key(source.get(..at).unwrap_or_default()));
        if !names.is_empty() {
            return Some(found(after, names, Form::Label));
        }
    }
    if source.len() > LONGEST_LABEL {
        return None;
    }
    let names = vocabulary.prompts(&name_key(source));
    // A lone word is a label only where something can stand under it.
    (!names.is_empty() && line.item).then(|| Found { bare: true, ..found(source.len(), names, Form::Label) })
}

/// The bytes of a line that are the question of this key: up to the end of its last word and the marks behind it.
fn question_length(source: &str, key: &str) -> usize {
    let ends = source.char_indices().filter(|(_, c)| c.is_alphanumeric()).map(|(at, c)| at + c.len_utf8());
    let words =
        ends.filter(|end| !source.get(*end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)));
    let end = words.into_iter().find(|end| name_key(source.get(..*end).unwrap_or_default()) == key);
    let end = end.unwrap_or(source.len());
    let rest = source.get(end..).unwrap_or_default();
    let closing = rest.trim_start_matches(|c: char| {
        matches!(c, '?' | '.' | ':' | ')' | '\'' | '"' | '*' | '_' | ' ' | '…')
    });
    end + (rest.len() - closing.len())
}

/// The words of a label, without what surrounds them.
fn words(text: &str, span: Span) -> Span {
    let source = span.of(text);
    let around = |c: char| !c.is_alphanumeric();
    let start = source.len() - source.trim_start_matches(around).len();
    let end = source.trim_end_matches(around).len();
    Span::new(span.start + start.min(end), span.start + end)
}

fn in_tables(text: &str, blocks: &[Block], vocabulary: &Vocabulary) -> Vec<Asked> {
    let mut found = Vec::new();
    let mut head: Option<Vec<(Span, &[PromptPlace])>> = None;
    let mut before = None;
    for (number, block) in blocks.iter().enumerate() {
        let BlockKind::Row { cells } = &block.kind else { continue };
        let names = |cell: &Span| vocabulary.prompts(&name_key(cell.of(text)));
        let is_head = before != number.checked_sub(1) || number == 0;
        before = Some(number);
        if is_head {
            let labels: Vec<(Span, &[PromptPlace])> =
                cells.iter().map(|cell| (words(text, *cell), names(cell))).collect();
            head = labels.iter().skip(1).any(|(_, names)| !names.is_empty()).then_some(labels);
            continue;
        }
        if let Some(head) = &head {
            found.extend(under_head(text, cells, head, vocabulary));
            continue;
        }
        let (Some(first), Some(second)) = (cells.first(), cells.get(1)) else { continue };
        let names = names(first);
        if !names.is_empty() {
            let answer =
                Span::new(second.start, cells.last().map_or(second.end, |last| last.end).max(second.end));
            found.push(cell(text, names, words(text, *first), answer, Form::Row, None, vocabulary));
        }
    }
    without_gaps(&found, vocabulary)
}

/// Without the empty cells of a column whose other rows answer for them: those of a list, and those of a row that has
/// no name of its own, as one that goes on with the row above. Where the whole column is empty, one tells it.
fn without_gaps(found: &[Asked], vocabulary: &Vocabulary) -> Vec<Asked> {
    let is_list = |asked: &Asked| {
        let kinds = asked.names.iter().filter_map(|place| vocabulary.prompt(*place)).map(|it| it.answer);
        kinds.into_iter().any(|kind| matches!(kind, Kind::List | Kind::Metrics | Kind::Priorities))
    };
    let keep = |at: usize, asked: &Asked| {
        let own = asked.scope.as_ref().is_some_and(|scope| !scope.is_empty()) && !is_list(asked);
        let tells = |(other, it): (usize, &Asked)| {
            it.label == asked.label && (it.said != Said::Nothing || other < at)
        };
        let gap = asked.form == Form::Cell && asked.said == Said::Nothing && !own;
        !gap || !found.iter().enumerate().any(tells)
    };
    let kept = found.iter().enumerate().filter(|(at, asked)| keep(*at, asked));
    kept.map(|(_, asked)| asked.clone()).collect()
}

/// The cells of a row, each under the label in the head of the table.
fn under_head(
    text: &str,
    cells: &[Span],
    head: &[(Span, &[PromptPlace])],
    vocabulary: &Vocabulary,
) -> Vec<Asked> {
    let first_names = head.first().map_or(&[] as &[PromptPlace], |(_, names)| names);
    let first = cells.first().map(|first| first.of(text).trim_matches(['*', '`', '_']));
    // A first column that is no prompt of the same section ("Environment") says what the row holds for.
    let same =
        |one: &PromptPlace, other: &PromptPlace| (one.template, one.owner) == (other.template, other.owner);
    let scope = |names: &[PromptPlace]| {
        let beside = names.iter().any(|name| first_names.iter().any(|first| same(name, first)));
        first.filter(|_| !beside).map(Box::from)
    };
    // What stands in a column of remarks may be the reason.
    let mut others = cells.iter().zip(head).skip(1).filter(|(_, (_, names))| names.is_empty());
    let remarked = others.any(|(cell, _)| Said::of(cell.of(text)) == Said::Something);
    let cells = cells.iter().zip(head).filter(|(_, (_, names))| !names.is_empty());
    let asked = cells.map(|(span, (label, names))| {
        let mut asked = cell(text, names, *label, *span, Form::Cell, scope(names), vocabulary);
        if remarked && asked.said == (Said::NotApplicable { reasoned: false }) {
            asked.said = Said::NotApplicable { reasoned: true };
        }
        asked
    });
    asked.collect()
}

fn cell(
    text: &str,
    names: &[PromptPlace],
    label: Span,
    answer: Span,
    form: Form,
    scope: Option<Box<str>>,
    vocabulary: &Vocabulary,
) -> Asked {
    let said = match said(answer.of(text), vocabulary) {
        Said::Nothing if answer.of(text).contains('-') => Said::Something,
        said => said,
    };
    let values = read(text, answer, said, names, vocabulary);
    Asked { names: names.into(), label, answer, said, values, form, scope, open_end: false, leads: false }
}
