//! Images: what runs on instances and how it is replaced.

use super::Tie;
use crate::rules::context::Context;

/// All ties of this family.
pub fn ties(_context: &Context<'_>, _ties: &mut Vec<Tie>) {}
