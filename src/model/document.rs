//! A document: its text and what its chunks say, kept up to date edit by edit.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ropey::Rope;

use super::change::Change;
use super::front_matter::FrontMatter;
use super::outline::{Kept, Outline};
use super::passage::{Passage, Reading, Title, TitleForm, marks};
use super::suppression::{Directive, DirectiveKind};
use crate::schema::{Manner, Meaning, TemplateIndex, Vocabulary, name_key};
use crate::syntax::markdown::{Block, Pieces, parse};
use crate::text::{Edit, Span, line_at};

/// A Markdown document.
#[derive(Clone, Debug)]
pub struct Document {
    text: Rope,
    passages: Pieces<Passage>,
    reading: Reading,
    vocabulary: Arc<Vocabulary>,
    /// Another number after each edit, which no other text ever has.
    revision: u64,
    /// Another number after each edit that changes more than words, which no other document ever has.
    outline_stamp: u64,
    /// What the latest edits changed, the latest last, each with the revision before it.
    changes: VecDeque<(u64, Change)>,
    /// The outline, which the copies that edits are made in share.
    kept: Arc<Kept>,
}

/// A part of a document with its blocks.
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// The offset of it in the document.
    pub start: usize,
    /// Its text.
    pub text: String,
    /// Its blocks; spans are relative to its start.
    pub blocks: Vec<Block>,
}

impl Excerpt {
    /// The innermost block that holds the byte at `offset` in the document, or ends there.
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let at = offset.checked_sub(self.start)?;
        self.blocks.iter().rfind(|block| block.span.start <= at && at <= block.span.end)
    }
}

/// So many edits are remembered; who has not looked for longer has to look at everything. A client that is fast, as one
/// that plays a macro, sends hundreds at once.
const REMEMBERED: usize = 256;

/// Files of these names (up to the first dot) are recognised only where they are declared.
const ORDINARY: [&str; 16] = [
    "readme",
    "changelog",
    "changes",
    "history",
    "contributing",
    "code_of_conduct",
    "security",
    "support",
    "license",
    "licence",
    "authors",
    "maintainers",
    "governance",
    "releases",
    "news",
    "notice",
];

/// A file whose name the template lists needs this many of the template's sections.
const SECTIONS_WITH_NAME: usize = 3;

impl Document {
    /// Reads a document that somebody edits.
    pub fn new(text: &str, vocabulary: Arc<Vocabulary>) -> Self {
        Self::read(text, Reading::Edited, vocabulary)
    }

    /// The same for a text that is a rope already.
    pub fn of_rope(text: Rope, vocabulary: Arc<Vocabulary>) -> Self {
        Self::read_rope(text, Reading::Edited, vocabulary)
    }

    /// Reads a document that nobody edits, which is faster.
    pub fn at_rest(text: &str, vocabulary: Arc<Vocabulary>) -> Self {
        Self::read(text, Reading::AtRest, vocabulary)
    }

    /// Reads the headings of a document that nobody edits, and what tells which template it follows.
    pub fn headings(text: &str, vocabulary: Arc<Vocabulary>) -> Self {
        Self::read(text, Reading::Headings, vocabulary)
    }

    /// Another text, read in the same way.
    #[must_use]
    pub fn with_text(&self, text: &str) -> Self {
        Self::read(text, self.reading, Arc::clone(&self.vocabulary))
    }

    fn read(text: &str, reading: Reading, vocabulary: Arc<Vocabulary>) -> Self {
        Self::read_rope(Rope::from_str(text), reading, vocabulary)
    }

    fn read_rope(text: Rope, reading: Reading, vocabulary: Arc<Vocabulary>) -> Self {
        let parser = reading.parser(text.len_bytes());
        let read = |text: &str, kind| Passage::read(text, kind, parser, &vocabulary, reading);
        let passages = Pieces::fresh(&text, read);
        Self {
            text,
            passages,
            reading,
            vocabulary,
            revision: next_stamp(),
            outline_stamp: next_stamp(),
            changes: VecDeque::new(),
            kept: Arc::default(),
        }
    }

