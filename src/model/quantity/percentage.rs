//! Percentages and availabilities in nines.

use super::amount::{amount, number_word};
use super::token::{Kind, Tokens};
use super::{Read, all, first};

/// A percentage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percentage {
    /// How many of a hundred; whether that makes sense is for a rule to say.
    pub percent: f64,
    /// Whether its decimals follow a comma, as in `99,95 %`.
    pub decimal_comma: bool,
}

impl Percentage {
    /// The seconds of so many days that are not covered: 1296 for 99.95 % of 30 days.
    pub fn downtime_in(self, days: u32) -> f64 {
        let seconds = (100.0 - self.percent) / 100.0 * f64::from(days) * 86_400.0;
        (seconds * 1000.0).round() / 1000.0
    }

    /// The seconds of so many days by which it falls short of another; nothing where it does not.
    pub fn shortfall_in(self, other: Self, days: u32) -> Option<f64> {
        let short = self.downtime_in(days) - other.downtime_in(days);
        (other.percent - self.percent > 1e-9).then_some(short)
    }
}

/// The first percentage: `99.95 %`, `99,95%`, `99.9 percent`, `three nines`.
pub fn read(text: &str) -> Option<Read<Percentage>> {
    first(&Tokens::of(text), at)
}

/// Every percentage.
pub fn read_all(text: &str) -> Vec<Read<Percentage>> {
    all(&Tokens::of(text), at)
}

/// An availability without its sign, where it is the whole answer: `99.95`, `≥ 99,9`.
///
/// Only from 90 to 100, and only with decimals; `100` alone can be a count of anything.
pub fn read_bare(text: &str) -> Option<Read<Percentage>> {
    let tokens = Tokens::of(text);
    let at = tokens.iter().position(|token| token.kind == Kind::Number)?;
    let signs = |from: usize, to: usize, signs: &[&str]| (from..to).all(|at| tokens.is_any(at, signs));
    let whole = signs(0, at, &["≥", ">", "=", "~", "≈"]) && signs(at + 1, tokens.len(), &["."]);
    let number = tokens.number(at).filter(|number| whole && number.text.contains(['.', ',']))?;
    let value = percentage(number.text).filter(|value| (90.0..100.0).contains(&value.percent))?;
    Some(Read::new(value, number.span))
}

/// A percentage as it is written in messages: `99.95 %`, without trailing zeros and without what floats add.
pub fn words(percent: f64) -> String {
    format!("{} %", (percent * 1e6).round() / 1e6)
}

fn at(tokens: &Tokens, at: usize) -> Option<(Read<Percentage>, usize)> {
    if !tokens.can_begin(at) && !tokens.before(at, 1).is_some_and(|sign| sign.is("+")) {
        return None;
    }
    let (value, end) = signed(tokens, at).or_else(|| nines(tokens, at))?;
    Some((Read::new(value, tokens.span(at, end)), end))
}

fn signed(tokens: &Tokens, at: usize) -> Option<(Percentage, usize)> {
    let value = percentage(tokens.number(at)?.text)?;
    let end = match tokens.get(at + 1)? {
        sign if sign.is("%")
            && !tokens.get(at + 2).is_some_and(|next| next.glued && next.kind != Kind::Sign) =>
        {
            at + 2
        }
        word if word.is("percent") => at + 2,
        _ if tokens.are(at + 1, &["per", "cent"]) => at + 3,
        _ => return None,
    };
    Some((value, end))
}

/// A comma in a percentage is a decimal one, also before three digits: five nines are `99,999 %`.
fn percentage(text: &str) -> Option<Percentage> {
    let decimal_comma = text.matches(',').count() == 1 && !text.contains('.');
    let percent = if decimal_comma {
        let (whole, fraction) = text.split_once(',')?;
        if whole.len() == 1 && whole != "0" && fraction.len() == 3 {
            return None;
        }
        text.replace(',', ".").parse().ok()?
    } else {
        amount(text)?.value
    };
    Some(Percentage { percent, decimal_comma })
}

