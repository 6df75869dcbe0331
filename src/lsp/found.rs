//! What was found last in each open document, for requests about the same state: editors ask for symbols, lenses and
//! actions after each edit, and what the checker has worked out already need not be worked out again.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;

use super::open_file::OpenFile;
use crate::model::Document;
use crate::rules::{Checked, Finding, Known};
use crate::workspace::Workspace;

/// A request waits so long for the checker to come to its document; most judgements take less.
const PATIENCE: Duration = Duration::from_millis(20);

/// What was found in open documents, by what the client calls these.
#[derive(Debug, Default)]
pub(super) struct Found {
    known: Mutex<Judgements>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Judgements {
    by_document: FxHashMap<String, (State, Judgement)>,
    /// What a reader last had to judge itself, since the checker is past it or far behind.
    by_reader: Option<(String, State, Judgement)>,
    /// What the checker is about.
    judged_now: Option<(String, State)>,
}

/// What was found in a document.
#[derive(Clone, Debug)]
pub(super) struct Judgement {
    pub findings: Arc<Vec<Finding>>,
    pub known: Known,
}

/// What a judgement holds for; a later one is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    pub reading: u64,
    revision: u64,
    pub surroundings: u64,
    open_outlines: (usize, u64),
}

impl State {
    /// That of a document now; `surroundings` is the snapshot's.
    pub fn of(file: &OpenFile, document: &Document, workspace: &Workspace, surroundings: u64) -> Self {
        let (reading, revision) = (file.reading, document.revision());
        Self { reading, revision, surroundings, open_outlines: workspace.open_outlines() }
    }
}

impl From<&Checked> for Judgement {
    fn from(checked: &Checked) -> Self {
        Self { findings: Arc::clone(&checked.findings), known: checked.known.clone() }
    }
}

impl Found {
    /// The checker begins with a document; what was found in it before is let go, so that who moves it has it alone.
    pub fn begin(&self, key: &str, state: State) {
        let mut known = self.lock();
        if known.by_document.get(key).is_some_and(|(held, _)| *held != state) {
            known.by_document.remove(key);
        }
        known.judged_now = Some((key.to_owned(), state));
    }

    /// The checker has done with a document; nothing is kept where that failed.
    pub fn end(&self, judged: Option<(&str, State, &Checked)>) {
        let mut known = self.lock();
        // There is nothing to tell of a file that is no document.
        if known.judged_now.take().is_none() && judged.is_none() {
            return;
        }
        if let Some((key, state, checked)) = judged {
            known.by_document.insert(key.to_owned(), (state, checked.into()));
        }
        self.changed.notify_all();
    }

    /// A document is closed.
    pub fn forget(&self, key: &str) {
        let mut known = self.lock();
        known.by_document.remove(key);
        drop(known.by_reader.take_if(|(of, ..)| of == key));
    }

    /// What is found in this state of a document: by the checker, where it is at it or will be soon, else by `judge`.
    pub fn get(&self, key: &str, state: State, judge: impl FnOnce() -> Checked) -> Judgement {
        let end = Instant::now() + PATIENCE;
        let mut known = self.lock();
        loop {
            let by_reader = known.by_reader.as_ref().filter(|(of, held, _)| of == key && *held == state);
            if let Some((.., judgement)) = by_reader {
                return judgement.clone();
            }
            match known.by_document.get(key) {
                Some((held, judgement)) if *held == state => return judgement.clone(),
                Some((held, _)) if *held > state => break,
                _ => {}
            }
            let is_at_it = known.judged_now.as_ref().is_some_and(|(at, of)| at == key && *of == state);
            let left = if is_at_it { PATIENCE } else { end.saturating_duration_since(Instant::now()) };
            if left.is_zero() {
                break;
            }
            let waited = self.changed.wait_timeout(known, left);
            known = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        drop(known);
        let judgement = Judgement::from(&judge());
        // The next request about the same state has it ready.
        let replaced = self.lock().by_reader.replace((key.to_owned(), state, judgement.clone()));
        drop(replaced);
        judgement
    }

    fn lock(&self) -> MutexGuard<'_, Judgements> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::path::Path;
    use std::thread;

    use super::*;
    use crate::rules;

    fn state(reading: u64) -> State {
        State { reading, revision: 1, surroundings: 1, open_outlines: (0, 0) }
    }

    fn checked() -> Checked {
        let path = Path::new("/requirements.md");
        let workspace = Workspace::new(Path::new("/"), &rules::names());
        let document = Arc::new(workspace.document(path, "# Cache: infrastructure requirements\n"));
        Checked::new(&workspace, &workspace.requirements(path, document).unwrap())
    }

    #[test]
    fn what_the_checker_is_at_is_waited_for() {
        let found = Found::default();
        found.begin("a", state(1));
        thread::scope(|scope| {
            scope.spawn(|| {
                thread::sleep(PATIENCE * 4);
                found.end(Some(("a", state(1), &checked())));
            });
            let judged = found.get("a", state(1), || panic!("it is judged already"));
            assert!(!judged.findings.is_empty());
        });
    }

    #[test]
    fn what_the_checker_is_past_is_judged_once() {
        let found = Found::default();
        let count = Cell::new(0);
        let judge = || {
            count.set(count.get() + 1);
            checked()
        };
        found.end(Some(("a", state(2), &checked())));
        for _ in 0..3 {
            assert!(!found.get("a", state(1), judge).findings.is_empty());
        }
        assert_eq!(count.get(), 1);
        // And so is what it does not come to in time.
        for _ in 0..3 {
            assert!(!found.get("b", state(1), judge).findings.is_empty());
        }
        assert_eq!(count.get(), 2);
        found.get("a", state(2), || panic!("the checker has judged it"));
        // A document that is closed leaves nothing behind.
        found.forget("b");
        found.get("b", state(1), judge);
        assert_eq!(count.get(), 3);
    }
}
