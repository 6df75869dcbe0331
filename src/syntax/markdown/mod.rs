//! Markdown syntax, cut into chunks so that an edit costs what the edited part costs.
//!
//! [`chunks`] finds the places where a block parse can start afresh; each chunk is then read on its own,
//! by tree-sitter in `tree` or, where it or its text is large or nobody edits it, by pulldown-cmark in `events`.
//! Facts are *defined* chunk by chunk, so an incremental reading equals a fresh one by construction.

pub mod block;
pub mod chunks;
mod events;
pub mod inline;
mod pieces;
mod tree;

pub use block::{Block, BlockKind};
pub use chunks::ChunkKind;
pub use inline::{Inline, Link};
pub use pieces::{Facts, Piece, Pieces, Replaced};

use crate::text::Span;

/// Above this size a chunk is one block that cannot be split (a very long list, table or paragraph);
/// a parser that keeps a tree would cost more than a keystroke may.
const TREE_LIMIT: usize = 4 * 1024;

/// Above this size one unsplittable block counts as content and is not read: no person wrote it, and a keystroke in
/// it must not wait.
const READ_LIMIT: usize = 512 * 1024;

/// What is read from one chunk, with spans relative to the chunk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// The links and anchors in their text.
    pub inline: Inline,
}

/// What reads the chunks of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parser {
    /// tree-sitter, which takes half-typed text as its author sees it.
    TreeSitter,
    /// pulldown-cmark, some ten times as fast: for texts that nobody edits, and for those longer than anybody writes.
    /// That both read what people write alike is tested.
    PulldownCmark,
}

/// Reads one chunk.
pub fn parse(text: &str, kind: ChunkKind, parser: Parser) -> Parsed {
    let opaque = |block| Parsed { blocks: vec![block], inline: Inline::default() };
    let whole = Span::new(0, text.trim_end().len());
    match kind {
        ChunkKind::Fence => opaque(block::opaque_fence(text)),
        ChunkKind::Html => opaque(Block::top(BlockKind::Html, whole)),
        ChunkKind::FrontMatter => opaque(Block::top(BlockKind::FrontMatter, whole)),
        ChunkKind::Blocks if text.len() > READ_LIMIT => opaque(Block::top(BlockKind::Unread, whole)),
        ChunkKind::Blocks if parser == Parser::PulldownCmark || text.len() > TREE_LIMIT => {
            events::parse(text)
        }
        ChunkKind::Blocks => tree::parse(text),
    }
}

#[cfg(test)]
mod tests;
