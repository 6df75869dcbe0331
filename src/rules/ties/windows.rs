//! Windows of maintenance beside those that Terraform sets.

use super::Tie;
use crate::rules::context::Context;

/// All ties of this family.
pub fn ties(_context: &Context<'_>, _ties: &mut Vec<Tie>) {}
