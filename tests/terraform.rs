//! Terraform files: what they say, in every state and after every edit.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "clippy knows test functions as tests, but not the functions they share"
)]

#[path = "terraform/corpus.rs"]
mod corpus;
#[path = "terraform/edits.rs"]
mod edits;
#[path = "terraform/facts.rs"]
mod facts;
#[path = "terraform/hostile.rs"]
mod hostile;
#[path = "terraform/module.rs"]
mod module;
#[path = "terraform/oracles.rs"]
mod oracles;
#[path = "terraform/outline.rs"]
mod outline;
#[path = "support/outline_by_hcl_edit.rs"]
mod outline_by_hcl_edit;
