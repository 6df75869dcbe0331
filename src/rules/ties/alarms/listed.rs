//! The alerts that a document lists: as answers, as items and rows of its section about monitoring.

use std::cell::OnceCell;

use super::alarm::Alarm;
use crate::model::quantity::metrics::{self, Severity, Threshold};
use crate::model::{Said, Value};
use crate::rules::claims::answers_to;
use crate::rules::context::Context;
use crate::schema::metrics::{Metric, meant};
use crate::text::Span;

/// The section that asks what is monitored.
const MONITORING: &str = "monitoring-alerts";

/// Words for metrics that mean one thing only, whatever the service.
pub(super) const PLAIN: [&str; 10] = [
    "cpu",
    "memory",
    "disk",
    "connections",
    "replication lag",
    "credits",
    "swap",
    "evictions",
    "message age",
    "dtu",
];

/// A metric that the document lists.
pub(super) struct Listed {
    /// What it is called.
    pub name: String,
    /// Its thresholds.
    pub thresholds: Vec<Threshold>,
    /// Whether somebody is woken.
    pub critical: bool,
    /// Where it stands.
    pub span: Span,
    /// Whether it holds for a part only of what the document is about.
    pub is_scoped: bool,
    /// The metrics of the table that it may mean, looked up once.
    metrics: OnceCell<Vec<&'static Metric>>,
}

impl Listed {
    /// Whether it is one that an alarm is about, by the name or a word for it.
    pub fn is(&self, alarm: &Alarm<'_>) -> bool {
        alarm.metric.as_ref().is_some_and(|metric| {
            let known = self.metrics();
            says(&self.name, &metric.name)
                || metric.metrics().any(|one| known.iter().any(|other| std::ptr::eq(one, *other)))
        })
    }

    /// The metrics of the table that it may mean.
    pub fn metrics(&self) -> &[&'static Metric] {
        self.metrics.get_or_init(|| meant(&self.name))
    }

    /// Whether an alarm is about exactly what is meant: the very metric, or a word that means one thing only.
    pub fn is_exactly(&self, alarm: &Alarm<'_>) -> bool {
        let Some(metric) = &alarm.metric else { return false };
        let known = self.metrics();
        let names_it = |name: &str| is_name(name) && says(&self.name, name);
        let names_one = known.iter().flat_map(|it| &it.names).any(|it| names_it(&it.name));
        match known {
            [one] if !names_one && PLAIN.contains(&one.word.as_str()) => self.is(alarm),
            _ => names_it(&metric.name),
        }
    }

    fn is_denied(&self) -> bool {
        let denies = ["no", "not", "none", "without", "never", "nothing", "nobody"];
        self.name.split(|c: char| !c.is_alphanumeric()).any(|word| denies.contains(&&*word.to_lowercase()))
    }
}

/// Whether a name of a metric is no word that anybody may use: `FreeStorageSpace`, `cpu_percent`, not `Errors`.
fn is_name(name: &str) -> bool {
    let mut rest = name.chars().skip(1);
    rest.any(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '/' | '.'))
}

/// Whether a text has a name of a metric, however its words are put together.
pub(super) fn says(text: &str, name: &str) -> bool {
    let (text, name) = (squashed(text), squashed(name));
    name.len() > 2 && text.contains(&name)
}

fn squashed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The metrics that the document lists, in the order of the text.
pub(super) fn listed(context: &Context<'_>) -> Vec<Listed> {
    let mut found: Vec<Listed> = Vec::new();
    for prompt in ["critical", "metrics"] {
        for answer in answers_to(context, MONITORING, prompt) {
            for read in answer.values.iter().filter(|_| answer.said == Said::Something) {
                let Value::Metric { name, thresholds } = read.value else { continue };
                let wakes = thresholds.iter().any(|it| it.severity == Some(Severity::Critical));
                let listed = Listed {
                    name: name.clone(),
                    thresholds: thresholds.clone(),
                    critical: prompt == "critical" || wakes,
                    span: read.span,
                    is_scoped: answer.scope.is_some(),
                    metrics: OnceCell::new(),
                };
                push(&mut found, listed);
            }
        }
    }
    for (text, start) in lines(context) {
        for read in metrics::read_all(&text) {
            let metric = read.value;
            let critical = metric.severities.iter().any(|it| it.value == Severity::Critical);
            // Without a threshold it may be anything: a column, a remark.
            if metric.thresholds.is_empty() {
                continue;
            }
            let listed = Listed {
                name: metric.name.value,
                thresholds: metric.thresholds.into_iter().map(|it| it.value).collect(),
                critical,
                span: read.span.shifted(start),
                is_scoped: false,
                metrics: OnceCell::new(),
            };
            push(&mut found, listed);
        }
    }
    found.sort_by_key(|listed| listed.span.start);
    found
}

/// Adds a metric; one that stands at the same place without a threshold, as in a cell of a row, is the same.
fn push(found: &mut Vec<Listed>, listed: Listed) {
    let mut listed = listed;
    if listed.is_denied() {
        return;
    }
    let overlaps = |known: &Listed| known.span.start < listed.span.end && listed.span.start < known.span.end;
    if let Some(known) = found.iter_mut().find(|known| overlaps(known)) {
        if known.thresholds.is_empty() && !listed.thresholds.is_empty() {
            listed.critical |= known.critical;
            listed.is_scoped |= known.is_scoped;
            *known = listed;
        }
        return;
    }
    found.push(listed);
}

/// The items and rows of the section, each with its place.
fn lines(context: &Context<'_>) -> Vec<(String, usize)> {
    let sections = context.template.sections.iter().enumerate();
    let mut sections = sections.filter(|(_, known)| known.id.as_str() == MONITORING);
    let heading = sections.find_map(|(index, _)| context.heading_of(index));
    let Some(heading) = heading.and_then(|heading| context.outline.headings.get(heading)) else {
        return Vec::new();
    };
    let start = heading.span().end;
    let text = context.words(Span::new(start, heading.end));
    let mut at = start;
    let (mut in_fence, mut in_comment) = (false, false);
    let mut found = Vec::new();
    for line in text.split_inclusive(['\n', '\r']) {
        let begins = line.trim_start();
        if begins.starts_with("```") || begins.starts_with("~~~") {
            in_fence = !in_fence;
        }
        in_comment |= begins.starts_with("<!--");
        let is_listed = ["- ", "* ", "+ ", "|"].iter().any(|mark| begins.starts_with(mark));
        if is_listed && !in_fence && !in_comment {
            found.push((line.to_owned(), at));
        }
        in_comment &= !line.contains("-->");
        at += line.len();
    }
    found
}
