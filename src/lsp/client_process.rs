//! Watches the client's process: one that dies without a word may leave its pipes open.

use std::sync::mpsc::Sender;
use std::time::Duration;

/// How often it is looked whether the client is alive.
#[cfg(target_os = "linux")]
const PAUSE: Duration = Duration::from_secs(1);

/// Tells `leave` when the process is gone.
#[cfg(target_os = "linux")]
pub(super) fn watch(process: u32, leave: Sender<Duration>) {
    // A client in another container has a number that means nothing here.
    if is_alive(process) {
        std::thread::spawn(move || {
            while is_alive(process) {
                std::thread::sleep(PAUSE);
            }
            // Where the receiver is gone the process is ending anyway.
            let _ = leave.send(Duration::ZERO);
        });
    }
}

/// Elsewhere the end of standard input has to do.
#[cfg(not(target_os = "linux"))]
pub(super) fn watch(_: u32, _: Sender<Duration>) {}

/// Whether a process runs; one that has ended and waits for its parent does not.
#[cfg(target_os = "linux")]
fn is_alive(process: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{process}/stat")) else { return false };
    // The state comes after the name, which is in parentheses and may hold anything.
    let state = stat.rsplit(')').next().and_then(|rest| rest.trim_start().chars().next());
    !matches!(state, None | Some('Z' | 'X'))
}
