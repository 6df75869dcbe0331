//! Names of Terraform's in code spans: addresses, types, modules; tests and policies behind a priority.

use super::insert::Insert;
use super::{Completion, Completions, Kind, Line, Place};
use crate::ide::explain::Topic;
use crate::model::names_in_code::NamedKind;

/// The names that fit what is typed in a code span of a document that is bound to Terraform.
pub(super) fn completions(place: &Place<'_>, line: &Line) -> Option<Completions> {
    let context = place.context?;
    if let Some(found) = behind_priority(place, line) {
        return Some(found);
    }
    let before = line.before();
    let open = before.matches('`').count() % 2 == 1 && !before.trim_start().starts_with("```");
    let start = before.rfind('`')? + 1;
    if !open || context.requirements.binding.is_none() {
        return None;
    }
    let typed = before.get(start..)?;
    if typed.contains(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))) {
        return None;
    }
    let estate = context.estate();
    let mut names: Vec<(String, &'static str)> = Vec::new();
    for resource in estate.resources() {
        names.push((resource.address.to_string(), "resource"));
        names.push((resource.kind.to_owned(), "type of resource"));
    }
    names.extend(estate.calls().filter_map(|call| Some((call.block.address()?, "module"))));
    names.sort();
    names.dedup_by(|one, other| one.0 == other.0);
    let begins = |name: &str| {
        let typed = typed.to_lowercase();
        name.to_lowercase().starts_with(&typed) || name.split(['.', '_']).any(|part| part.starts_with(&typed))
    };
    names.retain(|(name, _)| begins(name));
    let closes = line.after().starts_with('`');
    let items = names.into_iter().map(|(name, detail)| Completion {
        label: name.clone(),
        detail: detail.to_owned(),
        kind: Kind::Value,
        span: line.from(start),
        insert: Insert::text(if closes { name } else { format!("{name}`") }),
        preselect: false,
        topic: Topic::Nothing,
    });
    Some(Completions { items: items.collect(), incomplete: true })
}

/// The tests and policies of the workspace that fit the last word of a line that lists names of a priority.
fn behind_priority(place: &Place<'_>, line: &Line) -> Option<Completions> {
    let before = line.before();
    let start = before
        .rfind(|c: char| !(c.is_alphanumeric() || c == '_'))
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let typed = before.get(start..)?;
    let lists =
        before.get(..start)?.split(|c: char| !c.is_alphanumeric()).any(|word| PRIORITIES.contains(&word));
    if !lists || typed.is_empty() {
        return None;
    }
    let code = place.workspace.named_code();
    let mut names: Vec<(String, &'static str)> = Vec::new();
    for named in code.files.iter().flat_map(|file| &file.names) {
        let detail = match named.kind {
            NamedKind::Test => "test",
            NamedKind::Rule => "policy",
            NamedKind::Run => "run of a Terraform test",
            NamedKind::SubTest | NamedKind::Label => continue,
        };
        if named.name.to_lowercase().starts_with(&typed.to_lowercase()) {
            names.push((named.name.to_string(), detail));
        }
    }
    names.sort();
    names.dedup();
    if names.is_empty() {
        return None;
    }
    let items = names.into_iter().map(|(name, detail)| Completion {
        label: name.clone(),
        detail: detail.to_owned(),
        kind: Kind::Value,
        span: line.from(start),
        insert: Insert::text(name),
        preselect: false,
        topic: Topic::Nothing,
    });
    Some(Completions { items: items.collect(), incomplete: true })
}

/// What tests and policies are sorted by.
const PRIORITIES: [&str; 4] = ["P0", "P1", "P2", "P3"];
