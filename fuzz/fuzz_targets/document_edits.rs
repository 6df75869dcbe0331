//! See `tests/fuzzed/document_edits.rs`.
#![no_main]

#[path = "../../tests/fuzzed/document_edits.rs"]
mod document_edits;
#[path = "../../tests/fuzzed/program.rs"]
mod program;
#[path = "../../tests/support/mod.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|data: &[u8]| document_edits::check(data));
