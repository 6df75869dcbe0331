//! The fields at the top of a document.

use super::context::Context;
use super::finding::{Finding, Fix, Severity, Subject};
use super::registry::Rule;
use super::{place, scaffold};
use crate::model::{HeaderField, LabelForm, marks, names_picture};
use crate::schema::{Answer, Field, Manner};
use crate::text::{Edit, Span};

/// A header field is absent or has no value.
pub static MISSING_METADATA: Rule = Rule {
    name: "missing-metadata",
    severity: Severity::Warning,
    by_default: true,
    summary: "A header field is missing or empty.",
    docs: "\
Who approves, for which product, as of when: a requirement without these cannot be judged later.

A field may be a table row, a column of a table, a line `Label: value` (bold or not, in a list, a quote or neither) or \
`**Label** value`, a tab-separated line, a key of the front matter or a heading of its own; text under the title is \
the description. A label with a value may name several (`Author / date`). Labels count before the first section. An empty field is reported at its place, all absent ones together at the title.

To cure it, fill the field in; the fix adds the absent ones in the form that the header has.",
    check: missing_metadata,
    in_terraform: false,
    fixes: add_fields,
};

/// The document shows no picture of what it describes.
pub static NO_DIAGRAM: Rule = Rule {
    name: "no-diagram",
    severity: Severity::Information,
    by_default: true,
    summary: "The document has no diagram.",
    docs: "\
Single points of failure and network paths are found in a picture, not in a paragraph.

An image, a mermaid, PlantUML or Graphviz block, or a link to draw.io anywhere in the document counts, as does any \
link in the diagram field. A template without a field for a diagram asks for none.

To cure it, add the picture; or write in the field why there is none (`N/A — one bucket`).",
    check: no_diagram,
    in_terraform: false,
    fixes: insert_sketch,
};

/// Whether the field is answered by a picture alone; `no-diagram` speaks of it.
fn is_diagram(field: &Field) -> bool {
    matches!(field.prompts.as_slice(), [prompt] if prompt.answer == Answer::Diagram)
}

fn fields<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (usize, &'c Field, &'c HeaderField)> {
    let fields = context.template.header.iter().zip(&context.header().fields).enumerate();
    let asked = fields.filter(|(_, (field, _))| context.is_required(field.required));
    asked.map(|(index, (field, found))| (index, field, found))
}

fn absent<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Field> {
    let absent =
        fields(context).filter(|(_, field, found)| **found == HeaderField::Absent && !is_diagram(field));
    absent.map(|(_, field, _)| field)
}

fn missing_metadata(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, field, found) in fields(context) {
        if let HeaderField::Empty(place) = found
            && !is_diagram(field)
        {
            let message = format!("Header field \"{}\" is empty. {}", field.label, question(field));
            findings.push(context.finding(
                &MISSING_METADATA,
                place.span,
                Subject::Field(index),
                message.trim_end().to_owned(),
            ));
        }
    }
    let labels: Vec<String> = absent(context).map(|field| format!("\"{}\"", field.label)).collect();
    let message = match labels.as_slice() {
        [] => return,
        [label] => format!("Header field {label} is missing."),
        [first @ .., last] => format!("Header fields {} and {last} are missing.", first.join(", ")),
    };
    findings.push(context.finding(&MISSING_METADATA, context.title_span(), Subject::Document, message));
}

/// The first question that a field asks.
fn question(field: &Field) -> &str {
    field.prompts.first().map_or("", |prompt| &prompt.question)
}

fn add_fields(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    if finding.subject != Subject::Document {
        return Vec::new();
    }
    let absent: Vec<&Field> = absent(context).collect();
    let Some(edit) = added(context, &absent) else { return Vec::new() };
    let edits = vec![(context.requirements.path.clone(), edit)];
    vec![Fix { title: "Add the missing header fields".to_owned(), edits, certain: true, document_wide: true }]
}

