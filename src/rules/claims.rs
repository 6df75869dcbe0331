//! What a document claims: the values that it gives to prompts, with their places.

use super::context::Context;
use crate::model::quantity::duration::Duration;
use crate::model::quantity::percentage::Percentage;
use crate::model::{Answer, Form, Heading, Objective, Value, marks};
use crate::schema::Manner;
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

/// The header fields that are labelled above the first section: each with its index in the template and the place of
/// its value.
pub fn header_labels<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (usize, Span)> + 'c {
    let template = context.requirements.template;
    let named = |heading: &&Heading| heading.sections().any(|(_, manner)| manner != Manner::Mention);
    let end = context.outline.headings.iter().find(named).map_or(usize::MAX, |heading| heading.span().start);
    let labels = context.document().passages_with(marks::LABELS).flat_map(|(base, passage)| {
        passage.labels.iter().map(move |label| (label.value.shifted(base), &label.fields))
    });
    let labels = labels.filter(move |(value, _)| value.start < end);
    labels.flat_map(move |(value, fields)| {
        fields.iter().filter(move |(owner, _)| *owner == template).map(move |(_, field)| (*field, value))
    })
}

/// The answers to one prompt, by the ids of its section and itself.
pub fn answers_to<'c>(context: &'c Context<'_>, section: &str, prompt: &str) -> Vec<&'c Answer> {
    let sections = context.template.sections.iter().enumerate();
    let found = sections.filter(|(_, known)| known.id.as_str() == section).find_map(|(index, known)| {
        let place = known.prompts.iter().position(|known| known.id.as_str() == prompt)?;
        Some((index, place))
    });
    found.map(|(section, prompt)| context.answers_to(section, prompt).collect()).unwrap_or_default()
}

fn claim<'c, T>(context: &Context<'_>, answer: &'c Answer, span: Span, value: T) -> Claim<'c, T> {
    let heading = context.section_heading(answer.label.start);
    Claim { value, span, heading, scope: answer.scope.as_deref(), answer: Some(answer) }
}

/// The availabilities that the answers to a prompt of the section about the SLA give: those of the first sentence that
/// gives any. "Required: 99 %. Provider: 99.9 %." on one line goes on with something else.
pub fn availabilities<'c>(context: &'c Context<'_>, prompt: &str) -> Vec<Claim<'c, Percentage>> {
    let mut found: Vec<Claim<'c, Percentage>> = Vec::new();
    for answer in answers_to(context, "sla", prompt) {
        let mut end: Option<usize> = None;
        for read in answer.values.iter() {
            let Value::Percentage(value) = *read.value else { continue };
            let sentence_ends = |end| context.words(Span::new(end, read.span.start.max(end))).contains(". ");
            if end.is_some_and(sentence_ends) {
                break;
            }
            if is_availability(value) {
                found.push(claim(context, answer, read.span, value));
                end = Some(read.span.end);
            }
        }
    }
    found
}

/// Whether a percentage can be an availability, or was meant as one: below are credits and loads, and so many nines
/// has durability only.
pub fn is_availability(value: Percentage) -> bool {
    (90.0..=99.9999).contains(&value.percent) || value.percent >= 100.0
}

/// The text of the section that a heading begins, in lower case and without comments: they are not said to anybody.
pub fn section_text(context: &Context<'_>, heading: Option<usize>) -> String {
    let heading = heading.and_then(|heading| context.outline.headings.get(heading));
    let text = heading.map(|heading| context.words(Span::new(heading.span().start, heading.end)));
    let text = text.unwrap_or_default();
    let mut parts = text.split("<!--");
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once("-->").map_or("", |(_, behind)| behind));
    std::iter::once(first).chain(rest).collect::<String>().to_lowercase()
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
    for (base, passage) in context.document().passages_with(marks::STATED) {
        for stated in passage.stated.iter().filter(|stated| stated.objective == objective) {
            let span = stated.span.shifted(base);
            let heading = context.section_heading(span.start);
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
        let durations = answer.values.iter().filter_map(|read| match *read.value {
            Value::Duration(duration) => Some((read.span, duration)),
            _ => None,
        });
        // The first says it; in a row of several cells the first of each.
        let mut seen: Vec<Option<&str>> = Vec::new();
        for (span, duration) in durations {
            let mut claim = claim(context, answer, span, duration);
            claim.scope = claim.scope.or_else(|| column(context, answer, span));
            if seen.contains(&claim.scope) {
                continue;
            }
            seen.push(claim.scope);
            if !found.iter().any(|known| known.span.start <= span.start && span.start <= known.span.end) {
                found.push(claim);
            }
        }
    }
    found.sort_by_key(|claim| claim.span.start);
    found
}

/// What a value holds for in a row of several cells that may each hold for something else: its column. Only the first
/// cell speaks for all, where no other has a value.
fn column(context: &Context<'_>, answer: &Answer, span: Span) -> Option<&'static str> {
    if answer.form != Form::Row {
        return None;
    }
    let cell = |to: usize| {
        let before = context.words(Span::new(answer.answer.start, to.max(answer.answer.start)));
        before.matches('|').count()
    };
    let own = cell(span.start);
    let several = answer.values.iter().any(|read| cell(read.span.start) != own);
    let names = ["the first column", "the second column", "the third column", "the fourth column"];
    (own > 0 || several).then(|| names.get(own).copied().unwrap_or("another column"))
}

/// The section that asks for the recovery objectives.
pub const RECOVERY: &str = "backup-restore";

fn asks_for_recovery(context: &Context<'_>, heading: usize) -> bool {
    let sections = context.sections_of(heading).iter();
    sections
        .filter_map(|section| context.template.sections.get(*section))
        .any(|known| known.id.as_str() == RECOVERY)
}

/// The one value that a document gives, where it gives one only.
pub fn only<'a, 'c, T: PartialEq>(claims: &'a [Claim<'c, T>]) -> Option<&'a Claim<'c, T>> {
    let first = claims.first()?;
    claims.iter().all(|claim| claim.value == first.value && claim.scope.is_none()).then_some(first)
}
