//! A folder of documents and Terraform at one moment.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ropey::Rope;
use rustc_hash::FxHashMap;

use super::binding::{Binding, declared, normal, with_local_modules};
use super::disk::{self, Disk, Kind, OpenFiles, is_markdown};
use super::late_names::LateNames;
use super::named_code::NamedCode;
use super::settings::Settings;
use crate::model::Document;
use crate::model::terraform::{Module, TerraformFile};
use crate::schema::{TemplateIndex, Vocabulary};

/// A folder of documents and Terraform at one moment.
///
/// A clone shares what was read; files that are open in an editor stand before the disk.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
    /// The folders below which files are read.
    bounds: Arc<[PathBuf]>,
    rules: Arc<[&'static str]>,
    defaults: Arc<Settings>,
    /// Those that an editor has open, by their folders.
    open_terraform: FxHashMap<PathBuf, Arc<OpenFiles>>,
    open_documents: FxHashMap<PathBuf, Arc<Document>>,
    disk: Arc<Disk>,
    /// The last settings of each folder that had nothing wrong: they stay in force where newer ones have.
    good: Arc<FxHashMap<PathBuf, Arc<Settings>>>,
    /// The names in code, where nobody waits for them.
    late_names: Option<Arc<LateNames>>,
}

/// A document that follows a template, with all that it is judged by.
#[derive(Clone, Debug)]
pub struct Requirements {
    /// Where it is.
    pub path: PathBuf,
    /// What it says.
    pub document: Arc<Document>,
    /// The template it follows.
    pub template: TemplateIndex,
    /// The configuration that holds for it.
    pub settings: Arc<Settings>,
    /// The Terraform that belongs to it.
    pub binding: Option<Arc<Binding>>,
}

impl Requirements {
    /// The same for what edits made of the document, where they changed nothing but words and nothing else changed:
    /// which template it follows and what it is bound to is told by more than words.
    pub fn after_words(&self, document: &Arc<Document>) -> Option<Self> {
        let mut changes = document.changes_since(self.document.revision())?;
        changes
            .all(|change| change.only_words)
            .then(|| Self { document: Arc::clone(document), ..self.clone() })
    }
}

