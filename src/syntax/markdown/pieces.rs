//! A text as a list of chunks with their facts, kept up to date edit by edit.

use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use ropey::Rope;

use super::chunks::{ChunkKind, Scanner};
use crate::text::Span;

const BOM: &str = "\u{feff}";

/// What is read from a chunk.
pub trait Facts {
    /// One bit for each kind of fact that is there, so that a pass over a long text can skip the chunks that have
    /// nothing for it without touching them.
    fn marks(&self) -> u16;
}

/// A chunk of a text and what was read from it.
#[derive(Debug)]
pub struct Piece<F> {
    /// Number of bytes.
    pub len: usize,
    /// What it holds.
    pub kind: ChunkKind,
    /// The marks of its facts.
    pub marks: u16,
    /// What was read from it; spans are relative to its start.
    pub facts: Arc<F>,
}

impl<F> Clone for Piece<F> {
    fn clone(&self) -> Self {
        Self { len: self.len, kind: self.kind, marks: self.marks, facts: Arc::clone(&self.facts) }
    }
}

/// A text as chunks, in order, without gaps.
#[derive(Debug)]
pub struct Pieces<F> {
    head: Head,
    list: Vec<Piece<F>>,
}

impl<F> Clone for Pieces<F> {
    fn clone(&self) -> Self {
        Self { head: self.head, list: self.list.clone() }
    }
}

/// The chunks that an edit replaced.
#[derive(Debug)]
pub struct Replaced<F> {
    /// Where the first of them starts.
    pub start: usize,
    /// The place of the first of them among all chunks.
    pub first: usize,
    /// Those that went; the first may be one that came back.
    pub removed: Vec<Piece<F>>,
    /// Those that came.
    pub inserted: Vec<Piece<F>>,
}

/// How a text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Head {
    /// Bytes of the byte order mark.
    bom: usize,
    /// The marker of front matter that is closed.
    front_matter: Option<u8>,
}

/// Reads the facts of one chunk's text.
pub trait Read<F>: Fn(&str, ChunkKind) -> F + Sync {}
impl<F, T: Fn(&str, ChunkKind) -> F + Sync> Read<F> for T {}

/// A text of so many chunks is read on all processors.
const MANY: usize = 256;

impl<F: Facts + Send + Sync> Pieces<F> {
    /// Reads a whole text.
    pub fn fresh(rope: &Rope, read: impl Read<F>) -> Self {
        let head = head(rope);
        let mut chunks = Vec::new();
        scan(rope, head.bom, head, |start, end, kind| {
            chunks.push((Span::new(start, end), kind));
            true
        });
        let read = |(span, kind)| read_piece(rope, span, kind, &read);
        let list = if chunks.len() < MANY {
            chunks.into_iter().map(read).collect()
        } else {
            chunks.into_par_iter().map(read).collect()
        };
        Self { head, list }
    }

    /// Takes over an edit: `old` was replaced by `new_len` bytes, `rope` is the text after it.
    /// Returns the chunks that went and those that came.
    pub fn edit(&mut self, rope: &Rope, old: Span, new_len: usize, read: impl Read<F>) -> Replaced<F> {
        let head = head(rope);
        if head.bom != self.head.bom || old.start < head.bom {
            let fresh = Self::fresh(rope, read);
            let removed = std::mem::replace(self, fresh).list;
            return Replaced { start: 0, first: 0, removed, inserted: self.list.clone() };
        }
        let (first, start) = if head == self.head { self.before(old.start) } else { (0, head.bom) };
        self.head = head;
        let new_end = old.start + new_len;
        let (mut next, mut next_start) = (first, start);
        let mut met = false;
        let mut fresh = Vec::new();
        scan(rope, start, head, |from, to, kind| {
            let untouched = self.list.get(first).filter(|piece| {
                fresh.is_empty() && to <= old.start && piece.len == to - from && piece.kind == kind
            });
            fresh.push(
                untouched.cloned().unwrap_or_else(|| read_piece(rope, Span::new(from, to), kind, &read)),
            );
            if to < new_end {
                return true;
            }
            let same_place = to - new_end + old.end;
            while let Some(passed) = self.list.get(next).filter(|_| next_start < same_place) {
                next_start += passed.len;
                next += 1;
            }
            // Front matter is what it is only at the start of a text.
            let stays = self.list.get(next).is_none_or(|piece| piece.kind != ChunkKind::FrontMatter);
            met = next_start == same_place && stays;
            !met
        });
        let end = if met { next } else { self.list.len() };
        let inserted = fresh.clone();
        let removed = self.list.splice(first..end, fresh).collect();
        Replaced { start, first, removed, inserted }
    }

    /// The chunks with the offset of each in the text.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Piece<F>)> + Clone + '_ {
        self.list.iter().scan(self.head.bom, |start, piece| {
            let at = *start;
            *start += piece.len;
            Some((at, piece))
        })
    }

    /// The last chunk that starts before the chunk that holds `offset`, and its start.
    fn before(&self, offset: usize) -> (usize, usize) {
        let mut previous = (0, self.head.bom);
        let mut current = previous;
        for (index, (start, _)) in self.iter().enumerate() {
            if start > offset {
                break;
            }
            previous = current;
            current = (index, start);
        }
        previous
    }
}

fn read_piece<F: Facts>(rope: &Rope, span: Span, kind: ChunkKind, read: &impl Read<F>) -> Piece<F> {
    let text = std::borrow::Cow::from(rope.byte_slice(span.range()));
    let facts = read(&text, kind);
    Piece { len: span.len(), kind, marks: facts.marks(), facts: Arc::new(facts) }
}

/// How the text begins: with a byte order mark, with front matter that is closed.
fn head(rope: &Rope) -> Head {
    let starts_with =
        |at: usize, text: &str| rope.get_byte_slice(at..at + text.len()).is_some_and(|slice| slice == text);
    let bom = if starts_with(0, BOM) { BOM.len() } else { 0 };
    let marker = if starts_with(bom, "---") {
        b'-'
    } else if starts_with(bom, "+++") {
        b'+'
    } else {
        return Head { bom, front_matter: None };
    };
    let is_marker = |line: &str| {
        let line = line.trim_end();
        line.len() == 3 && line.bytes().all(|byte| byte == marker)
    };
    let mut line_is_marker = lines(rope, bom).map(|(_, line)| is_marker(&line));
    let closed = line_is_marker.next() == Some(true) && line_is_marker.any(|is| is);
    Head { bom, front_matter: closed.then_some(marker) }
}

fn lines(rope: &Rope, from: usize) -> impl Iterator<Item = (usize, std::borrow::Cow<'_, str>)> {
    let slice = rope.get_byte_slice(from..).unwrap_or_else(|| rope.slice(..0));
    slice.lines().scan(from, |at, line| {
        let start = *at;
        *at += line.len_bytes();
        Some((start, line.into()))
    })
}

/// Reports each chunk from `start` on until `take` says no or the text ends.
fn scan(rope: &Rope, start: usize, head: Head, mut take: impl FnMut(usize, usize, ChunkKind) -> bool) {
    let mut scanner = match head.front_matter {
        Some(marker) if start == head.bom => Scanner::in_front_matter(marker),
        _ => Scanner::default(),
    };
    let mut chunk_start = start;
    for (at, line) in lines(rope, start).filter(|(_, line)| !line.is_empty()) {
        if let Some(kind) = scanner.line(&line) {
            if !take(chunk_start, at, kind) {
                return;
            }
            chunk_start = at;
        }
    }
    if chunk_start < rope.len_bytes() {
        take(chunk_start, rope.len_bytes(), scanner.kind());
    }
}
