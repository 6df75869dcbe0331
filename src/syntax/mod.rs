//! Incremental syntax.

pub mod hcl;
