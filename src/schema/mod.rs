//! The data that the engine is given: templates, and the resource types that conditions speak of.
//!
//! Data is names, order, prose and tables; every judgement is Rust.

pub mod conditions;
pub mod evidence;
pub mod metrics;
mod name;
pub mod resource_types;
pub mod service_level;
pub mod template;
mod vocabulary;

pub use name::{first_word, name_key, name_parts, plain_text};
pub use template::{
    Answer, Condition, Field, Prompt, Required, Section, SectionIndex, Template, TemplateError,
};
pub use vocabulary::{Manner, Meaning, Named, PromptPlace, TemplateIndex, Vocabulary};
