//! Alerts that the document lists beside the alarms of its Terraform.

mod action;
mod alarm;
mod compare;
mod listed;
mod missing;

pub use action::ALARM_WITHOUT_ACTION;
pub(super) use alarm::namespace;
use alarm::{Alarm, alarms, has_hosts};
use listed::{Listed, PLAIN, listed, says};
pub(super) use missing::missing;

use super::{Proof, Tie, has_any, report};
use crate::facts::Verdict;
use crate::model::quantity::metrics::Threshold;
use crate::rules::claims::section_text;
use crate::rules::context::Context;
use crate::rules::finding::Severity;
use crate::rules::registry::{Rule, no_fix};
use crate::schema::metrics::{self, Metric};
use crate::text::Span;

/// The document lists an alert, and no alarm makes it.
pub static ALERT_NOT_IN_CODE: Rule = Rule {
    name: "alert-not-in-code",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document lists an alert that no alarm of the Terraform makes.",
    docs: "\
An alert that is only on paper wakes nobody.

It triggers where the document gives a metric as critical or with a threshold, the Terraform has alarms for other \
metrics of the document or for the resources it makes, and none for this metric, whatever it is called by the \
provider. It stays silent where the Terraform has no alarms, where the metric of an alarm is not known, where a module \
about alarms or monitoring is called whose files are not known, and where the section or the Terraform speaks of \
another tool (Datadog, Grafana, Prometheus) or a dashboard. Metrics that are of the team's own making are not judged.

To cure it, add the alarm, or say in the section what else watches the metric.",
    check: |context, findings| report(context, &ALERT_NOT_IN_CODE, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// An alarm watches what the document does not list.
pub static ALERT_NOT_IN_DOC: Rule = Rule {
    name: "alert-not-in-doc",
    severity: Severity::Hint,
    by_default: true,
    summary: "The Terraform has an alarm that the document does not list.",
    docs: "\
Who is woken by an alarm looks it up in the document.

It triggers, once a document, where the section about monitoring lists metrics and an alarm of the Terraform watches \
one that is not named there, neither by its name nor by a word for it. Alarms that scale something, and those whose \
metric is not known, are left out. It stays silent where the section refers to a dashboard or another tool.

To cure it, list the metric with its threshold.",
    check: |context, findings| report(context, &ALERT_NOT_IN_DOC, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// The document and an alarm give other thresholds.
pub static THRESHOLD_DIFFERS: Rule = Rule {
    name: "threshold-differs",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document and the alarms give other thresholds for a metric.",
    docs: "\
The on-call engineer reads 90 % and is woken at 80 %.

It triggers where the document gives thresholds for a metric and every alarm that watches it, compares it from the \
same side and has a threshold that is known, has another one. One alarm, or one of several severities, that agrees is \
enough. 0.8 is 80 %, 90 % used are 10 % free, and a GB is a thousand or 1024 MB. Words that mean many metrics \
(errors, latency, requests) are compared only where the document writes the very name of the metric.

To cure it, correct the document or the alarm.",
    check: |context, findings| report(context, &THRESHOLD_DIFFERS, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// Tools that may make the alerts in place of the Terraform, and what the document leaves to others.
const ELSEWHERE: [&str; 36] = [
    "datadog",
    "grafana",
    "prometheus",
    "alertmanager",
    "alert manager",
    "new relic",
    "newrelic",
    "dynatrace",
    "icinga",
    "nagios",
    "zabbix",
    "pingdom",
    "statuscake",
    "sentry",
    "splunk",
    "sensu",
    "honeycomb",
    "appdynamics",
    "checkmk",
    "victoria",
    "thanos",
    "mimir",
    "elastic watcher",
    "signalfx",
    "uptime robot",
    "uptimerobot",
    "dashboard",
    "elsewhere",
    "outside",
    "platform team",
    "central",
    "another repository",
    "other repository",
    "by hand",
    "synthetic",
    "site24x7",
];

/// Resources that make alerts of another tool, or alerts whose metric is a query.
const OTHER_ALERTS: [&str; 14] = [
    "datadog_",
    "grafana_",
    "newrelic_",
    "signalfx_",
    "dynatrace_",
    "honeycombio_",
    "sentry_",
    "checkly_",
    "betteruptime_",
    "statuscake_",
    "pingdom_",
    "azurerm_monitor_scheduled_query",
    "splunk_",
    "site24x7_",
];

/// All ties about alerts.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    let mut alarms = alarms(context);
    let listed = listed(context);
    if alarms.is_empty() || listed.is_empty() {
        return;
    }
    keep_own(context, &mut alarms);
    let is_elsewhere = is_elsewhere(context, &listed);
    let is_unknown = is_elsewhere
        || alarms.iter().any(|alarm| alarm.metric.is_none())
        || context.estate().may_be_in_a_module(&["alarm", "alert", "monitor", "cloudwatch", "observability"]);
    for metric in &listed {
        ties.extend(in_code(context, metric, &listed, &alarms).map(|tie| tie.unless(is_unknown)));
        ties.extend(threshold(context, metric, &alarms).map(|tie| tie.unless(is_elsewhere)));
    }
    ties.extend(in_doc(context, &listed, &alarms).map(|tie| tie.unless(is_elsewhere)));
}

/// Leaves out the alarms of other services, where the document says which resources it is about.
fn keep_own(context: &Context<'_>, alarms: &mut Vec<Alarm<'_>>) {
    let Some(binding) = &context.requirements.binding else { return };
    let kinds = binding.resources.iter().filter_map(|address| address.rsplit('.').nth(1));
    let own: Vec<&str> = kinds.filter_map(namespace).collect();
    if own.is_empty() {
        return;
    }
    alarms.retain(|alarm| {
        let published = alarm.metric.as_ref().and_then(|metric| metric.namespace.as_deref());
        published.is_none_or(|published| own.contains(&published) || !published.starts_with("AWS/"))
    });
}

/// Whether something else than this Terraform makes the alerts, or may.
fn is_elsewhere(context: &Context<'_>, listed: &[Listed]) -> bool {
    let mut sections = listed.iter().map(|it| context.section_heading(it.span.start));
    let said = sections.any(|heading| has_any(&section_text(context, heading), &ELSEWHERE));
    let mut resources = context.estate().resources().iter();
    said || resources.any(|it| OTHER_ALERTS.iter().any(|start| it.kind.starts_with(start)))
}

fn in_code(context: &Context<'_>, metric: &Listed, all: &[Listed], alarms: &[Alarm<'_>]) -> Option<Tie> {
    let known = metric.metrics();
    let matched: Vec<&Alarm<'_>> = alarms.iter().filter(|alarm| metric.is(alarm)).collect();
    let claim = said(context, metric.span);
    if !matched.is_empty() {
        let proofs = matched
            .iter()
            .filter_map(|alarm| Some(Proof::new(&alarm.metric.as_ref()?.evidence, Verdict::Holds)));
        return Some(Tie::new(&ALERT_NOT_IN_CODE, claim, metric.span, proofs.collect()));
    }
    let is_alert = metric.critical || !metric.thresholds.is_empty();
    // Health can be watched by what is no alarm at all.
    let is_judged = is_alert
        && !known.is_empty()
        && !known.iter().any(|it| it.word == "health" || it.word == "cost")
        && !metric.is_scoped;
    if !is_judged || !(is_among_others(metric, all, alarms) || is_of_a_resource(context, known, alarms)) {
        return None;
    }
    let proof = |alarm: &Alarm<'_>| {
        let evidence = &alarm.metric.as_ref()?.evidence;
        Some(Proof { verdict: Verdict::Contradicts, ..Proof::new(evidence, Verdict::Contradicts) })
    };
    let mut watched: Vec<&str> = Vec::new();
    let mut proofs = Vec::new();
    for alarm in alarms {
        let Some(other) = &alarm.metric else { continue };
        if !watched.contains(&other.name.as_str()) {
            watched.push(&other.name);
            proofs.extend(proof(alarm));
        }
    }
    let others = names(&watched);
    let mut tie = Tie::new(&ALERT_NOT_IN_CODE, claim, metric.span, proofs);
    tie.is_about_absence = true;
    Some(tie.saying(|_| {
        let what = if metric.critical { "This critical alert" } else { "This alert" };
        format!(
            "{what} has no alarm: those in the Terraform watch {others}. Add one for {}, or say what watches it.",
            metric.name
        )
    }))
}

/// The first few names of a list: "`A`, `B` and 3 others".
fn names(all: &[&str]) -> String {
    const MOST: usize = 4;
    let shown: Vec<String> = all.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    let rest = all.len().saturating_sub(MOST);
    match (shown.as_slice(), rest) {
        ([], _) => "nothing".to_owned(),
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (shown, 1) => format!("{} and 1 other", shown.join(", ")),
        (shown, rest) => format!("{} and {rest} others", shown.join(", ")),
    }
}

/// Whether the alarms are those of the list: another of its metrics has one.
fn is_among_others(metric: &Listed, all: &[Listed], alarms: &[Alarm<'_>]) -> bool {
    let others = all.iter().filter(|other| other.span != metric.span);
    others.into_iter().any(|other| alarms.iter().any(|alarm| !alarm.scales && other.is(alarm)))
}

/// Whether the alarms watch resources that the Terraform makes, and the metric is one that such resources have.
fn is_of_a_resource(context: &Context<'_>, known: &[&Metric], alarms: &[Alarm<'_>]) -> bool {
    let is_plain = known.iter().all(|it| PLAIN.contains(&it.word.as_str()));
    let Some(binding) = &context.requirements.binding else { return false };
    let published = |kind: &str| {
        let of = namespace(kind);
        of.is_some_and(has_hosts)
            && alarms.iter().any(|alarm| {
                !alarm.scales && alarm.metric.as_ref().is_some_and(|metric| metric.namespace.as_deref() == of)
            })
    };
    let mut resources = context.estate().resources().iter();
    is_plain && resources.any(|it| binding.selects(&it.local_address) && published(it.kind))
}

fn threshold(context: &Context<'_>, metric: &Listed, alarms: &[Alarm<'_>]) -> Option<Tie> {
    if metric.thresholds.is_empty() || metric.is_scoped {
        return None;
    }
    let own = alarms.iter().filter(|alarm| !alarm.scales && metric.is_exactly(alarm));
    let mut proofs = Vec::new();
    for alarm in own {
        // A metric of the team's own making counts what the document says it counts.
        let unit = alarm.metric.as_ref().and_then(|watched| match watched.known() {
            Some(known) => known.unit.as_deref(),
            None => Some("count"),
        });
        let limit = alarm.threshold.as_ref()?;
        let above = limit.above?;
        let compared: Vec<bool> =
            metric.thresholds.iter().filter_map(|it| compare::same(it, limit.amount, above, unit)).collect();
        if !compared.is_empty() {
            // Whether it is made may not be known: where it is not, the document is not right either.
            let verdict = Verdict::of(Some(compared.contains(&true)));
            proofs.push(Proof { verdict, ..Proof::new(&limit.evidence, verdict) });
        }
    }
    if proofs.is_empty() {
        return None;
    }
    let claim = said(context, metric.span);
    let tie = Tie::new(&THRESHOLD_DIFFERS, claim, metric.span, proofs);
    Some(tie.saying(|proof| {
        let said: Vec<String> = metric.thresholds.iter().map(written).collect();
        format!(
            "The document says {} for {}, but `{}`: {}. Correct one of the two.",
            said.join(" and "),
            metric.name,
            proof.address,
            proof.said
        )
    }))
}

/// A threshold in words: "90 %", "20 GB".
fn written(threshold: &Threshold) -> String {
    let gap = if threshold.unit.is_empty() { "" } else { " " };
    format!("{}{gap}{}", threshold.amount, threshold.unit)
}

fn in_doc(context: &Context<'_>, listed: &[Listed], alarms: &[Alarm<'_>]) -> Option<Tie> {
    let heading = context.section_heading(listed.first()?.span.start)?;
    let text = section_text(context, Some(heading));
    let meant = metrics::meant(&text);
    let is_told = |alarm: &Alarm<'_>| {
        let name = alarm.resource.declared.block.name().unwrap_or_default();
        let Some(metric) = &alarm.metric else { return true };
        let mut known = metric.metrics();
        says(&text, &metric.name)
            || name.len() > 4 && says(&text, name)
            || known.any(|it| meant.iter().any(|word| std::ptr::eq(*word, it)))
    };
    let mut watched: Vec<&str> = Vec::new();
    let mut proofs = Vec::new();
    for alarm in alarms.iter().filter(|alarm| !alarm.scales && !is_told(alarm)) {
        let Some(metric) = &alarm.metric else { continue };
        let proof = Proof::new(&metric.evidence, Verdict::Contradicts);
        if proof.verdict == Verdict::Contradicts && !watched.contains(&metric.name.as_str()) {
            watched.push(&metric.name);
            proofs.push(proof);
        }
    }
    if proofs.is_empty() {
        return None;
    }
    let span = context.outline.headings.get(heading)?.content();
    let others = names(&watched);
    let tie = Tie::new(&ALERT_NOT_IN_DOC, "All alarms are listed".to_owned(), span, proofs);
    Some(tie.saying(|_| {
        if watched.len() == 1 {
            format!("An alarm watches {others}, which this section does not list. Add it with its threshold.")
        } else {
            format!(
                "Alarms watch {others}, which this section does not list. Add them with their thresholds."
            )
        }
    }))
}

/// A metric with its threshold as the document says it, in a few words: a row of a table without its marks.
fn said(context: &Context<'_>, span: Span) -> String {
    const MOST_CELLS: usize = 2;
    let text = context.words(span);
    let line = text.lines().next().unwrap_or_default();
    let cells =
        line.split('|').map(|cell| cell.trim_matches(|c: char| c.is_whitespace() || "*_`".contains(c)));
    let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).take(MOST_CELLS).collect();
    format!("Alarm {}", cells.join(" "))
}
