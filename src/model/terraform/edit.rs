//! What a file says after an edit: where it fell into one block, that block is read and the others are moved.

use super::comment::comments_in;
use super::{Attribute, Block, Comment, TerraformFile, Value, read};
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
        let items = outline_of_block(text, span)?;
        let next = self.blocks.get(at + 1).map(|next| next.span.start);
        let part = Span::new(span.start, next.map_or(text.len(), |next| next - before + after));
        let moved = |blocks: &[Block]| -> Vec<Block> {
            blocks.iter().cloned().map(|block| block.rebased(before, after)).collect()
        };
        let (above, rest) = self.blocks.split_at_checked(at)?;
        let blocks = [above.to_vec(), vec![read::block(text, span, &items)], moved(rest.get(1..)?)].concat();
        let above = self.attributes.partition_point(|attribute| attribute.name_span.start < span.start);
        let (above, below) = self.attributes.split_at_checked(above)?;
        let below = below.iter().cloned().map(|attribute| attribute.rebased(before, after));
        let attributes = above.iter().cloned().chain(below).collect();
        let (above, rest) =
            self.comments.split_at_checked(self.comments.partition_point(|it| it.span.start < span.start))?;
        let below = next.map_or(rest.len(), |next| rest.partition_point(|it| it.span.start < next));
        let below = rest.get(below..)?.iter().cloned().map(|comment| comment.rebased(before, after));
        let comments = above.iter().cloned().chain(comments_in(text, part)).chain(below).collect();
        Some(Self { blocks, attributes, comments, is_complete: true, ..Self::of_text(text) })
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
    fn rebased(mut self, old: usize, new: usize) -> Self {
        self.rebase(old, new);
        self
    }

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
    fn rebased(mut self, old: usize, new: usize) -> Self {
        self.rebase(old, new);
        self
    }

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
