//! What a file means: the outline of a document, its header, its links and suppressions.

mod document;
mod front_matter;
mod header;
mod outline;
mod passage;
mod picture;
mod slug;
mod suppression;
pub mod terraform;

pub use document::Document;
pub use front_matter::{Entry, FrontMatter, Scalar};
pub use header::{Answered, Header, HeaderField};
pub use outline::{Heading, Outline};
pub use passage::{Label, LabelForm, Passage, Title, TitleForm};
pub use picture::names_picture;
pub use slug::{Slugs, slug};
pub use suppression::{Directive, DirectiveKind, Scope};
