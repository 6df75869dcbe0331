//! What stands on both sides of a tie: claims of a document, attributes of its Terraform.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::facts::Verdict;
use crate::model::marks;
use crate::model::terraform::TerraformFile;
use crate::rules::Context;
use crate::rules::ties::{Proof, Tie};
use crate::text::Span;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: Arc<Path>,
    /// Where in it.
    pub span: Span,
}

/// Nobody goes through more places.
const MOST_PLACES: usize = 1_000;

/// An explanation has no more lines than fit beside a text.
const MOST_LINES: usize = 20;

impl Place {
    fn new(path: &Path, span: Span) -> Self {
        Self { path: Arc::from(path), span }
    }
}

/// The ties whose claim a place of the document touches.
pub fn at_claim<'c>(context: &'c Context<'_>, offset: usize) -> impl Iterator<Item = &'c Tie> {
    context.ties().iter().filter(move |tie| touches(tie.span, offset))
}

/// What a place in a Terraform file says about claims: the attribute there, or all of the resource at whose head it is.
pub fn at_proof<'c>(
    context: &'c Context<'_>,
    path: &Path,
    file: &TerraformFile,
    offset: usize,
) -> Vec<(&'c Tie, &'c Proof)> {
    let whole = header_at(file, offset);
    let meant = |proof: &&Proof| match whole {
        Some(block) => block.start <= proof.span.start && proof.span.end <= block.end,
        None => {
            touches(proof.span, offset)
                || proof.steps.iter().any(|step| *step.path == *path && touches(step.span, offset))
        }
    };
    let here = |proof: &&Proof| *proof.path == *path || proof.steps.iter().any(|step| *step.path == *path);
    let ties = context.ties().iter().filter(|tie| !tie.is_about_absence);
    ties.flat_map(|tie| tie.proofs.iter().filter(here).filter(meant).map(move |proof| (tie, proof))).collect()
}

/// All of the block at whose head a place is.
fn header_at(file: &TerraformFile, offset: usize) -> Option<Span> {
    file.blocks.iter().find(|block| touches(block.header, offset)).map(|block| block.span)
}

/// The name at a place of the document that may be one of Terraform's: letters, digits, `_`, `-`, `.` and brackets.
pub fn name_at(context: &Context<'_>, offset: usize) -> Option<(String, Span)> {
    let line = context.document().line(offset);
    let text = context.document().slice(line);
    let at = text.floor_char_boundary(offset.saturating_sub(line.start));
    let part = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let before = text.get(..at)?.chars().rev().take_while(part).map(char::len_utf8).sum::<usize>();
    let behind = text.get(at..)?.chars().take_while(part).map(char::len_utf8).sum::<usize>();
    let name = text.get(at - before..at + behind)?;
    let trimmed = name.trim_matches(['.', '-', '_']);
    let start = line.start + at - before + name.find(trimmed)?;
    (!trimmed.is_empty()).then(|| (trimmed.to_owned(), Span::new(start, start + trimmed.len())))
}

/// The places that a name of the document means: a resource, a module call, all resources of a type; else a test or a
/// policy.
pub fn declared(context: &Context<'_>, name: &str) -> Vec<Place> {
    let estate = context.estate();
    let is = |address: &str| {
        name == address || name.strip_prefix(address).is_some_and(|rest| rest.starts_with('.'))
    };
    let resources = estate.resources().iter();
    let mut found: Vec<Place> = resources
        .filter(|resource| is(&resource.address) || is(&resource.local_address) || resource.kind == name)
        .map(|resource| Place::new(resource.path(), resource.header()))
        .collect();
    found.extend(
        estate
            .calls()
            .filter(|call| call.block.address().is_some_and(|address| name == address))
            .map(|call| Place::new(call.path, call.block.header)),
    );
    if found.is_empty() && (name.starts_with("Test") || name.contains('_')) {
        let code = context.workspace.named_code();
        let named = code.files.iter().flat_map(|file| file.names.iter().map(move |named| (file, named)));
        let named = named.filter(|(_, named)| &*named.name == name);
        found.extend(named.map(|(file, named)| Place::new(&file.path, named.span)));
    }
    once(found)
}

/// The places in the document where a name stands.
pub fn mentions(context: &Context<'_>, name: &str) -> Vec<Place> {
    let document = context.document();
    let mut found = Vec::new();
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    for (base, passage) in document.passages_with(marks::IDENTIFIERS) {
        if !passage.identifiers.iter().any(|identifier| identifier.contains(name)) {
            continue;
        }
        let Some(excerpt) = document.excerpt(base) else { continue };
        for (at, _) in excerpt.text.match_indices(name) {
            let before = excerpt.text.get(..at).and_then(|before| before.chars().next_back());
            let behind = excerpt.text.get(at + name.len()..).and_then(|behind| behind.chars().next());
            if !before.is_some_and(part) && !behind.is_some_and(part) {
                let start = base + at;
                found.push(Place::new(&context.path, Span::new(start, start + name.len())));
            }
        }
    }
    found
}

