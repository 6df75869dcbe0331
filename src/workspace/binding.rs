//! Which Terraform belongs to a document.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::model::Document;
use crate::model::terraform::Module;

/// How many local modules a module may call below each other.
const MAX_DEPTH: usize = 8;

/// The Terraform that belongs to a document.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Whether the document or the configuration says so; otherwise it was found beside the document.
    pub declared: bool,
    /// The modules: those of the bound folders and the local modules that they call.
    pub modules: Vec<Arc<Module>>,
    /// Addresses to which the document is restricted among resources of their types.
    pub resources: Vec<String>,
}

impl Binding {
    /// Whether both are the same modules, bound in the same way; a module that was made anew is another one.
    pub fn is(&self, other: &Self) -> bool {
        self.declared == other.declared
            && self.resources == other.resources
            && self.modules.len() == other.modules.len()
            && self.modules.iter().zip(&other.modules).all(|(one, other)| Arc::ptr_eq(one, other))
    }

    /// Whether the document names a resource by this address.
    pub fn names(&self, address: &str) -> bool {
        self.resources.iter().any(|resource| resource == address)
    }

    /// Whether a resource is one that the document speaks of: `resources` selects among resources of the types it
    /// lists, other types count all the same.
    pub fn selects(&self, address: &str) -> bool {
        let kind = |address: &str| address.split('.').rev().nth(1).map(str::to_owned);
        let listed = self.resources.iter().any(|resource| kind(resource) == kind(address));
        !listed
            || self
                .resources
                .iter()
                .any(|resource| resource == address || resource.ends_with(&format!(".{address}")))
    }
}

/// What a document says about its Terraform in its front matter.
#[derive(Debug, Default)]
pub(super) struct Declared {
    pub folders: Vec<PathBuf>,
    pub resources: Vec<String>,
}

/// Reads `terraform:` and `resources:` from the front matter; folders are relative to the document.
pub(super) fn declared(document: &Document, path: &Path) -> Declared {
    let Some((_, front_matter)) = document.front_matter() else { return Declared::default() };
    let values = |key: &str| {
        let entry = front_matter.get(key);
        entry.map(|entry| entry.values.iter().map(|value| value.text.clone()).collect()).unwrap_or_default()
    };
    let base = path.parent().unwrap_or(path);
    let folders: Vec<String> = values("terraform");
    Declared {
        folders: folders.iter().map(|folder| base.join(folder)).collect(),
        resources: values("resources"),
    }
}

/// The module of each folder and the local modules below, each once.
pub(super) fn with_local_modules(
    folders: &[PathBuf],
    mut module: impl FnMut(&Path) -> Option<Arc<Module>>,
) -> Vec<Arc<Module>> {
    let mut seen: FxHashSet<PathBuf> = FxHashSet::default();
    let mut modules = Vec::new();
    let mut level: Vec<PathBuf> = folders.to_vec();
    for _ in 0..MAX_DEPTH {
        let mut next = Vec::new();
        for folder in level {
            let folder = normal(&folder);
            if !seen.insert(folder.clone()) {
                continue;
            }
            if let Some(module) = module(&folder) {
                next.extend(module.local_module_sources().map(|(_, source)| folder.join(source)));
                modules.push(module);
            }
        }
        level = next;
    }
    modules
}

/// The path without `.` and, as far as it can be told without looking, without `..`.
pub fn normal(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}
