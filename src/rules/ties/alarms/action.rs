//! Alarms that call nobody.

use std::sync::Arc;

use super::alarm::without_action;
use crate::facts::Resource;
use crate::facts::evidence::text_of;
use crate::rules::context::Context;
use crate::rules::finding::{Finding, Severity, Subject as About};
use crate::rules::registry::{Rule, no_fix};
use crate::schema::evidence::{KNOWN, Subject};

/// An alarm calls nobody.
pub static ALARM_WITHOUT_ACTION: Rule = Rule {
    name: "alarm-without-action",
    severity: Severity::Information,
    by_default: true,
    summary: "An alarm notifies nobody.",
    docs: "\
An alarm without an action is red on a page that nobody looks at.

It stands in the Terraform file, at the alarm, and triggers where its actions are absent or an empty list. It stays \
silent where the actions are switched off (`actions_enabled`), where the list is the default of an input, and where \
anything else refers to the alarm: a composite alarm, a deployment, an output.

To cure it, give `alarm_actions` (`notification_channels`, `action`), or remove the alarm.",
    check: alarm_without_action,
    in_terraform: true,
    fixes: no_fix,
};

fn alarm_without_action(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(binding) = &context.requirements.binding else { return };
    let estate = context.estate();
    let mut found: Vec<Finding> = Vec::new();
    for resource in estate.resources() {
        let (local, kind) = (&*resource.local_address, resource.kind);
        if KNOWN.about(kind, Subject::AlarmActions).next().is_none() || !binding.selects(local) {
            continue;
        }
        let Some(evidence) = without_action(estate, resource) else { continue };
        let mut files = binding.modules.iter().flat_map(|module| module.files());
        if files.any(|(_, file)| refers(&file.text, local)) || is_named_elsewhere(context, resource) {
            continue;
        }
        let same = |known: &Finding| known.span == evidence.span && *known.path == *evidence.path;
        if found.iter().any(same) {
            continue;
        }
        let message =
            format!("`{}` notifies nobody: {}. Name whom it calls.", resource.address, evidence.said());
        let subject = About::Name(resource.address.to_string());
        let mut finding = context.finding(&ALARM_WITHOUT_ACTION, evidence.span, subject, message);
        finding.path = Arc::from(evidence.path);
        found.push(finding);
    }
    findings.extend(found);
}

/// Whether a text refers to an address.
fn refers(text: &str, address: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.match_indices(address).any(|(at, _)| {
        !text.get(at + address.len()..).unwrap_or_default().starts_with(goes_on)
            && !text.get(..at).unwrap_or_default().ends_with(goes_on)
    })
}

/// Whether the name that an alarm is given stands anywhere but in its own block, as a composite alarm may write it.
fn is_named_elsewhere(context: &Context<'_>, resource: &Resource<'_>) -> bool {
    let estate = context.estate();
    let Some(name) = text_of(estate, resource, "alarm_name", None) else {
        return false;
    };
    let Some(binding) = &context.requirements.binding else { return false };
    let files = binding.modules.iter().flat_map(|module| module.files());
    let count: usize = files.map(|(_, file)| file.text.matches(name.as_str()).count()).sum();
    name.len() > 3 && count > 1
}
