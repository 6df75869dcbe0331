//! Changes of Terraform that make it say what a document says. They are offered, never taken for certain.

use std::path::Path;

use super::code_action::Action;
use super::ties;
use crate::facts::Verdict;
use crate::model::terraform::{Block, Kind, TerraformFile};
use crate::rules::Context;
use crate::rules::ties::{MissingAlert, Proof, alerts};
use crate::text::{Edit, Span};

/// What can be done at a place of a Terraform file for the claims of a document that are contradicted there.
pub fn actions(context: &Context<'_>, path: &Path, file: &TerraformFile, place: Span) -> Vec<Action> {
    let name = context.path.file_name().unwrap_or_default().to_string_lossy();
    let found = ties::at_proof(context, path, file, place.start).into_iter();
    let against = found.filter(|(_, proof)| proof.verdict == Verdict::Contradicts && *proof.path == *path);
    let mut actions: Vec<Action> = Vec::new();
    for (_, proof) in against {
        let Some((value, edit)) = edit(file, proof) else { continue };
        let verb = if proof.is_absent { "Insert" } else { "Set" };
        let attribute = &proof.attribute;
        let action = Action {
            title: format!("{verb} `{attribute} = {value}`, as {name} says"),
            edits: vec![(path.to_owned(), edit)],
            cures: None,
            preferred: false,
        };
        if !actions.iter().any(|known| known.edits == action.edits) {
            actions.push(action);
        }
    }
    actions.extend(alarms(context, path, file, place));
    actions
}

/// Alarms for the alerts that the resource at a place has none for.
fn alarms(context: &Context<'_>, path: &Path, file: &TerraformFile, place: Span) -> Vec<Action> {
    let here = |block: &&Block| block.header.start <= place.start && place.start <= block.header.end;
    let block = file.blocks.iter().find(here).filter(|block| block.kind() == Kind::Resource);
    let Some((block, kind, name)) = block.and_then(|block| Some((block, block.label(0)?, block.label(1)?)))
    else {
        return Vec::new();
    };
    let missing = alerts(context, kind).map(|alerts| alerts.missing).unwrap_or_default();
    let line_break = if file.text.contains("\r\n") { "\r\n" } else { "\n" };
    let action = |alert: MissingAlert| Action {
        title: format!("Insert an alarm on `{}`", alert.metric),
        edits: vec![(
            path.to_owned(),
            Edit::insert(block.span.end, skeleton(name, &alert).replace('\n', line_break)),
        )],
        cures: None,
        preferred: false,
    };
    missing.into_iter().filter(|alert| alert.namespace.starts_with("AWS/")).map(action).collect()
}

/// The text of an alarm; whom it notifies is for its author to say.
fn skeleton(resource: &str, alert: &MissingAlert) -> String {
    let mut words = String::new();
    for letter in alert.metric.chars() {
        if letter.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push('_');
        }
        words.extend(letter.to_lowercase().filter(|letter| letter.is_alphanumeric()));
    }
    let (operator, amount) = alert.threshold.unwrap_or(("GreaterThanThreshold", 0.0));
    format!(
        "\n\nresource \"aws_cloudwatch_metric_alarm\" \"{resource}_{words}\" {{
  alarm_name          = \"{}-{}\"
  namespace           = \"{}\"
  metric_name         = \"{}\"
  statistic           = \"Average\"
  comparison_operator = \"{operator}\"
  threshold           = {amount}
  period              = 300
  evaluation_periods  = 1
  alarm_actions       = []
}}",
        resource.replace('_', "-"),
        words.replace('_', "-"),
        alert.namespace,
        alert.metric
    )
}

/// The value that an attribute should have, and the edit that gives it.
fn edit<'p>(file: &TerraformFile, proof: &'p Proof) -> Option<(&'p str, Edit)> {
    let value = proof.as_attribute.as_deref()?;
    let block = file.blocks.iter().find(|block| block.span.covers(proof.span))?;
    if proof.is_absent {
        return Some((value, insertion(file, block, &proof.attribute, value)?));
    }
    let attribute = file.attribute_at(proof.span.start)?;
    // A value that comes from elsewhere is changed there.
    let written_out = proof.steps.is_empty() && !attribute.value_span.is_empty();
    written_out.then(|| (value, Edit::replace(attribute.value_span, value)))
}

/// An attribute, in blocks of its own where its path has any, as the last thing in a block.
fn insertion(file: &TerraformFile, block: &Block, path: &str, value: &str) -> Option<Edit> {
    let text = block.span.of(&file.text);
    let close = block.span.start + text.rfind('}')?;
    let parts: Vec<&str> = path.split('.').collect();
    let (name, blocks) = parts.split_last()?;
    // A block of that name that is there already is for its author to fill.
    if blocks.first().is_some_and(|first| block.blocks(first).next().is_some()) {
        return None;
    }
    let indent = |depth: usize| "  ".repeat(depth + 1);
    let mut lines: Vec<String> =
        blocks.iter().enumerate().map(|(depth, keyword)| format!("{}{keyword} {{", indent(depth))).collect();
    lines.push(format!("{}{name} = {value}", indent(blocks.len())));
    lines.extend((0..blocks.len()).rev().map(|depth| format!("{}}}", indent(depth))));
    let line_break = if file.text.contains("\r\n") { "\r\n" } else { "\n" };
    let before = file.text.get(..close)?;
    let on_its_line = before.trim_end_matches([' ', '\t']).ends_with('\n');
    let lead = if on_its_line { "" } else { line_break };
    let at = if on_its_line { before.trim_end_matches([' ', '\t']).len() } else { close };
    Some(Edit::insert(at, format!("{lead}{}{line_break}", lines.join(line_break))))
}
