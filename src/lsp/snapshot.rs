//! All open files at one moment, and the place where the newest moment is left.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::open_file::OpenFile;
use crate::text::Encoding;
use crate::workspace::Workspace;

/// What the client can do and where it works.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// What columns count.
    pub encoding: Encoding,
    /// Whether related places may be published.
    pub related: bool,
    /// Whether versions may be published.
    pub versions: bool,
    /// The folders that the client has open.
    pub folders: Vec<PathBuf>,
}

impl Default for Session {
    fn default() -> Self {
        Self { encoding: Encoding::Utf16, related: false, versions: false, folders: Vec::new() }
    }
}

/// All open files at one moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapshot {
    /// What the client can do.
    pub session: Arc<Session>,
    /// The open files, by what the client calls them.
    pub files: BTreeMap<String, OpenFile>,
    /// What is on the disk, by the roots of workspaces.
    pub workspaces: BTreeMap<PathBuf, Workspace>,
    /// Grows when anything but the Markdown changes that findings depend on.
    pub surroundings: u64,
}

/// Where the writer leaves the newest snapshot and the checker takes it.
#[derive(Debug, Default)]
pub(super) struct Board {
    newest: Mutex<Option<Snapshot>>,
    changed: Condvar,
}

impl Board {
    /// Leaves a snapshot; one that nobody took is superseded.
    pub fn put(&self, snapshot: Snapshot) {
        let superseded = self.newest.lock().unwrap_or_else(PoisonError::into_inner).replace(snapshot);
        self.changed.notify_one();
        drop(superseded);
    }

    /// Waits for a snapshot that was not taken yet.
    pub fn take(&self) -> Snapshot {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(snapshot) = newest.take() {
                return snapshot;
            }
            newest = self.changed.wait(newest).unwrap_or_else(PoisonError::into_inner);
        }
    }
}
