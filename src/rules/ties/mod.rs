//! Ties: what the document claims beside what its Terraform says, and what comes of it.
//!
//! Each family of cross-checks makes its ties; its rules report those that are contradicted, and editors show all of
//! them: on hover, as a lens above a resource, as a way from the one file to the other.

pub(super) mod alarms;
pub(super) mod auditing;
pub(super) mod availability;
mod commitments;
pub(super) mod encryption;
pub(super) mod exposure;
pub(super) mod iam;
pub(super) mod images;
pub(super) mod log_exports;
pub(super) mod log_groups;
pub(super) mod recovery;
pub(super) mod scaling;
pub(super) mod spending;
mod subject;
pub(super) mod windows;

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use super::context::Context;
use super::finding::{Finding, Fix, Related, Subject};
use super::registry::Rule;
use crate::facts::{self, Evidence, Existence, Resource, Step, Verdict};
use crate::schema::evidence::{Reader, Subject as Aspect};
use crate::text::{Edit, Span};

pub(super) use recovery::RPO_NOT_MET;

/// A claim with all that Terraform says about it.
#[derive(Clone, Debug)]
pub struct Tie {
    /// The rule that reports it where it is contradicted.
    pub rule: &'static Rule,
    /// The claim in words: "RPO 1 h".
    pub claim: String,
    /// Where the document makes it.
    pub span: Span,
    /// What Terraform says.
    pub proofs: Vec<Proof>,
    /// What it comes to.
    pub verdict: Verdict,
    /// What the finding says where it is contradicted.
    pub message: String,
    /// Whether a contradiction weighs less than the rule says, since something else may make up for it.
    pub eased: bool,
    /// Whether it is what is not there that contradicts the claim: then nothing in Terraform bears it.
    pub is_about_absence: bool,
}

/// What one attribute of one resource says about a claim.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The address of the resource, with that of its module.
    pub address: Arc<str>,
    /// The file.
    pub path: Arc<Path>,
    /// The attribute, or the head of the resource where it is absent.
    pub span: Span,
    /// The attribute and its value, with where that is from.
    pub said: Arc<str>,
    /// Where the value came through.
    pub steps: Vec<Step>,
    /// The path of the attribute through the blocks of the resource.
    pub attribute: Cow<'static, str>,
    /// Whether the attribute is not there.
    pub is_absent: bool,
    /// What the attribute would be, in Terraform, if it said what the document says.
    pub as_attribute: Option<String>,
    /// What the claim would be if it said what this says, as it would stand in the document.
    pub as_claim: Option<String>,
    /// What it makes of the claim.
    pub verdict: Verdict,
}

impl Proof {
    /// What evidence says, with what it makes of the claim.
    pub fn new(evidence: &Evidence<'_, '_>, verdict: Verdict) -> Self {
        Self {
            address: Arc::clone(&evidence.resource.address),
            path: file(evidence.resource, evidence.path),
            span: evidence.span,
            said: evidence.said(),
            steps: evidence.steps.clone(),
            attribute: Cow::Borrowed(&evidence.row.attribute),
            is_absent: evidence.is_absent,
            as_attribute: None,
            as_claim: None,
            verdict: if evidence.is_certain() { verdict } else { Verdict::Unknown },
        }
    }
}

impl Proof {
    /// What a resource says as a whole, not by one attribute.
    pub fn of(resource: &Resource<'_>, said: &str, verdict: Verdict) -> Self {
        Self {
            address: Arc::clone(&resource.address),
            path: Arc::clone(&resource.file),
            span: resource.header(),
            said: said.into(),
            steps: Vec::new(),
            attribute: Cow::Borrowed(""),
            is_absent: true,
            as_attribute: None,
            as_claim: None,
            verdict: if resource.existence == Existence::Unsure { Verdict::Unknown } else { verdict },
        }
    }

