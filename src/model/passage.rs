//! What one chunk of a document says, read once and kept until the chunk changes.

use std::sync::Arc;

use super::answer::{Asked, Said, Slip, Stated, asked, slips, stated};
use super::front_matter::FrontMatter;
use super::identifiers::identifiers;
use super::label::{Label, Labels};
use super::picture::{is_drawing, names_picture};
use super::reach::Reach;
use super::reference::{Reference, references};
use super::slug::{given_anchor, html_headings, slug, slug_hash};
use super::suppression::{Directive, is_comment};
use crate::schema::{Manner, Meaning, Named, SectionIndex, TemplateIndex, Vocabulary, name_key, plain_text};
use crate::syntax::markdown::{Block, BlockKind, ChunkKind, Facts, Inline, Link, Parsed, Parser, parse};
use crate::text::Span;

/// Further into a chunk than this, nothing is looked for that takes reading every word: no one answers there.
const MAX_MENTIONS: usize = 16 * 1024;

/// Marks of what a passage has, for passes that want only some.
pub mod marks {
    /// Titles.
    pub const TITLES: u16 = 1;
    /// Content.
    pub const CONTENT: u16 = 1 << 1;
    /// Links.
    pub const LINKS: u16 = 1 << 2;
    /// Labels.
    pub const LABELS: u16 = 1 << 3;
    /// Directives.
    pub const DIRECTIVES: u16 = 1 << 4;
    /// A picture.
    pub const PICTURE: u16 = 1 << 5;
    /// Sections that are spoken of.
    pub const SPOKEN_OF: u16 = 1 << 6;
    /// Identifiers.
    pub const IDENTIFIERS: u16 = 1 << 7;
    /// Anchors that HTML gives.
    pub const ANCHORS: u16 = 1 << 8;
    /// Recovery objectives.
    pub const STATED: u16 = 1 << 9;
    /// Slips in the terms of the trade.
    pub const SLIPS: u16 = 1 << 10;
    /// What may be prompts.
    pub const ASKED: u16 = 1 << 11;
    /// Names in code spans.
    pub const REFERENCES: u16 = 1 << 12;
    /// Parts that are blank, or say nothing.
    pub const BLANKS: u16 = 1 << 13;
}

impl Facts for Passage {
    fn marks(&self) -> u16 {
        [
            (!self.titles.is_empty(), marks::TITLES),
            (!self.contents.is_empty(), marks::CONTENT),
            (!self.links.is_empty(), marks::LINKS),
            (!self.labels.is_empty() || !self.labelled_sections.is_empty(), marks::LABELS),
            (!self.directives.is_empty(), marks::DIRECTIVES),
            (self.picture, marks::PICTURE),
            (!self.spoken_of.is_empty(), marks::SPOKEN_OF),
            (!self.identifiers.is_empty(), marks::IDENTIFIERS),
            (!self.anchors.is_empty(), marks::ANCHORS),
            (!self.stated.is_empty(), marks::STATED),
            (!self.slips.is_empty(), marks::SLIPS),
            (!self.asked.is_empty(), marks::ASKED),
            (!self.references.is_empty(), marks::REFERENCES),
            (!self.blanks.is_empty(), marks::BLANKS),
        ]
        .into_iter()
        .filter(|(there, _)| *there)
        .fold(0, |all, (_, mark)| all | mark)
    }
}

/// What one chunk says. Spans are relative to the chunk.
#[derive(Debug, Default)]
pub struct Passage {
    /// Headings, and lines that may be titles without marks.
    pub titles: Vec<Arc<Title>>,
    /// The places of all blocks of the top level: a list or table is one block.
    pub blocks: Vec<Span>,
    /// The starts of what counts as content: text, rows, code, but no headings, comments or rules.
    pub contents: Vec<usize>,
    /// Prose paragraphs of the top level that are no label.
    pub prose: Vec<Span>,
    /// Lines that name a header field.
    pub labels: Vec<Label>,
    /// What may be prompts with their answers.
    pub asked: Vec<Asked>,
    /// Recovery objectives that are given anywhere.
    pub stated: Vec<Stated>,
    /// Slips in the terms of the trade.
    pub slips: Vec<Slip>,
    /// Paragraphs that are a mark in place of a text, or say no more than that something does not apply.
    pub blanks: Vec<(Span, Said)>,
    /// Sections that label a value in a row or line.
    pub labelled_sections: Vec<(TemplateIndex, SectionIndex)>,
    /// Links and images.
    pub links: Vec<Link>,
    /// Where each of them leads.
    pub reaches: Vec<Reach>,
    /// Words with an underscore or a dot within, as Terraform's addresses and types have.
    pub identifiers: Vec<Box<str>>,
    /// Names in code spans that look like those of resources, tests or policies.
    pub references: Vec<Reference>,
    /// Anchors that HTML gives.
    pub anchors: Vec<String>,
    /// Whether there is a picture or a diagram.
    pub picture: bool,
    /// Comments that speak to Tiebeam.
    pub directives: Vec<Directive>,
    /// Sections that are spoken of without a heading of Markdown: those that headings in HTML name, and
    /// sub-sections whose prompts are answered.
    pub spoken_of: Vec<(TemplateIndex, SectionIndex)>,
    /// Front matter.
    pub front_matter: Option<FrontMatter>,
    /// Whether a fence or comment is open at the end, so that nothing may be put after the chunk.
    pub unclosed: bool,
}

