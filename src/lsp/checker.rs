//! The thread that judges: it takes the newest snapshot and works out what it has to say about each file.

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use ropey::Rope;

use super::open_file::{Content, OpenFile};
use super::publish::Publisher;
use super::snapshot::{Board, Snapshot};
use super::watcher::Watched;
use crate::rules::{Checked, Finding, in_agreement};
use crate::workspace::{Requirements, Workspace, disk};

/// Judges snapshots as they come, for ever.
pub(super) fn check(board: &Board, mut publisher: Publisher, watched: &Watched) {
    let mut checker = Checker::default();
    loop {
        let snapshot = board.take();
        // A panic costs this round; the next one starts from nothing that the panic touched.
        if catch_unwind(AssertUnwindSafe(|| checker.round(&snapshot, &mut publisher))).is_err() {
            checker = Checker::default();
        }
        if watched.is_active() {
            checker.watch(&snapshot, watched);
        }
    }
}

#[derive(Debug, Default)]
struct Checker {
    judged: HashMap<String, Judged>,
    /// Texts of files that are not open, as long as nothing around the documents changes.
    texts: HashMap<PathBuf, Option<Arc<Rope>>>,
    surroundings: u64,
    /// How much was looked at on the disk when the watch last heard of it.
    looked_at: usize,
}

/// What was found in a document, and what of it that holds for.
#[derive(Debug)]
struct Judged {
    reading: u64,
    revision: u64,
    surroundings: u64,
    open_outlines: (usize, u64),
    requirements: Requirements,
    checked: Checked,
}

impl Checker {
    fn round(&mut self, snapshot: &Snapshot, publisher: &mut Publisher) {
        if self.surroundings != snapshot.surroundings {
            self.surroundings = snapshot.surroundings;
            self.texts.clear();
        }
        self.judge_all(snapshot);
        let mut findings = in_agreement(self.findings(snapshot));
        let mirrors: Vec<Finding> = findings.iter().filter_map(Finding::mirror).collect();
        findings.extend(mirrors);
        let mut by_path: BTreeMap<PathBuf, Vec<Finding>> = BTreeMap::new();
        for finding in findings {
            by_path.entry(finding.path.to_path_buf()).or_default().push(finding);
        }
        let texts = &mut self.texts;
        publisher.publish(snapshot, &by_path, |path| {
            snapshot.at(path).map(|file| Arc::new(file.content.text().clone())).or_else(|| {
                let read = || disk::read_text(path).ok().map(|text| Arc::new(Rope::from_str(&text)));
                texts.entry(path.clone()).or_insert_with(read).clone()
            })
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
        self.judged.retain(|key, _| snapshot.files.contains_key(key));
        let mut with_open: BTreeMap<PathBuf, Workspace> = BTreeMap::new();
        for (key, file) in &snapshot.files {
            let before = self.judged.remove(key);
            if !with_open.contains_key(&file.root) {
                let Some(workspace) = snapshot.workspace(&file.root) else { continue };
                with_open.insert(file.root.clone(), workspace);
            }
            let Some(workspace) = with_open.get(&file.root) else { continue };
            let judge = || judge(file, snapshot.surroundings, workspace, before);
            if let Some(judged) = catch_unwind(AssertUnwindSafe(judge)).ok().flatten() {
                self.judged.insert(key.clone(), judged);
            }
        }
    }

    fn findings(&self, snapshot: &Snapshot) -> Vec<(&Requirements, Vec<Finding>)> {
        let judged = self.judged.iter().map(|(key, judged)| {
            let file = snapshot.files.get(key);
            let stands = |finding: &&Finding| file.is_some_and(|file| file.shows(finding));
            let findings = judged.checked.findings.iter().filter(stands).cloned().collect();
            (&judged.requirements, findings)
        });
        judged.collect()
    }
}

/// What is wrong with a file; nothing where it is no requirements document.
fn judge(
    file: &OpenFile,
    surroundings: u64,
    workspace: &Workspace,
    before: Option<Judged>,
) -> Option<Judged> {
    let Content::Markdown(document) = &file.content else { return None };
    let (reading, revision) = (file.reading, document.revision());
    let open_outlines = workspace.open_outlines();
    let before = before.filter(|before| before.reading == reading);
    if let Some(same) = &before
        && (same.revision, same.surroundings, same.open_outlines) == (revision, surroundings, open_outlines)
    {
        return before;
    }
    let requirements = workspace.requirements(&file.path, Arc::clone(document))?;
    let checked = match before {
        Some(before) => before.checked.after_edits(workspace, &requirements),
        None => Checked::new(workspace, &requirements),
    };
    Some(Judged { reading, revision, surroundings, open_outlines, requirements, checked })
}