    /// The same with what the claim would be if it said what this says, where it says something else.
    #[must_use]
    pub fn claiming(mut self, claim: impl FnOnce() -> Option<String>) -> Self {
        self.as_claim = if self.verdict == Verdict::Contradicts { claim() } else { None };
        self
    }

    /// The same with what the attribute would be if it said what the document says, where it says something else.
    #[must_use]
    pub fn wanting(mut self, attribute: impl FnOnce() -> Option<String>) -> Self {
        self.as_attribute = if self.verdict == Verdict::Contradicts { attribute() } else { None };
        self
    }
}

/// The path of a file in which a resource says something.
fn file(resource: &Resource<'_>, path: &Path) -> Arc<Path> {
    if std::ptr::eq(resource.path(), path) { Arc::clone(&resource.file) } else { Arc::from(path) }
}

impl Tie {
    /// A tie whose verdict is what its proofs come to together.
    pub fn new(rule: &'static Rule, claim: String, span: Span, proofs: Vec<Proof>) -> Self {
        let verdict = facts::together(proofs.iter().map(|proof| proof.verdict));
        Self {
            rule,
            claim,
            span,
            proofs,
            verdict,
            message: String::new(),
            eased: false,
            is_about_absence: false,
        }
    }

    /// A tie of a claim about all of them: one proof against it is enough, and it holds only where all are known.
    pub fn of_each(rule: &'static Rule, claim: String, span: Span, proofs: Vec<Proof>) -> Self {
        let mut tie = Self::new(rule, claim, span, proofs);
        if tie.contradiction().is_some() {
            tie.verdict = Verdict::Contradicts;
        } else if tie.proofs.iter().any(|proof| proof.verdict == Verdict::Unknown) {
            tie.verdict = Verdict::Unknown;
        }
        tie
    }

    /// The first proof that contradicts the claim.
    pub fn contradiction(&self) -> Option<&Proof> {
        self.proofs.iter().find(|proof| proof.verdict == Verdict::Contradicts)
    }

    /// The same with what to say where it is contradicted.
    #[must_use]
    pub fn saying(mut self, message: impl FnOnce(&Proof) -> String) -> Self {
        if self.verdict == Verdict::Contradicts
            && let Some(proof) = self.contradiction()
        {
            self.message = message(proof);
        }
        self
    }

    /// The same, not held against the document for what it says elsewhere.
    #[must_use]
    pub fn unless(mut self, excused: bool) -> Self {
        if excused && self.verdict == Verdict::Contradicts {
            self.verdict = Verdict::Unknown;
        }
        self
    }
}

/// What the resources that the document speaks of say about something, in the order of the resources.
///
/// Where the document names resources and any of them says something, the others are not asked.
pub fn evidence<'c>(context: &'c Context<'_>, aspect: Aspect) -> Vec<Evidence<'c, 'c>> {
    let Some(binding) = &context.requirements.binding else { return Vec::new() };
    let mut found = facts::evidence(context.estate(), aspect);
    if binding.resources.is_empty() {
        return found;
    }
    found.retain(|evidence| binding.selects(&evidence.resource.local_address));
    let named = |evidence: &Evidence<'_, '_>| {
        binding.names(&evidence.resource.address) || binding.names(&evidence.resource.local_address)
    };
    if found.iter().any(named) {
        found.retain(named);
    }
    found
}

/// What evidence makes of a claim; `with` gives a proof what could be changed. A resource that may not be made says
/// nothing where it would contradict: it neither speaks against the claim nor excuses what does.
pub fn proofs<'e, 'c: 'e>(
    evidence: impl IntoIterator<Item = &'e Evidence<'c, 'c>>,
    judge: impl Fn(&Evidence<'_, '_>) -> Verdict,
    with: impl Fn(Proof, &Evidence<'_, '_>) -> Proof,
) -> Vec<Proof> {
    let judged = evidence.into_iter().map(|evidence| (evidence, judge(evidence)));
    let speaks = |(evidence, verdict): &(&Evidence<'_, '_>, Verdict)| {
        *verdict != Verdict::Contradicts || evidence.resource.existence != Existence::Unsure
    };
    judged.filter(speaks).map(|(evidence, verdict)| with(Proof::new(evidence, verdict), evidence)).collect()
}

