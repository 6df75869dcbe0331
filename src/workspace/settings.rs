//! A configuration file made ready for use: globs compiled, templates read.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobSet, GlobSetBuilder};

use super::config::{Config, ConfigError, DocumentSet, Level, glob_of};
use super::disk::read_text;
use crate::schema::{Template, TemplateIndex, Vocabulary};
use crate::text::Span;

/// What holds for the files below one folder.
#[derive(Debug)]
pub struct Settings {
    /// The folder of the configuration file, to which its paths are relative.
    pub folder: PathBuf,
    /// The templates that documents here may follow.
    pub vocabulary: Arc<Vocabulary>,
    /// What is wrong with the configuration file: its path, its text and the errors.
    /// Where anything is wrong, none of the file is in force.
    pub fault: Option<Fault>,
    config: Config,
    exclude: GlobSet,
    documents: Vec<(GlobSet, TemplateIndex)>,
}

/// A configuration file that cannot be used.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The file; a template that the configuration names has its own.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What is wrong with it.
    pub errors: Vec<ConfigError>,
}

impl Settings {
    /// What holds where there is no configuration file.
    pub fn without_file(folder: &Path, vocabulary: Arc<Vocabulary>) -> Self {
        Self {
            folder: folder.to_owned(),
            vocabulary,
            fault: None,
            config: Config::default(),
            exclude: GlobSet::empty(),
            documents: Vec::new(),
        }
    }

    /// Reads the text of a configuration file and the templates that it names.
    /// Where something is wrong, `fallback` stays in force: the last good settings, or those of no file.
    pub fn read(path: &Path, text: &str, known_rules: &[&str], fallback: &Self) -> Self {
        let folder = path.parent().unwrap_or(path);
        let fault = |path: &Path, text: &str, errors| {
            Some(Fault { path: path.to_owned(), text: text.to_owned(), errors })
        };
        let read = Config::parse(text, known_rules)
            .map_err(|errors| fault(path, text, errors))
            .and_then(|config| Self::compile(folder, path, text, config));
        read.unwrap_or_else(|fault| Self { fault, ..fallback.at(folder) })
    }

    /// What holds where a configuration file cannot be read: `fallback`, and a fault that says why.
    pub fn unreadable(path: &Path, error: &io::Error, fallback: &Self) -> Self {
        let error = ConfigError { span: Span::empty(0), message: format!("cannot be read: {error}") };
        let fault = Fault { path: path.to_owned(), text: String::new(), errors: vec![error] };
        Self { fault: Some(fault), ..fallback.at(path.parent().unwrap_or(path)) }
    }

    /// The same settings for another folder.
    fn at(&self, folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            vocabulary: Arc::clone(&self.vocabulary),
            fault: None,
            config: self.config.clone(),
            exclude: self.exclude.clone(),
            documents: self.documents.clone(),
        }
    }

    fn compile(folder: &Path, path: &Path, text: &str, config: Config) -> Result<Self, Option<Fault>> {
        let mut templates: Vec<Template> = Vec::new();
        let mut names = Vec::new();
        for set in &config.documents {
            let name = load_template(folder, set, &mut templates).map_err(|error| match error {
                TemplateFault::InConfig(error) => {
                    Fault { path: path.to_owned(), text: text.to_owned(), errors: vec![error] }
                }
                TemplateFault::InFile(fault) => fault,
            });
            names.push(name.map_err(Some)?);
        }
        let vocabulary = Arc::new(Vocabulary::new(templates));
        let mut documents = Vec::new();
        for (set, name) in config.documents.iter().zip(names) {
            let Some(template) = vocabulary.named(&name) else { continue };
            documents.push((globs(set.files.iter().map(toml::Spanned::get_ref)), template));
        }
        let exclude = globs(config.exclude.iter().map(toml::Spanned::get_ref));
        Ok(Self { folder: folder.to_owned(), vocabulary, fault: None, config, exclude, documents })
    }

    /// The severity that the configuration gives a rule.
    pub fn level(&self, rule: &str) -> Option<Level> {
        self.config.rules.get(rule).copied()
    }

    /// Whether the configuration leaves the file, or a folder it is in, out.
    pub fn excludes(&self, path: &Path) -> bool {
        let Ok(relative) = path.strip_prefix(&self.folder) else { return false };
        relative.ancestors().any(|part| !part.as_os_str().is_empty() && self.exclude.is_match(part))
    }

    /// The template and the Terraform folders that the configuration gives a document.
    pub fn document(&self, path: &Path) -> Option<(TemplateIndex, Vec<PathBuf>)> {
        let relative = path.strip_prefix(&self.folder).ok()?;
        let position = self.documents.iter().position(|(globs, _)| globs.is_match(relative))?;
        let (_, template) = self.documents.get(position)?;
        let set = self.config.documents.get(position)?;
        Some((*template, set.terraform.iter().map(|folder| self.folder.join(folder.get_ref())).collect()))
    }
}

enum TemplateFault {
    InConfig(ConfigError),
    InFile(Fault),
}

/// The name of the template of a document set; reads its file where it has one.
fn load_template(
    folder: &Path,
    set: &DocumentSet,
    templates: &mut Vec<Template>,
) -> Result<String, TemplateFault> {
    let given = set.template.get_ref();
    let in_config =
        |message: String| TemplateFault::InConfig(ConfigError { span: set.template.span().into(), message });
    if Path::new(given).extension().is_none_or(|extension| extension != "json") {
        let built_in = Vocabulary::new([]);
        let names: Vec<&str> = built_in.templates().iter().map(|template| template.name.as_str()).collect();
        return if names.contains(&given.as_str()) {
            Ok(given.clone())
        } else {
            let known = names.join("`, `");
            Err(in_config(format!(
                "there is no template `{given}`, expected `{known}` or the path of a .json file"
            )))
        };
    }
    let path = folder.join(given);
    let text =
        read_text(&path).map_err(|error| in_config(format!("cannot read the template {given}: {error}")))?;
    let template = Template::parse(&text).map_err(|error| {
        let span = error.span(&text);
        TemplateFault::InFile(Fault {
            path,
            text: text.clone(),
            errors: vec![ConfigError { span, message: error.message }],
        })
    })?;
    let name = template.name.to_string();
    if !templates.iter().any(|known| known.name == template.name) {
        templates.push(template);
    }
    Ok(name)
}

fn globs<'g>(globs: impl Iterator<Item = &'g String>) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in globs.filter_map(|glob| glob_of(glob).ok()) {
        set.add(glob);
    }
    set.build().unwrap_or_default()
}
