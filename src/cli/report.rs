//! Runs the rules over all files.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::ptr;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use super::input::{File, Input};
use super::progress::Progress as Bar;
use crate::rules::ties::Tie;
use crate::rules::{self, Context, Cured, Finding, Progress, State};
use crate::workspace::{Requirements, disk};

/// Texts that stand before those on the disk.
pub type Texts = BTreeMap<PathBuf, String>;

/// What the rules say about all files.
#[derive(Debug, Default)]
pub struct Report {
    /// The documents, in the order of their paths.
    pub documents: Vec<Document>,
    /// The findings, in the order of their places.
    pub findings: Vec<Cured>,
    /// Files that could not be read, and why.
    pub unreadable: Vec<(PathBuf, io::Error)>,
    /// Files that were named and follow no template.
    pub unrecognised: Vec<Unrecognised>,
}

/// A document that follows a template.
#[derive(Debug)]
pub struct Document {
    /// What it is judged by.
    pub requirements: Requirements,
    /// What became of each section of its template.
    pub states: Vec<State>,
    /// How far the prompts of its sections are answered.
    pub progress: Vec<Progress>,
    /// What it claims beside what its Terraform says.
    pub ties: Vec<Tie>,
}

/// A file that was named and follows no template.
#[derive(Debug)]
pub struct Unrecognised {
    /// Where it is.
    pub path: PathBuf,
    /// Whether the configuration leaves it out.
    pub excluded: bool,
}

enum Outcome {
    Unreadable(PathBuf, io::Error),
    Ordinary,
    Unrecognised(Unrecognised),
    Document(Box<Document>, Vec<Cured>),
}

impl Report {
    /// Checks all files; `texts` stand before those on the disk.
    pub fn of(input: &Input, texts: &Texts) -> Self {
        let progress = Bar::new(input.files.len());
        let outcomes: Vec<Outcome> = input
            .files
            .par_iter()
            .map(|file| {
                let outcome = look_at(input, file, texts);
                progress.step();
                outcome
            })
            .collect();
        drop(progress);
        let mut report = Self::default();
        let mut found = Vec::new();
        for outcome in outcomes {
            match outcome {
                Outcome::Ordinary => {}
                Outcome::Unreadable(path, error) => report.unreadable.push((path, error)),
                Outcome::Unrecognised(file) => report.unrecognised.push(file),
                Outcome::Document(document, findings) => {
                    report.documents.push(*document);
                    found.push(findings);
                }
            }
        }
        report.findings = in_agreement(&report.documents, found);
        report
    }
}

fn look_at(input: &Input, file: &File, texts: &Texts) -> Outcome {
    let read = match texts.get(&file.path) {
        Some(text) => Ok(text.clone()),
        None => disk::read_text(&file.path),
    };
    let text = match read {
        Ok(text) => text,
        Err(error) => return Outcome::Unreadable(file.path.clone(), error),
    };
    let Some(workspace) = input.workspace(&file.root) else { return Outcome::Ordinary };
    let document = Arc::new(workspace.document_at_rest(&file.path, &text));
    let Some(requirements) = workspace.requirements(&file.path, document) else {
        let excluded = workspace.settings(&file.path).excludes(&file.path);
        let unrecognised = Unrecognised { path: file.path.clone(), excluded };
        return if file.named { Outcome::Unrecognised(unrecognised) } else { Outcome::Ordinary };
    };
    let Some(context) = Context::new(workspace, &requirements) else { return Outcome::Ordinary };
    let cured = rules::cured(&context);
    let (states, progress) = (rules::states(&context), context.progress().to_vec());
    let ties = context.ties().to_vec();
    drop(context);
    Outcome::Document(Box::new(Document { requirements, states, progress, ties }), cured)
}

/// Puts the findings of all documents together, each with the fixes of the document that it came from.
fn in_agreement(documents: &[Document], found: Vec<Vec<Cured>>) -> Vec<Cured> {
    let checked: Vec<(&Requirements, Vec<&Finding>)> = documents
        .iter()
        .zip(&found)
        .map(|(document, cured)| (&document.requirements, cured.iter().map(|it| &it.finding).collect()))
        .collect();
    let agreed = rules::in_agreement(&checked).into_iter().map(ptr::from_ref).enumerate();
    let ranks: FxHashMap<*const Finding, usize> = agreed.map(|(rank, finding)| (finding, rank)).collect();
    let own: Vec<Option<usize>> =
        found.iter().flatten().map(|cured| ranks.get(&ptr::from_ref(&cured.finding)).copied()).collect();
    let ranked = own.into_iter().zip(found.into_iter().flatten());
    let mut all: Vec<(usize, Cured)> = ranked.filter_map(|(rank, cured)| Some((rank?, cured))).collect();
    all.sort_unstable_by_key(|(rank, _)| *rank);
    all.into_iter().map(|(_, cured)| cured).collect()
}