/// Those that speak of what a claim holds for: all where it holds for all; none where no resource has its name.
pub fn in_scope<'c>(evidence: Vec<Evidence<'c, 'c>>, scope: Option<&str>) -> Vec<Evidence<'c, 'c>> {
    let mut evidence = evidence;
    evidence.retain(|evidence| is_in_scope(&evidence.resource.address, evidence.path, scope));
    evidence
}

/// Whether what stands at an address in a file is what a claim holds for.
pub fn is_in_scope(address: &str, path: &Path, scope: Option<&str>) -> bool {
    let Some(scope) = scope else { return true };
    let mut own = words(address);
    own.extend(words(&path.parent().unwrap_or(path).to_string_lossy()));
    words(scope).iter().any(|word| own.contains(word))
}

/// Whether the document may speak of a resource: where it names any, of those.
pub fn may_speak_of(context: &Context<'_>, resource: &Resource<'_>) -> bool {
    let Some(binding) = &context.requirements.binding else { return false };
    binding.resources.is_empty() || binding.names(&resource.address) || binding.names(&resource.local_address)
}

/// The words of a name, those for environments in one form each.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let one_form = |word: &str| match word.to_lowercase().as_str() {
        "production" | "prd" | "live" => "prod".to_owned(),
        "staging" | "stg" => "stage".to_owned(),
        "development" | "develop" => "dev".to_owned(),
        other => other.to_owned(),
    };
    words.map(one_form).collect()
}

