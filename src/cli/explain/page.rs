//! The text of explanations, as Markdown.

use std::fmt::Write;
use std::sync::Arc;

use super::super::wrap::indented;
use super::{Entry, Owner};
use crate::ide::explain::{answer, required};
use crate::rules::{RULES, Rule};
use crate::schema::{Field, Prompt, Section, Template};

/// Everything that can be explained.
pub(super) fn list(templates: &[Arc<Template>]) -> String {
    let mut text = String::from("# Rules\n\n");
    for rule in RULES {
        let _ = writeln!(text, "- `{}` ({}): {}", rule.name, rule.severity.name(), rule.summary);
    }
    for template in templates {
        let _ = writeln!(text, "\n# Header fields of `{}`\n", template.name);
        for field in &template.header {
            let _ = writeln!(text, "- `{}`: {}", field.id, field.label);
        }
        let _ = writeln!(text, "\n# Sections of `{}`\n", template.name);
        for (index, section) in template.sections.iter().enumerate() {
            let indent = "  ".repeat(template.depth(index));
            let _ = writeln!(text, "{indent}- `{}`: {}", section.id, section.heading);
        }
    }
    text + "\n`tiebeam explain NAME` explains one of them, and a prompt as `SECTION.PROMPT`.\n"
}

/// The explanation of one thing.
pub(super) fn of(entry: Entry<'_>, width: usize) -> String {
    match entry {
        Entry::Rule(rule) => of_rule(rule),
        Entry::Section(template, section) => of_section(template, section, width),
        Entry::Field(template, field) => of_field(template, field),
        Entry::Prompt(owner, prompt) => of_prompt(owner, prompt, width),
    }
}

fn of_rule(rule: &Rule) -> String {
    format!(
        "# {}\n\n{} Severity: {}.\n\n{}\n\nIn tiebeam.toml:\n\n    [rules]\n    {} = \"off\"\n",
        rule.name,
        rule.summary,
        rule.severity.name(),
        rule.docs.trim_end(),
        rule.name
    )
}

fn of_section(template: &Template, section: &Section, width: usize) -> String {
    let mut text = format!(
        "# {}\n\nSection `{}` of the template `{}`, {}.\n\n{}\n\n## What a good one says\n\n{}\n",
        section.heading,
        section.id,
        template.name,
        required(section.required),
        section.why,
        section.good
    );
    let parts: Vec<&Section> =
        template.sections.iter().filter(|part| part.parent.as_ref() == Some(&section.id)).collect();
    prompts(&mut text, section.id.as_str(), &section.prompts);
    if !parts.is_empty() {
        text.push_str("\n## Sub-sections\n\n");
        for part in parts {
            let _ = writeln!(text, "- `{}`: {}", part.id, part.heading);
        }
    }
    let _ = writeln!(text, "\n## Example\n\n{}", indented(&section.example, width));
    text
}

fn of_field(template: &Template, field: &Field) -> String {
    let mut text = format!(
        "# {}\n\nHeader field `{}` of the template `{}`, {}.\n\n{}\n",
        field.label,
        field.id,
        template.name,
        required(field.required),
        field.why
    );
    prompts(&mut text, field.id.as_str(), &field.prompts);
    text
}

fn prompts(text: &mut String, owner: &str, prompts: &[Prompt]) {
    if prompts.is_empty() {
        return;
    }
    text.push_str("\n## Prompts\n\n");
    for prompt in prompts {
        let _ = writeln!(text, "- **{}** (`{owner}.{}`): {}", prompt.label, prompt.id, prompt.question);
    }
}

fn of_prompt(owner: Owner<'_>, prompt: &Prompt, width: usize) -> String {
    let (template, kind, id, name) = match owner {
        Owner::Section(template, section) => (template, "section", &section.id, &section.heading),
        Owner::Field(template, field) => (template, "header field", &field.id, &field.label),
    };
    let mut text = format!(
        "# {}\n\nPrompt `{id}.{}` of the {kind} \"{name}\" in the template `{}`.\n\n{}\n\n{}\n\nAnswered with {}.\n",
        prompt.label,
        prompt.id,
        template.name,
        prompt.question,
        prompt.why,
        answer(prompt)
    );
    if !prompt.mistakes.is_empty() {
        text.push_str("\n## What goes wrong\n\n");
        for mistake in &prompt.mistakes {
            let _ = writeln!(text, "- {mistake}");
        }
    }
    let _ = writeln!(text, "\n## Example\n\n{}", indented(&prompt.example, width));
    text
}
