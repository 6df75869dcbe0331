//! Money with its period: `$1,240 / month`, `1.240 EUR per month`, `12k USD a year`.

use super::amount::amount_at;
use super::token::{Token, Tokens};
use super::{Read, all, first};

/// For how long an amount of money lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// `/ h`, `hourly`.
    Hour,
    /// `per day`, `daily`.
    Day,
    /// `/mo`, `monthly`.
    Month,
    /// `a year`, `p.a.`.
    Year,
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Money {
    /// How much.
    pub amount: f64,
    /// The ISO 4217 code; `$` is taken for US dollars.
    pub currency: &'static str,
    /// For how long; none where it is paid once or the text does not say.
    pub period: Option<Period>,
}

impl Money {
    /// How much it is a month, where it has a period; a month has 730 hours, as providers count.
    pub fn monthly(self) -> Option<f64> {
        Some(match self.period? {
            Period::Hour => self.amount * 730.0,
            Period::Day => self.amount * 365.0 / 12.0,
            Period::Month => self.amount,
            Period::Year => self.amount / 12.0,
        })
    }
}

/// The first amount of money; a number without a currency is none, nor is a range or the price of a unit.
pub fn read(text: &str) -> Option<Read<Money>> {
    first(&Tokens::of(text), at)
}

/// Every amount of money.
pub fn read_all(text: &str) -> Vec<Read<Money>> {
    all(&Tokens::of(text), at)
}

fn at(tokens: &Tokens, at: usize) -> Option<(Read<Money>, usize)> {
    if !tokens.can_begin(at) && !tokens.before(at, 1).is_some_and(|sign| sign.is_any(&["+", "~", "≈"])) {
        return None;
    }
    let (before, number) = currency(tokens, at).map_or((None, at), |(currency, next)| (Some(currency), next));
    let (read, next) = amount_at(tokens, number)?;
    let (factor, next) = match tokens.get(next).filter(|suffix| suffix.glued) {
        Some(suffix) if suffix.is("k") => (1e3, next + 1),
        Some(suffix) if suffix.is("m") => (1e6, next + 1),
        _ => (1.0, next),
    };
    let (currency, next) = match before {
        Some(currency) => (currency, next),
        None => currency(tokens, next)?,
    };
    // Three digits behind a point are thousands, but not where English is spoken.
    let english = matches!(currency, "USD" | "GBP" | "CAD" | "AUD" | "INR" | "SGD");
    let thousand = if read.doubtful && !english { 1e3 } else { 1.0 };
    let (period, next) = match period(tokens, next) {
        Some((period, next)) => (Some(period), next),
        None => (None, next),
    };
    let of_a_unit = tokens.is_any(next, &["/", "per"]);
    let is_range =
        tokens.get(next).is_some_and(Token::is_dash) && tokens.number(next + 1).is_some_and(|to| to.glued);
    let value = Money { amount: read.value * factor * thousand, currency, period };
    (!of_a_unit && !is_range && !tokens.goes_on(next))
        .then(|| (Read::new(value, tokens.span(at, next)), next))
}

fn currency(tokens: &Tokens, at: usize) -> Option<(&'static str, usize)> {
    const CODES: [&str; 15] = [
        "USD", "EUR", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "INR", "SGD",
        "BRL",
    ];
    let token = tokens.get(at)?;
    if tokens.are(at, &["us", "$"]) && tokens.glued(at + 1) {
        return Some(("USD", at + 2));
    }
    let code = match token.text {
        "$" | "dollars" => "USD",
        "€" | "euro" | "euros" | "Euro" | "Euros" => "EUR",
        "£" | "pounds" => "GBP",
        "¥" => "JPY",
        text => CODES.into_iter().find(|code| *code == text)?,
    };
    Some((code, at + 1))
}

/// `/ month`, `/mo`, `per month`, `a month`, `monthly`, `p.a.`, and the place behind it.
fn period(tokens: &Tokens, at: usize) -> Option<(Period, usize)> {
    if tokens.are(at, &["p", ".", "a"]) {
        return Some((Period::Year, if tokens.is(at + 3, ".") { at + 4 } else { at + 3 }));
    }
    if tokens.are(at, &["per", "annum"]) {
        return Some((Period::Year, at + 2));
    }
    let noun = tokens.is_any(at, &["/", "per", "a", "an", "each", "every"]);
    let word = tokens.word(if noun { at + 1 } else { at })?.text.to_lowercase();
    let period = match (noun, word.as_str()) {
        (true, "h" | "hr" | "hour") | (false, "hourly") => Period::Hour,
        (true, "d" | "day") | (false, "daily") => Period::Day,
        (true, "m" | "mo" | "mth" | "month") | (false, "monthly") => Period::Month,
        (true, "y" | "yr" | "year") | (false, "yearly" | "annually") => Period::Year,
        _ => return None,
    };
    Some((period, if noun { at + 2 } else { at + 1 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read() {
        for (text, expected, span) in [
            ("$1,240 / month (calculator)", "1240 USD Month", "$1,240 / month"),
            ("**$41,000** / month in Q4", "41000 USD Month", "$41,000** / month"),
            ("1.240 EUR per month", "1240 EUR Month", "1.240 EUR per month"),
            ("1.240,50 €", "1240.5 EUR once", "1.240,50 €"),
            ("€900/mo", "900 EUR Month", "€900/mo"),
            ("USD 1200 monthly", "1200 USD Month", "USD 1200 monthly"),
            ("12k USD a year", "12000 USD Year", "12k USD a year"),
            ("£5,000 p.a.", "5000 GBP Year", "£5,000 p.a."),
            ("US$1.5M per annum", "1500000 USD Year", "US$1.5M per annum"),
            ("1 240 CHF per month", "1240 CHF Month", "1 240 CHF per month"),
            ("$0.125 per hour", "0.125 USD Hour", "$0.125 per hour"),
            ("now: $14 / month and region", "14 USD Month", "$14 / month"),
            ("20 dollars a day", "20 USD Day", "20 dollars a day"),
            ("of which $4,700.", "4700 USD once", "$4,700"),
            ("+$25 / month for more", "25 USD Month", "$25 / month"),
        ] {
            let Read { value, span: found } = read(text).unwrap_or_else(|| panic!("{text}"));
            let period = value.period.map_or("once".to_owned(), |period| format!("{period:?}"));
            let written = format!("{} {} {period}", value.amount, value.currency);
            assert_eq!((written.as_str(), found.of(text)), (expected, span));
        }
        assert_eq!(read_all("$310 / month, +$25 / month").len(), 2);
        let monthly =
            |text| read(text).unwrap().value.monthly().map(f64::round).map(|amount| amount.to_string());
        assert_eq!(monthly("$12,000 a year").as_deref(), Some("1000"));
        assert_eq!(monthly("$1 / h").as_deref(), Some("730"));
        assert_eq!(monthly("$1"), None);
    }

    #[test]
    fn other_numbers_are_no_money() {
        for text in [
            "1,240",
            "1,240 / month",
            "+15 %/quarter",
            "$0.023/GB",
            "$5 per GB-month",
            "$30-40 / month",
            "$x",
            "EUR",
            "usd 5",
            "10 MB",
            "$1.4.0",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
