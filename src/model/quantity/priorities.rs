//! What is listed under priorities: "P0: `TestA`, `TestB`; P1: none, the resource is static".

use super::token::{Kind, Tokens};
use super::{Read, place};
use crate::text::Span;

/// One priority and what is listed under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Priority {
    /// `P0` to `P4`.
    pub label: String,
    /// Code spans and what else is one identifier, in the order of the text; prose is none.
    pub names: Vec<Read<String>>,
    /// Whether it says that there is nothing: `none`, `N/A`.
    pub says_none: bool,
    /// Whether nothing stands behind the colon of the label; a column `P0` of a table is not empty for that.
    pub is_empty: bool,
}

/// Every priority with what is listed under it; the span is that of the label.
///
/// A label stands at the start of a clause and has a colon, a dash, a bar, a line break or a code span behind it.
/// "P0 and P1 are green" lists nothing.
pub fn read_all(text: &str) -> Vec<Read<Priority>> {
    let tokens = Tokens::of(text);
    let labels: Vec<(usize, usize)> =
        (0..tokens.len()).filter_map(|at| Some((at, label_end(text, &tokens, at)?))).collect();
    let ends = labels.iter().skip(1).map(|(at, _)| *at).chain([tokens.len()]);
    let read = |(&(at, begin), end): (&(usize, usize), usize)| {
        let label = tokens.get(at)?;
        let start = tokens.before(begin, 1)?.span.end;
        let content = Span::new(start, tokens.get(end).map_or(text.len(), |token| token.span.start));
        let says_none = (begin..end).find(|at| tokens.get(*at).is_some_and(|token| token.kind != Kind::Sign));
        let says_none = says_none.is_some_and(|at| {
            tokens.is_any(at, &["none", "nothing"])
                || tokens.are(at, &["n", "/", "a"])
                || tokens.are(at, &["not", "applicable"])
        });
        let is_empty = (begin..end).all(|at| tokens.is_any(at, &[";", ".", ",", "|", "-"]));
        let value = Priority {
            label: label.text.to_uppercase(),
            names: if says_none { Vec::new() } else { names(text, content) },
            says_none,
            is_empty: is_empty && tokens.is_any(at + 1, &[":", "="]),
        };
        Some(Read::new(value, label.span))
    };
    labels.iter().zip(ends).filter_map(read).collect()
}

/// The place at which the list of a label begins, if a token is one.
fn label_end(text: &str, tokens: &Tokens, at: usize) -> Option<usize> {
    let label = tokens.word(at).filter(|word| matches!(word.text, "P0" | "P1" | "P2" | "P3" | "P4"))?;
    let begins = label.opens_line
        || tokens
            .before(at, 1)
            .is_none_or(|before| before.is_any(&[";", ".", ",", "|", ":", "-", "•", "#", "(", "—"]));
    let next = tokens.get(at + 1);
    let behind = next.map_or("", |next| Span::new(label.span.end, next.span.start).of(text));
    if !begins {
        return None;
    }
    match next {
        None => Some(at + 1),
        Some(next) if next.is_any(&[":", "=", "|", "→"]) => Some(at + 2),
        Some(next) if next.is_dash() && !next.glued => Some(at + 2),
        Some(next) if next.opens_line || behind.ends_with('`') => Some(at + 1),
        _ => None,
    }
}

/// The code spans of a list, and the items that are one word which looks like a name. What is in brackets is no item.
fn names(text: &str, content: Span) -> Vec<Read<String>> {
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut in_code = false;
    let parts = content.of(text).split_inclusive(['`', '(', ')', ',', ';', '\n', '|']);
    for part in parts {
        let (item, sign) = part.char_indices().next_back().map_or((part, ' '), |(at, sign)| match sign {
            '`' | '(' | ')' | ',' | ';' | '\n' | '|' => (part.get(..at).unwrap_or_default(), sign),
            _ => (part, ' '),
        });
        let ended_code = in_code && sign == '`';
        let bullet = |c: char| c.is_whitespace() || matches!(c, '-' | '*' | '•' | '+');
        let item = item
            .trim_start_matches(bullet)
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '.'));
        let one_word = !item.is_empty() && !item.contains(char::is_whitespace);
        if depth == 0 && one_word && (ended_code || !in_code && sign != '`' && is_identifier(item)) {
            names.push(Read::new(item.to_owned(), place(text, item)));
        }
        match sign {
            '`' => in_code = !in_code,
            '(' if !in_code => depth += 1,
            ')' if !in_code => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    names
}

/// Whether a word is a name although no backticks say so: `TestScale`, `deny_public`, `redis-ping-from-eks`.
fn is_identifier(word: &str) -> bool {
    let plain = word.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    let joined = word.split(['_', '-']).filter(|part| !part.is_empty()).count() > 1;
    plain && (joined || word.starts_with("Test") && word.len() > 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let one = |read: &Read<Priority>| {
            assert_eq!(read.span.of(text), read.value.label);
            let names: Vec<_> = read.value.names.iter().map(|name| name.value.as_str()).collect();
            assert!(read.value.names.iter().all(|name| name.span.of(text) == name.value));
            let none = if read.value.says_none { " none" } else { "" };
            let empty = if read.value.is_empty { " empty" } else { "" };
            format!("{} [{}]{none}{empty}", read.value.label, names.join(" "))
        };
        read_all(text).iter().map(one).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn priorities_are_read() {
        for (text, expected) in [
            ("P0: `TestA`, `TestB`; P1: `TestC`", "P0 [TestA TestB], P1 [TestC]"),
            (
                "P0: TestRedisFailover, TestRedisEncrypted; P1: TestRedisScale.",
                "P0 [TestRedisFailover TestRedisEncrypted], P1 [TestRedisScale]",
            ),
            (
                "P0 `TestFlagsRoundTrip`, P1 `TestFlagsRecovery`",
                "P0 [TestFlagsRoundTrip], P1 [TestFlagsRecovery]",
            ),
            ("- P0: `a-b`\n- P1: none, nothing else to forbid", "P0 [a-b], P1 [] none"),
            ("**P0:** gateway-limits-a-client\n**P1:** x_y", "P0 [gateway-limits-a-client], P1 [x_y]"),
            ("P0\n- TestA\n- `TestB` (see `policy/x.rego`)\nP1\n- TestC", "P0 [TestA TestB], P1 [TestC]"),
            ("| P0 | orders-select-one |", "P0 [orders-select-one]"),
            (
                "P0: `write-read-secret`. P1: `rotate-password`.",
                "P0 [write-read-secret], P1 [rotate-password]",
            ),
            ("P0: none — static resource", "P0 [] none"),
            ("P0:", "P0 [] empty"),
            ("P0: ; P1: N/A", "P0 [] empty, P1 [] none"),
            ("P0: write one record, fail to delete it. P1: order a retrieval", "P0 [], P1 []"),
            ("P0 — TestGröße", "P0 [TestGröße]"),
            ("| Framework | P0 | P1 |", "P0 [], P1 []"),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }

    #[test]
    fn prose_lists_nothing() {
        for text in [
            "P0 and P1 green, and a reviewed plan.",
            "`deny_x` is P0",
            "P5: x",
            "P0-only",
            "",
            "P0 in conftest: x",
        ] {
            assert_eq!(written(text), "", "{text}");
        }
    }
}
