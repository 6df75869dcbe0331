//! Answers as the Terraform gives them now: what can be written where a prompt asks for it.

use crate::facts::{Evidence, Reading, service_level};
use crate::model::quantity::{duration, percentage};
use crate::rules::Context;
use crate::rules::ties::evidence;
use crate::schema::evidence::Subject;

/// An answer that the Terraform gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    /// The answer.
    pub value: String,
    /// Where it is from.
    pub from: String,
}

/// What the Terraform answers to a prompt, by the ids of its section and itself; nothing where the document is bound to
/// none, or where it does not tell.
pub fn answers(context: &Context<'_>, section: &str, prompt: &str) -> Vec<Current> {
    if context.requirements.binding.is_none() {
        return Vec::new();
    }
    let mut found = match (section, prompt) {
        ("backup-restore", "needed") => each(context, Subject::Backup, |it| {
            it.reading.truth().map(|made| if made { "Yes, ".to_owned() } else { "No, ".to_owned() })
        }),
        ("backup-restore", "rpo") => each(context, Subject::Backup, reached),
        ("backup-restore", "method") => each(context, Subject::BackupRetention, |it| {
            let kept = it.reading.seconds().filter(|kept| *kept > 0.0)?;
            Some(format!("automated backups, kept for {}", duration::words(kept)))
        }),
        ("maintenance", "window") => each(context, Subject::MaintenanceWindow, |it| {
            matches!(it.reading, Reading::Window(_)).then(|| it.written.as_deref())?.map(plain)
        }),
        ("logs", "export") => each(context, Subject::LogRetention, |it| {
            let kept = it.reading.seconds()?;
            let kept = if kept > 0.0 { duration::words(kept) } else { "ever".to_owned() };
            Some(format!("Yes, kept for {kept}"))
        }),
        ("budget", "calculate") => each(context, Subject::Budget, |it| it.written.as_deref().map(plain)),
        ("scalability", "mode") => sizes(context),
        ("sla", "provider") => levels(context),
        ("infrastructure-as-code", "native") => types(context),
        ("infrastructure-as-code", "module") => modules(context),
        ("monitoring-alerts", _) => {
            each(context, Subject::AlarmMetric, |it| it.reading.text().map(str::to_owned))
        }
        _ => Vec::new(),
    };
    let mut seen: Vec<String> = Vec::new();
    found.retain(|current| {
        let new = !seen.contains(&current.value);
        seen.push(current.value.clone());
        new
    });
    found
}

/// What each attribute that speaks about something says, as an answer.
fn each(
    context: &Context<'_>,
    subject: Subject,
    answer: impl Fn(&Evidence<'_, '_>) -> Option<String>,
) -> Vec<Current> {
    let evidence = evidence(context, subject);
    let answers = evidence.iter().filter(|evidence| evidence.is_certain()).filter_map(|evidence| {
        let from = format!("{}: {}", evidence.resource.address, evidence.said());
        Some(Current { value: answer(evidence)?, from })
    });
    answers.collect()
}

fn reached(evidence: &Evidence<'_, '_>) -> Option<String> {
    let made = evidence.reading.truth()?;
    let reached = evidence.row.reaches.as_deref().filter(|_| made).and_then(duration::read)?;
    (reached.value.seconds >= 1.0).then(|| duration::words(reached.value.seconds))
}

fn plain(written: &str) -> String {
    written.trim_matches('"').to_owned()
}

fn sizes(context: &Context<'_>) -> Vec<Current> {
    let least = evidence(context, Subject::ScalingMinimum);
    let most = evidence(context, Subject::ScalingMaximum);
    let pairs = least.iter().filter_map(|least| {
        let most = most.iter().find(|most| most.resource.address == least.resource.address)?;
        let (from, to) = (least.reading.number()?, most.reading.number()?);
        let value = if from < to { format!("automatic, {from} to {to}") } else { format!("manual, {from}") };
        Some(Current { value, from: least.resource.address.to_string() })
    });
    pairs.collect()
}

fn levels(context: &Context<'_>) -> Vec<Current> {
    let selected =
        service_level::selected(context.estate(), context.requirements.settings.services()).into_iter();
    let levels = selected.filter_map(|selected| {
        let percent = percentage::words(selected.level.percent?);
        let (service, condition) = (&selected.service.name, &selected.level.condition);
        let value = format!("{percent} ({service}, {condition})");
        Some(Current { value, from: format!("{} ({})", selected.service.source, selected.service.as_of) })
    });
    levels.collect()
}

fn types(context: &Context<'_>) -> Vec<Current> {
    let mut types: Vec<String> =
        context.estate().resources().iter().map(|resource| format!("`{}`", resource.kind)).collect();
    types.sort();
    types.dedup();
    if types.is_empty() {
        return Vec::new();
    }
    vec![Current { value: types.join(", "), from: "the types in the Terraform".to_owned() }]
}

fn modules(context: &Context<'_>) -> Vec<Current> {
    let calls = context.estate().calls().filter_map(|call| {
        let text = |name: &str| call.attribute(name)?.attribute.value.as_str();
        let version = text("version").map(|version| format!(" {version}")).unwrap_or_default();
        let value = format!("`{}`{version}", text("source")?);
        Some(Current { value, from: call.block.address()? })
    });
    calls.collect()
}
