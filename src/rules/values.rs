//! Answers whose value cannot be used as it stands.

use super::claims::{availabilities, header_labels, section_text};
use super::context::Context;
use super::finding::{Finding, Fix, Severity, Subject};
use super::registry::{Rule, no_fix};
use crate::model::quantity::date::{self, Date};
use crate::model::quantity::percentage;
use crate::model::{Answer, Entry, Said, Value};
use crate::schema::{Answer as Kind, Meaning, name_key};
use crate::text::{Edit, Span};

/// A date that can be read in two ways, or that no calendar has.
pub static INVALID_DATE: Rule = Rule {
    name: "invalid-date",
    severity: Severity::Warning,
    by_default: true,
    summary: "A date is ambiguous or does not exist.",
    docs: "\
`03/04/2026` is the third of April to one reader and the fourth of March to the next.

It triggers in header fields and answers that are dates: where day and month cannot be told apart or the year has two \
digits, and on days that no month has. `2026-04-03` and `3 April 2026` are clear.

To cure it, write the date as `YYYY-MM-DD`; where only one reading is possible, the fix does it.",
    check: invalid_date,
    in_terraform: false,
    fixes: write_date,
};

/// An availability that cannot be a target.
pub static INVALID_PERCENTAGE: Rule = Rule {
    name: "invalid-percentage",
    severity: Severity::Warning,
    by_default: true,
    summary: "An SLA is not a usable percentage.",
    docs: "\
100 % can neither be bought nor kept, and more than that is a slip of the keyboard. A decimal comma is read as a \
separator of thousands by some readers and by most tools.

It looks at the first availability in the answers about the required SLA and the provider's; other percentages \
(`CPU > 80 %`, credits of 10 %) are left alone.

To cure it, give the availability that is required: `99.95 %`.",
    check: invalid_percentage,
    in_terraform: false,
    fixes: write_decimal_point,
};

/// A length of time has no unit.
pub static DURATION_WITHOUT_UNIT: Rule = Rule {
    name: "duration-without-unit",
    severity: Severity::Warning,
    by_default: true,
    summary: "A length of time has no unit.",
    docs: "\
`RPO: 15` is fifteen minutes to who wrote it and fifteen hours to who has to restore.

It triggers where the whole answer to a prompt that asks for a length of time is a number. `0` needs no unit.

To cure it, add the unit: `15 min`.",
    check: duration_without_unit,
    in_terraform: false,
    fixes: no_fix,
};

/// A window has no time zone.
pub static WINDOW_WITHOUT_TIMEZONE: Rule = Rule {
    name: "window-without-timezone",
    severity: Severity::Information,
    by_default: true,
    summary: "A maintenance window has no time zone.",
    docs: "\
Providers keep windows in UTC; people read them in their own time. The two are hours apart, and differently in summer.

It triggers on a window in an answer to the prompt for it. The provider's own form (`sun:03:00-sun:04:00`) is UTC.

To cure it, name the zone: `Sun 03:00–04:00 UTC`.",
    check: window_without_timezone,
    in_terraform: false,
    fixes: no_fix,
};

/// A priority has no names behind it.
pub static PRIORITY_WITHOUT_NAMES: Rule = Rule {
    name: "priority-without-names",
    severity: Severity::Information,
    by_default: true,
    summary: "A priority lists no test or policy.",
    docs: "\
P0 blocks the merge: what exactly does? Without a name nothing can be looked up or be missing.

It triggers on `P0:` and its like with nothing behind it. `P0: none — static resource` says that there are none.

To cure it, name the tests or policies, or say that there are none.",
    check: priority_without_names,
    in_terraform: false,
    fixes: no_fix,
};

/// An alert has no threshold.
pub static ALERT_WITHOUT_THRESHOLD: Rule = Rule {
    name: "alert-without-threshold",
    severity: Severity::Hint,
    by_default: true,
    summary: "A monitored metric has no threshold, while others have.",
    docs: "\
A metric without a threshold is watched by nobody: no alarm can be made of it, and none can be held against it.

It triggers on a metric in the answers about monitored metrics and critical alerts where another one in the same \
answer has a threshold. States (`disk full`, `no primary`) need none, and sentences are left alone. A list without any \
threshold is a list of metrics.

To cure it, add the threshold: `CPU > 80 % for 10 min`.",
    check: alert_without_threshold,
    in_terraform: false,
    fixes: no_fix,
};

/// The answers to prompts of this kind.
fn of_kind<'c>(context: &'c Context<'_>, kind: Kind) -> impl Iterator<Item = &'c Answer> {
    let asks =
        move |answer: &&Answer| super::answers::prompts(context, answer).any(|prompt| prompt.answer == kind);
    context.answers().iter().filter(asks)
}

/// Whether a header field is a date.
fn is_date(context: &Context<'_>, field: usize) -> bool {
    let field = context.template.header.get(field);
    field.is_some_and(|field| field.prompts.iter().any(|prompt| prompt.answer == Kind::Date))
}

