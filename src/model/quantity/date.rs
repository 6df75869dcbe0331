//! Dates: ISO 8601, those with the month as a word, and those that can be read in two ways.

use jiff::civil::Date as Day;

use super::token::{Kind, Token, Tokens};
use super::{Read, all, first};

/// What a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Date {
    /// One day: `2026-03-14`, `14 March 2026`, `March 14, 2026`.
    Day(Day),
    /// Numbers of which the order is not known: `14/03/26`; with the day where only one order makes one.
    Ambiguous(Option<Day>),
    /// A day that no calendar has: `2026-02-30`.
    Invalid,
}

/// The first date. `YYYY-MM-DD` is none, nor is a year or a month alone.
pub fn read(text: &str) -> Option<Read<Date>> {
    first(&Tokens::of(text), at)
}

/// Every date.
pub fn read_all(text: &str) -> Vec<Read<Date>> {
    all(&Tokens::of(text), at)
}

fn at(tokens: &Tokens, at: usize) -> Option<(Read<Date>, usize)> {
    if !tokens.can_begin(at) {
        return None;
    }
    let (value, next) = numeric(tokens, at)
        .or_else(|| dotted(tokens, at))
        .or_else(|| day_first(tokens, at))
        .or_else(|| month_first(tokens, at))?;
    Some((Read::new(value, tokens.span(at, next)), next))
}

/// The number that a token is, if it has so many digits.
fn digits(token: &Token, least: usize, most: usize) -> Option<i16> {
    let fits =
        (least..=most).contains(&token.text.len()) && token.text.bytes().all(|byte| byte.is_ascii_digit());
    token.text.parse().ok().filter(|_| fits)
}

fn year(token: &Token) -> Option<i16> {
    digits(token, 4, 4).filter(|year| (1900..2200).contains(year))
}

fn day(year: i16, month: i16, day: i16) -> Option<Day> {
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn certain(year: i16, month: i16, of_month: i16) -> Date {
    day(year, month, of_month).map_or(Date::Invalid, Date::Day)
}

/// Three numbers with the same dash or slash between them, and nothing else but a time behind.
fn numeric(tokens: &Tokens, at: usize) -> Option<(Date, usize)> {
    let sign = tokens.get(at + 1).filter(|sign| sign.is_any(&["-", "/"]))?;
    let joined = (at + 1..at + 5).all(|at| tokens.glued(at)) && tokens.is(at + 3, sign.text);
    let (a, b, c) = (tokens.number(at)?, tokens.number(at + 2)?, tokens.number(at + 4)?);
    let time = tokens.get(at + 5).is_some_and(|t| t.glued && t.is("T")) && tokens.number(at + 6).is_some();
    if !joined || tokens.goes_on(at + 5) && !time {
        return None;
    }
    let date = if let Some(year) = year(a) {
        certain(year, digits(b, 2, 2)?, digits(c, 2, 2)?)
    } else {
        ambiguous([a, b, c], sign.is("-"))?
    };
    Some((date, at + 5))
}

/// `14.03.2026` is one token, and so is a version.
fn dotted(tokens: &Tokens, at: usize) -> Option<(Date, usize)> {
    let number = tokens.number(at)?;
    let mut parts = number.text.split('.').map(|text| Token { text, ..*number });
    let parts = [parts.next()?, parts.next()?, parts.next().filter(|_| parts.next().is_none())?];
    year(&parts[2])?;
    let date = ambiguous(parts.each_ref(), false)?;
    (!tokens.goes_on(at + 1)).then_some((date, at + 1))
}

/// Two short numbers and a year. A year of two digits is of this century, and may also stand in front of dashes.
fn ambiguous([a, b, c]: [&Token; 3], year_may_lead: bool) -> Option<Date> {
    let (first, second) = (digits(a, 1, 2)?, digits(b, 1, 2)?);
    let short = digits(c, 2, 2);
    let year = year(c).or_else(|| short.map(|short| 2000 + short))?;
    let leading = short.filter(|_| year_may_lead && a.text.len() == 2);
    let readings = [
        day(year, second, first),
        day(year, first, second),
        leading.and_then(|of_month| day(2000 + first, second, of_month)),
    ];
    let mut days = readings.into_iter().flatten();
    let Some(only) = days.next() else { return (c.text.len() == 4).then_some(Date::Invalid) };
    Some(Date::Ambiguous(days.all(|other| other == only).then_some(only)))
}

fn month(tokens: &Tokens, at: usize) -> Option<i16> {
    const MONTHS: [&[&str]; 12] = [
        &["january", "jan", "januar"],
        &["february", "feb", "februar"],
        &["march", "mar", "märz"],
        &["april", "apr"],
        &["may", "mai"],
        &["june", "jun", "juni"],
        &["july", "jul", "juli"],
        &["august", "aug"],
        &["september", "sep", "sept"],
        &["october", "oct", "oktober"],
        &["november", "nov"],
        &["december", "dec", "dezember"],
    ];
    let word = tokens.word(at)?.text.to_lowercase();
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&word.as_str())).map(|(month, _)| month)
}

