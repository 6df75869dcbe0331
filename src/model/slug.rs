//! Heading anchors as GitHub makes them.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::document::Document;
use super::passage::marks;

/// The anchor of a heading with this text, before duplicates are numbered.
///
/// Letters and digits of any script, hyphens and underscores stay, spaces become hyphens, the rest goes.
/// Source: the table-of-contents filter of GitHub's html-pipeline.
pub fn slug(text: &str) -> String {
    text.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            ' ' => Some('-'),
            _ if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        })
        .collect()
}

/// The hash by which [`Slugs`] knows an anchor.
pub fn slug_hash(slug: &str) -> u64 {
    let mut hasher = FxHasher::default();
    slug.hash(&mut hasher);
    hasher.finish()
}

/// The anchor that a heading gives itself: `## Restore {#restore-drill}`.
pub(super) fn given_anchor(heading: &str) -> Option<&str> {
    let (_, id) = heading.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    Some(id.split_whitespace().next().unwrap_or_default()).filter(|id| !id.is_empty())
}

/// The texts of headings that are written as HTML, one line each.
pub(super) fn html_headings(html: &str) -> impl Iterator<Item = &str> {
    html.split(['\n', '\r']).filter_map(|line| {
        let (_, after) = line.split_once("<h").or_else(|| line.split_once("<H"))?;
        let rest = after.strip_prefix(|c: char| ('1'..='6').contains(&c))?;
        let (_, text) = rest.split_once('>')?;
        text.split('<').next()
    })
}

/// The anchors of one document.
#[derive(Debug, Default)]
pub struct Slugs<'a> {
    headings: FxHashMap<u64, (usize, &'a str)>,
    explicit: Vec<&'a str>,
}

impl<'a> Slugs<'a> {
    /// The anchors of a document.
    pub fn of(document: &'a Document) -> Self {
        let mut slugs = Self::default();
        for (_, passage) in document.passages_with(marks::TITLES | marks::ANCHORS) {
            for title in passage.titles.iter().filter(|title| !title.slug.is_empty()) {
                slugs.heading(&title.slug, title.slug_hash);
            }
            for anchor in &passage.anchors {
                slugs.explicit(anchor);
            }
        }
        slugs
    }

    /// Adds the anchor of a heading.
    pub fn heading(&mut self, slug: &'a str, hash: u64) {
        self.headings.entry(hash).or_insert((0, slug)).0 += 1;
    }

    /// Adds an anchor that HTML gives.
    pub fn explicit(&mut self, name: &'a str) {
        self.explicit.push(name);
    }

    /// Whether a heading has the anchor with this hash.
    pub fn has_heading(&self, hash: u64) -> bool {
        self.headings.contains_key(&hash)
    }

    /// Whether a link to `#anchor` leads somewhere; `anchor` is percent-decoded.
    pub fn contains(&self, anchor: &str) -> bool {
        let wanted = slug(anchor);
        let repeated = || {
            let (base, number) = wanted.rsplit_once('-')?;
            let number: usize = number.parse().ok()?;
            self.headings.get(&slug_hash(base)).map(|&(count, _)| number < count)
        };
        anchor.is_empty()
            || anchor.eq_ignore_ascii_case("top")
            || self.has_heading(slug_hash(&wanted))
            || repeated().unwrap_or(false)
            || self.explicit.iter().any(|name| name.eq_ignore_ascii_case(anchor))
            || self.contains_elsewhere(&wanted)
    }

    /// Whether the anchor is one that another site than GitHub makes: some join hyphens, some set a word before.
    fn contains_elsewhere(&self, wanted: &str) -> bool {
        let words =
            |slug: &str| slug.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
        let wanted = words(wanted);
        let wanted = ["markdown-header-", "user-content-"]
            .iter()
            .find_map(|before| wanted.strip_prefix(before))
            .unwrap_or(&wanted);
        !wanted.is_empty() && self.headings.values().any(|(_, known)| words(known) == wanted)
    }

    /// The anchor nearest to a wrong one, if one is near.
    pub fn nearest(&self, anchor: &str) -> Option<&'a str> {
        let wanted = slug(anchor);
        let known = self.headings.values().map(|&(_, known)| known);
        let scored = known.map(|known| (strsim::normalized_damerau_levenshtein(known, &wanted), known));
        let near = scored.filter(|(score, _)| *score >= 0.7);
        near.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1))).map(|(_, known)| known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_follow_github() {
        assert_eq!(slug("Backup / Restore"), "backup--restore");
        assert_eq!(slug("Security & Auditing"), "security--auditing");
        assert_eq!(slug("Über uns: Größe"), "über-uns-größe");
        assert_eq!(slug("日本語 見出し"), "日本語-見出し");
        assert_eq!(slug("🚀 Launch"), "-launch");
        assert_eq!(slug("snake_case C++"), "snake_case-c");
    }

    #[test]
    fn repeated_headings_are_numbered() {
        let mut slugs = Slugs::default();
        slugs.heading("logs", slug_hash("logs"));
        slugs.heading("logs", slug_hash("logs"));
        slugs.explicit("Custom");
        assert!(
            slugs.contains("logs")
                && slugs.contains("logs-1")
                && slugs.contains("custom")
                && slugs.contains("Logs")
        );
        assert!(!slugs.contains("logs-2") && !slugs.contains("log"));
        assert_eq!(slugs.nearest("lgos"), Some("logs"));
    }
}
