//! How far a document is, in figures.

use super::code_lens::is_complete;
use crate::facts::Verdict;
use crate::rules::{Context, Finding, Progress, Severity, State, states};

/// How far a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Its title, else the template's.
    pub title: String,
    /// The name of the template that it follows.
    pub template: String,
    /// Sections that have content and nothing open, of those that the template asks for here.
    pub sections: Part,
    /// Prompts that are answered, of those in sections where they can be counted.
    pub prompts: Part,
    /// Findings in the document.
    pub findings: Vec<Severity>,
    /// Those among them that say that the Terraform contradicts a claim.
    pub contradictions: usize,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// How many are done.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

/// How far a document is; `findings` are those of the document, in whatever file they stand.
pub fn readiness(context: &Context<'_>, findings: &[Finding]) -> Readiness {
    let progress = context.progress();
    let title = context.outline.document_title().map(|title| title.title.text.clone());
    let own: Vec<&Finding> = findings.iter().filter(|finding| finding.path == context.path).collect();
    let contradicts = |finding: &&&Finding| {
        let mut ties = context.ties().iter().filter(|tie| tie.verdict == Verdict::Contradicts);
        ties.any(|tie| tie.rule.name == finding.rule.name && tie.span == finding.span)
    };
    Readiness {
        title: title.unwrap_or_else(|| context.template.title.clone()),
        template: context.template.name.to_string(),
        sections: sections(context, progress),
        prompts: prompts(progress),
        contradictions: own.iter().filter(contradicts).count(),
        findings: own.iter().map(|finding| finding.severity).collect(),
    }
}

/// The sections that are complete, of those that the template asks for here.
pub(super) fn sections(context: &Context<'_>, progress: &[Progress]) -> Part {
    let of = states(context).iter().filter(|state| **state != State::NotRequired).count();
    let done = progress.iter().filter(|progress| is_complete(context, progress)).count();
    Part { done, of }
}

/// The prompts that are answered. A section in prose answers without labels, and nothing can be counted there.
pub(super) fn prompts(progress: &[Progress]) -> Part {
    let labelled = || progress.iter().filter(|progress| progress.is_labelled());
    Part {
        done: labelled().map(|progress| progress.answered.len()).sum(),
        of: labelled().map(Progress::total).sum(),
    }
}
