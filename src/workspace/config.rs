//! `tiebeam.toml`: what it may say, and what is wrong with one that says something else.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::schema::service_level::{self, KNOWN, Service};
use crate::text::Span;

/// The name of a configuration file.
pub const FILE_NAME: &str = "tiebeam.toml";

/// The configuration of Tiebeam, `tiebeam.toml`. The nearest one above a file rules over it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The severity of each rule, or "off". A rule that is not named keeps its own severity.
    #[serde(default)]
    pub rules: BTreeMap<String, Level>,
    /// Which files are requirement documents, which template they follow and which Terraform they belong to.
    /// The first entry that names a file counts.
    #[serde(default)]
    pub documents: Vec<DocumentSet>,
    /// What an editor shows beside the text.
    #[serde(default)]
    pub editor: Editor,
    /// Globs of files and folders to leave out, relative to this file.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub exclude: Vec<Spanned<String>>,
    /// What providers commit to, where it is not what Tiebeam knows: a contract of your own, a figure that has changed.
    #[serde(default, rename = "service-levels")]
    pub service_levels: Vec<ServiceLevel>,
}

/// A commitment of a provider in place of the one that Tiebeam knows.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceLevel {
    /// The service by its id: "rds", "cloud-sql".
    #[schemars(with = "String")]
    pub service: Spanned<String>,
    /// The condition under which it holds, in the words of the messages: "Single DB instance". Where none is given, it
    /// holds under every condition of the service.
    #[schemars(with = "Option<String>")]
    pub condition: Option<Spanned<String>>,
    /// The percentage; 0 where there is no commitment.
    #[schemars(with = "f64", range(min = 0, max = 100))]
    pub percent: Spanned<f64>,
}

impl ServiceLevel {
    /// Puts the commitment in place of those of `services` that it speaks of.
    pub fn apply(&self, services: &mut [Service]) {
        let percent = Some(*self.percent.get_ref()).filter(|percent| *percent > 0.0);
        for service in services.iter_mut().filter(|service| service.id == *self.service.get_ref()) {
            for level in &mut service.levels {
                if self.condition.as_ref().is_none_or(|condition| *condition.get_ref() == level.name()) {
                    level.percent = percent;
                }
            }
        }
    }

    /// What is wrong with it.
    fn error(&self) -> Option<ConfigError> {
        let at =
            |span: std::ops::Range<usize>, message: String| Some(ConfigError { span: span.into(), message });
        let (id, percent) = (self.service.get_ref().as_str(), *self.percent.get_ref());
        let Some(service) = KNOWN.iter().find(|known| known.id == id) else {
            let ids: Vec<&str> = KNOWN.iter().map(|known| known.id.as_str()).collect();
            let near = did_you_mean(id, &ids);
            return at(self.service.span(), format!("there is no service `{id}`{near}"));
        };
        let conditions: Vec<String> = service.levels.iter().map(service_level::Level::name).collect();
        if let Some(condition) = &self.condition
            && !conditions.contains(condition.get_ref())
        {
            let expected = conditions.join("\", \"");
            let message = format!("`{id}` has no such condition, expected one of \"{expected}\"");
            return at(condition.span(), message);
        }
        let possible = (0.0..=100.0).contains(&percent);
        if possible {
            None
        } else {
            at(self.percent.span(), "expected a percentage from 0 to 100".to_owned())
        }
    }
}

/// What an editor shows beside the text. All of it is shown where nothing is said.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Editor {
    /// Whether values are explained behind them: the downtime that a percentage allows.
    pub inlay_hints: Option<bool>,
    /// Whether headings say how many of their prompts are open.
    pub code_lenses: Option<bool>,
}

impl Editor {
    /// These settings, and `base` for what they do not say.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        Self {
            inlay_hints: self.inlay_hints.or(base.inlay_hints),
            code_lenses: self.code_lenses.or(base.code_lenses),
        }
    }

    /// Whether values are explained behind them.
    pub fn shows_inlay_hints(self) -> bool {
        self.inlay_hints.unwrap_or(true)
    }

    /// Whether headings say how many of their prompts are open.
    pub fn shows_code_lenses(self) -> bool {
        self.code_lenses.unwrap_or(true)
    }
}

/// Files that are requirement documents.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentSet {
    /// Globs of the files, relative to this file: `docs/**/*.md`.
    #[schemars(with = "Vec<String>")]
    pub files: Vec<Spanned<String>>,
    /// The name of a built-in template, or the path of a template file relative to this file.
    #[serde(default = "default_template")]
    #[schemars(with = "String")]
    pub template: Spanned<String>,
    /// Folders of the Terraform that deploys what these documents describe, relative to this file.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub terraform: Vec<Spanned<String>>,
}

fn default_template() -> Spanned<String> {
    Spanned::new(0..0, "infrastructure".to_owned())
}

/// How much a finding of a rule weighs.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Something is wrong.
    Error,
    /// Something is probably wrong.
    Warning,
    /// Worth knowing.
    Information,
    /// A small improvement.
    Hint,
    /// Not reported.
    Off,
}

/// What is wrong in a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Where.
    pub span: Span,
    /// What was found and what was expected.
    pub message: String,
}

