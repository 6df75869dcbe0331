//! Numbers that contradict each other within one document: SLA, recovery objectives, backups.

use super::claims::{
    Claim, RECOVERY, answers_to, availabilities, is_availability, objectives, only, section_text,
};
use super::context::Context;
use super::finding::{Finding, Severity, Subject};
use super::registry::{Rule, no_fix};
use super::ties;
use crate::model::quantity::duration::{self, Duration};
use crate::model::quantity::percentage::{self, Percentage};
use crate::model::quantity::schedule;
use crate::model::{Answer, HeaderField, Objective, Said, Value};
use crate::schema::Answer as Kind;
use crate::text::Span;

/// The downtime beside a percentage is not what the percentage allows.
pub static SLA_DOWNTIME_ARITHMETIC: Rule = Rule {
    name: "sla-downtime-arithmetic",
    severity: Severity::Warning,
    by_default: true,
    summary: "The downtime beside an SLA is not what it allows.",
    docs: "\
Whoever plans by the minutes plans for another SLA than whoever reads the percentage.

It triggers on a length of time in brackets right behind a percentage in the SLA section, where it is more than 5 % \
off for a month of 28 to 31 days, or for the week, quarter or year that the text names.

To cure it, correct one of the two: 99.9 % of 30 days is 43 min 12 s.",
    check: sla_downtime_arithmetic,
    in_terraform: false,
    fixes: no_fix,
};

/// The provider promises less than is required, and nothing is done about it.
pub static SLA_GAP_WITHOUT_MITIGATION: Rule = Rule {
    name: "sla-gap-without-mitigation",
    severity: Severity::Warning,
    by_default: true,
    summary: "The required SLA exceeds the provider's, and no mitigation is described.",
    docs: "\
A promise that rests on a weaker promise is kept by luck.

It triggers where one required SLA and one lower SLA of the provider are given and the prompt about the gap is absent, \
unanswered, or answered with no more than \"none\".

To cure it, say how the gap is closed, or lower the requirement.",
    check: sla_gap_without_mitigation,
    in_terraform: false,
    fixes: no_fix,
};

/// The flows need more than the SLA section asks for.
pub static FLOW_SLA_MISMATCH: Rule = Rule {
    name: "flow-sla-mismatch",
    severity: Severity::Warning,
    by_default: true,
    summary: "The flows need a higher SLA than the section asks for.",
    docs: "\
A resource in the path of a flow cannot promise less than the flow does.

It triggers where the header gives one percentage for the flows and the section SLA requires a lower one.

To cure it, raise the requirement or correct the flows.",
    check: flow_sla_mismatch,
    in_terraform: false,
    fixes: no_fix,
};

/// Recovery takes longer than it may.
pub static RTO_VS_TTR: Rule = Rule {
    name: "rto-vs-ttr",
    severity: Severity::Warning,
    by_default: true,
    summary: "Recovery takes longer than the RTO allows.",
    docs: "\
The time to recover is measured, the RTO is promised; where the first is longer, the promise is broken already.

It triggers where both are given in one section, for the same environment.

To cure it, make recovery faster, or agree on another RTO.",
    check: rto_vs_ttr,
    in_terraform: false,
    fixes: no_fix,
};

/// One recovery uses up more than the SLA allows in a month.
pub static RTO_VS_SLA_BUDGET: Rule = Rule {
    name: "rto-vs-sla-budget",
    severity: Severity::Information,
    by_default: true,
    summary: "One recovery within the RTO breaks the SLA of the month.",
    docs: "\
An RTO of four hours and an SLA of 99.95 % a month can both be meant; but one restore breaks the SLA, and somebody \
should know.

It triggers where one RTO is longer than the downtime that the one required SLA allows in 30 days, or in a year where \
the SLA is said to be a yearly one. It is silent where either section says that something is excluded or does not \
count.

To cure it, shorten the RTO, or say that a disaster is outside the SLA.",
    check: rto_vs_sla_budget,
    in_terraform: false,
    fixes: no_fix,
};

/// Backups are made too rarely for the RPO.
pub static BACKUP_INTERVAL_VS_RPO: Rule = Rule {
    name: "backup-interval-vs-rpo",
    severity: Severity::Warning,
    by_default: true,
    summary: "Backups are further apart than the RPO allows.",
    docs: "\
What was written since the last backup is lost: an RPO of one hour cannot be kept with a snapshot a day.

It triggers where the backup method names schedules only, and the shortest interval is longer than the RPO. Anything \
continuous in the section (point-in-time recovery, WAL, binlog, AOF, replication, a journal to rebuild from) keeps it silent.

To cure it, back up more often, keep changes continuously, or agree on another RPO.",
    check: backup_interval_vs_rpo,
    in_terraform: false,
    fixes: no_fix,
};