    /// Replaces a part of the text; a span that does not fall on character boundaries is widened to them.
    pub fn edit(&mut self, edit: &Edit) {
        let len = self.text.len_bytes();
        let (reading, before) = (self.reading, self.reading.parser(len));
        let from = self.text.byte_to_char(edit.span.start.min(len));
        let end = edit.span.end.min(len);
        let to = self.text.byte_to_char(end);
        let to = if self.text.char_to_byte(to) < end { to + 1 } else { to };
        let old = Span::new(self.text.char_to_byte(from), self.text.char_to_byte(to));
        let lines = self.text.len_lines();
        self.text.remove(from..to);
        self.text.insert(from, &edit.text);
        let (parser, vocabulary) = (reading.parser(self.text.len_bytes()), &self.vocabulary);
        let read = |text: &str, kind| Passage::read(text, kind, parser, vocabulary, reading);
        let change = if parser == before {
            let replaced = self.passages.edit(&self.text, old, edit.text.len(), read);
            Change::of(replaced, self.text.len_lines() != lines)
        } else {
            self.passages = Pieces::fresh(&self.text, read);
            Change::of_everything(len, self.text.len_bytes())
        };
        let before = std::mem::replace(&mut self.revision, next_stamp());
        if !change.only_words {
            self.outline_stamp = next_stamp();
        }
        self.changes.push_back((before, change));
        if self.changes.len() > REMEMBERED {
            self.changes.pop_front();
        }
    }

    /// A number that no other text has; another one after each edit.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A number that no other document has and that grows when an edit changes more than words: as long as it is
    /// the same, so are the anchors.
    pub fn outline_stamp(&self) -> u64 {
        self.outline_stamp
    }

