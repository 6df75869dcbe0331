//! How long a duration is, in the ways in which it can be written.

use super::amount::{amount, number_word};
use super::bound::{Bound, bound_after, bound_before};
use super::token::{Kind, Token, Tokens};

pub(super) fn unit_seconds(unit: &Token) -> Option<f64> {
    // `M` is a million, `S`, `D` and `W` are anything.
    if matches!(unit.text, "M" | "S" | "D" | "W" | "Y" | "MS") {
        return None;
    }
    Some(match unit.text.to_lowercase().as_str() {
        "ms" | "msec" | "msecs" | "millisecond" | "milliseconds" => 0.001,
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
        "d" | "day" | "days" => 86_400.0,
        "w" | "wk" | "wks" | "week" | "weeks" => 7.0 * 86_400.0,
        "mo" | "mos" | "month" | "months" => 30.0 * 86_400.0,
        "y" | "yr" | "yrs" | "year" | "years" => 365.0 * 86_400.0,
        _ => return None,
    })
}

/// The unit behind a number, which a hyphen may join: `4-hour`.
fn unit(tokens: &Tokens, at: usize) -> Option<(f64, usize)> {
    let hyphen = tokens.is(at, "-") && tokens.glued(at) && tokens.glued(at + 1);
    let at = if hyphen { at + 1 } else { at };
    Some((unit_seconds(tokens.word(at)?)?, at + 1))
}

fn value(tokens: &Tokens, at: usize) -> Option<f64> {
    amount(tokens.number(at)?.text).map(|amount| amount.value)
}

/// `4 hours`, `1h30m`, `1 h 30 min`, `1 hour and 30 minutes`: each unit smaller than the one before.
pub(super) fn compound(tokens: &Tokens, at: usize) -> Option<(f64, usize)> {
    // The `9s` of `five 9s` are nines.
    let counted = at.checked_sub(1).is_some_and(|before| number_word(tokens, before).is_some());
    let nines = counted && tokens.are(at, &["9", "s"]);
    let (mut unit_before, mut next) = unit(tokens, at + 1).filter(|_| !nines)?;
    let mut seconds = value(tokens, at)? * unit_before;
    loop {
        let joined = usize::from(tokens.is_any(next, &["and", ","]));
        let component = unit(tokens, next + joined + 1).filter(|(unit, _)| *unit < unit_before);
        match (value(tokens, next + joined), component) {
            (Some(value), Some((unit, end))) => {
                seconds += value * unit;
                (unit_before, next) = (unit, end);
            }
            // `3m2` is an area, `30d_old` a name.
            _ if tokens.goes_on(next) && !ends_range(tokens, next) && !tokens.is(next, "/") => return None,
            _ => return Some((seconds, next)),
        }
    }
}

fn ends_range(tokens: &Tokens, at: usize) -> bool {
    tokens.get(at).is_some_and(Token::is_dash) && tokens.number(at + 1).is_some()
}

/// `15-30 min`, `15 to 30 minutes`, `1 h – 90 min`: the longer end, the shorter one, and the place behind.
pub(super) fn range(tokens: &Tokens, at: usize) -> Option<(f64, Option<f64>, usize)> {
    let from = value(tokens, at)?;
    let (own_unit, dash) = unit(tokens, at + 1).map_or((None, at + 1), |(unit, next)| (Some(unit), next));
    let between = tokens.before(at, 1).is_some_and(|word| word.is("between"));
    let dashed = tokens.get(dash).is_some_and(Token::is_dash);
    if !(dashed || tokens.is_any(dash, &["to", "till"]) || between && tokens.is(dash, "and")) {
        return None;
    }
    let (seconds, next) = compound(tokens, dash + 1)?;
    let last_unit = unit(tokens, dash + 2)?.0;
    let from = from * own_unit.unwrap_or(last_unit);
    (from < seconds).then_some((seconds, Some(from), next))
}

