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
pub(super) fn progress(context: &Context<'_>) -> Vec<Progress> {
    let answers = context.answers();
    let mut by_section: Vec<Vec<usize>> = vec![Vec::new(); context.template.sections.len()];
    for (at, answer) in answers.iter().enumerate() {
        if let Some(own) = by_section.get_mut(answer.section) {
            own.push(at);
        }
    }
    // One that leads to others is answered by them.
    let is_answered = |at: usize, answer: &Answer| {
        let led_to = answers.get(at + 1).filter(|_| answer.leads);
        answer.said.is_answer() || led_to.is_some_and(|next| next.said.is_answer())
    };
    let sections = context.template.sections.iter().zip(by_section).enumerate();
    let progress = sections.filter_map(|(section, (known, own))| {
        let heading = context.heading_of(section)?;
        let (mut stands, mut answered) = (vec![false; known.prompts.len()], vec![false; known.prompts.len()]);
        for (at, answer) in own.into_iter().filter_map(|at| Some((at, answers.get(at)?))) {
            for &prompt in &answer.prompts {
                if let (Some(stands), Some(answered)) = (stands.get_mut(prompt), answered.get_mut(prompt)) {
                    *stands = true;
                    *answered |= is_answered(at, answer);
                }
            }
        }
        let mut progress =
            Progress { section, heading, answered: Vec::new(), open: Vec::new(), absent: Vec::new() };
        for (prompt, (stands, answered)) in stands.into_iter().zip(answered).enumerate() {
            let list = match (stands, answered) {
                (_, true) => &mut progress.answered,
                (true, false) => &mut progress.open,
                (false, false) => &mut progress.absent,
            };
            list.push(prompt);
        }
        Some(progress)
    });
    progress.collect()
}
