//! Completion.

use std::sync::Arc;

use jiff::Zoned;
use serde::{Deserialize, Serialize};
use tower_lsp_server::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse,
    CompletionTextEdit, CompletionTriggerKind, Documentation, InsertTextFormat, InsertTextMode, TextEdit,
};

use super::super::convert;
use super::super::open_file::{Content, OpenFile};
use super::super::session::Session;
use super::super::snapshot::Snapshot;
use super::markup::markup;
use crate::ide::completion::{self, Completion, Completions, Kind, Place};
use crate::ide::explain::{self, Topic};
use crate::rules::Context;
use crate::text::Span;

/// What an item carries, so that its documentation can be worked out once it is looked at.
#[derive(Serialize, Deserialize)]
struct Data {
    /// The document for which it was offered.
    uri: String,
    topic: Topic,
}

/// What can be written at a place.
pub(in super::super) fn completion(
    snapshot: &Snapshot,
    parameters: &CompletionParams,
) -> Option<CompletionResponse> {
    let place = &parameters.text_document_position;
    let file = snapshot.files.get(place.text_document.uri.as_str())?;
    let offset = convert::offset(file.content.text(), snapshot.session.encoding, place.position);
    let kind = parameters.context.as_ref().map(|context| context.trigger_kind);
    let asked = kind != Some(CompletionTriggerKind::TRIGGER_CHARACTER);
    let mut found = completions(snapshot, file, offset, asked)?;
    if found.items.is_empty() {
        return None;
    }
    // Where what belongs here cannot be chosen from the start, it comes first.
    if !snapshot.session.preselects() {
        found.items.sort_by_key(|item| !item.preselect);
    }
    let items =
        found.items.iter().enumerate().map(|(rank, item)| converted(snapshot, file, offset, rank, item));
    Some(CompletionResponse::List(CompletionList { is_incomplete: found.incomplete, items: items.collect() }))
}

fn completions(snapshot: &Snapshot, file: &OpenFile, offset: usize, asked: bool) -> Option<Completions> {
    let key = file.uri.as_str();
    match &file.content {
        Content::Terraform(_) => Some(completion::in_terraform(file.content.text(), offset)),
        Content::Markdown(_) => {
            let (_, document, workspace) = snapshot.document(key)?;
            let likely = workspace.likely_requirements(&file.path, Arc::clone(document));
            let context = likely.as_ref().and_then(|likely| Context::new(&workspace, likely));
            let today = Zoned::now().date().to_string();
            let found = completion::completions(&Place {
                workspace: &workspace,
                path: &file.path,
                document,
                context: context.as_ref(),
                offset,
                asked,
                today: &today,
            });
            Some(found)
        }
        Content::Other(_) | Content::Unread(..) => None,
    }
}

fn converted(
    snapshot: &Snapshot,
    file: &OpenFile,
    offset: usize,
    rank: usize,
    item: &Completion,
) -> CompletionItem {
    let (session, text) = (&snapshot.session, file.content.text());
    let snippet = session.snippets() && item.insert.is_more_than_a_word();
    let new_text = if snippet { item.insert.snippet() } else { item.insert.plain() };
    // What is typed is what clients filter by: the choice was made here, by more than the label.
    let typed =
        text.get_byte_slice(Span::new(item.span.start, offset).range()).map(|typed| typed.to_string());
    let data = Data { uri: file.uri.as_str().to_owned(), topic: item.topic.clone() };
    CompletionItem {
        label: item.label.clone(),
        kind: Some(kind(session, item.kind)),
        detail: Some(item.detail.clone()),
        preselect: (item.preselect && session.preselects()).then_some(true),
        sort_text: Some(format!("{rank:04}")),
        filter_text: typed.filter(|typed| !typed.trim().is_empty()),
        insert_text_format: snippet.then_some(InsertTextFormat::SNIPPET),
        insert_text_mode: session.inserts_as_is().then_some(InsertTextMode::AS_IS),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
            convert::range(text, session.encoding, item.span),
            new_text,
        ))),
        data: serde_json::to_value(data).ok(),
        ..CompletionItem::default()
    }
}

/// The number of constants in the protocol, which came later than most kinds.
const CONSTANT: u64 = 21;

fn kind(session: &Session, kind: Kind) -> CompletionItemKind {
    match kind {
        Kind::Document => CompletionItemKind::FILE,
        Kind::Section => CompletionItemKind::MODULE,
        Kind::Key => CompletionItemKind::PROPERTY,
        Kind::Rule if session.knows_completion_kind(CONSTANT) => CompletionItemKind::CONSTANT,
        Kind::Value | Kind::Rule => CompletionItemKind::VALUE,
        Kind::Comment => CompletionItemKind::SNIPPET,
    }
}

/// An item with its documentation.
pub(in super::super) fn resolve(snapshot: &Snapshot, mut item: CompletionItem) -> CompletionItem {
    let data = item.data.clone().and_then(|data| serde_json::from_value::<Data>(data).ok());
    let explained = data.and_then(|data| {
        let (file, _, workspace) = snapshot.document(&data.uri).or_else(|| {
            // A Terraform file knows the rules, and there is no document whose names would be others.
            let file = snapshot.files.get(&data.uri)?;
            snapshot
                .files
                .keys()
                .find_map(|key| snapshot.document(key))
                .map(|(_, document, workspace)| (file.as_ref(), document, workspace))
        })?;
        explain::topic(&workspace.settings(&file.path).vocabulary, &data.topic)
    });
    item.documentation = explained.map(|text| {
        let session = &snapshot.session;
        let text = markup(text, session.completion_markdown());
        if session.completion_markup() {
            Documentation::MarkupContent(text)
        } else {
            Documentation::String(text.value)
        }
    });
    item
}
