//! The language server as an editor meets it: the real binary over standard input and output.
#![cfg(feature = "server")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

#[path = "../support/mod.rs"]
mod support;

mod asking;
mod bearing;
mod capabilities;
mod cases;
#[allow(dead_code, reason = "the benchmarks use more of it")]
mod client;
mod concurrency;
mod configuration;
mod declared;
mod diagnostics;
mod features;
mod folder;
mod framing;
mod overview;
mod protocol;
mod random_edits;
mod safety;
mod synchronisation;
mod ties;
mod torture;
mod transport;
mod validation;
mod versions;
mod watching;
mod workspace;
mod workspaces;
