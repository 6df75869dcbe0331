//! Which names what is typed may become.

/// A slip is forgiven where so many letters are typed, two where twice as many are.
const LONG_ENOUGH: usize = 4;

/// How well a name fits what is typed, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It begins so.
    Begins,
    /// A word of it begins so.
    Word,
    /// Its words begin with these letters, one after the other.
    Initials,
    /// It begins so, but for a slip of the keyboard.
    Slip,
}

/// Those of some candidates of which a name fits the query, the best first, each with the place of that name among
/// its names.
///
/// Names that begin with the query, or have a word that does, are meant where there are any; only where there is none,
/// and where `slips` are forgiven, initials and slips are taken for them. Letters scattered over a name are not:
/// they bring up what nobody meant. An empty query takes all.
pub(super) fn fitting<'n, T>(
    query: &str,
    candidates: Vec<T>,
    names: impl Fn(&T) -> Vec<&'n str>,
    slips: bool,
) -> Vec<(T, usize)> {
    if query.trim().is_empty() {
        return candidates.into_iter().map(|candidate| (candidate, 0)).collect();
    }
    let worst = if slips { Fit::Slip } else { Fit::Word };
    let fits = candidates.into_iter().filter_map(|candidate| {
        let names = names(&candidate).into_iter().enumerate();
        let fits = names.filter_map(|(at, name)| Some((fit(query, name)?, at))).min()?;
        (fits.0 <= worst).then_some((fits, candidate))
    });
    let mut chosen: Vec<((Fit, usize), T)> = fits.collect();
    if chosen.iter().any(|((fit, _), _)| *fit <= Fit::Word) {
        chosen.retain(|((fit, _), _)| *fit <= Fit::Word);
    }
    // What a thing is called itself counts for more than what it is called elsewhere.
    chosen.sort_by_key(|((fit, at), _)| (*fit, *at > 0));
    chosen.into_iter().map(|((_, at), candidate)| (candidate, at)).collect()
}

fn fit(query: &str, name: &str) -> Option<Fit> {
    let (query, name) = (plain(query.trim_start()), plain(name));
    if name.starts_with(&query) {
        return Some(Fit::Begins);
    }
    if begins_a_word(&query, &name) {
        return Some(Fit::Word);
    }
    let query = query.trim_end();
    let initials: String = name.split(' ').filter_map(|word| word.chars().next()).collect();
    if query.chars().count() > 1 && initials.starts_with(query) {
        return Some(Fit::Initials);
    }
    is_slip(query, &name).then_some(Fit::Slip)
}

/// Lower case, with a space for each stretch of anything but letters and digits.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            plain.push(c);
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain
}

/// Whether a word of the name begins with the query; white space behind the query counts.
pub(super) fn begins_a_word(query: &str, name: &str) -> bool {
    let (query, name) = (plain(query.trim_start()), plain(name));
    let starts = name.match_indices(' ').map(|(at, _)| at + 1).chain([0]);
    !query.trim().is_empty()
        && starts.into_iter().any(|at| name.get(at..).is_some_and(|rest| rest.starts_with(&query)))
}

/// Whether the name begins like the query, but for a letter or two.
fn is_slip(query: &str, name: &str) -> bool {
    let typed = query.chars().count();
    let allowed = typed / LONG_ENOUGH;
    if allowed == 0 || query.chars().next() != name.chars().next() {
        return false;
    }
    let allowed = allowed.min(2);
    (typed - 1..=typed + 1).any(|length| {
        let beginning: String = name.chars().take(length).collect();
        strsim::damerau_levenshtein(query, &beginning) <= allowed
    })
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
            ("bakcup", vec![("Backup / Restore", 0)]),
            ("montor", vec![("Monitoring and Alerts", 0)]),
            ("maa", vec![("Monitoring and Alerts", 0)]),
            ("backup/res", vec![("Backup / Restore", 0)]),
            ("auto-sc", vec![("Scalability", 1)]),
            ("aud", vec![]),
            ("slb", vec![]),
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
