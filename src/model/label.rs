//! Labelled values of header fields: `Label: value`, however it is written.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::schema::{
    Meaning, SectionIndex, TemplateIndex, Vocabulary, first_word, name_key, name_parts, plain_text,
};
use crate::syntax::markdown::block::trimmed;
use crate::text::Span;

/// Lines of one paragraph that are looked at for labels; more are prose.
const MAX_LINES: usize = 200;

/// A label is short; what is longer is a sentence.
const MAX_LABEL: usize = 80;

/// HTML longer than this is no header that anybody fills in.
const MAX_HTML: usize = 16 * 1024;

/// What parts several labels in one line.
const BREAKS: [&str; 7] = ["<br>", "<br/>", "<br />", "<BR>", " | ", " · ", " • "];

/// What parts a label from its value.
const SEPARATORS: [&str; 7] = ["\t", ":", "：", " – ", " — ", " - ", " = "];

/// Finds what parts labels in one pass over a line; where a search cannot be built, nothing is parted.
static AT_BREAKS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(BREAKS).ok());
static AT_SEPARATORS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(SEPARATORS).ok());

/// `Label: value`, naming a header field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The fields it may name.
    pub fields: Vec<(TemplateIndex, usize)>,
    /// The line or row.
    pub span: Span,
    /// The value; empty at the place where it would stand.
    pub value: Span,
    /// How it is written.
    pub form: LabelForm,
    /// Whether the value is word for word what a template asks.
    pub guidance: bool,
}

/// How a labelled value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelForm {
    /// A table row.
    Row,
    /// `Label: value`, with or without emphasis, in a paragraph, a list or a quote.
    Line,
    /// `Label<TAB>value`.
    Tab,
    /// The head of a table's column, or HTML: there is no line that another could be set after.
    Cell,
}

/// Finds the labels of one chunk.
pub(super) struct Labels<'a> {
    pub(super) text: &'a str,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) found: Vec<Label>,
    /// Sections that label a value: a document may be one table with a row for each.
    pub(super) sections: Vec<(TemplateIndex, SectionIndex)>,
}

