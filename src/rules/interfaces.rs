//! The inputs and outputs of modules: whether they say what they are.

use std::path::Path;
use std::sync::Arc;

use super::context::Context;
use super::finding::{Finding, Related, Severity, Subject};
use super::modules::{in_file, is_of_others};
use super::registry::{Rule, no_fix};
use crate::model::terraform::{Declared, Module, Value};
use crate::text::Span;

/// An input says nothing about itself.
pub static UNDESCRIBED_VARIABLE: Rule = Rule {
    name: "undescribed-variable",
    severity: Severity::Hint,
    by_default: true,
    summary: "An input of a module has no description.",
    docs: "\
The README of a module is made from the descriptions of its inputs: without them it lists names.

It stands in the Terraform file, once a file at the first of them, and triggers where variables have no `description` \
or an empty one. Copies of what \
others wrote (`vendor`, `.terraform`) and generated folders are left alone.

To cure it, say in `description` what the input is for and what it may be.",
    check: |context, findings| undescribed(context, &UNDESCRIBED_VARIABLE, "Input", findings),
    in_terraform: true,
    fixes: no_fix,
};

/// An output says nothing about itself.
pub static UNDESCRIBED_OUTPUT: Rule = Rule {
    name: "undescribed-output",
    severity: Severity::Hint,
    by_default: true,
    summary: "An output of a module has no description.",
    docs: "\
Who calls the module has to read its code to learn what an output holds.

It stands in the Terraform file, once a file at the first of them, and triggers where outputs have no `description` or \
an empty one. Copies of what \
others wrote (`vendor`, `.terraform`) and generated folders are left alone.

To cure it, say in `description` what the output holds.",
    check: |context, findings| undescribed(context, &UNDESCRIBED_OUTPUT, "Output", findings),
    in_terraform: true,
    fixes: no_fix,
};

/// The README was made before an input.
pub static README_MISSING_INPUT: Rule = Rule {
    name: "readme-missing-input",
    severity: Severity::Information,
    by_default: true,
    summary: "The generated part of a module's README lacks an input.",
    docs: "\
terraform-docs writes the inputs of a module between `<!-- BEGIN_TF_DOCS -->` and `<!-- END_TF_DOCS -->` of its \
README. An input that is missing there was added and not documented.

It stands in the Terraform file, at the variable. It stays silent without these marks, where the part lists no \
inputs at all, and where they are kept in another file.

To cure it, run `terraform-docs` again.",
    check: readme_missing_input,
    in_terraform: true,
    fixes: no_fix,
};

fn undescribed(context: &Context<'_>, rule: &'static Rule, what: &str, findings: &mut Vec<Finding>) {
    let Some(binding) = &context.requirements.binding else { return };
    for module in &binding.modules {
        let declared: Vec<Declared<'_>> = if rule.name == UNDESCRIBED_VARIABLE.name {
            module.variables().collect()
        } else {
            module.outputs().collect()
        };
        let bare = declared.iter().filter(|it| !is_of_others(context, it.path) && !is_described(it));
        let named: Vec<(&Declared<'_>, &str)> =
            bare.filter_map(|it| Some((it, it.block.label(0)?))).collect();
        // One finding a file: a module without any descriptions is one fault, not forty.
        for of_file in named.chunk_by(|(one, _), (other, _)| one.path == other.path) {
            let Some((first, name)) = of_file.first() else { continue };
            let message = match of_file.len() {
                1 => format!("{what} `{name}` has no description. Say what it is."),
                _ => format!("{what}s {} have no description. Say what they are.", listed(of_file)),
            };
            let (path, span) = (first.path, first.block.header);
            let subject = Subject::Name((*name).to_owned());
            findings.push(in_file(context, rule, path, span, subject, message));
        }
    }
}

/// So many names are listed.
const MOST_NAMES: usize = 4;

/// "`a`, `b`, `c`, `d` and 3 more".
fn listed(all: &[(&Declared<'_>, &str)]) -> String {
    let names: Vec<String> = all.iter().take(MOST_NAMES).map(|(_, name)| format!("`{name}`")).collect();
    match all.len().checked_sub(MOST_NAMES).filter(|more| *more > 0) {
        Some(more) => format!("{} and {more} more", names.join(", ")),
        None => names.join(", "),
    }
}

fn is_described(declared: &Declared<'_>) -> bool {
    let description = declared.attribute("description");
    description.is_some_and(|it| match &it.attribute.value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Null => false,
        _ => true,
    })
}

/// The marks around what terraform-docs writes.
const MARKS: [&str; 2] = ["<!-- BEGIN_TF_DOCS -->", "<!-- END_TF_DOCS -->"];

fn readme_missing_input(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(binding) = &context.requirements.binding else { return };
    for module in &binding.modules {
        missing_inputs(context, module, findings);
    }
}

fn missing_inputs(context: &Context<'_>, module: &Module, findings: &mut Vec<Finding>) {
    if module.variables().next().is_none() || is_of_others(context, module.folder()) {
        return;
    }
    let path = module.folder().join("README.md");
    let Some(readme) = context.workspace.disk().text(&path) else { return };
    let Some((start, written)) = between(&readme) else { return };
    // Markdown escapes underscores.
    let written = written.replace('\\', "");
    if !written.contains("Inputs") {
        return;
    }
    for variable in module.variables() {
        let Some(name) = variable.block.label(0).filter(|name| !lists(&written, name)) else { continue };
        let message =
            format!("README.md beside this file does not list input `{name}`. Run terraform-docs again.");
        let (file, span) = (variable.path, variable.block.header);
        let subject = Subject::Name(name.to_owned());
        let mut finding = in_file(context, &README_MISSING_INPUT, file, span, subject, message);
        finding.related.push(related(&path, start));
        findings.push(finding);
    }
}

fn related(readme: &Path, start: usize) -> Related {
    let span = Span::new(start, start + MARKS.first().map_or(0, |mark| mark.len()));
    Related { path: Arc::from(readme), span, message: "the inputs are listed here".to_owned() }
}

/// What stands between the marks, and the place of the first of them.
fn between(readme: &str) -> Option<(usize, &str)> {
    let [begin, end] = MARKS;
    let start = readme.find(begin)?;
    let rest = readme.get(start + begin.len()..)?;
    Some((start, rest.get(..rest.find(end)?)?))
}

/// Whether what terraform-docs wrote lists an input: by its anchor, or as a word of its own.
fn lists(text: &str, name: &str) -> bool {
    // Without its anchor it may be a word in the description of another.
    if text.contains("name=\"input_") {
        return text.contains(&format!("name=\"input_{name}\""));
    }
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + name.len()..).unwrap_or_default();
        !before.ends_with(is_part) && !after.starts_with(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_terraform_docs_writes_them() {
        let row = r#"| <a name="input_node_type"></a> [node_type](#input_node_type) | The type. |"#;
        assert!(lists(row, "node_type"));
        assert!(!lists(row, "type"));
        assert!(!lists(row, "node"));
        assert!(lists("### node_type", "node_type"));
        assert!(!lists("### node_type", "type"));
        assert_eq!(between("a <!-- BEGIN_TF_DOCS -->x<!-- END_TF_DOCS -->"), Some((2, "x")));
        assert_eq!(between("<!-- BEGIN_TF_DOCS -->x"), None);
    }
}
