//! Weekly and daily windows: `sun:03:00-sun:04:00`, `Sunday 03:00–04:00 UTC`, `daily 02:00-03:00 UTC`.

use jiff::civil::Weekday;

use super::clock::{clock, minutes, time, weekday};
use super::token::{Kind, Token, Tokens};
use super::week::DAY;
pub use super::week::{Window, lies_in, overlaps, same};
pub use super::zone::Zone;
use super::zone::zone_at;
use super::{Read, all, first};

/// The first window.
pub fn read(text: &str) -> Option<Read<Window>> {
    first(&Tokens::of(text), at)
}

/// Every window.
pub fn read_all(text: &str) -> Vec<Read<Window>> {
    all(&Tokens::of(text), at)
}

fn at(tokens: &Tokens, at: usize) -> Option<(Read<Window>, usize)> {
    if !tokens.can_begin(at) {
        return None;
    }
    let (window, next) = weekly_of_provider(tokens, at).or_else(|| human(tokens, at))?;
    Some((Read::new(window, tokens.span(at, next)), next))
}

/// `sun:03:00-sun:04:00`.
fn weekly_of_provider(tokens: &Tokens, at: usize) -> Option<(Window, usize)> {
    let half = |at: usize| {
        let day =
            tokens.word(at).filter(|day| day.text.len() == 3 && tokens.is(at + 1, ":")).and_then(weekday)?;
        clock(tokens, at + 2).map(|minute| (day, minute))
    };
    let ((weekday, start), (end_weekday, end)) =
        (half(at)?, half(at + 6).filter(|_| tokens.is(at + 5, "-"))?);
    let glued = (at + 1..at + 11).all(|at| tokens.glued(at));
    let window = Window {
        weekday: Some(weekday),
        start: start % DAY,
        end_weekday: Some(end_weekday),
        end: end % DAY,
        zone: Some(Zone::Utc),
        provider: true,
    };
    (glued && !tokens.goes_on(at + 11) && window.minutes() > 0).then_some((window, at + 11))
}

/// `Sundays, 03:00 to 04:00 (Europe/Berlin)`, `Saturday 23:00 - Sunday 01:00 UTC`, `03:00-04:00 UTC on Sundays`.
fn human(tokens: &Tokens, at: usize) -> Option<(Window, usize)> {
    const BETWEEN: [&str; 8] = [",", ".", ":", "at", "from", "between", "night", "nights"];
    let mut day = tokens.word(at).and_then(weekday);
    let every_day = tokens.is_any(at, &["daily", "nightly"]);
    let in_two = tokens.is_any(at, &["every", "each"]) && tokens.is_any(at + 1, &["day", "night"]);
    let mut from = at + if in_two { 2 } else { usize::from(day.is_some() || every_day) };
    while from > at && tokens.is_any(from, &BETWEEN) {
        from += 1;
    }
    let start = time(tokens, from)?;
    let parted = tokens.get(start.next)?;
    if !parted.is_dash() && !parted.is_any(&["to", "until", "till", "and"]) {
        return None;
    }
    let own_end_day = tokens.word(start.next + 1).and_then(weekday);
    let end = time(tokens, start.next + 1 + usize::from(own_end_day.is_some()))?;
    let (start_minute, end_minute) = minutes(&start, &end)?;
    let zone = zone_at(tokens, end.next);
    let mut next = zone.as_ref().map_or(end.next, |(_, next)| *next);
    if day.is_none() && !every_day && !in_two {
        let skipped =
            (next..next + 2).take_while(|at| tokens.is_any(*at, &["on", "every", "each", ","])).count();
        day = tokens.word(next + skipped).and_then(weekday);
        next = if day.is_some() { next + skipped + 1 } else { next };
    }
    let has_day = day.is_some() || every_day || in_two;
    if !has_day && !is_introduced(tokens, at) {
        return None;
    }
    if is_doubtful(tokens, at, next) || tokens.goes_on(next) || own_end_day.is_some() && day.is_none() {
        return None;
    }
    let alone = at == 0 && next == tokens.len() || tokens.is_quoted(tokens.span(at, next));
    let provider = zone.is_none()
        && day.is_none()
        && (from == at && alone && start.clock && end.clock)
        && parted.is("-")
        && (at + 1..next).all(|at| tokens.glued(at));
    let passes_midnight = end_minute <= start_minute || end_minute == DAY;
    let end_day = if passes_midnight { day.map(Weekday::next) } else { day };
    let window = Window {
        weekday: day,
        start: start_minute % DAY,
        end_weekday: own_end_day.or(end_day),
        end: end_minute % DAY,
        zone: if provider { Some(Zone::Utc) } else { zone.map(|(zone, _)| zone) },
        provider,
    };
    (window.minutes() > 0).then_some((window, next))
}

