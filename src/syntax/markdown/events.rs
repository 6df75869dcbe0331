//! Blocks by way of pulldown-cmark's events: faster where a text is large.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::Parsed;
use super::block::{Block, BlockKind, fence_info, heading, row, trimmed};
use super::inline::{self, Inline, Link};
use super::tree::{bare, with_line_feeds};
use crate::text::Span;

/// The blocks of `text` and the links in them.
pub(super) fn parse(text: &str) -> Parsed {
    let source = with_line_feeds(text);
    let parser = Parser::new_ext(&source, Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS);
    let definitions = definitions(text, &parser);
    let mut inline = Inline::default();
    for block in &definitions {
        if let BlockKind::Definition { target } = &block.kind {
            inline.links.push(inline::definition(text, block.span, *target));
        }
    }
    let mut reader =
        Reader { text, blocks: definitions, depth: 0, quotes: 0, loose: None, inline, open: Vec::new() };
    for (event, range) in parser.into_offset_iter() {
        reader.event(event, range.into());
    }
    reader.close_loose();
    let Reader { mut blocks, mut inline, .. } = reader;
    blocks.sort_by_key(|block| (block.span.start, block.depth));
    inline.sort();
    Parsed { blocks, inline }
}

struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    depth: u8,
    quotes: usize,
    /// A paragraph without events of its own: the text directly in an item of a tight list.
    loose: Option<Span>,
    inline: Inline,
    /// Links that have begun and not ended.
    open: Vec<Link>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        self.inline.event(self.text, &event, span, &mut self.open);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Rule => {
                self.close_loose();
                self.push(BlockKind::Break, span);
            }
            Event::Html(_) => {}
            Event::TaskListMarker(_) => {
                if let Some(Block { kind: BlockKind::Paragraph, span: paragraph, .. }) =
                    self.blocks.last_mut()
                {
                    *paragraph = trimmed(self.text, Span::new(span.end, paragraph.end));
                }
            }
            _ => {
                if let Some(loose) = &mut self.loose {
                    *loose = Span::new(loose.start.min(span.start), loose.end.max(span.end));
                }
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } => {
                if let Some(loose) = &mut self.loose {
                    *loose = Span::new(loose.start.min(span.start), loose.end.max(span.end));
                }
                return;
            }
            _ => self.close_loose(),
        }
        match tag {
            Tag::Paragraph => self.push(BlockKind::Paragraph, span),
            Tag::Heading { level, .. } => {
                let kind = heading(self.text, trimmed(self.text, span), level as u8);
                self.push(kind, span);
            }
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::CodeBlock(kind) => {
                let span = trimmed(self.text, span);
                let info = match kind {
                    CodeBlockKind::Fenced(_) => fence_info(self.text, span),
                    CodeBlockKind::Indented => Span::empty(span.start),
                };
                self.push(BlockKind::Code { info }, span);
            }
            Tag::HtmlBlock => self.push(BlockKind::Html, span),
            Tag::Item => {
                self.push(BlockKind::Item, span);
                self.depth = self.depth.saturating_add(1);
                self.loose = Some(Span { start: usize::MAX, end: 0 });
            }
            Tag::TableHead | Tag::TableRow => {
                let span = trimmed(self.text, span);
                self.push(row(self.text, span), span);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::Item => {
                self.close_loose();
                self.depth = self.depth.saturating_sub(1);
            }
            _ => {}
        }
    }

    fn close_loose(&mut self) {
        if let Some(span) = self.loose.take().filter(|span| span.start < span.end) {
            self.push(BlockKind::Paragraph, span);
        }
    }

    fn push(&mut self, kind: BlockKind, span: Span) {
        let span = trimmed(self.text, span);
        self.blocks.push(Block { kind, span, depth: self.depth, quoted: self.quotes > 0 });
    }
}

/// The link reference definitions of a text that is nothing else; they are missed by the grammar of trees where
/// white space follows them.
pub(super) fn only_definitions(text: &str) -> Vec<Block> {
    let mut parser = Parser::new(text);
    let found = definitions(text, &parser);
    if parser.next().is_none() { found } else { Vec::new() }
}

fn definitions(text: &str, parser: &Parser<'_>) -> Vec<Block> {
    let known = parser.reference_definitions().iter();
    known.filter_map(|(_, definition)| definition_block(text, definition.span.clone().into())).collect()
}

fn definition_block(text: &str, span: Span) -> Option<Block> {
    let source = span.of(text);
    let after = source.find("]:")? + 2;
    let rest = source.get(after..)?;
    let start = after + (rest.len() - rest.trim_start().len());
    let len = source.get(start..)?.split_whitespace().next()?.len();
    let target = Span::new(span.start + start, span.start + start + len);
    Some(Block::top(BlockKind::Definition { target: bare(text, target) }, trimmed(text, span)))
}
