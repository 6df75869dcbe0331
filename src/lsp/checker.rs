//! The thread that judges: it takes the newest snapshot and works out what it has to say about each file.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use ropey::Rope;
use rustc_hash::FxHashMap;

use super::found::State;
use super::open_file::{Content, OpenFile};
use super::publish::Publisher;
use super::snapshot::{Board, Snapshot};
use super::watcher::Watched;
use super::writer::Message;
use crate::rules::{Checked, Finding, in_agreement};
use crate::workspace::{Requirements, Workspace, disk};

/// Judges snapshots as they come, for ever.
///
/// Where it had to do without names in code, these are read, and `queue` is told.
pub(super) fn check(board: &Board, mut publisher: Publisher, watched: &Watched, queue: &Sender<Message>) {
    let mut checker = Checker::default();
    loop {
        let snapshot = board.take();
        // A panic costs this round; the next one starts from nothing that the panic touched.
        if catch_unwind(AssertUnwindSafe(|| checker.round(&snapshot, &mut publisher))).is_err() {
            checker = Checker::default();
        }
        for read in snapshot.workspaces.values().filter_map(Workspace::names_to_read) {
            let queue = queue.clone();
            thread::spawn(move || {
                let _ = catch_unwind(AssertUnwindSafe(read));
                // The writer is gone only with the process.
                let _ = queue.send(Message::NamesRead);
            });
        }
        if watched.is_active() {
            checker.watch(&snapshot, watched);
        }
    }
}

#[derive(Debug, Default)]
struct Checker {
    judged: HashMap<String, Judged>,
    /// Texts of files that are not open, as long as they cannot have another.
    texts: HashMap<PathBuf, Option<Rope>>,
    disk_changes: u64,
    /// How much was looked at on the disk when the watch last heard of it.
    looked_at: usize,
}

/// What was found in a document, and what of it that holds for.
#[derive(Debug)]
struct Judged {
    state: State,
    requirements: Requirements,
    checked: Checked,
}

impl Checker {
    fn round(&mut self, snapshot: &Snapshot, publisher: &mut Publisher) {
        if std::mem::replace(&mut self.disk_changes, snapshot.disk_changes) != snapshot.disk_changes {
            self.texts.clear();
        }
        self.judge_all(snapshot);
        let Self { judged, texts, .. } = self;
        let agreed = in_agreement(&findings(judged, snapshot));
        let mirrors: Vec<Finding> = agreed.iter().filter_map(|finding| finding.mirror()).collect();
        let by_path = by_path(agreed.into_iter().chain(&mirrors));
        publisher.publish(snapshot, &by_path, |path| {
            if let Some(known) = texts.get(path) {
                return known.clone();
            }
            let read = disk::read_text(path).ok().map(|text| Rope::from_str(&text));
            texts.insert(path.to_owned(), read.clone());
            read
        });
    }

    /// Has the folders watched in which findings have their reasons.
    fn watch(&mut self, snapshot: &Snapshot, watched: &Watched) {
        let looked_at = snapshot.workspaces.values().map(|workspace| workspace.disk().len()).sum();
        if std::mem::replace(&mut self.looked_at, looked_at) != looked_at {
            let folders = snapshot.workspaces.values().flat_map(|workspace| workspace.disk().folders());
            watched.add_after_reading(folders);
        }
    }

    /// Brings what was found up to date, document by document; a panic costs the findings of that document.
    fn judge_all(&mut self, snapshot: &Snapshot) {
        self.judged.retain(|key, _| {
            let is_open = snapshot.files.contains_key(key);
            if !is_open {
                snapshot.found.forget(key);
            }
            is_open
        });
        let mut with_open: BTreeMap<PathBuf, Workspace> = BTreeMap::new();
        for (key, file) in &snapshot.files {
            let before = self.judged.remove(key);
            if !with_open.contains_key(&file.root) {
                let Some(workspace) = snapshot.workspace(&file.root) else { continue };
                with_open.insert(file.root.clone(), workspace);
            }
            let Some(workspace) = with_open.get(&file.root) else { continue };
            let judge = || judge(file, snapshot, workspace, before);
            let judged = catch_unwind(AssertUnwindSafe(judge)).ok().flatten();
            snapshot.found.end(judged.as_ref().map(|judged| (key.as_str(), judged.state, &judged.checked)));
            self.judged.extend(judged.map(|judged| (key.clone(), judged)));
        }
    }
}

/// What was found in each document, as far as its author is shown it.
fn findings<'j>(
    judged: &'j HashMap<String, Judged>,
    snapshot: &Snapshot,
) -> Vec<(&'j Requirements, Vec<&'j Finding>)> {
    let shown = judged.iter().map(|(key, judged)| {
        let file = snapshot.files.get(key);
        let stands = |finding: &&Finding| file.is_some_and(|file| file.shows(finding));
        (&judged.requirements, judged.checked.findings.iter().filter(stands).collect())
    });
    shown.collect()
}

/// The findings of each file, in the order in which they come.
fn by_path<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<(&'f Path, Vec<&'f Finding>)> {
    let mut files: Vec<(&Path, Vec<&Finding>)> = Vec::new();
    let mut places: FxHashMap<&OsStr, usize> = FxHashMap::default();
    for finding in findings {
        let place = *places.entry(finding.path.as_os_str()).or_insert_with(|| {
            files.push((&finding.path, Vec::new()));
            files.len() - 1
        });
        if let Some((_, own)) = files.get_mut(place) {
            own.push(finding);
        }
    }
    files
}

/// What is wrong with a file; nothing where it is no requirements document.
fn judge(
    file: &OpenFile,
    snapshot: &Snapshot,
    workspace: &Workspace,
    before: Option<Judged>,
) -> Option<Judged> {
    let Content::Markdown(document) = &file.content else { return None };
    let state = State::of(file, document, workspace, snapshot.surroundings);
    snapshot.found.begin(file.uri.as_str(), state);
    let before = before.filter(|before| before.state.reading == state.reading);
    if before.as_ref().is_some_and(|same| same.state == state) {
        return before;
    }
    let known = before.as_ref().filter(|before| before.state.surroundings == state.surroundings);
    let known = known.and_then(|before| before.requirements.after_words(document));
    let requirements = known.or_else(|| workspace.requirements(&file.path, Arc::clone(document)))?;
    let checked = match before {
        Some(before) => before.checked.after_edits(workspace, &requirements),
        None => Checked::new(workspace, &requirements),
    };
    Some(Judged { state, requirements, checked })
}