/// What puts claims beside what Terraform says, one function a family of rules.
static FAMILIES: &[fn(&Context<'_>, &mut Vec<Tie>)] = &[
    recovery::ties,
    availability::ties,
    scaling::ties,
    windows::ties,
    exposure::ties,
    iam::ties,
    encryption::ties,
    auditing::ties,
    alarms::ties,
    log_groups::ties,
    log_exports::ties,
    spending::ties,
    images::ties,
];

/// Puts all claims of a document beside what its Terraform says, in the order of the document.
pub(super) fn of_document(context: &Context<'_>) -> Vec<Tie> {
    let mut ties = Vec::new();
    if context.requirements.binding.is_some() {
        for family in FAMILIES {
            family(context, &mut ties);
        }
    }
    subject::narrow(context, &mut ties);
    ties.sort_by_key(|tie| tie.span);
    ties
}

/// Whether any tie of a rule is contradicted.
pub(super) fn is_contradicted(context: &Context<'_>, rule: &Rule) -> bool {
    let mut ties = context.ties().iter();
    ties.any(|tie| tie.rule.name == rule.name && tie.verdict == Verdict::Contradicts)
}

/// Reports the contradicted ties of a rule.
pub fn report(context: &Context<'_>, rule: &'static Rule, findings: &mut Vec<Finding>) {
    let ties = context.ties().iter();
    let mine = ties.filter(|tie| tie.rule.name == rule.name && tie.verdict == Verdict::Contradicts);
    findings.extend(mine.map(|tie| finding(context, tie)));
}

/// A finding leads to no more places than anybody goes through.
const MOST_PLACES: usize = 8;

/// The finding of a contradicted tie: at the claim, with the attributes and where their values came through.
fn finding(context: &Context<'_>, tie: &Tie) -> Finding {
    let mut finding = context.finding(tie.rule, tie.span, Subject::Place, tie.message.clone());
    let against: Vec<&Proof> =
        tie.proofs.iter().filter(|proof| proof.verdict == Verdict::Contradicts).collect();
    let more = against.len().saturating_sub(MOST_PLACES);
    for (number, proof) in against.into_iter().take(MOST_PLACES).enumerate() {
        let mut said = format!("{}: {}", proof.address, proof.said);
        if more > 0 && number + 1 == MOST_PLACES {
            let _ = write!(said, "; {more} more say as much");
        }
        finding.related.push(Related { path: Arc::clone(&proof.path), span: proof.span, message: said });
        finding.related.extend(proof.steps.iter().map(|step| Related {
            path: Arc::clone(&step.path),
            span: step.span,
            message: step.what.to_string(),
        }));
    }
    finding.has_other_side = !finding.related.is_empty() && !tie.is_about_absence;
    if context.is_inferred() {
        finding.severity = finding.severity.lowered();
    }
    if tie.eased {
        finding.severity = finding.severity.lowered();
    }
    finding
}

/// Writes what the Terraform says in place of the claim, where all that contradicts it says the same.
pub fn say_the_same(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let ties = context.ties().iter();
    let here = |tie: &&Tie| {
        finding.path == context.path && tie.rule.name == finding.rule.name && tie.span == finding.span
    };
    let mut ties = ties.filter(here);
    let Some(tie) = ties.next() else { return Vec::new() };
    let mut claims =
        tie.proofs.iter().filter(|proof| proof.verdict == Verdict::Contradicts).map(|proof| &proof.as_claim);
    let Some(Some(claim)) = claims.next() else { return Vec::new() };
    if claims.any(|other| other.as_ref() != Some(claim)) {
        return Vec::new();
    }
    vec![Fix {
        title: format!("Write what the Terraform says: {claim}"),
        edits: vec![(context.requirements.path.clone(), Edit::replace(tie.span, claim))],
        certain: false,
        document_wide: false,
    }]
}

/// What an attribute would have to be to say no: its default where that does, else the one value that does.
pub fn saying_no(evidence: &Evidence<'_, '_>) -> Option<String> {
    let row = evidence.row;
    match row.read {
        Reader::Truth => Some("false".to_owned()),
        Reader::Words => {
            let is_no = |word: &str| row.words.get(word).and_then(serde_json::Value::as_bool) == Some(false);
            let default = row.absent.as_ref().and_then(serde_json::Value::as_str).filter(|word| is_no(word));
            let mut words = row.words.keys().map(String::as_str).filter(|word| is_no(word));
            let only = words.next().filter(|_| words.next().is_none());
            default.or(only).map(|word| format!("{word:?}"))
        }
        _ => None,
    }
}

/// Alerts that the document wants and that a resource of a type may have.
#[derive(Clone, Debug)]
pub struct Alerts {
    /// How many of them have an alarm.
    pub held: usize,
    /// Those that have none.
    pub missing: Vec<MissingAlert>,
    /// Where the first of them is claimed.
    pub claim: Span,
}

/// An alert that has no alarm.
#[derive(Clone, Debug)]
pub struct MissingAlert {
    /// The metric, as the provider names it.
    pub metric: String,
    /// The service that publishes it.
    pub namespace: &'static str,
    /// From where on it fires: the operator of the provider and the amount.
    pub threshold: Option<(&'static str, f64)>,
}

/// The alerts that a resource of a type may have; nothing where the document wants none, the service is not known, or the
/// type is only a part of one.
pub fn alerts(context: &Context<'_>, kind: &str) -> Option<Alerts> {
    let namespace = alarms::namespace(kind).filter(|_| subject::is_service(kind))?;
    let ties = context.ties().iter().filter(|tie| tie.rule.name == alarms::ALERT_NOT_IN_CODE.name);
    let ties: Vec<&Tie> = ties.filter(|tie| tie.verdict != Verdict::Unknown).collect();
    let claim = ties.first()?.span;
    let held = ties.iter().filter(|tie| tie.verdict == Verdict::Holds).count();
    let missing = ties.iter().filter(|tie| tie.verdict == Verdict::Contradicts);
    let missing = missing.filter_map(|tie| alarms::missing(context, tie.span, namespace)).collect();
    Some(Alerts { held, missing, claim })
}

/// Whether a text has any of these words or parts of words.
pub fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
