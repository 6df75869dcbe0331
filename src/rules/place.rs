//! Where a missing section belongs, and how text is set there.

use super::context::Context;
use super::scaffold;
use crate::schema::{Manner, SectionIndex};
use crate::text::{Edit, Span};

/// The offset at which a missing section belongs, and the section after which it stands there.
pub(super) fn of_section(context: &Context<'_>, section: SectionIndex) -> (usize, Option<SectionIndex>) {
    let template = context.template;
    let end = context.document().text().len_bytes();
    if let Some(parent) = template.parent(section)
        && let Some(heading) = context.heading_of(parent).and_then(|at| context.outline.headings.get(at))
    {
        return (heading.end, Some(parent));
    }
    // Only headings on the level of sections, and in no other section, mark places between sections.
    let place = |other: SectionIndex| {
        if template.depth(other) > 0 {
            return None;
        }
        let index = context.heading_of(other)?;
        let heading = context.outline.headings.get(index)?;
        let mention =
            context.best.get(other).copied().flatten().is_some_and(|(_, manner)| manner == Manner::Mention);
        (heading.level == context.outline.section_level && !mention).then_some(heading)
    };
    let before = (0..section).rev().find_map(|other| Some((place(other)?.end, Some(other))));
    let after = || {
        let next = (section + 1..template.sections.len()).find_map(place)?;
        Some((next.span().start, None))
    };
    before.or_else(after).unwrap_or((end, None))
}

/// The heading level that a missing section gets.
pub(super) fn level(context: &Context<'_>, section: SectionIndex) -> u8 {
    let parent = context.template.parent(section).and_then(|parent| context.heading_of(parent));
    let above = parent.and_then(|heading| context.outline.headings.get(heading)).map(|heading| heading.level);
    above.map_or(context.outline.section_level, |level| level + 1).min(6)
}

/// The text of a missing section with the sub-sections that are asked for.
pub(super) fn text(context: &Context<'_>, section: SectionIndex) -> String {
    let asked = |index: SectionIndex| {
        context.template.sections.get(index).is_some_and(|section| context.is_required(section.required))
    };
    scaffold::section(context.template, section, level(context, section), &asked)
}

/// Sets blocks of Markdown at `offset`, parted by blank lines from each other and from what is there.
pub(super) fn insert_blocks(context: &Context<'_>, offset: usize, blocks: &[String]) -> Edit {
    let document = context.document();
    let line_break = document.line_break();
    let before = document.slice(Span::new(0, offset));
    let trailing = trailing_line_breaks(&before);
    let at_start = before.trim_start_matches('\u{feff}').is_empty();
    let lead = if at_start { 0 } else { 2_usize.saturating_sub(trailing) };
    let at_end = offset >= document.text().len_bytes();
    let tail = if at_end { 1 } else { 2 };
    let text = format!("{}{}{}", "\n".repeat(lead), blocks.join("\n\n"), "\n".repeat(tail));
    Edit::insert(offset, if line_break == "\n" { text } else { text.replace('\n', line_break) })
}

/// How many line breaks the text ends with, blank lines with spaces counted, at most 2.
fn trailing_line_breaks(text: &str) -> usize {
    let mut rest = text;
    let mut count = 0;
    while count < 2 {
        let trimmed = rest.trim_end_matches([' ', '\t']);
        let stripped = trimmed.strip_suffix("\r\n").or_else(|| trimmed.strip_suffix(['\n', '\r']));
        let Some(stripped) = stripped else { break };
        rest = stripped;
        count += 1;
    }
    count
}