impl Workspace {
    /// The workspace below `root`; `rules` are the names that a configuration may use.
    pub fn new(root: &Path, rules: &[&'static str]) -> Self {
        let vocabulary = Arc::clone(Vocabulary::built_in());
        Self {
            root: root.to_owned(),
            bounds: [root.to_owned()].into(),
            rules: rules.into(),
            defaults: Arc::new(Settings::without_file(root, vocabulary)),
            open_terraform: FxHashMap::default(),
            open_documents: FxHashMap::default(),
            disk: Arc::new(Disk::within(&[root.to_owned()])),
            good: Arc::default(),
            late_names: None,
        }
    }

    /// The same workspace, in which nobody waits until the names in the code of many files have been read: who judges
    /// by [`Workspace::named_code`] asks [`Workspace::names_to_read`] afterwards, and judges again when that is done.
    #[must_use]
    pub fn reading_names_later(self) -> Self {
        Self { late_names: Some(Arc::default()), ..self }
    }

    /// The same workspace, for which files in these folders are read too: another folder that the client has open, the
    /// folder that a command runs in.
    #[must_use]
    pub fn reaching(self, folders: &[PathBuf]) -> Self {
        let bounds: Arc<[PathBuf]> = self.bounds.iter().chain(folders).cloned().collect();
        let disk = Arc::new(Disk::within(&bounds));
        Self { bounds, disk, ..self }
    }

    /// The same workspace with everything on disk to be read anew.
    /// Where a configuration file is broken now, the last good configuration stays in force.
    #[must_use]
    pub fn refreshed(&self) -> Self {
        let mut good = (*self.good).clone();
        for settings in self.disk.known_settings() {
            if settings.fault.is_none() {
                good.insert(settings.folder.clone(), settings);
            }
        }
        Self { good: Arc::new(good), disk: Arc::new(Disk::within(&self.bounds)), ..self.clone() }
    }

    /// The same workspace with an editor's settings: the text of a configuration file that is no file.
    /// Configuration files stand before it.
    ///
    /// # Errors
    /// What is wrong with the settings, in words.
    pub fn with_editor_settings(&self, text: &str) -> Result<Self, String> {
        let none = Self::new(&self.root, &self.rules);
        let place = self.root.join("settings of the editor");
        // These are the user's own and may name a template anywhere.
        let defaults =
            Settings::read(&place, text, &self.rules, &none.defaults, &none.defaults, disk::read_text);
        match defaults.fault {
            Some(fault) => {
                Err(fault.errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join("; "))
            }
            None => Ok(Self {
                defaults: Arc::new(defaults),
                good: Arc::default(),
                disk: Arc::new(Disk::within(&self.bounds)),
                ..self.clone()
            }),
        }
    }

    /// The folder that it reaches up to.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What was read from the file system.
    pub fn disk(&self) -> &Arc<Disk> {
        &self.disk
    }

    /// The same workspace with a Terraform file as an editor has it.
    #[must_use]
    pub fn with_terraform(mut self, path: &Path, file: Arc<TerraformFile>) -> Self {
        let folder = path.parent().unwrap_or(path).to_owned();
        let of_folder = self.open_terraform.entry(folder).or_default();
        Arc::make_mut(of_folder).insert(path.to_owned(), file);
        self
    }

    /// The same workspace with a Markdown file as an editor has it, for the links that lead into it.
    #[must_use]
    pub fn with_document(mut self, path: &Path, document: Arc<Document>) -> Self {
        self.open_documents.insert(path.to_owned(), document);
        self
    }

    /// How many files an editor has, and the newest stamp among them: as long as both are the same, the files are the
    /// same for who links to them.
    pub fn open_outlines(&self) -> (usize, u64) {
        let newest = self.open_documents.values().map(|document| document.outline_stamp()).max();
        (self.open_documents.len(), newest.unwrap_or_default())
    }

    /// The settings that hold for a file: those of the nearest configuration file above it.
    pub fn settings(&self, path: &Path) -> Arc<Settings> {
        let folders = path.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.root));
        let read = |path: &Path, text: io::Result<String>| {
            let fallback = path.parent().and_then(|folder| self.good.get(folder)).unwrap_or(&self.defaults);
            match text {
                Ok(text) => {
                    let template = |path: &Path| self.disk.read(path);
                    Settings::read(path, &text, &self.rules, &self.defaults, fallback, template)
                }
                Err(error) => Settings::unreadable(path, &error, fallback),
            }
        };
        let mut found = folders.filter_map(|folder| self.disk.settings(folder, read));
        found.next().unwrap_or_else(|| Arc::clone(&self.defaults))
    }

    /// Reads a document's text with the names that hold for its place.
    pub fn document(&self, path: &Path, text: &str) -> Document {
        Document::new(text, Arc::clone(&self.settings(path).vocabulary))
    }

    /// The same for a text that is a rope already.
    pub fn document_of_rope(&self, path: &Path, text: Rope) -> Document {
        Document::of_rope(text, Arc::clone(&self.settings(path).vocabulary))
    }

    /// The same for a text that nobody edits.
    pub fn document_at_rest(&self, path: &Path, text: &str) -> Document {
        Document::at_rest(text, Arc::clone(&self.settings(path).vocabulary))
    }

    /// The same for its headings alone.
    pub fn headings(&self, path: &Path, text: &str) -> Document {
        Document::headings(text, Arc::clone(&self.settings(path).vocabulary))
    }

    /// What a document is judged by; nothing where it follows no template.
    pub fn requirements(&self, path: &Path, document: Arc<Document>) -> Option<Requirements> {
        let mut requirements = self.unbound(path, document)?;
        let configured = requirements.settings.document(path).map(|(_, folders)| folders).unwrap_or_default();
        requirements.binding = self.binding(path, &requirements.document, &configured).map(Arc::new);
        Some(requirements)
    }

    /// What a document is judged by without any Terraform; nothing where it follows no template.
    pub fn unbound(&self, path: &Path, document: Arc<Document>) -> Option<Requirements> {
        let settings = self.settings(path);
        if settings.excludes(path) {
            return None;
        }
        let file_name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let template = match settings.document(path) {
            Some((template, _)) => template,
            None => document.recognise(file_name)?,
        };
        Some(Requirements { path: path.to_owned(), document, template, settings, binding: None })
    }

    /// The same, and also for a document that has the name of one and nothing yet that shows what it is.
    pub fn likely_requirements(&self, path: &Path, document: Arc<Document>) -> Option<Requirements> {
        self.requirements(path, Arc::clone(&document)).or_else(|| {
            let settings = self.settings(path);
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let mut templates = document.vocabulary().templates().iter();
            let template = templates.position(|template| template.is_file_name(name))?;
            // Requirements of another trade have headings of their own; one may be half typed.
            if settings.excludes(path) || document.foreign_headings(template) > 1 {
                return None;
            }
            let binding = self.binding(path, &document, &[]).map(Arc::new);
            Some(Requirements { path: path.to_owned(), document, template, settings, binding })
        })
    }

    /// The Terraform of a document: as it says, as the configuration says, in its folder, in the nearest folder
    /// above that has any. Nothing where it says that any of it is out of reach: who knows a part knows nothing of
    /// what is missing.
    fn binding(&self, path: &Path, document: &Document, configured: &[PathBuf]) -> Option<Binding> {
        let declared = declared(document, path);
        let says = if declared.folders.is_empty() { configured } else { &declared.folders };
        if says.iter().any(|folder| self.disk.is_out_of_reach(folder)) {
            return None;
        }
        if !says.is_empty() {
            let modules = with_local_modules(says, |folder| self.module(folder));
            return Some(Binding { declared: true, modules, resources: declared.resources });
        }
        let mut folders = path.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.root));
        let folder = folders.find(|folder| self.module(folder).is_some())?.to_owned();
        let modules = with_local_modules(&[folder], |folder| self.module(folder));
        let declared_resources = !declared.resources.is_empty();
        Some(Binding { declared: declared_resources, modules, resources: declared.resources })
    }

    /// The Terraform files of a folder as one module; nothing where there are none.
    pub fn module(&self, folder: &Path) -> Option<Arc<Module>> {
        let folder = normal(folder);
        // Values may be given by files one folder below.
        let is_near = |other: &Path| *other == *folder || other.parent() == Some(&folder);
        let open: Vec<_> = self.open_terraform.iter().filter(|(other, _)| is_near(other)).collect();
        let open: OpenFiles = open.into_iter().flat_map(|(_, files)| OpenFiles::clone(files)).collect();
        self.disk.module(&folder, open)
    }

    /// The tests and policies below the root, by their names, as they are on disk, or as far as they have been read.
    pub fn named_code(&self) -> Arc<NamedCode> {
        match &self.late_names {
            Some(names) => names.get(&self.disk, &self.root),
            None => self.disk.named_code(&self.root),
        }
    }

    /// What [`Workspace::named_code`] would say now; nothing where that is as the disk is.
    pub(crate) fn names_so_far(&self) -> Option<Arc<NamedCode>> {
        self.late_names.as_ref().map(|names| names.last(&self.disk, &self.root))
    }

    /// What reads the names that somebody has asked for and that were not read; nothing where nobody has.
    pub fn names_to_read(&self) -> Option<impl FnOnce() + Send + 'static> {
        let names = self.late_names.clone().filter(|names| names.begin())?;
        let (disk, root) = (Arc::clone(&self.disk), self.root.clone());
        Some(move || names.read(&disk, &root))
    }

    /// What stands at a path.
    pub fn kind(&self, path: &Path) -> Option<Kind> {
        self.disk.kind(&normal(path))
    }

    /// Another Markdown document that a link leads to.
    pub fn linked_document(&self, path: &Path) -> Option<Arc<Document>> {
        let path = normal(path);
        if let Some(open) = self.open_documents.get(&path) {
            return Some(Arc::clone(open));
        }
        is_markdown(&path).then(|| self.disk.document(&path, &self.settings(&path).vocabulary)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Level;

    #[cfg(unix)]
    #[test]
    fn what_lies_outside_is_there_and_is_not_read() {
        let around = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = around.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, text).unwrap();
            path
        };
        let outside = write("other/main.tf", "locals {}\n");
        let title = write("other/title.md", "# Title\n");
        let root = write("root/inside.md", "# Title\n").parent().unwrap().to_owned();
        std::os::unix::fs::symlink("../other", root.join("linked")).unwrap();
        std::os::unix::fs::symlink("inside.md", root.join("again.md")).unwrap();
        let workspace = Workspace::new(&root, &[]);
        let folders = [around.path().join("other"), root.join("../other"), root.join("linked")];
        for folder in &folders {
            assert_eq!(workspace.kind(&folder.join("title.md")), Some(Kind::File));
            assert!(workspace.linked_document(&folder.join("title.md")).is_none());
            assert!(workspace.module(folder).is_none());
            assert!(workspace.disk().read(&folder.join("main.tf")).is_err());
        }
        assert!(workspace.linked_document(&root.join("again.md")).is_some());
        let binding = |workspace: &Workspace| {
            let (path, text) =
                (root.join("a.md"), "---\ntemplate: infrastructure\nterraform: [., ../other]\n---\n");
            workspace.requirements(&path, Arc::new(workspace.document(&path, text))).unwrap().binding
        };
        assert!(binding(&workspace).is_none());
        // What an editor has open, and what is said to be in reach, is no secret.
        let open = workspace.clone().with_terraform(&outside, Arc::new(TerraformFile::read("locals {}\n")));
        assert!(open.module(&folders[0]).is_some());
        let workspace = workspace.reaching(&[around.path().join("other")]);
        assert!(workspace.module(&folders[2]).is_some() && workspace.linked_document(&title).is_some());
        assert_eq!(binding(&workspace).unwrap().modules.len(), 1);
    }

    #[test]
    fn the_last_good_configuration_stays_in_force() {
        let root = tempfile::tempdir().unwrap();
        let (config, document) = (root.path().join("tiebeam.toml"), root.path().join("a.md"));
        let rules = ["dead-link"];
        let level = |workspace: &Workspace| workspace.settings(&document).level("dead-link");

        std::fs::write(&config, "[rules]\ndead-link = \"off\"\n").unwrap();
        let workspace = Workspace::new(root.path(), &rules);
        assert_eq!(level(&workspace), Some(Level::Off));

        std::fs::write(&config, "[rules]\ndead-link = \"of\n").unwrap();
        let workspace = workspace.refreshed();
        assert_eq!(level(&workspace), Some(Level::Off));
        assert!(workspace.settings(&document).fault.is_some());

        let workspace = workspace.refreshed();
        assert_eq!(level(&workspace), Some(Level::Off), "broken twice");

        std::fs::write(&config, "[rules]\ndead-link = \"error\"\n").unwrap();
        let workspace = workspace.refreshed();
        assert_eq!(level(&workspace), Some(Level::Error));
        assert!(workspace.settings(&document).fault.is_none());

        std::fs::remove_file(&config).unwrap();
        assert_eq!(level(&workspace.refreshed()), None);
    }
}
