//! The pool that works out answers from snapshots.

use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuilder};

/// A document, the Terraform that it is bound to and a question about the whole workspace may all take long;
/// somebody else is served beside them. More threads gain nothing: most answers take less than a millisecond.
const THREADS: usize = 4;

/// Threads that work out answers, for each file one after the other: a file that takes long holds up no other.
#[derive(Debug)]
pub(super) struct Readers {
    pool: Option<Arc<ThreadPool>>,
    waiting: Arc<Waiting>,
}

type Work = Box<dyn FnOnce() + Send>;

/// What waits for work about the same file to end; a file that nothing is worked out about is not in it.
#[derive(Default)]
struct Waiting(Mutex<HashMap<String, VecDeque<Work>>>);

impl std::fmt::Debug for Waiting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.lock().keys()).finish()
    }
}

impl Readers {
    /// Starts the threads.
    pub fn new() -> Self {
        let pool = ThreadPoolBuilder::new().num_threads(THREADS).thread_name(|n| format!("reader {n}"));
        Self { pool: pool.build().ok().map(Arc::new), waiting: Arc::default() }
    }

    /// Does some work about a file, or about none, the first that came first; a panic costs this work.
    pub fn run(&self, about: Option<&str>, work: impl FnOnce() + Send + 'static) {
        let work: Work = Box::new(work);
        match (&self.pool, about) {
            (None, _) => guarded(work),
            (Some(pool), None) => pool.spawn_fifo(|| guarded(work)),
            (Some(pool), Some(file)) => {
                if let Some(work) = self.waiting.begin(file, work) {
                    next(pool, Arc::clone(&self.waiting), file.to_owned(), work);
                }
            }
        }
    }
}

/// Has work about a file done, and then what waits for it.
fn next(pool: &Arc<ThreadPool>, waiting: Arc<Waiting>, file: String, work: Work) {
    let same = Arc::clone(pool);
    pool.spawn_fifo(move || {
        guarded(work);
        // Behind what others want meanwhile.
        if let Some(work) = waiting.end(&file) {
            next(&same, waiting, file, work);
        }
    });
}

/// What it panicked over was logged; who waits for the answer learns that there is none.
fn guarded(work: Work) {
    let _ = catch_unwind(AssertUnwindSafe(work));
}

impl Waiting {
    /// The work back, where nothing is worked out about the file.
    fn begin(&self, file: &str, work: Work) -> Option<Work> {
        let mut waiting = self.lock();
        if let Some(others) = waiting.get_mut(file) {
            others.push_back(work);
            return None;
        }
        waiting.insert(file.to_owned(), VecDeque::new());
        Some(work)
    }

    /// The next work about a file of which one is done.
    fn end(&self, file: &str) -> Option<Work> {
        let mut waiting = self.lock();
        let work = waiting.get_mut(file)?.pop_front();
        if work.is_none() {
            waiting.remove(file);
        }
        work
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, VecDeque<Work>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_file_that_takes_long_holds_up_no_other() {
        let readers = Readers::new();
        let (release, released) = mpsc::channel::<()>();
        let (say, said) = mpsc::channel();
        readers.run(Some("long"), move || released.recv().unwrap());
        for number in 0..20 {
            let say = say.clone();
            readers.run(Some("long"), move || say.send(format!("long {number}")).unwrap());
        }
        readers.run(Some("short"), move || say.send("short".to_owned()).unwrap());
        assert_eq!(said.recv().unwrap(), "short");
        release.send(()).unwrap();
        let rest: Vec<String> = said.iter().collect();
        let in_order: Vec<String> = (0..20).map(|number| format!("long {number}")).collect();
        assert_eq!(rest, in_order);
        // Nothing waits any more, and what comes later is done.
        let (say, said) = mpsc::channel();
        readers.run(Some("long"), move || say.send(()).unwrap());
        assert!(said.recv().is_ok());
    }

    #[test]
    fn a_panic_costs_its_own_work_alone() {
        let readers = Readers::new();
        let (say, said) = mpsc::channel();
        readers.run(Some("file"), || std::panic::resume_unwind(Box::new("on purpose")));
        readers.run(Some("file"), move || say.send(()).unwrap());
        assert!(said.recv().is_ok());
    }
}
