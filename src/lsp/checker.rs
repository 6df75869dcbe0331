//! The thread that judges: it takes the newest snapshot and works out what it has to say about each file.

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use ropey::Rope;

use super::open_file::{Content, OpenFile};
use super::publish::Publisher;
use super::snapshot::{Board, Snapshot};
use crate::rules::{Checked, Finding, in_agreement};
use crate::workspace::{Requirements, Workspace, disk};

/// A rule that cannot be right about a document that has no place yet.
const NEEDS_A_PLACE: &str = "dead-link";

/// Judges snapshots as they come, for ever.
pub(super) fn check(board: &Board, mut publisher: Publisher) {
    let mut checker = Checker::default();
    loop {
        let snapshot = board.take();
        // A panic costs this round; the next one starts from nothing that the panic touched.
        if catch_unwind(AssertUnwindSafe(|| checker.round(&snapshot, &mut publisher))).is_err() {
            checker = Checker::default();
        }
    }
}

#[derive(Debug, Default)]
struct Checker {
    judged: HashMap<String, Judged>,
    /// Texts of files that are not open, as long as nothing around the documents changes.
    texts: HashMap<PathBuf, Option<Arc<Rope>>>,
    surroundings: u64,
}

/// What was found in a document, and what of it that holds for.
#[derive(Debug)]
struct Judged {
    reading: u64,
    revision: u64,
    surroundings: u64,
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
        let findings = in_agreement(self.findings(snapshot));
        let mut by_path: BTreeMap<PathBuf, Vec<Finding>> = BTreeMap::new();
        for finding in findings {
            by_path.entry(finding.path.to_path_buf()).or_default().push(finding);
        }
        let texts = &mut self.texts;
        publisher.publish(snapshot, &by_path, |path| {
            let open = snapshot.files.values().find(|file| file.path == *path);
            open.map(|file| Arc::new(file.content.text().clone())).or_else(|| {
                let read = || disk::read_text(path).ok().map(|text| Arc::new(Rope::from_str(&text)));
                texts.entry(path.clone()).or_insert_with(read).clone()
            })
        });
    }

    /// Brings what was found up to date, document by document; a panic costs the findings of that document.
    fn judge_all(&mut self, snapshot: &Snapshot) {
        self.judged.retain(|key, _| snapshot.files.contains_key(key));
        let mut with_open: BTreeMap<PathBuf, Workspace> = BTreeMap::new();
        for (key, file) in &snapshot.files {
            let before = self.judged.remove(key);
            let Some(base) = snapshot.workspaces.get(&file.root) else { continue };
            let workspace =
                with_open.entry(file.root.clone()).or_insert_with(|| with_terraform(base, snapshot));
            let judge = || judge(file, snapshot.surroundings, workspace, before);
            if let Some(judged) = catch_unwind(AssertUnwindSafe(judge)).ok().flatten() {
                self.judged.insert(key.clone(), judged);
            }
        }
    }

    fn findings(&self, snapshot: &Snapshot) -> Vec<(&Requirements, Vec<Finding>)> {
        let judged = self.judged.iter().map(|(key, judged)| {
            let saved = snapshot.files.get(key).is_some_and(|file| file.saved);
            let stands = |finding: &&Finding| saved || finding.rule.name != NEEDS_A_PLACE;
            let findings = judged.checked.findings.iter().filter(stands).cloned().collect();
            (&judged.requirements, findings)
        });
        judged.collect()
    }
}

/// The workspace with the Terraform files as the editor has them.
fn with_terraform(base: &Workspace, snapshot: &Snapshot) -> Workspace {
    snapshot.files.values().fold(base.clone(), |workspace, file| match &file.content {
        Content::Terraform(open) => workspace.with_terraform(&file.path, Arc::clone(&open.file)),
        _ => workspace,
    })
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
    let before = before.filter(|before| before.reading == reading);
    if let Some(same) = &before
        && (same.revision, same.surroundings) == (revision, surroundings)
    {
        return before;
    }
    let requirements = workspace.requirements(&file.path, Arc::clone(document))?;
    let checked = match before {
        Some(before) => before.checked.after_edits(workspace, &requirements),
        None => Checked::new(workspace, &requirements),
    };
    Some(Judged { reading, revision, surroundings, requirements, checked })
}
