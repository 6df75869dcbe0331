//! Which of a finding's fixes is taken, and which fixes are taken together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check::check_in;
use super::context::Context;
use super::finding::{Finding, Fix};
use crate::facts::Memory;
use crate::model::Document;
use crate::text::{Edit, Span, apply_edits};

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
    check_in(context).into_iter().map(|finding| cure(context, finding)).collect()
}

fn cure(context: &Context<'_>, finding: Finding) -> Cured {
    let fixes = (finding.rule.fixes)(context, &finding);
    Cured { finding, fixes }
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
        let mut taken: BTreeMap<&Path, Taken> = BTreeMap::new();
        let each = by_file(findings).flat_map(|file| file.iter().map(move |cured| (cured, file)));
        for (cured, file) in each {
            let Some(fix) = choose(cured, file, |fix| allowed(cured, fix)) else { continue };
            let free = |(path, edit): &(PathBuf, Edit)| {
                taken.get(path.as_path()).is_none_or(|taken| !taken.touches(edit.span))
            };
            if fix.edits.is_empty() || !fix.edits.iter().all(free) {
                continue;
            }
            for (path, edit) in &fix.edits {
                taken.entry(path).or_default().add(edit.span);
                chosen.edits.entry(path.clone()).or_default().push(edit.clone());
            }
            if let Some((path, _)) = fix.edits.first() {
                chosen.titles.push((path.clone(), fix.title.clone()));
            }
        }
        chosen
    }
}

/// Parts of a file, none of which touches another: the end of each by its start.
#[derive(Debug, Default)]
struct Taken(BTreeMap<usize, usize>);

impl Taken {
    fn touches(&self, span: Span) -> bool {
        self.touched(span).is_some()
    }

    /// A part that a span touches.
    fn touched(&self, span: Span) -> Option<Span> {
        let (start, end) = self.0.range(..=span.end).next_back()?;
        (*end >= span.start).then(|| Span::new(*start, *end))
    }

    fn add(&mut self, mut span: Span) {
        while let Some(other) = self.touched(span) {
            self.0.remove(&other.start);
            span = Span::new(span.start.min(other.start), span.end.max(other.end));
        }
        self.0.insert(span.start, span.end);
    }
}

/// What a document says when everything is fixed that is certain and changes no other file; nothing where nothing
/// is. `findings` are those of the document that the context looks at.
pub fn fix_all(context: &Context<'_>, findings: &[Finding]) -> Option<String> {
    let (workspace, path) = (context.workspace, &context.requirements.path);
    let mut document = round(context, findings)?;
    let mut memory = Memory::default();
    for _ in 1..MOST_ROUNDS {
        let Some(requirements) = workspace.requirements(path, Arc::clone(&document)) else { break };
        let Some(context) = Context::new(workspace, &requirements) else { break };
        let context = context.remembering(memory);
        let Some(next) = round(&context, &check_in(&context)) else { break };
        document = next;
        memory = context.into_memory().aged();
    }
    Some(document.text().to_string())
}

/// The document after the fixes of one round; nothing where they change nothing.
fn round(context: &Context<'_>, findings: &[Finding]) -> Option<Arc<Document>> {
    let path = context.requirements.path.as_path();
    let here = findings.iter().filter(|finding| finding.path == context.path);
    let certain = here.filter(|finding| finding.rule.has_certain_fixes());
    let cured: Vec<Cured> = certain.map(|finding| cure(context, finding.clone())).collect();
    let own = |fix: &Fix| fix.certain && fix.edits.iter().all(|(changed, _)| changed == path);
    let mut edits = Chosen::of(&cured, |_, fix| own(fix)).edits.remove(path)?;
    let document = context.document();
    edits.retain(|edit| document.slice(edit.span) != edit.text);
    (!edits.is_empty()).then(|| Arc::new(edited(document, edits)))
}

/// So many edits are taken over one by one; after more, the whole text is read again for less.
const FEW: usize = 64;

fn edited(document: &Document, mut edits: Vec<Edit>) -> Document {
    if edits.len() > FEW {
        return document.with_text(&apply_edits(&document.text().to_string(), &edits));
    }
    // From the last to the first, each is where it says.
    edits.sort_by_key(|edit| edit.span);
    let mut edited = document.clone();
    edits.iter().rev().for_each(|edit| edited.edit(edit));
    edited
}