impl Config {
    /// Reads a configuration; `known_rules` are the rules that there are.
    ///
    /// # Errors
    /// Everything that is wrong with it, as far as it can be told at once.
    pub fn parse(text: &str, known_rules: &[&str]) -> Result<Self, Vec<ConfigError>> {
        let config: Self = toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            vec![ConfigError { span: span.into(), message: error.message().to_owned() }]
        })?;
        let mut errors = unknown_rules(text, known_rules);
        let sets = config.documents.iter().flat_map(|set| &set.files);
        for glob in config.exclude.iter().chain(sets) {
            if let Err(error) = glob_of(glob.get_ref()) {
                errors.push(ConfigError { span: glob.span().into(), message: error.to_string() });
            }
        }
        errors.extend(config.service_levels.iter().filter_map(ServiceLevel::error));
        if errors.is_empty() { Ok(config) } else { Err(errors) }
    }
}

/// The globs of a configuration: `*` stays within a folder, `**` does not.
pub(super) fn glob_of(glob: &str) -> Result<globset::Glob, globset::Error> {
    globset::GlobBuilder::new(glob.trim_start_matches("./")).literal_separator(true).build()
}

fn unknown_rules(text: &str, known_rules: &[&str]) -> Vec<ConfigError> {
    let Ok(document) = toml::de::DeTable::parse(text) else { return Vec::new() };
    let rules = document.get_ref().get("rules").and_then(|rules| rules.get_ref().as_table());
    let names = rules.into_iter().flat_map(|rules| rules.keys());
    let unknown = names.filter(|name| !known_rules.contains(&name.get_ref().as_ref()));
    unknown
        .map(|name| ConfigError {
            span: name.span().into(),
            message: format!(
                "there is no rule `{}`{}",
                name.get_ref(),
                did_you_mean(name.get_ref(), known_rules)
            ),
        })
        .collect()
}

/// ", did you mean …?" where one of the known names is near.
pub fn did_you_mean(name: &str, known: &[&str]) -> String {
    nearest(name, known).map(|near| format!(", did you mean `{near}`?")).unwrap_or_default()
}

/// The known name that is nearest, if one is near.
pub fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let scored = known.iter().map(|&known| (strsim::normalized_damerau_levenshtein(name, known), known));
    scored.filter(|(score, _)| *score >= 0.6).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &[&str] = &["missing-section", "dead-link"];

    fn errors(text: &str) -> Vec<(String, String)> {
        let errors = Config::parse(text, RULES).unwrap_err();
        errors.into_iter().map(|error| (error.span.of(text).to_owned(), error.message)).collect()
    }

    #[test]
    fn a_full_configuration_is_read() {
        let text = "exclude = [\"vendor/**\"]\n[rules]\nmissing-section = \"error\"\n\n[[documents]]\nfiles = [\"docs/*.md\"]\nterraform = [\"infra\"]\n";
        let config = Config::parse(text, RULES).unwrap();
        assert_eq!(config.rules.get("missing-section"), Some(&Level::Error));
        assert_eq!(config.documents[0].template.get_ref(), "infrastructure");
        assert!(Config::parse("", RULES).unwrap().documents.is_empty());
    }

    #[test]
    fn commitments_can_be_said_anew() {
        let levels = |text: &str| {
            let config = Config::parse(text, RULES).unwrap();
            let mut services = KNOWN.clone();
            config.service_levels.iter().for_each(|level| level.apply(&mut services));
            let rds = services.into_iter().find(|service| service.id == "rds").unwrap();
            rds.levels.into_iter().map(|level| level.percent).collect::<Vec<_>>()
        };
        assert_eq!(levels(""), [Some(99.95), Some(99.5)]);
        let one =
            "[[service-levels]]\nservice = \"rds\"\ncondition = \"Single DB instance\"\npercent = 99.9\n";
        assert_eq!(levels(one), [Some(99.95), Some(99.9)]);
        assert_eq!(levels("[[service-levels]]\nservice = \"rds\"\npercent = 0\n"), [None, None]);
    }

    #[test]
    fn commitments_of_nothing_are_refused() {
        let error = |service: &str, rest: &str| {
            let errors = errors(&format!("[[service-levels]]\nservice = \"{service}\"\n{rest}\n"));
            errors.into_iter().next().unwrap()
        };
        let (found, message) = error("aurorra", "percent = 99");
        assert_eq!(found, "\"aurorra\"");
        assert_eq!(message, "there is no service `aurorra`, did you mean `aurora`?");
        let (found, message) = error("rds", "condition = \"Single\"\npercent = 99");
        assert_eq!(found, "\"Single\"");
        assert!(message.ends_with("\", \"Single DB instance\""), "{message}");
        let (found, message) = error("rds", "percent = 101");
        assert_eq!((found.as_str(), message.as_str()), ("101", "expected a percentage from 0 to 100"));
        assert!(error("rds", "percents = 99").1.contains("percents"));
    }

    #[test]
    fn what_is_wrong_is_named_where_it_stands() {
        assert_eq!(
            errors("[rules]\nmising-section = \"off\"\n"),
            [(
                "mising-section".to_owned(),
                "there is no rule `mising-section`, did you mean `missing-section`?".to_owned()
            )]
        );
        let (found, message) = &errors("[rules]\ndead-link = \"fatal\"\n")[0];
        assert_eq!(found, "\"fatal\"");
        assert!(
            message.contains("expected one of `error`, `warning`, `information`, `hint`, `off`"),
            "{message}"
        );
        assert!(errors("[documents]\nfiles = [\"a\"]\n")[0].1.contains("expected"));
        assert_eq!(errors("exclud = []\n")[0].0, "exclud");
        assert_eq!(errors("exclude = [\"a[\"]\n")[0].0, "\"a[\"");
        assert!(!errors("= 1\n").is_empty());
    }
}
