//! All that can be explained: rules, sections, header fields and prompts, by the names they can be asked for with.

use super::explain;
use crate::rules::{self, RULES};
use crate::schema::{Template, Vocabulary};

/// Something that can be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name by which it can be asked for: `rpo-not-met`, `backup-restore`, `backup-restore.rpo`.
    pub name: String,
    /// What it is: `rule`, `section`, `field` or `prompt`.
    pub kind: &'static str,
    /// What it is in one line.
    pub summary: String,
}

/// All that can be explained: the rules, then the sections, header fields and prompts of each template.
pub fn entries(vocabulary: &Vocabulary) -> Vec<Entry> {
    let rules = RULES.iter().map(|rule| Entry {
        name: rule.name.to_owned(),
        kind: "rule",
        summary: rule.summary.to_owned(),
    });
    let asked = vocabulary.templates().iter().flat_map(|template| of_template(template));
    rules.chain(asked).collect()
}

fn of_template(template: &Template) -> Vec<Entry> {
    let mut entries = Vec::new();
    for section in &template.sections {
        let name = section.id.to_string();
        entries.extend(section.prompts.iter().map(|prompt| Entry {
            name: format!("{name}.{}", prompt.id),
            kind: "prompt",
            summary: prompt.question.clone(),
        }));
        entries.push(Entry { name, kind: "section", summary: section.heading.clone() });
    }
    let fields = template.header.iter();
    entries.extend(fields.map(|field| Entry {
        name: field.id.to_string(),
        kind: "field",
        summary: field.label.clone(),
    }));
    entries
}

/// What a name means, with a title and the explanation as Markdown; nothing for a name that there is not.
pub fn explained(vocabulary: &Vocabulary, name: &str) -> Option<(String, String)> {
    if let Some(rule) = rules::named(name) {
        return Some((rule.name.to_owned(), explain::rule(rule)));
    }
    let mut templates = vocabulary.templates().iter();
    templates.find_map(|template| of_name(template, name))
}

fn of_name(template: &Template, name: &str) -> Option<(String, String)> {
    if let Some(field) = template.header.iter().find(|field| field.id.as_str() == name) {
        return Some((field.label.clone(), explain::field(template, field)));
    }
    let (id, asked) = name.split_once('.').map_or((name, None), |(id, asked)| (id, Some(asked)));
    let section = template.sections.iter().find(|section| section.id.as_str() == id)?;
    let Some(asked) = asked else {
        return Some((section.heading.clone(), explain::section(template, section)));
    };
    let prompt = section.prompts.iter().find(|prompt| prompt.id.as_str() == asked)?;
    let owner = format!("section \"{}\"", section.heading);
    Some((prompt.label.clone(), explain::prompt(&owner, prompt)))
}
