//! What was found last in each open document, for requests about the same state: editors ask for symbols, lenses and
//! actions after each edit, and what the checker has worked out already need not be worked out again.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustc_hash::FxHashMap;

use super::open_file::OpenFile;
use crate::model::Document;
use crate::rules::{Checked, Finding, Progress};
use crate::workspace::Workspace;

/// A request waits so long for the checker, which judges the same document at the same time. Most judgements take less.
const PATIENCE: Duration = Duration::from_millis(20);

/// What was found in open documents, by what the client calls these.
#[derive(Debug, Default)]
pub(super) struct Found {
    known: Mutex<FxHashMap<String, (State, Judgement)>>,
    added: Condvar,
}

/// What was found in a document.
#[derive(Clone, Debug)]
pub(super) struct Judgement {
    pub findings: Arc<Vec<Finding>>,
    pub progress: Arc<Vec<Progress>>,
}

/// What a judgement holds for; a later one is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    pub reading: u64,
    revision: u64,
    pub surroundings: u64,
    open_outlines: (usize, u64),
}

impl State {
    /// That of a document now; `surroundings` is the snapshot's.
    pub fn of(file: &OpenFile, document: &Document, workspace: &Workspace, surroundings: u64) -> Self {
        let (reading, revision) = (file.reading, document.revision());
        Self { reading, revision, surroundings, open_outlines: workspace.open_outlines() }
    }
}

impl Found {
    /// Keeps what was found in a document.
    pub fn keep(&self, key: &str, state: State, checked: &Checked) {
        let (findings, progress) = (Arc::clone(&checked.findings), Arc::clone(&checked.progress));
        self.lock().insert(key.to_owned(), (state, Judgement { findings, progress }));
        self.added.notify_all();
    }

    /// Lets go of what was found in a document, so that who moves them has them alone.
    pub fn forget(&self, key: &str) {
        self.lock().remove(key);
    }

    /// What was found in this state of a document, or is about to be; nothing where that takes long or is another one.
    pub fn wait(&self, key: &str, state: State) -> Option<Judgement> {
        let is_to_come =
            |known: &mut FxHashMap<_, _>| known.get(key).is_none_or(|(held, _): &(State, _)| *held < state);
        let waited = self.added.wait_timeout_while(self.lock(), PATIENCE, is_to_come);
        let (known, _) = waited.unwrap_or_else(PoisonError::into_inner);
        known.get(key).filter(|(held, _)| *held == state).map(|(_, judgement)| judgement.clone())
    }

    fn lock(&self) -> MutexGuard<'_, FxHashMap<String, (State, Judgement)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
