//! Durations: `4 hours`, `1h30m`, `PT1H`, `15-30 min`, `half an hour`, `near zero`.
//!
//! A day has 24 h, a week 7 d, a month 30 d and a year 365 d.

use super::amount::amount;
pub use super::bound::Bound;
use super::bound::{bound_after, bound_before};
use super::length::{compound, in_words, iso, range, unit_seconds, zero};
use super::token::{Kind, Tokens};
use super::{Read, all, first};

/// A duration or a range of durations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Duration {
    /// Its seconds; the longer end of a range.
    pub seconds: f64,
    /// The seconds of the shorter end, where it is a range.
    pub from: Option<f64>,
    /// What the words around it make of it.
    pub bound: Bound,
}

/// The first duration; the span has neither the bound nor the sign before it.
pub fn read(text: &str) -> Option<Read<Duration>> {
    first(&Tokens::of(text), at)
}

/// Every duration.
pub fn read_all(text: &str) -> Vec<Read<Duration>> {
    all(&Tokens::of(text), at)
}

/// A number that is the whole answer and lacks its unit: `4`, `≤ 15`. `0` needs none.
pub fn read_bare(text: &str) -> Option<Read<f64>> {
    let tokens = Tokens::of(text);
    let at = tokens.iter().position(|token| token.kind == Kind::Number)?;
    let end = if tokens.is(tokens.len().saturating_sub(1), ".") { tokens.len() - 1 } else { tokens.len() };
    let number = tokens.number(at).filter(|_| at + 1 == end && bound_before(&tokens, at).1 == 0)?;
    let value = amount(number.text).filter(|amount| amount.value > 0.0)?.value;
    Some(Read::new(value, number.span))
}

/// Seconds in at most two units: `21 min 36 s`, `1 h 30 min`, `3 d`.
pub fn words(seconds: f64) -> String {
    const UNITS: [(f64, &str); 4] = [(86_400.0, "d"), (3600.0, "h"), (60.0, "min"), (1.0, "s")];
    let milliseconds = (seconds.max(0.0) * 1000.0).round();
    if milliseconds < 1000.0 {
        return if milliseconds > 0.0 { format!("{milliseconds} ms") } else { "0 s".to_owned() };
    }
    let seconds = milliseconds / 1000.0;
    if seconds < 60.0 {
        return format!("{seconds} s");
    }
    // The smaller of the two units is the one to which is rounded.
    let largest = UNITS.iter().position(|(unit, _)| seconds >= *unit).unwrap_or(UNITS.len() - 1);
    let smallest = UNITS.get(largest + 1).map_or(1.0, |(unit, _)| *unit);
    let mut rest = (seconds / smallest).round() * smallest;
    let mut parts = Vec::new();
    for (unit, name) in UNITS {
        let count = (rest / unit).floor();
        if count > 0.0 {
            parts.push(format!("{count} {name}"));
            rest -= count * unit;
        }
    }
    parts.join(" ")
}

/// The duration that begins at a token, and the place behind it.
pub(super) fn at(tokens: &Tokens, at: usize) -> Option<(Read<Duration>, usize)> {
    if !tokens.can_begin(at) && !follows_duration(tokens, at) {
        return None;
    }
    let exact = |(seconds, next)| (seconds, None, next);
    let (seconds, from, next) = iso(tokens, at)
        .map(exact)
        .or_else(|| range(tokens, at))
        .or_else(|| compound(tokens, at).map(exact))
        .or_else(|| in_words(tokens, at).map(exact))
        .or_else(|| zero(tokens, at).map(exact))?;
    let bound = match bound_before(tokens, at).0 {
        Bound::Exact => bound_after(tokens, next),
        bound => bound,
    };
    Some((Read::new(Duration { seconds, from, bound }, tokens.span(at, next)), next))
}

