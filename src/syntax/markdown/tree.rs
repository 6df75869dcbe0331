//! Blocks by way of tree-sitter's block grammar.

use std::borrow::Cow;
use std::cell::RefCell;

use tree_sitter::{Node, Parser, Tree, TreeCursor};

use super::Parsed;
use super::block::{Block, BlockKind, fence_info, heading, row, trimmed};
use super::events::only_definitions;
use super::inline::{self, Inline};
use crate::text::Span;

/// Containers nested deeper than this are not read; nobody writes them and the walk must end.
const MAX_NESTING: usize = 64;

/// What is set before a text that would otherwise be read as front matter.
const SHIELD: &str = "#\n";

thread_local! {
    static PARSER: RefCell<Option<Parser>> = RefCell::new(new_parser());
}

fn new_parser() -> Option<Parser> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_md::LANGUAGE.into()).ok()?;
    Some(parser)
}

/// The blocks of `text` and the links in them.
pub(super) fn parse(text: &str) -> Parsed {
    let mut blocks = blocks(text);
    // Of two definitions of one label the first counts.
    let mut labels = Vec::new();
    blocks.retain(|block| {
        if !matches!(block.kind, BlockKind::Definition { .. }) {
            return true;
        }
        let label = block.span.of(text).split("]:").next().unwrap_or_default().to_lowercase();
        let first = !labels.contains(&label);
        labels.push(label);
        first
    });
    let mut inline = Inline::default();
    for block in &blocks {
        match &block.kind {
            BlockKind::Heading { content, .. } => inline::read(text, *content, &mut inline),
            BlockKind::Paragraph | BlockKind::Row { .. } => inline::read(text, block.span, &mut inline),
            BlockKind::Definition { target } => {
                inline.links.push(inline::definition(text, block.span, *target));
            }
            BlockKind::Html => inline::read_html(block.span.of(text), &mut inline),
            _ => {}
        }
    }
    inline.sort();
    Parsed { blocks, inline }
}

fn blocks(text: &str) -> Vec<Block> {
    let shielded = text.starts_with("---") || text.starts_with("+++");
    let shield = if shielded { SHIELD } else { "" };
    let source = format!("{shield}{}\n", with_line_feeds(text));
    let Some(tree) = tree(&source) else { return Vec::new() };
    let mut walk = Walk { text, shield: shield.len(), blocks: Vec::new() };
    walk.children(&mut tree.walk(), Place::default());
    walk.blocks
}

/// The text with line feeds for all line ends, every other byte where it was: both parsers miss blocks that end in a
/// carriage return.
pub(super) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", " \n").replace('\r', "\n").into() } else { text.into() }
}

fn tree(source: &str) -> Option<Tree> {
    PARSER.with_borrow_mut(|parser| parser.as_mut()?.parse(source, None))
}

#[derive(Clone, Copy, Default)]
struct Place {
    nesting: usize,
    depth: u8,
    quoted: bool,
}

struct Walk<'a> {
    text: &'a str,
    shield: usize,
    blocks: Vec<Block>,
}