/// What a month has where nobody says otherwise.
const DAYS: u32 = 30;

/// How far off a rounded figure may be.
const TOLERANCE: f64 = 0.05;

fn sla_downtime_arithmetic(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let claims = ["required", "provider"].into_iter().flat_map(|prompt| availabilities(context, prompt));
    for claim in claims.filter(|claim| claim.value.percent < 100.0) {
        let Some(answer) = claim.answer else { continue };
        let whole = context.words(answer.answer);
        let behind = claim.span.end.checked_sub(answer.answer.start).and_then(|at| whole.get(at..));
        let Some(Bracket { near, said, text }) = behind.and_then(bracket) else { continue };
        let periods = match period(near) {
            Some(days) => days.to_vec(),
            None => [MONTH, period(&whole).unwrap_or_default()].concat(),
        };
        let allowed = |days: u32| claim.value.downtime_in(days);
        let fits = |days: &u32| (said - allowed(*days)).abs() <= allowed(*days) * TOLERANCE + 1.0;
        if periods.iter().any(fits) {
            continue;
        }
        let days = periods.first().copied().unwrap_or(DAYS);
        let message = format!(
            "{} of {days} days is {}, not {text}. Correct one of the two.",
            percentage::words(claim.value.percent),
            duration::words(allowed(days))
        );
        findings.push(context.finding(&SLA_DOWNTIME_ARITHMETIC, claim.span, Subject::Place, message));
    }
}

/// A bracket behind a percentage that begins with a length of time.
struct Bracket<'t> {
    /// What stands up to its end.
    near: &'t str,
    /// The length of time in seconds.
    said: f64,
    /// Its words.
    text: &'t str,
}

/// The downtime in the bracket behind a percentage, between which nothing but a period may stand.
fn bracket(behind: &str) -> Option<Bracket<'_>> {
    let between = [
        "",
        "a month",
        "per month",
        "/ month",
        "/month",
        "monthly",
        "a year",
        "per year",
        "/ year",
        "/year",
        "yearly",
        "annually",
        "a week",
        "per week",
        "/ week",
        "/week",
        "weekly",
        "a quarter",
        "per quarter",
        "quarterly",
        "uptime",
        "availability",
        "of the time",
    ];
    let open = behind.find('(')?;
    let marks = |c: char| matches!(c, ' ' | '*' | '_' | ',');
    let before = behind.get(..open)?.trim_matches(marks).to_lowercase();
    let close = behind.find(')').unwrap_or(behind.len());
    let (near, inner) = (behind.get(..close)?, behind.get(open + 1..close)?);
    let read = duration::read(inner)?;
    let lead = inner.get(..read.span.start).unwrap_or_default();
    // "up to 43 min" is a downtime; "measured over 30 days" is not.
    let bounds = ["", "≤", "<", "~", "≈", "about", "at most", "max.", "max", "up to", "i.e.", "=", "or"];
    // "5 min probes" is how it is measured, "30 days" for how long.
    let tail =
        inner.get(read.span.end..).unwrap_or_default().trim_matches([' ', '*', '_', '-']).to_lowercase();
    let ends = [
        "/",
        "a ",
        "an ",
        "per ",
        "in ",
        "of down",
        "of outage",
        "down",
        "outage",
        "each ",
        "every ",
        "month",
        "week",
        "year",
        "quarter",
        "max",
        "at most",
        ",",
        ";",
        ".",
    ];
    let whole_days = tail.is_empty() && read.value.seconds >= 86_400.0;
    let plain = between.contains(&before.as_str())
        && bounds.contains(&lead.trim())
        && (tail.is_empty() || ends.iter().any(|end| tail.starts_with(end)))
        && read.value.from.is_none()
        && read.value.seconds > 0.0;
    (plain && !whole_days).then(|| Bracket { near, said: read.value.seconds, text: read.span.of(inner) })
}

/// The days that a month may have; the first is what it has where nobody says otherwise.
const MONTH: &[u32] = &[DAYS, 31, 28, 29];

/// The days of the period that a text names.
fn period(text: &str) -> Option<&'static [u32]> {
    let text = text.to_lowercase();
    let periods: [(&[&str], &[u32]); 5] = [
        (&["year", "annual", "p.a", "365"], &[365, 366, 360]),
        (&["quarter", "90 d"], &[90, 91, 92]),
        (&["week", "7 d"], &[7]),
        (&["per day", "a day", "/day", "/ day", "daily", "24 h"], &[1]),
        (&["month", "30 d", "28 d", "31 d"], MONTH),
    ];
    periods.into_iter().find(|(words, _)| has_any(&text, words)).map(|(_, days)| days)
}

