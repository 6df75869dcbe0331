//! Prompts as they stand in a document, and what is said to them.
//!
//! A chunk is read once for what may be prompts with their answers ([`Asked`]); which of them are prompts of the
//! section they stand in, and what answers one that ends its chunk, only the whole document tells ([`Prompts`]).

mod answers;
mod asked;
mod said;
mod slip;
mod value;

pub use answers::{Answer, Prompts, SectionScope, behind_comments};
pub use asked::{Asked, Form};
pub use said::Said;
pub use slip::{Slip, slips};
pub use value::{Objective, Stated, Value, Values, stated, values};

pub(super) use asked::asked;