impl Labels<'_> {
    /// Those in a row of a table: in its first cell, or, where several cells name fields, in each.
    pub(super) fn row(&mut self, span: Span, cells: &[Span]) {
        let (Some(label), Some(value)) = (cells.first(), cells.get(1)) else { return };
        if cells.iter().filter(|cell| !self.fields(**cell).is_empty()).count() > 1 {
            for cell in cells {
                self.add(*cell, *cell, *cell, LabelForm::Cell);
            }
            return;
        }
        let value = match cells.last().filter(|_| value.is_empty()) {
            Some(last) => *last,
            None => *value,
        };
        self.add(span, *label, value, LabelForm::Row);
    }

    /// Those in the lines of a paragraph.
    pub(super) fn paragraph(&mut self, span: Span) {
        // A tab at the end is the mark of a label without a value.
        let after = self.text.get(span.end..).unwrap_or_default();
        let end = span.end + (after.len() - after.trim_start_matches([' ', '\t']).len());
        let (span, mut start) = (Span::new(span.start, end), span.start);
        let mut above = Span::empty(start);
        for line in span.of(self.text).split_inclusive(['\n', '\r']).take(MAX_LINES) {
            let content = line.trim_end_matches(['\n', '\r']);
            let marks = content.len() - content.trim_start_matches(['>', ' ', '\t']).len();
            let whole = Span::new(start + marks, start + content.len());
            start += line.len();
            // `: value` below its label is a definition list.
            if whole.of(self.text).starts_with(": ") {
                self.add(above, above, Span::new(whole.start + 1, whole.end), LabelForm::Line);
            }
            above = whole;
            for part in parts(self.text, whole) {
                self.line(part);
            }
        }
    }

    /// The one in a line, or in a part of it.
    fn line(&mut self, span: Span) {
        let source = span.of(self.text);
        if let Some(len) = emphasised_label(source)
            && !self.fields(Span::new(span.start, span.start + len)).is_empty()
        {
            let value = Span::new(span.start + len, span.end);
            self.add(span, Span::new(span.start, span.start + len), value, LabelForm::Line);
            return;
        }
        let Some(separator) = AT_SEPARATORS.as_ref().and_then(|search| search.find(source)) else { return };
        let (at, after) = (separator.start(), separator.end());
        let form = if source.as_bytes().get(at) == Some(&b'\t') { LabelForm::Tab } else { LabelForm::Line };
        let line = Span::new(span.start, span.start + source.trim_end().len().max(at));
        let label = Span::new(span.start, span.start + at);
        self.add(line, label, Span::new(span.start + after, span.end), form);
    }

    /// Those in HTML: a text that names a field, with the next text as its value.
    pub(super) fn html(&mut self, span: Span) {
        let source = span.of(self.text);
        if source.len() > MAX_HTML {
            return;
        }
        let mut texts = Vec::new();
        for (at, _) in source.match_indices('>') {
            let rest = source.get(at + 1..).unwrap_or_default();
            let len = rest.find('<').unwrap_or(rest.len());
            let text = trimmed(self.text, Span::new(span.start + at + 1, span.start + at + 1 + len));
            texts.extend((!text.is_empty()).then_some(text));
        }
        for (index, text) in texts.iter().enumerate() {
            let next = texts.get(index + 1).filter(|next| self.fields(**next).is_empty());
            let value = next.copied().unwrap_or(Span::empty(text.end));
            self.add(*text, *text, value, LabelForm::Cell);
        }
    }

    fn add(&mut self, span: Span, label: Span, value: Span, form: LabelForm) {
        // Emphasis may be closed before the colon or after it.
        let source = label.of(self.text).trim();
        let opened = source.starts_with(['*', '_']) && !source.ends_with(['*', '_']);
        let closing = value.of(self.text).len() - value.of(self.text).trim_start_matches(['*', '_']).len();
        let value = if opened { Span::new(value.start + closing, value.end) } else { value };
        let value = trimmed(self.text, value);
        let answered = !value.is_empty();
        let mut fields = self.fields(label);
        if fields.is_empty() && answered {
            fields = self.combined_fields(label);
        }
        if fields.is_empty() {
            self.sections.extend(self.names(label).into_iter().filter_map(
                |(template, meaning)| match meaning {
                    Meaning::Section(section) if answered => Some((template, section)),
                    _ => None,
                },
            ));
            return;
        }
        let guidance = is_guidance(value.of(self.text), self.vocabulary);
        self.found.push(Label { fields, span, value, form, guidance });
    }

    /// The fields that a text names.
    fn fields(&self, span: Span) -> Vec<(TemplateIndex, usize)> {
        let fields = self.names(span).into_iter().filter_map(|(template, meaning)| match meaning {
            Meaning::Field(field) => Some((template, field)),
            Meaning::Section(_) => None,
        });
        fields.collect()
    }

    /// The fields that the parts of a combined label name: "Author / date".
    fn combined_fields(&self, span: Span) -> Vec<(TemplateIndex, usize)> {
        let source = span.of(self.text);
        if source.len() > MAX_LABEL || !(source.contains(['/', '&', '+', ',']) || source.contains(" and ")) {
            return Vec::new();
        }
        let mut fields = Vec::new();
        for part in name_parts(&label_text(source)) {
            for (template, meaning) in self.vocabulary.name(&part) {
                if let Meaning::Field(field) = meaning
                    && !fields.contains(&(template, field))
                {
                    fields.push((template, field));
                }
            }
        }
        fields
    }

    /// What a text is the name of.
    fn names(&self, span: Span) -> Vec<(TemplateIndex, Meaning)> {
        let source = span.of(self.text);
        if source.is_empty() || source.len() > MAX_LABEL {
            return Vec::new();
        }
        self.vocabulary.name(&name_key(&label_text(source))).collect()
    }
}

