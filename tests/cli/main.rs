//! Drives the real command over folders on the disk.

// Clippy knows test functions, not the functions that they share.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod check;
mod explain;
mod fix;
mod new;
mod paths;
mod support;
