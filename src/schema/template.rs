//! Templates: what a kind of document must contain, read from JSON.
//!
//! The format is described for editors in `schemas/template.schema.json`; the types here are what refuses a
//! malformed file, with its line, its column and what was expected there.

use std::collections::HashSet;
use std::fmt;

use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::text::Span;

/// The template that Tiebeam knows without any file.
pub const BUILT_IN: &str = include_str!("../../schemas/templates/infrastructure.json");

/// The place of a section in [`Template::sections`].
pub type SectionIndex = usize;

/// What a kind of document must contain.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Where the JSON Schema of this format is; for editors only.
    #[serde(rename = "$schema", default)]
    pub schema: Option<String>,
    /// The name by which documents and the configuration ask for it.
    pub name: Id,
    /// Grows when sections or prompts change their meaning.
    pub version: u32,
    /// The title of a document made from it.
    pub title: String,
    /// Other titles that such documents carry.
    #[serde(default)]
    pub title_aliases: Vec<String>,
    /// Globs of file names that such documents usually have.
    #[serde(default)]
    pub files: Vec<String>,
    /// What such a document is for.
    pub summary: String,
    /// The fields at the top of a document, before its first section.
    #[serde(default, deserialize_with = "unique")]
    pub header: Vec<Field>,
    /// Its sections in order.
    /// A sub-section follows its parent directly and names it in `parent`.
    #[serde(deserialize_with = "unique")]
    pub sections: Vec<Section>,
}

/// A field at the top of a document.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Unique among the fields.
    pub id: Id,
    /// The field's name as scaffolds write it.
    pub label: String,
    /// Other names it goes by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// When its absence is a fault.
    pub required: Required,
    /// Why a document has it.
    pub why: String,
    /// What it asks.
    #[serde(deserialize_with = "unique")]
    pub prompts: Vec<Prompt>,
}

/// A heading and what should stand under it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Unique among the sections.
    pub id: Id,
    /// The heading as scaffolds write it.
    pub heading: String,
    /// Other headings that mean it. One alias may stand in several sections.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The id of the section that this one is a part of.
    #[serde(default)]
    pub parent: Option<Id>,
    /// When its absence is a fault.
    pub required: Required,
    /// Whether it may stand anywhere among its neighbours.
    #[serde(default)]
    pub unordered: bool,
    /// Why the section exists.
    pub why: String,
    /// What a good section contains.
    pub good: String,
    /// A good section's text, in Markdown and without its heading.
    pub example: String,
    /// What it asks, in order.
    #[serde(default, deserialize_with = "unique")]
    pub prompts: Vec<Prompt>,
}

/// A question that a section or a field asks.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// Unique in its section or field.
    pub id: Id,
    /// The short name that scaffolds write before an answer.
    pub label: String,
    /// The same question as it is found in documents in the wild, so that untouched text is recognised.
    #[serde(default)]
    pub seed: Vec<String>,
    /// The question, asked clearly.
    pub question: String,
    /// Other labels and wordings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What kind of value answers it.
    pub answer: Answer,
    /// Values to choose from, where `answer` is `choice`.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Why it is asked.
    pub why: String,
    /// A good answer.
    pub example: String,
    /// What goes wrong in answers.
    #[serde(default)]
    pub mistakes: Vec<String>,
}

/// When the absence of a section or field is a fault.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Required {
    /// In every document.
    Always,
    /// Never.
    Optional,
    /// Where the condition is known to hold.
    When(Condition),
}

/// A condition that Rust implements and templates name.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The bound Terraform has resources that run on instances the team owns.
    Instances,
    /// The document is bound to Terraform.
    Terraform,
}

/// What kind of value answers a prompt.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Free text.
    Text,
    /// A list of things.
    List,
    /// Yes or no, with a reason.
    YesNo,
    /// One of the prompt's `choices`.
    Choice,
    /// A percentage.
    Percentage,
    /// A length of time.
    Duration,
    /// A day.
    Date,
    /// A weekly or daily window of time.
    Window,
    /// A mechanism with its schedule and retention.
    Schedule,
    /// An amount of money and its period.
    Money,
    /// A number with its unit.
    Number,
    /// People.
    People,
    /// One or several links.
    Link,
    /// A picture, or a link to one.
    Diagram,
    /// Names by priority (P0, P1 ...).
    Priorities,
    /// Metrics with thresholds and severities.
    Metrics,
    /// Terraform resource types.
    ResourceTypes,
    /// A Terraform module with its version.
    Module,
    /// A block of code.
    Code,
}

/// A name in kebab case: lower-case letters, digits and single hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(String);

impl Id {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let kebab = text.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        if kebab {
            Ok(Self(text))
        } else {
            Err(de::Error::invalid_value(
                de::Unexpected::Str(&text),
                &"a name in kebab case, such as `backup-restore`",
            ))
        }
    }
}

