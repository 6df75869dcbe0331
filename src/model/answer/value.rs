//! What an answer says as a value.

use std::sync::Arc;

use crate::model::quantity::{
    Read, date, duration, metrics, money, names, number, percentage, priorities, schedule, window, yes_no,
};
use crate::schema::Answer as Kind;
use crate::text::Span;

/// A value of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A percentage.
    Percentage(percentage::Percentage),
    /// A length of time.
    Duration(duration::Duration),
    /// A number where a length of time should be.
    Unitless(f64),
    /// A date.
    Date(date::Date),
    /// A window of time.
    Window(window::Window),
    /// How often something is done; the longest time between two runs in seconds, where it is known.
    Schedule(Option<f64>),
    /// That changes are kept all the time.
    Continuous,
    /// Names of a priority; whether there are any, or it is said that there are none.
    Priority {
        /// As it is written: `P0`.
        label: String,
        /// Whether it has names.
        named: bool,
    },
    /// A metric.
    Metric {
        /// What it is called.
        name: String,
        /// Its thresholds, in the order of the text.
        thresholds: Vec<metrics::Threshold>,
    },
    /// Yes or no.
    YesNo(bool),
    /// An amount of money.
    Money(money::Money),
    /// A number with its unit.
    Number(number::Number),
    /// A name: a person, an address, a type of resource.
    Name(String),
}

/// An answer that is longer is prose, of which the beginning is read.
const LONGEST: usize = 4_000;

/// The values of an answer of this kind, in the order of the text.
pub fn values(text: &str, kind: Kind) -> Vec<Read<Value>> {
    let text = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default();
    match kind {
        Kind::Percentage => {
            let found = all(percentage::read_all(text), Value::Percentage);
            or(found, || percentage::read_bare(text).map(|read| with(read, Value::Percentage)))
        }
        Kind::Duration => {
            let found = all(duration::read_all(text), Value::Duration);
            or(found, || duration::read_bare(text).map(|read| with(read, Value::Unitless)))
        }
        Kind::Date => all(date::read_all(text), Value::Date),
        Kind::Window => all(window::read_all(text), Value::Window),
        Kind::Schedule => {
            let mut found = all(schedule::read_all(text), |schedule| Value::Schedule(schedule.interval));
            found.extend(schedule::continuous(text).map(|span| Read { value: Value::Continuous, span }));
            found
        }
        Kind::Priorities => all(priorities::read_all(text), |priority| Value::Priority {
            named: !priority.names.is_empty() || priority.says_none || !priority.is_empty,
            label: priority.label,
        }),
        Kind::Metrics => all(metrics::read_all(text), |metric| Value::Metric {
            name: metric.name.value,
            thresholds: metric.thresholds.into_iter().map(|read| read.value).collect(),
        }),
        Kind::YesNo => {
            yes_no::read(text).map(|read| with(read, |it| Value::YesNo(it.yes))).into_iter().collect()
        }
        Kind::Money => all(money::read_all(text), Value::Money),
        Kind::Number => all(number::read_all(text), Value::Number),
        Kind::People => all(names::people(text), name),
        Kind::Link | Kind::Diagram => all(names::links(text), name),
        Kind::ResourceTypes => all(names::resource_types(text), name),
        Kind::Text | Kind::List | Kind::Choice | Kind::Module | Kind::Code => Vec::new(),
    }
}

fn name(name: &str) -> Value {
    Value::Name(name.to_owned())
}

fn all<T>(found: Vec<Read<T>>, value: impl Fn(T) -> Value) -> Vec<Read<Value>> {
    found.into_iter().map(|read| with(read, &value)).collect()
}

fn with<T>(read: Read<T>, value: impl Fn(T) -> Value) -> Read<Value> {
    Read { value: value(read.value), span: read.span }
}

fn or(found: Vec<Read<Value>>, other: impl FnOnce() -> Option<Read<Value>>) -> Vec<Read<Value>> {
    if found.is_empty() { other().into_iter().collect() } else { found }
}

/// The same values in a text that has `by` more bytes in front.
pub(super) fn shifted(values: &[Read<Value>], by: usize) -> Vec<Read<Value>> {
    let shift = |read: &Read<Value>| Read { value: read.value.clone(), span: read.span.shifted(by) };
    values.iter().map(shift).collect()
}

/// The values of an answer, at their places in the whole text. They are those of the chunk, read once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    read: Arc<[Read<Value>]>,
    base: usize,
}

