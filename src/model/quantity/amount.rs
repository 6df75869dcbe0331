//! Digits with their thousands and decimals, as several countries write them.

use super::token::Tokens;

/// What a number is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    pub value: f64,
    /// Whether its decimals follow a comma.
    pub decimal_comma: bool,
    /// Whether it could be a thousand times as much: `1.240`, which is read as 1.24.
    pub doubtful: bool,
}

/// Reads `1240`, `1,240`, `1,240.50`, `1.240,50`, `1.5` and `1,5`; `1,240` has thousands.
pub(super) fn amount(text: &str) -> Option<Amount> {
    let points = text.matches('.').count();
    let commas = text.matches(',').count();
    let last = text.rfind(['.', ',']).and_then(|at| text.get(at..=at));
    let (thousands, decimal) = match (points, commas) {
        (0, 0) => ("", ""),
        (1, 0) => ("", "."),
        (0, 1) if grouped(text, ",") => (",", ""),
        (0, 1) => ("", ","),
        (0, _) => (",", ""),
        (_, 0) => (".", ""),
        (1, _) if last == Some(".") => (",", "."),
        (_, 1) if last == Some(",") => (".", ","),
        _ => return None,
    };
    let (whole, fraction) = match decimal {
        "" => (text, ""),
        _ => text.split_once(decimal)?,
    };
    if !thousands.is_empty() && !grouped(whole, thousands) {
        return None;
    }
    let digits = if thousands.is_empty() { whole.to_owned() } else { whole.replace(thousands, "") };
    Some(Amount {
        value: format!("{digits}.{fraction}0").parse().ok()?,
        decimal_comma: decimal == ",",
        doubtful: thousands.is_empty() && decimal == "." && fraction.len() == 3 && grouped(text, "."),
    })
}

/// Whether a sign stands before every three digits and nowhere else; `0.125` has decimals.
fn grouped(text: &str, sign: &str) -> bool {
    let mut groups = text.split(sign);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3)
}

/// A number with its thousands apart, `65 000`, and the place behind it.
pub(super) fn amount_at(tokens: &Tokens, at: usize) -> Option<(Amount, usize)> {
    let first = tokens.number(at)?;
    let mut digits = first.text.to_owned();
    let mut next = at + 1;
    let apart = |next: usize| {
        let (before, group) = (tokens.before(next, 1)?, tokens.number(next)?);
        // One space, which takes up to three bytes where it is a narrow one.
        let near = !group.glued && group.span.start - before.span.end <= 3 && !group.opens_line;
        let end = group.text.find(['.', ',']).unwrap_or(group.text.len());
        (near && end == 3).then_some(group.text)
    };
    if digits.len() <= 3 && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        while let Some(group) = apart(next) {
            digits.push_str(group);
            next += 1;
        }
    }
    // Behind spaces a comma can only be the decimal one.
    let digits = if next > at + 1 { digits.replace(',', ".") } else { digits };
    Some((amount(&digits)?, next))
}

/// The value of a number word up to ninety-nine, and the place behind it; `half` words are not numbers here.
pub(super) fn number_word(tokens: &Tokens, at: usize) -> Option<(u32, usize)> {
    const ONES: [&str; 19] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let ones = |at: usize, up_to: usize| {
        let token = tokens.word(at)?;
        (1..).zip(ONES.iter().take(up_to)).find(|(_, word)| token.is(word)).map(|(value, _)| value)
    };
    if let Some(value) = ones(at, ONES.len()) {
        return Some((value, at + 1));
    }
    let token = tokens.word(at)?;
    let (tens, _) = (2..).zip(TENS).find(|(_, word)| token.is(word))?;
    let rest =
        if tokens.get(at + 1).is_some_and(|dash| dash.is_dash() && dash.glued) { at + 2 } else { at + 1 };
    match ones(rest, 9) {
        Some(value) => Some((tens * 10 + value, rest + 1)),
        None => Some((tens * 10, at + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_follow_their_country() {
        for (text, expected) in [
            ("1240", "1240"),
            ("1,240", "1240"),
            ("65,000,000", "65000000"),
            ("1.240.000", "1240000"),
            ("1,240.50", "1240.5"),
            ("1.240,50", "1240.5"),
            ("99.95", "99.95"),
            ("99,95", "99.95 comma"),
            ("1.240", "1.24 doubtful"),
            ("0.125", "0.125"),
            ("1.4.0", "-"),
            ("1,2,3", "-"),
            ("10.0.0.1", "-"),
        ] {
            let read = amount(text).map_or("-".to_owned(), |amount| {
                let comma = if amount.decimal_comma && !text.contains('.') { " comma" } else { "" };
                format!("{}{comma}{}", amount.value, if amount.doubtful { " doubtful" } else { "" })
            });
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn thousands_may_stand_apart() {
        for (text, expected) in
            [("65 000", 65_000.0), ("1 240,50", 1240.5), ("1 000 000", 1e6), ("12 30", 12.0)]
        {
            let (amount, _) = amount_at(&Tokens::of(text), 0).unwrap();
            assert!((amount.value - expected).abs() < 1e-9, "{text}");
        }
    }
}
