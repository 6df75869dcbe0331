//! Where a missing section belongs, and how text is set there.

use super::context::Context;
use super::scaffold;
use crate::model::Document;
use crate::schema::{Manner, SectionIndex};
use crate::text::{Edit, Span};

/// The offset at which a missing section belongs, and the section after which it stands there.
pub fn of_section(context: &Context<'_>, section: SectionIndex) -> (usize, Option<SectionIndex>) {
    let template = context.template;
    let end = context.document().text().len_bytes();
    if let Some(parent) = template.parent(section)
        && let Some(heading) = context.heading_of(parent).and_then(|at| context.outline.headings.get(at))
    {
        return (lead(context.document(), heading.end), Some(parent));
    }
    // Only headings on the level of sections, and in no other section, mark places between sections.
    let place = |other: SectionIndex| {
        if template.depth(other) > 0 {
            return None;
        }
        let index = context.heading_of(other)?;
        let heading = context.outline.headings.get(index)?;
        let mention = context
            .outline
            .best
            .get(other)
            .copied()
            .flatten()
            .is_some_and(|(_, manner)| manner == Manner::Mention);
        (heading.level == context.outline.section_level && !mention).then_some(heading)
    };
    let before = (0..section).rev().find_map(|other| {
        let end = place(other)?.end;
        Some((lead(context.document(), end), Some(other)))
    });
    let after = || {
        let next = (section + 1..template.sections.len()).find_map(place)?;
        Some((lead(context.document(), next.span().start), None))
    };
    before.or_else(after).unwrap_or((end, None))
}

/// Where the lines begin that belong to the heading at `offset`: the suppressions that speak of it, and comments
/// and anchors on the lines directly above it.
pub fn lead(document: &Document, offset: usize) -> usize {
    let text = document.text();
    if offset >= text.len_bytes() {
        return text.len_bytes();
    }
    let mut line = text.byte_to_line(offset);
    let mut start = text.line_to_byte(line);
    let mut gap = false;
    while let Some(above) = line.checked_sub(1) {
        line = above;
        let source = text.line(above).to_string();
        let source = source.trim();
        let said = source.strip_prefix("<!--").filter(|_| source.ends_with("-->")).map(str::trim_start);
        let speaks = said.is_some_and(|said| said.starts_with("tiebeam-ignore "));
        if speaks || (!gap && (said.is_some() || is_anchor(source))) {
            start = text.line_to_byte(above);
            gap = false;
        } else if source.is_empty() {
            gap = true;
        } else {
            break;
        }
    }
    start
}

/// Whether a text is one HTML anchor without words.
pub fn is_anchor(source: &str) -> bool {
    let inner = source.strip_prefix("<a ").and_then(|rest| rest.strip_suffix("></a>"));
    inner.is_some_and(|inner| !inner.contains(['<', '>']))
}

/// The heading level that a missing section gets.
pub fn level(context: &Context<'_>, section: SectionIndex) -> u8 {
    let parent = context.template.parent(section).and_then(|parent| context.heading_of(parent));
    let above = parent.and_then(|heading| context.outline.headings.get(heading)).map(|heading| heading.level);
    above.map_or(context.outline.section_level, |level| level + 1).min(6)
}

/// The text of a missing section with the sub-sections that are asked for.
pub fn text(context: &Context<'_>, section: SectionIndex) -> String {
    let asked = |index: SectionIndex| {
        context.template.sections.get(index).is_some_and(|section| context.is_required(section.required))
    };
    scaffold::section(context.template, section, level(context, section), &asked)
}

/// Sets blocks of Markdown at `offset`, parted by blank lines from each other and from what is there.
pub fn insert_blocks(context: &Context<'_>, offset: usize, blocks: &[String]) -> Edit {
    let document = context.document();
    let line_break = document.line_break();
    let before = document.slice(Span::new(0, offset));
    let trailing = trailing_line_breaks(&before);
    let at_start = before.trim_start_matches('\u{feff}').is_empty();
    let lead = if at_start { 0 } else { 2_usize.saturating_sub(trailing) };
    let tail = match document.text().get_byte_slice(offset..) {
        Some(after) if after.len_bytes() > 0 => 2 - leading_line_breaks(&after.to_string()),
        _ => 1,
    };
    let text = format!("{}{}{}", "\n".repeat(lead), blocks.join("\n\n"), "\n".repeat(tail));
    Edit::insert(offset, if line_break == "\n" { text } else { text.replace('\n', line_break) })
}

/// How many line breaks the text begins with, blank lines with spaces counted, at most 2.
fn leading_line_breaks(text: &str) -> usize {
    let mut rest = text;
    let mut count = 0;
    while count < 2 {
        let trimmed = rest.trim_start_matches([' ', '\t']);
        let stripped = trimmed.strip_prefix("\r\n").or_else(|| trimmed.strip_prefix(['\n', '\r']));
        let Some(stripped) = stripped else { break };
        rest = stripped;
        count += 1;
    }
    count
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
