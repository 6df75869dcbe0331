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

use std::sync::LazyLock;

pub use name::{first_word, name_key, name_parts, plain_text};
pub use template::{
    Answer, Condition, Field, Prompt, Required, Section, SectionIndex, Template, TemplateError,
};
pub use vocabulary::{Manner, Meaning, Named, PromptPlace, TemplateIndex, Vocabulary};

/// Reads what is built in, which else happens when it is first needed: a server has the time while its client
/// introduces itself.
pub fn read_built_in() {
    rayon::join(Vocabulary::built_in, || {
        LazyLock::force(&evidence::KNOWN);
        LazyLock::force(&service_level::KNOWN);
        metrics::meant("");
    });
}
