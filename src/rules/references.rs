//! Names of tests and policies that no code has.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::claims::answers_to;
use super::context::Context;
use super::finding::{Finding, Fix, Related, Severity, Subject};
use super::registry::Rule;
use crate::model::names_in_code::{Code, Named, NamedKind, is_policy_name, is_test_name};
use crate::model::quantity::priorities;
use crate::model::{Reference, ReferenceKind, marks};
use crate::text::{Edit, Span};
use crate::workspace::NamedCode;

/// A test is named that no code has.
pub static UNKNOWN_TEST: Rule = Rule {
    name: "unknown-test",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document names a test that is not in the workspace.",
    docs: "\
A mandatory test that nobody wrote blocks nothing.

It triggers on a name of the form `TestRedisFailover` in a code span, or in the answer about Terratest, where the \
workspace has tests that use terratest and none of this name; where it only has other Go tests, or the name stands \
outside of the section about testing, a name that is nearly the same must be there. Of `TestRedis/failover` the part \
before the slash is looked up. A name of a Terraform test (`tests/redis.tftest.hcl:failover`) is looked up where \
there are Terraform tests. It stays silent where the words around say that the test is planned, gone or elsewhere.

To cure it, correct the name or write the test.",
    check: unknown_test,
    in_terraform: false,
    fixes: correct,
};

/// A policy is named that no code has.
pub static UNKNOWN_POLICY: Rule = Rule {
    name: "unknown-policy",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document names a policy that is not in the workspace.",
    docs: "\
A policy that is not there denies nothing.

It triggers on a name of the form that conftest looks for (`deny_public_redis`, `warn_…`, `violation_…`) in a code \
span, or in the answer about conftest, where the workspace has Rego policies and neither a rule, package, file, \
title nor message of this name. It stays silent where the words around say that the policy is planned, gone or \
elsewhere.

To cure it, correct the name or write the policy.",
    check: unknown_policy,
    in_terraform: false,
    fixes: correct,
};

/// A name that the document uses.
struct Used {
    name: String,
    span: Span,
    /// Whether it stands where such names are asked for.
    asked_for: bool,
}

/// A priority to which belongs what no other is written before.
const FIRST: &str = "P0: ";

/// The names of a kind in code spans, and those that an answer lists without backticks.
fn used(
    context: &Context<'_>,
    kind: ReferenceKind,
    section: &str,
    prompt: &str,
    is_name: impl Fn(&str) -> bool,
) -> Vec<Used> {
    let mut found = Vec::new();
    for (base, reference) in claimed(context).filter(|(_, reference)| reference.kind == kind) {
        let span = reference.span.shifted(base);
        found.push(Used { name: reference.name.to_string(), span, asked_for: is_in(context, span, section) });
    }
    // In the order of the text, and none overlaps another.
    let spans: Vec<Span> = all(context).map(|(base, reference)| reference.span.shifted(base)).collect();
    let is_known = |span: Span| {
        let first = spans.partition_point(|known| known.end <= span.start);
        spans.get(first).is_some_and(|known| known.start < span.end)
    };
    for answer in answers_to(context, section, prompt) {
        let text = context.words(answer.answer);
        // The label may have taken the first priority: "Terratest P0: `TestA`".
        let text = format!("{FIRST}{text}");
        let listed = priorities::read_all(&text).into_iter().flat_map(|priority| priority.value.names);
        for name in listed.filter(|name| is_name(&name.value) && name.span.start >= FIRST.len()) {
            let start = answer.answer.start + (name.span.start - FIRST.len());
            let span = Span::new(start, start + name.span.len());
            if !is_known(span) {
                found.push(Used { name: name.value, span, asked_for: true });
            }
        }
    }
    found
}

/// The names in code spans of the document, each with the place that its span is relative to.
fn all<'c>(context: &Context<'c>) -> impl Iterator<Item = (usize, &'c Reference)> {
    let passages = context.document().passages_with(marks::REFERENCES);
    passages.flat_map(|(base, passage)| passage.references.iter().map(move |reference| (base, reference)))
}

/// Those of which the words around leave no doubt that they are to be found here.
pub(super) fn claimed<'c>(context: &Context<'c>) -> impl Iterator<Item = (usize, &'c Reference)> {
    all(context).filter(|(_, reference)| reference.claimed)
}

/// Whether a place is in a section of the template.
pub(super) fn is_in(context: &Context<'_>, span: Span, section: &str) -> bool {
    let Some(heading) = context.section_heading(span.start) else { return false };
    let mut sections = context.sections_of(heading).iter();
    sections.any(|index| context.template.sections.get(*index).is_some_and(|it| it.id.as_str() == section))
}

fn unknown_test(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.requirements.binding.is_none() && !has_references(context) {
        return;
    }
    let tests = used(context, ReferenceKind::Test, "testing", "terratest", is_test_name);
    if !tests.is_empty() {
        let code = context.workspace.named_code();
        for used in tests {
            findings.extend(missing_test(context, &code, &used));
        }
    }
    for (base, reference) in claimed(context).filter(|(_, it)| it.kind == ReferenceKind::TestFile) {
        let code = context.workspace.named_code();
        findings.extend(missing_run(context, &code, &reference.name, reference.span.shifted(base)));
    }
}

fn has_references(context: &Context<'_>) -> bool {
    context.document().has(marks::REFERENCES | marks::ASKED)
}