/// A heading, or a line that may be a title without marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The heading's block.
    pub span: Span,
    /// The heading's text as written.
    pub content: Span,
    /// The heading's text without Markdown.
    pub text: String,
    /// How it is marked.
    pub form: TitleForm,
    /// What it names.
    pub named: Vec<Named>,
    /// The sections whose name it may be a misspelling of, where it is no name itself.
    pub misspelt: Vec<(TemplateIndex, SectionIndex)>,
    /// The text as it is compared with other headings, see [`name_key`].
    pub key: String,
    /// Its anchor, before duplicates are numbered.
    pub slug: String,
    /// The hash of its anchor.
    pub slug_hash: u64,
    /// Whether it is in no list and no quote.
    pub top: bool,
}

/// How a title is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleForm {
    /// `## Title`, with its level.
    Atx(u8),
    /// Underlined, with its level.
    Setext(u8),
    /// Not at all: a paragraph of one line between blank lines that is exactly a known name.
    Plain,
}

/// What is read of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// All, while somebody edits it.
    Edited,
    /// All, where nobody does.
    AtRest,
    /// Its headings and what tells which template it follows.
    Headings,
}

/// A longer text is read by the parser that is faster, while it is edited too: people write no such documents.
const LARGE: usize = 256 * 1024;

impl Reading {
    /// What reads a text of so many bytes.
    pub fn parser(self, len: usize) -> Parser {
        if self == Self::Edited && len <= LARGE { Parser::TreeSitter } else { Parser::PulldownCmark }
    }
}

impl Passage {
    /// Reads one chunk.
    pub fn read(
        text: &str,
        kind: ChunkKind,
        parser: Parser,
        vocabulary: &Vocabulary,
        reading: Reading,
    ) -> Self {
        let mut passage = Self::default();
        if kind == ChunkKind::FrontMatter {
            passage.front_matter = Some(FrontMatter::parse(text));
            passage.identifiers = identifiers(text);
            return passage;
        }
        let Parsed { blocks, inline } = parse(text, kind, parser);
        let labels = Labels { text, vocabulary, found: Vec::new(), sections: Vec::new() };
        let whole = reading != Reading::Headings;
        let mut reader = Reader { text, vocabulary, labels, passage, whole };
        for block in &blocks {
            reader.block(block);
        }
        if !whole {
            return reader.passage;
        }
        reader.keep(inline);
        passage = reader.passage;
        passage.labels = reader.labels.found;
        passage.labelled_sections = reader.labels.sections;
        passage.identifiers = identifiers(text);
        passage.asked = asked(text, &blocks, vocabulary);
        for block in blocks.iter().filter(|block| is_said(&block.kind)) {
            let source = block.span.of(text);
            passage.stated.extend(stated(source).into_iter().map(|it| it.shifted(block.span.start)));
            passage.slips.extend(slips(source).into_iter().map(|it| it.shifted(block.span.start)));
            passage.references.extend(references(source).into_iter().map(|it| it.shifted(block.span.start)));
            let said = Said::of(source);
            if block.kind == BlockKind::Paragraph
                && matches!(said, Said::Placeholder | Said::NotApplicable { reasoned: false })
            {
                passage.blanks.push((block.span, said));
            }
        }
        passage.blocks = top_blocks(text, &blocks);
        passage.unclosed = match kind {
            ChunkKind::Fence => is_open_fence(text),
            ChunkKind::Html => text.starts_with("<!--") && !text.contains("-->"),
            _ => false,
        };
        passage.shrink();
        passage
    }

