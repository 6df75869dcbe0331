//! Explanations of rules, templates, sections, fields and prompts, as Markdown.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::rules::{self, Rule};
use crate::schema::{Answer, Condition, Field, Prompt, Required, Section, Template, Vocabulary};

/// Something that can be explained, by its names: it can be sent away and come back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// A rule.
    Rule(String),
    /// A template.
    Template(String),
    /// A section of a template: the names of both.
    Section(String, String),
    /// A header field of a template: the names of both.
    Field(String, String),
    /// A prompt of a template: the names of the template, the section and the prompt.
    Prompt(String, String, String),
    /// A key of the front matter.
    Key(String),
    /// A comment that speaks to Tiebeam, by its first word.
    Comment(String),
    /// Something that speaks for itself.
    Nothing,
}

/// Keys of the front matter that say what a document follows and what it is bound to: name, a few words, the
/// explanation.
pub const KEYS: [(&str, &str, &str); 4] = [
    (
        "template",
        "which template the document follows",
        "The template that the document follows, `infrastructure` for example.",
    ),
    (
        "terraform",
        "where its Terraform is",
        "The Terraform that deploys what the document describes: a folder or a list of folders, relative to the \
document. Without it, the document's own folder or the nearest one above that has Terraform is taken.",
    ),
    (
        "resources",
        "which resources it speaks of",
        "Addresses of the resources that the document speaks of: `[aws_db_instance.orders]`. Of the types listed, \
other resources are left out; other types count all the same.",
    ),
    (
        "status",
        "draft, while prompts are open",
        "`draft` makes prompts without an answer weigh as hints. Anything else, or nothing, makes them weigh in full.",
    ),
];

/// Comments that speak to Tiebeam.
pub const COMMENTS: [(&str, &str); 3] = [
    ("tiebeam-ignore", "Accepts the findings of one rule in the block that follows, and says why."),
    ("tiebeam-ignore-file", "Accepts the findings of one rule in the whole file, and says why."),
    ("tiebeam", "Says which template the document follows."),
];

/// The explanation of a topic; nothing where there is no such thing any more.
pub fn topic(vocabulary: &Vocabulary, topic: &Topic) -> Option<String> {
    let named = |name: &str| vocabulary.template(vocabulary.named(name)?);
    match topic {
        Topic::Rule(name) => Some(rule(rules::named(name)?)),
        Topic::Template(name) => Some(template(named(name)?)),
        Topic::Section(owner, id) => {
            let owner = named(owner)?;
            let known = owner.sections.iter().find(|section| section.id.as_str() == id)?;
            Some(section(owner, known))
        }
        Topic::Field(owner, id) => {
            let owner = named(owner)?;
            Some(field(owner, owner.header.iter().find(|field| field.id.as_str() == id)?))
        }
        Topic::Prompt(owner, id, asked) => {
            let known = named(owner)?.sections.iter().find(|section| section.id.as_str() == id)?;
            let found = known.prompts.iter().find(|prompt| prompt.id.as_str() == asked)?;
            Some(prompt(&format!("section \"{}\"", known.heading), found))
        }
        Topic::Key(name) => key(name),
        Topic::Nothing => None,
        Topic::Comment(name) => {
            let (word, said) = COMMENTS.iter().find(|(word, _)| word == name)?;
            Some(format!("**`{word}`**\n\n{said}"))
        }
    }
}

/// What a key of the front matter says; nothing where it says nothing to Tiebeam.
pub fn key(name: &str) -> Option<String> {
    let (key, _, said) = KEYS.iter().find(|(key, ..)| key.eq_ignore_ascii_case(name))?;
    Some(format!("**`{key}`**\n\n{said}"))
}

/// Why a rule exists, what triggers it, and the cure.
pub fn rule(rule: &Rule) -> String {
    format!("**`{}`** ({})\n\n{}\n\n{}", rule.name, rule.severity.name(), rule.summary, rule.docs.trim_end())
}

/// What documents of a template are for.
pub fn template(template: &Template) -> String {
    let sections: Vec<&str> = template.sections.iter().map(|section| section.heading.as_str()).collect();
    format!(
        "**{}**, template `{}`\n\n{}\n\n**Sections:** {}",
        template.title,
        template.name,
        template.summary,
        sections.join(", ")
    )
}

