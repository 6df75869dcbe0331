//! What the operating system says of a process; Linux only, as these figures are.

use std::fs;
use std::time::Duration;

/// The time that a process has spent on processors, all its threads together.
pub fn cpu_time(process: u32) -> Duration {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let spent = threads.filter_map(|thread| {
        let line = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        line.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    });
    spent.sum()
}

/// The most memory that a process has had, in MiB.
pub fn peak_memory(process: u32) -> f64 {
    memory(process, "VmHWM:")
}

fn memory(process: u32, name: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap_or(f64::NAN);
    kibibytes / 1024.0
}