    /// Gives back what lists have room for beyond what is in them: a long document has thousands of them, most with one
    /// element.
    fn shrink(&mut self) {
        self.titles.shrink_to_fit();
        self.contents.shrink_to_fit();
        self.prose.shrink_to_fit();
        self.asked.shrink_to_fit();
        self.stated.shrink_to_fit();
        self.spoken_of.shrink_to_fit();
        self.links.shrink_to_fit();
        self.reaches.shrink_to_fit();
        self.identifiers.shrink_to_fit();
        self.references.shrink_to_fit();
    }
}

struct Reader<'a> {
    text: &'a str,
    vocabulary: &'a Vocabulary,
    labels: Labels<'a>,
    passage: Passage,
    /// Whether more than headings is wanted.
    whole: bool,
}

impl Reader<'_> {
    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, setext, content } => {
                let form = if *setext { TitleForm::Setext(*level) } else { TitleForm::Atx(*level) };
                self.title(block, *content, form);
            }
            BlockKind::Paragraph => {
                self.paragraph(block);
            }
            BlockKind::Row { cells } => {
                self.passage.contents.push(block.span.start);
                if self.whole {
                    self.labels.row(block.span, cells);
                    self.mentions(block.span);
                }
            }
            BlockKind::Code { info } => {
                self.passage.contents.push(block.span.start);
                let language = info.of(self.text).split([' ', ',', '{']).next().unwrap_or_default();
                let drawings = ["mermaid", "plantuml", "puml", "dot", "graphviz", "d2", "ditaa"];
                self.passage.picture |= drawings.iter().any(|drawing| language.eq_ignore_ascii_case(drawing));
            }
            BlockKind::Html => self.html(block.span),
            BlockKind::Unread => self.passage.contents.push(block.span.start),
            // "100." alone is a number that the syntax takes for the mark of an empty item.
            BlockKind::Item if block.span.of(self.text).trim().starts_with(|c: char| c.is_ascii_digit()) => {
                self.passage.contents.push(block.span.start);
            }
            BlockKind::Item | BlockKind::Definition { .. } | BlockKind::FrontMatter | BlockKind::Break => {}
        }
    }

    fn title(&mut self, block: &Block, content: Span, form: TitleForm) {
        let text = plain_text(content.of(self.text));
        let named = if block.is_top() { self.vocabulary.heading(&text) } else { Vec::new() };
        let exact =
            |template| named.iter().any(|named| named.template == template && named.manner == Manner::Whole);
        let all_exact = (0..self.vocabulary.templates().len()).all(exact);
        let mut misspelt =
            if block.is_top() && !all_exact { self.vocabulary.misspelt(&text) } else { Vec::new() };
        misspelt.retain(|(template, _)| !exact(*template));
        let slug = slug(&text);
        self.passage.anchors.extend(given_anchor(content.of(self.text)).map(str::to_owned));
        let (key, slug_hash) = (name_key(&text), slug_hash(&slug));
        self.passage.titles.push(Arc::new(Title {
            span: block.span,
            content,
            text,
            form,
            named,
            misspelt,
            key,
            slug,
            slug_hash,
            top: block.is_top(),
        }));
    }

    fn paragraph(&mut self, block: &Block) {
        self.passage.contents.push(block.span.start);
        let source = block.span.of(self.text);
        if !block.quoted && block.is_top() && !source.contains(['\n', '\r']) && source.len() <= 200 {
            self.plain_title(block);
        }
        if !self.whole {
            return;
        }
        if block.quoted {
            self.labels.paragraph(block.span);
            return;
        }
        let known = self.labels.found.len();
        self.labels.paragraph(block.span);
        if block.is_top() && self.labels.found.len() == known {
            self.passage.prose.push(block.span);
        }
        self.mentions(block.span);
    }

    /// Keeps a paragraph of one line, between blank lines, that is exactly a known title.
    fn plain_title(&mut self, block: &Block) {
        let before = self.text.get(..block.span.start).unwrap_or_default();
        let after = self.text.get(block.span.end..).unwrap_or_default();
        let blank_before = before.trim_end_matches([' ', '\t']).is_empty() || ends_with_blank_line(before);
        if !(blank_before && starts_with_blank_line(after)) {
            return;
        }
        let text = plain_text(block.span.of(self.text));
        let key = name_key(&text);
        let mut named: Vec<Named> = self
            .vocabulary
            .name(&key)
            .map(|(template, meaning)| Named { template, meaning, manner: Manner::Whole })
            .filter(|named| matches!(named.meaning, Meaning::Section(_)))
            .collect();
        named.dedup();
        if named.is_empty() && self.vocabulary.document_title(&key).is_none() {
            return;
        }
        let (span, content) = (block.span, block.span);
        self.passage.titles.push(Arc::new(Title {
            span,
            content,
            text,
            form: TitleForm::Plain,
            named,
            misspelt: Vec::new(),
            key,
            slug: String::new(),
            slug_hash: 0,
            top: true,
        }));
    }

    fn mentions(&mut self, span: Span) {
        if span.end > MAX_MENTIONS {
            return;
        }
        for sub_section in self.vocabulary.answered_sub_sections(span.of(self.text)) {
            if !self.passage.spoken_of.contains(&sub_section) {
                self.passage.spoken_of.push(sub_section);
            }
        }
    }

    fn html(&mut self, span: Span) {
        let source = span.of(self.text);
        self.passage
            .directives
            .extend(Directive::in_html(source).into_iter().map(|it| it.shifted(span.start)));
        if !is_comment(source) {
            self.passage.contents.push(span.start);
            self.labels.html(span);
            for heading in html_headings(source) {
                self.passage.anchors.push(slug(heading));
                let named = self.vocabulary.heading(heading).into_iter();
                self.passage.spoken_of.extend(named.filter_map(|named| match named.meaning {
                    Meaning::Section(section) => Some((named.template, section)),
                    Meaning::Field(_) => None,
                }));
            }
        }
    }

    fn keep(&mut self, found: Inline) {
        let (text, mut found) = (self.text, found);
        // What has the form of a definition and defines nothing: footnotes, and `[//]: # (remark)`.
        found.links.retain(|link| {
            let footnote = link.span.of(text).starts_with("[^");
            !is_definition(link) || !(footnote || link.target.is_empty() || link.target == "#")
        });
        let draws = |link: &Link| link.image || is_drawing(&link.target) || names_picture(&link.target);
        self.passage.picture |= found.picture || found.links.iter().any(draws);
        self.passage.reaches = found.links.iter().map(|link| Reach::of(&link.target)).collect();
        self.passage.links = found.links;
        self.passage.anchors.extend(found.anchors);
    }
}

