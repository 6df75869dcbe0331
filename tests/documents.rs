//! Whole documents: the corpora, the seed, a template of another trade, and texts that are broken on purpose.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod support;

#[path = "documents/answers.rs"]
mod answers;
#[path = "documents/corpus.rs"]
mod corpus;
#[path = "documents/robust.rs"]
mod robust;
#[path = "documents/seed.rs"]
mod seed;
#[path = "documents/seed_filled.rs"]
mod seed_filled;
#[path = "documents/templates.rs"]
mod templates;
