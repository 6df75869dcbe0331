//! Availability: what is required beside what the provider commits to for the resources as they are.

use super::commitments::{common, meant, named, proof, resources};
use super::{Proof, Tie, has_any, is_in_scope, report};
use crate::facts::Verdict;
use crate::facts::service_level::{self, Selected, needed};
use crate::model::quantity::duration;
use crate::model::quantity::percentage::{self, Percentage};
use crate::rules::claims::{Claim, answers_to, availabilities, section_text};
use crate::rules::context::Context;
use crate::rules::finding::Severity;
use crate::rules::objectives::mitigates;
use crate::rules::registry::{Rule, no_fix};
use crate::schema::service_level::When;
use crate::text::Span;

/// The provider commits to less for resources as they are.
pub static SLA_NEEDS_HA: Rule = Rule {
    name: "sla-needs-ha",
    severity: Severity::Warning,
    by_default: true,
    summary: "The provider commits to less than the document says, as the resource is configured.",
    docs: "\
Providers commit to their best figure for their best configuration only: 99.95 % for RDS is the figure of Multi-AZ, a \
single instance has 99.5 %, three hours less each month.

It triggers where the document gives one SLA of the provider, or else one required SLA, and every resource of the \
service is configured for a lower commitment although the service has a better one. It stays silent where the \
configuration is not known, where the SLA holds under a condition only, and where several services could be meant. \
With a gap mitigation in the document it weighs one step less. Commitments are contracts, not measurements; \
`[[service-levels]]` in `tiebeam.toml` says other ones.

To cure it, configure what the figure needs, or correct the figure.",
    check: |context, findings| report(context, &SLA_NEEDS_HA, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// The provider commits to nothing for resources as they are.
pub static NO_PROVIDER_SLA: Rule = Rule {
    name: "no-provider-sla",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document gives an SLA of the provider where the provider commits to nothing.",
    docs: "\
Some configurations are outside of every SLA: Cloud SQL in one zone or on a shared core, Memorystore in the basic \
tier, AKS in the free tier.

It triggers where the document gives one SLA of the provider and every resource of the service is configured so that \
the provider commits to nothing. It stays silent where the configuration is not known and where several services \
could be meant.

To cure it, choose a configuration with a commitment, or say that there is none.",
    check: |context, findings| report(context, &NO_PROVIDER_SLA, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// Services in series commit to less together than is required.
pub static COMPOSITE_BELOW_REQUIRED: Rule = Rule {
    name: "composite-below-required",
    severity: Severity::Information,
    by_default: true,
    summary: "The services that the document lists commit to less together than is required.",
    docs: "\
What needs three services is up only while all three are: 99.99 % × 99.99 % × 99.95 % is 99.93 %.

It triggers where the section about the SLA names two services or more, what the provider commits to is known for \
each of them as it is configured, and the product is below the one required SLA. It stays silent where anything is \
not known, where one service alone is reported already, and where the section tells how a gap is closed.

To cure it, say how the gap is closed, or lower the requirement.",
    check: |context, findings| report(context, &COMPOSITE_BELOW_REQUIRED, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// What a month has where nobody says otherwise.
const DAYS: u32 = 30;

/// Words with which a figure holds for some only.
const CONDITIONAL: &[&str] = &[
    " if ",
    "when ",
    "unless",
    " only",
    "depend",
    "option",
    "consumer",
    "whoever",
    "could",
    "would",
    "can be",
    "for a service that",
    "once ",
    "planned",
];

/// All ties about availability.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    let before = ties.len();
    let provider = availabilities(context, "provider");
    let says = if provider.is_empty() { availabilities(context, "required") } else { provider.clone() };
    for claim in usable(context, &says) {
        ties.extend(single(context, &claim, !provider.is_empty()));
    }
    let told = ties.get(before..).into_iter().flatten().any(|tie| tie.verdict == Verdict::Contradicts);
    if !told {
        ties.extend(composite(context));
    }
}

/// The claims that are the only one for what they hold for, without conditions: one figure among several is one of
/// several services or configurations.
fn usable<'c>(context: &Context<'_>, claims: &[Claim<'c, Percentage>]) -> Vec<Claim<'c, Percentage>> {
    let alone = |claim: &&Claim<'c, Percentage>| {
        claims
            .iter()
            .all(|other| other.scope != claim.scope || is_same(other.value.percent, claim.value.percent))
    };
    let mut found: Vec<Claim<'c, Percentage>> = Vec::new();
    for claim in claims.iter().filter(alone).filter(|claim| is_plain(context, claim)) {
        if claim.value.percent < 100.0 && !found.iter().any(|known| known.scope == claim.scope) {
            found.push(claim.clone());
        }
    }
    found
}

fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

/// Whether nothing around a figure takes it back.
fn is_plain(context: &Context<'_>, claim: &Claim<'_, Percentage>) -> bool {
    let Some(answer) = claim.answer else { return false };
    let text = context.words(answer.answer).to_lowercase();
    let figures = percentage::read_all(&text);
    let other = |read: &crate::model::quantity::Read<Percentage>| {
        read.value.percent >= 90.0 && !is_same(read.value.percent, claim.value.percent)
    };
    let before = claim.span.start.checked_sub(answer.answer.start).and_then(|at| text.get(..at));
    let before = before.unwrap_or_default();
    let denied = ["none", "no ", "not ", "n/a"].iter().any(|no| before.trim_start().starts_with(no));
    !denied
        && !text.contains('|')
        && !before.contains(". ")
        && !before.contains("than ")
        && !figures.iter().any(other)
        && !has_any(&text, CONDITIONAL)
}

/// What one figure is beside the commitments of the resources it is about.
fn single(context: &Context<'_>, claim: &Claim<'_, Percentage>, of_provider: bool) -> Option<Tie> {
    let estate = context.estate();
    let services = context.requirements.settings.services();
    let meant = meant(context, claim)?;
    let resources = resources(context);
    let resources = resources.into_iter().filter(|(_, service)| meant.contains(&service.id.as_str()));
    let resources = resources.filter(|(it, _)| is_in_scope(&it.address, it.path(), claim.scope));
    let mut worst: Option<(Selected<'_, '_>, Proof)> = None;
    let mut proofs = Vec::new();
    for (resource, _) in resources {
        let selected = service_level::of_resource(estate, resource, services);
        let reaches = selected.and_then(|selected| reaches(context, &selected, claim.value));
        let proof = proof(context, resource, selected, claim.value, Verdict::of(reaches));
        if let Some(selected) = selected.filter(|_| proof.verdict == Verdict::Contradicts)
            && worst.is_none()
        {
            worst = Some((selected, proof.clone()));
        }
        proofs.push(proof);
    }
    if proofs.is_empty() {
        return None;
    }
    let nothing = worst.as_ref().is_some_and(|(selected, _)| selected.level.percent.is_none());
    let (whose, rule) = match (of_provider, nothing) {
        (true, true) => ("Provider", &NO_PROVIDER_SLA),
        (true, false) => ("Provider", &SLA_NEEDS_HA),
        (false, _) => ("Required", &SLA_NEEDS_HA),
    };
    let figure = percentage::words(claim.value.percent);
    let full = if of_provider { figure.clone() } else { format!("the required {figure}") };
    let mut tie = Tie::new(rule, format!("{whose} SLA {figure}"), claim.span, proofs);
    tie.eased = rule.name == SLA_NEEDS_HA.name && is_mitigated(context);
    Some(tie.saying(|_| {
        let message = |(selected, proof)| message(context, &selected, &proof, claim.value, &full);
        worst.map(message).unwrap_or_default()
    }))
}

/// Whether what the provider commits to reaches a figure; nothing where it does not and nothing better can be had.
fn reaches(context: &Context<'_>, selected: &Selected<'_, '_>, claimed: Percentage) -> Option<bool> {
    let committed = Percentage { percent: selected.level.percent.unwrap_or_default(), ..claimed };
    if committed.shortfall_in(claimed, DAYS).is_none() {
        return Some(true);
    }
    selected.better(context.estate(), claimed.percent).map(|_| false)
}

/// What the finding says: what is committed, why, how much that is short, what would have to change.
fn message(
    context: &Context<'_>,
    selected: &Selected<'_, '_>,
    proof: &Proof,
    claimed: Percentage,
    figure: &str,
) -> String {
    let (address, service) = (&proof.address, &selected.service.name);
    let cure = cure(context, selected, claimed.percent).unwrap_or_default();
    let Some(percent) = selected.level.percent else {
        return format!(
            "{service} commits to nothing for `{address}`, not to {figure}: {}.{cure} Change it, or say that there is no \
commitment.",
            proof.said
        );
    };
    let now = Percentage { percent, ..claimed };
    let short = now.shortfall_in(claimed, DAYS).map(duration::words).unwrap_or_default();
    format!(
        "{service} commits to {} for `{address}`, not to {figure}: {}. In 30 days that is {short} short.{cure} Change it, \
or correct the figure.",
        percentage::words(percent),
        proof.said
    )
}

/// What the nearest commitment that is enough would take.
fn cure(context: &Context<'_>, selected: &Selected<'_, '_>, percent: f64) -> Option<String> {
    let estate = context.estate();
    let (level, missing) = selected.better(estate, percent)?;
    let better = percentage::words(level.percent?);
    if level.when.is_none() {
        return Some(format!(" {better} is for: {}.", level.name()));
    }
    let specific = |when: &&When| {
        !matches!(when, When::Present { attribute, present: true }
            if missing.iter().any(|other| other != when && other.attribute() == Some(attribute)))
    };
    let needs: Vec<String> = missing.iter().copied().filter(specific).map(needed).collect();
    if needs.is_empty() {
        // An exclusion stands before it.
        let attribute = selected.level.when.iter().flatten().find_map(When::attribute)?;
        return Some(format!(" {better} takes another `{attribute}`."));
    }
    Some(format!(" {better} takes {}.", needs.join(", ")))
}

/// Whether the document says how a gap is closed: more than that there is none.
fn is_mitigated(context: &Context<'_>) -> bool {
    answers_to(context, "sla", "gap").into_iter().any(|answer| {
        let text = context.words(answer.answer).to_lowercase();
        let none = ["none", "no gap", "no mitigation", "not needed", "not required", "nothing"];
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        mitigates(context, answer) && !none.iter().any(|none| text.starts_with(none))
    })
}

/// Words with which services do not stand in series.
const BESIDE_EACH_OTHER: &[&str] = &[
    "redundan",
    "fall back",
    "falls back",
    "fallback",
    "failover to",
    "fails over to",
    "degrad",
    "cached",
    "optional",
    "independent",
    "either",
    "instead of",
    "alternativ",
    "asynchron",
    "parallel",
];

fn composite(context: &Context<'_>) -> Option<Tie> {
    let required = availabilities(context, "required");
    let [required] = &usable(context, &required)[..] else { return None };
    if required.scope.is_some() || is_mitigated(context) {
        return None;
    }
    let heading = required.heading.and_then(|heading| context.outline.headings.get(heading));
    let text = heading.map(|heading| context.words(Span::new(heading.span().start, heading.end)))?;
    let services = context.requirements.settings.services();
    let listed = named(&text, services);
    let lower = section_text(context, required.heading);
    if listed.len() < 2 || has_any(&lower, BESIDE_EACH_OTHER) {
        return None;
    }
    let mut percent = 100.0;
    let (mut parts, mut chosen) = (Vec::new(), Vec::new());
    for id in listed {
        let selected = common(context, id)?;
        let committed = selected.level.percent?;
        percent *= committed / 100.0;
        parts.push(format!("{} ({})", selected.service.name, percentage::words(committed)));
        chosen.push(selected);
    }
    let together = Percentage { percent, ..required.value };
    let short = together.shortfall_in(required.value, DAYS);
    let verdict = Verdict::of(Some(short.is_none()));
    let proofs = chosen.into_iter().map(|it| proof(context, it.resource, Some(it), required.value, verdict));
    let figure = percentage::words(required.value.percent);
    let tie = Tie::new(
        &COMPOSITE_BELOW_REQUIRED,
        format!("Required SLA {figure}"),
        required.span,
        proofs.collect(),
    );
    Some(tie.saying(|_| {
        let last = parts.pop().unwrap_or_default();
        let short = duration::words(short.unwrap_or_default());
        let together = percentage::words((percent * 1e4).round() / 1e4);
        format!(
            "{figure} is required, but {} and {last} commit to {together} together, short by {short} in 30 days. Say how \
the gap is closed, or lower the requirement.",
            parts.join(", ")
        )
    }))
}
