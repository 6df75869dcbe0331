//! What the document says about who can reach it, beside what Terraform lets in.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Proof, Tie, has_any, in_scope, is_in_scope, report};
use crate::facts::ingress::{Ingress, groups_in, ingress, is_everybody, is_read};
use crate::facts::{Reading, Verdict};
use crate::model::{Answer, Said, Value};
use crate::rules::claims::{answers_to, section_text};
use crate::rules::context::Context;
use crate::rules::finding::Severity;
use crate::rules::registry::{Rule, no_fix};
use crate::schema::evidence::{Reader, Subject};
use crate::text::Span;

/// Everybody may come in where access is to be restricted.
pub static OPEN_INGRESS: Rule = Rule {
    name: "open-ingress",
    severity: Severity::Error,
    by_default: true,
    summary: "The document restricts network access, and the Terraform lets everybody in.",
    docs: "\
Whatever reaches a port can try passwords and exploits. One rule for `0.0.0.0/0` undoes a careful list of sources.

It triggers where the document says that network access is restricted, and a firewall or security group is known to \
let `0.0.0.0/0` or `::/0` in; one is enough. Traffic that goes out does not matter, nor do ports 80 and 443 of a \
security group of a load balancer that is not internal. It stays silent where the document says that something is \
public, and where sources or ports are not known.

To cure it, name the sources, or say in the document what is public and why.",
    check: |context, findings| report(context, &OPEN_INGRESS, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// The internet can reach what is not to be public.
pub static PUBLIC_ENDPOINT: Rule = Rule {
    name: "public-endpoint",
    severity: Severity::Error,
    by_default: true,
    summary: "The document says that nothing is public, and the Terraform makes an endpoint public.",
    docs: "\
A public address makes a service a target for everybody, also where a firewall stands before it today.

It triggers where the answer about network access says that there is no public access (\"not public\", \"private \
subnets\", \"internal only\"), and a resource is made public in writing: `publicly_accessible = true`. It stays silent \
where the value is not known or only a default, and where the document says that something is public.

To cure it, make the endpoint private, or say in the document why it is public.",
    check: |context, findings| report(context, &PUBLIC_ENDPOINT, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// Words that say that something cannot be reached from the internet; those that hold others before them.
const CLOSED: [&str; 44] = [
    "not publicly accessible",
    "not publicly reachable",
    "not publicly",
    "publicly_accessible = false",
    "publicly_accessible=false",
    "publicly_accessible: false",
    "publicly_accessible is false",
    "public network access is disabled",
    "public network access disabled",
    "public access is disabled",
    "public access is blocked",
    "public access is denied",
    "public access disabled",
    "public access blocked",
    "public access denied",
    "public access: no",
    "public access off",
    "not exposed to the internet",
    "not reachable from the internet",
    "not open to the internet",
    "not from the internet",
    "not internet-facing",
    "not internet facing",
    "no access from the internet",
    "no internet access",
    "no inbound internet",
    "no internet",
    "nothing from the internet",
    "nothing is public",
    "nothing public",
    "never publicly",
    "never public",
    "non-public",
    "none is public",
    "none are public",
    "not be public",
    "not public",
    "nor public",
    "no public",
    "without public",
    "isn't public",
    "private endpoint",
    "internal only",
    "private only",
];

/// Words that say the same where nothing else is said about it.
const PRIVATE: [&str; 5] =
    ["private subnet", "only private", "only internal", "only from inside the vpc", "only within the vpc"];

/// Words that say that something can be reached by everybody.
const OPEN: [&str; 12] = [
    "public",
    "internet",
    "anywhere",
    "world",
    "0.0.0.0",
    "::/0",
    "everyone",
    "everybody",
    "anyone",
    "any source",
    "any address",
    "allusers",
];

/// Words elsewhere in the section that say so beyond doubt.
const SURELY_OPEN: [&str; 14] = [
    "internet-facing",
    "internet facing",
    "public endpoint",
    "public api",
    "public alb",
    "public nlb",
    "public load balancer",
    "public ip",
    "public address",
    "publicly",
    "is public",
    "are public",
    "0.0.0.0/0",
    "open to the",
];

/// Words that say that not everybody may come in.
const RESTRICTED: [&str; 5] = ["restrict", "only", "security group", "allow-list", "allowlist"];

/// What the document says about who can reach it.
struct Access<'c> {
    /// Where it says that access is restricted.
    restricted: Span,
    /// Where it says that nothing is public, and with which words.
    closed: Option<Span>,
    scope: Option<&'c str>,
}

/// All ties about what can be reached.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    for access in accesses(context) {
        ties.extend(open(context, &access));
        ties.extend(public(context, &access));
    }
}

/// What the answers about network access say; nothing where any of them says that something is public.
fn accesses<'c>(context: &'c Context<'_>) -> Vec<Access<'c>> {
    let mut found = Vec::new();
    for answer in answers_to(context, "security-auditing", "network") {
        if answer.said != Said::Something {
            continue;
        }
        let text = context.words(answer.answer).to_ascii_lowercase();
        if has_any(&without(&incoming(&text), &CLOSED), &OPEN) {
            return Vec::new();
        }
        // "Exposure: yes" does not say that anything is restricted.
        let asks_for_exposure = context.words(answer.label).to_lowercase().contains("expos");
        found.extend(access(answer, &text, !asks_for_exposure));
    }
    let surely_open = |access: &Access<'_>| {
        let section = section_text(context, context.section_heading(access.restricted.start));
        has_any(&without(&incoming(&section), &CLOSED), &SURELY_OPEN)
    };
    if found.first().is_some_and(surely_open) { Vec::new() } else { found }
}

/// What an answer about network access says; `text`: it in lower case, `yes`: whether a yes says that it is restricted.
fn access<'c>(answer: &'c Answer, text: &str, yes: bool) -> Option<Access<'c>> {
    let base = answer.answer.start;
    let closed = first_of(text, &CLOSED).or_else(|| first_of(text, &PRIVATE));
    let closed = closed.map(|words| to_end_of_clause(text, words).shifted(base));
    let said = answer.values.iter().find_map(|read| match read.value {
        Value::YesNo(said) => Some((*said, read.span)).filter(|_| yes),
        _ => None,
    });
    let scope = answer.scope.as_deref();
    match said {
        Some((true, span)) => Some(Access { restricted: span, closed, scope }),
        // "No public access" is no "no".
        Some((false, span)) => {
            let closed = closed.filter(|closed| closed.start <= span.start)?;
            Some(Access { restricted: closed, closed: Some(closed), scope })
        }
        None => {
            let restricted = closed.or_else(|| Some(first_of(text, &RESTRICTED)?.shifted(base)))?;
            Some(Access { restricted, closed, scope })
        }
    }
}