fn required<'c>(context: &'c Context<'_>) -> Vec<Claim<'c, Percentage>> {
    availabilities(context, "required")
}

fn sla_gap_without_mitigation(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (required, provider) = (required(context), availabilities(context, "provider"));
    let (Some(required), Some(provider)) = (only(&required), only(&provider)) else { return };
    let Some(short) = provider.value.shortfall_in(required.value, DAYS) else { return };
    if required.value.percent >= 100.0 || !required.is_beside(provider) {
        return;
    }
    let gaps = answers_to(context, "sla", "gap");
    if gaps.iter().any(|answer| mitigates(context, answer)) {
        return;
    }
    let told = [
        "gap",
        "mitigat",
        "fail over",
        "failover",
        "fall back",
        "fallback",
        "second region",
        "standby",
        "degrad",
    ];
    if gaps.is_empty() && has_any(&section_text(context, required.heading), &told) {
        return;
    }
    let message = format!(
        "Required {} exceeds the provider's {} by {} in 30 days, and no mitigation is described. \
Describe one, or lower the requirement.",
        percentage::words(required.value.percent),
        percentage::words(provider.value.percent),
        duration::words(short)
    );
    let mut finding = context.finding(&SLA_GAP_WITHOUT_MITIGATION, required.span, Subject::Place, message);
    finding.related.push(context.related(provider.span, "what the provider commits to"));
    findings.push(finding);
}

fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether an answer about the gap says what is done: more than "none".
pub(super) fn mitigates(context: &Context<'_>, answer: &Answer) -> bool {
    match answer.said {
        Said::Nothing | Said::Placeholder | Said::Guidance => false,
        Said::NotApplicable { reasoned } => reasoned,
        Said::Something => {
            let text = context.words(answer.answer).to_lowercase();
            let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
            !["", "none", "no", "no gap", "nothing", "n/a"].contains(&bare)
        }
    }
}

fn flow_sla_mismatch(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let required = required(context);
    let Some(required) = only(&required) else { return };
    let fields = context.template.header.iter().zip(&context.header().fields);
    for (field, found) in fields {
        let HeaderField::Filled(Some(region)) = found else { continue };
        if !field.prompts.iter().any(|prompt| prompt.answer == Kind::Percentage) {
            continue;
        }
        let text = context.words(*region);
        let mut all = percentage::read_all(&text);
        all.retain(|read| is_availability(read.value) && !is_share(&text, read.span));
        let Some(first) = all.first().filter(|first| all.iter().all(|other| other.value == first.value))
        else {
            continue;
        };
        if first.value.percent - required.value.percent > 1e-9 && first.value.percent < 100.0 {
            let heading = required.heading.and_then(|heading| context.outline.headings.get(heading));
            let section = heading.map_or_else(String::new, |heading| context.words(heading.content()));
            let message = format!(
                "The flows need {}, but section \"{section}\" requires {} only. Raise the requirement, or correct the flows.",
                percentage::words(first.value.percent),
                percentage::words(required.value.percent)
            );
            let span = first.span.shifted(region.start);
            let mut finding = context.finding(&FLOW_SLA_MISMATCH, required.span, Subject::Place, message);
            finding.related.push(context.related(span, "what the flows need"));
            findings.push(finding);
        }
    }
}

/// Whether a percentage is a share of something that is counted, not of the time: "99.99 % of the calls in 200 ms".
fn is_share(text: &str, span: Span) -> bool {
    let behind = text.get(span.end..).unwrap_or_default().trim_start_matches(['*', '_', ' ']);
    behind.strip_prefix("of ").is_some_and(|what| {
        let what = what.strip_prefix("the ").unwrap_or(what);
        !["time", "month", "year", "minutes", "hours"].iter().any(|time| what.starts_with(time))
    })
}

fn rto_vs_ttr(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let rtos = objectives(context, Objective::Rto);
    for ttr in objectives(context, Objective::Ttr) {
        let mut beside = rtos.iter().filter(|rto| rto.is_beside(&ttr));
        let (Some(rto), None) = (beside.next(), beside.next()) else { continue };
        if ttr.value.seconds > rto.value.seconds {
            let message = format!(
                "Time to recover ({}) is longer than the RTO ({}). Make recovery faster, or agree on another RTO.",
                written(context, &ttr),
                written(context, rto)
            );
            let mut finding = context.finding(&RTO_VS_TTR, ttr.span, Subject::Place, message);
            finding.related.push(context.related(rto.span, "the RTO"));
            findings.push(finding);
        }
    }
}

