//! See `tests/fuzzed/transport.rs`.
#![no_main]

#[path = "../../tests/fuzzed/transport.rs"]
mod transport;

libfuzzer_sys::fuzz_target!(|data: &[u8]| transport::check(data));