/// The first of these words in a text.
fn first_of(text: &str, words: &[&str]) -> Option<Span> {
    let found = words.iter().filter_map(|word| text.find(word).map(|at| Span::new(at, at + word.len())));
    found.min_by_key(|span| span.start)
}

/// Words and what follows them in their clause: "no public" is "no public access".
fn to_end_of_clause(text: &str, words: Span) -> Span {
    let behind = text.get(words.end..).unwrap_or_default();
    let clause = behind.find([',', ';', '.', ':', '\n', '|', '(', '`']).unwrap_or(behind.len());
    let length = behind.get(..clause).unwrap_or_default().trim_end().len();
    Span::new(words.start, words.end + length)
}

/// The clauses of a text that are not about traffic that goes out.
fn incoming(text: &str) -> String {
    let outgoing = ["egress", "outbound", "outgoing", "to the internet through", "nat gateway"];
    let clauses = text.split([';', ',', '\n', '|']).flat_map(|part| part.split(". "));
    clauses.filter(|clause| !has_any(clause, &outgoing)).collect::<Vec<_>>().join(";")
}

/// A text without these words and without marks of code and emphasis.
fn without(text: &str, words: &[&str]) -> String {
    let bare: String = text.chars().filter(|c| !matches!(c, '`' | '*')).collect();
    words.iter().fold(bare, |text, words| text.replace(words, " "))
}