impl Walk<'_> {
    fn children(&mut self, cursor: &mut TreeCursor<'_>, place: Place) {
        if place.nesting > MAX_NESTING || !cursor.goto_first_child() {
            return;
        }
        loop {
            self.node(cursor, place);
            if !cursor.goto_next_sibling() {
                break;
            }
        }
        cursor.goto_parent();
    }

    fn node(&mut self, cursor: &mut TreeCursor<'_>, place: Place) {
        let node = cursor.node();
        let inner = Place { nesting: place.nesting + 1, ..place };
        let kind = match node.kind() {
            "section" | "pipe_table" => return self.children(cursor, place),
            "list" => return self.children(cursor, inner),
            "block_quote" => return self.children(cursor, Place { quoted: true, ..inner }),
            "list_item" => {
                self.push(node, BlockKind::Item, place);
                return self.children(cursor, Place { depth: place.depth.saturating_add(1), ..inner });
            }
            "pipe_table_header" | "pipe_table_row" => row(self.text, self.span(node)),
            "atx_heading" | "setext_heading" => heading(self.text, self.span(node), level(node)),
            // The grammar leaves `<h1>` to `<h6>` out of the tags that begin a block.
            "paragraph" if begins_heading_tag(self.span(node).of(self.text)) => BlockKind::Html,
            "paragraph" if self.definitions(node, place) => return,
            "paragraph" => BlockKind::Paragraph,
            "fenced_code_block" => BlockKind::Code { info: fence_info(self.text, self.span(node)) },
            "indented_code_block" => BlockKind::Code { info: Span::empty(self.span(node).start) },
            "html_block" => BlockKind::Html,
            "thematic_break" => BlockKind::Break,
            "link_reference_definition" => match child(node, "link_destination") {
                Some(target) => BlockKind::Definition { target: bare(self.text, self.span(target)) },
                None => return,
            },
            _ => return,
        };
        self.push(node, kind, place);
    }

    /// Takes a paragraph that is link reference definitions for what it is.
    fn definitions(&mut self, node: Node<'_>, place: Place) -> bool {
        let span = self.span(node);
        let source = span.of(self.text);
        if !source.starts_with('[') || !source.contains("]:") {
            return false;
        }
        let found = only_definitions(source);
        for block in &found {
            let kind = match &block.kind {
                BlockKind::Definition { target } => {
                    BlockKind::Definition { target: target.shifted(span.start) }
                }
                other => other.clone(),
            };
            let span = block.span.shifted(span.start);
            self.blocks.push(Block { kind, span, depth: place.depth, quoted: place.quoted });
        }
        !found.is_empty()
    }

    fn push(&mut self, node: Node<'_>, kind: BlockKind, place: Place) {
        if node.end_byte() > self.shield {
            let span = self.span(node);
            self.blocks.push(Block { kind, span, depth: place.depth, quoted: place.quoted });
        }
    }

    /// The node's bytes in the text, trimmed.
    fn span(&self, node: Node<'_>) -> Span {
        let start = node.start_byte().saturating_sub(self.shield);
        let end = node.end_byte().saturating_sub(self.shield).min(self.text.len());
        let mut span = trimmed(self.text, Span::new(start.min(end), end));
        // In a quote the marker of the line after a block counts as part of the block.
        while let Some(line) = span.of(self.text).rfind(['\n', '\r']).map(|at| span.start + at) {
            let marker = Span::new(line, span.end).of(self.text);
            if !marker.ends_with('>') || !marker.trim_matches(['>', ' ', '\t', '\r', '\n']).is_empty() {
                break;
            }
            span = trimmed(self.text, Span::new(span.start, line));
        }
        span
    }
}

fn begins_heading_tag(source: &str) -> bool {
    let name = source.strip_prefix('<').map(|rest| rest.strip_prefix('/').unwrap_or(rest));
    let after =
        name.and_then(|name| name.strip_prefix(['h', 'H'])?.strip_prefix(|c| ('1'..='6').contains(&c)));
    after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t', '>', '/', '\n', '\r']))
}

fn child<'t>(node: Node<'t>, kind: &str) -> Option<Node<'t>> {
    node.children(&mut node.walk()).find(|child| child.kind() == kind)
}

fn level(node: Node<'_>) -> u8 {
    let marker = node.children(&mut node.walk()).find_map(|child| {
        let kind = child.kind();
        let digit = kind.strip_prefix("atx_h").or_else(|| kind.strip_prefix("setext_h"))?;
        digit.bytes().next().map(|byte| byte.saturating_sub(b'0'))
    });
    marker.unwrap_or(1).clamp(1, 6)
}

/// A link destination without its angle brackets.
pub(super) fn bare(text: &str, span: Span) -> Span {
    let source = span.of(text);
    if source.starts_with('<') && source.ends_with('>') && source.len() >= 2 {
        Span::new(span.start + 1, span.end - 1)
    } else {
        span
    }
}
