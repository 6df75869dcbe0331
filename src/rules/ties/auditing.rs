//! Records of calls, traffic and configuration that the document says this Terraform makes.

use super::{Proof, Tie, has_any, report};
use crate::facts::{Reading, Verdict};
use crate::model::Value;
use crate::rules::claims::answers_to;
use crate::rules::context::Context;
use crate::rules::finding::Severity;
use crate::rules::registry::{Rule, no_fix};
use crate::schema::evidence::{Reader, Subject};

/// The record that the document places in this Terraform is not there.
pub static AUDIT_CLAIMED_ABSENT: Rule = Rule {
    name: "audit-claimed-absent",
    severity: Severity::Information,
    by_default: true,
    summary: "The document says that this Terraform keeps an audit record, and it does not.",
    docs: "\
After an incident only what was recorded can answer who did what, and when.

Records are usually kept for the whole organisation, so a plain \"yes\" is never doubted. It triggers where the answer \
about CloudTrail, flow logs or AWS Config says that the record is made here (\"in this module\", \"in this stack\"), \
and the Terraform has nothing that makes it. It stays silent where a module whose files are not known may make it.

To cure it, add the record, or say who keeps it.",
    check: |context, findings| report(context, &AUDIT_CLAIMED_ABSENT, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// A record, by its prompt.
struct Record {
    prompt: &'static str,
    name: &'static str,
    aspect: Subject,
    /// Parts of the types that make it.
    kinds: &'static [&'static str],
    /// Parts of the names of modules that may make it.
    modules: &'static [&'static str],
}

const RECORDS: [Record; 3] = [
    Record {
        prompt: "cloudtrail",
        name: "A trail of API calls",
        aspect: Subject::AuditTrail,
        kinds: &["cloudtrail", "audit", "logging_project_sink", "monitor_diagnostic_setting"],
        modules: &["trail", "audit", "security", "baseline", "log"],
    },
    Record {
        prompt: "flow-logs",
        name: "A record of network flows",
        aspect: Subject::FlowLog,
        kinds: &["flow_log", "google_compute_subnetwork"],
        modules: &["flow", "vpc", "network", "log", "baseline"],
    },
    Record {
        prompt: "aws-config",
        name: "A record of the configuration",
        aspect: Subject::ConfigRecorder,
        kinds: &["aws_config_", "policy_assignment", "asset"],
        modules: &["config", "compliance", "security", "baseline", "conformance"],
    },
];

/// Words that place the record in this Terraform.
const HERE: [&str; 15] = [
    "in this module",
    "by this module",
    "in this stack",
    "by this stack",
    "in this folder",
    "in this directory",
    "in this repository",
    "in this repo",
    "in this terraform",
    "in this code",
    "this terraform",
    "created here",
    "configured here",
    "enabled here",
    "set up here",
];

/// Words with which the same words say the contrary.
const NOT_HERE: [&str; 6] = ["not ", "outside", "elsewhere", "n't ", "no ", "other than"];

/// All ties about audit records.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    for record in &RECORDS {
        for answer in answers_to(context, "auditing", record.prompt) {
            let Some(yes) = answer.values.iter().find(|read| *read.value == Value::YesNo(true)) else {
                continue;
            };
            let text = context.words(answer.answer).to_lowercase();
            let clauses = text.split([';', '.', '\n', '|']);
            let is_here = |clause: &str| has_any(clause, &HERE) && !has_any(clause, &NOT_HERE);
            if answer.scope.is_none() && clauses.into_iter().any(is_here) {
                ties.push(tie(context, record, yes.span));
            }
        }
    }
}

fn tie(context: &Context<'_>, record: &Record, span: crate::text::Span) -> Tie {
    let evidence = super::evidence(context, record.aspect);
    let proofs: Vec<Proof> = evidence
        .iter()
        .filter(|evidence| evidence.reading != Reading::Nothing)
        .map(|evidence| {
            let on = (evidence.row.read == Reader::Truth).then(|| "true".to_owned());
            Proof::new(evidence, Verdict::of(evidence.reading.truth())).wanting(|| on)
        })
        .collect();
    let estate = context.estate();
    let may_be_there = estate.may_be_in_a_module(record.modules)
        || estate.resources().iter().any(|resource| has_any(resource.kind, record.kinds));
    let nothing = proofs.is_empty() && !may_be_there && !estate.resources().is_empty();
    let claim = format!("{} in this Terraform", record.name);
    let mut tie = Tie::new(&AUDIT_CLAIMED_ABSENT, claim, span, proofs);
    if nothing {
        tie.verdict = Verdict::Contradicts;
        tie.message = format!(
            "{} is said to be kept here, but nothing in the Terraform keeps it. Add it, or say who keeps it.",
            record.name
        );
    }
    tie.saying(|proof| {
        format!(
            "{} is said to be kept here, but `{}`: {}. Switch it on, or say who keeps it.",
            record.name, proof.address, proof.said
        )
    })
}