/// Why a section exists, what it asks, and an example.
pub fn section(template: &Template, section: &Section) -> String {
    let mut text = format!(
        "**{}**, section of `{}`, {}\n\n{}\n\n**A good one:** {}\n",
        section.heading,
        template.name,
        required(section.required),
        section.why,
        section.good
    );
    asked(&mut text, &section.prompts);
    let parts = template.sections.iter().filter(|part| part.parent.as_ref() == Some(&section.id));
    let parts: Vec<&str> = parts.map(|part| part.heading.as_str()).collect();
    if !parts.is_empty() {
        let _ = writeln!(text, "\n**Its parts:** {}", parts.join(", "));
    }
    example(&mut text, &section.example);
    text
}

/// Why a header field exists and what it asks.
pub fn field(template: &Template, field: &Field) -> String {
    let mut text = format!(
        "**{}**, header field of `{}`, {}\n\n{}\n",
        field.label,
        template.name,
        required(field.required),
        field.why
    );
    if let [prompt] = field.prompts.as_slice() {
        let _ = write!(text, "\n{}\n", prompt.question);
        details(&mut text, prompt);
    } else {
        asked(&mut text, &field.prompts);
    }
    text
}

/// Why a prompt is asked, what answers it, what goes wrong, and an example.
pub fn prompt(owner: &str, prompt: &Prompt) -> String {
    let mut text =
        format!("**{}**, asked by {owner}\n\n{}\n\n{}\n", prompt.label, prompt.question, prompt.why);
    details(&mut text, prompt);
    text
}

fn details(text: &mut String, prompt: &Prompt) {
    let _ = writeln!(text, "\n**Answered with** {}.", answer(prompt));
    if !prompt.mistakes.is_empty() {
        text.push_str("\n**What goes wrong**\n\n");
        for mistake in &prompt.mistakes {
            let _ = writeln!(text, "- {mistake}");
        }
    }
    example(text, &prompt.example);
}

fn asked(text: &mut String, prompts: &[Prompt]) {
    if !prompts.is_empty() {
        text.push_str("\n**It asks**\n\n");
        for prompt in prompts {
            let _ = writeln!(text, "- **{}:** {}", prompt.label, prompt.question);
        }
    }
}

/// An example as it would be written, in a fence that nothing in it closes.
fn example(text: &mut String, example: &str) {
    let longest = example.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let _ = write!(text, "\n**Example**\n\n{fence}markdown\n{}\n{fence}\n", example.trim_end());
}

/// When the absence of a section or field is a fault, to follow its name.
pub fn required(required: Required) -> &'static str {
    match required {
        Required::Always => "required",
        Required::Optional => "optional",
        Required::When(Condition::Terraform) => "required where Terraform belongs to the document",
        Required::When(Condition::Instances) => {
            "required where the document's Terraform has resources that run on instances"
        }
    }
}

/// What kind of value answers a prompt.
pub fn answer(prompt: &Prompt) -> String {
    let kind = match prompt.answer {
        Answer::Text => "free text",
        Answer::List => "a list",
        Answer::YesNo => "yes or no, and the reason",
        Answer::Choice => return format!("one of: {}", prompt.choices.join(", ")),
        Answer::Percentage => "a percentage",
        Answer::Duration => "a length of time",
        Answer::Date => "a date (YYYY-MM-DD)",
        Answer::Window => "a daily or weekly window of time",
        Answer::Schedule => "a mechanism, its schedule and its retention",
        Answer::Money => "an amount of money and its period",
        Answer::Number => "a number and its unit",
        Answer::People => "people",
        Answer::Link => "one or several links",
        Answer::Diagram => "a picture, or a link to one",
        Answer::Priorities => "names by priority (P0, P1, ...)",
        Answer::Metrics => "metrics with thresholds and severities",
        Answer::ResourceTypes => "Terraform resource types",
        Answer::Module => "a Terraform module and its version",
        Answer::Code => "a block of code",
    };
    kind.to_owned()
}
