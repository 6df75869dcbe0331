//! The headings of all documents in the client's folders, open or not.
//!
//! One thread writes while folders are read; requests look things up at the same time.

use std::path::{Path, PathBuf};

use dashmap::DashMap;
use tower_lsp_server::ls_types::Range;

/// The headings of all documents in the client's folders, by file.
#[derive(Debug, Default)]
pub(super) struct Index {
    files: DashMap<PathBuf, Vec<IndexedHeading>>,
}

/// A heading of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct IndexedHeading {
    /// What it says.
    pub name: String,
    /// The title of its document.
    pub container: Option<String>,
    /// Where it is.
    pub range: Range,
}

impl Index {
    /// Keeps what a file has; a file that is no document has nothing.
    pub fn set(&self, path: PathBuf, headings: Vec<IndexedHeading>) {
        if headings.is_empty() {
            self.files.remove(&path);
        } else {
            self.files.insert(path, headings);
        }
    }

    /// Forgets a file, or all files of a folder.
    pub fn forget(&self, path: &Path) {
        self.files.retain(|known, _| !known.starts_with(path));
    }

    /// Forgets all files that `keep` does not name.
    pub fn retain(&self, keep: impl Fn(&Path) -> bool) {
        self.files.retain(|known, _| keep(known));
    }

    /// The files and their headings.
    pub fn each(&self, mut look: impl FnMut(&Path, &[IndexedHeading])) {
        for file in &self.files {
            look(file.key(), file.value());
        }
    }
}
