//! Values in an answer: percentages, durations, dates, windows, schedules, money, names.
//!
//! Every grammar is a pure function over the plain text of one answer. It never fails: what it does not understand for
//! sure it leaves out, since a wrong value makes a false alarm. Emphasis and backticks around a value do not matter,
//! and a value always comes with the bytes that it was read from.

mod amount;
mod bound;
mod clock;
mod cron;
pub mod date;
pub mod duration;
mod length;
pub mod metrics;
pub mod money;
pub mod names;
pub mod number;
mod people;
pub mod percentage;
pub mod priorities;
pub mod retention;
pub mod scaling;
pub mod schedule;
pub mod spot;
mod threshold;
mod token;
mod week;
pub mod window;
pub mod yes_no;
mod zone;

pub use bound::Bound;

use crate::text::Span;

/// A value and where it stands in the text that it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read<T> {
    /// What was understood.
    pub value: T,
    /// The bytes that say so, without the marks of emphasis around them.
    pub span: Span,
}

impl<T> Read<T> {
    fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// Where a slice of a text stands in it.
fn place(text: &str, part: &str) -> Span {
    let start = part.as_ptr().addr().saturating_sub(text.as_ptr().addr());
    Span::new(start, start + part.len())
}

/// Calls a grammar at every token, and behind each value that it found; it says where the value ends.
fn all<T>(
    tokens: &token::Tokens,
    grammar: impl Fn(&token::Tokens, usize) -> Option<(Read<T>, usize)>,
) -> Vec<Read<T>> {
    let mut found = Vec::new();
    let mut at = 0;
    while tokens.get(at).is_some() {
        match grammar(tokens, at) {
            Some((read, next)) => {
                found.push(read);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// The first value that a grammar finds.
fn first<T>(
    tokens: &token::Tokens,
    grammar: impl Fn(&token::Tokens, usize) -> Option<(Read<T>, usize)>,
) -> Option<Read<T>> {
    (0..tokens.len()).find_map(|at| grammar(tokens, at)).map(|(read, _)| read)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every span that any grammar gives for a text.
    fn spans(text: &str) -> Vec<Span> {
        fn of<T>(read: impl IntoIterator<Item = Read<T>>) -> Vec<Span> {
            read.into_iter().map(|read| read.span).collect()
        }
        let metrics = metrics::read_all(text);
        let priorities = priorities::read_all(text);
        [
            of(percentage::read_all(text)),
            of(percentage::read_bare(text)),
            of(duration::read_all(text)),
            of(duration::read_bare(text)),
            of(date::read_all(text)),
            of(window::read_all(text)),
            of(schedule::read_all(text)),
            schedule::continuous(text).into_iter().collect(),
            of(money::read_all(text)),
            of(number::read_all(text)),
            of(yes_no::read(text)),
            of(scaling::read(text)),
            of(spot::read_all(text)),
            priorities.iter().flat_map(|read| of(read.value.names.clone())).collect(),
            of(priorities),
            metrics.iter().flat_map(|read| of(read.value.thresholds.clone())).collect(),
            metrics.iter().flat_map(|read| of(read.value.severities.clone())).collect(),
            metrics.iter().map(|read| read.value.name.span).collect(),
            of(metrics),
            of(names::people(text)),
            of(names::links(text)),
            of(names::addresses(text)),
            of(names::resource_types(text)),
            of(names::go_tests(text)),
            of(names::rego_rules(text)),
        ]
        .concat()
    }

    fn check(text: &str) {
        for span in spans(text) {
            assert!(!span.is_empty() && text.get(span.range()).is_some(), "{span:?} of {text:?}");
        }
    }

    #[test]
    fn spans_are_in_the_text_of_every_document() {
        for text in crate::corpus::markdown() {
            text.split("\n\n").for_each(check);
        }
    }

    proptest! {
        #[test]
        fn anything_can_be_read(text in "\\PC{0,40}") {
            check(&text);
        }

        #[test]
        fn anything_like_a_value_can_be_read(
            parts in prop::collection::vec(prop::sample::select(vec![
                "4", "99,95", "1.240", "2026", "03", "02", "26", "00", "h", "min", "m", "s", "%", "€", "$", "USD", "k",
                "-", "–", ":", "/", ".", ",", ";", "\n", " ", " ", " ", "*", "`", "_", "(", ")", "<", "≤", "|", "- ",
                "sun", "Sunday", "March", "UTC", "+", "Europe/Berlin", "CET", "cron(", "rate(", "?", "* * *", "every",
                "a", "half an", "three", "nines", "and a half", "to", "P0", "P1", ":", "none", "TestA", "warn",
                "critical", "CPU", "automatic", "spot", "yes", "no", "@", "https://", "[", "](", "module.", "data.", "aws_", "deny_x",
                "PT1H", "é", "日",
            ]), 0..16),
        ) {
            check(&parts.concat());
        }
    }
}
