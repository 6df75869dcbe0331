//! What a file means.

pub mod terraform;
