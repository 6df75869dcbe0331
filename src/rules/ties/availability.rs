//! Availability: what is required beside what the provider commits to for the resources as they are.

use super::Tie;
use crate::rules::context::Context;

/// All ties of this family.
pub fn ties(_context: &Context<'_>, _ties: &mut Vec<Tie>) {}
