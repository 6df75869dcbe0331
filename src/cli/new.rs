//! `tiebeam new`.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::New;
use super::console::Console;
use super::failure::Failure;
use super::input::Input;
use super::words::shown;
use super::{snippet, write};
use crate::ide::new_document::{new_document, title};
use crate::schema::{Template, Vocabulary};
use crate::workspace::config::{FILE_NAME, did_you_mean};
use crate::workspace::{Workspace, disk, normal};

/// The template that is taken where none is named.
const DEFAULT: &str = "infrastructure";
/// The name of a document where only its folder is given.
const FILE: &str = "requirements.md";

/// Prints or writes a new document.
pub fn run(console: &mut Console, folder: &Path, options: &New) -> Result<u8, Failure> {
    let (name, path) = arguments(folder, options)?;
    let place = path.clone().unwrap_or_else(|| folder.join(FILE));
    let workspace = Input::workspace_of(folder, &place);
    if let Some(fault) = &workspace.settings(&place).fault {
        return Err(Input::broken_configuration(fault, folder, console.source_width()));
    }
    let template = template(&workspace, folder, &place, &name, console.source_width())?;
    let title = options.title.clone().unwrap_or_else(|| title(&place, &template.title));
    let today = jiff::Zoned::now().date().to_string();
    let text = new_document(&workspace, &place, &template, title.trim(), &today);
    let Some(path) = path else {
        console.print_exactly(&text)?;
        return Ok(0);
    };
    let shown = shown(&path, folder);
    write::create(&path, &text).map_err(|error| {
        Failure::new(match error.kind() {
            io::ErrorKind::AlreadyExists => format!("{shown} exists already and is not overwritten"),
            _ => format!("cannot write {shown}: {error}"),
        })
    })?;
    console.print(&format!("Wrote {shown}\n"))?;
    if !is_recognised(&workspace, &path, &text, &template) {
        console.remark(&format!(
            "It will be checked against the template `{}` when {FILE_NAME} lists it under [[documents]]",
            template.name
        ));
    }
    Ok(0)
}

/// The template's name and the absolute path; a first argument that can only be a path is one.
fn arguments(folder: &Path, options: &New) -> Result<(String, Option<PathBuf>), Failure> {
    let is_path = |text: &str| disk::is_markdown(Path::new(text)) || text.ends_with(['/', '\\']);
    let (name, path) = match (&options.template, &options.path) {
        (Some(first), None) if is_path(first) || (first != DEFAULT && folder.join(first).is_dir()) => {
            (DEFAULT.to_owned(), Some(PathBuf::from(first)))
        }
        (Some(first), Some(_)) if is_path(first) => {
            return Err(Failure::new(format!("{first} is a path; name the template before it")));
        }
        (name, path) => (name.clone().unwrap_or_else(|| DEFAULT.to_owned()), path.clone()),
    };
    let path = path.map(|path| {
        let is_folder = path.as_os_str().to_string_lossy().ends_with(['/', '\\']);
        let path = normal(&folder.join(path));
        if is_folder || path.is_dir() { path.join(FILE) } else { path }
    });
    Ok((name, path))
}

/// The template of this name at this place, or in this file.
fn template(
    workspace: &Workspace,
    folder: &Path,
    place: &Path,
    name: &str,
    width: usize,
) -> Result<Arc<Template>, Failure> {
    if Path::new(name).extension().is_some_and(|extension| extension == "json") {
        let path = folder.join(name);
        let text = disk::read_text(&path)
            .map_err(|error| Failure::new(format!("cannot read the template {name}: {error}")))?;
        return Template::parse(&text).map(Arc::new).map_err(|error| {
            let name = shown(&path, folder);
            Failure::Rendered(snippet::fault(&name, &text, error.span(&text), &error.message, width))
        });
    }
    let vocabulary = Arc::clone(&workspace.settings(place).vocabulary);
    let found = vocabulary.named(name).and_then(|index| vocabulary.template(index)).cloned();
    found.ok_or_else(|| {
        let known: Vec<&str> = vocabulary.templates().iter().map(|template| template.name.as_str()).collect();
        let hint = match did_you_mean(name, &known) {
            near if near.is_empty() => format!("; there is `{}`, or name a .json file", known.join("`, `")),
            near => near,
        };
        Failure::new(format!("there is no template `{name}`{hint}"))
    })
}

/// Whether a check will take the document for one of this template.
fn is_recognised(workspace: &Workspace, path: &Path, text: &str, template: &Template) -> bool {
    let requirements = workspace.requirements(path, Arc::new(workspace.document(path, text)));
    let vocabulary: Option<(usize, Arc<Vocabulary>)> = requirements
        .map(|requirements| (requirements.template, Arc::clone(requirements.document.vocabulary())));
    vocabulary.is_some_and(|(index, vocabulary)| {
        vocabulary.template(index).is_some_and(|known| known.name == template.name)
    })
}