/// The entries of the front matter, with the place that their spans are relative to.
fn front_matter<'c>(context: &Context<'c>) -> impl Iterator<Item = (usize, &'c Entry)> {
    let front_matter = context.document().front_matter();
    front_matter
        .into_iter()
        .flat_map(|(base, front_matter)| front_matter.entries.iter().map(move |entry| (base, entry)))
}

/// The dates of header fields and answers.
fn dates(context: &Context<'_>) -> Vec<(Date, Span)> {
    let mut found: Vec<(Date, Span)> = Vec::new();
    let template = context.requirements.template;
    for (_, value) in header_labels(context).filter(|(field, _)| is_date(context, *field)) {
        let read = date::read(&context.document().slice(value));
        found.extend(read.map(|read| (read.value, read.span.shifted(value.start))));
    }
    for (base, entry) in front_matter(context) {
        let value = entry.values.first();
        let dated =
            context.document().vocabulary().name(&name_key(&entry.key.text)).any(|(owner, meaning)| {
                owner == template && matches!(meaning, Meaning::Field(field) if is_date(context, field))
            });
        if let Some(value) = value.filter(|_| dated) {
            let place = value.span.shifted(base);
            let read = date::read(&context.document().slice(place));
            found.extend(read.map(|read| (read.value, read.span.shifted(place.start))));
        }
    }
    for answer in of_kind(context, Kind::Date) {
        found.extend(answer.values.iter().filter_map(|read| match *read.value {
            Value::Date(date) => Some((date, read.span)),
            _ => None,
        }));
    }
    found
}

fn invalid_date(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (date, span) in dates(context) {
        let text = context.document().slice(span);
        let message = match date {
            Date::Day(_) => continue,
            // A year that is written out leaves one reading only.
            Date::Ambiguous(Some(day)) if text.contains(&day.year().to_string()) => continue,
            Date::Ambiguous(Some(day)) => format!("Date \"{text}\" is easily misread; write {day}."),
            Date::Ambiguous(None) => {
                format!("Date \"{text}\" is ambiguous: day and month can be swapped. Write it as YYYY-MM-DD.")
            }
            Date::Invalid => format!("Date \"{text}\" does not exist. Write it as YYYY-MM-DD."),
        };
        findings.push(context.finding(&INVALID_DATE, span, Subject::Place, message));
    }
}

fn write_date(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let found = dates(context).into_iter().find(|(_, span)| *span == finding.span);
    let Some((Date::Ambiguous(Some(day)), span)) = found else { return Vec::new() };
    let edits = vec![(context.requirements.path.clone(), Edit::replace(span, day.to_string()))];
    vec![Fix { title: format!("Write the date as {day}"), edits, certain: true, document_wide: false }]
}

fn invalid_percentage(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for prompt in ["required", "provider"] {
        let mut claims = availabilities(context, prompt);
        claims.dedup_by_key(|claim| claim.answer.map(|answer| answer.label));
        for claim in claims {
            let text = context.document().slice(claim.span);
            let percent = claim.value.percent;
            let message = if percent > 100.0 {
                format!("\"{text}\" is more than all of the time; an SLA is below 100 %.")
            } else if percent >= 100.0 {
                format!(
                    "\"{text}\" is not a usable SLA: nothing is up all of the time. Give what is required: 99.95 %, for example."
                )
            } else if claim.value.decimal_comma {
                format!("\"{text}\" has a decimal comma; write {}.", percentage::words(percent))
            } else {
                continue;
            };
            findings.push(context.finding(&INVALID_PERCENTAGE, claim.span, Subject::Place, message));
        }
    }
}

fn write_decimal_point(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let text = context.document().slice(finding.span);
    let decimal =
        percentage::read(&text).is_some_and(|read| read.value.decimal_comma && read.value.percent < 100.0);
    if !decimal {
        return Vec::new();
    }
    let edits =
        vec![(context.requirements.path.clone(), Edit::replace(finding.span, text.replacen(',', ".", 1)))];
    vec![Fix { title: "Write a decimal point".to_owned(), edits, certain: true, document_wide: false }]
}

fn duration_without_unit(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for answer in of_kind(context, Kind::Duration) {
        for read in answer.values.iter().filter(|read| matches!(read.value, Value::Unitless(_))) {
            let text = context.document().slice(read.span);
            let named = super::answers::named(context, answer);
            let message = format!("{named} is {text} of what? Add the unit: {text} min, {text} h.");
            findings.push(context.finding(&DURATION_WITHOUT_UNIT, read.span, Subject::Place, message));
        }
    }
}

fn window_without_timezone(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for answer in of_kind(context, Kind::Window) {
        let zoneless = |value: &Value| matches!(value, Value::Window(window) if window.zone.is_none());
        // Beside one with its zone, another is mostly the same in local time.
        if answer.values.iter().any(|read| matches!(read.value, Value::Window(_)) && !zoneless(read.value)) {
            continue;
        }
        for read in answer.values.iter().filter(|read| zoneless(read.value)) {
            if !says_zone(context, answer) {
                let text = context.document().slice(read.span);
                let message = format!(
                    "Window \"{text}\" has no time zone; providers keep windows in UTC. Name the zone."
                );
                findings.push(context.finding(&WINDOW_WITHOUT_TIMEZONE, read.span, Subject::Place, message));
            }
        }
    }
}

