//! Findings for people.

use std::path::Path;

use annotate_snippets::Renderer;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::report::{Document, Report};
use super::snippet::{self, Block};
use super::sources::Sources;
use super::words::{severities, shown};
use crate::model::quantity::number::counted;
use crate::rules::{Cured, Progress, Related, State, by_file, choose};

/// All findings, one block each; findings of one rule at one place share a block.
pub fn findings(report: &Report, sources: &Sources, folder: &Path, renderer: &Renderer) -> String {
    let files = by_file(&report.findings);
    let groups = files.flat_map(|file| file.chunk_by(same_place).map(move |group| (group, file)));
    let groups: Vec<(&[Cured], &[Cured])> = groups.collect();
    let blocks = groups.par_iter().filter_map(|(group, file)| {
        let block = block(group, file)?;
        Some(snippet::block(&block, sources, renderer, |path| shown(path, folder)) + "\n")
    });
    blocks.collect::<Vec<String>>().concat()
}

fn same_place(one: &Cured, other: &Cured) -> bool {
    let key = |cured: &Cured| (cured.finding.span, cured.finding.rule.name, cured.finding.severity);
    key(one) == key(other)
}

fn block<'r>(group: &'r [Cured], file: &'r [Cured]) -> Option<Block<'r>> {
    let first = group.first()?;
    let finding = &first.finding;
    let rule = finding.rule;
    let help =
        choose(first, if group.len() > 1 { file } else { &[] }, |_| true).map(|fix| fix.title.as_str());
    let mut related: Vec<&Related> = Vec::new();
    for other in group.iter().flat_map(|cured| &cured.finding.related) {
        if !related.contains(&other) {
            related.push(other);
        }
    }
    let (title, notes) = if group.len() == 1 {
        (finding.message.clone(), Vec::new())
    } else {
        let messages = group.iter().map(|cured| cured.finding.message.clone());
        (format!("{} findings here. {}", group.len(), rule.summary), messages.collect())
    };
    Some(Block { severity: finding.severity, rule: rule.name, title, finding, related, notes, help })
}

/// One line a document: its sections, its prompts, its findings.
pub fn by_document(report: &Report, folder: &Path) -> String {
    let line = |document: &Document| {
        let present = document.states.iter().filter(|state| **state == State::Present).count();
        let asked = document.states.iter().filter(|state| **state != State::NotRequired).count();
        // Sections in prose answer without labels: nothing can be counted there.
        let labelled = || document.progress.iter().filter(|progress| progress.is_labelled());
        let answered: usize = labelled().map(|progress| progress.answered.len()).sum();
        let total: usize = labelled().map(Progress::total).sum();
        let path = &document.requirements.path;
        let found = report.findings.iter().filter(|cured| *cured.finding.path == **path);
        format!(
            "{}: {present} of {}, {answered} of {} answered, {}\n",
            shown(path, folder),
            counted(asked, "section"),
            counted(total, "prompt"),
            severities(found.map(|cured| cured.finding.severity))
        )
    };
    report.documents.iter().map(line).collect::<Vec<_>>().concat()
}

/// The closing lines: what was looked at and what was found.
pub fn summary(report: &Report) -> String {
    if report.documents.is_empty() && !report.unrecognised.is_empty() {
        // What would make the named files documents was said already.
        return "No requirements document found.\n".to_owned();
    }
    if report.documents.is_empty() {
        return "No requirements document found.\n\
            A Markdown file is one if its title ends in \"infrastructure requirements\", if its front matter says\n\
            `template: infrastructure`, if a tiebeam.toml lists it, or if it has the template's sections.\n"
            .to_owned();
    }
    let states = || report.documents.iter().flat_map(|document| &document.states);
    let present = states().filter(|state| **state == State::Present).count();
    let asked = states().filter(|state| **state != State::NotRequired).count();
    let documents = counted(report.documents.len(), "document");
    let found = severities(report.findings.iter().map(|cured| cured.finding.severity));
    let fixable = report.findings.iter().filter(|cured| cured.fixes.iter().any(|fix| fix.certain)).count();
    let fixable =
        if fixable == 0 { String::new() } else { format!("{fixable} can be fixed with `tiebeam fix`\n") };
    format!("{documents}, {present} of {}; {found}\n{fixable}", counted(asked, "section"))
}
