//! What a document claims: the values that it gives to prompts, with their places.

use super::context::Context;
use crate::model::quantity::duration::Duration;
use crate::model::quantity::percentage::Percentage;
use crate::model::{Answer, Objective, Value};
use crate::text::Span;

/// A value that the document gives.
#[derive(Clone, Debug)]
pub struct Claim<'c, T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
    /// The heading of the section in which it is given, by its place in the outline.
    pub heading: Option<usize>,
    /// What it holds for, where a table gives several.
    pub scope: Option<&'c str>,
    /// The answer that gives it; nothing for a value in prose.
    pub answer: Option<&'c Answer>,
}

impl<T> Claim<'_, T> {
    /// Whether two claims are about the same: given in one section, for the same.
    pub fn is_beside<U>(&self, other: &Claim<'_, U>) -> bool {
        self.heading == other.heading && self.scope == other.scope
    }
}

/// The answers to one prompt, by the ids of its section and itself.
pub fn answers_to<'c>(context: &'c Context<'_>, section: &str, prompt: &str) -> Vec<&'c Answer> {
    let sections = &context.template.sections;
    let Some(index) = sections.iter().position(|known| known.id.as_str() == section) else {
        return Vec::new();
    };
    let asked = |answer: &&Answer| {
        let known = sections.get(answer.section).filter(|_| answer.section == index);
        answer.prompts.iter().any(|place| {
            known.and_then(|known| known.prompts.get(*place)).is_some_and(|known| known.id.as_str() == prompt)
        })
    };
    context.answers().iter().filter(asked).collect()
}

/// The heading of the section in which something stands: the nearest above it that is a section.
fn heading_of(context: &Context<'_>, offset: usize) -> Option<usize> {
    let headings = &context.outline.headings;
    let mut at = headings.partition_point(|heading| heading.span().start <= offset).checked_sub(1);
    while let Some(index) = at {
        if !context.sections_of(index).is_empty() {
            return Some(index);
        }
        at = headings.get(index)?.parent;
    }
    None
}

fn claim<'c, T>(context: &Context<'_>, answer: &'c Answer, span: Span, value: T) -> Claim<'c, T> {
    let heading = heading_of(context, answer.label.start);
    Claim { value, span, heading, scope: answer.scope.as_deref(), answer: Some(answer) }
}

/// The first percentage of each answer to a prompt.
pub fn percentages<'c>(context: &'c Context<'_>, section: &str, prompt: &str) -> Vec<Claim<'c, Percentage>> {
    let answers = answers_to(context, section, prompt).into_iter();
    let found = answers.filter_map(|answer| {
        answer.values.iter().find_map(|read| match read.value {
            Value::Percentage(percentage) => Some(claim(context, answer, read.span, percentage)),
            _ => None,
        })
    });
    found.collect()
}

/// The recovery objectives that the document gives: as the answer to their prompt, or under their acronym anywhere in
/// a section that asks for them.
pub fn objectives<'c>(context: &'c Context<'_>, objective: Objective) -> Vec<Claim<'c, Duration>> {
    let prompt = match objective {
        Objective::Rpo => "rpo",
        Objective::Rto => "rto",
        Objective::Ttr => "ttr",
    };
    let mut found: Vec<Claim<'c, Duration>> = Vec::new();
    for (base, passage) in context.document().passages() {
        for stated in passage.stated.iter().filter(|stated| stated.objective == objective) {
            let span = stated.span.shifted(base);
            let heading = heading_of(context, span.start);
            if heading.is_some_and(|heading| asks_for_recovery(context, heading)) {
                found.push(Claim { value: stated.value, span, heading, scope: None, answer: None });
            }
        }
    }
    for answer in answers_to(context, RECOVERY, prompt) {
        // Where one line asks for several, its values are told apart by their acronyms alone.
        if answer.prompts.len() > 1 {
            continue;
        }
        let first = answer.values.iter().find_map(|read| match read.value {
            Value::Duration(duration) => Some((read.span, duration)),
            _ => None,
        });
        let Some((span, duration)) = first else { continue };
        if !found.iter().any(|known| known.span.start <= span.start && span.start <= known.span.end) {
            found.push(claim(context, answer, span, duration));
        }
    }
    found.sort_by_key(|claim| claim.span.start);
    found
}

/// The section that asks for the recovery objectives.
pub const RECOVERY: &str = "backup-restore";

fn asks_for_recovery(context: &Context<'_>, heading: usize) -> bool {
    let sections = context.sections_of(heading).into_iter();
    sections
        .filter_map(|section| context.template.sections.get(section))
        .any(|known| known.id.as_str() == RECOVERY)
}

/// The one value that a document gives, where it gives one only.
pub fn only<'a, 'c, T: PartialEq>(claims: &'a [Claim<'c, T>]) -> Option<&'a Claim<'c, T>> {
    let first = claims.first()?;
    claims.iter().all(|claim| claim.value == first.value && claim.scope.is_none()).then_some(first)
}
