//! Metrics with their thresholds: `CPU > 70 % warn / 90 % critical; FreeStorageSpace < 10 %; memory`.

use super::Read;
pub use super::threshold::{Comparison, Severity, Threshold};
use super::threshold::{comparison, severity, threshold};
use super::token::{Kind, Token, Tokens};

/// A metric of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// What is measured.
    pub name: Read<String>,
    /// Its thresholds, each with the span from the comparison to the unit.
    pub thresholds: Vec<Read<Threshold>>,
    /// Every word of severity, also one without a threshold.
    pub severities: Vec<Read<Severity>>,
}

/// The metrics of a list; items stand apart by `;`, `,`, line breaks and bars. Prose is left out.
pub fn read_all(text: &str) -> Vec<Read<Metric>> {
    let tokens = Tokens::of(text);
    let mut found = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let end = item_end(&tokens, start);
        found.extend(item(&tokens, start, end));
        start = end.max(start + 1);
    }
    found
}

/// The place behind an item: before a separator, or before `and` and `or` once it has a threshold.
fn item_end(tokens: &Tokens, start: usize) -> usize {
    let mut at = start;
    let mut has_threshold = false;
    while let Some(token) = tokens.get(at) {
        let next = at + 1;
        let apart = match token.text {
            ";" => true,
            "|" | "," => !continues(tokens, next),
            "." => !tokens.glued(next),
            "and" | "or" => has_threshold && !continues(tokens, next),
            _ => false,
        };
        if at > start && (apart || token.opens_line && !continues(tokens, at)) {
            return at;
        }
        at = match threshold(tokens, at) {
            Some((_, end)) => {
                has_threshold = true;
                end
            }
            None => next,
        };
    }
    at
}

/// Whether what stands here belongs to the metric before it: a comparison, a number, a severity, who is called.
fn continues(tokens: &Tokens, at: usize) -> bool {
    tokens.number(at).is_some()
        || comparison(tokens, at).is_some()
        || tokens.get(at).is_some_and(|token| severity(token).is_some())
        || tokens.is_any(at, &["for", "within", "over", "@", "page", "pages", "then"])
}

fn item(tokens: &Tokens, start: usize, end: usize) -> Option<Read<Metric>> {
    let (mut thresholds, mut severities) = (Vec::<Read<Threshold>>::new(), Vec::new());
    // A severity before the first threshold belongs to the one behind it, otherwise to the one before.
    let mut waiting: Option<Severity> = None;
    let mut leads = false;
    let mut name_end = end;
    let mut at = start;
    while at < end {
        if let Some((read, next)) = threshold(tokens, at).filter(|(_, next)| *next <= end) {
            name_end = name_end.min(at);
            let severity = if leads { waiting.take() } else { None };
            thresholds.push(Read::new(Threshold { severity, ..read.value }, read.span));
            at = next;
            continue;
        }
        if let Some((severity, token)) = tokens.get(at).and_then(|token| Some((severity(token)?, token)))
            && at > start
        {
            name_end = name_end.min(at);
            severities.push(Read::new(severity, token.span));
            leads |= thresholds.is_empty();
            match thresholds.last_mut() {
                Some(last) if !leads => last.value.severity = last.value.severity.or(Some(severity)),
                _ => waiting = Some(severity),
            }
        }
        at += 1;
    }
    let (from, to) = name(tokens, start, name_end)?;
    let span = tokens.span(from, to);
    let text: Vec<&str> = (from..to).filter_map(|at| tokens.get(at)).map(|token| token.text).collect();
    let last = (from..end).rev().find(|at| tokens.get(*at).is_some_and(|token| !is_separator(token)))?;
    let whole = tokens.span(from, last + 1);
    let name = Read::new(joined(tokens, from, &text), span);
    Some(Read::new(Metric { name, thresholds, severities }, whole))
}

fn is_separator(token: &Token) -> bool {
    token.is_any(&[";", ",", ".", "|", ":", "-", "•", "and", "or"]) || token.is_dash()
}

