//! Whether an answer begins with yes or no, and whether it says why.

use super::Read;
use super::token::{Kind, Tokens};

/// A yes or a no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YesNo {
    /// Whether it is a yes.
    pub yes: bool,
    /// Whether words follow that can be a reason.
    pub reasoned: bool,
}

/// The yes or no at the start: `Yes, …`, `**No**: …`, `Not needed`, `None`, `Required`.
///
/// `Not yet`, `No more than 5` and `N/A` are neither.
pub fn read(text: &str) -> Option<Read<YesNo>> {
    const PHRASES: [(&[&str], bool); 12] = [
        (&["yes"], true),
        (&["required"], true),
        (&["needed"], true),
        (&["not", "required"], false),
        (&["not", "needed"], false),
        (&["not", "necessary"], false),
        (&["none", "required"], false),
        (&["none", "needed"], false),
        (&["none"], false),
        (&["unnecessary"], false),
        (&["no", "need"], false),
        (&["no"], false),
    ];
    // A `no` that belongs to the words behind it.
    const OTHERWISE: [&str; 13] = [
        "later", "more", "less", "longer", "one", "idea", "fewer", "sooner", "doubt", "matter", "way", "yet",
        "or",
    ];
    let tokens = Tokens::of(text);
    let start =
        tokens.iter().position(|token| token.kind != Kind::Sign || !token.is_any(&["-", "•", "✅", "❌"]))?;
    let (words, yes) = PHRASES.iter().find(|(words, _)| tokens.are(start, words))?;
    let next = start + words.len();
    let otherwise = tokens.is_any(next, &OTHERWISE)
        || tokens.is_any(next, &["?", "/"])
        || tokens.is(next, ".") && tokens.number(next + 1).is_some()
        || tokens.goes_on(next);
    // `Required: 99.9 %` and `Required availability` are labels.
    let words_alone = [",", ".", ";", "(", "—", "–", "-", "by", "for", "because", "as", "since", "if"];
    let is_label = matches!(*words, ["required" | "needed"])
        && tokens.get(next).is_some_and(|next| !next.is_any(&words_alone));
    let reasoned = tokens.iter().skip(next).any(|token| token.kind != Kind::Sign);
    (!otherwise && !is_label).then(|| Read::new(YesNo { yes: *yes, reasoned }, tokens.span(start, next)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_begin_with_yes_or_no() {
        for (text, yes, reasoned, span) in [
            ("Yes", true, false, "Yes"),
            ("yes.", true, false, "yes"),
            ("Yes, provider hashicorp/aws ≥ 6", true, true, "Yes"),
            ("**Yes** — PII, class Confidential", true, true, "Yes"),
            ("- No: rebuildable from S3 in 10 min", false, true, "No"),
            ("no", false, false, "no"),
            ("No backup is needed", false, true, "No"),
            ("Not needed", false, false, "Not needed"),
            ("not required, it is a cache", false, true, "not required"),
            ("None", false, false, "None"),
            ("Required by audit", true, true, "Required"),
        ] {
            let found = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.value, found.span.of(text)), (YesNo { yes, reasoned }, span), "{text}");
        }
    }

    #[test]
    fn other_answers_are_neither() {
        for text in [
            "Not yet",
            "No more than 5",
            "No. 5",
            "N/A",
            "Nothing",
            "Perhaps",
            "Required?",
            "Required: 99.9 %",
            "Required SLA",
            "yes/no",
            "The answer is no",
            "no-op",
            "notes",
            "",
            "Yes or no",
            "Nodes",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