fn missing_test(context: &Context<'_>, code: &NamedCode, used: &Used) -> Option<Finding> {
    let name = used.name.split('/').next().unwrap_or_default();
    if !code.is_complete || !code.has_any(NamedKind::Test) || code.has(NamedKind::Test, name) {
        return None;
    }
    let there = meant(code, NamedKind::Test, name);
    let terratest = || code.written_in(Code::Go).any(|file| file.is_terratest);
    if there.is_none() && !(used.asked_for && terratest()) {
        return None;
    }
    let near = there.map(|(_, named)| &*named.name);
    let message = format!("There is no test `{name}` in this workspace.{}", did_you_mean(near));
    let span = Span::new(used.span.start, used.span.start + name.len());
    Some(unknown(context, &UNKNOWN_TEST, span, near, there.as_ref(), message))
}

/// A Terraform test that is not there: its file, or its run behind a colon.
fn missing_run(context: &Context<'_>, code: &NamedCode, name: &str, span: Span) -> Option<Finding> {
    let (file, run) = name.split_once(':').unwrap_or((name, ""));
    let file = file.trim_start_matches("./");
    let mut files = code.written_in(Code::TerraformTest).peekable();
    if !code.is_complete || files.peek().is_none() {
        return None;
    }
    let meant: Vec<_> = files.filter(|known| known.path.ends_with(file)).collect();
    if meant.is_empty() {
        let message = format!("There is no Terraform test `{file}` in this workspace.");
        return Some(unknown(context, &UNKNOWN_TEST, span, None, None, message));
    }
    let run = run.trim().trim_start_matches("run").trim().trim_matches('"');
    let runs: Vec<(&Path, &Named)> = meant
        .iter()
        .flat_map(|file| file.names.iter().map(|named| (file.path.as_path(), named)))
        .filter(|(_, named)| named.kind == NamedKind::Run)
        .collect();
    if run.is_empty() || runs.is_empty() || runs.iter().any(|(_, named)| &*named.name == run) {
        return None;
    }
    let near = nearest(run, runs.iter().map(|(_, named)| &*named.name));
    let message = format!("`{file}` has no run `{run}`.{}", did_you_mean(near));
    let there = runs.iter().find(|(_, named)| Some(&*named.name) == near);
    Some(unknown(context, &UNKNOWN_TEST, span, None, there, message))
}

fn unknown_policy(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let policies = used(context, ReferenceKind::Policy, "testing", "conftest", is_policy_name);
    if policies.is_empty() {
        return;
    }
    let code = context.workspace.named_code();
    if !code.has_any(NamedKind::Rule) || !code.is_complete {
        return;
    }
    let there = policy_names(&code);
    for Used { name, span, .. } in policies.iter().filter(|used| !there.contains(used.name.as_str())) {
        let there = meant(&code, NamedKind::Rule, name);
        let near = there.map(|(_, named)| &*named.name);
        let message = format!("There is no policy `{name}` in this workspace.{}", did_you_mean(near));
        findings.push(unknown(context, &UNKNOWN_POLICY, *span, near, there.as_ref(), message));
    }
}

/// The name of a kind that was probably meant, with its file.
fn meant<'c>(code: &'c NamedCode, kind: NamedKind, name: &str) -> Option<(&'c Path, &'c Named)> {
    code.meant(kind, name, || nearest(name, code.of_kind(kind).map(|(_, named)| &*named.name)))
}

/// The names of rules, packages, titles, messages and files.
fn policy_names(code: &NamedCode) -> FxHashSet<&str> {
    let labels = [NamedKind::Rule, NamedKind::Label].into_iter().flat_map(|kind| code.of_kind(kind));
    let labels = labels.flat_map(|(_, named)| named.name.split('.'));
    let files = code.written_in(Code::Rego).filter_map(|file| file.path.file_stem()?.to_str());
    labels.chain(files).collect()
}

/// The known name that was probably meant: of the same first letter, one or two letters away.
pub(super) fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let first = name.chars().next()?;
    let most = if name.chars().count() < 6 { 1 } else { 2 };
    // Names of other lengths are further away than that.
    let alike = |other: &str| other.starts_with(first) && other.len().abs_diff(name.len()) <= most * 4;
    let near = known.filter(|other| alike(other) && *other != name);
    let near = near.map(|other| (strsim::damerau_levenshtein(name, other), other));
    near.filter(|(distance, _)| *distance <= most).min().map(|(_, other)| other)
}

/// The question after a name that is nearly one that is there.
pub(super) fn did_you_mean(near: Option<&str>) -> String {
    near.map_or_else(|| " Correct the name.".to_owned(), |near| format!(" Did you mean `{near}`?"))
}

fn unknown(
    context: &Context<'_>,
    rule: &'static Rule,
    span: Span,
    near: Option<&str>,
    there: Option<&(&Path, &Named)>,
    message: String,
) -> Finding {
    let subject = near.map_or(Subject::Place, |near| Subject::Name(near.to_owned()));
    let mut finding = context.finding(rule, span, subject, message);
    finding.related.extend(there.map(|(path, named)| Related {
        path: Arc::from(*path),
        span: named.span,
        message: format!("`{}` is here", named.name),
    }));
    finding
}

/// Writes the name that was probably meant.
pub(super) fn correct(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let Subject::Name(near) = &finding.subject else { return Vec::new() };
    let edits = vec![(context.requirements.path.clone(), Edit::replace(finding.span, near.clone()))];
    vec![Fix { title: format!("Correct the name to `{near}`"), edits, certain: false, document_wide: false }]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_what_is_nearly_the_same_was_meant() {
        let known = ["TestRedisFailover", "TestRedisScale", "main", "redis"];
        let of = |name| nearest(name, known.into_iter());
        assert_eq!(of("TestRedisFailver"), Some("TestRedisFailover"));
        assert_eq!(of("TestRedisFialover"), Some("TestRedisFailover"));
        assert_eq!(of("TestRedisBackup"), None);
        assert_eq!(of("bestRedisScale"), None);
        assert_eq!(of("mian"), Some("main"));
        assert_eq!(of("mien"), None);
    }
}