/// Whether a block holds what somebody says: text, not code, and no other blocks.
fn is_said(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Row { .. } | BlockKind::Heading { .. })
}

/// Whether a link is a link reference definition: it has no text of its own.
fn is_definition(link: &Link) -> bool {
    link.text == Span::empty(link.span.start)
}

fn ends_with_blank_line(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '\t']);
    let line = text
        .strip_suffix('\n')
        .map(|rest| rest.strip_suffix('\r').unwrap_or(rest))
        .or_else(|| text.strip_suffix('\r'));
    line.is_some_and(|line| {
        line.trim_end_matches([' ', '\t']).is_empty()
            || line.trim_end_matches([' ', '\t']).ends_with(['\n', '\r'])
    })
}

/// Whether a line end and then a blank line, or nothing, follow.
fn starts_with_blank_line(text: &str) -> bool {
    let rest = text.trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    let rest = rest.trim_start_matches([' ', '\t']);
    rest.is_empty() || rest.starts_with(['\n', '\r'])
}

fn is_open_fence(text: &str) -> bool {
    let mut lines = text.trim_end().split(['\n', '\r']);
    let opening = lines.next().unwrap_or_default().trim_start();
    let marker = if opening.starts_with('~') { '~' } else { '`' };
    let len = opening.len() - opening.trim_start_matches(marker).len();
    let closes = |line: &str| {
        let line = line.trim();
        line.len() >= len && line.chars().all(|c| c == marker)
    };
    !lines.next_back().is_some_and(closes)
}

/// The blocks of the top level; the items of a list, the rows of a table, the lines of a quote and link reference
/// definitions that follow each other are one. Comments are none.
fn top_blocks(text: &str, blocks: &[Block]) -> Vec<Span> {
    #[derive(PartialEq)]
    enum Run {
        List,
        Table,
        Quote,
        Definitions,
        Single,
    }
    let mut tops: Vec<(Run, Span)> = Vec::new();
    for block in blocks {
        let run = match &block.kind {
            BlockKind::Html if block.is_top() && is_comment(block.span.of(text)) => continue,
            BlockKind::Definition { .. } if block.is_top() => Run::Definitions,
            _ if block.quoted && block.depth == 0 => Run::Quote,
            BlockKind::Item => Run::List,
            _ if block.depth > 0 => Run::List,
            BlockKind::Row { .. } => Run::Table,
            _ => Run::Single,
        };
        match tops.last_mut() {
            Some((last, span)) if *last == run && run != Run::Single => {
                span.end = span.end.max(block.span.end);
            }
            _ => tops.push((run, block.span)),
        }
    }
    tops.into_iter().map(|(_, span)| span).collect()
}