/// `one hour`, `twenty-four hours`, `two and a half days`, `half an hour`, `an hour`.
pub(super) fn in_words(tokens: &Tokens, at: usize) -> Option<(f64, usize)> {
    let article = |at: usize| tokens.is_any(at, &["a", "an"]);
    if tokens.is(at, "half") && article(at + 1) {
        return unit(tokens, at + 2).map(|(unit, next)| (unit / 2.0, next));
    }
    let (count, mut next) = if article(at) { (1, at + 1) } else { number_word(tokens, at)? };
    let mut count = f64::from(count);
    if tokens.are(next, &["and", "a", "half"]) {
        (count, next) = (count + 0.5, next + 3);
    }
    // `five 9s`, and the `s` of anything else, are no seconds.
    let (unit, mut next) =
        unit(tokens, next).filter(|_| tokens.word(next).is_some_and(|unit| unit.text.len() > 1))?;
    if tokens.are(next, &["and", "a", "half"]) {
        (count, next) = (count + 0.5, next + 3);
    }
    // `once a day` and `$30 a month` are rates, `one day` can be any day.
    let alone = count > 1.0 || tokens.is(at, "one") && unit < 86_400.0 || stands_alone(tokens, at, next);
    alone.then_some((count * unit, next))
}

/// Whether words begin the answer or what follows a label or a bound, and end with a sign or a bound.
fn stands_alone(tokens: &Tokens, at: usize, next: usize) -> bool {
    let before = tokens.before(at, 1);
    let begins = before.is_none_or(|before| before.is_any(&[":", "(", "=", "is", "of"]))
        || bound_before(tokens, at).0 != Bound::Exact;
    let ends = tokens.get(next).is_none_or(|after| after.kind == Kind::Sign)
        || bound_after(tokens, next) != Bound::Exact;
    begins && ends
}

/// `0`, `zero`, `near zero`, `none lost`, `no data loss`.
pub(super) fn zero(tokens: &Tokens, at: usize) -> Option<(f64, usize)> {
    let lost = |at: usize| tokens.is_any(at, &["lost", "loss"]);
    if tokens.are(at, &["near", "zero"]) || tokens.is_any(at, &["none", "nothing"]) && lost(at + 1) {
        return Some((0.0, at + 2));
    }
    if tokens.are(at, &["near", "-", "zero"]) || tokens.are(at, &["no", "data"]) && lost(at + 2) {
        return Some((0.0, at + 3));
    }
    if tokens.is(at, "no") && lost(at + 1) {
        return Some((0.0, at + 2));
    }
    let nought = tokens.number(at).is_some_and(|number| number.text == "0") || tokens.is(at, "zero");
    let goal =
        |by| tokens.before(at, by).is_some_and(|word| word.is_any(&["rpo", "rto", "ttr", "objective"]));
    let begins = tokens
        .before(at, 1)
        .is_none_or(|before| goal(1) || before.is_any(&["is", "of", ":", "="]) && goal(2))
        || bound_before(tokens, at) != (Bound::Exact, at);
    let ends = match tokens.get(at + 1) {
        None => true,
        Some(next) if next.kind == Kind::Sign => {
            next.is_any(&[",", ";", ".", "(", ")", "—", "–", "-", "|"]) && !tokens.goes_on(at + 1)
        }
        Some(next) => next.is_any(&["because", "as", "since", "for", "lost", "loss", "data", "and"]),
    };
    (nought && begins && ends).then_some((0.0, at + 1))
}

/// `PT1H`, `P1DT12H`.
pub(super) fn iso(tokens: &Tokens, at: usize) -> Option<(f64, usize)> {
    let first = tokens.word(at)?;
    if !first.text.starts_with('P') || !first.text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // The decimals of `PT1.5H` are tokens of their own.
    let decimals =
        tokens.is(at + 1, ".") && tokens.glued(at + 1) && tokens.glued(at + 2) && tokens.glued(at + 3);
    let next = if decimals { at + 4 } else { at + 1 };
    let text: String = (at..next).filter_map(|at| tokens.get(at)).map(|token| token.text).collect();
    let span: jiff::Span = text.parse().ok()?;
    let days = i64::from(span.get_days())
        + i64::from(span.get_weeks()) * 7
        + i64::from(span.get_months()) * 30
        + i64::from(span.get_years()) * 365;
    let time = jiff::Span::new()
        .try_hours(i64::from(span.get_hours()).checked_add(days.checked_mul(24)?)?)
        .and_then(|time| time.try_minutes(span.get_minutes()))
        .and_then(|time| time.try_seconds(span.get_seconds()))
        .and_then(|time| time.try_milliseconds(span.get_milliseconds()))
        .and_then(|time| time.total(jiff::Unit::Second));
    (!tokens.goes_on(next)).then_some((time.ok()?, next))
}
