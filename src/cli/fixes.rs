//! Which of a finding's fixes is taken.

use crate::rules::{Finding, Fix};

/// A finding and what cures it.
#[derive(Clone, Debug)]
pub struct Cured {
    /// The finding.
    pub finding: Finding,
    /// Its fixes, the best first.
    pub fixes: Vec<Fix>,
}

/// The findings of each file; `findings` are in the order of their files.
pub fn by_file(findings: &[Cured]) -> impl Iterator<Item = &[Cured]> {
    findings.chunk_by(|one, next| one.finding.path == next.finding.path)
}

/// The fix that is taken for one of a file's findings: one that cures others of them too, else its first.
pub fn choose<'f>(cured: &'f Cured, among: &[Cured], allowed: impl Fn(&Fix) -> bool) -> Option<&'f Fix> {
    let shared = |fix: &Fix| {
        let alike = among.iter().filter(|other| other.finding.rule.name == cured.finding.rule.name);
        alike.filter(|other| other.fixes.contains(fix)).count()
    };
    let mut fixes = cured.fixes.iter().filter(|fix| allowed(fix));
    let first = fixes.next()?;
    let more = fixes.map(|fix| (fix, shared(fix))).filter(|(_, count)| *count > 1);
    Some(more.max_by_key(|(_, count)| *count).map_or(first, |(fix, _)| fix))
}
