//! Which names what is typed may become.

use std::cmp::Reverse;

use frizbee::{CaseMatching, Config, Matcher};

/// A slip is forgiven where so many letters are typed.
const LONG_ENOUGH: usize = 4;

/// Names that fit less well than this are not meant: each letter that fits is worth about sixteen.
const LEAST_PER_LETTER: usize = 8;

/// Those of some candidates of which a name fits the query, the best first, each with the place of that name among
/// its names.
///
/// Names with a word that begins with the query are meant where there are any; only where there is none, and where
/// `slips` are forgiven, names are taken that have the letters of the query in its order. An empty query takes all.
pub(super) fn fitting<'n, T>(
    query: &str,
    candidates: Vec<T>,
    names: impl Fn(&T) -> Vec<&'n str>,
    slips: bool,
) -> Vec<(T, usize)> {
    if query.trim().is_empty() {
        return candidates.into_iter().map(|candidate| (candidate, 0)).collect();
    }
    let mut chosen: Vec<(u32, usize, T)> = Vec::new();
    let mut others: Vec<T> = Vec::new();
    for candidate in candidates {
        match beginning(query, &names(&candidate)) {
            Some((rank, at)) => chosen.push((rank, at, candidate)),
            None => others.push(candidate),
        }
    }
    if chosen.is_empty() && slips {
        chosen = others
            .into_iter()
            .filter_map(|candidate| {
                let (score, at) = score(query, &names(&candidate))?;
                Some((u32::from(u16::MAX - score), at, candidate))
            })
            .collect();
    }
    // What a thing is called itself counts for more than what it is called elsewhere.
    chosen.sort_by_key(|(rank, at, _)| (*rank, *at > 0));
    chosen.into_iter().map(|(_, at, candidate)| (candidate, at)).collect()
}

/// The first name that begins with the query, else the first of which a word does.
fn beginning(query: &str, names: &[&str]) -> Option<(u32, usize)> {
    let starts = |name: &&str| name.to_lowercase().starts_with(&query.trim_start().to_lowercase());
    let whole = names.iter().position(starts).map(|at| (0, at));
    whole.or_else(|| names.iter().position(|name| begins_a_word(query, name)).map(|at| (1, at)))
}

/// Whether a word of the name begins with the query; white space behind the query counts.
pub(super) fn begins_a_word(query: &str, name: &str) -> bool {
    let (query, name) = (query.trim_start().to_lowercase(), name.to_lowercase());
    let before = |at: usize| name.get(..at).and_then(|before| before.chars().next_back());
    let starts = name.char_indices().filter(|(at, _)| before(*at).is_none_or(|c| !c.is_alphanumeric()));
    !query.is_empty()
        && starts.map(|(at, _)| at).any(|at| name.get(at..).is_some_and(|rest| rest.starts_with(&query)))
}

/// How well the best of some names fits, and its place among them; nothing where none does.
fn score(query: &str, names: &[&str]) -> Option<(u16, usize)> {
    let query = query.trim();
    let letters = query.chars().count();
    let slips = u16::from(letters >= LONG_ENOUGH);
    let config = Config::default().casing(CaseMatching::Ignore).max_typos(Some(slips));
    let matches = Matcher::new(query, &config).match_list(names).into_iter();
    let best = matches.min_by_key(|found| (Reverse(found.score), found.index))?;
    let at = usize::try_from(best.index).ok()?;
    (usize::from(best.score) >= letters * LEAST_PER_LETTER).then_some((best.score, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&[&str]; 5] = [
        &["Pipeline", "Rollback plan"],
        &["Scalability", "Auto scaling"],
        &["Backup / Restore", "Disaster recovery"],
        &["SLA"],
        &["Monitoring and Alerts"],
    ];

    fn chosen(query: &str, slips: bool) -> Vec<(&'static str, usize)> {
        let fitting = fitting(query, NAMES.to_vec(), |names| names.to_vec(), slips);
        fitting.into_iter().map(|(names, at)| (names[0], at)).collect()
    }

    #[test]
    fn beginnings_of_words_come_before_slips() {
        for (query, expected) in [
            ("bac", vec![("Backup / Restore", 0)]),
            ("res", vec![("Backup / Restore", 0)]),
            ("s", vec![("Scalability", 0), ("SLA", 0)]),
            ("sc", vec![("Scalability", 0)]),
            ("auto sc", vec![("Scalability", 1)]),
            ("roll", vec![("Pipeline", 1)]),
            ("back", vec![("Backup / Restore", 0)]),
            ("DISASTER", vec![("Backup / Restore", 1)]),
            ("backp", vec![("Backup / Restore", 0)]),
            ("montor", vec![("Monitoring and Alerts", 0)]),
            ("xyzzy", vec![]),
            ("budget", vec![]),
        ] {
            assert_eq!(chosen(query, true), expected, "{query}");
        }
        assert_eq!(chosen("", true).len(), NAMES.len());
        assert_eq!(chosen("backp", false), []);
        assert_eq!(chosen("monitoring ", false), [("Monitoring and Alerts", 0)]);
        assert_eq!(chosen("sla ", false), [], "more follows than the name has");
    }
}
