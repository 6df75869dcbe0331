//! HCL, the language of Terraform files: tokens, and where attributes and blocks stand.
//!
//! One line-aware scan finds them, in files that are being edited and in others. Libraries do not: the tree-sitter
//! grammar does not know that a newline ends a value (in `multi_az =` followed by `storage_encrypted = true` it sees
//! `multi_az = true`), and a quote that is not closed yet costs it the rest of the file; `hcl-edit` stops at the first
//! fault. Where a text has no faults, tests hold the scan to what both of them say, and it takes a tenth of the time.

mod outline;
mod scan;

pub use outline::{Item, MAX_DEPTH, Outline, outline, outline_of_block};
pub use scan::{Scanner, Token};
