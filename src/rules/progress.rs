//! How far the prompts of each section are answered.

use super::context::Context;
use crate::model::Answer;
use crate::schema::SectionIndex;

/// How far the prompts of a section are answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The section.
    pub section: SectionIndex,
    /// Its heading, by its place in the outline.
    pub heading: usize,
    /// The prompts that are answered, or said not to apply.
    pub answered: Vec<usize>,
    /// The prompts that stand there without an answer.
    pub open: Vec<usize>,
    /// The prompts that the section does not have.
    pub absent: Vec<usize>,
}

impl Progress {
    /// How many prompts the section has in the template.
    pub fn total(&self) -> usize {
        self.answered.len() + self.open.len() + self.absent.len()
    }

    /// Whether any prompt stands there as such. A section in prose may answer all of them without a label: nothing
    /// can be counted then.
    pub fn is_labelled(&self) -> bool {
        !(self.answered.is_empty() && self.open.is_empty())
    }

    /// Whether nothing is left to do, as far as can be told: every prompt is answered, or the section is in prose.
    pub fn is_complete(&self) -> bool {
        self.open.is_empty() && (self.absent.is_empty() || !self.is_labelled())
    }
}

/// The progress of each section that has a heading, in the order of the template.
pub fn progress(context: &Context<'_>) -> Vec<Progress> {
    let answers = context.answers();
    let sections = context.template.sections.iter().enumerate();
    let progress = sections.filter_map(|(section, known)| {
        let heading = context.heading_of(section)?;
        let own = || answers.iter().enumerate().filter(move |(_, answer)| answer.section == section);
        let prompts = 0..known.prompts.len();
        // One that leads to others is answered by them.
        let answered_by = |at: usize, answer: &Answer| {
            let led_to = answers.get(at + 1).filter(|_| answer.leads);
            answer.said.is_answer() || led_to.is_some_and(|next| next.said.is_answer())
        };
        let answered: Vec<usize> = prompts
            .clone()
            .filter(|prompt| own().any(|(at, it)| it.prompts.contains(prompt) && answered_by(at, it)))
            .collect();
        let (open, absent) = prompts
            .filter(|prompt| !answered.contains(prompt))
            .partition(|prompt| own().any(|(_, answer)| answer.prompts.contains(prompt)));
        Some(Progress { section, heading, answered, open, absent })
    });
    progress.collect()
}
