//! How long logs are kept, beside what Terraform sets.

use super::{Tie, has_any, in_scope, report};
use crate::facts::evidence::text_of;
use crate::facts::{Estate, Evidence, Reading, Verdict};
use crate::model::quantity::duration::{self, Duration};
use crate::model::quantity::retention;
use crate::model::{Answer, Heading};
use crate::rules::claims::answers_to;
use crate::rules::context::Context;
use crate::rules::finding::Severity;
use crate::rules::registry::{Rule, no_fix};
use crate::schema::evidence::Subject;
use crate::text::Span;

/// Logs are kept for another time.
pub static LOG_RETENTION_DIFFERS: Rule = Rule {
    name: "log-retention-differs",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document and the Terraform keep logs for different times.",
    docs: "\
Kept too short, the logs of an incident are gone before anybody looks; a group that never expires is paid for ever.

It triggers where the section about logs gives one retention, and every log group that tells one keeps its events for \
another time. Without `retention_in_days` a CloudWatch group never expires. \"At least 30 days\" is met by more. It \
stays silent where the document gives several, where they are those of another store than the log group \
(OpenSearch, S3, Datadog), and where a value is not known.

To cure it, correct the document or the retention.",
    check: |context, findings| report(context, &LOG_RETENTION_DIFFERS, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// Places other than the log group where logs are kept.
const OTHER_STORES: [&str; 24] = [
    "opensearch",
    "elastic",
    "kibana",
    "s3",
    "bucket",
    "glacier",
    "datadog",
    "splunk",
    "loki",
    "grafana",
    "bigquery",
    "archive",
    "siem",
    "sentinel",
    "new relic",
    "sumo",
    "logit",
    "papertrail",
    "graylog",
    "index",
    "warm",
    "cold",
    "backup",
    "snapshot",
];

/// Places that Terraform's retention is about.
const GROUPS: [&str; 6] = ["cloudwatch", "group", "log analytics", "workspace", "cloud logging", "_default"];

/// How long logs are kept.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kept {
    For(Duration),
    Forever,
}

/// All ties about how long logs are kept.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    let claims = kept(context);
    let groups = Groups::of(context);
    let mut scopes: Vec<Option<&str>> = Vec::new();
    for (_, _, scope) in &claims {
        if !scopes.contains(scope) {
            scopes.push(*scope);
        }
    }
    for scope in scopes {
        let own: Vec<_> = claims.iter().filter(|(.., other)| *other == scope).collect();
        let Some(claim) = own.first() else { continue };
        if own.iter().all(|(other, ..)| *other == claim.0) {
            ties.extend(differs(context, &groups, **claim));
        }
    }
}

/// The heading of the section about logs.
fn section<'c>(context: &'c Context<'_>) -> Option<&'c Heading> {
    let section = context.template.sections.iter().position(|known| known.id.as_str() == "logs")?;
    context.outline.headings.get(context.heading_of(section)?)
}

/// The log groups of which the section about logs speaks.
struct Groups {
    /// Its text in lower case.
    text: String,
    /// The names of groups in it: `/aws/rds/orders`.
    names: Vec<String>,
}

impl Groups {
    fn of(context: &Context<'_>) -> Self {
        let text =
            section(context).map(|heading| context.words(Span::new(heading.span().start, heading.end)));
        let text = text.unwrap_or_default().to_lowercase();
        let quoted = text.split('`').skip(1).step_by(2);
        let names =
            quoted.filter(|name| name.starts_with('/') && name.len() > 1).map(str::to_owned).collect();
        Self { text, names }
    }

    /// Whether what is known about a group may be about one of which the section speaks: one that it names, where it
    /// names any; else one that is not about something that it does not mention.
    fn mean(&self, estate: &Estate<'_>, evidence: &Evidence<'_, '_>) -> bool {
        const ABOUT: [&str; 10] =
            ["lambda", "flow", "codebuild", "rotat", "waf", "trail", "api", "vpn", "route53", "build"];
        if evidence.reading == Reading::Nothing {
            return false;
        }
        let name = text_of(estate, evidence.resource, "name", None).map(|name| name.to_lowercase());
        if let (Some(name), false) = (&name, self.names.is_empty()) {
            return self
                .names
                .iter()
                .any(|named| name.starts_with(named.trim_end_matches(['*', '…', '/', '.'])));
        }
        let own = format!("{} {}", evidence.resource.address.to_lowercase(), name.unwrap_or_default());
        let kind = evidence.resource.kind;
        ABOUT.iter().all(|word| !(own.contains(word) || kind.contains(word)) || self.text.contains(word))
    }
}

