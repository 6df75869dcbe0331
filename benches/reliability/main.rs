//! What is promised of the language server, measured: each area of the table in the README, at full size, against the
//! real binary over standard input and output. Fails where a promise is not kept.
//!
//! `cargo bench --bench reliability` measures all areas, with names after it (`-- text-sync growth`) those.
//! The tests in `tests/e2e` hold the same behaviour at a smaller size and without a clock.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used
)]
#![allow(dead_code, reason = "what is shared with the tests is used by them")]

#[path = "../../tests/e2e/asking.rs"]
mod asking;
#[path = "../../tests/e2e/bearing.rs"]
mod bearing;
mod cancellation;
mod capabilities;
#[path = "../../tests/e2e/cases/mod.rs"]
mod cases;
#[path = "../../tests/e2e/client.rs"]
mod client;
mod concurrency;
#[path = "../../tests/e2e/declared.rs"]
mod declared;
#[path = "../../tests/e2e/capabilities.rs"]
mod e2e_capabilities;
#[path = "../../tests/e2e/concurrency.rs"]
mod e2e_concurrency;
#[path = "../../tests/e2e/versions.rs"]
mod e2e_versions;
mod figure;
#[path = "../../tests/e2e/folder.rs"]
mod folder;
mod framing;
mod growth;
mod life_cycle;
mod process;
#[path = "../../tests/e2e/protocol.rs"]
mod protocol;
#[path = "../../tests/e2e/random_edits.rs"]
mod random_edits;
#[path = "../../tests/support/mod.rs"]
mod support;
mod text_sync;
mod torture;
mod versions;
#[path = "../../tests/e2e/workspace.rs"]
mod workspace;
mod workspaces;

use std::process::ExitCode;

use figure::Figure;

/// An area of the table, and what measures it.
type Area = (&'static str, fn() -> Vec<Figure>);

const AREAS: [Area; 10] = [
    ("life-cycle", life_cycle::figures),
    ("framing", framing::figures),
    ("text-sync", text_sync::figures),
    ("concurrency", concurrency::figures),
    ("versions", versions::figures),
    ("cancellation", cancellation::figures),
    ("capabilities", capabilities::figures),
    ("torture", torture::figures),
    ("workspaces", workspaces::figures),
    ("growth", growth::figures),
];

fn main() -> ExitCode {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let mut kept = true;
    for (name, measure) in AREAS {
        if !wanted.is_empty() && !wanted.iter().any(|wanted| wanted == name) {
            continue;
        }
        println!("\n{name}");
        for figure in measure() {
            kept &= figure.is_kept();
            println!("  {figure}");
        }
    }
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
