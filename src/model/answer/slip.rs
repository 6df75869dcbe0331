//! Slips in the terms of the trade: acronyms that are swapped or misspelt, names of tools.

use crate::text::Span;

/// A slip, and what was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The words.
    pub span: Span,
    /// What they should be.
    pub correct: &'static str,
    /// Whether an acronym stands beside the expansion of the other one: then it is wrong, not only misspelt.
    pub swapped: bool,
}

impl Slip {
    /// The same in a text that has `by` more bytes in front.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        self.span = self.span.shifted(by);
        self
    }
}

const RTO: &str = "Recovery Time Objective";
const RPO: &str = "Recovery Point Objective";

/// Misspelt names of tools.
const TOOLS: [(&str, &str); 4] = [
    ("confest", "conftest"),
    ("terrattest", "terratest"),
    ("terratets", "terratest"),
    ("terrestest", "terratest"),
];

/// The slips in a text; what stands in a code span is a name that somebody chose.
pub fn slips(text: &str) -> Vec<Slip> {
    let mut found = Vec::new();
    // Parts of the words in question, without a first letter that may be a capital.
    if !["ecovery ", "PRO", "onfest", "errat", "erreste"].iter().any(|part| text.contains(part)) {
        return found;
    }
    let lower = text.to_ascii_lowercase();
    if lower.contains("recovery ") || text.contains("PRO") {
        expansions(text, &lower, &mut found);
    }
    for (wrong, correct) in TOOLS {
        let hits = lower.match_indices(wrong).map(|(at, _)| Span::new(at, at + wrong.len()));
        let hits = hits.filter(|span| is_word(text, *span) && !in_code(text, span.start));
        found.extend(hits.map(|span| Slip { span, correct: cased(span.of(text), correct), swapped: false }));
    }
    found.sort_by_key(|slip| slip.span.start);
    found
}

/// The correct name as the wrong one is written; only names in lower case or with a capital are known.
fn cased(written: &str, correct: &'static str) -> &'static str {
    match (written.starts_with(char::is_uppercase), correct) {
        (true, "conftest") => "Conftest",
        (true, "terratest") => "Terratest",
        _ => correct,
    }
}

/// `RTO (Recovery Point Objective)`, `Recovery Time Objective (RPO)`, `PRO (Recovery …)`, `RTO / PRO`.
fn expansions(text: &str, lower: &str, found: &mut Vec<Slip>) {
    for (acronym, own, other) in [("RTO", RTO, RPO), ("RPO", RPO, RTO), ("PRO", RPO, RTO)] {
        for (at, _) in text.match_indices(acronym) {
            let span = Span::new(at, at + acronym.len());
            if !is_word(text, span) || in_code(text, at) {
                continue;
            }
            let behind = lower.get(span.end..).unwrap_or_default();
            let expanded = behind.trim_start_matches([' ', '(', ':', '-', '–', '—', '=', '*', '_']);
            let gap = behind.len() - expanded.len();
            let begins =
                |name: &str| gap > 0 && gap <= 10 && expanded.starts_with(&name.to_ascii_lowercase());
            if acronym == "PRO" {
                if let Some((other, _)) = [("RPO", own), ("RTO", other)].iter().find(|(_, name)| begins(name))
                {
                    // In "RTO (Recovery Point Objective) / PRO (Recovery Time Objective)" both are swapped: what the
                    // second should be depends on its expansion, which is put right with the first.
                    found.push(Slip { span, correct: "RPO", swapped: false });
                    if *other == "RTO" {
                        found.push(expansion(text, span.end + gap, RTO.len(), RPO));
                    }
                } else if beside_rto(text, span) {
                    found.push(Slip { span, correct: "RPO", swapped: false });
                }
                continue;
            }
            if begins(other) {
                found.push(expansion(text, span.end + gap, other.len(), own));
            } else if let Some(start) = expansion_before(lower, at, other) {
                found.push(expansion(text, start, other.len(), own));
            }
        }
    }
}

fn expansion(text: &str, start: usize, length: usize, correct: &'static str) -> Slip {
    let span = Span::new(start, start + length);
    let lower = span.of(text).chars().all(|c| c.is_lowercase() || c == ' ');
    let correct = match (lower, correct) {
        (true, RTO) => "recovery time objective",
        (true, _) => "recovery point objective",
        _ => correct,
    };
    Slip { span, correct, swapped: true }
}

/// Where the expansion begins of which the acronym at `at` stands in brackets behind it.
fn expansion_before(lower: &str, at: usize, name: &str) -> Option<usize> {
    let before = lower.get(..at)?.strip_suffix('(')?.trim_end();
    before.strip_suffix(&name.to_ascii_lowercase()).map(str::len)
}

/// Whether `RTO` stands beside this, with a slash, a comma or "and" between: `RTO / PRO`.
fn beside_rto(text: &str, span: Span) -> bool {
    let joins = [" / ", "/", " and ", " & ", ", "];
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    joins.iter().any(|join| {
        before.strip_suffix(join).is_some_and(|rest| rest.ends_with("RTO"))
            || after.strip_prefix(join).is_some_and(|rest| rest.starts_with("RTO"))
    })
}

fn is_word(text: &str, span: Span) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == '/' && span.len() > 3;
    let before = text.get(..span.start).and_then(|before| before.chars().next_back());
    let after = text.get(span.end..).and_then(|after| after.chars().next());
    !before.is_some_and(part) && !after.is_some_and(part)
}

/// Whether an odd number of backticks stands before a place on its line.
fn in_code(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rfind(['\n', '\r']).map_or(before, |end| before.get(end..).unwrap_or_default());
    line.matches('`').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corrected(text: &str) -> String {
        let edits: Vec<_> =
            slips(text).into_iter().map(|slip| crate::text::Edit::replace(slip.span, slip.correct)).collect();
        crate::text::apply_edits(text, &edits)
    }

    #[test]
    fn slips_are_put_right() {
        for (wrong, right) in [
            (
                "RTO (Recovery Point Objective) / PRO (Recovery Time Objective)",
                "RTO (Recovery Time Objective) / RPO (Recovery Point Objective)",
            ),
            ("RPO (recovery time objective): 1 h", "RPO (recovery point objective): 1 h"),
            ("Recovery Point Objective (RTO)", "Recovery Time Objective (RTO)"),
            ("**RTO**: recovery point objective", "**RTO**: recovery time objective"),
            ("PRO (Recovery Point Objective)", "RPO (Recovery Point Objective)"),
            ("RTO / PRO: 4 h / 1 h", "RTO / RPO: 4 h / 1 h"),
            ("using the confest framework", "using the conftest framework"),
            ("Terrattest and Confest", "Terratest and Conftest"),
        ] {
            assert_eq!(corrected(wrong), right);
        }
        for right in [
            "RTO (Recovery Time Objective) and RPO (Recovery Point Objective)",
            "the PRO plan",
            "a pro and a con",
            "`confest` is a typo",
            "PRO-1234",
            "RTO and RPO",
            "github.com/x/confest-rules",
        ] {
            assert_eq!(slips(right), [], "{right}");
        }
    }
}