/// What the section about logs says about how long they are kept.
fn kept<'c>(context: &'c Context<'_>) -> Vec<(Kept, Span, Option<&'c str>)> {
    let prompts = ["export", "shipping", "kibana"];
    let answers: Vec<&Answer> =
        prompts.iter().flat_map(|prompt| answers_to(context, "logs", prompt)).collect();
    let places = match section(context) {
        Some(heading) => vec![Span::new(heading.span().end, heading.end)],
        None => answers.iter().map(|answer| answer.answer).collect(),
    };
    let mut found = Vec::new();
    for place in places {
        let text = visible(&context.words(place));
        let said = retention::read_all(&text).into_iter().map(|read| (Kept::For(read.value), read.span));
        let forever =
            ["never expire", "kept forever", "kept for ever", "kept indefinitely", "retained indefinitely"];
        let lower = text.to_ascii_lowercase();
        let forever = forever.iter().filter_map(|words| {
            let at = lower.find(words)?;
            Some((Kept::Forever, Span::new(at, at + words.len())))
        });
        for (kept, span) in said.chain(forever) {
            if is_elsewhere(&lower, span) {
                continue;
            }
            let span = span.shifted(place.start);
            let row = answers.iter().find(|answer| {
                answer.answer.start <= span.start && span.end <= answer.answer.end && answer.scope.is_some()
            });
            found.push((kept, span, row.and_then(|answer| answer.scope.as_deref())));
        }
    }
    found
}

/// A text with its comments blanked, each byte in its place.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        shown.push_str(before);
        let (comment, behind) =
            comment.split_once("-->").map_or((comment, None), |(it, behind)| (it, Some(behind)));
        let blank = comment.len() + "<!--".len() + behind.map_or(0, |_| "-->".len());
        shown.extend(std::iter::repeat_n(' ', blank));
        rest = behind.unwrap_or_default();
    }
    shown.push_str(rest);
    shown
}

/// Whether a retention is that of another store: the last that is named before it in its sentence, or behind it.
fn is_elsewhere(text: &str, span: Span) -> bool {
    let (before, behind) =
        (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default());
    let before = before.rsplit(['\n', '|', ';', '→']).next().unwrap_or_default();
    let before = before.rsplit(". ").next().unwrap_or_default();
    let behind = behind.split([',', ';', '.', '\n', '|', '→', ')']).next().unwrap_or_default();
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    let (other, own) = (last(&OTHER_STORES), last(&GROUPS));
    if has_any(behind, &OTHER_STORES) {
        return true;
    }
    match (other, own) {
        (Some(other), Some(own)) => other > own,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => has_any(text, &OTHER_STORES) && !has_any(text, &GROUPS),
    }
}

fn differs(
    context: &Context<'_>,
    groups: &Groups,
    (said, span, scope): (Kept, Span, Option<&str>),
) -> Option<Tie> {
    let evidence = in_scope(super::evidence(context, Subject::LogRetention), scope);
    let meant: Vec<_> = evidence.iter().filter(|evidence| groups.mean(context.estate(), evidence)).collect();
    let proofs = super::proofs(
        meant,
        |evidence| Verdict::of(kept_by(evidence).map(|kept| agrees(said, kept))),
        |proof, evidence| {
            let finite = kept_by(evidence).filter(|kept| *kept > 0.0);
            proof.claiming(|| finite.map(duration::words)).wanting(|| days_for(said, evidence))
        },
    );
    if proofs.is_empty() {
        return None;
    }
    let written = context.words(span);
    let claim = match said {
        Kept::For(_) => format!("Logs are kept {written}"),
        Kept::Forever => "Logs are kept for ever".to_owned(),
    };
    let tie = Tie::new(&LOG_RETENTION_DIFFERS, claim.clone(), span, proofs);
    Some(tie.saying(|proof| {
        let own = evidence.iter().filter(|evidence| evidence.resource.address == proof.address);
        let is_forever = own.map(|evidence| &evidence.reading).any(|kept| *kept == Reading::Seconds(0.0));
        let forever = if is_forever { ", which keeps them for ever" } else { "" };
        format!("{claim} here, but `{}`: {}{forever}. Correct one of the two.", proof.address, proof.said)
    }))
}

/// How long a group keeps its events, in seconds; 0 for ever. For Google 0 is the default instead.
fn kept_by(evidence: &Evidence<'_, '_>) -> Option<f64> {
    let is_default = |kept: &f64| *kept <= 0.0 && evidence.resource.kind.starts_with("google");
    evidence.reading.seconds().filter(|kept| !is_default(kept))
}

/// The days to set for what is said, of those that AWS accepts.
fn days_for(said: Kept, evidence: &Evidence<'_, '_>) -> Option<String> {
    const ACCEPTED: [u32; 22] = [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
        3653,
    ];
    if evidence.resource.kind != "aws_cloudwatch_log_group" {
        return None;
    }
    match said {
        Kept::Forever => Some("0".to_owned()),
        Kept::For(duration) => {
            let seconds = |days: u32| f64::from(days) * 86_400.0;
            let off = |days: u32| (seconds(days) - duration.seconds).abs();
            let days = ACCEPTED.iter().min_by(|one, other| off(**one).total_cmp(&off(**other)));
            let days = days.filter(|days| agrees(said, seconds(**days)));
            days.map(u32::to_string)
        }
    }
}

/// Whether so many seconds, or 0 for ever, are what is said. Only some numbers of days can be set: a year is 365, 13
/// months are 400.
fn agrees(said: Kept, kept: f64) -> bool {
    const ROUNDING: f64 = 0.03;
    let forever = kept <= 0.0;
    match said {
        Kept::Forever => forever,
        Kept::For(duration) if forever => retention::agrees(&duration, f64::INFINITY),
        Kept::For(duration) => {
            let near = (kept - duration.seconds).abs() <= duration.seconds * ROUNDING;
            near || retention::agrees(&duration, kept)
        }
    }
}
