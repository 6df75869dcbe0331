//! Commands: a new document, missing sections, views of all documents.

use std::path::Path;

use jiff::Zoned;
use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp_server::Client;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, ExecuteCommandParams, LSPAny,
    OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, ShowDocumentParams,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::super::convert;
use super::super::index::Index;
use super::super::session::Session;
use super::super::snapshot::Snapshot;
use super::{edits, overview};
use crate::ide::completion::Insert;
use crate::ide::{code_action, new_document};
use crate::rules::Context;
use crate::workspace::disk;

/// Makes a new document from a template: `{uri?, template?, title?, create?}`. With `"create": false` the file is not
/// made: the address only tells where the text will be.
const NEW_DOCUMENT: &str = "tiebeam.newDocument";

/// Inserts all sections that are missing in an open document: `{uri}`.
const INSERT_MISSING_SECTIONS: &str = "tiebeam.insertMissingSections";

/// Applies the edit that is its argument, for clients that know code actions as commands only.
pub(super) const APPLY_EDIT: &str = "tiebeam.applyEdit";

/// Shows a place in an editor: `{uri, range}`.
pub(super) const OPEN: &str = "tiebeam.open";

/// Says how far documents are: `{uri?}`.
const READINESS: &str = "tiebeam.readiness";

/// Explains a rule, a section, a field or a prompt, or lists them: `{name?}`.
const EXPLAIN: &str = "tiebeam.explain";

/// Lists the templates.
const TEMPLATES: &str = "tiebeam.templates";

/// The names of the commands.
pub(super) const NAMES: [&str; 7] =
    [NEW_DOCUMENT, INSERT_MISSING_SECTIONS, APPLY_EDIT, OPEN, READINESS, EXPLAIN, TEMPLATES];

/// The name of a document where only its folder is known.
const FILE: &str = "requirements.md";

const DEFAULT_TEMPLATE: &str = "infrastructure";

/// What a command is given.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Arguments {
    uri: Option<String>,
    create: Option<bool>,
    template: Option<String>,
    title: Option<String>,
    name: Option<String>,
    range: Option<Range>,
}

/// What is to be done by the client.
#[derive(Debug)]
pub(in super::super) enum Work {
    /// To make a file of this text, or, without an address, to take the text.
    Create { uri: Option<Uri>, text: String, snippet: String },
    /// To show a place.
    Show { uri: Uri, range: Option<Range> },
    /// To take this answer.
    Answer(Value),
    /// To apply an edit; how much it does.
    Edit { edit: WorkspaceEdit, done: usize },
    /// Nothing.
    Nothing,
}

fn refused(message: impl Into<String>) -> Error {
    Error { message: message.into().into(), ..Error::invalid_params("") }
}

/// The open file that a command is about.
pub(in super::super) fn about(parameters: &ExecuteCommandParams) -> Option<Uri> {
    arguments(parameters).ok()?.uri?.parse().ok()
}

/// The first argument: an object, or an address alone.
fn arguments(parameters: &ExecuteCommandParams) -> Result<Arguments> {
    match parameters.arguments.first() {
        None | Some(Value::Null) => Ok(Arguments::default()),
        Some(Value::String(uri)) => Ok(Arguments { uri: Some(uri.clone()), ..Arguments::default() }),
        Some(other) => serde_json::from_value(other.clone()).map_err(|error| {
            refused(format!(
                "{} takes {{uri, create, template, title, name, range}}: {error}",
                parameters.command
            ))
        }),
    }
}

/// Works out what a command comes to.
pub(in super::super) fn work_out(
    snapshot: &Snapshot,
    index: &Index,
    parameters: &ExecuteCommandParams,
) -> Result<Work> {
    match parameters.command.as_str() {
        NEW_DOCUMENT => create(snapshot, arguments(parameters)?),
        INSERT_MISSING_SECTIONS => insert_missing(snapshot, &arguments(parameters)?),
        APPLY_EDIT => {
            let edit = parameters.arguments.first().cloned().unwrap_or_default();
            let edit = serde_json::from_value(edit).map_err(|error| refused(format!("no edit: {error}")))?;
            Ok(Work::Edit { edit, done: 1 })
        }
        READINESS => {
            let uri = arguments(parameters)?.uri;
            Ok(Work::Answer(overview::documents(snapshot, index, uri.as_deref())))
        }
        EXPLAIN => {
            let name = arguments(parameters)?.name;
            Ok(Work::Answer(overview::explanation(snapshot, name.as_deref())))
        }
        TEMPLATES => Ok(Work::Answer(overview::templates(snapshot))),
        OPEN => {
            let arguments = arguments(parameters)?;
            let uri = arguments.uri.and_then(|uri| uri.parse().ok());
            let uri = uri.ok_or_else(|| refused("name the file: {\"uri\": \"file:///…\"}"))?;
            Ok(Work::Show { uri, range: arguments.range })
        }
        other => Err(refused(format!("there is no command `{other}`; there are {}", NAMES.join(", ")))),
    }
}