/// Something that has an id, so that a list of them can be checked.
trait Identified {
    fn id(&self) -> &Id;
    /// The id of another element that must stand before this one.
    fn parent(&self) -> Option<&Id> {
        None
    }
}

impl Identified for Field {
    fn id(&self) -> &Id {
        &self.id
    }
}

impl Identified for Prompt {
    fn id(&self) -> &Id {
        &self.id
    }
}

impl Identified for Section {
    fn id(&self) -> &Id {
        &self.id
    }
    fn parent(&self) -> Option<&Id> {
        self.parent.as_ref()
    }
}

/// Reads a list whose ids are unique and whose parents stand before their children, and says at the faulty
/// element what is wrong with it.
fn unique<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Identified,
{
    struct Unique<T>(std::marker::PhantomData<T>);

    impl<'de, T: Deserialize<'de> + Identified> Visitor<'de> for Unique<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of objects with unique ids")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
            let mut elements: Vec<T> = Vec::new();
            let mut ids = HashSet::new();
            while let Some(element) = seq.next_element::<T>()? {
                if let Some(parent) = element.parent()
                    && !ids.contains(parent)
                {
                    return Err(de::Error::custom(format!(
                        "`{}` names the parent `{parent}`, expected the id of a section before it",
                        element.id()
                    )));
                }
                if !ids.insert(element.id().clone()) {
                    return Err(de::Error::custom(format!(
                        "the id `{}` is used twice, expected unique ids",
                        element.id()
                    )));
                }
                elements.push(element);
            }
            Ok(elements)
        }
    }

    deserializer.deserialize_seq(Unique(std::marker::PhantomData))
}

/// Why a template was refused, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1, in bytes.
    pub column: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl TemplateError {
    /// The place of the error in the template's text, as bytes.
    pub fn span(&self, json: &str) -> Span {
        let before: usize = json.split_inclusive('\n').take(self.line.saturating_sub(1)).map(str::len).sum();
        let at = (before + self.column.saturating_sub(1)).min(json.len());
        Span::new(at, (at + 1).min(json.len()))
    }
}

/// The place just read where a reader stopped only after the white space behind it.
fn before_white_space(json: &str, line: usize, column: usize) -> (usize, usize) {
    let mut lines: Vec<&str> = json.split('\n').take(line).collect();
    if let Some(last) = lines.last_mut() {
        *last = last.get(..column.saturating_sub(1)).unwrap_or(last);
    }
    let read = lines.join("\n");
    let read = read.trim_end();
    let last = read.rsplit('\n').next().unwrap_or_default();
    (read.matches('\n').count() + 1, last.len().max(1))
}

impl Template {
    /// Whether a file of this name usually is one of its documents.
    pub fn is_file_name(&self, name: &str) -> bool {
        self.files.iter().any(|glob| {
            let glob = globset::GlobBuilder::new(glob).case_insensitive(true).build();
            glob.is_ok_and(|glob| glob.compile_matcher().is_match(name))
        })
    }

    /// Reads a template.
    ///
    /// # Errors
    /// The first place where the text is not a template, and what was expected there.
    pub fn parse(json: &str) -> Result<Self, TemplateError> {
        serde_json::from_str(json.trim_start_matches('\u{feff}')).map_err(|error| {
            let place = format!(" at line {} column {}", error.line(), error.column());
            let message = error.to_string();
            let (line, column) = before_white_space(json, error.line(), error.column());
            TemplateError {
                line,
                column,
                message: message.strip_suffix(&place).unwrap_or(&message).to_owned(),
            }
        })
    }

    /// The sections that are part of the section at `parent`.
    pub fn children(&self, parent: SectionIndex) -> impl Iterator<Item = SectionIndex> + '_ {
        let id = self.sections.get(parent).map(|section| &section.id);
        self.sections
            .iter()
            .enumerate()
            .filter(move |(_, section)| section.parent.is_some() && section.parent.as_ref() == id)
            .map(|(index, _)| index)
    }

    /// The place of the section that the one at `index` is a part of.
    pub fn parent(&self, index: SectionIndex) -> Option<SectionIndex> {
        let parent = self.sections.get(index)?.parent.as_ref()?;
        self.sections.iter().position(|section| section.id == *parent)
    }

    /// How deep the section is nested; 0 for a section that is part of none.
    pub fn depth(&self, index: SectionIndex) -> usize {
        self.parent(index).map_or(0, |parent| 1 + self.depth(parent))
    }

    /// Whether the section at `index` is `ancestor` or a part of it.
    pub fn is_within(&self, index: SectionIndex, ancestor: SectionIndex) -> bool {
        index == ancestor || self.parent(index).is_some_and(|parent| self.is_within(parent, ancestor))
    }
}
