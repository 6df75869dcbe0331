//! Edits of the engine as edits of the protocol.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use ropey::Rope;
use tower_lsp_server::ls_types::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri,
    WorkspaceEdit,
};

use super::super::convert;
use super::super::snapshot::Snapshot;
use crate::text::Edit;
use crate::workspace::disk;

/// Edits of several files; nothing where one of them cannot be read.
pub(in super::super) fn workspace_edit(
    snapshot: &Snapshot,
    edits: &[(PathBuf, Edit)],
) -> Option<WorkspaceEdit> {
    let mut by_file: BTreeMap<&Path, Vec<&Edit>> = BTreeMap::new();
    for (path, edit) in edits {
        by_file.entry(path).or_default().push(edit);
    }
    let files = by_file.into_iter().map(|(path, edits)| of_file(snapshot, path, &edits));
    let files: Vec<(OptionalVersionedTextDocumentIdentifier, Vec<TextEdit>)> =
        files.collect::<Option<_>>()?;
    if snapshot.session.document_changes() {
        let changes = files.into_iter().map(|(text_document, edits)| TextDocumentEdit {
            text_document,
            edits: edits.into_iter().map(OneOf::Left).collect(),
        });
        let document_changes = Some(DocumentChanges::Edits(changes.collect()));
        return Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() });
    }
    let changes: HashMap<Uri, Vec<TextEdit>> =
        files.into_iter().map(|(document, edits)| (document.uri, edits)).collect();
    Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
}

fn of_file(
    snapshot: &Snapshot,
    path: &Path,
    edits: &[&Edit],
) -> Option<(OptionalVersionedTextDocumentIdentifier, Vec<TextEdit>)> {
    let read: Rope;
    let (uri, version, text) = if let Some(file) = snapshot.at(path) {
        (file.uri.clone(), Some(file.version), file.content.text())
    } else {
        read = Rope::from_str(&disk::read_text(path).ok()?);
        (convert::uri(path)?, None, &read)
    };
    let edits = edits.iter().map(|edit| text_edit(snapshot, text, edit)).collect();
    Some((OptionalVersionedTextDocumentIdentifier { uri, version }, edits))
}

/// One edit of a text.
pub(in super::super) fn text_edit(snapshot: &Snapshot, text: &Rope, edit: &Edit) -> TextEdit {
    TextEdit::new(convert::range(text, snapshot.session.encoding, edit.span), edit.text.clone())
}
