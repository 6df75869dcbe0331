//! All open files at one moment, and the place where the newest moment is left.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use ropey::Rope;
use rustc_hash::FxHashMap;

use super::found::{Found, State};
use super::open_file::{Content, OpenFile};
use super::session::{Session, root_of};
use crate::model::Document;
use crate::rules::{self, Checked, Context, Finding};
use crate::workspace::{Requirements, Workspace, disk};

/// All open files at one moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapshot {
    /// What the client can do.
    pub session: Arc<Session>,
    /// The open files, by what the client calls them.
    pub files: BTreeMap<String, Arc<OpenFile>>,
    /// What is on the disk, by the roots of workspaces.
    pub workspaces: BTreeMap<PathBuf, Workspace>,
    /// What the checker found in them.
    pub found: Arc<Found>,
    /// Grows when anything but edits of Markdown changes what findings depend on.
    pub surroundings: u64,
    /// Grows when files that are not open may have another text.
    pub disk_changes: u64,
    /// The workspaces with the Terraform that is open.
    kept: Arc<Mutex<WithTerraform>>,
}

/// Workspaces with the Terraform that is open: many files may be, and most edits are made in documents.
#[derive(Debug, Default)]
struct WithTerraform {
    /// Those for which they hold.
    surroundings: u64,
    by_root: FxHashMap<PathBuf, Workspace>,
}

impl Snapshot {
    /// The workspace with this root, with its files as the editor has them.
    pub fn workspace(&self, root: &Path) -> Option<Workspace> {
        let base = self.with_terraform(root)?;
        Some(self.files.values().fold(base, |workspace, file| match &file.content {
            Content::Markdown(open) if file.saved => workspace.with_document(&file.path, Arc::clone(open)),
            _ => workspace,
        }))
    }

    fn with_terraform(&self, root: &Path) -> Option<Workspace> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.surroundings != self.surroundings {
            *kept = WithTerraform { surroundings: self.surroundings, by_root: FxHashMap::default() };
        }
        if let Some(known) = kept.by_root.get(root) {
            return Some(known.clone());
        }
        let base = self.workspaces.get(root)?.clone();
        let made = self.files.values().fold(base, |workspace, file| match file.content.terraform() {
            Some(terraform) => workspace.with_terraform(&file.path, Arc::clone(terraform)),
            None => workspace,
        });
        kept.by_root.insert(root.to_owned(), made.clone());
        Some(made)
    }

    /// The workspace that a file is in or would be in. Where nothing is open in it, only its own configuration holds.
    pub fn workspace_of(&self, path: &Path) -> Workspace {
        let root = self.root(Some(path));
        self.workspace(&root)
            .unwrap_or_else(|| Workspace::new(&root, &rules::names()).reaching(&self.session.folders))
    }

    /// An open Markdown document with its workspace.
    pub fn document(&self, key: &str) -> Option<(&OpenFile, &Arc<Document>, Workspace)> {
        let file = self.files.get(key)?;
        let Content::Markdown(document) = &file.content else { return None };
        Some((file, document, self.workspace(&file.root)?))
    }

    /// An open requirements document with its workspace.
    pub fn requirements(&self, key: &str) -> Option<(&OpenFile, Workspace, Requirements)> {
        let (file, document, workspace) = self.document(key)?;
        let requirements = workspace.requirements(&file.path, Arc::clone(document))?;
        Some((file, workspace, requirements))
    }

    /// An open requirements document as the rules see it; what the checker works out is not worked out again.
    pub fn context<'a>(
        &self,
        file: &OpenFile,
        workspace: &'a Workspace,
        requirements: &'a Requirements,
    ) -> Option<Context<'a>> {
        let state = State::of(file, &requirements.document, workspace, self.surroundings);
        let (found, key) = (Arc::clone(&self.found), file.uri.as_str().to_owned());
        let (own_workspace, own_requirements) = (workspace.clone(), requirements.clone());
        let judge = move || Checked::new(&own_workspace, &own_requirements);
        let ask = move || found.get(&key, state, &judge).known;
        Some(Context::new(workspace, requirements)?.asking(Box::new(ask)))
    }

    /// What is found in an open requirements document.
    pub fn findings(
        &self,
        file: &OpenFile,
        workspace: &Workspace,
        requirements: &Requirements,
    ) -> Arc<Vec<Finding>> {
        let state = State::of(file, &requirements.document, workspace, self.surroundings);
        self.found.get(file.uri.as_str(), state, || Checked::new(workspace, requirements)).findings
    }

    /// The open file at this path.
    pub fn at(&self, path: &Path) -> Option<&OpenFile> {
        self.files.values().find(|file| file.path == *path).map(AsRef::as_ref)
    }

    /// The text of a file: the editor's where it is open, else that of the disk.
    pub fn text(&self, path: &Path) -> Option<Rope> {
        match self.at(path) {
            Some(file) => Some(file.content.text().clone()),
            None => disk::read_text(path).ok().map(|text| Rope::from_str(&text)),
        }
    }

    /// The root of a file's workspace; a document that is no file is taken to be in the client's folder.
    pub fn root(&self, path: Option<&Path>) -> PathBuf {
        let folders = &self.session.folders;
        let Some(path) = path else {
            // Nothing is found below a folder that there is not.
            return folders.first().cloned().unwrap_or_else(|| Path::new("/").join("untitled:"));
        };
        root_of(folders, path, disk::repository(path))
    }
}

/// Where the writer leaves the newest snapshot and the checker takes it.
#[derive(Debug, Default)]
pub(super) struct Board {
    newest: Mutex<Option<Arc<Snapshot>>>,
    changed: Condvar,
}

impl Board {
    /// Leaves a snapshot; one that nobody took is superseded.
    pub fn put(&self, snapshot: Arc<Snapshot>) {
        let superseded = self.newest.lock().unwrap_or_else(PoisonError::into_inner).replace(snapshot);
        self.changed.notify_one();
        drop(superseded);
    }

    /// Waits for a snapshot that was not taken yet.
    pub fn take(&self) -> Arc<Snapshot> {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(snapshot) = newest.take() {
                return snapshot;
            }
            newest = self.changed.wait(newest).unwrap_or_else(PoisonError::into_inner);
        }
    }
}
