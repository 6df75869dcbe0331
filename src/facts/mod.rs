//! What Terraform says, and what it makes of what a document claims.
//!
//! An [`Estate`] holds the resources of a document's Terraform, each in the module call that makes it. [`evidence()`]
//! gives what their attributes say about a claim, each with its place and the way its value came. [`Verdict`]s are
//! three-valued: what is not known is never held against anybody.

mod estate;
pub mod evidence;
mod expression;
mod functions;
mod in_scope;
pub mod ingress;
mod limits;
mod load_balancers;
mod memory;
mod names;
pub mod policies;
pub mod service_level;
mod sites;
mod verdict;

pub use estate::{Estate, Existence, Resource, ScopeId};
pub use evidence::{Evidence, Reading, Statement, evidence};
pub use expression::{Outcome, Unknown};
pub use memory::Memory;
pub use names::Step;
pub use sites::{Site, SiteKind};
pub use verdict::{Verdict, together};