    /// What was changed since `revision`, in order; nothing where that is not remembered.
    pub fn changes_since(&self, revision: u64) -> Option<impl Iterator<Item = &Change> + '_> {
        let known = self.changes.iter().position(|(before, _)| *before == revision);
        let first = if revision == self.revision { self.changes.len() } else { known? };
        Some(self.changes.iter().skip(first).map(|(_, change)| change))
    }

    /// Its outline as `template` sees it; that of a document which somebody edits is kept.
    pub fn outline(&self, template: TemplateIndex) -> Arc<Outline> {
        if self.reading == Reading::Edited {
            self.kept.outline(self, template)
        } else {
            Arc::new(Outline::new(self, template))
        }
    }

    /// The text.
    pub fn text(&self) -> &Rope {
        &self.text
    }

    /// A part of the text.
    pub fn slice(&self, span: Span) -> String {
        self.text.get_byte_slice(span.range()).map(|slice| slice.to_string()).unwrap_or_default()
    }

    /// The line at an offset, without its line break.
    pub fn line(&self, offset: usize) -> Span {
        line_at(&self.text, offset)
    }

    /// The names it was read with.
    pub fn vocabulary(&self) -> &Arc<Vocabulary> {
        &self.vocabulary
    }

    /// What its chunks say, each with the offset of the chunk.
    pub fn passages(&self) -> impl Iterator<Item = (usize, &Passage)> + '_ {
        self.passages.iter().map(|(start, piece)| (start, piece.facts.as_ref()))
    }

    /// The passages that have any of these [`marks`].
    pub fn passages_with(&self, marks: u16) -> impl Iterator<Item = (usize, &Passage)> + '_ {
        let marked = self.passages.iter().filter(move |(_, piece)| piece.marks & marks != 0);
        marked.map(|(start, piece)| (start, piece.facts.as_ref()))
    }

    /// Every passage's offset and marks, with the passage itself.
    pub(super) fn marked_passages(&self) -> impl Iterator<Item = (usize, u16, &Arc<Passage>)> + Clone + '_ {
        self.passages.iter().map(|(start, piece)| (start, piece.marks, &piece.facts))
    }

    /// Whether any passage has any of these [`marks`].
    pub fn has(&self, marks: u16) -> bool {
        self.passages.iter().any(|(_, piece)| piece.marks & marks != 0)
    }

    /// Every title, headings and lines without marks alike.
    pub fn titles(&self) -> impl Iterator<Item = &Title> + '_ {
        self.passages_with(marks::TITLES).flat_map(|(_, passage)| passage.titles.iter().map(AsRef::as_ref))
    }

    /// Its front matter and the offset of it.
    pub fn front_matter(&self) -> Option<(usize, &FrontMatter)> {
        let (start, passage) = self.passages().next()?;
        Some((start, passage.front_matter.as_ref()?))
    }

    /// Its directives, with spans in the whole text.
    pub fn directives(&self) -> impl Iterator<Item = Directive> + '_ {
        self.passages_with(marks::DIRECTIVES).flat_map(|(start, passage)| {
            passage.directives.iter().map(move |directive| directive.clone().shifted(start))
        })
    }

    /// The template it follows: as declared in it, by its title, by its file's name and some of the template's
    /// sections, or by half of the template's sections.
    /// A document that follows none is an ordinary Markdown file.
    pub fn recognise(&self, file_name: &str) -> Option<TemplateIndex> {
        self.declared()
            .or_else(|| if is_ordinary(file_name) { None } else { self.recognised_by_content(file_name) })
    }

    fn declared(&self) -> Option<TemplateIndex> {
        let named = |name: &str| self.vocabulary.named(name.split('@').next().unwrap_or(name));
        let by_front_matter = self.front_matter().and_then(|(_, front_matter)| {
            front_matter.get("template")?.values.first().and_then(|value| named(&value.text))
        });
        by_front_matter.or_else(|| {
            self.passages_with(marks::DIRECTIVES).flat_map(|(_, passage)| &passage.directives).find_map(
                |directive| match &directive.kind {
                    DirectiveKind::Template(name) => named(name),
                    DirectiveKind::Ignore { .. } => None,
                },
            )
        })
    }

    fn recognised_by_content(&self, file_name: &str) -> Option<TemplateIndex> {
        self.recognised_by_title().or_else(|| {
            let templates = self.vocabulary.templates().iter().enumerate();
            let mut counted =
                templates.map(|(index, template)| (index, template, self.count_sections(index)));
            counted.find_map(|(index, template, count)| {
                let named = template.is_file_name(file_name);
                let half = count * 2 >= template.sections.len() && count > 0;
                (half || (named && count >= SECTIONS_WITH_NAME)).then_some(index)
            })
        })
    }

    fn recognised_by_title(&self) -> Option<TemplateIndex> {
        let in_front_matter = self.front_matter().and_then(|(_, front_matter)| {
            self.vocabulary.document_title(&name_key(&front_matter.get("title")?.values.first()?.text))
        });
        in_front_matter.or_else(|| {
            let mut titles = self.titles();
            let title = titles.find(|title| title.top)?;
            self.vocabulary.document_title(&title.key)
        })
    }

    /// How many of the template's sections have a title here.
    fn count_sections(&self, template: TemplateIndex) -> usize {
        let Some(known) = self.vocabulary.template(template) else { return 0 };
        let mut seen = vec![false; known.sections.len()];
        for title in self.titles() {
            for named in &title.named {
                let counts = named.template == template && named.manner != Manner::Mention;
                if let (true, Meaning::Section(section)) = (counts, named.meaning)
                    && let Some(seen) = seen.get_mut(section)
                {
                    *seen = true;
                }
            }
        }
        seen.into_iter().filter(|&seen| seen).count()
    }

    /// How many headings below the title name nothing that the template knows.
    pub fn foreign_headings(&self, template: TemplateIndex) -> usize {
        let foreign = self.titles().filter(|title| {
            let below = !matches!(title.form, TitleForm::Plain | TitleForm::Atx(1) | TitleForm::Setext(1));
            below && !title.named.iter().any(|named| named.template == template)
        });
        foreign.count()
    }

    /// Whether something that is never closed swallows the end of the text.
    pub fn ends_unclosed(&self) -> bool {
        self.passages().last().is_some_and(|(_, passage)| passage.unclosed)
    }

    /// Whether any title is a heading with marks.
    pub fn has_headings(&self) -> bool {
        self.titles().any(|title| title.form != TitleForm::Plain)
    }

    /// The chunk that holds the byte at `offset`, read again for its blocks.
    pub fn excerpt(&self, offset: usize) -> Option<Excerpt> {
        let (start, piece) = self.passages.iter().take_while(|(start, _)| *start <= offset).last()?;
        let text = self.slice(Span::new(start, start + piece.len));
        let parser = self.reading.parser(self.text.len_bytes());
        let blocks = parse(&text, piece.kind, parser).blocks;
        Some(Excerpt { start, text, blocks })
    }

    /// The line break that the text uses.
    pub fn line_break(&self) -> &'static str {
        let first = self.text.line(0);
        let len = first.len_chars();
        match (len.checked_sub(1).map(|at| first.char(at)), len.checked_sub(2).map(|at| first.char(at))) {
            (Some('\n'), Some('\r')) => "\r\n",
            (Some('\r'), _) => "\r",
            _ => "\n",
        }
    }
}

/// A number that was not given before.
fn next_stamp() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

fn is_ordinary(file_name: &str) -> bool {
    let stem = file_name.split('.').next().unwrap_or_default().to_lowercase().replace('-', "_");
    ORDINARY.contains(&stem.as_str())
}