/// The day of a month, with what makes it ordinal: `14`, `14th`, `14.`.
fn of_month(tokens: &Tokens, at: usize) -> Option<(i16, usize)> {
    let day = digits(tokens.number(at)?, 1, 2)?;
    let ordinal = tokens.glued(at + 1) && tokens.is_any(at + 1, &["st", "nd", "rd", "th", "."]);
    Some((day, if ordinal { at + 2 } else { at + 1 }))
}

/// `14 March 2026`, `14th of March, 2026`, `14. März 2026`, `14-Mar-2026`.
fn day_first(tokens: &Tokens, at: usize) -> Option<(Date, usize)> {
    let (day, next) = of_month(tokens, at)?;
    let next = if tokens.is_any(next, &["of", "-"]) { next + 1 } else { next };
    let month = month(tokens, next)?;
    let next = if tokens.is_any(next + 1, &[".", ",", "-"]) { next + 2 } else { next + 1 };
    let year = year(tokens.number(next)?)?;
    (!tokens.goes_on(next + 1)).then_some((certain(year, month, day), next + 1))
}

/// `March 14, 2026`, `Mar. 14th 2026`.
fn month_first(tokens: &Tokens, at: usize) -> Option<(Date, usize)> {
    let month = month(tokens, at)?;
    let next = if tokens.is(at + 1, ".") { at + 2 } else { at + 1 };
    let (day, next) = of_month(tokens, next)?;
    let next = if tokens.is(next, ",") { next + 1 } else { next };
    let year = tokens.get(next).filter(|token| token.kind == Kind::Number).and_then(year)?;
    (!tokens.goes_on(next + 1)).then_some((certain(year, month, day), next + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(date: Date) -> String {
        match date {
            Date::Day(day) => day.to_string(),
            Date::Ambiguous(Some(day)) => format!("perhaps {day}"),
            Date::Ambiguous(None) => "ambiguous".to_owned(),
            Date::Invalid => "invalid".to_owned(),
        }
    }

    #[test]
    fn dates_are_read() {
        for (text, expected, span) in [
            ("2026-03-14", "2026-03-14", "2026-03-14"),
            ("`2026-03-14T03:00Z`", "2026-03-14", "2026-03-14"),
            ("on 2026-03-14 03:00, or so", "2026-03-14", "2026-03-14"),
            ("25 min (drill 2026-02-03)", "2026-02-03", "2026-02-03"),
            ("14 March 2026", "2026-03-14", "14 March 2026"),
            ("3 April 2026.", "2026-04-03", "3 April 2026"),
            ("the 14th of March, 2026", "2026-03-14", "14th of March, 2026"),
            ("14. März 2026", "2026-03-14", "14. März 2026"),
            ("14-Mar-2026", "2026-03-14", "14-Mar-2026"),
            ("April 3, 2026", "2026-04-03", "April 3, 2026"),
            ("**Mar** 14, 2026", "2026-03-14", "Mar** 14, 2026"),
            ("Sept. 1st 2026", "2026-09-01", "Sept. 1st 2026"),
            ("14/03/26", "perhaps 2026-03-14", "14/03/26"),
            ("14/03/2026", "perhaps 2026-03-14", "14/03/2026"),
            ("03/14/2026", "perhaps 2026-03-14", "03/14/2026"),
            ("03/04/2026", "ambiguous", "03/04/2026"),
            ("04/04/2026", "perhaps 2026-04-04", "04/04/2026"),
            ("14.03.2026", "perhaps 2026-03-14", "14.03.2026"),
            ("3-4-26", "ambiguous", "3-4-26"),
            ("26-03-14", "ambiguous", "26-03-14"),
            ("2026/03/14", "2026-03-14", "2026/03/14"),
            ("2026-02-30", "invalid", "2026-02-30"),
            ("30 February 2026", "invalid", "30 February 2026"),
            ("45/13/2026", "invalid", "45/13/2026"),
        ] {
            let found = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((written(found.value).as_str(), found.span.of(text)), (expected, span), "{text}");
        }
        assert_eq!(read_all("2026-03-14, 2026-03-15 and 1 May 2026").len(), 3);
    }

    #[test]
    fn other_text_is_no_date() {
        for text in [
            "YYYY-MM-DD",
            "2026",
            "March 2026",
            "14 March",
            "1.4.0",
            "10.11.12",
            "1.2.2026.3",
            "report-2026-03-14.md",
            "2026-03-14-report",
            "a/2026-03-14",
            "1234-56-78",
            "2026-3",
            "24/7",
            "1/2",
            "99-99-99",
            "2026-03-14-15",
            "may 5",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
