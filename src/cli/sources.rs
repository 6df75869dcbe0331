//! The texts that findings point into, for lines and columns.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ropey::Rope;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::report::Report;
use crate::model::terraform::TerraformFile;
use crate::text::{Encoding, Lines, Span};
use crate::workspace::disk;

/// A byte order mark, which no editor shows and no column counts.
const MARK: char = '\u{feff}';

/// The texts of all files that findings, related places and fixes point into.
pub struct Sources {
    texts: FxHashMap<PathBuf, Rope>,
}

/// The Terraform that was checked, by the paths of its files.
type Known<'r> = FxHashMap<&'r OsStr, &'r TerraformFile>;

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// Line, counted from 1.
    #[schemars(range(min = 1))]
    pub line: usize,
    /// Column, counted from 1, in characters; a byte order mark is not counted.
    #[schemars(range(min = 1))]
    pub column: usize,
}

/// One line of a text and the part of it that is meant.
#[derive(Debug)]
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// The line without its line break.
    pub text: String,
    /// What is meant, as bytes in `text`.
    pub span: Span,
}

impl Sources {
    /// The texts that a report points into, as they were when they were checked.
    pub fn of(report: &Report) -> Self {
        let bindings = report.documents.iter().flat_map(|document| &document.requirements.binding);
        let files = bindings.flat_map(|binding| &binding.modules).flat_map(|module| module.files());
        let known: Known<'_> = files.map(|(path, file)| (path.as_os_str(), file.as_ref())).collect();
        let mut sources = Self { texts: FxHashMap::default() };
        for document in &report.documents {
            let requirements = &document.requirements;
            sources.texts.insert(requirements.path.clone(), requirements.document.text().clone());
            let proofs = document.ties.iter().flat_map(|tie| &tie.proofs);
            proofs.for_each(|proof| sources.take(&proof.path, &known));
        }
        for cured in &report.findings {
            sources.take(&cured.finding.path, &known);
            cured.finding.related.iter().for_each(|related| sources.take(&related.path, &known));
            let edits = cured.fixes.iter().flat_map(|fix| &fix.edits);
            edits.for_each(|(path, _)| sources.take(path, &known));
        }
        sources
    }

    fn take(&mut self, path: &Path, known: &Known<'_>) {
        if !self.texts.contains_key(path) {
            let text = match known.get(path.as_os_str()) {
                Some(file) => Rope::from_str(&file.text),
                // A file that is gone since it was checked has its findings at its start.
                None => Rope::from_str(&disk::read_text(path).unwrap_or_default()),
            };
            self.texts.insert(path.to_owned(), text);
        }
    }

    /// The place of an offset.
    pub fn place(&self, path: &Path, offset: usize) -> Place {
        let Some(text) = self.texts.get(path) else { return Place { line: 1, column: 1 } };
        let position = Lines::new(text, Encoding::Utf32).position(offset);
        let marked = usize::from(position.line == 0 && text.get_char(0) == Some(MARK));
        Place { line: position.line + 1, column: position.column.saturating_sub(marked) + 1 }
    }

    /// The line at which a span starts; what the span has on later lines is left out.
    pub fn line(&self, path: &Path, span: Span) -> Line {
        match self.texts.get(path) {
            Some(text) => line(text, span),
            None => Line { number: 1, text: String::new(), span: Span::empty(0) },
        }
    }
}

/// The line of `text` at which a span starts.
pub fn line(text: &Rope, span: Span) -> Line {
    let start = span.start.min(text.len_bytes());
    let index = text.byte_to_line(start);
    let whole = text.line(index).to_string();
    let content = whole.trim_end_matches(['\n', '\r']);
    let unmarked = if index == 0 { content.trim_start_matches(MARK) } else { content };
    let base = text.line_to_byte(index) + (content.len() - unmarked.len());
    let within = |offset: usize| {
        let mut at = offset.saturating_sub(base).min(unmarked.len());
        while !unmarked.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    Line { number: index + 1, text: unmarked.to_owned(), span: Span::new(within(start), within(span.end)) }
}
