//! People in an answer: handles, e-mail addresses, names with a role.

use super::Read;
use super::names::{named, words};

/// People: `@alice`, `bob@example.org`, `Carol Smith (Data)`; the value has neither the `@` nor the role.
pub fn people(text: &str) -> Vec<Read<&str>> {
    let mut found = Vec::new();
    for part in words(text, |c| c.is_alphanumeric() || "@._-+/".contains(c)) {
        let part = part.trim_end_matches(['.', '-', '/', '+']);
        match part.split_once('@') {
            Some(("", handle)) if is_handle(handle) => found.push(named(text, handle)),
            Some((user, domain)) if !user.is_empty() && is_domain(domain) => found.push(named(text, part)),
            _ => {}
        }
    }
    found.extend(with_role(text).filter(|name| !name.is_empty()).map(|name| named(text, name)));
    found.sort_by_key(|read| read.span);
    found
}

/// `alice`, `org/team`; `v1` and `latest` belong to a module or an image.
fn is_handle(handle: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(char::is_alphabetic)
            && part.chars().all(|c| c.is_alphanumeric() || "._-".contains(c))
    };
    let version = handle.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !version && handle != "latest" && handle.split('/').count() <= 2 && handle.split('/').all(part)
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label)
        && top.len() >= 2
        && top.chars().all(char::is_alphabetic)
}

/// The one to four capitalised words before a bracket with a role: `Carol Smith (Data)`.
///
/// A single word has to begin its item; `the Redis (cluster)` is no person.
fn with_role(text: &str) -> impl Iterator<Item = &str> {
    let items = text.split([',', ';', '\n', '|', ')', ':']);
    items.filter_map(|item| {
        let (name, role) = item.split_once('(')?;
        let whole =
            name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '•' | '_' | '&'));
        let whole = whole.strip_prefix("and ").unwrap_or(whole);
        let capital = |word: &str| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
                && word.chars().any(char::is_lowercase)
        };
        let people = whole.split(' ').all(|word| capital(word) || word.len() == 2 && word.ends_with('.'));
        let is_role = role.starts_with(char::is_uppercase) && !role.contains("://");
        (people && is_role && (1..=4).contains(&whole.split(' ').count())).then_some(whole)
    })
}

#[cfg(test)]
mod tests {
    use super::super::names::tests::check;
    use super::*;

    #[test]
    fn people_are_found() {
        check(
            people,
            &[
                ("@alice (SRE), @bob (Security), @carol (Data)", &["alice", "bob", "carol"]),
                ("`@platform-sre`, @org/team.", &["platform-sre", "org/team"]),
                ("Ask bob.b+x@example.org!", &["bob.b+x@example.org"]),
                ("Carol Smith (Data), Dave (Security)", &["Carol Smith", "Dave"]),
                ("- Anna-Lena O'Neil (SRE)\n- **José** (Product)", &["Anna-Lena O'Neil", "José"]),
                ("aws@v1.2, image@latest, a@b, the Redis (cluster), Redis (cluster), SRE (Team)", &[]),
                ("", &[]),
            ],
        );
    }
}
