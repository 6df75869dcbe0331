//! How well what is typed fits a name.

use frizbee::{CaseMatching, Config, Matcher};

/// A slip is forgiven where so many letters are typed.
const LONG_ENOUGH: usize = 4;

/// Names that fit less well than this are not meant: each letter that fits is worth about sixteen.
const LEAST_PER_LETTER: usize = 8;

/// How well a query fits the best of some names; nothing where it fits none. Everything fits an empty query.
pub(super) fn score<'n>(query: &str, names: impl Iterator<Item = &'n str>) -> Option<u16> {
    let query = query.trim();
    if query.is_empty() {
        return Some(0);
    }
    let names: Vec<&str> = names.collect();
    let letters = query.chars().count();
    let config =
        Config::default().casing(CaseMatching::Ignore).max_typos(Some(u16::from(letters >= LONG_ENOUGH)));
    let best = Matcher::new(query, &config).match_list(&names).into_iter().map(|found| found.score).max();
    best.filter(|score| usize::from(*score) >= letters * LEAST_PER_LETTER)
}

/// Whether a word of the name begins with the query: what is typed in prose must not bring up a list.
pub(super) fn begins_a_word(query: &str, name: &str) -> bool {
    let (query, name) = (query.trim().to_lowercase(), name.to_lowercase());
    let starts = name.char_indices().filter(|(at, _)| {
        *at == 0
            || name
                .get(..*at)
                .and_then(|before| before.chars().next_back())
                .is_some_and(|c| !c.is_alphanumeric())
    });
    !query.is_empty()
        && starts.map(|(at, _)| at).any(|at| name.get(at..).is_some_and(|rest| rest.starts_with(&query)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_half_typed_or_slipped_fits_and_what_is_another_word_does_not() {
        let fits = |query: &str, name: &str| score(query, std::iter::once(name)).is_some();
        for (query, name) in [
            ("", "Logs"),
            ("bac", "Backup / Restore"),
            ("backp", "Backup / Restore"),
            ("montor", "Monitoring and Alerts"),
            ("restore", "Backup / Restore"),
            ("iac", "Infrastructure as code"),
            ("SLA", "SLA"),
            ("über", "Überwachung"),
        ] {
            assert!(fits(query, name), "{query} {name}");
        }
        for (query, name) in [("xyz", "Logs"), ("budget", "Logs"), ("the", "SLA"), ("zzzz", "Scalability")] {
            assert!(!fits(query, name), "{query} {name}");
        }
        assert!(score("sla", ["SLA"].into_iter()) > score("sla", ["Scalability"].into_iter()));
        assert!(begins_a_word("Res", "Backup / Restore") && !begins_a_word("store", "Backup / Restore"));
    }
}
