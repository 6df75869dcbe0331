//! What of its Terraform a document is about, where the Terraform holds more.
//!
//! A module often holds a database, a queue and a bastion, and the document speaks of the database. Where its title, or
//! what stands above its first section, shares a word with the names of some resources, it is about these and what they
//! refer to or what refers to them; what only others say is not held against it. Where there is nothing else of weight
//! in the module, all of it counts.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Proof, Tie};
use crate::facts::{Estate, Resource, Verdict};
use crate::rules::context::Context;
use crate::schema::service_level::KNOWN;
use crate::text::Span;

/// A shorter word is shared by chance.
const SHORTEST: usize = 4;

/// Words of titles and names that tell nothing apart.
const COMMON: [&str; 14] = [
    "infrastructure",
    "requirements",
    "requirement",
    "terraform",
    "service",
    "services",
    "production",
    "module",
    "main",
    "this",
    "default",
    "primary",
    "shared",
    "document",
];

/// Takes back the contradictions that only resources speak of which the document is not about.
pub(super) fn narrow(context: &Context<'_>, ties: &mut [Tie]) {
    let contradicted = ties.iter().any(|tie| tie.verdict == Verdict::Contradicts);
    let declared = context.requirements.binding.as_ref().is_some_and(|binding| !binding.resources.is_empty());
    if !contradicted || declared {
        return;
    }
    let estate = context.estate();
    let words = shared_words(context, estate);
    if words.is_empty() {
        return;
    }
    let near = near(estate, &words);
    let apart = |resource: &Resource<'_>| is_main(resource) && !near.contains(&*resource.address);
    if !estate.resources().iter().any(apart) {
        return;
    }
    // Many proofs stand in one block, and reading it is what costs.
    let blocks: RefCell<FxHashMap<*const u8, bool>> = RefCell::default();
    let block_has_word = |proof: &Proof| {
        let block = estate.block_source(&proof.path, proof.span.start);
        *blocks.borrow_mut().entry(block.as_ptr()).or_insert_with(|| has_word(block, &words))
    };
    let is_near = |proof: &Proof| {
        near.contains(&*proof.address) || has_word(&proof.address, &words) || block_has_word(proof)
    };
    for tie in ties.iter_mut().filter(|tie| tie.verdict == Verdict::Contradicts) {
        let against = || tie.proofs.iter().filter(|proof| proof.verdict == Verdict::Contradicts);
        if against().next().is_some() && !against().any(is_near) {
            tie.verdict = Verdict::Unknown;
        }
    }
}

/// Whether a resource is a service of its own, not a part or a guard of one.
fn is_main(resource: &Resource<'_>) -> bool {
    is_service(resource.kind)
}

/// Whether resources of a type are services of their own, not parts of one such as a parameter group.
pub(super) fn is_service(kind: &str) -> bool {
    KNOWN.iter().flat_map(|service| &service.resources).any(|known| known == kind)
}

/// The addresses of the resources that have one of the words, in their own block or in the call that makes them; of
/// those that refer to them, also by way of another; and of those that they refer to.
fn near<'e>(estate: &'e Estate<'_>, words: &[String]) -> FxHashSet<&'e str> {
    let is_named = |resource: &&Resource<'_>| {
        has_word(&resource.address, words)
            || estate.block_has(resource, words)
            || has_word(&estate.call_source(resource), words)
    };
    let named: Vec<&Resource<'_>> = estate.resources().iter().filter(is_named).collect();
    if named.len() > MOST_NAMED {
        return named.into_iter().map(|resource| &*resource.address).collect();
    }
    let all = || estate.resources().iter();
    let refers = |one: &Resource<'_>, to: &Resource<'_>| estate.mentions(one, local(&to.address));
    let referred: Vec<&Resource<'_>> =
        all().filter(|resource| named.iter().any(|named| refers(named, resource))).collect();
    let mut near = named;
    for _ in 0..WAYS {
        let known: FxHashSet<*const Resource<'_>> = near.iter().map(|it| std::ptr::from_ref(*it)).collect();
        let refer = all().filter(|resource| !known.contains(&std::ptr::from_ref(*resource)));
        let refer: Vec<_> = refer.filter(|one| near.iter().any(|to| refers(one, to))).collect();
        near.extend(refer);
    }
    near.into_iter().chain(referred).map(|resource| &*resource.address).collect()
}

/// The references of more resources are not followed: a word that so many have tells little.
const MOST_NAMED: usize = 64;

/// So many references lead from a policy or an alarm to what it is for: a policy names its target, the target its table.
const WAYS: usize = 2;

/// The last two parts of an address: what its own module calls the resource.
fn local(address: &str) -> &str {
    let start = address.rmatch_indices('.').nth(1).map_or(0, |(at, _)| at + 1);
    address.get(start..).unwrap_or(address)
}

/// The words above the document's first section, its title among them, that are in names of resources or of the modules
/// that make them.
fn shared_words(context: &Context<'_>, estate: &Estate<'_>) -> Vec<String> {
    let headings = context.outline.headings.iter();
    let mut sections = headings.filter(|heading| heading.sections().next().is_some());
    let end = sections.next().map_or_else(|| context.document().text().len_bytes(), |it| it.span().start);
    let above = context.words(Span::new(0, end)).to_lowercase();
    let words = above.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.len() >= SHORTEST && !COMMON.contains(word));
    // "Sessions" and "session" are one word.
    let stems = words.map(|word| word.strip_suffix('s').unwrap_or(word).to_owned());
    let names = words_of_names(estate);
    let in_names = |stem: &String| {
        let first = names.partition_point(|name| name.as_str() < stem.as_str());
        names.get(first).is_some_and(|name| name.starts_with(stem.as_str()))
    };
    stems.filter(in_names).collect()
}

/// The words in the names of resources and of the modules that make them, in lower case and in order, each once.
fn words_of_names(estate: &Estate<'_>) -> Vec<String> {
    let mut names: FxHashSet<String> = FxHashSet::default();
    for resource in estate.resources() {
        let name = resource.address.replace(resource.kind, "");
        for part in name.split(|c: char| !c.is_alphanumeric()) {
            if !names.contains(part) {
                names.insert(part.to_owned());
            }
        }
    }
    let mut names: Vec<String> = names.into_iter().map(|name| name.to_lowercase()).collect();
    names.sort_unstable();
    names
}

fn has_word(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word.as_str()))
}