fn create(snapshot: &Snapshot, arguments: Arguments) -> Result<Work> {
    let uri: Option<Uri> = arguments
        .uri
        .map(|uri| {
            uri.parse().map_err(|_| {
                refused(format!("`{uri}` is not an address; percent-encode what no address may hold"))
            })
        })
        .transpose()?;
    let place = uri.as_ref().and_then(convert::path);
    let creates = arguments.create != Some(false);
    if let Some(path) = &place
        && creates
        && (snapshot.at(path).is_some() || disk::kind(path).is_some())
    {
        return Err(refused(format!("{} exists already and is not overwritten", path.display())));
    }
    let folder = snapshot.session.folders.first().cloned();
    let path =
        place.or_else(|| folder.map(|folder| folder.join(FILE))).unwrap_or_else(|| Path::new("/").join(FILE));
    let workspace = snapshot.workspace_of(&path);
    let name = arguments.template.unwrap_or_else(|| DEFAULT_TEMPLATE.to_owned());
    let vocabulary = workspace.settings(&path).vocabulary.clone();
    let template = vocabulary.named(&name).and_then(|index| vocabulary.template(index)).ok_or_else(|| {
        let known: Vec<&str> = vocabulary.templates().iter().map(|template| template.name.as_str()).collect();
        refused(format!("there is no template `{name}`; there is `{}`", known.join("`, `")))
    })?;
    let title = arguments.title.unwrap_or_else(|| new_document::title(&path, &template.title));
    let today = Zoned::now().date().to_string();
    let text = new_document::new_document(&workspace, &path, template, title.trim(), &today);
    let snippet = Insert::scaffold(&text).snippet();
    Ok(Work::Create { uri: uri.filter(|_| creates), text, snippet })
}

fn insert_missing(snapshot: &Snapshot, arguments: &Arguments) -> Result<Work> {
    let uri =
        arguments.uri.as_deref().ok_or_else(|| refused("name the document: {\"uri\": \"file:///…\"}"))?;
    let Some((_, workspace, requirements)) = snapshot.requirements(uri) else {
        return Err(refused(format!("{uri} is not an open requirements document")));
    };
    let Some(context) = Context::new(&workspace, &requirements) else { return Ok(Work::Nothing) };
    let Some((fix, count)) = code_action::insert_missing(&context) else { return Ok(Work::Nothing) };
    let edit = edits::workspace_edit(snapshot, &fix.edits);
    Ok(edit.map_or(Work::Nothing, |edit| Work::Edit { edit, done: count }))
}

/// Has the client do what is to be done; what came of it.
pub(in super::super) async fn carry_out(
    client: &Client,
    session: &Session,
    work: Work,
) -> Result<Option<LSPAny>> {
    match work {
        Work::Answer(answer) => Ok(Some(answer)),
        Work::Nothing => Ok(Some(json!({"applied": true, "count": 0}))),
        Work::Show { uri, range } => {
            if !session.shows_documents() {
                return Err(refused("this editor shows no documents that a command asks for"));
            }
            let shown = ShowDocumentParams { uri, external: None, take_focus: Some(true), selection: range };
            let shown = client.show_document(shown).await?;
            Ok(Some(json!({"applied": shown})))
        }
        Work::Edit { edit, done } => {
            apply(client, session, edit).await?;
            Ok(Some(json!({"applied": true, "count": done})))
        }
        Work::Create { uri: Some(uri), text, snippet: _ }
            if session.creates_files() && session.applies_edits() =>
        {
            apply(client, session, creation(&uri, text)).await?;
            if session.shows_documents() {
                let shown = ShowDocumentParams {
                    uri: uri.clone(),
                    external: None,
                    take_focus: Some(true),
                    selection: None,
                };
                // The file is there, whether or not it is shown.
                let _ = client.show_document(shown).await;
            }
            Ok(Some(json!({"applied": true, "uri": uri})))
        }
        // The client has no way to make a file, or was asked for none: it takes the text.
        Work::Create { uri, text, snippet } => {
            Ok(Some(json!({"applied": false, "uri": uri, "text": text, "snippet": snippet})))
        }
    }
}

async fn apply(client: &Client, session: &Session, edit: WorkspaceEdit) -> Result<()> {
    if !session.applies_edits() {
        return Err(refused("this editor applies no edits that a command asks for"));
    }
    let answer = client.apply_edit(edit).await?;
    if answer.applied {
        return Ok(());
    }
    let reason = answer.failure_reason.unwrap_or_else(|| "no reason was given".to_owned());
    Err(refused(format!("the editor did not apply the edit: {reason}")))
}

fn creation(uri: &Uri, text: String) -> WorkspaceEdit {
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    // An editor's empty file may have a line that ends; it is replaced too.
    let whole = Range::new(Position::new(0, 0), Position::new(1, 0));
    let write = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri: uri.clone(), version: None },
        edits: vec![OneOf::Left(TextEdit::new(whole, text))],
    };
    let operations =
        vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(write)];
    let document_changes = Some(DocumentChanges::Operations(operations));
    WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }
}
