//! Where links lead.

use percent_encoding::percent_decode_str;

use super::slug::{slug, slug_hash};

/// Where a link leads, as far as its target alone tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Nowhere: `#` or nothing at all.
    Nowhere,
    /// Outside what can be looked up here, or filled in by something else.
    Elsewhere,
    /// To a heading of the same document; the hash of its anchor.
    Here(u64),
    /// To a file.
    File,
}

impl Reach {
    pub(super) fn of(target: &str) -> Self {
        if target.is_empty() || target == "#" {
            return Self::Nowhere;
        }
        let scheme = target.split_once(':').is_some_and(|(scheme, _)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        });
        let filled_in = ["{{", "${", "{%", "<", "$(", "%}"].iter().any(|mark| target.contains(mark));
        if scheme || filled_in || target.starts_with(['/', '\\', '~', '@']) {
            return Self::Elsewhere;
        }
        match target.strip_prefix('#') {
            Some(anchor) => Self::Here(slug_hash(&slug(&percent_decode_str(anchor).decode_utf8_lossy()))),
            None => Self::File,
        }
    }
}
