//! A figure and what is promised of it.

use std::fmt;
use std::time::Duration;

/// What was measured, what came out, and the most that is promised.
#[derive(Debug)]
pub struct Figure {
    what: String,
    found: f64,
    most: f64,
    unit: &'static str,
}

impl Figure {
    /// A figure that may be as large as `most`.
    pub fn new(what: impl Into<String>, found: f64, most: f64, unit: &'static str) -> Self {
        Self { what: what.into(), found, most, unit }
    }

    /// A time, in milliseconds.
    pub fn time(what: impl Into<String>, found: Duration, most: Duration) -> Self {
        Self::new(what, found.as_secs_f64() * 1000.0, most.as_secs_f64() * 1000.0, "ms")
    }

    /// A number of faults, of which there may be none.
    pub fn faults(what: impl Into<String>, found: usize) -> Self {
        Self::new(what, f64::from(u32::try_from(found).unwrap_or(u32::MAX)), 0.0, "faults")
    }

    /// What came out.
    pub fn found(&self) -> f64 {
        self.found
    }

    /// Whether the promise is kept.
    pub fn is_kept(&self) -> bool {
        self.found <= self.most
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, found, most, unit } = self;
        let kept = if self.is_kept() { "kept" } else { "NOT KEPT" };
        write!(to, "{what:<90} {found:>9.2} of {most:>7.1} {unit:<7} {kept}")
    }
}
