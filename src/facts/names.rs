//! What the names in Terraform's expressions stand for.

use std::path::Path;
use std::sync::Arc;

use super::expression::{Key, Outcome};
use super::limits::Budget;
use crate::text::Span;

/// Where a value came through on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The file.
    pub path: Arc<Path>,
    /// The place in it.
    pub span: Span,
    /// Its line, counted from 1.
    pub line: usize,
    /// What it is: "the default of `var.retention`".
    pub what: Arc<str>,
}

/// What names stand for.
pub(super) trait Names {
    /// What a name with the path behind it stands for, after so many names were followed.
    fn named(&self, name: &[Key], depth: usize) -> Outcome;

    /// What may still be done for the value that is being worked out.
    fn budget(&self) -> &Budget;
}

/// Whether a name is one of those with which Terraform's own references begin, or looks like a type of resource.
pub fn is_root(name: &str) -> bool {
    matches!(name, "var" | "local" | "module" | "data" | "each" | "count" | "self" | "path" | "terraform")
        || name.contains('_')
}
