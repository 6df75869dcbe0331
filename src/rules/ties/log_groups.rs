//! Logs: how long they are kept and whether they are exported.

use super::Tie;
use crate::rules::context::Context;

/// All ties of this family.
pub fn ties(_context: &Context<'_>, _ties: &mut Vec<Tie>) {}
