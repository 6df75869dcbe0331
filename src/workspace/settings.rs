//! A configuration file made ready for use: globs compiled, templates read.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobSet, GlobSetBuilder};

use super::config::{Config, ConfigError, DocumentSet, Editor, Level, glob_of};
use crate::schema::service_level::{self, Service};
use crate::schema::{Template, TemplateIndex, Vocabulary};
use crate::text::Span;

/// What holds for the files below one folder.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder of the configuration file, to which its paths are relative.
    pub folder: PathBuf,
    /// The templates that documents here may follow.
    pub vocabulary: Arc<Vocabulary>,
    /// What is wrong with the configuration file: its path, its text and the errors.
    /// Where anything is wrong, none of the file is in force.
    pub fault: Option<Fault>,
    /// What an editor shows beside the text.
    pub editor: Editor,
    levels: BTreeMap<String, Level>,
    exclude: Vec<Below>,
    documents: Vec<Documents>,
    /// What providers commit to, where the configuration says it anew.
    services: Option<Arc<[Service]>>,
}

/// A configuration file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file; a template that the configuration names has its own.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What is wrong with it.
    pub errors: Vec<ConfigError>,
}

/// Globs of files below a folder.
#[derive(Clone, Debug)]
struct Below {
    folder: PathBuf,
    globs: GlobSet,
}

/// Files that follow a template.
#[derive(Clone, Debug)]
struct Documents {
    files: Below,
    template: TemplateIndex,
    terraform: Vec<PathBuf>,
}

impl Settings {
    /// What holds where there is no configuration file.
    pub fn without_file(folder: &Path, vocabulary: Arc<Vocabulary>) -> Self {
        Self {
            folder: folder.to_owned(),
            vocabulary,
            fault: None,
            editor: Editor::default(),
            levels: BTreeMap::new(),
            exclude: Vec::new(),
            documents: Vec::new(),
            services: None,
        }
    }

    /// Reads the text of a configuration file and the templates that it names.
    ///
    /// What the file does not say is as in `base`: the editor's settings, or none. Where something is wrong,
    /// `fallback` stays in force: the last good settings, or `base`. `template` reads the file of a template.
    pub fn read(
        path: &Path,
        text: &str,
        known_rules: &[&str],
        base: &Self,
        fallback: &Self,
        template: impl Fn(&Path) -> io::Result<String>,
    ) -> Self {
        let folder = path.parent().unwrap_or(path);
        let fault = |path: &Path, text: &str, errors| {
            Some(Fault { path: path.to_owned(), text: text.to_owned(), errors })
        };
        let read = Config::parse(text, known_rules)
            .map_err(|errors| fault(path, text, errors))
            .and_then(|config| Self::compile(path, text, config, base, fallback, template));
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
        Self { folder: folder.to_owned(), fault: None, ..self.clone() }
    }

    fn compile(
        path: &Path,
        text: &str,
        config: Config,
        base: &Self,
        known: &Self,
        template: impl Fn(&Path) -> io::Result<String>,
    ) -> Result<Self, Option<Fault>> {
        let folder = path.parent().unwrap_or(path);
        let mut templates: Vec<Template> = Vec::new();
        let mut names = Vec::new();
        for set in &config.documents {
            let name = load_template(folder, set, &mut templates, &template).map_err(|error| match error {
                TemplateFault::InConfig(error) => {
                    Fault { path: path.to_owned(), text: text.to_owned(), errors: vec![error] }
                }
                TemplateFault::InFile(fault) => fault,
            });
            names.push(name.map_err(Some)?);
        }
        for template in base.vocabulary.templates() {
            if !templates.iter().any(|own| own.name == template.name) {
                templates.push(Template::clone(template));
            }
        }
        // Documents are read again where the vocabulary is another one.
        let same = known.vocabulary.templates().iter().map(AsRef::as_ref).eq(&templates);
        let vocabulary =
            if same { Arc::clone(&known.vocabulary) } else { Arc::new(Vocabulary::of(templates)) };
        let below = |globs: &[toml::Spanned<String>]| Below::new(folder, globs);
        let mut documents = Vec::new();
        for (set, name) in config.documents.iter().zip(names) {
            let Some(template) = vocabulary.named(&name) else { continue };
            let terraform = set.terraform.iter().map(|place| folder.join(place.get_ref())).collect();
            documents.push(Documents { files: below(&set.files), template, terraform });
        }
        for set in &base.documents {
            let name = base.vocabulary.template(set.template).map(|template| template.name.as_str());
            let Some(template) = name.and_then(|name| vocabulary.named(name)) else { continue };
            documents.push(Documents { template, ..set.clone() });
        }
        let exclude = std::iter::once(below(&config.exclude)).chain(base.exclude.iter().cloned()).collect();
        let mut levels = base.levels.clone();
        levels.extend(config.rules);
        let editor = config.editor.over(base.editor);
        let mut services = base.services.clone();
        if !config.service_levels.is_empty() {
            let mut own = base.services().to_vec();
            config.service_levels.iter().for_each(|level| level.apply(&mut own));
            services = Some(own.into());
        }
        let folder = folder.to_owned();
        Ok(Self { folder, vocabulary, fault: None, editor, levels, exclude, documents, services })
    }

    /// The severity that the configuration gives a rule.
    pub fn level(&self, rule: &str) -> Option<Level> {
        self.levels.get(rule).copied()
    }

    /// What providers commit to.
    pub fn services(&self) -> &[Service] {
        self.services.as_deref().unwrap_or(&service_level::KNOWN)
    }

    /// Whether the configuration leaves the file, or a folder it is in, out.
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclude.iter().any(|exclude| exclude.matches_any_part(path))
    }

    /// The template and the Terraform folders that the configuration gives a document.
    pub fn document(&self, path: &Path) -> Option<(TemplateIndex, Vec<PathBuf>)> {
        let set = self.documents.iter().find(|set| set.files.matches(path))?;
        Some((set.template, set.terraform.clone()))
    }
}

impl Below {
    fn new(folder: &Path, globs: &[toml::Spanned<String>]) -> Self {
        let mut set = GlobSetBuilder::new();
        for glob in globs.iter().filter_map(|glob| glob_of(glob.get_ref()).ok()) {
            set.add(glob);
        }
        Self { folder: folder.to_owned(), globs: set.build().unwrap_or_default() }
    }

    fn matches(&self, path: &Path) -> bool {
        path.strip_prefix(&self.folder).is_ok_and(|relative| self.globs.is_match(relative))
    }

    /// Whether the path or a folder it is in matches.
    fn matches_any_part(&self, path: &Path) -> bool {
        let Ok(relative) = path.strip_prefix(&self.folder) else { return false };
        relative.ancestors().any(|part| !part.as_os_str().is_empty() && self.globs.is_match(part))
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
    read: impl Fn(&Path) -> io::Result<String>,
) -> Result<String, TemplateFault> {
    let given = set.template.get_ref();
    let in_config =
        |message: String| TemplateFault::InConfig(ConfigError { span: set.template.span().into(), message });
    if Path::new(given).extension().is_none_or(|extension| extension != "json") {
        let names: Vec<&str> =
            Vocabulary::built_in().templates().iter().map(|template| template.name.as_str()).collect();
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
        read(&path).map_err(|error| in_config(format!("cannot read the template {given}: {error}")))?;
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
