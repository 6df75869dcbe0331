//! Text for what is missing: sections with their prompts, header fields, whole documents.

use std::fmt::Write;

use crate::schema::{Answer, Field, Required, Section, SectionIndex, Template};

/// A section's heading and the labels of its prompts, and the same of the sub-sections that `wanted` names.
/// Lines end in `\n`; there is none after the last.
pub fn section(
    template: &Template,
    index: SectionIndex,
    level: u8,
    wanted: &impl Fn(SectionIndex) -> bool,
) -> String {
    let Some(section) = template.sections.get(index) else { return String::new() };
    let mut text = format!("{}\n\n{}", heading(&section.heading, level), prompts(section));
    for child in template.children(index).filter(|&child| wanted(child)) {
        let _ = write!(text, "\n\n{}", self::section(template, child, level + 1, wanted));
    }
    text.trim_end().to_owned()
}

/// A heading of this level.
pub fn heading(text: &str, level: u8) -> String {
    format!("{} {text}", "#".repeat(usize::from(level.clamp(1, 6))))
}

/// The labels of a section's prompts, one bullet each, to be filled in.
pub fn prompts(section: &Section) -> String {
    let labels = section.prompts.iter().map(|prompt| format!("- **{}:**", prompt.label));
    labels.collect::<Vec<_>>().join("\n")
}

/// Header fields as a table.
pub fn header_table<'f>(fields: impl Iterator<Item = &'f Field>, date: &str) -> String {
    let mut table = "| | |\n|---|---|".to_owned();
    for field in fields {
        let dated = field.prompts.iter().any(|prompt| prompt.answer == Answer::Date);
        let value = if dated { date } else { "" };
        let _ = write!(table, "\n{}", row(&field.label, value));
    }
    table
}

/// A table row.
pub fn row(label: &str, value: &str) -> String {
    if value.is_empty() { format!("| {label} | |") } else { format!("| {label} | {value} |") }
}

/// A whole document: its title, its header and every section that `wanted` asks for.
/// `date` is what a field that asks for a date is filled with, or nothing.
pub fn new_document(
    template: &Template,
    title: &str,
    date: &str,
    wanted: &impl Fn(Required) -> bool,
) -> String {
    let mut text = format!("# {title}\n");
    let fields: Vec<&Field> = template.header.iter().filter(|field| wanted(field.required)).collect();
    if !fields.is_empty() {
        let _ = write!(text, "\n{}\n", header_table(fields.into_iter(), date));
    }
    let asked =
        |index: SectionIndex| template.sections.get(index).is_some_and(|section| wanted(section.required));
    for index in (0..template.sections.len()).filter(|&index| template.depth(index) == 0 && asked(index)) {
        let _ = write!(text, "\n{}\n", section(template, index, 2, &asked));
    }
    text
}
