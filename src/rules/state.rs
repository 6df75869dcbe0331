//! What became of each section of the template in a document.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use crate::schema::SectionIndex;

/// What became of a section of the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It has a heading with content, or it is answered without a heading of its own.
    Present,
    /// It has a heading and nothing under it.
    Empty,
    /// The template asks for it here and it is not there.
    Missing,
    /// It is not there and the template does not ask for it here.
    NotRequired,
}

/// The state of each section, in the order of the template.
pub fn states(context: &Context<'_>) -> Vec<State> {
    (0..context.template.sections.len()).map(|section| state(context, section)).collect()
}

fn state(context: &Context<'_>, section: SectionIndex) -> State {
    if let Some(heading) = context.heading_of(section) {
        return if context.outline.is_empty(heading) { State::Empty } else { State::Present };
    }
    let required = context.template.sections.get(section).map(|section| section.required);
    if !required.is_some_and(|required| context.is_required(required)) {
        return State::NotRequired;
    }
    let whole =
        context.template.parent(section).is_none_or(|parent| state(context, parent) == State::Present);
    if whole && context.is_answered_in_passing(section) { State::Present } else { State::Missing }
}
