//! The requirements documents that a Terraform file is bound to, open or not.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::index::Index;
use super::super::open_file::OpenFile;
use super::super::snapshot::Snapshot;
use crate::rules::{Context, Finding};
use crate::workspace::{Requirements, Workspace};

/// So many documents that are not open are looked at, the nearest first.
const MOST: usize = 64;

/// A document with its workspace.
pub(super) struct Bound<'s> {
    snapshot: &'s Snapshot,
    /// Where it is open.
    file: Option<&'s OpenFile>,
    workspace: Workspace,
    pub requirements: Requirements,
}

impl Bound<'_> {
    /// What is found in it; nothing where it is not open.
    pub fn findings(&self) -> Option<Arc<Vec<Finding>>> {
        self.file.map(|file| self.snapshot.findings(file, &self.workspace, &self.requirements))
    }

    /// The document as the rules see it.
    pub fn context(&self) -> Option<Context<'_>> {
        match self.file {
            Some(file) => self.snapshot.context(file, &self.workspace, &self.requirements),
            None => Context::new(&self.workspace, &self.requirements),
        }
    }
}

/// The documents whose Terraform a file is part of: those that are open, and those of the folders around it.
pub(super) fn documents<'s>(snapshot: &'s Snapshot, index: &Index, path: &Path) -> Vec<Bound<'s>> {
    let has_file = |requirements: &Requirements| {
        let modules = requirements.binding.iter().flat_map(|binding| &binding.modules);
        modules.into_iter().any(|module| module.file(path).is_some())
    };
    let open = snapshot.files.keys().filter_map(|key| snapshot.requirements(key));
    let open = open.filter(|(.., requirements)| has_file(requirements));
    let bound = |file, workspace, requirements| Bound { snapshot, file, workspace, requirements };
    let mut found: Vec<Bound<'_>> =
        open.map(|(file, workspace, requirements)| bound(Some(file), workspace, requirements)).collect();
    let root = snapshot.root(Some(path));
    let Some(workspace) = snapshot.workspace(&root) else { return found };
    for candidate in candidates(snapshot, index, &root, path) {
        let Some(document) = workspace.linked_document(&candidate) else { continue };
        let requirements = workspace.requirements(&candidate, Arc::clone(&document));
        found.extend(
            requirements.filter(|known| has_file(known)).map(|known| bound(None, workspace.clone(), known)),
        );
    }
    found
}

/// The documents of the same root that are not open, the nearest to a file first.
fn candidates(snapshot: &Snapshot, index: &Index, root: &Path, path: &Path) -> Vec<PathBuf> {
    let mut candidates: Vec<PathBuf> = Vec::new();
    index.each(|document, _| {
        if document.starts_with(root) && snapshot.at(document).is_none() {
            candidates.push(document.to_owned());
        }
    });
    let shared = |document: &PathBuf| {
        let pairs = document.components().zip(path.components());
        std::cmp::Reverse(pairs.take_while(|(one, other)| one == other).count())
    };
    candidates.sort_by_cached_key(|document| (shared(document), document.clone()));
    candidates.truncate(MOST);
    candidates
}
