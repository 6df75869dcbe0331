//! Incremental syntax.
