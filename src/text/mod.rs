//! Text and places in it: byte spans, edits, and the one module that turns bytes into lines and columns.
//!
//! Everything above this layer speaks of bytes.

mod difference;
mod edit;
mod position;
mod span;

pub use difference::Difference;
pub use edit::{Edit, apply_edits};
pub use position::{Encoding, Lines, Position, line_at};
pub use span::Span;