/// Where a claim or a name of the document leads in Terraform.
pub fn definition(context: &Context<'_>, offset: usize) -> Vec<Place> {
    let named = name_at(context, offset).map(|(name, _)| declared(context, &name)).unwrap_or_default();
    if !named.is_empty() {
        return named;
    }
    let proofs = at_claim(context, offset).flat_map(|tie| &tie.proofs);
    once(proofs.map(|proof| Place::new(&proof.path, proof.span)).collect())
}

/// Where an attribute or resource leads in the document: to the claims about it, else to where its address stands.
pub fn definition_from_terraform(
    context: &Context<'_>,
    path: &Path,
    file: &TerraformFile,
    offset: usize,
) -> Vec<Place> {
    let claims = at_proof(context, path, file, offset).into_iter();
    let claims: Vec<Place> = claims.map(|(tie, _)| Place::new(&context.path, tie.span)).collect();
    if claims.is_empty() { named_from_terraform(context, path, file, offset) } else { once(claims) }
}

fn named_from_terraform(
    context: &Context<'_>,
    path: &Path,
    file: &TerraformFile,
    offset: usize,
) -> Vec<Place> {
    let Some(block) = file.blocks.iter().find(|block| touches(block.header, offset)) else {
        return Vec::new();
    };
    let bound = context.requirements.binding.iter().flat_map(|binding| &binding.modules);
    let in_it = bound.into_iter().any(|module| module.file(path).is_some());
    let address = block.address().filter(|_| in_it);
    address.map(|address| mentions(context, &address)).unwrap_or_default()
}

/// All places on both sides of what stands at a place of the document.
pub fn references(context: &Context<'_>, offset: usize) -> Vec<Place> {
    let mut found = Vec::new();
    if let Some((name, _)) = name_at(context, offset) {
        let declared = declared(context, &name);
        if !declared.is_empty() {
            found.extend(mentions(context, &name));
            found.extend(declared);
        }
    }
    for tie in at_claim(context, offset) {
        found.push(Place::new(&context.path, tie.span));
        for proof in &tie.proofs {
            found.push(Place::new(&proof.path, proof.span));
            found.extend(proof.steps.iter().map(|step| Place::new(&step.path, step.span)));
        }
    }
    once(found)
}

/// All places in the document that speak of what stands at a place of a Terraform file.
pub fn references_from_terraform(
    context: &Context<'_>,
    path: &Path,
    file: &TerraformFile,
    offset: usize,
) -> Vec<Place> {
    let claims = at_proof(context, path, file, offset).into_iter();
    let mut found: Vec<Place> = claims.map(|(tie, _)| Place::new(&context.path, tie.span)).collect();
    found.extend(named_from_terraform(context, path, file, offset));
    once(found)
}

/// What to mark in the document while a place of it is looked at.
pub fn highlights(context: &Context<'_>, offset: usize) -> Vec<Span> {
    let here = references(context, offset).into_iter().filter(|place| place.path == context.path);
    here.map(|place| place.span).collect()
}

/// A claim with all that Terraform says about it, in Markdown.
pub fn explain(tie: &Tie) -> String {
    let mut proofs: Vec<&Proof> = tie.proofs.iter().collect();
    if proofs.len() > MOST_LINES {
        proofs.sort_by_key(|proof| proof.verdict != Verdict::Contradicts);
    }
    let lines = proofs
        .into_iter()
        .map(|proof| format!("- {}: `{}`: {}\n", proof.verdict.said(), proof.address, proof.said));
    format!("**{}**: {}\n\n{}", tie.claim, tie.verdict.said(), listed(lines))
}

/// The first lines of a list, with the number of those that are left out.
fn listed(lines: impl ExactSizeIterator<Item = String>) -> String {
    let more = lines.len().saturating_sub(MOST_LINES);
    let left_out = (more > 0).then(|| format!("- and {more} more\n"));
    lines.take(MOST_LINES).chain(left_out).collect()
}

/// What the documents require of what stands at a place of a Terraform file, in Markdown, and the place it is about.
pub fn requirements(
    context: &Context<'_>,
    path: &Path,
    file: &TerraformFile,
    offset: usize,
) -> Option<(Span, String)> {
    let found = at_proof(context, path, file, offset);
    let name = context.path.file_name().unwrap_or_default().to_string_lossy();
    let (_, first) = found.first()?;
    let span = header(file, offset).or_else(|| (*first.path == *path).then_some(first.span))?;
    let lines = found
        .iter()
        .map(|(tie, proof)| format!("- {}: {} ({})\n", tie.claim, proof.verdict.said(), proof.said));
    Some((span, format!("**{name}** requires\n\n{}", listed(lines))))
}

fn header(file: &TerraformFile, offset: usize) -> Option<Span> {
    file.blocks.iter().find(|block| touches(block.header, offset)).map(|block| block.header)
}

fn touches(span: Span, offset: usize) -> bool {
    span.start <= offset && offset <= span.end
}

fn once(places: Vec<Place>) -> Vec<Place> {
    let mut known = FxHashSet::default();
    let is_new = |place: &Place| known.insert((place.path.as_os_str().to_owned(), place.span));
    places.into_iter().filter(is_new).take(MOST_PLACES).collect()
}
