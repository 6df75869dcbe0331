//! Files in `schemas/` that are made from the code; a test keeps them fresh.

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

use super::json::Output;
use crate::rules::{RULES, Severity};
use crate::workspace::Config;
use crate::workspace::config::FILE_NAME;

/// The files, by their paths in the repository.
pub fn files() -> [(&'static str, String); 4] {
    [
        ("schemas/config.schema.json", pretty(&config_schema())),
        ("schemas/check.schema.json", pretty(&schemars::schema_for!(Output).to_value())),
        ("schemas/rules.json", rules_list()),
        ("schemas/rules.md", rules_page()),
    ]
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// The schema of `tiebeam.toml`, with the names of the rules, so that editors can complete them.
fn config_schema() -> Value {
    let mut schema = schemars::schema_for!(Config).to_value();
    let levels =
        schema.pointer("/properties/rules/additionalProperties").cloned().unwrap_or(Value::Bool(true));
    let rules = RULES.iter().map(|rule| {
        let description = format!("{} Its own severity is \"{}\".", rule.summary, rule.severity.name());
        let mut property = levels.clone();
        if let Value::Object(property) = &mut property {
            property.insert("description".to_owned(), Value::String(description));
        }
        (rule.name.to_owned(), property)
    });
    if let Some(Value::Object(property)) = schema.pointer_mut("/properties/rules") {
        property.insert("properties".to_owned(), Value::Object(rules.collect()));
        property.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    if let Value::Object(schema) = &mut schema {
        schema.insert("title".to_owned(), Value::String(FILE_NAME.to_owned()));
    }
    schema
}

/// A rule as `rules.json` has it.
#[derive(Serialize)]
struct Entry {
    name: &'static str,
    severity: Severity,
    summary: &'static str,
    docs: &'static str,
}

fn rules_list() -> String {
    let entries: Vec<Entry> = RULES
        .iter()
        .map(|rule| Entry {
            name: rule.name,
            severity: rule.severity,
            summary: rule.summary,
            docs: rule.docs,
        })
        .collect();
    // Plain texts and names can always be written; an empty file would be noticed as stale.
    serde_json::to_string_pretty(&entries).unwrap_or_default() + "\n"
}

fn rules_page() -> String {
    let mut page = "# Rules\n\nMade from the code; `tiebeam explain RULE` prints the same.\n\n\
        | Rule | Severity | Fault |\n|---|---|---|\n"
        .to_owned();
    for rule in RULES {
        let _ =
            writeln!(page, "| [`{0}`](#{0}) | {1} | {2} |", rule.name, rule.severity.name(), rule.summary);
    }
    for rule in RULES {
        let docs = rule.docs.trim_end();
        let _ =
            write!(page, "\n## {}\n\n**{}** {}\n\n{docs}\n", rule.name, rule.severity.name(), rule.summary);
    }
    page
}
