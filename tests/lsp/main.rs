//! The language server as an editor meets it: the real binary over standard input and output.
#![cfg(feature = "server")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod client;
mod configuration;
mod diagnostics;
mod folder;
mod synchronisation;
mod transport;
mod watching;