fn written(context: &Context<'_>, claim: &Claim<'_, Duration>) -> String {
    context.document().slice(claim.span)
}

fn rto_vs_sla_budget(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (required, rtos) = (required(context), objectives(context, Objective::Rto));
    let (Some(required), Some(rto)) = (only(&required), only(&rtos)) else { return };
    if required.value.percent >= 100.0 {
        return;
    }
    let yearly = required
        .answer
        .is_some_and(|answer| period(&context.words(answer.answer)).is_some_and(|days| days.contains(&365)));
    let (days, period) = if yearly { (365, "a year") } else { (DAYS, "30 days") };
    let allowed = required.value.downtime_in(days);
    if rto.value.seconds <= allowed * (1.0 + TOLERANCE) {
        return;
    }
    let outside = [
        "outside the sla",
        "outside of the sla",
        "outside this sla",
        "exclud",
        "not count",
        "not part of the sla",
    ];
    let texts = [section_text(context, required.heading), section_text(context, rto.heading)];
    if texts.iter().any(|text| has_any(text, &outside)) {
        return;
    }
    let message = format!(
        "The RTO ({}) is longer than the downtime that {} allows in {period} ({}): one recovery breaks the SLA. Shorten \
the RTO, or say that a disaster is outside the SLA.",
        written(context, rto),
        percentage::words(required.value.percent),
        duration::words(allowed)
    );
    let mut finding = context.finding(&RTO_VS_SLA_BUDGET, rto.span, Subject::Place, message);
    finding.related.push(context.related(required.span, "the required SLA"));
    findings.push(finding);
}

fn backup_interval_vs_rpo(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // The same cause, told with what the Terraform says.
    if ties::is_contradicted(context, &ties::RPO_NOT_MET) {
        return;
    }
    let rpos = objectives(context, Objective::Rpo);
    let Some(rpo) = only(&rpos) else { return };
    let methods = answers_to(context, RECOVERY, "method");
    let values = || methods.iter().flat_map(|answer| answer.values.iter());
    let intervals = values().filter_map(|read| match *read.value {
        Value::Schedule(Some(interval)) => Some((interval, read.span)),
        _ => None,
    });
    let intervals = intervals.filter(|(_, span)| !is_about_something_else(context, &methods, *span));
    let Some((interval, span)) = intervals.min_by(|one, other| one.0.total_cmp(&other.0)) else { return };
    let unknown = values().any(|read| matches!(read.value, Value::Schedule(None) | Value::Continuous));
    if unknown || interval <= rpo.value.seconds * (1.0 + TOLERANCE) || is_kept_otherwise(context, rpo) {
        return;
    }
    let every = duration::words(interval);
    let message = format!(
        "Backups every {every} cannot meet the RPO ({}): up to {every} of changes may be lost. Back up more often, or keep \
changes continuously.",
        written(context, rpo)
    );
    let mut finding = context.finding(&BACKUP_INTERVAL_VS_RPO, span, Subject::Place, message);
    finding.related.push(context.related(rpo.span, "the RPO"));
    findings.push(finding);
}

/// Whether the clause around a schedule is about tests or tidying up, not about making backups.
fn is_about_something_else(context: &Context<'_>, methods: &[&Answer], span: Span) -> bool {
    let Some(answer) = methods.iter().find(|answer| answer.answer.covers(span)) else { return false };
    // In ASCII alone: the lower case of other letters may have another length.
    let text = context.words(answer.answer).to_ascii_lowercase();
    let ends = [',', ';', '.', ':', '(', ')', '\n', '\r'];
    let (before, behind) = (span.start - answer.answer.start, span.end - answer.answer.start);
    let before = text.get(..before).and_then(|before| before.rsplit(ends).next()).unwrap_or_default();
    let behind = text.get(behind..).and_then(|behind| behind.split(ends).next()).unwrap_or_default();
    let others = [
        "test", "verif", "check", "drill", "restor", "rehears", "delet", "remov", "prun", "expire", "report",
        "review",
    ];
    has_any(before, &others) || has_any(behind, &others)
}

/// Whether anything in the section keeps changes all the time, or a copy from which they can be had.
pub(super) fn is_kept_otherwise(context: &Context<'_>, rpo: &Claim<'_, Duration>) -> bool {
    // A replication group is what ElastiCache calls a cache.
    let text = section_text(context, rpo.heading).replace("replication group", "cache");
    let copies = [
        "replica",
        "replicat",
        "mirror",
        "versioning",
        "versioned",
        "journal",
        "rebuil",
        "recreat",
        "re-creat",
        "replay",
        "outbox",
        "not backed up",
    ];
    schedule::continuous(&text).is_some() || has_any(&text, &copies)
}
