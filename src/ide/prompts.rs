//! Which prompt stands at a place: its label, its question, or the words of the document it was copied from.

use crate::model::Answer;
use crate::rules::Context;
use crate::schema::{Prompt, Section};

/// The prompt whose label or question an offset touches, with what is said to it.
pub fn at(context: &Context<'_>, offset: usize) -> Option<Answer> {
    let mut answers = context.answers_near(offset).into_iter();
    answers.find(|answer| answer.label.start <= offset && offset <= answer.label.end)
}

/// The section that asks an answer's prompts, and those prompts.
pub fn of_answer<'c>(context: &'c Context<'_>, answer: &Answer) -> Option<(&'c Section, Vec<&'c Prompt>)> {
    let section = context.template.sections.get(answer.section)?;
    let prompts = answer.prompts.iter().filter_map(|prompt| section.prompts.get(*prompt));
    Some((section, prompts.collect()))
}

/// A line without the marks of quotes, lists and tasks before its text.
pub fn without_marks(line: &str) -> &str {
    let mut rest = line.trim_start_matches([' ', '\t', '>']);
    let bullet = rest.strip_prefix(['-', '*', '+']).or_else(|| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() < rest.len() { digits.strip_prefix(['.', ')']) } else { None }
    });
    if let Some(after) = bullet.filter(|after| after.starts_with([' ', '\t'])) {
        rest = after.trim_start_matches([' ', '\t']);
        for task in ["[ ] ", "[x] ", "[X] "] {
            rest = rest.strip_prefix(task).unwrap_or(rest);
        }
    }
    rest
}
