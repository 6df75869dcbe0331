//! How something is scaled: `automatic, 3 to 6 tasks`, `manual`, `both`.

use super::Read;
use super::token::{Kind, Tokens};

/// How something is scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// By itself.
    Automatic,
    /// By somebody.
    Manual,
    /// The one for a part of it, the other for another.
    Both,
}

/// What may stand before the word that says it.
const LEAD: [&str; 10] =
    ["it", "is", "scales", "scaled", "scaling", "fully", "horizontal", "yes", "all", "-"];

/// Words for scaling that nobody has to start.
const AUTOMATIC: [&str; 6] = ["automatic", "automatically", "automated", "auto", "autoscaling", "autoscaled"];

/// Words for scaling that somebody has to start.
const MANUAL: [&str; 3] = ["manual", "manually", "hand"];

/// Words with which it is not so, or not yet.
const DENIED: [&str; 14] = [
    "not", "no", "never", "none", "without", "planned", "later", "disabled", "off", "future", "could",
    "would", "unless", "if",
];

/// The mode with which an answer begins; nothing where its first sentence denies something.
pub fn read(text: &str) -> Option<Read<Mode>> {
    let tokens = Tokens::of(text);
    let start = (0..tokens.len()).find(|at| {
        let sign = tokens.get(*at).is_some_and(|token| token.kind == Kind::Sign);
        !sign && !tokens.is_any(*at, &LEAD)
    })?;
    let ends = |at: &usize| tokens.is(*at, ".") && !tokens.glued(at + 1);
    let end = (start..tokens.len()).find(ends).unwrap_or(tokens.len());
    let any = |words: &[&str], end: usize| (start..end).any(|at| tokens.is_any(at, words));
    let begins = |words: &[&str]| tokens.is_any(start, words);
    let by_hand = tokens.are(start, &["by", "hand"]);
    let mode = match () {
        () if begins(&["both"]) => Mode::Both,
        () if begins(&AUTOMATIC) && any(&MANUAL, tokens.len()) => Mode::Both,
        () if (begins(&MANUAL) || by_hand) && any(&AUTOMATIC, end) && !any(&DENIED, end) => Mode::Both,
        () if begins(&MANUAL) || by_hand => Mode::Manual,
        () if begins(&AUTOMATIC) && !any(&DENIED, end) => Mode::Automatic,
        () => return None,
    };
    Some(Read::new(mode, tokens.span(start, start + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_are_read() {
        for (text, expected, span) in [
            ("automatic, 3 to 6 shards of two nodes each", Mode::Automatic, "automatic"),
            ("**Automatic** (target tracking)", Mode::Automatic, "Automatic"),
            ("Yes, automatically between 2 and 10 tasks", Mode::Automatic, "automatically"),
            ("auto-scaling, 2 to 6", Mode::Automatic, "auto"),
            ("It scales automatically. No more than 6.", Mode::Automatic, "automatically"),
            ("- automatic", Mode::Automatic, "automatic"),
            ("manual", Mode::Manual, "manual"),
            ("Manual: somebody changes the node type. Nothing scales by itself", Mode::Manual, "Manual"),
            ("manual, no automatic scaling", Mode::Manual, "manual"),
            ("by hand", Mode::Manual, "by"),
            ("both", Mode::Both, "both"),
            ("manual and automatic", Mode::Both, "manual"),
            ("automatic for the services. The database is resized by hand.", Mode::Both, "automatic"),
        ] {
            let found = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.value, found.span.of(text)), (expected, span), "{text}");
        }
    }

    #[test]
    fn what_is_denied_or_something_else_is_no_mode() {
        for text in [
            "",
            "-",
            "automatic scaling is not used",
            "automatic scaling is planned",
            "Automatic, if the load test says so",
            "not automatic",
            "no",
            "vertical",
            "see the module",
            "autoscaler.md",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
