//! The pool that works out answers from snapshots.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// One slow answer must not hold up the next.
const FEWEST: usize = 2;
/// More threads than this gain nothing: answers take less than a millisecond.
const MOST: usize = 4;

/// Threads that work out answers.
#[derive(Debug)]
pub(super) struct Readers {
    pool: Option<ThreadPool>,
}

impl Readers {
    /// Starts the threads.
    pub fn new() -> Self {
        let threads = thread::available_parallelism().map_or(FEWEST, usize::from).clamp(FEWEST, MOST);
        let pool = ThreadPoolBuilder::new().num_threads(threads).thread_name(|n| format!("reader {n}"));
        Self { pool: pool.build().ok() }
    }

    /// Does some work, the first that came first; a panic costs this work.
    pub fn run(&self, work: impl FnOnce() + Send + 'static) {
        // What it panicked over was logged; who waits for the answer learns that there is none.
        let guarded = || drop(catch_unwind(AssertUnwindSafe(work)));
        match &self.pool {
            Some(pool) => pool.spawn_fifo(guarded),
            None => guarded(),
        }
    }
}
