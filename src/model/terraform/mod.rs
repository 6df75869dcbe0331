//! What Terraform files say: blocks, attributes and values with their places.

mod block;
mod comment;
mod edit;
mod json;
mod module;
mod read;
mod value;

use std::path::Path;
use std::sync::Arc;

pub use block::{Attribute, Block, Kind, Label, Provisioner};
pub use comment::Comment;
pub use json::is_json;
pub use module::{Declared, GivenValue, Module, PlacedAttribute, PlacedBlock, gives_values};
pub use value::{Element, Entry, Value};

use crate::text::Span;

/// What one file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TerraformFile {
    /// Its text: expressions are worked out from it when they are asked for.
    pub text: Arc<str>,
    /// The blocks at its top, in order.
    pub blocks: Vec<Block>,
    /// The attributes at its top, in order: what a `.tfvars` file consists of.
    pub attributes: Vec<Attribute>,
    /// Its comments, in order. What stands in a template, interpolations included, is none.
    pub comments: Vec<Comment>,
    /// Where its lines begin, but for the first.
    lines: Vec<usize>,
    /// Whether what stands in one block says nothing about another, see [`Outline::is_complete`].
    ///
    /// [`Outline::is_complete`]: crate::syntax::hcl::Outline::is_complete
    is_complete: bool,
}

/// Where lines begin behind the line feeds in a part of a text.
fn line_starts(part: Span, text: &str) -> impl Iterator<Item = usize> {
    part.of(text)
        .bytes()
        .enumerate()
        .filter(|(_, byte)| *byte == b'\n')
        .map(move |(at, _)| part.start + at + 1)
}

/// An attribute or a block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Item<'a> {
    /// An attribute.
    Attribute(&'a Attribute),
    /// A block.
    Block(&'a Block),
}

impl Item<'_> {
    /// All of it.
    pub fn span(&self) -> Span {
        match self {
            Self::Attribute(attribute) => attribute.span(),
            Self::Block(block) => block.span,
        }
    }
}

/// A provider that a file requires.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RequiredProvider<'a> {
    /// The attribute that requires it; its name is the provider's local name.
    pub attribute: &'a Attribute,
    /// Where it comes from: `hashicorp/aws`.
    pub source: Option<&'a str>,
    /// Which versions are accepted: `~> 5.0`.
    pub version: Option<&'a str>,
}

impl TerraformFile {
    /// Reads a file that nobody edits, in the syntax that its name tells of.
    pub fn read_at(path: &Path, text: &str) -> Self {
        if is_json(path) { Self::read_json(text) } else { Self::read(text) }
    }

    /// Reads a file in JSON syntax; one that is no JSON says nothing.
    pub fn read_json(text: &str) -> Self {
        json::file(text)
    }

    /// Reads a file in the native syntax.
    pub fn read(text: &str) -> Self {
        read::file(text)
    }

    /// The line of a place, counted from 1.
    pub fn line(&self, offset: usize) -> usize {
        1 + self.lines.partition_point(|start| *start <= offset)
    }

    /// A file with this text and nothing in it yet.
    fn of_text(text: &str) -> Self {
        let lines = line_starts(Span::new(0, text.len()), text).collect();
        Self { text: text.into(), lines, ..Self::default() }
    }

    /// The blocks of a kind.
    pub fn blocks_of(&self, kind: Kind) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| block.kind() == kind)
    }

    /// The local values.
    pub fn locals(&self) -> impl Iterator<Item = &Attribute> {
        self.blocks_of(Kind::Locals).flat_map(|block| &block.attributes)
    }

    /// The attributes that say which versions of Terraform are accepted.
    pub fn required_versions(&self) -> impl Iterator<Item = &Attribute> {
        self.blocks_of(Kind::Terraform).filter_map(|block| block.attribute("required_version"))
    }

    /// The providers that are required.
    pub fn required_providers(&self) -> impl Iterator<Item = RequiredProvider<'_>> {
        self.blocks_of(Kind::Terraform)
            .flat_map(|block| block.blocks("required_providers"))
            .flat_map(|block| &block.attributes)
            .map(RequiredProvider::of)
    }

    /// The blocks around an offset, outermost first.
    pub fn enclosing(&self, offset: usize) -> Vec<&Block> {
        let mut path = Vec::new();
        let mut blocks = &self.blocks;
        while let Some(block) = block_at(blocks, offset) {
            path.push(block);
            blocks = &block.blocks;
        }
        path
    }

    /// The attribute whose name or value an offset touches.
    pub fn attribute_at(&self, offset: usize) -> Option<&Attribute> {
        let attributes = self.enclosing(offset).last().map_or(&self.attributes, |block| &block.attributes);
        attributes.iter().find(|attribute| {
            let span = attribute.span();
            span.contains(offset) || span.end == offset
        })
    }

    /// The next attribute or block from an offset on, in the same block: what a comment there speaks of.
    pub fn following(&self, offset: usize) -> Option<Item<'_>> {
        let (attributes, blocks) = self
            .enclosing(offset)
            .last()
            .map_or((&self.attributes, &self.blocks), |block| (&block.attributes, &block.blocks));
        let attribute = attributes.iter().find(|attribute| attribute.name_span.start >= offset);
        let block = blocks.iter().find(|block| block.span.start >= offset);
        match (attribute, block) {
            (Some(attribute), Some(block)) if block.span.start < attribute.name_span.start => {
                Some(Item::Block(block))
            }
            (Some(attribute), _) => Some(Item::Attribute(attribute)),
            (None, block) => block.map(Item::Block),
        }
    }
}

fn block_at(blocks: &[Block], offset: usize) -> Option<&Block> {
    let after = blocks.partition_point(|block| block.span.start <= offset);
    blocks.get(after.checked_sub(1)?).filter(|block| block.span.contains(offset))
}

impl<'a> RequiredProvider<'a> {
    fn of(attribute: &'a Attribute) -> Self {
        let text = |key| attribute.value.entry(key).and_then(|entry| entry.value.as_str());
        Self { attribute, source: text("source"), version: text("version").or(attribute.value.as_str()) }
    }
}