/// Fields added in the form that the header has: after its last row or line, or at the end of its list or text.
fn added(context: &Context<'_>, fields: &[&Field]) -> Option<Edit> {
    let document = context.document();
    let text = document.text();
    let Some((span, form)) = context.header().last else {
        let table = scaffold::header_table(fields.iter().copied(), "");
        return Some(place::insert_blocks(context, top(context), &[table]));
    };
    let line = text.line_to_byte(text.byte_to_line(span.start));
    let before = document.slice(Span::new(line, span.start));
    let each = |write: &dyn Fn(&Field) -> String| -> String {
        let line = |field: &&Field| [document.line_break(), before.as_str(), write(field).as_str()].concat();
        fields.iter().map(line).collect()
    };
    match form {
        LabelForm::Row | LabelForm::Cell => {
            Some(Edit::insert(span.end, each(&|field| scaffold::row(&field.label, ""))))
        }
        LabelForm::Tab => {
            Some(Edit::insert(line_end(context, span), each(&|field| format!("{}\t", field.label))))
        }
        LabelForm::Line if !before.trim().is_empty() => {
            let end = blocks(context).find(|block| block.covers(span))?.end;
            Some(Edit::insert(end, each(&|field| format!("**{}:**", field.label))))
        }
        // What follows a line may answer it, so the new ones go behind all that stands before the next heading.
        LabelForm::Line => {
            let mut headings = context.outline.headings.iter().map(|heading| heading.span().start);
            let next = headings.find(|&start| start > span.start);
            if next.is_none() && document.ends_unclosed() {
                return None;
            }
            let last =
                blocks(context).take_while(|block| next.is_none_or(|next| block.start < next)).last()?;
            let lines: Vec<_> = fields.iter().map(|field| format!("**{}:**", field.label)).collect();
            Some(place::insert_blocks(context, last.end, &lines))
        }
    }
}

/// The blocks of the document's top level.
fn blocks<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Span> + 'c {
    let passages = context.document().passages();
    passages.flat_map(|(base, passage)| passage.blocks.iter().map(move |block| block.shifted(base)))
}

/// The end of the line that the end of `span` is on, before its line break.
fn line_end(context: &Context<'_>, span: Span) -> usize {
    let text = context.document().text();
    let line = text.line(text.byte_to_line(span.end)).to_string();
    text.line_to_byte(text.byte_to_line(span.end)) + line.trim_end_matches(['\n', '\r']).len()
}

/// Where a header goes: under the title, else before everything but front matter.
fn top(context: &Context<'_>) -> usize {
    if let Some(title) = context.outline.document_title() {
        return title.span().end;
    }
    let document = context.document();
    let front_matter = document.front_matter().map(|(base, front_matter)| base + front_matter.span.end);
    front_matter.unwrap_or_else(|| document.passages().next().map_or(0, |(start, _)| start))
}

fn no_diagram(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((index, field, found)) = fields(context).find(|(_, field, _)| is_diagram(field)) else { return };
    if context.document().has(marks::PICTURE) {
        return;
    }
    let span = match found {
        HeaderField::Filled(Some(region)) => {
            if is_answered_otherwise(context, *region) {
                return;
            }
            *region
        }
        HeaderField::Empty(place) => place.span,
        HeaderField::Filled(None) | HeaderField::Absent => context.title_span(),
    };
    let message = format!(
        "No image, draw.io link or mermaid block found for \"{}\". Add one, or say why there is none (`N/A — reason`).",
        field.label
    );
    findings.push(context.finding(&NO_DIAGRAM, span, Subject::Field(index), message));
}

/// Whether the field's region has a link, or says that no diagram applies.
fn is_answered_otherwise(context: &Context<'_>, region: Span) -> bool {
    let document = context.document();
    let linked = document
        .passages_with(marks::LINKS)
        .any(|(base, passage)| passage.links.iter().any(|link| region.contains(link.span.start + base)));
    let text = context.words(region).to_lowercase();
    linked
        || text.contains("n/a")
        || text.contains("not applicable")
        || text.contains("http")
        || names_picture(&text)
}

fn insert_sketch(context: &Context<'_>, _: &Finding) -> Vec<Fix> {
    let sections = context
        .outline
        .headings
        .iter()
        .filter(|heading| heading.sections().any(|(_, manner)| manner != Manner::Mention));
    let first = sections.map(|heading| place::lead(context.document(), heading.span().start)).next();
    let offset = first.unwrap_or_else(|| context.document().text().len_bytes());
    if first.is_none() && context.document().ends_unclosed() {
        return Vec::new();
    }
    let sketch = "```mermaid\nflowchart LR\n  client --> resource\n```".to_owned();
    let edits = vec![(context.requirements.path.clone(), place::insert_blocks(context, offset, &[sketch]))];
    vec![Fix {
        title: "Insert a mermaid sketch to start from".to_owned(),
        edits,
        certain: false,
        document_wide: false,
    }]
}
