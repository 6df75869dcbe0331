//! Commitments of providers: which services a document means, and what holds for its resources.

use std::borrow::Cow;
use std::sync::Arc;

use super::Proof;
use crate::facts::service_level::{self, Selected};
use crate::facts::{Existence, Resource, Verdict};
use crate::model::quantity::percentage::Percentage;
use crate::rules::claims::Claim;
use crate::rules::context::Context;
use crate::schema::service_level::{Service, When};
use crate::text::Span;

/// Services that are seldom what a document is about, but stand beside what it is about.
const BESIDE: &[&str] = &[
    "s3",
    "s3-express",
    "kms",
    "secrets-manager",
    "route53",
    "ebs",
    "sqs",
    "sns",
    "lambda",
    "cloudwatch",
    "ec2",
    "cloud-storage",
    "azure-storage",
    "key-vault",
    "pubsub",
    "compute-engine",
];

/// The resources that mean a service and that the document speaks of.
pub fn resources<'c>(context: &'c Context<'_>) -> Vec<(&'c Resource<'c>, &'c Service)> {
    let Some(binding) = &context.requirements.binding else { return Vec::new() };
    let services = context.requirements.settings.services();
    let all = context.estate().resources().iter();
    let mut found: Vec<_> =
        all.filter_map(|resource| Some((resource, service_level::service_of(resource, services)?))).collect();
    found.retain(|(resource, _)| binding.selects(&resource.local_address));
    let named = |(resource, _): &(&Resource<'_>, &Service)| {
        binding.names(&resource.address) || binding.names(&resource.local_address)
    };
    if found.iter().any(named) {
        found.retain(named);
    }
    found
}

/// The services that a figure is about: those that its answer names, else those that the title does, else the only
/// one that there is.
pub fn meant<'c>(context: &'c Context<'_>, claim: &Claim<'_, Percentage>) -> Option<Vec<&'c str>> {
    let services = context.requirements.settings.services();
    let answer = claim.answer.map(|answer| context.words(answer.answer)).unwrap_or_default();
    let title = context.outline.document_title().map(|title| context.words(title.content()));
    for text in [answer, title.unwrap_or_default()] {
        let named = named(&text, services);
        if !named.is_empty() {
            return Some(named);
        }
    }
    let mut all: Vec<&str> = resources(context).into_iter().map(|(_, service)| service.id.as_str()).collect();
    all.sort_unstable();
    all.dedup();
    let main: Vec<&str> = all.iter().copied().filter(|id| !BESIDE.contains(id)).collect();
    let only = if main.is_empty() { all } else { main };
    (only.len() == 1).then_some(only)
}

/// The services that a text names, by their ids; of names within longer names only the longer.
pub fn named<'s>(text: &str, services: &'s [Service]) -> Vec<&'s str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut found: Vec<(Span, &str)> = Vec::new();
    for service in services {
        for name in service.aliases.iter().chain([&service.name]) {
            for (at, _) in text.match_indices(name.as_str()) {
                let end = at + name.len();
                let before = text.get(..at).and_then(|before| before.chars().next_back());
                let after = text.get(end..).and_then(|after| after.chars().next());
                if !before.is_some_and(is_part) && !after.is_some_and(is_part) {
                    found.push((Span::new(at, end), &service.id));
                }
            }
        }
    }
    let longest =
        |(span, _): &&(Span, &str)| !found.iter().any(|(other, _)| other.covers(*span) && other != span);
    let mut named: Vec<&str> = found.iter().filter(longest).map(|(_, id)| *id).collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// The commitment that all resources of a service have; nothing where one is not known or they differ.
pub fn common<'c>(context: &'c Context<'_>, id: &str) -> Option<Selected<'c, 'c>> {
    let services = context.requirements.settings.services();
    let mine = resources(context).into_iter().filter(|(_, service)| service.id == id);
    let mut found: Option<Selected<'c, 'c>> = None;
    for (resource, _) in mine {
        let selected = service_level::of_resource(context.estate(), resource, services)?;
        if resource.existence == Existence::Unsure
            || found.is_some_and(|known| known.level.percent != selected.level.percent)
        {
            return None;
        }
        found = Some(selected);
    }
    found
}

/// What the configuration of a resource says about a figure.
pub fn proof(
    context: &Context<'_>,
    resource: &Resource<'_>,
    selected: Option<Selected<'_, '_>>,
    claimed: Percentage,
    verdict: Verdict,
) -> Proof {
    let estate = context.estate();
    // What would be better matters only where this is not enough.
    let short = selected.filter(|_| verdict == Verdict::Contradicts);
    let better = short.and_then(|selected| selected.better(estate, claimed.percent));
    let missing = better.map(|(_, missing)| missing).unwrap_or_default();
    let ground = selected.and_then(|selected| selected.ground(estate, &missing));
    let condition = selected.map(|selected| selected.level.name());
    let said = match (&ground, condition) {
        (Some(ground), Some(condition)) => format!("{} ({condition})", ground.said),
        (None, Some(condition)) => condition,
        (_, None) => "its commitment is not known".to_owned(),
    };
    let sure = resource.existence != Existence::Unsure;
    let as_attribute = ground.as_ref().and_then(|ground| wanted(&missing, &ground.attribute));
    Proof {
        address: resource.address.clone(),
        path: Arc::from(ground.as_ref().map_or(resource.path(), |ground| ground.path)),
        span: ground.as_ref().map_or(resource.header(), |ground| ground.span),
        said: said.into(),
        is_absent: ground.as_ref().is_none_or(|ground| ground.is_absent),
        attribute: ground.as_ref().map(|ground| Cow::Owned(ground.attribute.clone())).unwrap_or_default(),
        steps: ground.map(|ground| ground.steps).unwrap_or_default(),
        as_attribute: as_attribute.filter(|_| verdict == Verdict::Contradicts),
        as_claim: None,
        verdict: if sure { verdict } else { Verdict::Unknown },
    }
}

/// The value that an attribute would need, where nothing else is missing.
fn wanted(missing: &[&When], attribute: &str) -> Option<String> {
    match missing {
        [When::Is { attribute: own, is, .. }] if own == attribute => is.first().map(ToString::to_string),
        _ => None,
    }
}
