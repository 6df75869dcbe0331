//! Thresholds of metrics: `> 70 %`, `below 20 GB`, `90 % critical`.

use super::Read;
use super::amount::amount_at;
use super::token::{Kind, Token, Tokens};

/// How a metric is compared with a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `>`, `above`.
    Above,
    /// `≥`, `at least`.
    AtLeast,
    /// `<`, `below`.
    Below,
    /// `≤`, `at most`.
    AtMost,
    /// `CPU 70 % warn`.
    Unsaid,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// `info`, `low`.
    Info,
    /// `warn`, `warning`.
    Warning,
    /// `critical`, `crit`, `page`, `pages`.
    Critical,
}

/// A value at which something happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// On which side of the value.
    pub comparison: Comparison,
    /// The value.
    pub amount: f64,
    /// Its unit as written: `%`, `ms`; empty where there is none.
    pub unit: String,
    /// How bad that is, where it is said.
    pub severity: Option<Severity>,
}

pub(super) fn severity(token: &Token) -> Option<Severity> {
    Some(match token.text.to_lowercase().as_str() {
        "info" | "information" | "informational" => Severity::Info,
        "warn" | "warns" | "warning" | "warnings" => Severity::Warning,
        "critical" | "crit" | "page" | "pages" => Severity::Critical,
        _ => return None,
    })
}

pub(super) fn comparison(tokens: &Tokens, at: usize) -> Option<(Comparison, usize)> {
    const WORDS: [(&[&str], Comparison); 19] = [
        (&[">", "="], Comparison::AtLeast),
        (&["<", "="], Comparison::AtMost),
        (&["≥"], Comparison::AtLeast),
        (&["≤"], Comparison::AtMost),
        (&[">"], Comparison::Above),
        (&["<"], Comparison::Below),
        (&["above"], Comparison::Above),
        (&["over"], Comparison::Above),
        (&["exceeds"], Comparison::Above),
        (&["exceeding"], Comparison::Above),
        (&["more", "than"], Comparison::Above),
        (&["greater", "than"], Comparison::Above),
        (&["higher", "than"], Comparison::Above),
        (&["below"], Comparison::Below),
        (&["under"], Comparison::Below),
        (&["less", "than"], Comparison::Below),
        (&["lower", "than"], Comparison::Below),
        (&["at", "least"], Comparison::AtLeast),
        (&["at", "most"], Comparison::AtMost),
    ];
    let (words, comparison) = WORDS.iter().find(|(words, _)| tokens.are(at, words))?;
    Some((*comparison, at + words.len()))
}

/// A comparison with a number, or a number that a percent sign or a severity makes one.
pub(super) fn threshold(tokens: &Tokens, at: usize) -> Option<(Read<Threshold>, usize)> {
    let (comparison, number) = comparison(tokens, at).unwrap_or((Comparison::Unsaid, at));
    if comparison == Comparison::Unsaid
        && !tokens.can_begin(at)
        && !tokens.before(at, 1).is_some_and(|sign| sign.is("/"))
    {
        return None;
    }
    let (amount, next) = amount_at(tokens, number)?;
    let (unit, end) = unit(tokens, next);
    let says = tokens.get(end).is_some_and(|token| severity(token).is_some());
    let stands_after = tokens
        .before(at, 1)
        .is_some_and(|word| word.is_any(&["for", "within", "during", "in", "last", "every"]));
    let is_one = unit == "%" || says && !is_time(&unit);
    let bare = comparison == Comparison::Unsaid && (stands_after || !is_one);
    // `over 5 min` says for how long, unless it is what the metric itself measures.
    let lasting = tokens.is(at, "over")
        && is_time(&unit)
        && tokens.before(at, 1).is_some_and(|before| before.is("%") || before.kind == Kind::Number);
    let value = Threshold { comparison, amount: amount.value, unit, severity: None };
    (!bare && !lasting && !amount.doubtful && !tokens.goes_on(end))
        .then(|| (Read::new(value, tokens.span(at, end)), end))
}

/// `%`, or a word such as `ms` or `MB/s`; a severity is none.
fn unit(tokens: &Tokens, at: usize) -> (String, usize) {
    let Some(token) = tokens.get(at) else { return (String::new(), at) };
    if token.is("%") || token.is("percent") {
        return ("%".to_owned(), at + 1);
    }
    let other = [
        "for", "and", "or", "in", "of", "within", "over", "during", "is", "to", "then", "at", "on", "per",
        "a", "by",
    ];
    if token.kind != Kind::Word || token.opens_line || token.is_any(&other) || severity(token).is_some() {
        return (String::new(), at);
    }
    if tokens.is(at + 1, "/") && tokens.glued(at + 1) && tokens.word(at + 2).is_some_and(|per| per.glued) {
        return ((at..at + 3).filter_map(|at| tokens.get(at)).map(|token| token.text).collect(), at + 3);
    }
    (token.text.to_owned(), at + 1)
}

fn is_time(unit: &str) -> bool {
    matches!(
        unit,
        "s" | "sec"
            | "seconds"
            | "m"
            | "min"
            | "minutes"
            | "minute"
            | "h"
            | "hour"
            | "hours"
            | "ms"
            | "d"
            | "days"
    )
}
