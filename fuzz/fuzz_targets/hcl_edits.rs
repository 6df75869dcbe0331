//! See `tests/fuzzed/hcl_edits.rs`.
#![no_main]

#[path = "../../tests/fuzzed/hcl_edits.rs"]
mod hcl_edits;
#[path = "../../tests/support/outline_by_hcl_edit.rs"]
mod outline_by_hcl_edit;
#[path = "../../tests/fuzzed/program.rs"]
mod program;
#[path = "../../tests/support/mod.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|data: &[u8]| hcl_edits::check(data));