impl Values {
    /// Values whose places are relative to `base`.
    pub(super) fn new(read: Arc<[Read<Value>]>, base: usize) -> Self {
        Self { read, base }
    }

    /// Each with its place in the whole text, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = Read<&Value>> + Clone + '_ {
        self.read.iter().map(|read| Read { value: &read.value, span: read.span.shifted(self.base) })
    }
}

/// A recovery objective, or the time that recovery takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// How much may be lost, in time.
    Rpo,
    /// How long recovery may take.
    Rto,
    /// How long recovery takes.
    Ttr,
}

/// An objective that is given anywhere in a text, with its value: "RPO of one hour", "RTO: 4 h".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stated {
    /// Which one.
    pub objective: Objective,
    /// Its value.
    pub value: duration::Duration,
    /// Where the value stands.
    pub span: Span,
}

impl Stated {
    /// The same in a text that has `by` more bytes in front.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        self.span = self.span.shifted(by);
        self
    }
}

/// So many bytes may stand between an acronym and its value.
const NEAR: usize = 24;

/// So many bytes behind an acronym are read: a value that begins near it ends before.
const READ: usize = 256;

/// The objectives that a text gives under their acronyms.
pub fn stated(text: &str) -> Vec<Stated> {
    let mut found = Vec::new();
    for (name, objective) in [("RPO", Objective::Rpo), ("RTO", Objective::Rto), ("TTR", Objective::Ttr)] {
        for (at, _) in text.match_indices(name) {
            let end = at + name.len();
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(end..).unwrap_or_default();
            let part = |c: char| c.is_alphanumeric() || c == '_';
            if before.is_some_and(part) || after.starts_with(part) {
                continue;
            }
            // Where there is no end of a clause, every acronym would have all that follows it read.
            let after = after.get(..after.floor_char_boundary(READ)).unwrap_or_default();
            let clause = after.split([',', ';', '\n', '\r', '|', '?', '/']).next().unwrap_or_default();
            let Some(read) = duration::read(clause) else { continue };
            let between = clause.get(..read.span.start).unwrap_or_default();
            // Another sentence, or another objective, is about something else.
            let other = between.contains(". ")
                || ["RPO", "RTO", "TTR", " not "].iter().any(|word| between.contains(word));
            if between.len() <= NEAR && !other {
                found.push(Stated { objective, value: read.value, span: read.span.shifted(end) });
            }
        }
    }
    found.sort_by_key(|stated| stated.span.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objectives_are_read_where_they_are_given() {
        let of = |text: &str| -> Vec<(Objective, f64, String)> {
            let found = stated(text).into_iter();
            found.map(|it| (it.objective, it.value.seconds, it.span.of(text).to_owned())).collect()
        };
        let one = |objective, seconds: f64, text: &str| (objective, seconds, text.to_owned());
        assert_eq!(
            of("RTO 2 h, RPO 24 h"),
            [one(Objective::Rto, 7200.0, "2 h"), one(Objective::Rpo, 86400.0, "24 h")]
        );
        assert_eq!(of("We accept an RPO of one hour."), [one(Objective::Rpo, 3600.0, "one hour")]);
        assert_eq!(of("the **RTO** is at most 4 hours"), [one(Objective::Rto, 14400.0, "4 hours")]);
        for nothing in [
            "RPO and RTO: 4 h each, see below. 1 h",
            "PRO 1 h",
            "RPO. We need 4 h",
            "RPO, 4 h",
            "an RTOS 4 h",
        ] {
            assert!(of(nothing).iter().all(|(objective, ..)| *objective == Objective::Rto), "{nothing}");
        }
        // Each is read by itself, however many stand in one clause.
        assert_eq!(of(&"RPO 4 h – ".repeat(5_000)).len(), 5_000);
    }

    #[test]
    fn an_answer_is_read_as_what_is_asked() {
        let of = |text: &str, kind| values(text, kind).into_iter().map(|read| read.value).collect::<Vec<_>>();
        assert!(matches!(of("99.95 % a month", Kind::Percentage)[..], [Value::Percentage(_)]));
        assert!(matches!(of("15", Kind::Duration)[..], [Value::Unitless(_)]));
        assert!(matches!(of("0", Kind::Duration)[..], [Value::Duration(_)]));
        assert!(matches!(
            of("daily snapshots and PITR", Kind::Schedule)[..],
            [Value::Schedule(Some(_)), Value::Continuous]
        ));
        assert!(of("99.95 %", Kind::Text).is_empty());
    }
}
