//! Logs that are said to leave a service, beside whether Terraform switches their export on.

use super::{Proof, Tie, has_any, in_scope, report};
use crate::facts::{Evidence, Reading, Verdict};
use crate::model::{Said, Value};
use crate::rules::claims::answers_to;
use crate::rules::context::Context;
use crate::rules::finding::Severity;
use crate::rules::registry::{Rule, no_fix};
use crate::schema::evidence::Subject;

/// Logs are said to be exported, and nothing exports them.
pub static LOG_EXPORT_ABSENT: Rule = Rule {
    name: "log-export-absent",
    severity: Severity::Information,
    by_default: true,
    summary: "The document says that logs are exported, and the Terraform does not switch the export on.",
    docs: "\
Managed services often keep their logs to themselves until the export is switched on.

It triggers where the document says that the service exports its logs, and no resource that could does \
(`enabled_cloudwatch_logs_exports`, `log_delivery_configuration`). It stays silent where any does, where a value is \
not known, where the Terraform has other sources of logs or the document names another way (an agent, a sidecar, a \
function).

To cure it, switch the export on, or say in the document how the logs leave the service.",
    check: |context, findings| report(context, &LOG_EXPORT_ABSENT, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// Other ways for logs to leave a service.
const OTHER_WAYS: [&str; 26] = [
    "agent",
    "sidecar",
    "fluent",
    "filebeat",
    "promtail",
    "vector",
    "logstash",
    "syslog",
    "stdout",
    "stderr",
    "datadog",
    "splunk",
    "lambda",
    "function",
    "script",
    "cron",
    "job",
    "container",
    "pod",
    "application",
    "app log",
    "access log",
    "kubernetes",
    "collector",
    "by hand",
    "by the platform",
];

/// Logs of databases and caches, which only their export brings out.
const OWN_LOGS: [&str; 9] = [
    "slow log",
    "slow-log",
    "slowlog",
    "slow query",
    "slow quer",
    "engine log",
    "engine-log",
    "postgresql log",
    "`postgresql`",
];

/// The tie about the export of logs.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    ties.extend(tie(context));
}

fn tie(context: &Context<'_>) -> Option<Tie> {
    let answers = answers_to(context, "logs", "export");
    let [answer] = answers[..] else { return None };
    if answer.said != Said::Something {
        return None;
    }
    let yes = answer.values.iter().find(|read| *read.value == Value::YesNo(true))?;
    let text = context.words(answer.answer).to_lowercase();
    let evidence = in_scope(super::evidence(context, Subject::LogExport), answer.scope.as_deref());
    let proofs = exports(&evidence);
    if proofs.is_empty() {
        return None;
    }
    let shipping = answers_to(context, "logs", "shipping");
    let shipping: String =
        shipping.iter().map(|answer| context.words(answer.answer).to_lowercase()).collect();
    let other_way = has_any(&text, &OTHER_WAYS) || has_any(&shipping, &OTHER_WAYS);
    let excused = other_way || (!has_any(&text, &OWN_LOGS) && has_other_logs(context));
    let tie = Tie::new(&LOG_EXPORT_ABSENT, "Logs are exported".to_owned(), yes.span, proofs).unless(excused);
    Some(tie.saying(|proof| {
        format!(
            "Logs are exported, the document says, but `{}` exports none: {}. Switch the export on, or say how the \
             logs leave the service.",
            proof.address, proof.said
        )
    }))
}

/// Whether logs are exported. What stands before a service, or beside it, speaks where it exports some, or is alone.
fn exports(evidence: &[Evidence<'_, '_>]) -> Vec<Proof> {
    const BESIDE: [&str; 6] = [
        "aws_lb",
        "aws_alb",
        "aws_elb",
        "aws_s3_bucket_logging",
        "google_storage_bucket",
        "aws_cloudwatch_log",
    ];
    let is_beside = |kind: &str| BESIDE.iter().any(|beside| kind.starts_with(beside));
    let is_alone = evidence.iter().all(|evidence| is_beside(evidence.resource.kind));
    let proofs = evidence.iter().map(|evidence| {
        let exported = match evidence.reading {
            Reading::Nothing => Some(false),
            _ => evidence.reading.truth(),
        };
        (evidence, Proof::new(evidence, Verdict::of(exported)))
    });
    let speaks = |(evidence, proof): &(&Evidence<'_, '_>, Proof)| {
        is_alone || proof.verdict == Verdict::Holds || !is_beside(evidence.resource.kind)
    };
    proofs.filter(speaks).map(|(_, proof)| proof).collect()
}

/// Whether the Terraform has anything else whose logs the document may mean.
fn has_other_logs(context: &Context<'_>) -> bool {
    let others =
        ["log_group", "flow_log", "lambda_function", "ecs_", "eks_", "instance_profile", "launch_template"];
    let estate = context.estate();
    estate.resources().iter().any(|resource| {
        has_any(resource.kind, &others)
            || ["aws_instance", "aws_autoscaling_group"].contains(&resource.kind)
            || has_any(resource.kind, &["diagnostic_setting", "logging", "container_cluster", "kubernetes"])
    }) || estate.opaque_calls().next().is_some()
}
