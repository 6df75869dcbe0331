//! The features of an editor as plain functions: real documents in, values out.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

#[path = "../support/mod.rs"]
mod support;

mod beside;
mod code_action;
mod completion;
mod fixture;
mod hover;
mod structure;
mod ties;
