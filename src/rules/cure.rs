//! Which of a finding's fixes is taken, and which fixes are taken together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check::check_in;
use super::context::Context;
use super::finding::{Finding, Fix};
use crate::text::{Edit, apply_edits};
use crate::workspace::{Requirements, Workspace};

/// A fix may bring up what another cures; no chain of them is this long.
pub const MOST_ROUNDS: usize = 20;

/// A finding and what cures it.
#[derive(Clone, Debug)]
pub struct Cured {
    /// The finding.
    pub finding: Finding,
    /// Its fixes, the best first.
    pub fixes: Vec<Fix>,
}

/// The findings of the document that a context looks at, each with what cures it.
pub fn cured(context: &Context<'_>) -> Vec<Cured> {
    let findings = check_in(context).into_iter();
    let cured = findings.map(|finding| {
        let fixes = (finding.rule.fixes)(context, &finding);
        Cured { finding, fixes }
    });
    cured.collect()
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

/// Fixes that are applied together, as none of them touches another.
#[derive(Debug, Default)]
pub struct Chosen {
    /// Their edits, by file.
    pub edits: BTreeMap<PathBuf, Vec<Edit>>,
    /// Their titles, each with the first file that it changes.
    pub titles: Vec<(PathBuf, String)>,
}

impl Chosen {
    /// The fixes of one round; what is left over has its turn in the next.
    pub fn of(findings: &[Cured], allowed: impl Fn(&Cured, &Fix) -> bool) -> Self {
        let mut chosen = Self::default();
        let mut taken: Vec<&Fix> = Vec::new();
        let each = by_file(findings).flat_map(|file| file.iter().map(move |cured| (cured, file)));
        for (cured, file) in each {
            let Some(fix) = choose(cured, file, |fix| allowed(cured, fix)) else { continue };
            let free = |(path, edit): &(PathBuf, Edit)| {
                let known = chosen.edits.get(path).into_iter().flatten();
                known.into_iter().all(|other| !touch(edit, other))
            };
            if taken.contains(&fix) || fix.edits.is_empty() || !fix.edits.iter().all(free) {
                continue;
            }
            for (path, edit) in &fix.edits {
                chosen.edits.entry(path.clone()).or_default().push(edit.clone());
            }
            if let Some((path, _)) = fix.edits.first() {
                chosen.titles.push((path.clone(), fix.title.clone()));
            }
            taken.push(fix);
        }
        chosen
    }
}

fn touch(one: &Edit, other: &Edit) -> bool {
    one.span.start <= other.span.end && other.span.start <= one.span.end
}

/// What a document says when everything is fixed that is certain and changes no other file; nothing where nothing
/// is.
pub fn fix_all(workspace: &Workspace, requirements: &Requirements) -> Option<String> {
    let path = requirements.path.as_path();
    let mut text = requirements.document.text().to_string();
    let mut current = requirements.clone();
    let mut changed = false;
    for _ in 0..MOST_ROUNDS {
        let Some(fixed) = round(workspace, &current, path, &text) else { break };
        changed = true;
        let document = Arc::new(current.document.with_text(&fixed));
        text = fixed;
        let Some(next) = workspace.requirements(path, document) else { break };
        current = next;
    }
    changed.then_some(text)
}

fn round(workspace: &Workspace, requirements: &Requirements, path: &Path, text: &str) -> Option<String> {
    let findings = cured(&Context::new(workspace, requirements)?);
    let own = |fix: &Fix| fix.certain && fix.edits.iter().all(|(changed, _)| changed == path);
    let edits = Chosen::of(&findings, |_, fix| own(fix)).edits.remove(path)?;
    let fixed = apply_edits(text, &edits);
    (fixed != text).then_some(fixed)
}
