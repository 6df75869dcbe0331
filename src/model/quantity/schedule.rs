//! How often something runs: cron, rate and words; and what runs without a pause.

use super::amount::number_word;
use super::cron::{bare_crons, wrapped_crons};
use super::token::{Kind, Token, Tokens};
use super::{Read, all, duration};
use crate::text::Span;

/// How a schedule is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `0 3 * * *`, `cron(0 3 * * ? *)`.
    Cron,
    /// `rate(12 hours)`.
    Rate,
    /// `every 6 hours`, `nightly`, `twice a day`.
    Words,
}

/// A schedule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Schedule {
    /// How it is written.
    pub form: Form,
    /// The seconds of the longest gap between two runs, where that can be said.
    pub interval: Option<f64>,
}

const DAY: f64 = 86_400.0;

/// The first schedule.
pub fn read(text: &str) -> Option<Read<Schedule>> {
    read_all(text).into_iter().next()
}

/// Every schedule in the order of the text.
pub fn read_all(text: &str) -> Vec<Read<Schedule>> {
    let mut found = wrapped_crons(text);
    for cron in bare_crons(text) {
        push_apart(&mut found, cron);
    }
    for words in all(&Tokens::of(text), |tokens, at| rate(tokens, at).or_else(|| words(tokens, at))) {
        push_apart(&mut found, words);
    }
    found.sort_by_key(|read| read.span);
    found
}

fn push_apart(found: &mut Vec<Read<Schedule>>, read: Read<Schedule>) {
    if found.iter().all(|other| read.span.end <= other.span.start || other.span.end <= read.span.start) {
        found.push(read);
    }
}

/// What says that changes are kept all the time: `PITR`, `WAL`, `streaming replication`.
pub fn continuous(text: &str) -> Option<Span> {
    const SIGNS: [&[&str]; 22] = [
        &["point", "-", "in", "-", "time"],
        &["point", "in", "time"],
        &["pitr"],
        &["continuous"],
        &["continuously"],
        &["wal"],
        &["binlog"],
        &["binlogs"],
        &["binary", "log"],
        &["binary", "logs"],
        &["oplog"],
        &["aof"],
        &["streaming", "replication"],
        &["synchronous", "replication"],
        &["asynchronous", "replication"],
        &["replicated", "synchronously"],
        &["change", "stream"],
        &["change", "streams"],
        &["transaction", "log"],
        &["transaction", "logs"],
        &["log", "shipping"],
        &["append", "-", "only", "file"],
    ];
    let tokens = Tokens::of(text);
    (0..tokens.len()).find_map(|at| {
        let sign = SIGNS.iter().find(|words| tokens.are(at, words))?;
        let denied =
            tokens.before(at, 1).is_some_and(|word| word.is_any(&["no", "not", "without", "nor", "instead"]));
        (!denied).then(|| tokens.span(at, at + sign.len()))
    })
}

/// `rate(1 day)`.
fn rate(tokens: &Tokens, at: usize) -> Option<(Read<Schedule>, usize)> {
    if !tokens.are(at, &["rate", "("]) || !tokens.glued(at + 1) {
        return None;
    }
    let (every, next) = duration::at(tokens, at + 2)?;
    let read = schedule(tokens, at, next + 1, Form::Rate, every.value.seconds);
    tokens.is(next, ")").then_some((read, next + 1))
}

fn words(tokens: &Tokens, at: usize) -> Option<(Read<Schedule>, usize)> {
    let glued_on =
        tokens.glued(at) && tokens.before(at, 1).is_some_and(|sign| sign.is_dash() || sign.is("/"));
    let denied = tokens.before(at, 1).is_some_and(|word| word.is_any(&["not", "no", "non", "never"]));
    let (interval, next) = adverb(tokens, at)
        .map(|interval| (interval, at + 1))
        .or_else(|| every(tokens, at))
        .or_else(|| times(tokens, at))?;
    let read = schedule(tokens, at, next, Form::Words, interval);
    (!glued_on && !denied && !tokens.goes_on(next) && interval > 0.0).then_some((read, next))
}

fn schedule(tokens: &Tokens, at: usize, next: usize, form: Form, interval: f64) -> Read<Schedule> {
    Read::new(Schedule { form, interval: Some(interval) }, tokens.span(at, next))
}

/// A month has 30 days and a year 365, as in durations.
fn adverb(tokens: &Tokens, at: usize) -> Option<f64> {
    Some(match tokens.word(at)?.text.to_lowercase().as_str() {
        "hourly" => 3600.0,
        "daily" | "nightly" => DAY,
        "weekly" => 7.0 * DAY,
        "monthly" => 30.0 * DAY,
        "quarterly" => 90.0 * DAY,
        "yearly" | "annually" => 365.0 * DAY,
        _ => return None,
    })
}

fn period(word: &Token) -> Option<f64> {
    Some(match word.text.to_lowercase().as_str() {
        "minute" => 60.0,
        "hour" => 3600.0,
        "day" | "night" | "morning" | "evening" => DAY,
        "week" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" => {
            7.0 * DAY
        }
        "month" => 30.0 * DAY,
        "quarter" => 90.0 * DAY,
        "year" => 365.0 * DAY,
        _ => return None,
    })
}

/// `every night`, `every other day`, `every 6 hours`, `every two weeks`.
fn every(tokens: &Tokens, at: usize) -> Option<(f64, usize)> {
    if !tokens.is_any(at, &["every", "each"]) {
        return None;
    }
    let other = usize::from(tokens.is_any(at + 1, &["other", "second"]));
    if let Some(period) = tokens.word(at + 1 + other).and_then(period) {
        let interval = if other == 1 { 2.0 * period } else { period };
        return Some((interval, at + 2 + other));
    }
    let (every, next) = duration::at(tokens, at + 1)?;
    Some((every.value.seconds, next))
}

