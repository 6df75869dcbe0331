//! Numbers with what they count: `65,000 connections`, `1 000`, `10 MB/s`, `500 nodes`.

use super::amount::amount_at;
use super::token::{Kind, Token, Tokens};
use super::{Read, all, first};

/// A number and its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// How many.
    pub amount: f64,
    /// What is counted, as written; empty where no word follows.
    pub unit: String,
}

/// A number of things in words: "1 document", "2 documents".
pub fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The first number. Dates, times, versions, addresses and percentages are none.
pub fn read(text: &str) -> Option<Read<Number>> {
    first(&Tokens::of(text), at)
}

/// Every number.
pub fn read_all(text: &str) -> Vec<Read<Number>> {
    all(&Tokens::of(text), at)
}

fn at(tokens: &Tokens, at: usize) -> Option<(Read<Number>, usize)> {
    if !tokens.can_begin(at) {
        return None;
    }
    let (read, next) = amount_at(tokens, at)?;
    let (factor, next) = match tokens.get(next).filter(|suffix| suffix.glued) {
        Some(suffix) if suffix.is_any(&["x", "xx"]) => return None,
        Some(suffix) if suffix.text == "k" => (1e3, next + 1),
        // `10M` alone can be ten metres or minutes.
        Some(suffix) if suffix.text == "M" && tokens.word(next + 1).is_some() => (1e6, next + 1),
        _ if tokens.is(next, "thousand") => (1e3, next + 1),
        _ if tokens.is(next, "million") => (1e6, next + 1),
        _ if tokens.is(next, "billion") => (1e9, next + 1),
        _ => (1.0, next),
    };
    let end = unit_end(tokens, next);
    let unit: String = (next..end).filter_map(|at| tokens.get(at)).map(|token| token.text).collect();
    let other =
        tokens.get(end).is_some_and(|next| next.is("%") || next.glued && next.is_any(&["×", "'", "°"]));
    let money = tokens.before(at, 1).is_some_and(|sign| sign.is_any(&["$", "€", "£"]));
    let value = Number { amount: read.value * factor, unit };
    // 1.240 can be a thousand or one.
    (!read.doubtful && !other && !money && !tokens.goes_on(end))
        .then(|| (Read::new(value, tokens.span(at, end)), end))
}

/// The place behind a unit: a word, and `/s` or `/node` behind it.
fn unit_end(tokens: &Tokens, at: usize) -> usize {
    const OTHER: [&str; 34] = [
        "and", "or", "of", "in", "per", "for", "with", "to", "a", "an", "the", "is", "are", "at", "as", "on",
        "by", "from", "but", "we", "it", "when", "if", "than", "until", "after", "before", "each", "every",
        "more", "less", "which", "will", "then",
    ];
    let follows = |token: &&Token| token.kind == Kind::Word && !token.opens_line && !token.is_any(&OTHER);
    if !tokens.get(at).as_ref().is_some_and(follows) {
        return at;
    }
    let mut end = at + 1;
    while tokens.is(end, "/") && tokens.glued(end) && tokens.word(end + 1).is_some_and(|word| word.glued) {
        end += 2;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        for (text, expected, span) in [
            ("65,000 connections", "65000 connections", "65,000 connections"),
            ("65 000 (Redis maxclients)", "65000 ", "65 000"),
            ("1 000", "1000 ", "1 000"),
            ("**10 MB/s** a shard", "10 MB/s", "10 MB/s"),
            ("1 MB/s/shard", "1 MB/s/shard", "1 MB/s/shard"),
            ("max 500 nodes/cluster; we need 12", "500 nodes/cluster", "500 nodes/cluster"),
            ("10M items", "10000000 items", "10M items"),
            ("65k connections", "65000 connections", "65k connections"),
            ("1.2 million messages a day", "1200000 messages", "1.2 million messages"),
            ("16TiB", "16 TiB", "16TiB"),
            ("1,5 GB", "1.5 GB", "1,5 GB"),
            ("500 of them", "500 ", "500"),
        ] {
            let Read { value, span: found } = read(text).unwrap_or_else(|| panic!("{text}"));
            let written = format!("{} {}", value.amount, value.unit);
            assert_eq!((written.as_str(), found.of(text)), (expected, span), "{text}");
        }
        assert_eq!(read_all("max 500 nodes, we need 12").len(), 2);
    }

    #[test]
    fn other_digits_are_no_numbers() {
        for text in [
            "99.95 %",
            "2026-03-14",
            "03:00-04:00",
            "1.4.0",
            "10.0.0.0/8",
            "P1",
            "1.240 connections",
            "$1,240",
            "x-5",
            "v2",
            "",
            "20×50",
            "5xx",
            "3x",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
