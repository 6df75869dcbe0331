//! Markdown syntax, cut into chunks so that an edit costs what the edited part costs.
//!
//! [`chunks`] finds the places where a block parse can start afresh; each chunk is then read on its own,
//! by tree-sitter in [`tree`] or, where it is large, by pulldown-cmark in [`events`].
//! Facts are *defined* chunk by chunk, so an incremental reading equals a fresh one by construction.

pub mod block;
pub mod chunks;
mod events;
pub mod inline;
mod pieces;
mod tree;

pub use block::{Block, BlockKind};
pub use chunks::ChunkKind;
pub use pieces::{Piece, Pieces};

/// Above this size a chunk is one block that cannot be split (a very long list, table or paragraph);
/// a parser that keeps a tree would cost more than a keystroke may.
const TREE_LIMIT: usize = 4 * 1024;

/// The blocks of one chunk, in order, with spans relative to the chunk.
pub fn blocks(text: &str, kind: ChunkKind) -> Vec<Block> {
    match kind {
        ChunkKind::Fence => vec![block::opaque_fence(text)],
        ChunkKind::Html => {
            vec![Block::top(BlockKind::Html, crate::text::Span::new(0, text.trim_end().len()))]
        }
        ChunkKind::FrontMatter => {
            vec![Block::top(BlockKind::FrontMatter, crate::text::Span::new(0, text.trim_end().len()))]
        }
        ChunkKind::Blocks if text.len() > TREE_LIMIT => events::blocks(text),
        ChunkKind::Blocks => tree::blocks(text),
    }
}

#[cfg(test)]
mod tests;
