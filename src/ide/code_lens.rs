//! Code lenses: how far the document and each of its sections are.

use crate::model::quantity::number::counted;
use crate::rules::{Context, Finding, Progress, State, progress, states};
use crate::text::Span;

/// A line of words above a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The heading.
    pub span: Span,
    /// The words.
    pub title: String,
}

/// The lens of the title and of each heading with open prompts; `findings` are those of the document.
pub fn lenses(context: &Context<'_>, findings: &[Finding]) -> Vec<Lens> {
    let progress = progress(context);
    let mut lenses: Vec<Lens> = Vec::new();
    if let Some(title) = context.outline.document_title() {
        lenses.push(Lens { span: title.content(), title: summary(context, &progress, findings) });
    }
    for progress in &progress {
        let Some(heading) = context.outline.headings.get(progress.heading) else { continue };
        if let Some(title) = open(progress) {
            lenses.push(Lens { span: heading.content(), title });
        }
    }
    lenses.sort_by_key(|lens| lens.span.start);
    lenses
}

/// "2 of 5 prompts open"; nothing where none is, or where none can be counted.
pub(super) fn open(progress: &Progress) -> Option<String> {
    let open = progress.open.len() + progress.absent.len();
    (progress.is_labelled() && open > 0)
        .then(|| format!("{open} of {} open", counted(progress.total(), "prompt")))
}

/// "14 of 17 sections complete, 5 prompts open, 3 findings".
fn summary(context: &Context<'_>, progress: &[Progress], findings: &[Finding]) -> String {
    let asked = states(context).iter().filter(|state| **state != State::NotRequired).count();
    let complete = progress.iter().filter(|progress| is_complete(context, progress)).count();
    let open: usize = progress
        .iter()
        .filter(|progress| progress.is_labelled())
        .map(|progress| progress.open.len() + progress.absent.len())
        .sum();
    let found = findings.iter().filter(|finding| finding.path == context.path).count();
    format!(
        "{complete} of {asked} sections complete, {} open, {}",
        counted(open, "prompt"),
        counted(found, "finding")
    )
}

/// Whether a section has content and nothing open.
pub fn is_complete(context: &Context<'_>, progress: &Progress) -> bool {
    progress.is_complete() && !context.outline.is_empty(progress.heading)
}
