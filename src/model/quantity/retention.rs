//! How long something is kept: `retention 14 days`, `kept for 2 weeks`, `30-day retention`, `nightly snapshots, 35 d`.

use super::duration::{self, Duration};
use super::{Bound, Read};
use crate::text::Span;

/// Less is no time for which anybody keeps a copy or a log.
const SHORTEST: f64 = 86_400.0;

/// So many bytes before and behind a length of time may say what it is about.
const AROUND: usize = 1024;

/// Words that say that something is kept.
const KEEPING: [&str; 12] = [
    "retention",
    "retain",
    "kept",
    "keep",
    "keeps",
    "keeping",
    "stored for",
    "store for",
    "held for",
    "expire",
    "lifetime",
    "deleted after",
];

/// Words that say that a length of time is about something else.
const OTHERWISE: [&str; 15] = [
    "rpo",
    "rto",
    "ttr",
    "every",
    "within",
    "test",
    "drill",
    "restor",
    "review",
    "rotat",
    "old",
    "not ",
    "cold",
    "minimum age",
    "transition",
];

/// Every length of time that says how long something is kept, in the order of the text.
pub fn read_all(text: &str) -> Vec<Read<Duration>> {
    let durations = duration::read_all(text).into_iter().filter(|read| read.value.seconds >= SHORTEST);
    durations.filter(|read| says_keeping(text, read.span)).collect()
}

/// Whether the clause around a length of time says that something is kept for it, or is nothing else.
fn says_keeping(text: &str, span: Span) -> bool {
    let ends = [',', ';', '.', '(', ')', '\n', '\r', '|', '→'];
    // Text without an end of a sentence would be read as a whole for each of its lengths of time.
    let from = text.floor_char_boundary(span.start.saturating_sub(AROUND));
    let to = text.ceil_char_boundary((span.end + AROUND).min(text.len()));
    let before = text.get(from..span.start).unwrap_or_default();
    let behind = text.get(span.end..to).unwrap_or_default();
    let sentence = before.rsplit(['\n', '\r', '|']).next().unwrap_or_default();
    let sentence = sentence.rsplit(". ").next().unwrap_or_default().to_lowercase();
    let before = before.rsplit(ends).next().unwrap_or_default().to_lowercase();
    let behind = behind.split(ends).next().unwrap_or_default().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| before.contains(word) || behind.contains(word));
    if has(&OTHERWISE) {
        return false;
    }
    let bare = |part: &str| part.chars().all(|c| !c.is_alphanumeric());
    let alone = bare(&before) || before.trim() == "for";
    // "Kept 90 days in production, 7 days in development" gives two.
    let listed = (alone || before.trim() == "and")
        && [" in ", " for ", " on ", " elsewhere", " otherwise"].iter().any(|word| behind.starts_with(word))
        && KEEPING.iter().any(|word| sentence.contains(word));
    has(&KEEPING) || listed || (alone && bare(&behind) && span.start > 0)
}

/// Whether so many seconds of keeping are what a document says; `tolerance` is a share of it.
pub fn agrees(said: &Duration, kept: f64) -> bool {
    const TOLERANCE: f64 = 0.02;
    let (least, most) = (said.from.unwrap_or(said.seconds), said.seconds);
    let at_least = kept >= least * (1.0 - TOLERANCE);
    let at_most = kept <= most * (1.0 + TOLERANCE);
    match said.bound {
        Bound::AtLeast => at_least,
        Bound::AtMost => at_most,
        Bound::Exact | Bound::About => at_least && at_most,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retention_is_read_where_something_is_kept() {
        for (text, expected) in [
            ("retention 14 days", &["14 days"][..]),
            ("Automated backups with a 14-day retention", &["14-day"]),
            ("snapshots are kept for 2 weeks", &["2 weeks"]),
            ("RDS automated backups, 14 d, copied to eu-west-1", &["14 d"]),
            ("slow-log → CloudWatch /aws/x, 30 d", &["30 d"]),
            ("nightly, kept at least 35 days; tested every 90 days", &["35 days"]),
            ("we keep 7 days of backups", &["7 days"]),
            ("kept 90 days in production, 7 days in development", &["90 days", "7 days"]),
            ("kept 90 days. Restored, 7 days in a row", &["90 days"]),
            ("RPO 1 day, RTO 2 days", &[]),
            ("every 7 days", &[]),
            ("restore drill 90 days ago, 14 h", &[]),
            ("retention 6 hours", &[]),
            ("30 days", &[]),
        ] {
            let found: Vec<&str> = read_all(text).iter().map(|read| read.span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
        // Each is judged by what is near it, however long the sentence.
        assert_eq!(read_all(&"kept 14 days ".repeat(5_000)).len(), 5_000);
    }

    #[test]
    fn bounds_are_heard() {
        let said = |text: &str| read_all(text).first().unwrap().value;
        assert!(agrees(&said("retention 14 days"), 14.0 * 86_400.0));
        assert!(!agrees(&said("retention 14 days"), 7.0 * 86_400.0));
        assert!(agrees(&said("kept at least 14 days"), 35.0 * 86_400.0));
        assert!(!agrees(&said("kept at most 14 days"), 35.0 * 86_400.0));
    }
}
