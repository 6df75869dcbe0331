//! Bounds around a duration: `≤ 4 h`, `within 4 h`, `4 h at most`.

use super::token::Tokens;

/// How a duration is bounded by the words around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// The duration itself.
    #[default]
    Exact,
    /// `≤ 4 h`, `< 4 h`, `within 4 h`, `max. 4 h`; whether the end counts makes no difference for a promise.
    AtMost,
    /// `≥ 4 h`, `> 4 h`, `at least 4 h`.
    AtLeast,
    /// `~ 4 h`, `about 4 h`.
    About,
}

/// The bound that stands before a place, and where it begins.
pub(super) fn bound_before(tokens: &Tokens, at: usize) -> (Bound, usize) {
    const WORDS: [(&[&str], Bound); 32] = [
        (&["<", "="], Bound::AtMost),
        (&["=", "<"], Bound::AtMost),
        (&["≤"], Bound::AtMost),
        (&["<"], Bound::AtMost),
        (&["under"], Bound::AtMost),
        (&["below"], Bound::AtMost),
        (&["within"], Bound::AtMost),
        (&["max"], Bound::AtMost),
        (&["max", "."], Bound::AtMost),
        (&["maximum"], Bound::AtMost),
        (&["up", "to"], Bound::AtMost),
        (&["at", "most"], Bound::AtMost),
        (&["less", "than"], Bound::AtMost),
        (&["no", "more", "than"], Bound::AtMost),
        (&["not", "more", "than"], Bound::AtMost),
        (&["no", "longer", "than"], Bound::AtMost),
        (&[">", "="], Bound::AtLeast),
        (&["≥"], Bound::AtLeast),
        (&[">"], Bound::AtLeast),
        (&["at", "least"], Bound::AtLeast),
        (&["min", "."], Bound::AtLeast),
        (&["minimum"], Bound::AtLeast),
        (&["more", "than"], Bound::AtLeast),
        (&["over"], Bound::AtLeast),
        (&["~"], Bound::About),
        (&["≈"], Bound::About),
        (&["about"], Bound::About),
        (&["around"], Bound::About),
        (&["approximately"], Bound::About),
        (&["approx"], Bound::About),
        (&["approx", "."], Bound::About),
        (&["roughly"], Bound::About),
    ];
    let longest =
        WORDS.iter().filter(|(words, _)| tokens.are_before(at, words)).max_by_key(|(words, _)| words.len());
    longest.map_or((Bound::Exact, at), |(words, bound)| (*bound, at - words.len()))
}

pub(super) fn bound_after(tokens: &Tokens, at: usize) -> Bound {
    let is = |words: &[&[&str]]| words.iter().any(|words| tokens.are(at, words));
    if is(&[&["at", "most"], &["max"], &["maximum"], &["or", "less"], &["or", "faster"]]) {
        Bound::AtMost
    } else if is(&[&["at", "least"], &["minimum"], &["or", "more"], &["or", "longer"]]) {
        Bound::AtLeast
    } else {
        Bound::Exact
    }
}
