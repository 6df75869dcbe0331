//! Least privilege beside the policies that Terraform gives to identities.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Proof, Tie, has_any, is_in_scope, report};
use crate::facts::policies::{Policy, policies};
use crate::facts::{Existence, Verdict};
use crate::model::Said;
use crate::model::quantity::yes_no;
use crate::rules::claims::answers_to;
use crate::rules::context::Context;
use crate::rules::finding::Severity;
use crate::rules::registry::{Rule, no_fix};
use crate::text::Span;

/// A policy allows everything where least privilege is claimed.
pub static WILDCARD_IAM: Rule = Rule {
    name: "wildcard-iam",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document claims least privilege, and a policy in the Terraform allows every action.",
    docs: "\
Whoever gets hold of a role that may do everything, may do everything.

It triggers where the answer about API authorisation claims least privilege, and a policy of a role, user or group \
allows the action `*`: in JSON, in `jsonencode`, or in an `aws_iam_policy_document`, where a statement without \
`effect` allows. All actions of one service (`s3:*`), statements that deny, statements with conditions, boundaries of \
permissions and policies of resources, such as those of KMS keys, are not meant. It stays silent where the document \
names what is wider.

To cure it, list the actions that are needed, or say in the document who may do everything and why.",
    check: |context, findings| report(context, &WILDCARD_IAM, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// Words that claim it.
const CLAIM: [&str; 4] = ["least privilege", "least-privilege", "minimal permission", "minimum permission"];

/// Words with which the document admits that something is wider, or is none.
const ADMITTED: [&str; 19] = [
    "not least",
    "no least",
    "not yet",
    "too wide",
    "wider",
    "narrowed",
    "except",
    "full access",
    "full control",
    "administrator",
    "admin ",
    "admins",
    "everything",
    "all actions",
    "any action",
    "unrestricted",
    "`*`",
    "\"*\"",
    "break-glass",
];

/// All ties about least privilege.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    for answer in answers_to(context, "security-auditing", "api-least-privilege") {
        if answer.said != Said::Something {
            continue;
        }
        let text = context.words(answer.answer).to_ascii_lowercase();
        let label = context.words(answer.label).to_ascii_lowercase();
        let claimed = claimed(&text, answer.answer.start).or_else(|| claimed(&label, answer.label.start));
        let denied = yes_no::read(&text).is_some_and(|read| !read.value.yes);
        let Some(span) = claimed.filter(|_| !denied && !has_any(&text, &ADMITTED)) else { continue };
        ties.extend(tie(context, span, answer.scope.as_deref()));
    }
}

fn claimed(text: &str, base: usize) -> Option<Span> {
    let found = CLAIM.iter().find_map(|words| Some((text.find(words)?, words)));
    found.map(|(at, words)| Span::new(base + at, base + at + words.len()))
}

fn tie(context: &Context<'_>, span: Span, scope: Option<&str>) -> Option<Tie> {
    let binding = context.requirements.binding.as_ref()?;
    let policies = policies(context.estate()).into_iter().filter(|policy| {
        let resource = policy.resource;
        binding.selects(&resource.local_address) && is_in_scope(&resource.address, policy.path, scope)
    });
    let proofs: Vec<Proof> = policies.map(|policy| proof(&policy)).collect();
    if proofs.is_empty() {
        return None;
    }
    let tie = Tie::of_each(&WILDCARD_IAM, "Least privilege".to_owned(), span, proofs);
    Some(tie.saying(|proof| {
        format!(
            "Least privilege is claimed here, but the policy of `{}` allows every action (`*`). List the actions, or \
             say who may do everything and why.",
            proof.address
        )
    }))
}

fn proof(policy: &Policy<'_, '_>) -> Proof {
    let certain = policy.resource.existence != Existence::Unsure;
    let narrow = policy.allows_everything.filter(|_| certain).map(|all| !all);
    let said = match policy.allows_everything {
        Some(true) => "a statement allows the action `*`",
        Some(false) => "no statement allows the action `*`",
        None => "the policy is not known",
    };
    Proof {
        address: policy.resource.address.clone(),
        path: Arc::from(policy.path),
        span: policy.span,
        said: said.into(),
        steps: Vec::new(),
        attribute: Cow::Borrowed("policy"),
        is_absent: false,
        as_attribute: None,
        as_claim: None,
        verdict: Verdict::of(narrow),
    }
}