/// `three nines`, `3 nines`, `three and a half nines`, `3.5 nines`, `five 9s`.
fn nines(tokens: &Tokens, at: usize) -> Option<(Percentage, usize)> {
    let (count, mut half, mut next) = match tokens.number(at) {
        Some(number) => {
            let (count, half) = match number.text.split_once('.') {
                Some((count, "5")) => (count, true),
                _ => (number.text, false),
            };
            (count.parse().ok()?, half, at + 1)
        }
        None => number_word(tokens, at).map(|(count, next)| (count, false, next))?,
    };
    if tokens.are(next, &["and", "a", "half"]) {
        half = true;
        next += 3;
    }
    let end = if tokens.is(next, "nines") {
        next + 1
    } else if tokens.are(next, &["9", "s"]) && tokens.glued(next + 1) {
        next + 2
    } else {
        return None;
    };
    let digits = "9".repeat(usize::try_from(count).ok().filter(|count| (1..=12).contains(count))?);
    let digits = format!("{digits}{}", if half { "5" } else { "0" });
    let (whole, fraction) = digits.split_at_checked(2)?;
    let percent = format!("{whole}.{fraction}0").parse().ok()?;
    Some((Percentage { percent, decimal_comma: false }, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read() {
        for (text, expected, span) in [
            ("99.95 % monthly", "99.95 %", "99.95 %"),
            ("≥99.95%", "99.95 %", "99.95%"),
            ("**99,95** %", "99.95 % comma", "99,95** %"),
            ("99,999 %", "99.999 % comma", "99,999 %"),
            ("100 %", "100 %", "100 %"),
            ("999.9%", "999.9 %", "999.9%"),
            ("99.50 %", "99.5 %", "99.50 %"),
            ("login = 99.99 percent", "99.99 %", "99.99 percent"),
            ("+15 % a year", "15 %", "15 %"),
            ("Three nines.", "99.9 %", "Three nines"),
            ("four nines", "99.99 %", "four nines"),
            ("three and a half nines", "99.95 %", "three and a half nines"),
            ("3.5 nines", "99.95 %", "3.5 nines"),
            ("five 9s", "99.999 %", "five 9s"),
            ("two nines", "99 %", "two nines"),
            ("one nine or one nines", "90 %", "one nines"),
            ("11 nines of durability", "99.999999999 %", "11 nines"),
        ] {
            let found = read(text).unwrap_or_else(|| panic!("{text}"));
            let comma = if found.value.decimal_comma { " comma" } else { "" };
            let exact = format!("{} %{comma}", found.value.percent);
            assert_eq!((exact.as_str(), found.span.of(text)), (expected, span));
        }
        assert_eq!(read_all("99.9 %, then 99.95 % or four nines").len(), 3);
    }

    #[test]
    fn other_numbers_are_no_percentages() {
        for text in [
            "99.95",
            "60-70 %",
            "1.4.0 %",
            "50%25",
            "v99 %",
            "1,000 %",
            "nines",
            "a 9s",
            "9s",
            "thirty nines",
            "%",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn an_availability_may_lack_its_sign() {
        for (text, expected) in [("99.95", "99.95"), ("≥ `99,9`", "99,9"), ("99.95.", "99.95")] {
            assert_eq!(read_bare(text).unwrap().span.of(text), expected);
        }
        for text in ["100", "99", "4.5", "99.95 of what", "SLA 99.95", "", "99.95 %", "99.95 99.9"] {
            assert_eq!(read_bare(text), None, "{text}");
        }
    }

    #[test]
    fn downtime_is_exact() {
        for (text, days, seconds) in
            [("99.95 %", 30, "1296"), ("99.9 %", 30, "2592"), ("99.99 %", 365, "3153.6")]
        {
            assert_eq!(read(text).unwrap().value.downtime_in(days).to_string(), seconds);
        }
        let of = |text: &str| read(text).unwrap().value;
        assert_eq!(of("99.9 %").shortfall_in(of("99.95 %"), 30), Some(1296.0));
        assert_eq!(of("99.95 %").shortfall_in(of("99.95 %"), 30), None);
        assert_eq!(of("99.95 %").shortfall_in(of("99.9 %"), 30), None);
        assert_eq!(words(99.99 - 99.95), "0.04 %");
        assert_eq!(words(100.0), "100 %");
    }
}
