//! The language server as a client meets it over standard input and output: what each figure of the README's table
//! comes to on this machine, beside its goal and the time that the fastest parser needs for the whole text.
//!
//! `cargo bench --bench server` measures all, with names of tables after it (`-- keystroke curve`) those.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used
)]
#![allow(dead_code, reason = "the client is that of the tests, which use more of it")]

#[path = "../../tests/e2e/client.rs"]
mod client;
mod curve;
#[path = "../../tests/e2e/declared.rs"]
mod declared;
#[path = "../generate/mod.rs"]
mod generate;
mod large;
#[path = "../reliability/process.rs"]
mod process;
#[path = "../../tests/e2e/protocol.rs"]
mod protocol;
mod start;
mod typing;
mod workspace;

use std::time::Duration;

/// Sizes of documents, in lines, each with the goal for a keystroke in it, in milliseconds.
const LINES: [(usize, f64); 4] = [(200, 0.15), (2_000, 0.2), (10_000, 0.4), (50_000, 1.0)];

/// The name of a table, and what prints it.
type Table = (&'static str, fn());

const TABLES: [Table; 5] = [
    ("keystroke", typing::print),
    ("large", large::print),
    ("start", start::print),
    ("curve", curve::print),
    ("binary", start::print_binary),
];

fn main() {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    for (name, print) in TABLES {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            print();
            println!();
        }
    }
}

/// The time at so many percent of all, from the fastest on, in milliseconds.
fn percentile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1000.0
}

/// Median and 99th percentile, in milliseconds.
fn shown(times: &mut [Duration]) -> String {
    format!("{:.3} / {:.3}", percentile(times, 50), percentile(times, 99))
}

/// One line of a table: what was measured, what came out, and what is aimed at.
fn line(what: &str, found: &str, goal: &str) {
    println!("  {what:<78} {found:>18}  {goal:>14}");
}
