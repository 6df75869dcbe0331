//! HCL, the language of Terraform files: tokens, a tree that follows edits, and where attributes and blocks
//! stand.
//!
//! Three things find attributes and blocks: `hcl-edit` in files that nobody edits, tree-sitter in files that are
//! being edited, and an own line-aware scan where either of the two meets an error.
//! The scan is needed because the tree-sitter grammar does not know that a newline ends a value: in
//! `multi_az =` followed by `storage_encrypted = true` it sees `multi_az = true`, and a quote that is not closed
//! yet costs it the rest of the file.

mod outline;
mod scan;
mod tree;

pub use outline::{Item, MAX_DEPTH, outline, outline_by_tree, outline_of_whole};
pub use scan::{Scanner, Token};
pub use tree::HclTree;
