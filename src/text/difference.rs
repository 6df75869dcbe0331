//! What two texts differ in, line by line.

use std::fmt::Write;

use similar::algorithms::{Capture, Compact, Replace, myers};
use similar::{ChangeTag, DiffOp, DiffTag, group_diff_ops};

use super::{Edit, Span};

/// So many lines around a change are shown with it.
const AROUND: usize = 3;

/// The lines of two texts, and what makes the one of the other.
pub struct Difference<'t> {
    old: Vec<&'t str>,
    new: Vec<&'t str>,
    steps: Vec<DiffOp>,
}

impl<'t> Difference<'t> {
    /// Compares two texts.
    pub fn new(old: &'t str, new: &'t str) -> Self {
        let (old, new): (Vec<&str>, Vec<&str>) =
            (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
        // Only this algorithm: what chooses among all of them brings forty copies of it into the program.
        let mut found = Compact::new(Replace::new(Capture::new()), &*old, &*new);
        let Ok(()) = myers::diff(&mut found, &*old, 0..old.len(), &*new, 0..new.len());
        let steps = found.into_inner().into_inner().into_ops();
        Self { old, new, steps }
    }

    /// The edits that make the new text of the old one.
    pub fn edits(&self) -> Vec<Edit> {
        let offsets = offsets(&self.old);
        let at = |line: usize| offsets.get(line).copied().unwrap_or_default();
        let changed = self.steps.iter().filter(|step| step.tag() != DiffTag::Equal);
        let edit = |step: &DiffOp| {
            let (lines, by) = (step.old_range(), step.new_range());
            let span = Span::new(at(lines.start), at(lines.end));
            Edit::replace(span, self.new.get(by).unwrap_or_default().concat())
        };
        changed.map(edit).collect()
    }

    /// The difference as `diff -u` and Git write it, for files of these names.
    pub fn unified(&self, old_name: &str, new_name: &str) -> String {
        let mut text = format!("--- {old_name}\n+++ {new_name}\n");
        for hunk in group_diff_ops(self.steps.clone(), AROUND) {
            let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
            let range = |start: usize, end: usize| match end - start {
                // An empty range stands behind the line before it.
                0 => format!("{start},0"),
                1 => format!("{}", start + 1),
                count => format!("{},{count}", start + 1),
            };
            let old = range(first.old_range().start, last.old_range().end);
            let new = range(first.new_range().start, last.new_range().end);
            let _ = writeln!(text, "@@ -{old} +{new} @@");
            for step in hunk {
                for change in step.iter_changes(&*self.old, &*self.new) {
                    let sign = match change.tag() {
                        ChangeTag::Equal => ' ',
                        ChangeTag::Delete => '-',
                        ChangeTag::Insert => '+',
                    };
                    let _ = write!(text, "{sign}{}", change.value());
                    if !change.value().ends_with('\n') {
                        text += "\n\\ No newline at end of file\n";
                    }
                }
            }
        }
        text
    }
}

/// Where each of some lines begins, and where the last one ends.
fn offsets(lines: &[&str]) -> Vec<usize> {
    let ends = lines.iter().scan(0, |at, line| {
        *at += line.len();
        Some(*at)
    });
    std::iter::once(0).chain(ends).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply_edits;

    #[test]
    fn edits_make_one_text_of_the_other() {
        let texts =
            ["", "a\n", "a\nb\nc\n", "b\nc\nd\n", "a\r\nb", "x\na\nb\nc\nd\ne\nf\ng\nh\n", "c\n\n\nb"];
        for old in texts {
            for new in texts {
                let edits = Difference::new(old, new).edits();
                assert_eq!(apply_edits(old, &edits), new);
                assert_eq!(edits.is_empty(), old == new);
            }
        }
        let edits = Difference::new("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n").edits();
        assert_eq!(edits, [Edit::replace(Span::new(2, 4), "B\n"), Edit::insert(8, "e\n")]);
    }

    #[test]
    fn a_unified_difference_is_as_git_writes_it() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12";
        let new = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n11\n12\n";
        let unified = Difference::new(old, new).unified("a/x.md", "b/x.md");
        let expected = "--- a/x.md\n+++ b/x.md\n@@ -2,11 +2,11 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n 10\n 11\n\
            -12\n\\ No newline at end of file\n+12\n";
        assert_eq!(unified, expected);
        let unified = Difference::new("", "one\n").unified("a", "b");
        assert_eq!(unified, "--- a\n+++ b\n@@ -0,0 +1 @@\n+one\n");
    }
}
