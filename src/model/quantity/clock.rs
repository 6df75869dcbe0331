//! Times of day and days of the week: `03:00`, `3 am`, `Sundays`.

use jiff::civil::Weekday;

use super::token::{Token, Tokens};
use super::week::DAY;

/// `Sunday`, `Sundays`, `Sun`, `Tues`, `Thurs`.
pub(super) fn weekday(word: &Token) -> Option<Weekday> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.text.to_lowercase();
    let singular = if word.ends_with("days") { word.trim_end_matches('s') } else { word.as_str() };
    let short = word.len() == 3 || matches!(singular, "tues" | "thur" | "thurs");
    let at = DAYS.iter().position(|day| *day == singular || short && day.starts_with(singular))?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// A time of day as far as it says.
pub(super) struct Time {
    pub minute: i32,
    /// Whether minutes stand with the hour.
    pub clock: bool,
    pub afternoon: Option<bool>,
    pub next: usize,
}

fn hour(tokens: &Tokens, at: usize) -> Option<i32> {
    tokens.number(at)?.text.parse().ok().filter(|hour| (0..=24).contains(hour))
}

/// `03:00` as a minute of the day; `24:00` is the end of it.
pub(super) fn clock(tokens: &Tokens, at: usize) -> Option<i32> {
    let glued = tokens.is(at + 1, ":") && tokens.glued(at + 1) && tokens.glued(at + 2);
    let minutes =
        tokens.number(at + 2).filter(|minutes| glued && minutes.text.len() == 2)?.text.parse::<i32>().ok()?;
    let minute = hour(tokens, at)? * 60 + minutes;
    (minutes < 60 && minute <= DAY).then_some(minute)
}

pub(super) fn time(tokens: &Tokens, at: usize) -> Option<Time> {
    let clock = clock(tokens, at);
    let next = if clock.is_some() { at + 3 } else { at + 1 };
    let (afternoon, next) = match tokens.word(next) {
        Some(word) if word.is_any(&["am", "pm"]) => (Some(word.is("pm")), next + 1),
        Some(word) if word.is_any(&["a", "p"]) && tokens.are(next + 1, &[".", "m", "."]) => {
            (Some(word.is("p")), next + 4)
        }
        _ => (None, next),
    };
    let minute = clock.or_else(|| Some(hour(tokens, at)? * 60))?;
    Some(Time { minute, clock: clock.is_some(), afternoon, next })
}

/// The minutes of two times; one that has no `am` or `pm` takes that of the other, `11-1 pm` the morning.
pub(super) fn minutes(start: &Time, end: &Time) -> Option<(i32, i32)> {
    let twelve = |time: &Time, afternoon: bool| {
        let hours = 60..13 * 60;
        hours.contains(&time.minute).then(|| time.minute % (DAY / 2) + if afternoon { DAY / 2 } else { 0 })
    };
    match (start.afternoon, end.afternoon) {
        (None, None) => (start.clock && end.clock).then_some((start.minute, end.minute)),
        (Some(start_half), Some(end_half)) => Some((twelve(start, start_half)?, twelve(end, end_half)?)),
        (None, Some(half)) => {
            let end = twelve(end, half)?;
            let same_half = twelve(start, half)?;
            Some((if same_half < end { same_half } else { twelve(start, !half)? }, end))
        }
        (Some(_), None) => None,
    }
}
