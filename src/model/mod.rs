//! What a file means: the outline of a document, its header, its links and suppressions.

mod answer;
mod change;
mod document;
mod front_matter;
mod header;
mod identifiers;
mod label;
pub mod names_in_code;
mod outline;
mod passage;
mod picture;
pub mod quantity;
mod reach;
mod reference;
mod slug;
mod suppression;
pub mod terraform;

pub use answer::{
    Answer, Asked, Form, Objective, Prompts, Said, SectionScope, Slip, Stated, Value, Values,
    behind_comments, slips, stated, values,
};
pub use change::Change;
pub use document::{Document, Excerpt};
pub use front_matter::{Entry, FrontMatter, Scalar};
pub use header::{Answered, Header, HeaderField};
pub use label::{Label, LabelForm};
pub use outline::{Heading, Outline};
pub use passage::{Passage, Title, TitleForm, marks};
pub use picture::names_picture;
pub use reach::Reach;
pub use reference::{Address, Reference, ReferenceKind, references};
pub use slug::{Slugs, slug, slug_hash};
pub use suppression::{Directive, DirectiveKind, Scope};
