//! Time zones as they stand behind a time: UTC, an offset, a name of the tz database.

use std::sync::LazyLock;

use jiff::civil;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::token::{Kind, Tokens};

/// A time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    /// UTC or GMT.
    Utc,
    /// Minutes east of UTC.
    Offset(i32),
    /// A name that the tz database has: `Europe/Berlin`, `CET`.
    Named(String),
    /// What names a zone but says no offset for sure: `CEST`, `PST`, `local time`.
    Unknown(String),
}

/// The database of the build, so that a document reads the same on every machine.
static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

impl Zone {
    /// The offsets of a year in minutes east of UTC: one, or that of winter and that of summer; none where unknown.
    ///
    /// They are those of a fixed year, so that a finding does not change with the date on which it is made.
    pub(super) fn offsets(&self) -> Vec<i32> {
        match self {
            Self::Utc => vec![0],
            Self::Offset(minutes) => vec![*minutes],
            Self::Named(name) => {
                let Ok(zone) = DATABASE.get(name) else { return Vec::new() };
                let offset = |month| offset_in(&zone, month);
                let mut offsets: Vec<_> = [1, 7].into_iter().filter_map(offset).collect();
                offsets.dedup();
                offsets
            }
            Self::Unknown(_) => Vec::new(),
        }
    }
}

fn offset_in(zone: &TimeZone, month: i8) -> Option<i32> {
    let noon = civil::Date::new(2026, month, 15).ok()?.at(12, 0, 0, 0);
    Some(noon.to_zoned(zone.clone()).ok()?.offset().seconds() / 60)
}

/// The zone that stands here, perhaps in brackets or behind a comma, and the place behind it.
pub(super) fn zone_at(tokens: &Tokens, at: usize) -> Option<(Zone, usize)> {
    let open = tokens.is(at, "(");
    let start = if tokens.is_any(at, &["(", ",", "in"]) { at + 1 } else { at };
    let (zone, next) = utc(tokens, start)
        .or_else(|| offset(tokens, start))
        .or_else(|| named(tokens, start))
        .or_else(|| unknown(tokens, start))?;
    Some((zone, if open && tokens.is(next, ")") { next + 1 } else { next }))
}

/// `UTC`, `GMT`, `Z`, and `UTC+2` with its offset.
fn utc(tokens: &Tokens, at: usize) -> Option<(Zone, usize)> {
    let word = tokens.word(at)?;
    if !word.is_any(&["utc", "gmt"]) && word.text != "Z" {
        return None;
    }
    let offset = offset(tokens, at + 1).filter(|_| tokens.glued(at + 1));
    Some(offset.unwrap_or((Zone::Utc, at + 1)))
}

/// `+02:00`, `+0530`, `-3`; the sign is glued to the number.
fn offset(tokens: &Tokens, at: usize) -> Option<(Zone, usize)> {
    let sign = match tokens.get(at)?.text {
        "+" => 1,
        "-" | "−" | "–" => -1,
        _ => return None,
    };
    let digits = tokens.number(at + 1).filter(|number| number.glued)?.text;
    let number = |text: &str| text.parse::<i32>().ok();
    let minutes = tokens.number(at + 3).filter(|minutes| tokens.is(at + 2, ":") && minutes.glued);
    let (hours, minutes, next) = match (digits.len(), minutes) {
        (1 | 2, Some(minutes)) => (number(digits)?, number(minutes.text)?, at + 4),
        // Two bare digits behind a time are anything but an offset, unless `UTC` stands before them.
        (1 | 2, None) if tokens.glued(at) => (number(digits)?, 0, at + 2),
        (4, None) => (number(digits.get(..2)?)?, number(digits.get(2..)?)?, at + 2),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some((Zone::Offset(sign * (hours * 60 + minutes)), next))
}

/// `Europe/Berlin`, `America/Port-au-Prince`, `CET`.
fn named(tokens: &Tokens, at: usize) -> Option<(Zone, usize)> {
    let word = tokens.word(at)?;
    let mut next = at + 1;
    while tokens
        .get(next)
        .is_some_and(|token| token.glued && (token.kind == Kind::Word || token.is_any(&["/", "-"])))
    {
        next += 1;
    }
    let name: String = (at..next).filter_map(|at| tokens.get(at)).map(|token| token.text).collect();
    let capital = word.text.starts_with(|c: char| c.is_ascii_uppercase());
    if !capital || !name.contains('/') && !is_abbreviation(&name) {
        return None;
    }
    // A wrong name of the right form is a zone all the same, only that nothing follows from it.
    let zone = if DATABASE.get(&name).is_ok() { Zone::Named(name) } else { Zone::Unknown(name) };
    let zone_like = match &zone {
        Zone::Unknown(name) if name.contains('/') => {
            tokens.word(at + 2).is_some_and(|city| city.text.starts_with(char::is_uppercase))
        }
        Zone::Unknown(name) => name.ends_with('T'),
        _ => true,
    };
    zone_like.then_some((zone, next))
}

fn is_abbreviation(name: &str) -> bool {
    (3..=5).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// `local time`, `Berlin time`.
fn unknown(tokens: &Tokens, at: usize) -> Option<(Zone, usize)> {
    let word = tokens.word(at).filter(|_| tokens.is(at + 1, "time"))?;
    let common = word
        .is_any(&["a", "the", "this", "that", "per", "of", "each", "every", "some", "any", "long", "down"]);
    (!common).then(|| (Zone::Unknown(format!("{} time", word.text)), at + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_read() {
        for (text, expected) in [
            ("UTC", "Utc [0]"),
            ("(GMT)", "Utc [0]"),
            ("UTC+2", "Offset(120) [120]"),
            ("UTC-03:30", "Offset(-210) [-210]"),
            ("+02:00", "Offset(120) [120]"),
            ("(Europe/Berlin)", "Named(\"Europe/Berlin\") [60, 120]"),
            (", America/Port-au-Prince", "Named(\"America/Port-au-Prince\") [-300, -240]"),
            ("Asia/Kolkata", "Named(\"Asia/Kolkata\") [330]"),
            ("CET", "Named(\"CET\") [60, 120]"),
            ("CEST", "Unknown(\"CEST\") []"),
            ("PST", "Unknown(\"PST\") []"),
            ("Europe/Berlln", "Unknown(\"Europe/Berlln\") []"),
            ("local time", "Unknown(\"local time\") []"),
        ] {
            let (zone, _) = zone_at(&Tokens::of(text), 0).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(format!("{zone:?} {:?}", zone.offsets()), expected);
        }
        for text in ["by hand", "at that time", "RTO", "a/b", "-04", "each time", "", "+99:00", "Redis"] {
            assert!(zone_at(&Tokens::of(text), 0).is_none(), "{text}");
        }
    }
}
