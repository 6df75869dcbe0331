//! The thread that reads all documents in the client's folders, so that their headings can be found.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::thread;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};
use ropey::Rope;

use super::configuration;
use super::convert;
use super::index::{Index, IndexedHeading};
use super::progress::Progress;
use super::session::root_of;
use super::watcher::Watched;
use crate::ide::symbols;
use crate::rules::{self, Context};
use crate::text::Encoding;
use crate::workspace::Workspace;
use crate::workspace::config::FILE_NAME;
use crate::workspace::disk::{self, Kind, Walked};

/// What there is to read.
pub(super) enum Job {
    /// All documents in these folders, with the settings of the editor.
    Folders(Vec<PathBuf>, BTreeMap<Option<PathBuf>, String>, Encoding),
    /// What changed on disk.
    Changed(Vec<PathBuf>),
}

/// Does jobs until nobody can give any; a newer order to read all folders supersedes one that is being done.
pub(super) fn index(jobs: &Receiver<Job>, index: &Index, progress: &Progress, watched: &Watched) {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let pool = ThreadPoolBuilder::new().num_threads((processors - 1).max(1)).build().ok();
    let mut indexer = Indexer {
        folders: Vec::new(),
        settings: BTreeMap::new(),
        encoding: Encoding::Utf16,
        walked: BTreeSet::new(),
        workspaces: BTreeMap::new(),
        repositories: disk::Repositories::default(),
        pool,
        index,
        watched,
    };
    let mut next = jobs.recv().ok();
    while let Some(job) = next.take() {
        match job {
            Job::Folders(folders, settings, encoding) => {
                (indexer.folders, indexer.settings, indexer.encoding) = (folders, settings, encoding);
                next = indexer.all(jobs, progress);
            }
            Job::Changed(paths) => {
                if configuration_changed(&paths) {
                    next = indexer.all(jobs, progress);
                } else {
                    indexer.changed(&paths);
                }
            }
        }
        // What was read serves one job: the next one is told because something is another.
        indexer.workspaces.clear();
        indexer.repositories = disk::Repositories::default();
        next = next.or_else(|| jobs.recv().ok());
    }
}

fn configuration_changed(paths: &[PathBuf]) -> bool {
    paths.iter().any(|path| path.file_name().is_some_and(|name| name == FILE_NAME))
}

/// So many documents are read before the indexer looks whether something else is wanted.
const BATCH: usize = 128;

struct Indexer<'i> {
    folders: Vec<PathBuf>,
    settings: BTreeMap<Option<PathBuf>, String>,
    encoding: Encoding,
    /// The folders that are not ignored.
    walked: BTreeSet<PathBuf>,
    workspaces: BTreeMap<PathBuf, Workspace>,
    repositories: disk::Repositories,
    pool: Option<ThreadPool>,
    index: &'i Index,
    watched: &'i Watched,
}

impl Indexer<'_> {
    /// Reads everything; a job that comes meanwhile and supersedes this one is given back.
    fn all(&mut self, jobs: &Receiver<Job>, progress: &Progress) -> Option<Job> {
        self.walked.clear();
        let folders = self.folders.clone();
        let files: BTreeSet<PathBuf> = folders.iter().flat_map(|folder| self.walk(folder)).collect();
        self.index.retain(|path| files.contains(path));
        let ongoing = progress.begin(files.len());
        let files: Vec<PathBuf> = files.into_iter().collect();
        let mut changed = Vec::new();
        for (number, batch) in files.chunks(BATCH).enumerate() {
            match jobs.try_recv() {
                Ok(Job::Changed(paths)) => changed.extend(paths),
                Ok(superseding) => return Some(superseding),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => {}
            }
            ongoing.report(number * BATCH);
            self.files(batch);
        }
        tracing::debug!("read {} Markdown files in {} folders", files.len(), self.folders.len());
        (!changed.is_empty()).then_some(Job::Changed(changed))
    }

    fn changed(&mut self, paths: &[PathBuf]) {
        let inside = |path: &&PathBuf| self.folders.iter().any(|folder| path.starts_with(folder));
        let paths: BTreeSet<&PathBuf> = paths.iter().filter(inside).collect();
        for path in paths {
            let known = path.parent().is_some_and(|folder| self.walked.contains(folder));
            match disk::kind(path).filter(|_| !disk::is_link(path)) {
                Some(Kind::Folder) if known => {
                    let files = self.walk(path);
                    self.files(&files);
                }
                Some(Kind::File) if known && disk::is_markdown(path) => self.file(path),
                Some(_) => {}
                None => {
                    self.index.forget(path);
                    self.watched.forget(path);
                    self.walked.retain(|folder| !folder.starts_with(path));
                }
            }
        }
    }

    /// The Markdown files below a folder; its folders are watched from now on.
    fn walk(&mut self, folder: &Path) -> Vec<PathBuf> {
        let Walked { markdown, folders } = disk::walk(folder);
        self.watched.add(folders.iter().cloned());
        self.walked.extend(folders);
        markdown
    }

    /// Reads files, on all processors but one, which is left to who waits for an answer; a panic costs the headings of
    /// its file.
    fn files(&mut self, paths: &[PathBuf]) {
        let found: Vec<(&PathBuf, Workspace)> =
            paths.iter().map(|path| (path, self.workspace(path))).collect();
        let (index, encoding) = (self.index, self.encoding);
        let read = |(path, workspace): (&PathBuf, Workspace)| {
            let headings = catch_unwind(AssertUnwindSafe(|| headings(&workspace, path, encoding)));
            index.set(path.clone(), headings.ok().flatten().unwrap_or_default());
        };
        match &self.pool {
            Some(pool) => pool.install(|| found.into_par_iter().for_each(read)),
            None => found.into_iter().for_each(read),
        }
    }

    fn file(&mut self, path: &Path) {
        self.files(&[path.to_owned()]);
    }

    fn workspace(&mut self, path: &Path) -> Workspace {
        let repository = path.parent().and_then(|folder| self.repositories.of(folder));
        let root = root_of(&self.folders, path, repository.as_deref());
        let (settings, folders) = (&self.settings, &self.folders);
        let workspace = self.workspaces.entry(root).or_insert_with_key(|root| {
            let workspace = Workspace::new(root, &rules::names()).reaching(folders);
            workspace.with_editor_settings(configuration::text_for(settings, root)).unwrap_or(workspace)
        });
        workspace.clone()
    }
}

fn headings(workspace: &Workspace, path: &Path, encoding: Encoding) -> Option<Vec<IndexedHeading>> {
    let text = disk::read_text(path).ok()?;
    let document = Arc::new(workspace.headings(path, &text));
    let requirements = workspace.unbound(path, Arc::clone(&document))?;
    let context = Context::new(workspace, &requirements)?;
    Some(indexed(&context, document.text(), encoding))
}

/// The headings of a document, for the index.
pub(super) fn indexed(context: &Context<'_>, text: &Rope, encoding: Encoding) -> Vec<IndexedHeading> {
    let headings = symbols::headings(context).into_iter();
    headings
        .map(|heading| IndexedHeading {
            range: convert::range(text, encoding, heading.span),
            name: heading.name,
            container: heading.container,
        })
        .collect()
}
