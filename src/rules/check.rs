//! Runs the rules over a document.

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::context::Context;
use super::finding::{Finding, Fix, Severity};
use super::registry::RULES;
use super::suppressions;
use crate::workspace::{Requirements, Workspace};

/// The findings of one document, in the order of their places: those in the document first.
pub fn check(workspace: &Workspace, requirements: &Requirements) -> Vec<Finding> {
    Context::new(workspace, requirements).map(|context| check_in(&context)).unwrap_or_default()
}

/// The findings of the document that a context looks at.
pub(super) fn check_in(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(context, &mut findings);
    }
    suppressions::apply(context, &mut findings);
    findings.retain_mut(|finding| weigh(context.requirements, finding));
    findings.sort_by(|a, b| {
        let elsewhere = |finding: &Finding| finding.path != context.path;
        (elsewhere(a), &a.path, a.span.start).cmp(&(elsewhere(b), &b.path, b.span.start))
    });
    findings
}

/// Gives a finding the severity that the configuration says; false where its rule is off.
fn weigh(requirements: &Requirements, finding: &mut Finding) -> bool {
    let Some(level) = requirements.settings.level(finding.rule.name) else { return finding.rule.by_default };
    let Some(severity) = Severity::of(level) else { return false };
    // What the rule took off its own severity is taken off the configured one too.
    let lowered = finding.severity > finding.rule.severity;
    finding.severity = if lowered { severity.lowered() } else { severity };
    true
}

/// What cures a finding.
pub fn fixes(workspace: &Workspace, requirements: &Requirements, finding: &Finding) -> Vec<Fix> {
    let context = Context::new(workspace, requirements);
    context.map(|context| (finding.rule.fixes)(&context, finding)).unwrap_or_default()
}

/// A file, a rule and the start of a finding: what two documents must share to say the same.
type Key<'f> = (&'f OsStr, &'static str, usize);

/// Puts the findings of several documents together, in the order of files and places.
///
/// A finding in a Terraform file stands only where every document bound to that file has it: what one of them
/// explains is explained.
pub fn in_agreement<'f>(checked: &[(&Requirements, Vec<&'f Finding>)]) -> Vec<&'f Finding> {
    let mut agreed: FxHashMap<Key<'f>, (usize, &'f Finding)> = FxHashMap::default();
    let mut all: Vec<&Finding> = Vec::new();
    for (requirements, findings) in checked {
        let mut elsewhere: FxHashMap<Key<'f>, &'f Finding> = FxHashMap::default();
        for &finding in findings {
            if finding.path.as_os_str() == requirements.path.as_os_str() {
                all.push(finding);
            } else {
                let key = (finding.path.as_os_str(), finding.rule.name, finding.span.start);
                elsewhere.entry(key).or_insert(finding);
            }
        }
        for (key, finding) in elsewhere {
            agreed.entry(key).or_insert((0, finding)).0 += 1;
        }
    }
    let bound = if checked.len() > 1 { bound_files(checked) } else { FxHashMap::default() };
    let stands = |(count, finding): &(usize, &Finding)| {
        bound.get(finding.path.as_os_str()).is_none_or(|bound| count >= bound)
    };
    all.extend(agreed.into_values().filter(stands).map(|(_, finding)| finding));
    let path = |a: &Finding, b: &Finding| {
        if Arc::ptr_eq(&a.path, &b.path) { Ordering::Equal } else { a.path.cmp(&b.path) }
    };
    all.sort_by(|a, b| {
        path(a, b).then_with(|| (a.span.start, a.rule.name).cmp(&(b.span.start, b.rule.name)))
    });
    all
}

/// The Terraform files of documents, each with the number of documents that are bound to it.
fn bound_files<'r>(checked: &[(&'r Requirements, Vec<&Finding>)]) -> FxHashMap<&'r OsStr, usize> {
    let mut bound: FxHashMap<&OsStr, usize> = FxHashMap::default();
    for (requirements, _) in checked {
        let modules = requirements.binding.iter().flat_map(|binding| &binding.modules);
        let files = modules.flat_map(|module| module.files()).map(|(path, _)| path.as_os_str());
        for path in files.collect::<FxHashSet<_>>() {
            *bound.entry(path).or_default() += 1;
        }
    }
    bound
}