/// A label without its emphasis and colon.
fn label_text(source: &str) -> String {
    plain_text(source.trim_matches(['*', '_', ' ', ':']))
}

/// The length of the emphasised words that a line begins with, where a value follows them and nothing parts the two:
/// `**Date** 2026-03-14`.
fn emphasised_label(source: &str) -> Option<usize> {
    let mark = ["**", "__", "*", "_"].into_iter().find(|mark| source.starts_with(mark))?;
    let inner = source.get(mark.len()..)?;
    let len = mark.len() + inner.find(mark)? + mark.len();
    let rest = source.get(len..)?;
    let value = rest.trim_start_matches(' ');
    let parted = value.starts_with([':', '：', '–', '—', '-', '=', '\t']);
    (value.len() < rest.len() && !value.is_empty() && !parted).then_some(len)
}

/// Fewer words than these may be anybody's own.
const FEWEST_OF_GUIDANCE: usize = 4;

/// Whether a text is word for word a question of a template, or the words of documents that it was copied from.
pub(super) fn is_guidance(text: &str, vocabulary: &Vocabulary) -> bool {
    if text.len() > LONGEST_GUIDANCE || !vocabulary.may_begin_a_prompt(&first_word(text)) {
        return false;
    }
    let key = name_key(text);
    key.split(' ').count() >= FEWEST_OF_GUIDANCE && !vocabulary.prompts(&key).is_empty()
}

/// No question is longer.
const LONGEST_GUIDANCE: usize = 400;

/// The parts of a line between breaks.
fn parts(text: &str, line: Span) -> Vec<Span> {
    let source = line.of(text);
    let breaks = AT_BREAKS
        .iter()
        .flat_map(|search| search.find_iter(source))
        .map(|found| (found.start(), found.end()));
    let mut parts = Vec::new();
    let mut start = 0;
    for (end, next) in breaks.chain([(source.len(), source.len())]) {
        let part = source.get(start..end).unwrap_or_default();
        let from = start + (part.len() - part.trim_start_matches(' ').len());
        parts.push(Span::new(line.start + from, line.start + end.max(from)));
        start = next;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<(&str, LabelForm)> {
        let vocabulary = Vocabulary::new([]);
        let mut labels = Labels { text, vocabulary: &vocabulary, found: Vec::new(), sections: Vec::new() };
        labels.paragraph(Span::new(0, text.trim_end().len()));
        labels.found.iter().map(|label| (label.value.of(text), label.form)).collect()
    }

    #[test]
    fn labels_are_found_however_they_are_parted() {
        let line = |value| (value, LabelForm::Line);
        assert_eq!(labels("**Date:** 2026<br>**Stakeholders**: @a"), [line("2026"), line("@a")]);
        assert_eq!(
            labels("Date：2026 · Stakeholders – @a | Scope = x"),
            [line("2026"), line("@a"), line("x")]
        );
        assert_eq!(labels("> Date: 2026\r\n> Stakeholders:"), [line("2026"), line("")]);
        assert_eq!(labels("**Date** 2026 - 27<br>_Stakeholders_ @a"), [line("2026 - 27"), line("@a")]);
        assert_eq!(labels("Author / date: 2026\nAuthor / date:"), [line("2026")]);
        assert_eq!(labels("**Date** : 2026<br>**Date** - 2027"), [line("2026"), line("2027")]);
        assert_eq!(labels("Date\n: 2026"), [line("2026")]);
        assert_eq!(labels("Date\t2026\nStakeholders\t\n"), [("2026", LabelForm::Tab), ("", LabelForm::Tab)]);
        assert!(labels("The date: 2026, as of - today").is_empty());
        assert!(labels("**Date**\n**Dates and times** differ").is_empty());
    }
}
