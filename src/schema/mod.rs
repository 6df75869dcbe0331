//! The data that the engine is given.

pub mod conditions;
pub mod template;

pub use template::{
    Answer, Condition, Field, Prompt, Required, Section, SectionIndex, Template, TemplateError,
};
