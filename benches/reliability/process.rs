//! What a process has used, as Linux tells it. Elsewhere nothing is told, and nothing is promised.

use std::fs;
use std::time::Duration;

/// A kibibyte in mebibytes.
const KIB: f64 = 1.0 / 1024.0;

/// The memory that a process holds now, in MiB.
pub fn memory(process: u32) -> Option<f64> {
    status(process, "VmRSS:")
}

/// The most memory that a process ever held, in MiB.
pub fn most_memory(process: u32) -> Option<f64> {
    status(process, "VmHWM:")
}

fn status(process: u32, field: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(field))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * KIB)
}

/// The seconds that a process has computed, as far as the clock of the system tells: a hundredth each.
pub fn computed(process: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the process may hold anything, brackets too.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks: Vec<f64> =
        fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    Some(ticks.iter().sum::<f64>() / 100.0)
}

/// The time that a process has spent on processors, all its threads together, to the nanosecond.
pub fn cpu_time(process: u32) -> Duration {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let spent = threads.filter_map(|thread| {
        let line = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        line.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    });
    spent.sum()
}
