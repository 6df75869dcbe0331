//! Whether something runs on spot capacity: `no spot`, `never spot`, `on-demand only`, `spot for the workers`.

use super::Read;
use super::token::Tokens;

/// What is said about spot capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// There is none.
    Never,
    /// Anything else.
    Other,
}

/// Everything that a text says about spot capacity.
pub fn read_all(text: &str) -> Vec<Read<Spot>> {
    let tokens = Tokens::of(text);
    (0..tokens.len()).filter_map(|at| spot(&tokens, at).or_else(|| on_demand_only(&tokens, at))).collect()
}

/// `spot`, denied by the words before it or behind it.
fn spot(tokens: &Tokens, at: usize) -> Option<Read<Spot>> {
    const BEFORE: [&[&str]; 8] = [
        &["no"],
        &["never"],
        &["without"],
        &["not"],
        &["not", "on"],
        &["not", "use"],
        &["no", "aws"],
        &["nor"],
    ];
    const NOUNS: [&str; 8] =
        ["instances", "instance", "nodes", "node", "capacity", "machines", "vms", "fleet"];
    const BEHIND: [&[&str]; 9] = [
        &["is", "not", "used"],
        &["are", "not", "used"],
        &["is", "never", "used"],
        &["are", "never", "used"],
        &["is", "not", "a", "thing"],
        &["does", "not", "exist"],
        &["not", "used"],
        &["is", "not", "allowed"],
        &["are", "not", "allowed"],
    ];
    // What only some of it does without.
    const SOME: [&str; 8] = ["for", "on", "where", "when", "if", "unless", "except", "only"];
    tokens.get(at).filter(|token| token.is("spot") && !token.glued)?;
    let compound = tokens.is(at + 1, "-") && tokens.glued(at + 1) && tokens.glued(at + 2);
    if compound && !tokens.is_any(at + 2, &NOUNS)
        || tokens.before(at, 1).is_some_and(|it| it.is_any(&["hot", "blind"]))
    {
        return None;
    }
    let next = if compound { at + 2 } else { at + 1 };
    let next = if tokens.is_any(next, &NOUNS) { next + 1 } else { next };
    let before = BEFORE.iter().find(|words| tokens.are_before(at, words));
    let behind = BEHIND.iter().find(|words| tokens.are(next, words));
    let (start, end) =
        (at - before.map_or(0, |words| words.len()), next + behind.map_or(0, |words| words.len()));
    let only = tokens.is_any(end, &SOME) && behind.is_none_or(|words| *words != ["does", "not", "exist"]);
    let never = (before.is_some() != behind.is_some()) && !only;
    let value = if never { Spot::Never } else { Spot::Other };
    Some(Read::new(value, tokens.span(start, end)))
}

/// `on-demand only`, `only on-demand`.
fn on_demand_only(tokens: &Tokens, at: usize) -> Option<Read<Spot>> {
    let joined = ["on", "-", "demand"];
    let end = if tokens.are(at, &joined) {
        at + joined.len()
    } else if tokens.are(at, &["on", "demand"]) {
        at + 2
    } else {
        return None;
    };
    let (start, end) = match (at.checked_sub(1), end) {
        (Some(before), end) if tokens.is(before, "only") => (before, end),
        (_, end) if tokens.is(end, "only") => (at, end + 1),
        _ => return None,
    };
    let goes_on = tokens.word(end).is_some();
    (!goes_on).then(|| Read::new(Spot::Never, tokens.span(start, end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<(Spot, &str)> {
        read_all(text).into_iter().map(|read| (read.value, read.span.of(text))).collect()
    }

    #[test]
    fn what_is_denied_is_never() {
        for (text, span) in [
            ("on-demand, no spot", "no spot"),
            ("on-demand or reserved, never spot.", "never spot"),
            ("**No spot** instances: they hold state", "No spot** instances"),
            ("Spot is not a thing here.", "Spot is not a thing"),
            ("spot does not exist for Aurora", "spot does not exist"),
            ("Spot instances are not used", "Spot instances are not used"),
            ("on-demand only", "on-demand only"),
            ("only on demand, two nodes", "only on demand"),
            ("not on spot", "not on spot"),
        ] {
            assert_eq!(written(text), [(Spot::Never, span)], "{text}");
        }
    }

    #[test]
    fn anything_else_is_other() {
        for text in [
            "spot",
            "90 % spot, the rest on-demand",
            "no spot for the primary",
            "no spot unless it is cheap",
            "spot or reserved",
            "never without spot is not used",
        ] {
            assert!(
                written(text).iter().any(|(spot, _)| *spot == Spot::Other),
                "{text}: {:?}",
                written(text)
            );
        }
        assert!(written("on-demand for three months, then reserved; a hot spot-check").is_empty());
        assert!(written("on-demand only for the base").is_empty());
    }
}
