//! The header of a document: its fields, wherever and however they are written.

use super::document::Document;
use super::front_matter::Entry;
use super::label::LabelForm;
use super::outline::Outline;
use super::passage::marks;
use crate::schema::{Answer, Field, Manner, Meaning, TemplateIndex, name_key};
use crate::text::Span;

/// The fields of a document's header.
#[derive(Debug)]
pub struct Header {
    /// One for each field of the template, in its order.
    pub fields: Vec<HeaderField>,
    /// The last labelled line or row, after which others can be added.
    pub last: Option<(Span, LabelForm)>,
}

/// What the document says about a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeaderField {
    /// Nothing at all.
    Absent,
    /// Its label without a value; the label's line or row and the place of the value.
    Empty(Answered),
    /// A value; its label's line, its key and value or its heading's range, where it has one.
    Filled(Option<Span>),
}

/// Where a field's label and value stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The labelled line or row.
    pub span: Span,
    /// The value; empty at the place where it would stand.
    pub value: Span,
}

impl Header {
    /// The header of `document` as `template` sees it.
    pub fn new(document: &Document, template: TemplateIndex, outline: &Outline) -> Self {
        let known = document.vocabulary().template(template);
        let fields = known.map(|template| template.header.as_slice()).unwrap_or_default();
        let mut header = Self { fields: vec![HeaderField::Absent; fields.len()], last: None };
        header.read_front_matter(document, template);
        header.read_labels(document, template, outline);
        header.read_headings(outline);
        header.read_prose(document, fields, outline);
        header
    }

    fn fill(&mut self, field: usize, found: HeaderField) {
        if let Some(known) = self.fields.get_mut(field)
            && (*known == HeaderField::Absent
                || matches!((&*known, &found), (HeaderField::Empty(_), HeaderField::Filled(_))))
        {
            *known = found;
        }
    }

    fn read_front_matter(&mut self, document: &Document, template: TemplateIndex) {
        let Some((base, front_matter)) = document.front_matter() else { return };
        for entry in &front_matter.entries {
            let names: Vec<_> = document.vocabulary().name(&name_key(&entry.key.text)).collect();
            for (_, meaning) in names.into_iter().filter(|(owner, _)| *owner == template) {
                let Meaning::Field(field) = meaning else { continue };
                let empty = entry.values.iter().all(|value| value.text.trim().is_empty());
                let span = entry.key.span.shifted(base);
                let end = entry.values.last().map_or(entry.key.span.end, |value| value.span.end);
                let found = Answered { span, value: Span::empty(span.end + 1) };
                self.fill(
                    field,
                    if empty {
                        HeaderField::Empty(found)
                    } else {
                        HeaderField::Filled(Some(Span::new(span.start, base + end)))
                    },
                );
            }
            self.read_nested(document, template, entry);
        }
    }

    /// Keys within a nested value count where something follows them.
    fn read_nested(&mut self, document: &Document, template: TemplateIndex, entry: &Entry) {
        for key in entry.values.split_last().map(|(_, keys)| keys).unwrap_or_default() {
            let names: Vec<_> = document.vocabulary().name(&name_key(&key.text)).collect();
            for (_, meaning) in names.into_iter().filter(|(owner, _)| *owner == template) {
                if let Meaning::Field(field) = meaning {
                    self.fill(field, HeaderField::Filled(None));
                }
            }
        }
    }

    /// Labels count before the first section; an empty one is answered by what follows it.
    fn read_labels(&mut self, document: &Document, template: TemplateIndex, outline: &Outline) {
        let sections = outline
            .headings
            .iter()
            .filter(|heading| heading.sections().any(|(_, manner)| manner != Manner::Mention));
        let end = sections.map(|heading| heading.span().start).next().unwrap_or(usize::MAX);
        let region = || document.passages().take_while(|(base, _)| *base < end);
        let mut labels = Vec::new();
        for (base, passage) in region() {
            for label in &passage.labels {
                let fields = label.fields.iter().filter(|(owner, _)| *owner == template);
                labels.extend(fields.map(|&(_, field)| {
                    (field, label.span.shifted(base), label.value.shifted(base), label.form)
                }));
            }
        }
        labels.retain(|(_, span, ..)| span.start < end);
        let titles = outline.headings.iter().map(|heading| heading.span().start);
        let mut contents: Vec<(usize, bool)> = titles.map(|at| (at, false)).collect();
        for (base, passage) in region() {
            contents.extend(passage.contents.iter().map(|start| (start + base, true)));
        }
        contents.sort_unstable();
        for (index, &(field, span, value, form)) in labels.iter().enumerate() {
            let next_label = labels.get(index + 1).map_or(usize::MAX, |(_, span, ..)| span.start);
            let followed = form == LabelForm::Line && {
                let next = contents.partition_point(|&(start, _)| start < span.end);
                contents.get(next).is_some_and(|&(start, content)| content && start < next_label)
                    || continues(document, span, next_label)
            };
            let filled = !value.is_empty() || followed;
            let found = Answered { span, value };
            self.fill(
                field,
                if filled { HeaderField::Filled(Some(span)) } else { HeaderField::Empty(found) },
            );
            if form != LabelForm::Cell {
                self.last = Some((span, form));
            }
        }
    }

    /// A heading that is a field's name is that field; its value stands under it.
    fn read_headings(&mut self, outline: &Outline) {
        for (index, heading) in outline.headings.iter().enumerate() {
            let Some(field) = heading.field() else { continue };
            let span = heading.span();
            let found = Answered { span, value: Span::empty(span.end) };
            self.fill(
                field,
                if outline.is_empty(index) {
                    HeaderField::Empty(found)
                } else {
                    HeaderField::Filled(Some(Span::new(span.start, heading.end)))
                },
            );
        }
    }

    /// Prose under the title is the description: the field that one free text answers.
    /// A picture anywhere is the diagram.
    fn read_prose(&mut self, document: &Document, fields: &[Field], outline: &Outline) {
        let answered_by = |field: &Field, kind: Answer| matches!(field.prompts.as_slice(), [prompt] if prompt.answer == kind);
        let start = outline.document_title().map_or(0, |title| title.span().end);
        let mut below = outline.headings.iter().map(|heading| heading.span().start).filter(|&at| at >= start);
        let end = below.next().unwrap_or(usize::MAX);
        let prose = || {
            let near = document.passages().take_while(|(base, _)| *base < end);
            near.into_iter().any(|(base, passage)| {
                passage.prose.iter().any(|span| span.start + base >= start && span.start + base < end)
            })
        };
        for (index, field) in fields.iter().enumerate() {
            let text = answered_by(field, Answer::Text)
                && self.fields.get(index) == Some(&HeaderField::Absent)
                && prose();
            let drawn = answered_by(field, Answer::Diagram) && document.has(marks::PICTURE);
            if text || drawn {
                self.fill(index, HeaderField::Filled(None));
            }
        }
    }
}

/// Whether text follows the label in the lines of its own paragraph.
fn continues(document: &Document, label: Span, next_label: usize) -> bool {
    let text = document.text();
    let after = text.get_byte_slice(label.end.min(text.len_bytes())..).unwrap_or_else(|| text.slice(..0));
    let mut lines = after.lines().skip(1).take(1);
    let next = lines.next().is_some_and(|line| line.chars().any(|c| !c.is_whitespace()));
    let line_end = label.end + after.lines().next().map_or(0, |line| line.len_bytes());
    next && next_label > line_end
}