/// `once a day`, `twice daily`, `three times per week`, `4 times a day`.
fn times(tokens: &Tokens, at: usize) -> Option<(f64, usize)> {
    let (count, next) = match tokens.get(at)? {
        word if word.is("once") => (1, at + 1),
        word if word.is("twice") => (2, at + 1),
        number if number.kind == Kind::Number && tokens.is(at + 1, "times") => {
            (number.text.parse().ok()?, at + 2)
        }
        _ => number_word(tokens, at)
            .filter(|(_, next)| tokens.is(*next, "times"))
            .map(|(n, next)| (n, next + 1))?,
    };
    let (period, next) = if tokens.is_any(next, &["a", "an", "per", "each", "every"]) {
        (tokens.word(next + 1).and_then(period)?, next + 2)
    } else {
        (adverb(tokens, next)?, next + 1)
    };
    (count > 0).then(|| (period / f64::from(count), next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_are_read() {
        for (text, form, expected, span) in [
            ("`cron(0 3 * * ? *)`", Form::Cron, "1 d", "cron(0 3 * * ? *)"),
            ("cron(0 3 ? * 1 *)", Form::Cron, "7 d", "cron(0 3 ? * 1 *)"),
            ("cron(0 3 ? * MON-FRI *)", Form::Cron, "3 d", "cron(0 3 ? * MON-FRI *)"),
            ("cron(0 3 ? * 2-6 *)", Form::Cron, "3 d", "cron(0 3 ? * 2-6 *)"),
            ("cron(0 3 * * ? 2026)", Form::Cron, "-", "cron(0 3 * * ? 2026)"),
            ("cron(0 3 ? * 2#1 *)", Form::Cron, "-", "cron(0 3 ? * 2#1 *)"),
            ("at `0 3 * * *` UTC", Form::Cron, "1 d", "0 3 * * *"),
            ("* 0 3 * * *", Form::Cron, "1 d", "0 3 * * *"),
            ("*/15 * * * *", Form::Cron, "15 min", "*/15 * * * *"),
            ("0 */6 * * *", Form::Cron, "6 h", "0 */6 * * *"),
            ("0 8-18 * * mon-fri", Form::Cron, "2 d 14 h", "0 8-18 * * mon-fri"),
            ("0 0 1 * *", Form::Cron, "31 d", "0 0 1 * *"),
            ("* * * 1-6 *", Form::Cron, "184 d", "* * * 1-6 *"),
            ("0 0 29 2 *", Form::Cron, "1461 d", "0 0 29 2 *"),
            ("rate(1 day)", Form::Rate, "1 d", "rate(1 day)"),
            ("`rate(12 hours)`", Form::Rate, "12 h", "rate(12 hours)"),
            ("every **6** hours", Form::Words, "6 h", "every **6** hours"),
            ("every 15 minutes", Form::Words, "15 min", "every 15 minutes"),
            ("every two weeks", Form::Words, "14 d", "every two weeks"),
            ("every other day", Form::Words, "2 d", "every other day"),
            ("Hourly", Form::Words, "1 h", "Hourly"),
            ("RDS snapshots, daily, 14 d", Form::Words, "1 d", "daily"),
            ("nightly dump", Form::Words, "1 d", "nightly"),
            ("`slapcat` every night at 01:00", Form::Words, "1 d", "every night"),
            ("weekly", Form::Words, "7 d", "weekly"),
            ("monthly", Form::Words, "30 d", "monthly"),
            ("once a day", Form::Words, "1 d", "once a day"),
            ("twice a day", Form::Words, "12 h", "twice a day"),
            ("four times per day", Form::Words, "6 h", "four times per day"),
            ("every Sunday", Form::Words, "7 d", "every Sunday"),
        ] {
            let found = read(text).unwrap_or_else(|| panic!("{text}"));
            let interval = found.value.interval.map_or("-".to_owned(), duration::words);
            let read = (found.value.form, interval.as_str(), found.span.of(text));
            assert_eq!(read, (form, expected, span), "{text}");
        }
        let several = "hourly incrementals, `0 3 * * 0` full, monthly archive";
        let spans: Vec<_> = read_all(several).iter().map(|read| read.span.of(several)).collect();
        assert_eq!(spans, ["hourly", "0 3 * * 0", "monthly"]);
    }

    #[test]
    fn other_text_is_no_schedule() {
        for text in [
            "bi-weekly",
            "not daily",
            "daily-report",
            "every few hours",
            "every node",
            "0 3 * * * *",
            "0 25 * * *",
            "1 2 3 4 5",
            "* * *",
            "rate(fast)",
            "rate 1 day",
            "twice",
            "0 0 30 2 *",
            "every 0 hours",
            "",
            "cron(0 3)",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_never_pauses_is_known() {
        for (text, expected) in [
            ("daily snapshot + PITR", "PITR"),
            ("point-in-time recovery, 35 d", "point-in-time"),
            ("**point in time** recovery", "point in time"),
            ("continuous backups", "continuous"),
            ("WAL archiving", "WAL"),
            ("binlogs every minute", "binlogs"),
            ("oplog", "oplog"),
            ("AOF `everysec`", "AOF"),
            ("streaming replication", "streaming replication"),
            ("synchronous replication to B", "synchronous replication"),
            ("a change stream", "change stream"),
        ] {
            assert_eq!(continuous(text).map(|span| span.of(text)), Some(expected));
        }
        for text in
            ["daily snapshots", "no PITR", "without WAL", "wall", "replication", "changes stream in", ""]
        {
            assert_eq!(continuous(text), None, "{text}");
        }
    }
}
