//! Inputs that once broke something, each through the function that `cargo fuzz` drives.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

#[path = "fuzzed/configuration.rs"]
mod configuration;
#[path = "fuzzed/document_edits.rs"]
mod document_edits;
#[path = "fuzzed/hcl_edits.rs"]
mod hcl_edits;
#[path = "support/outline_by_hcl_edit.rs"]
mod outline_by_hcl_edit;
#[path = "fuzzed/program.rs"]
mod program;
mod support;
#[cfg(feature = "server")]
#[path = "fuzzed/transport.rs"]
mod transport;
#[path = "fuzzed/values.rs"]
mod values;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

/// Runs the seeds of a target and what was kept for it.
fn run(target: &str, check: fn(&[u8])) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("fuzz/seeds"), root.join("tests/fuzzed/kept")];
    let mut count = 0;
    for folder in folders.map(|folder| folder.join(target)).iter().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let input = fs::read(&path).unwrap();
            assert!(catch_unwind(|| check(&input)).is_ok(), "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 0, "no input for {target}");
}

#[test]
fn edits_of_a_document_are_followed() {
    run("document_edits", document_edits::check);
}

#[test]
fn edits_of_terraform_are_followed() {
    run("hcl_edits", hcl_edits::check);
}

#[test]
fn values_are_read() {
    run("values", values::check);
}

#[test]
fn configuration_is_read_or_refused() {
    run("configuration", configuration::check);
}

#[cfg(feature = "server")]
#[test]
fn messages_are_found() {
    run("transport", transport::check);
}
