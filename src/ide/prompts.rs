//! Which prompt stands at a place: its label, its question, or the words of the document it was copied from.

use crate::model::Heading;
use crate::rules::Context;
use crate::schema::{Prompt, Section, SectionIndex, name_key, plain_text};
use crate::syntax::markdown::BlockKind;
use crate::text::Span;

/// A line longer than this is prose.
const LONGEST: usize = 400;

/// What ends a label or a question.
const ENDS: [&str; 7] = [":", "?", "\t", " – ", " — ", " - ", " = "];

/// What parts several labels on one line.
const PARTS: [&str; 5] = [",", ";", " · ", " • ", "<br>"];

/// Prompts whose name stands at a place, and where it stands.
#[derive(Debug)]
pub struct AtPlace<'t> {
    /// The prompts, each with the section that asks it.
    pub prompts: Vec<(&'t Section, &'t Prompt)>,
    /// The label or question.
    pub span: Span,
}

/// The prompts that stand at `offset`, asked by the sections there.
pub fn at<'t>(context: &'t Context<'_>, offset: usize) -> Option<AtPlace<'t>> {
    let sections = sections_at(context, offset);
    if sections.is_empty() {
        return None;
    }
    names_at(context, offset).into_iter().find_map(|span| {
        let key = name_key(&plain_text(&context.document().slice(span)));
        let prompts = named(context, &sections, &key);
        (!prompts.is_empty()).then_some(AtPlace { prompts, span })
    })
}

/// The sections in which an offset is, the innermost first, with their parts.
pub fn sections_at(context: &Context<'_>, offset: usize) -> Vec<SectionIndex> {
    let headings = &context.outline.headings;
    let innermost = headings.iter().rposition(|heading| heading.span().start <= offset);
    let mut at = innermost;
    let mut sections = Vec::new();
    while let Some(index) = at {
        let Some(heading) = headings.get(index) else { break };
        sections.extend(of_heading(context, index, heading));
        at = heading.parent;
    }
    let parts: Vec<_> = sections.iter().flat_map(|&section| context.template.children(section)).collect();
    sections.extend(parts);
    let mut seen = Vec::new();
    sections.retain(|section| {
        !seen.contains(section) && {
            seen.push(*section);
            true
        }
    });
    sections
}

/// The sections that a heading stands for, each once, one that it is a misspelt name of included.
pub fn of_heading(context: &Context<'_>, index: usize, heading: &Heading<'_>) -> Vec<SectionIndex> {
    let misspelt = context.misspelt.iter().filter(|(at, _)| *at == index).map(|(_, section)| *section);
    let mut sections: Vec<SectionIndex> = heading.sections().map(|(section, _)| section).collect();
    sections.extend(misspelt);
    each_once(sections)
}

fn each_once(sections: Vec<SectionIndex>) -> Vec<SectionIndex> {
    let mut once: Vec<SectionIndex> = Vec::new();
    for section in sections {
        if !once.contains(&section) {
            once.push(section);
        }
    }
    once
}

fn named<'t>(
    context: &'t Context<'_>,
    sections: &[SectionIndex],
    key: &str,
) -> Vec<(&'t Section, &'t Prompt)> {
    let known = sections.iter().filter_map(|&section| context.template.sections.get(section));
    // The innermost section that asks it is the one that is meant.
    let mut found = known.map(|section| {
        let names = section.prompts.iter().filter(|prompt| is_name(prompt, key));
        names.map(|prompt| (section, prompt)).collect::<Vec<_>>()
    });
    found.find(|found| !found.is_empty()).unwrap_or_default()
}

/// Whether a key is one of a prompt's names.
fn is_name(prompt: &Prompt, key: &str) -> bool {
    let names = [&prompt.label, &prompt.question].into_iter().chain(&prompt.aliases).chain(&prompt.seed);
    !key.is_empty() && names.into_iter().any(|name| name_key(&plain_text(name)) == key)
}

/// The places around an offset that may be a name, the longest first.
fn names_at(context: &Context<'_>, offset: usize) -> Vec<Span> {
    let document = context.document();
    let Some(excerpt) = document.excerpt(offset) else { return Vec::new() };
    let Some(block) = excerpt.block_at(offset) else { return Vec::new() };
    match &block.kind {
        BlockKind::Row { cells } => {
            let cells = cells.iter().map(|cell| cell.shifted(excerpt.start));
            return cells.filter(|cell| touches(*cell, offset)).collect();
        }
        BlockKind::Heading { content, .. } => return vec![content.shifted(excerpt.start)],
        BlockKind::Paragraph | BlockKind::Item => {}
        _ => return Vec::new(),
    }
    let line = document.line(offset);
    if line.len() > LONGEST {
        return Vec::new();
    }
    let source = document.slice(line);
    let marks = source.len() - without_marks(&source).len();
    let words = Span::new(line.start + marks, line.end);
    let mut found = Vec::new();
    for whole in [words, part_at(&source, line, words, offset)] {
        let text = document.slice(whole);
        let ends = ENDS.iter().filter_map(|end| text.find(end).map(|at| at + end.trim_end().len()));
        let mut lengths: Vec<usize> = ends.chain([text.len()]).collect();
        lengths.sort_unstable_by_key(|&length| std::cmp::Reverse(length));
        let spans = lengths.into_iter().map(|length| Span::new(whole.start, whole.start + length));
        found.extend(spans.filter(|span| touches(*span, offset)));
    }
    found
}

fn touches(span: Span, offset: usize) -> bool {
    span.start <= offset && offset <= span.end
}

/// The part of a line between commas and their like that holds an offset.
fn part_at(source: &str, line: Span, content: Span, offset: usize) -> Span {
    let at = offset - line.start;
    let marks = || PARTS.iter().flat_map(|mark| source.match_indices(mark));
    let start = marks().map(|(found, mark)| found + mark.len()).filter(|&end| end <= at).max();
    let end = marks().map(|(found, _)| found).filter(|&start| start >= at).min();
    let start = start.map_or(content.start, |start| line.start + start).max(content.start);
    let end = end.map_or(content.end, |end| line.start + end);
    Span::new(start, end)
}

/// A line without the marks of quotes, lists and tasks before its text.
pub fn without_marks(line: &str) -> &str {
    let mut rest = line.trim_start_matches([' ', '\t', '>']);
    let bullet = rest.strip_prefix(['-', '*', '+']).or_else(|| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() < rest.len() { digits.strip_prefix(['.', ')']) } else { None }
    });
    if let Some(after) = bullet.filter(|after| after.starts_with([' ', '\t'])) {
        rest = after.trim_start_matches([' ', '\t']);
        for task in ["[ ] ", "[x] ", "[X] "] {
            rest = rest.strip_prefix(task).unwrap_or(rest);
        }
    }
    rest
}
