//! The requirements documents that a Terraform file is bound to, open or not.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::index::Index;
use super::super::snapshot::Snapshot;
use crate::workspace::{Requirements, Workspace};

/// So many documents that are not open are looked at, the nearest first.
const MOST: usize = 64;

/// A document with its workspace.
pub(super) type Bound = (Workspace, Requirements);

/// The documents whose Terraform a file is part of: those that are open, and those of the folders around it.
pub(super) fn documents(snapshot: &Snapshot, index: &Index, path: &Path) -> Vec<Bound> {
    let has_file = |requirements: &Requirements| {
        let modules = requirements.binding.iter().flat_map(|binding| &binding.modules);
        modules.into_iter().any(|module| module.file(path).is_some())
    };
    let open = snapshot.files.keys().filter_map(|key| snapshot.requirements(key));
    let open = open.map(|(_, workspace, requirements)| (workspace, requirements));
    let mut found: Vec<Bound> = open.filter(|(_, requirements)| has_file(requirements)).collect();
    let root = snapshot.root(Some(path));
    let Some(workspace) = snapshot.workspace(&root) else { return found };
    for candidate in candidates(snapshot, index, &root, path) {
        let Some(document) = workspace.linked_document(&candidate) else { continue };
        let requirements = workspace.requirements(&candidate, Arc::clone(&document));
        found.extend(requirements.filter(|known| has_file(known)).map(|known| (workspace.clone(), known)));
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
