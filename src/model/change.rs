//! What an edit changed besides words.
//!
//! Most keystrokes change a few words of prose and nothing that a rule judges by. Such an edit leaves every finding
//! as it was, only further down; this module tells them from the others.

use std::ops::Range;
use std::sync::Arc;

use super::answer::Asked;
use super::passage::Passage;
use crate::syntax::markdown::{Piece, Replaced};
use crate::text::Span;

/// What one edit changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The bytes of the chunks that were read anew, in the text before.
    pub old: Span,
    /// The number of bytes that they have now.
    pub new_len: usize,
    /// Whether only words changed: every fact that a rule may judge by is as it was.
    pub only_words: bool,
    /// Whether every heading is as it was, and has something under it or not as it had.
    pub keeps_outline: bool,
    /// Whether lines were added or taken away.
    pub lines: bool,
    /// The first chunk that was read anew, and how many there are.
    first: usize,
    count: usize,
}

impl Change {
    /// What an edit changed that replaced these chunks; `lines`: whether the number of lines is another one.
    pub(super) fn of(replaced: Replaced<Passage>, lines: bool) -> Self {
        let Replaced { start, first, removed, inserted } = replaced;
        let kept = removed
            .iter()
            .zip(&inserted)
            .take_while(|(old, new)| Arc::ptr_eq(&old.facts, &new.facts))
            .count();
        let len = |pieces: &[Piece<Passage>]| pieces.iter().map(|piece| piece.len).sum::<usize>();
        let (before, removed) = removed.split_at(kept);
        let inserted = inserted.get(kept..).unwrap_or_default();
        let start = start + len(before);
        let pairs = || removed.iter().zip(inserted).map(|(old, new)| (&old.facts, &new.facts));
        let keeps_outline =
            removed.len() == inserted.len() && pairs().all(|(old, new)| old.has_the_same_headings(new));
        let only_words = keeps_outline && pairs().all(|(old, new)| old.differs_only_in_words(new));
        let old = Span::new(start, start + len(removed));
        let (new_len, first, count) = (len(inserted), first + kept, inserted.len());
        Self { old, new_len, only_words, keeps_outline, lines, first, count }
    }

    /// An edit after which a text of `old` bytes, which has `new` now, was read anew.
    pub(super) fn of_everything(old: usize, new: usize) -> Self {
        let old = Span::new(0, old);
        Self { old, new_len: new, only_words: false, keeps_outline: false, lines: true, first: 0, count: 0 }
    }

    /// The chunks that were read anew, by their places in the text after.
    pub(super) fn chunks(&self) -> Range<usize> {
        self.first..self.first + self.count
    }

    /// Where a span of the text before is now; nothing where it was in the chunks that were read anew, or may have
    /// been: an empty span at their end is that of an empty heading there, or of what comes next.
    pub fn moved(&self, span: Span) -> Option<Span> {
        if span.end <= self.old.start {
            Some(span)
        } else if span.start >= self.old.end && span.end > self.old.end {
            let shift = |at: usize| at - self.old.len() + self.new_len;
            Some(Span::new(shift(span.start), shift(span.end)))
        } else {
            None
        }
    }
}

impl Passage {
    /// Whether an outline has the same headings by two readings of a chunk, places apart.
    fn has_the_same_headings(&self, other: &Self) -> bool {
        self.titles.len() == other.titles.len()
            && self.titles.iter().zip(&other.titles).all(|(one, two)| {
                one.text == two.text && one.form == two.form && one.top == two.top && one.named == two.named
            })
            && self.content_between_titles() == other.content_between_titles()
    }

    /// Whether two readings of a chunk that have the same headings tell a rule the same, places apart.
    ///
    /// Labels, directives and front matter are read together with the text around them: where there are any,
    /// the answer is no.
    fn differs_only_in_words(&self, other: &Self) -> bool {
        let plain = |passage: &Self| {
            passage.labels.is_empty() && passage.directives.is_empty() && passage.front_matter.is_none()
        };
        let links = self.links.len() == other.links.len()
            && self.links.iter().zip(&other.links).all(|(one, two)| one.target == two.target);
        plain(self)
            && plain(other)
            && links
            && self.blocks.len() == other.blocks.len()
            && self.prose.is_empty() == other.prose.is_empty()
            && self.anchors == other.anchors
            && self.picture == other.picture
            && self.spoken_of == other.spoken_of
            && self.asks_and_says_the_same(other)
            && self.labelled_sections == other.labelled_sections
            && self.identifiers == other.identifiers
            && self.refers_to_the_same(other)
            && self.unclosed == other.unclosed
    }

    /// Whether the same is asked here in the same order, and the same is said to it, as far as words alone tell.
    fn asks_and_says_the_same(&self, other: &Self) -> bool {
        let values = |asked: &Asked| asked.values.iter().map(|read| read.value.clone()).collect::<Vec<_>>();
        let same = |one: &Asked, two: &Asked| {
            (&one.names, one.said, one.form, &one.scope) == (&two.names, two.said, two.form, &two.scope)
                && (one.open_end, one.leads) == (two.open_end, two.leads)
                && values(one) == values(two)
        };
        let objectives = |passage: &Self| {
            passage.stated.iter().map(|stated| (stated.objective, stated.value)).collect::<Vec<_>>()
        };
        self.asked.len() == other.asked.len()
            && self.asked.iter().zip(&other.asked).all(|(one, two)| same(one, two))
            && objectives(self) == objectives(other)
            && self.slips.len() == other.slips.len()
            && self.blanks.len() == other.blanks.len()
            && self.blanks.iter().zip(&other.blanks).all(|((_, one), (_, two))| one == two)
    }

    /// Whether the same names stand here in the same order, and are claimed alike.
    fn refers_to_the_same(&self, other: &Self) -> bool {
        self.references.len() == other.references.len()
            && self
                .references
                .iter()
                .zip(&other.references)
                .all(|(one, two)| (one.kind, &one.name, one.claimed) == (two.kind, &two.name, two.claimed))
    }

    /// For each stretch between titles, whether there is content in it.
    fn content_between_titles(&self) -> Vec<bool> {
        let starts = self.titles.iter().map(|title| title.span.start);
        let mut stretches = vec![false; self.titles.len() + 1];
        let starts: Vec<usize> = starts.collect();
        for content in &self.contents {
            let stretch = starts.partition_point(|start| start <= content);
            if let Some(any) = stretches.get_mut(stretch) {
                *any = true;
            }
        }
        stretches
    }
}