fn open(context: &Context<'_>, access: &Access<'_>) -> Option<Tie> {
    let proofs = ways_in(context, access.scope);
    if proofs.is_empty() {
        return None;
    }
    let claim = "Network access is restricted".to_owned();
    let tie = Tie::of_each(&OPEN_INGRESS, claim, access.restricted, proofs);
    Some(tie.saying(|proof| {
        format!(
            "Network access is restricted here, but `{}` lets everybody in: {}. Name the sources, or say what is \
             public and why.",
            proof.address, proof.said
        )
    }))
}

/// From where Terraform lets in: rules of firewalls, and lists of sources that a service has itself.
fn ways_in(context: &Context<'_>, scope: Option<&str>) -> Vec<Proof> {
    let Some(binding) = &context.requirements.binding else { return Vec::new() };
    let meant = |rule: &Ingress<'_, '_>| {
        binding.selects(&rule.resource.local_address)
            && is_in_scope(&rule.resource.address, rule.path, scope)
            && is_before(context, rule)
    };
    let rules = ingress(context.estate()).into_iter().filter(meant);
    let rules = rules.map(|rule| Proof {
        address: rule.resource.address.clone(),
        path: Arc::from(rule.path),
        span: rule.span,
        said: rule.said.into(),
        steps: rule.steps,
        attribute: Cow::Borrowed(rule.attribute),
        is_absent: false,
        as_attribute: None,
        as_claim: None,
        verdict: Verdict::of(rule.is_open.map(|open| !open)),
    });
    let others = in_scope(super::evidence(context, Subject::OpenIngress), scope);
    let others = others.iter().filter(|other| !is_read(other.resource.kind) && !other.is_absent);
    let others =
        others.map(|other| Proof::new(other, Verdict::of(is_everybody(&other.reading).map(|open| !open))));
    rules.chain(others).collect()
}

/// Whether a rule is before what the document speaks of: where it names resources and no firewall, the groups that
/// these refer to.
fn is_before(context: &Context<'_>, rule: &Ingress<'_, '_>) -> bool {
    let Some(binding) = &context.requirements.binding else { return false };
    let names_firewalls = binding.resources.iter().any(|address| {
        ["security_group", "firewall", "network_security"].iter().any(|kind| address.contains(kind))
    });
    if binding.resources.is_empty() || names_firewalls {
        return true;
    }
    let estate = context.estate();
    estate.resources().iter().any(|resource| {
        let named = binding.names(&resource.address) || binding.names(&resource.local_address);
        let source = || estate.source(resource.path(), resource.declared.block.span);
        named
            && estate.scope_of(resource) == estate.scope_of(rule.resource)
            && groups_in(source()).iter().any(|group| rule.groups.contains(group))
    })
}

fn public(context: &Context<'_>, access: &Access<'_>) -> Option<Tie> {
    let closed = access.closed?;
    let evidence = in_scope(super::evidence(context, Subject::Public), access.scope);
    // A service that says itself whether it is public is what the document speaks of, not what stands before it.
    let before = |kind: &str| ["aws_lb", "aws_alb", "aws_elb"].contains(&kind);
    let is_alone = evidence.iter().all(|evidence| before(evidence.resource.kind));
    let proofs: Vec<Proof> = evidence
        .iter()
        .filter(|evidence| is_alone || !before(evidence.resource.kind))
        .map(|evidence| {
            let public = evidence.reading.truth().filter(|public| !public || !evidence.is_absent);
            let verdict =
                if evidence.reading == Reading::Nothing { Some(true) } else { public.map(|it| !it) };
            let closed = (evidence.row.read == Reader::Truth).then(|| "false".to_owned());
            Proof::new(evidence, Verdict::of(verdict)).wanting(|| closed)
        })
        .collect();
    if proofs.is_empty() {
        return None;
    }
    let written = context.words(closed);
    let tie = Tie::of_each(&PUBLIC_ENDPOINT, format!("Network access: {written}"), closed, proofs);
    Some(tie.saying(|proof| {
        format!(
            "The document says \"{written}\", but `{}` is public: {}. Make it private, or say why it is public.",
            proof.address, proof.said
        )
    }))
}