/// The tokens with one space where the text has any.
fn joined(tokens: &Tokens, from: usize, words: &[&str]) -> String {
    let mut name = String::new();
    for (at, word) in (from..).zip(words) {
        if at > from && !tokens.glued(at) {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

/// The name within an item: behind a label with a colon, without separators, and no longer than a name can be.
fn name(tokens: &Tokens, start: usize, end: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 7;
    let trivial = |at: usize| {
        let around = [
            "the", "is", "at", "when", "if", "metrics", "metric", "goes", "rises", "falls", "drops", "stays",
        ];
        tokens.get(at).is_none_or(|token| {
            is_separator(token) || token.is_any(&around) || token.is_any(&["(", ")", "→"])
        })
    };
    let label = (start..end).rev().find(|at| tokens.is(*at, ":") && !tokens.glued(at + 1) && at + 1 < end);
    let label = label.filter(|at| (at + 1..end).any(|at| !trivial(at)));
    let mut from = label.map_or(start, |at| at + 1);
    let mut to = end;
    while from < to && trivial(from) {
        from += 1;
    }
    while from < to && trivial(to - 1) {
        to -= 1;
    }
    let words = (from..to).filter(|at| tokens.word(*at).is_some()).count();
    let joins = ["-", "/", ".", "(", ")", "&", "'", "+", "%"];
    let plain = (from..to)
        .all(|at| tokens.get(at).is_some_and(|token| token.kind != Kind::Sign || token.is_any(&joins)));
    (plain && (1..=LONGEST).contains(&words)).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let one = |read: &Read<Metric>| {
            let metric = &read.value;
            let mut words = vec![metric.name.value.clone()];
            for threshold in &metric.thresholds {
                let Threshold { comparison, amount, unit, severity } = &threshold.value;
                let severity = severity.map_or(String::new(), |severity| format!(" {severity:?}"));
                words.push(format!("[{comparison:?} {amount}{unit}{severity}]"));
            }
            if metric.thresholds.is_empty() {
                words.extend(metric.severities.iter().map(|severity| format!("{:?}", severity.value)));
            }
            words.join(" ")
        };
        read_all(text).iter().map(one).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn metrics_are_read() {
        for (text, expected) in [
            (
                "CPU > 70 % warn / 90 % critical; FreeStorageSpace < 10 %; memory",
                "CPU [Above 70% Warning] [Unsaid 90% Critical] | FreeStorageSpace [Below 10%] | memory",
            ),
            (
                "`CPU` 70 % warn / 90 % crit; FreeStorageSpace < 10 %",
                "CPU [Unsaid 70% Warning] [Unsaid 90% Critical] | FreeStorageSpace [Below 10%]",
            ),
            ("CPU > 60 % 5 min; queue depth > 1 000", "CPU [Above 60%] | queue depth [Above 1000]"),
            ("connections > 1,000, warning, disk", "connections [Above 1000 Warning] | disk"),
            ("CPU, memory, disk and items", "CPU | memory | disk and items"),
            (
                "- CPU: warning at 70 %, critical at 90 %\n- disk",
                "CPU [Unsaid 70% Warning] [Unsaid 90% Critical] | disk",
            ),
            ("disk < 10 %: page; runbook link", "disk [Below 10% Critical] | runbook link"),
            ("| CPU | > 80 % for 5 min | warning |", "CPU [Above 80% Warning]"),
            ("latency > 250 ms for 10 min, pages @sre-oncall", "latency [Above 250ms Critical]"),
            (
                "Metric: throughput above 70 % or free storage below 20 %.",
                "throughput [Above 70%] | free storage [Below 20%]",
            ),
            ("p99 latency ≥ 1.5 s", "p99 latency [AtLeast 1.5s]"),
            ("5xx errors > 1 % over 5 min", "5xx errors [Above 1%]"),
            ("connections 500 critical", "connections [Unsaid 500 Critical]"),
            ("replication lag: critical", "replication lag Critical"),
            ("throughput > 10 MB/s", "throughput [Above 10MB/s]"),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }

    #[test]
    fn spans_are_exact() {
        let text = "- **CPU** > 70 % warn / 90 % critical; disk";
        let found = read_all(text);
        let cpu = &found[0];
        assert_eq!(cpu.span.of(text), "CPU** > 70 % warn / 90 % critical");
        assert_eq!(cpu.value.name.span.of(text), "CPU");
        let thresholds: Vec<_> = cpu.value.thresholds.iter().map(|read| read.span.of(text)).collect();
        assert_eq!(thresholds, ["> 70 %", "90 %"]);
        let severities: Vec<_> = cpu.value.severities.iter().map(|read| read.span.of(text)).collect();
        assert_eq!(severities, ["warn", "critical"]);
        assert_eq!(found[1].span.of(text), "disk");
    }

    #[test]
    fn prose_is_no_metric() {
        for text in [
            "",
            "; , .",
            "We look at the dashboard every morning and call the vendor when something seems odd",
            "70 %",
            "> 80 %",
            "bucket = module(x); $15.40",
        ] {
            assert_eq!(written(text), "", "{text}");
        }
    }
}
