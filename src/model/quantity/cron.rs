//! Crons in a text, and the longest gap between two of their runs.

use jiff::{SignedDuration, Timestamp};

use super::schedule::{Form, Schedule};
use super::{Read, place};
use crate::text::Span;

/// `cron(0 3 * * ? *)`, as AWS writes it: with a year, and with Sunday as day 1.
pub(super) fn wrapped_crons(text: &str) -> Vec<Read<Schedule>> {
    let mut found = Vec::new();
    for (start, open) in text.match_indices("cron(") {
        let Some((inner, _)) = text.get(start + open.len()..).and_then(|rest| rest.split_once(')')) else {
            continue;
        };
        let fields: Vec<&str> = inner.split_whitespace().collect();
        let [minute, hour, day, month, weekday, year] = fields[..] else { continue };
        let interval = weekdays_from_zero(weekday).filter(|_| year == "*").and_then(|weekday| {
            let open = |field: &str| if field == "?" { "*".to_owned() } else { field.to_owned() };
            longest_gap([minute, hour, &open(day), month, &open(&weekday)])
        });
        let span = Span::new(start, start + open.len() + inner.len() + 1);
        found.push(Read::new(Schedule { form: Form::Cron, interval }, span));
    }
    found
}

/// Days of the week from 1 to 7 as days from 0 to 6; names stay. The rarer signs are left to AWS.
fn weekdays_from_zero(field: &str) -> Option<String> {
    if field.contains(['#', 'L', '/']) {
        return None;
    }
    let less = |c: char| match c.to_digit(10) {
        Some(day) => day.checked_sub(1).filter(|day| *day < 7).and_then(|day| char::from_digit(day, 10)),
        None => Some(c),
    };
    field.chars().map(less).collect()
}

/// Five fields with at least one star, and no sixth beside them.
pub(super) fn bare_crons(text: &str) -> Vec<Read<Schedule>> {
    let mut found = Vec::new();
    for line in text.split_inclusive('\n').flat_map(|line| line.split(['`', '"', '\'', '(', ')', '|'])) {
        let words: Vec<&str> = line.split_whitespace().collect();
        for run in words.chunk_by(|a, b| is_field(a) && is_field(b)) {
            // A star that begins the line is a bullet.
            let run = match run {
                ["*", rest @ ..] if rest.len() == 5 && words.first() == run.first() => rest,
                run => run,
            };
            let [minute, hour, day, month, weekday] = *run else { continue };
            let Some(interval) =
                run.contains(&"*").then(|| longest_gap([minute, hour, day, month, weekday])).flatten()
            else {
                continue;
            };
            let span = Span::new(place(text, minute).start, place(text, weekday).end);
            found.push(Read::new(Schedule { form: Form::Cron, interval: Some(interval) }, span));
        }
    }
    found
}

fn is_field(word: &str) -> bool {
    const NAMES: &str = "sun mon tue wed thu fri sat jan feb mar apr may jun jul aug sep oct nov dec";
    let named = |part: &str| NAMES.split(' ').any(|name| name.eq_ignore_ascii_case(part));
    let part = |part: &str| part == "*" || named(part) || part.bytes().all(|byte| byte.is_ascii_digit());
    word.split([',', '-', '/']).all(|text| !text.is_empty() && part(text))
}

/// The longest gap between two runs, in seconds.
///
/// Minutes and hours say when a day has runs, the rest which days do; so a cron that runs every minute of some months
/// takes no longer than another. The days are those of five fixed years.
fn longest_gap([minute, hour, day, month, weekday]: [&str; 5]) -> Option<f64> {
    let second = SignedDuration::from_secs(1);
    let start: Timestamp = "2024-01-01T00:00:00Z".parse().ok()?;
    let runs = |cron: &str, days: i64| -> Option<Vec<Timestamp>> {
        let end = start.checked_add(SignedDuration::from_hours(24 * days)).ok()?;
        let cron = cronexpr::parse_crontab(&format!("{cron} UTC")).ok()?;
        let runs = cron.iter_after(cronexpr::MakeTimestamp(start.checked_sub(second).ok()?)).ok()?;
        Some(runs.map_while(Result::ok).map(|run| run.timestamp()).take_while(|run| *run < end).collect())
    };
    let longest = |runs: &[Timestamp]| {
        runs.iter().zip(runs.iter().skip(1)).map(|(a, b)| b.duration_since(*a).as_secs_f64()).reduce(f64::max)
    };
    let times = runs(&format!("{minute} {hour} * * *"), 1)?;
    let busy = times.last()?.duration_since(*times.first()?).as_secs_f64();
    let between_days = longest(&runs(&format!("0 0 {day} {month} {weekday}"), 5 * 365 + 2)?)?;
    Some(longest(&times).unwrap_or_default().max(between_days - busy))
}
