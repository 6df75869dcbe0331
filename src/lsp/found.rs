//! What was found last in each open document, for requests about the same state: editors ask for symbols, lenses and
//! actions after each edit, and what the checker has worked out already need not be worked out again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use super::open_file::OpenFile;
use crate::model::Document;
use crate::rules::Finding;
use crate::workspace::Workspace;

/// The findings of open documents, by what the client calls these.
#[derive(Debug, Default)]
pub(super) struct Found(Mutex<Known>);

type Known = FxHashMap<String, (State, Arc<Vec<Finding>>)>;

/// What findings hold for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Keeps the findings of a document.
    pub fn keep(&self, key: &str, state: State, findings: &Arc<Vec<Finding>>) {
        self.lock().insert(key.to_owned(), (state, Arc::clone(findings)));
    }

    /// Lets go of the findings of a document, so that who moves them has them alone.
    pub fn forget(&self, key: &str) {
        self.lock().remove(key);
    }

    /// The findings of a document, where they hold for this state of it.
    pub fn get(&self, key: &str, state: State) -> Option<Arc<Vec<Finding>>> {
        let known = self.lock();
        known.get(key).filter(|(held, _)| *held == state).map(|(_, findings)| Arc::clone(findings))
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
