//! Which files are looked at, and which workspace each belongs to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::snippet;
use super::words::shown;
use crate::rules;
use crate::workspace::config::FILE_NAME;
use crate::workspace::{Fault, Workspace, disk, normal};

/// The Markdown files that were asked for, and the workspaces that they are in.
#[derive(Debug)]
pub struct Input {
    /// The files, sorted, each once.
    pub files: Vec<File>,
    /// The paths that were given, absolute.
    pub given: Vec<PathBuf>,
    workspaces: BTreeMap<PathBuf, Workspace>,
}

/// A Markdown file that was asked for.
#[derive(Debug)]
pub struct File {
    /// Where it is, absolute.
    pub path: PathBuf,
    /// The root of the workspace it is in.
    pub root: PathBuf,
    /// Whether it was named itself, not found in a folder.
    pub named: bool,
}

impl Input {
    /// Finds the files that `paths` name, relative to `folder`.
    pub fn collect(folder: &Path, paths: &[PathBuf]) -> Result<Self, Failure> {
        let mut files: BTreeMap<PathBuf, File> = BTreeMap::new();
        let mut roots = Roots::new(folder);
        let mut workspaces = BTreeMap::new();
        let mut given = Vec::new();
        for path in paths {
            let absolute = normal(&folder.join(path));
            let metadata = fs::metadata(&absolute).map_err(|error| unreachable_path(path, &error))?;
            let (found, within) = if metadata.is_dir() {
                (disk::markdown_files(&absolute), absolute.as_path())
            } else {
                (vec![absolute.clone()], absolute.parent().unwrap_or(&absolute))
            };
            // A folder without documents has a configuration that may be broken all the same.
            let root = roots.of(&within.join(FILE_NAME), within);
            add(&mut workspaces, &root, folder);
            for path in found {
                let root = roots.of(&path, within);
                add(&mut workspaces, &root, folder);
                let named = !metadata.is_dir();
                let file = files.entry(path.clone()).or_insert(File { path, root, named: false });
                file.named |= named;
            }
            given.push(absolute);
        }
        Ok(Self { files: files.into_values().collect(), given, workspaces })
    }

    /// The workspace with this root.
    pub fn workspace(&self, root: &Path) -> Option<&Workspace> {
        self.workspaces.get(root)
    }

    /// All workspaces.
    pub fn workspaces_mut(&mut self) -> impl Iterator<Item = &mut Workspace> {
        self.workspaces.values_mut()
    }

    /// Whether a file was named itself.
    pub fn is_named(&self, path: &Path) -> bool {
        self.files.iter().any(|file| file.named && file.path == path)
    }

    /// Whether a file is below one of the paths that were given, wherever links lead.
    pub fn may_change(&self, path: &Path) -> bool {
        let Ok(real) = fs::canonicalize(path) else { return false };
        let given = self.given.iter().filter_map(|given| fs::canonicalize(given).ok());
        given.into_iter().any(|given| real.starts_with(given))
    }

    /// A failure where a configuration that holds for any of the files cannot be used.
    pub fn check_configurations(&self, folder: &Path, width: usize) -> Result<(), Failure> {
        let beside = self.files.iter().filter_map(|file| Some(file.path.parent()?.to_owned()));
        let folders: BTreeSet<PathBuf> = beside.chain(self.given.iter().cloned()).collect();
        let mut faults: BTreeMap<PathBuf, Fault> = BTreeMap::new();
        for place in folders.iter().map(|folder| folder.join(FILE_NAME)) {
            for workspace in self.workspaces.values().filter(|space| place.starts_with(space.root())) {
                if let Some(fault) = &workspace.settings(&place).fault {
                    faults.entry(fault.path.clone()).or_insert_with(|| fault.clone());
                }
            }
        }
        if faults.is_empty() {
            return Ok(());
        }
        Err(Failure::Rendered(faults.values().map(|fault| rendered(fault, folder, width)).collect()))
    }

    /// The workspace of one file, that may not exist yet.
    pub fn workspace_of(folder: &Path, file: &Path) -> Workspace {
        let mut roots = Roots::new(folder);
        Workspace::new(&roots.of(file, file.parent().unwrap_or(file)), &rules::names())
    }

    /// The failure that a configuration which cannot be used is.
    pub fn broken_configuration(fault: &Fault, folder: &Path, width: usize) -> Failure {
        Failure::Rendered(rendered(fault, folder, width))
    }
}

fn rendered(fault: &Fault, folder: &Path, width: usize) -> String {
    let name = shown(&fault.path, folder);
    let errors = fault.errors.iter();
    let blocks = errors.map(|error| snippet::fault(&name, &fault.text, error.span, &error.message, width));
    blocks.map(|block| block + "\n").collect()
}

fn add(workspaces: &mut BTreeMap<PathBuf, Workspace>, root: &Path, folder: &Path) {
    if !workspaces.contains_key(root) {
        let workspace = Workspace::new(root, &rules::names()).reaching(&[folder.to_owned()]);
        workspaces.insert(root.to_owned(), workspace);
    }
}

fn unreachable_path(path: &Path, error: &std::io::Error) -> Failure {
    let path = path.display();
    Failure::new(match error.kind() {
        std::io::ErrorKind::NotFound => format!("there is no file or folder {path}"),
        _ => format!("cannot look at {path}: {error}"),
    })
}

/// The roots of workspaces.
struct Roots<'f> {
    folder: &'f Path,
    repositories: disk::Repositories,
}

impl<'f> Roots<'f> {
    fn new(folder: &'f Path) -> Self {
        Self { folder, repositories: disk::Repositories::default() }
    }

    /// The root of a file's workspace: the repository it is in, wherever the command runs; without a
    /// repository the working directory or the folder that was asked for, whichever reaches further up.
    fn of(&mut self, file: &Path, within: &Path) -> PathBuf {
        let beside = file.parent().unwrap_or(file);
        if let Some(repository) = self.repositories.of(beside) {
            return repository;
        }
        let above = [self.folder, within].into_iter().filter(|folder| file.starts_with(folder));
        above.min_by_key(|folder| folder.components().count()).unwrap_or(beside).to_owned()
    }
}
