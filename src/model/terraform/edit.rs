//! What a file says after an edit: where it fell into one block, that block is read and the others are moved.

use super::comment::comments_in;
use super::{Attribute, Block, Comment, TerraformFile, Value, line_starts, read};
use crate::syntax::hcl::outline_of_block;
use crate::text::Span;

impl TerraformFile {
    /// What it says after `inserted` bytes took the place of `old`; `text` is the whole new text, in the native syntax.
    #[must_use]
    pub fn edited(&self, old: Span, inserted: usize, text: &str) -> Self {
        self.edited_in_a_block(old, inserted, text).unwrap_or_else(|| Self::read(text))
    }

    /// The same, where the edit fell between the header and the closing brace of a block, and the block ends there
    /// still.
    fn edited_in_a_block(&self, old: Span, inserted: usize, text: &str) -> Option<Self> {
        let at = self.blocks.partition_point(|block| block.span.start < old.start).checked_sub(1)?;
        let block = self.blocks.get(at)?;
        if !self.is_complete || old.start < block.header.end || old.end >= block.span.end {
            return None;
        }
        let (before, after) = (block.span.end, block.span.end - old.len() + inserted);
        let span = Span::new(block.span.start, after);
        let read = read::block(text, span, &outline_of_block(text, span)?);
        let next = self.blocks.get(at + 1).map_or(self.text.len(), |next| next.span.start);
        let part = Span::new(span.start, next - before + after);
        // What stands before the block stays, what stands behind it moves.
        let blocks = self.blocks.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, block)| block);
        let mut blocks: Vec<Block> = blocks.cloned().collect();
        blocks.iter_mut().skip(at).for_each(|block| block.rebase(before, after));
        blocks.insert(at, read);
        let mut attributes = self.attributes.clone();
        let below = attributes.iter_mut().filter(|attribute| attribute.name_span.start >= before);
        below.for_each(|attribute| attribute.rebase(before, after));
        let above = self.comments.iter().take_while(|comment| comment.span.start < part.start).cloned();
        let below = self.comments.iter().skip_while(|comment| comment.span.start < next).cloned();
        let below = below.map(|comment| comment.rebased(before, after));
        let comments = above.chain(comments_in(text, part)).chain(below).collect();
        let lines = self.lines_edited(old, inserted, text);
        Some(Self { text: text.into(), blocks, attributes, comments, lines, is_complete: true })
    }

    /// Where the lines begin, but for the first: the lines that the edit did not touch are known.
    fn lines_edited(&self, old: Span, inserted: usize, text: &str) -> Vec<usize> {
        let (above, rest) = self.lines.split_at(self.lines.partition_point(|line| *line <= old.start));
        let below = rest.iter().skip_while(|line| **line <= old.end);
        let between = line_starts(Span::new(old.start, old.start + inserted), text);
        let moved = below.map(|line| line - old.len() + inserted);
        above.iter().copied().chain(between).chain(moved).collect()
    }
}

impl Comment {
    fn rebased(mut self, old: usize, new: usize) -> Self {
        self.span = self.span.rebased(old, new);
        self.inner = self.inner.rebased(old, new);
        self
    }
}

impl Block {
    fn rebase(&mut self, old: usize, new: usize) {
        self.span = self.span.rebased(old, new);
        self.header = self.header.rebased(old, new);
        for label in &mut self.labels {
            label.span = label.span.rebased(old, new);
        }
        self.attributes.iter_mut().for_each(|attribute| attribute.rebase(old, new));
        self.blocks.iter_mut().for_each(|block| block.rebase(old, new));
    }
}

impl Attribute {
    fn rebase(&mut self, old: usize, new: usize) {
        self.name_span = self.name_span.rebased(old, new);
        self.value_span = self.value_span.rebased(old, new);
        self.value.rebase(old, new);
    }
}

impl Value {
    fn rebase(&mut self, old: usize, new: usize) {
        match self {
            Self::List(elements) => {
                for element in elements {
                    element.span = element.span.rebased(old, new);
                    element.value.rebase(old, new);
                }
            }
            Self::Object(entries) => {
                for entry in entries {
                    entry.key_span = entry.key_span.rebased(old, new);
                    entry.value_span = entry.value_span.rebased(old, new);
                    entry.value.rebase(old, new);
                }
            }
            Self::String(_) | Self::Number(_) | Self::Bool(_) | Self::Null | Self::Expression => {}
        }
    }
}
