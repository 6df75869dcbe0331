//! What blocks of Terraform say by themselves, remembered from one judgement to the next.
//!
//! Most attributes are written out: what they say depends on nothing but the text of their block. An edit leaves all
//! blocks but one as they were, and what these say need not be worked out again. What depends on a name (a variable, a
//! local value, another resource) is never remembered.

use std::cell::{Cell, OnceCell, RefCell};
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::evidence::Statement;
use crate::model::terraform::Block;
use crate::schema::evidence::Row;
use crate::text::Span;

/// What is remembered of blocks, by what they look like.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    before: FxHashMap<u64, Rc<RememberedBlock>>,
    now: RefCell<FxHashMap<u64, Rc<RememberedBlock>>>,
    /// Whether a name was asked for since this was last reset.
    asked: Cell<bool>,
}

/// What is remembered of one block. Spans are relative to its start.
#[derive(Debug)]
pub(super) struct RememberedBlock {
    text: Box<str>,
    statements: RefCell<FxHashMap<*const Row, Said>>,
    lower_case: OnceCell<Box<str>>,
    names: OnceCell<FxHashSet<Box<str>>>,
}

/// What a block says through one row, each with its place.
pub(super) type Said = Rc<[(Span, Rc<Statement>)]>;

impl Memory {
    /// The same for the next judgement: what the last one did not need is forgotten.
    #[must_use]
    pub fn aged(self) -> Self {
        Self { before: self.now.into_inner(), ..Self::default() }
    }

    /// What is remembered of a block in a file with this text; nothing where it is not in the native syntax.
    pub(super) fn of(&self, block: &Block, file: &str) -> Option<Rc<RememberedBlock>> {
        let text = block.span.of(file);
        if block.keyword.is_empty() || !text.starts_with(&block.keyword) {
            return None;
        }
        let key = look(block, text);
        let same = |known: &&Rc<RememberedBlock>| *known.text == *text;
        let mut now = self.now.borrow_mut();
        if let Some(known) = now.get(&key) {
            return Some(known).filter(same).cloned();
        }
        let known = self.before.get(&key).filter(same).cloned().unwrap_or_else(|| {
            Rc::new(RememberedBlock {
                text: text.into(),
                statements: RefCell::default(),
                lower_case: OnceCell::new(),
                names: OnceCell::new(),
            })
        });
        now.insert(key, Rc::clone(&known));
        Some(known)
    }

    /// Notes that a name was asked for.
    pub(super) fn asked(&self) {
        self.asked.set(true);
    }

    /// Works something out; the second value tells whether that took no names.
    pub(super) fn watching<T>(&self, work: impl FnOnce() -> T) -> (T, bool) {
        let before = self.asked.replace(false);
        let done = work();
        let asked = self.asked.get();
        self.asked.set(before || asked);
        (done, !asked)
    }
}

impl RememberedBlock {
    /// What the block says through a row, where that is remembered.
    pub fn said(&self, row: &'static Row) -> Option<Said> {
        self.statements.borrow().get(&std::ptr::from_ref(row)).cloned()
    }

    /// Remembers what the block says through a row.
    pub fn remember(&self, row: &'static Row, said: Said) {
        self.statements.borrow_mut().insert(std::ptr::from_ref(row), said);
    }

    /// The text of the block in lower case.
    pub fn lower_case(&self) -> &str {
        self.lower_case.get_or_init(|| self.text.to_lowercase().into())
    }

    /// Whether the block names something: `aws_sns_topic.alarms`.
    pub fn mentions(&self, name: &str) -> bool {
        self.names.get_or_init(|| names_in(&self.text)).contains(name)
    }
}

/// The names of two parts in a text: of `data.aws_ami.base.id` each pair of neighbours.
pub(super) fn names_in(text: &str) -> FxHashSet<Box<str>> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let paths = text.split(|c| !is_part(c)).filter(|path| path.contains('.'));
    let pairs = paths.flat_map(|path| {
        let parts: Vec<&str> = path.split('.').collect();
        parts.windows(2).map(|pair| pair.join(".").into()).collect::<Vec<Box<str>>>()
    });
    pairs.collect()
}

/// A number for the text of a block and for how it was taken apart: half-typed text around a block may have a say in
/// that.
fn look(block: &Block, text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    parts(block, block.span.start, &mut hasher);
    hasher.finish()
}

fn parts(block: &Block, start: usize, hasher: &mut FxHasher) {
    (block.header.end - start, block.attributes.len(), block.blocks.len()).hash(hasher);
    for attribute in &block.attributes {
        (
            attribute.name_span.start - start,
            attribute.value_span.start - start,
            attribute.value_span.end - start,
        )
            .hash(hasher);
    }
    for inner in &block.blocks {
        parts(inner, start, hasher);
    }
}
