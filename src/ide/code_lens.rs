//! Code lenses: how far the document and each of its sections are; what is required of a resource.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::readiness::{prompts, sections};
use crate::facts::Verdict;
use crate::model::quantity::number::counted;
use crate::model::terraform::{Block, Kind, TerraformFile};
use crate::rules::ties::{Alerts, Proof, Tie, alerts};
use crate::rules::{Context, Finding, Progress};
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
    let progress = context.progress();
    let mut lenses: Vec<Lens> = Vec::new();
    if let Some(title) = context.outline.document_title() {
        lenses.push(Lens { span: title.content(), title: summary(context, progress, findings) });
    }
    for progress in progress.iter() {
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
    let (sections, prompts) = (sections(context, progress), prompts(progress));
    let found = findings.iter().filter(|finding| finding.path == context.path).count();
    format!(
        "{} of {} sections complete, {} open, {}",
        sections.done,
        sections.of,
        counted(prompts.of - prompts.done, "prompt"),
        counted(found, "finding")
    )
}

/// Whether a section has content and nothing open.
pub fn is_complete(context: &Context<'_>, progress: &Progress) -> bool {
    progress.is_complete() && !context.outline.is_empty(progress.heading)
}

/// A line of words above a resource, and the place in the document that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceLens {
    /// The head of the resource.
    pub span: Span,
    /// The words.
    pub title: String,
    /// The first claim that it speaks of, one that is contradicted before others.
    pub claim: Span,
}

/// So many claims are named above a resource.
const MOST: usize = 5;

/// What a document requires of each resource of a Terraform file, and whether it holds.
pub fn above_resources(context: &Context<'_>, path: &Path, file: &TerraformFile) -> Vec<ResourceLens> {
    let mut lenses = Vec::new();
    let here = proofs_in(context, path);
    let mut alerts_of_kind: FxHashMap<&str, Option<Alerts>> = FxHashMap::default();
    for block in &file.blocks {
        let first = here.partition_point(|(_, _, proof)| proof.span.start < block.span.start);
        let inside = here.get(first..).unwrap_or_default().iter();
        let inside = inside.take_while(|(_, _, proof)| proof.span.start < block.span.end);
        let mut found: Vec<_> =
            inside.copied().filter(|(_, _, proof)| block.span.covers(proof.span)).collect();
        // In the order of the claims.
        found.sort_by_key(|(number, ..)| *number);
        let found = found.into_iter().map(|(_, tie, proof)| (tie, proof));
        // What is wrong comes first, and is what the lens leads to.
        let (against, held): (Vec<_>, Vec<_>) = found
            .filter(|(_, proof)| proof.verdict != Verdict::Unknown)
            .partition(|(_, proof)| proof.verdict == Verdict::Contradicts);
        let found: Vec<(&Tie, &Proof)> = against.into_iter().chain(held).collect();
        let kind = block.resource_type().filter(|_| is_selected(context, block));
        let alerts =
            kind.and_then(|kind| alerts_of_kind.entry(kind).or_insert_with(|| alerts(context, kind)).clone());
        let first = found.first().map(|(tie, _)| tie.span);
        let Some(claim) = first.or(alerts.as_ref().map(|alerts| alerts.claim)) else { continue };
        let mut words: Vec<String> = Vec::new();
        for (tie, proof) in found {
            let word = format!("{} {}", tie.claim, proof.verdict.said());
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let more = words.len().saturating_sub(MOST);
        words.truncate(MOST);
        if more > 0 {
            words.push(format!("{more} more"));
        }
        words.extend(alerts.map(|alerts| {
            let all = alerts.held + alerts.missing.len();
            format!("{} of {}", alerts.held, counted(all, "alarm"))
        }));
        lenses.push(ResourceLens { span: block.header, title: words.join(" · "), claim });
    }
    lenses
}

/// What a file says about claims, in the order of the file, each with the number of its claim.
fn proofs_in<'c>(context: &'c Context<'_>, path: &Path) -> Vec<(usize, &'c Tie, &'c Proof)> {
    let ties = context.ties().iter().enumerate().filter(|(_, tie)| !tie.is_about_absence);
    let proofs = ties.flat_map(|(number, tie)| tie.proofs.iter().map(move |proof| (number, tie, proof)));
    let mut here: Vec<_> =
        proofs.filter(|(_, _, proof)| proof.path.as_os_str() == path.as_os_str()).collect();
    here.sort_by_key(|(_, _, proof)| proof.span.start);
    here
}

/// Whether the document speaks of the resource of a block.
fn is_selected(context: &Context<'_>, block: &Block) -> bool {
    let address = block.address().filter(|_| block.kind() == Kind::Resource);
    let binding = context.requirements.binding.as_ref();
    address.zip(binding).is_some_and(|(address, binding)| binding.selects(&address))
}
