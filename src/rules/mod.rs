//! The rules, one file a family, and what they say.

mod answers;
mod check;
pub mod claims;
mod context;
mod cure;
mod finding;
mod header;
mod links;
mod objectives;
mod order;
pub mod place;
mod plain;
mod progress;
mod recheck;
mod registry;
pub mod scaffold;
mod sections;
mod state;
mod suppressions;
mod terms;
mod terraform;
pub mod ties;
mod values;

pub use check::{check, fixes, in_agreement};
pub use context::Context;
pub use cure::{Chosen, Cured, MOST_ROUNDS, by_file, choose, cured, fix_all};
pub use finding::{Finding, Fix, Related, Severity, Subject};
pub use links::candidates as link_candidates;
pub use progress::{Progress, progress};
pub use recheck::Checked;
pub use registry::{RULES, Rule, named, names};
pub use sections::MISSING_SECTION;
pub use state::{State, states};
pub use suppressions::UNUSED_IGNORE;
