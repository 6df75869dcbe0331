//! Scaling: how, by what and in which direction, beside the policies that do it.

use super::Tie;
use crate::rules::context::Context;

/// All ties of this family.
pub fn ties(_context: &Context<'_>, _ties: &mut Vec<Tie>) {}