/// Whether the section of an answer, or what stands above all sections, says in which zone its times are.
fn says_zone(context: &Context<'_>, answer: &Answer) -> bool {
    let first = context.outline.headings.iter().find(|heading| heading.sections().next().is_some());
    let above = first.map_or(0, |heading| heading.span().start);
    let texts = [
        section_text(context, context.section_heading(answer.label.start)),
        context.words(Span::new(0, above)).to_lowercase(),
    ];
    let says = ["time zone", "timezone", "times are", "times in", "all times"];
    texts.iter().any(|text| says.iter().any(|says| text.contains(says)))
}

fn priority_without_names(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut empty: Vec<(Span, String)> = Vec::new();
    for answer in of_kind(context, Kind::Priorities) {
        if answer.said == Said::Nothing && !answer.leads {
            empty.extend(super::answers::priority(context, answer).map(|label| (answer.label, label)));
        }
        empty.extend(answer.values.iter().filter_map(|read| match &read.value {
            Value::Priority { label, named: false } => Some((read.span, label.clone())),
            _ => None,
        }));
    }
    for (span, label) in empty {
        let message = format!("{label} lists nothing. Name what is {label}, or say that there is none.");
        findings.push(context.finding(&PRIORITY_WITHOUT_NAMES, span, Subject::Place, message));
    }
}

/// Words of which the names of metrics that need a threshold are made. What is down or full needs none.
const METRIC_WORDS: [&str; 76] = [
    "age",
    "available",
    "average",
    "backlog",
    "balance",
    "bandwidth",
    "cache",
    "client",
    "clients",
    "connected",
    "connection",
    "connections",
    "consumer",
    "count",
    "cpu",
    "credit",
    "current",
    "database",
    "depth",
    "disk",
    "engine",
    "error",
    "errors",
    "evicted",
    "evictions",
    "free",
    "heap",
    "hit",
    "hits",
    "io",
    "iops",
    "item",
    "items",
    "jvm",
    "keys",
    "lag",
    "latency",
    "length",
    "load",
    "mem",
    "memory",
    "message",
    "messages",
    "misses",
    "network",
    "number",
    "of",
    "oldest",
    "open",
    "p50",
    "p90",
    "p95",
    "p99",
    "percentage",
    "pressure",
    "queue",
    "rate",
    "ratio",
    "read",
    "replica",
    "replication",
    "request",
    "requests",
    "response",
    "sessions",
    "size",
    "space",
    "storage",
    "swap",
    "throughput",
    "time",
    "usage",
    "used",
    "utilisation",
    "utilization",
    "write",
];

/// Whether this is surely the name of a metric that needs a threshold: `replication lag`, `FreeStorageSpace`.
fn is_metric(name: &str) -> bool {
    let mut words = vec![String::new()];
    let mut letters = name.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let begins = letter.is_uppercase()
            && (before.is_lowercase() || letters.peek().is_some_and(|next| next.is_lowercase()));
        if letter == ' ' || begins {
            words.push(String::new());
        }
        if letter != ' '
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
        before = letter;
    }
    words.retain(|word| !word.is_empty());
    words.iter().all(|word| METRIC_WORDS.contains(&word.as_str())) && words.iter().any(|word| word != "of")
}

/// Whether nothing but metrics follow on the same line. A figure may be the threshold of several, as in
/// `CPU, memory and disk > 80 %`; words may say more.
fn ends_its_line(context: &Context<'_>, answer: &Answer, span: Span) -> bool {
    let behind = context.words(Span::new(span.end, answer.answer.end.max(span.end)));
    let line = behind.split([';', '\n', '\r']).next().unwrap_or_default();
    let mut parts = line.split(',').map(|part| part.trim_matches([' ', '.', '*', '_', '`', ')']));
    parts.all(|part| part.is_empty() || is_metric(part))
}

fn alert_without_threshold(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let watched = |answer: &&Answer| {
        let section = context.template.sections.get(answer.section);
        section.is_some_and(|section| section.id.as_str() == "monitoring-alerts")
    };
    for answer in of_kind(context, Kind::Metrics).filter(watched) {
        let metrics = answer.values.iter().filter_map(|read| match &read.value {
            Value::Metric { name, thresholds } => Some((read.span, name, !thresholds.is_empty())),
            _ => None,
        });
        let metrics: Vec<_> = metrics.collect();
        if !metrics.iter().any(|(.., limited)| *limited) {
            continue;
        }
        for (span, name, _) in metrics.iter().filter(|(_, name, limited)| !limited && is_metric(name)) {
            if !ends_its_line(context, answer, *span) {
                continue;
            }
            let message = format!(
                "\"{name}\" has no threshold, unlike the others here. Above or below what is it an alert?"
            );
            findings.push(context.finding(&ALERT_WITHOUT_THRESHOLD, *span, Subject::Place, message));
        }
    }
}
