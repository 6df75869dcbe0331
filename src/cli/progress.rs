//! A bar on the error stream for runs that take a while.

use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// Tells how far a run over many files is, on a terminal only.
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
    shown: Once,
}

impl Progress {
    /// A run over so many files.
    pub fn new(files: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} files") {
            bar.set_style(style);
        }
        Self { bar, begun: Instant::now(), shown: Once::new() }
    }

    /// One more file is done.
    pub fn step(&self) {
        if self.begun.elapsed() > PATIENCE {
            // The target draws nothing where the error stream is no terminal.
            self.shown.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
