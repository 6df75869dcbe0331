//! `tiebeam explain`.

mod page;

use std::path::Path;
use std::sync::Arc;

use super::args::Explain;
use super::console::Console;
use super::failure::Failure;
use super::input::Input;
use super::wrap::{styled, wrap};
use crate::rules::{RULES, Rule};
use crate::schema::{Field, Prompt, Section, Template, name_key, plain_text};
use crate::workspace::config::{FILE_NAME, nearest};

/// A name that means more things than these gets a list of them.
const MOST_PAGES: usize = 3;

/// Something that can be explained.
#[derive(Clone, Copy)]
enum Entry<'t> {
    Rule(&'static Rule),
    Section(&'t Template, &'t Section),
    Field(&'t Template, &'t Field),
    Prompt(Owner<'t>, &'t Prompt),
}

/// What asks a prompt.
#[derive(Clone, Copy)]
enum Owner<'t> {
    Section(&'t Template, &'t Section),
    Field(&'t Template, &'t Field),
}

/// Explains what was asked for, or lists what can be explained.
pub fn run(console: &mut Console, folder: &Path, options: &Explain) -> Result<u8, Failure> {
    let place = folder.join(FILE_NAME);
    let vocabulary = Arc::clone(&Input::workspace_of(folder, &place).settings(&place).vocabulary);
    let entries = entries(vocabulary.templates());
    let width = console.text_width();
    let asked = options.name.join(" ");
    let text = if asked.trim().is_empty() {
        page::list(vocabulary.templates())
    } else {
        let found = find(&entries, &asked);
        if found.is_empty() {
            return Err(Failure::new(unknown(&entries, &asked)));
        }
        if found.len() > MOST_PAGES {
            let names: Vec<String> = found.iter().map(|entry| format!("- `{}`", entry.id())).collect();
            format!("\"{asked}\" means several things:\n\n{}\n", names.join("\n"))
        } else {
            found.iter().map(|entry| page::of(*entry, width)).collect::<Vec<_>>().join("\n")
        }
    };
    console.print(&styled(&wrap(&text, width)))?;
    Ok(0)
}

fn entries(templates: &[Arc<Template>]) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = RULES.iter().map(|rule| Entry::Rule(rule)).collect();
    for template in templates {
        for section in &template.sections {
            entries.push(Entry::Section(template, section));
            let owner = Owner::Section(template, section);
            entries.extend(section.prompts.iter().map(|prompt| Entry::Prompt(owner, prompt)));
        }
        for field in &template.header {
            entries.push(Entry::Field(template, field));
            let owner = Owner::Field(template, field);
            entries.extend(field.prompts.iter().map(|prompt| Entry::Prompt(owner, prompt)));
        }
    }
    entries
}

/// What a name means; the surest way of naming that fits anything decides.
fn find<'t>(entries: &[Entry<'t>], asked: &str) -> Vec<Entry<'t>> {
    let id = asked.trim().to_lowercase();
    let key = name_key(&plain_text(asked));
    let by_id = |entry: &Entry<'_>| entry.id() == id;
    let is_prompt = |entry: &Entry<'_>| matches!(entry, Entry::Prompt(..));
    let by_name = |entry: &Entry<'_>| entry.names().iter().any(|name| name_key(name) == key);
    let by_short_id = |entry: &Entry<'_>| entry.id().rsplit('.').next() == Some(id.as_str());
    let ways: [&dyn Fn(&Entry<'_>) -> bool; 4] = [
        &by_id,
        &|entry| !is_prompt(entry) && by_name(entry),
        &|entry| is_prompt(entry) && by_name(entry),
        &by_short_id,
    ];
    let found = ways.iter().map(|way| entries.iter().copied().filter(|entry| way(entry)).collect::<Vec<_>>());
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

fn unknown(entries: &[Entry<'_>], asked: &str) -> String {
    let names: Vec<String> =
        entries.iter().flat_map(|entry| std::iter::once(entry.id()).chain(entry.names())).collect();
    let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let candidates: Vec<&str> = lower.iter().map(String::as_str).collect();
    let near = nearest(&asked.to_lowercase(), &candidates);
    let near = near.and_then(|near| lower.iter().zip(&names).find(|(name, _)| *name == near));
    let hint = match near {
        Some((_, name)) => format!(", did you mean `{name}`?"),
        None => "; `tiebeam explain` lists what there is".to_owned(),
    };
    format!("there is no rule, section or prompt `{asked}`{hint}")
}

impl Entry<'_> {
    /// The name by which it can always be asked for.
    fn id(&self) -> String {
        match self {
            Self::Rule(rule) => rule.name.to_owned(),
            Self::Section(_, section) => section.id.to_string(),
            Self::Field(_, field) => field.id.to_string(),
            Self::Prompt(Owner::Section(_, section), prompt) => format!("{}.{}", section.id, prompt.id),
            Self::Prompt(Owner::Field(_, field), prompt) => format!("{}.{}", field.id, prompt.id),
        }
    }

    /// Its other names.
    fn names(&self) -> Vec<String> {
        let with = |name: &str, others: &[String]| {
            std::iter::once(name.to_owned()).chain(others.iter().cloned()).collect()
        };
        match self {
            Self::Rule(rule) => vec![rule.name.replace('-', " ")],
            Self::Section(_, section) => with(&section.heading, &section.aliases),
            Self::Field(_, field) => with(&field.label, &field.aliases),
            Self::Prompt(_, prompt) => {
                let mut names: Vec<String> = with(&prompt.label, &prompt.aliases);
                names.push(prompt.question.clone());
                names.extend(prompt.seed.iter().cloned());
                names
            }
        }
    }
}
