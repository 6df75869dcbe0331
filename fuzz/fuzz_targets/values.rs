//! See `tests/fuzzed/values.rs`.
#![no_main]

#[path = "../../tests/fuzzed/values.rs"]
mod values;

libfuzzer_sys::fuzz_target!(|data: &[u8]| values::check(data));