/// Whether a slash separates this from a duration before it: `1h/4h`.
fn follows_duration(tokens: &Tokens, at: usize) -> bool {
    let before = |by| tokens.before(at, by);
    before(1).is_some_and(|sign| sign.is("/"))
        && before(2).is_some_and(|unit| unit_seconds(unit).is_some())
        && before(3).is_some_and(|number| number.kind == Kind::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(read: &Duration) -> String {
        let bound = match read.bound {
            Bound::Exact => "",
            Bound::AtMost => "<= ",
            Bound::AtLeast => ">= ",
            Bound::About => "~ ",
        };
        let from = read.from.map_or(String::new(), |from| format!("{} to ", words(from)));
        format!("{bound}{from}{}", words(read.seconds))
    }

    #[test]
    fn durations_are_read() {
        for (text, expected, span) in [
            ("4 hours", "4 h", "4 hours"),
            ("RTO: **4** h, later", "4 h", "4** h"),
            ("`1h30m`", "1 h 30 min", "1h30m"),
            ("1 h 30 min", "1 h 30 min", "1 h 30 min"),
            ("1 hour and 30 minutes", "1 h 30 min", "1 hour and 30 minutes"),
            ("a 4-hour RTO", "4 h", "4-hour"),
            ("PT1H", "1 h", "PT1H"),
            ("P1DT12H.", "1 d 12 h", "P1DT12H"),
            ("PT1.5H", "1 h 30 min", "PT1.5H"),
            ("15m", "15 min", "15m"),
            ("90 s", "1 min 30 s", "90 s"),
            ("250 ms", "250 ms", "250 ms"),
            ("1,5 h", "1 h 30 min", "1,5 h"),
            ("2 days", "2 d", "2 days"),
            ("2 weeks", "14 d", "2 weeks"),
            ("1 month", "30 d", "1 month"),
            ("1 year", "365 d", "1 year"),
            ("one hour", "1 h", "one hour"),
            ("twenty-four hours", "1 d", "twenty-four hours"),
            ("Two and a half hours", "2 h 30 min", "Two and a half hours"),
            ("half an hour", "30 min", "half an hour"),
            ("A day.", "1 d", "A day"),
            ("an hour and a half", "1 h 30 min", "an hour and a half"),
            ("within an hour", "<= 1 h", "an hour"),
            ("0", "0 s", "0"),
            ("0, because nothing is stored", "0 s", "0"),
            ("RPO is 0 for that reason.", "0 s", "0"),
            ("an RPO of zero lost deployments", "0 s", "zero"),
            ("0 s", "0 s", "0 s"),
            ("near zero", "0 s", "near zero"),
            ("None lost", "0 s", "None lost"),
            ("no data loss", "0 s", "no data loss"),
            ("≤ 4 h", "<= 4 h", "4 h"),
            ("<4h", "<= 4 h", "4h"),
            ("<= 4 h", "<= 4 h", "4 h"),
            ("under 4 hours", "<= 4 h", "4 hours"),
            ("up to 4 h", "<= 4 h", "4 h"),
            ("max. 4 h", "<= 4 h", "4 h"),
            ("no more than 4 h", "<= 4 h", "4 h"),
            ("4 h at most", "<= 4 h", "4 h"),
            ("at least 4 h", ">= 4 h", "4 h"),
            ("about 4 h", "~ 4 h", "4 h"),
            ("~4 h", "~ 4 h", "4 h"),
            ("15-30 min", "15 min to 30 min", "15-30 min"),
            ("15 to 30 minutes", "15 min to 30 min", "15 to 30 minutes"),
            ("between 15 and 30 minutes", "15 min to 30 min", "15 and 30 minutes"),
            ("30 s – 2 min", "30 s to 2 min", "30 s – 2 min"),
            ("25 min for 200 GB (drill 2026-02-03)", "25 min", "25 min"),
            ("<p>30 days</p>", "30 d", "30 days"),
            ("99.95 %, which is 21 min 36 s", "21 min 36 s", "21 min 36 s"),
        ] {
            let found = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((written(&found.value).as_str(), found.span.of(text)), (expected, span), "{text}");
        }
    }

    #[test]
    fn several_are_read_one_after_the_other() {
        for (text, expected) in
            [("RTO 2 h, RPO 24 h", "2 h | 1 d"), ("1h/4h", "1 h | 4 h"), ("RPO 0, RTO 1h", "0 s | 1 h")]
        {
            let found: Vec<_> = read_all(text).iter().map(|read| written(&read.value)).collect();
            assert_eq!(found.join(" | "), expected);
        }
    }

    #[test]
    fn other_numbers_are_no_durations() {
        for text in [
            "99.95 %",
            "P1",
            "P0",
            "2026-03-14",
            "10 MB",
            "5 members",
            "3 m2",
            "3m2",
            "1.4.0",
            "v2h",
            "4",
            "15",
            "0.5",
            "five 9s",
            "once a day",
            "99.5 % a month",
            "one day we will",
            "10.0.0.0/8",
            "-4 h",
            "30d_old",
            "5 M",
            "0 %",
            "03:00 h",
            "03:00-04:00",
            "2026-03-14 d1",
            "none",
            "zero trust",
            "every day",
            "",
            "1.4.0 h",
            "30-15",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_may_lack_its_unit() {
        for (text, expected) in
            [("4", "4"), ("≤ **15**", "15"), ("at most 4.", "4"), ("~ 1.5", "1.5"), ("<= 4", "4")]
        {
            assert_eq!(read_bare(text).unwrap().span.of(text), expected);
        }
        for text in ["0", "4 h", "4 and 5", "", "four", "RTO 4", "4 (hours)", "1.4.0", "15-30"] {
            assert_eq!(read_bare(text), None, "{text}");
        }
    }

    #[test]
    fn seconds_are_written_in_two_units() {
        for (seconds, expected) in [
            (1296.0, "21 min 36 s"),
            (3600.0, "1 h"),
            (5400.0, "1 h 30 min"),
            (259_200.0, "3 d"),
            (90_061.0, "1 d 1 h"),
            (3599.6, "1 h"),
            (259.2, "4 min 19 s"),
            (0.25, "250 ms"),
            (0.0, "0 s"),
            (-1.0, "0 s"),
        ] {
            assert_eq!(words(seconds), expected);
        }
    }
}
