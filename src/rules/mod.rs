//! The rules, one file a family, and what they say.

mod check;
mod context;
mod finding;
mod header;
mod links;
mod order;
pub mod place;
mod plain;
mod recheck;
mod registry;
pub mod scaffold;
mod sections;
mod suppressions;
mod terraform;

pub use check::{check, fixes, in_agreement};
pub use context::Context;
pub use finding::{Finding, Fix, Related, Severity, Subject};
pub use recheck::Checked;
pub use registry::{RULES, Rule, named, names};
