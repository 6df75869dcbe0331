//! A tree-sitter tree that follows edits.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use tree_sitter::{InputEdit, Node, ParseOptions, ParseState, Parser, Point, Tree};

use crate::text::Span;

/// What a parse may take before it is given up, apart from what the size of its text allows.
/// The grammar's error recovery needs minutes for a few hundred kilobytes of unlucky text.
const PATIENCE: Duration = Duration::from_millis(100);

/// What a parse may take for each byte of its text: five times what a sound text needs.
const PATIENCE_PER_BYTE: Duration = Duration::from_micros(1);

/// A longer text has no tree: it would take fifty times the memory of the text, and nobody wrote that much by hand.
const LONGEST: usize = 1024 * 1024;

/// The syntax tree of a file that is being edited.
///
/// There is always one; a text that is too long, or takes too long, has an empty one, and is then read line by line.
#[derive(Clone, Debug)]
pub struct HclTree {
    tree: Option<Tree>,
}

impl HclTree {
    /// Parses a text.
    pub fn parse(text: &str) -> Self {
        Self { tree: parse(text, None) }
    }

    /// The tree after `inserted` bytes took the place of `old`; `text` is the whole new text.
    #[must_use]
    pub fn edited(&self, old: Span, inserted: usize, text: &str) -> Self {
        let mut before = self.tree.clone();
        if let Some(tree) = &mut before {
            // Nobody reads rows and columns, and neither the parser nor the grammar's scanner depends on them.
            let nowhere = Point::default();
            tree.edit(&InputEdit {
                start_byte: old.start,
                old_end_byte: old.end,
                new_end_byte: old.start + inserted,
                start_position: nowhere,
                old_end_position: nowhere,
                new_end_position: nowhere,
            });
        }
        Self { tree: parse(text, before.as_ref()) }
    }

    /// The attributes and blocks at the top, in order, as far as the grammar saw them there.
    pub(super) fn top_nodes(&self) -> Vec<Node<'_>> {
        let mut nodes = Vec::new();
        if let Some(tree) = &self.tree {
            let mut cursor = tree.walk();
            // Comments can come before the body, and there is none where the whole text is in error.
            for child in tree.root_node().children(&mut cursor) {
                if child.kind() == "body" {
                    nodes.extend(child.children(&mut child.walk()));
                } else {
                    nodes.push(child);
                }
            }
            nodes.retain(|node| matches!(node.kind(), "attribute" | "block"));
        }
        nodes
    }
}

fn parse(text: &str, before: Option<&Tree>) -> Option<Tree> {
    if text.len() > LONGEST {
        return None;
    }
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_hcl::LANGUAGE.into()).ok()?;
    let size = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let deadline = Instant::now() + PATIENCE + PATIENCE_PER_BYTE.saturating_mul(size);
    let mut watch = |_: &ParseState| {
        if Instant::now() < deadline { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    parser.parse_with_options(
        &mut |offset, _| text.as_bytes().get(offset..).unwrap_or_default(),
        before,
        Some(ParseOptions::new().progress_callback(&mut watch)),
    )
}