/// Whether nothing stands before a window without a day that could be its day, as in another language.
fn is_introduced(tokens: &Tokens, at: usize) -> bool {
    let known = [
        "between",
        "from",
        "at",
        "window",
        "snapshot",
        "snapshots",
        "backup",
        "backups",
        "maintenance",
        "is",
    ];
    let opens_line = tokens.get(at).is_some_and(|token| token.opens_line);
    opens_line || tokens.before(at, 1).is_none_or(|word| word.kind == Kind::Sign || word.is_any(&known))
}

/// Whether the words around say more than a window can hold: several days, or one week of a month.
fn is_doubtful(tokens: &Tokens, at: usize, next: usize) -> bool {
    let seldom = |token: &Token| {
        let which =
            ["first", "second", "third", "fourth", "last", "other", "month", "months", "monthly", "quarter"];
        token.is_any(&which)
            || token.is_any(&["quarterly", "year", "yearly", "not", "except", "weekdays", "weekends"])
    };
    let more = |token: &Token| seldom(token) || weekday(token).is_some();
    let part_of = |token: &&Token| !token.is_any(&[";", "."]);
    let before = (1..=10).map_while(|by| {
        let follows_break = tokens.before(at, by - 1).is_some_and(|token| token.opens_line);
        tokens.before(at, by).filter(|_| !follows_break).filter(part_of)
    });
    // The time of another window ends what belongs to this one.
    let mut before = before.take_while(|token| !token.is_any(&["utc", "gmt"]) && token.kind != Kind::Number);
    let after = |count| {
        (next..next + count).map_while(|at| tokens.get(at).filter(|token| !token.opens_line).filter(part_of))
    };
    let joined = tokens.is_any(next, &["and", "/", "&", "or"])
        || tokens.is(next, ",") && tokens.word(next + 1).is_some();
    let another_day =
        joined && tokens.word(next + 1).and_then(weekday).is_some() && time(tokens, next + 2).is_none();
    let own_day = (at..next).any(|at| tokens.word(at).and_then(weekday).is_some());
    tokens
        .before(at, 1)
        .is_some_and(|token| token.kind == Kind::Number && !tokens.is_any(at, &["daily", "nightly"]))
        || before.any(more)
        || after(5).any(seldom)
        || another_day
        || !own_day && after(3).any(more)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(window: &Window) -> String {
        let day = |day: Option<Weekday>| {
            day.map_or("daily".to_owned(), |day| format!("{day:?}").chars().take(3).collect())
        };
        let clock = |minute: i32| format!("{:02}:{:02}", minute / 60, minute % 60);
        let zone = match &window.zone {
            None => "-".to_owned(),
            Some(Zone::Utc) => "UTC".to_owned(),
            Some(Zone::Offset(minutes)) => format!("{minutes:+}"),
            Some(Zone::Named(name)) => name.clone(),
            Some(Zone::Unknown(name)) => format!("?{name}"),
        };
        let provider = if window.provider { " provider" } else { "" };
        format!(
            "{} {} {} {} {zone}{provider}",
            day(window.weekday),
            clock(window.start),
            day(window.end_weekday),
            clock(window.end)
        )
    }

    #[test]
    fn windows_are_read() {
        for (text, expected, span) in [
            ("`sun:03:00-sun:04:00`", "Sun 03:00 Sun 04:00 UTC provider", "sun:03:00-sun:04:00"),
            ("Mon:23:30-Tue:00:30", "Mon 23:30 Tue 00:30 UTC provider", "Mon:23:30-Tue:00:30"),
            ("03:00-04:00", "daily 03:00 daily 04:00 UTC provider", "03:00-04:00"),
            ("backup_window = \"03:00-04:00\"", "daily 03:00 daily 04:00 UTC provider", "03:00-04:00"),
            ("Sunday 03:00–04:00 UTC", "Sun 03:00 Sun 04:00 UTC", "Sunday 03:00–04:00 UTC"),
            ("on **Sunday**, 03:00-04:00 UTC.", "Sun 03:00 Sun 04:00 UTC", "Sunday**, 03:00-04:00 UTC"),
            (
                "Sundays, 03:00 to 04:00 (Europe/Berlin)",
                "Sun 03:00 Sun 04:00 Europe/Berlin",
                "Sundays, 03:00 to 04:00 (Europe/Berlin)",
            ),
            ("Sun 03:00-04:00", "Sun 03:00 Sun 04:00 -", "Sun 03:00-04:00"),
            ("Sun 03:00-04:00 CEST", "Sun 03:00 Sun 04:00 ?CEST", "Sun 03:00-04:00 CEST"),
            ("Sun 03:00-04:00 UTC+2", "Sun 03:00 Sun 04:00 +120", "Sun 03:00-04:00 UTC+2"),
            ("daily 02:00-03:00 UTC", "daily 02:00 daily 03:00 UTC", "daily 02:00-03:00 UTC"),
            (
                "off-peak window: daily from 02:00 to 12:00 UTC",
                "daily 02:00 daily 12:00 UTC",
                "daily from 02:00 to 12:00 UTC",
            ),
            (
                "every night between 23:00 and 01:00 UTC",
                "daily 23:00 daily 01:00 UTC",
                "every night between 23:00 and 01:00 UTC",
            ),
            ("snapshot between 02:00 and 03:00 UTC", "daily 02:00 daily 03:00 UTC", "02:00 and 03:00 UTC"),
            (
                "Saturday 23:00 - Sunday 01:00 UTC",
                "Sat 23:00 Sun 01:00 UTC",
                "Saturday 23:00 - Sunday 01:00 UTC",
            ),
            ("Saturday 23:00-01:00 UTC", "Sat 23:00 Sun 01:00 UTC", "Saturday 23:00-01:00 UTC"),
            ("Saturday 22:00-24:00 UTC", "Sat 22:00 Sun 00:00 UTC", "Saturday 22:00-24:00 UTC"),
            ("Sun 3-4 am UTC", "Sun 03:00 Sun 04:00 UTC", "Sun 3-4 am UTC"),
            ("Sun 11-1 pm UTC", "Sun 11:00 Sun 13:00 UTC", "Sun 11-1 pm UTC"),
            ("Sun 12:30 a.m. to 2 a.m. UTC", "Sun 00:30 Sun 02:00 UTC", "Sun 12:30 a.m. to 2 a.m. UTC"),
            ("03:00-04:00 UTC on Sundays", "Sun 03:00 Sun 04:00 UTC", "03:00-04:00 UTC on Sundays"),
            (
                "Window: Saturday 20:00-21:00 UTC, in prod a failover",
                "Sat 20:00 Sat 21:00 UTC",
                "Saturday 20:00-21:00 UTC",
            ),
        ] {
            let found = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((written(&found.value).as_str(), found.span.of(text)), (expected, span), "{text}");
        }
        assert_eq!(read_all("Sun 03:00-04:00 UTC, Mon 05:00-06:00 UTC").len(), 2);
    }

    #[test]
    fn other_text_is_no_window() {
        for text in [
            "Mon-Fri 03:00-04:00",
            "Sat and Sun 03:00-04:00 UTC",
            "Sun 3-4",
            "first Sunday of the month, 22:00 to 23:00 UTC",
            "once a month on Sunday from 03:00 to 04:00 UTC",
            "Sunday 03:00-04:00 UTC, monthly",
            "at 03:00 UTC",
            "2026-03-14 03:00-04:00",
            "2026-03-14T03:00-04:00",
            "03:00-03:00",
            "25:00-26:00",
            "sun:03:00",
            "15-30 min",
            "03:00-04:00 UTC on Saturdays and Sundays",
            "Saturday 05:00 UTC, 30 min",
            "Sonntag 03:00-04:00",
            "",
            "10.0.0.1:80-90",
        ] {
            assert_eq!(read(text).map(|found| written(&found.value)), None, "{text}");
        }
    }
}
