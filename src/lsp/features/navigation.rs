//! From a claim to what proves it and back: definition, references, highlight.

use std::path::Path;

use ropey::Rope;
use rustc_hash::FxHashMap;
use tower_lsp_server::ls_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, GotoDefinitionParams,
    GotoDefinitionResponse, Location, ReferenceParams, TextDocumentPositionParams, Uri,
};

use super::super::convert;
use super::super::index::Index;
use super::super::open_file::Content;
use super::super::snapshot::Snapshot;
use super::bound::{self, Bound};
use crate::ide::ties::{self, Place};
use crate::model::terraform::TerraformFile;
use crate::rules::Context;

/// Looks in a document.
type InDocument = fn(&Context<'_>, usize) -> Vec<Place>;

/// Looks from a Terraform file into a document.
type FromTerraform = fn(&Context<'_>, &Path, &TerraformFile, usize) -> Vec<Place>;

/// Where a claim, a name or an attribute leads.
pub(in super::super) fn definition(
    snapshot: &Snapshot,
    index: &Index,
    parameters: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let place = &parameters.text_document_position_params;
    let found = places(snapshot, index, place, ties::definition, ties::definition_from_terraform)?;
    (!found.is_empty()).then(|| GotoDefinitionResponse::Array(locations(snapshot, &found)))
}

/// All places on both sides of a claim, a name or an attribute.
pub(in super::super) fn references(
    snapshot: &Snapshot,
    index: &Index,
    parameters: &ReferenceParams,
) -> Option<Vec<Location>> {
    let place = &parameters.text_document_position;
    let found = places(snapshot, index, place, ties::references, ties::references_from_terraform)?;
    Some(locations(snapshot, &found))
}

/// What to mark in a document while a claim or a name is looked at.
pub(in super::super) fn highlights(
    snapshot: &Snapshot,
    parameters: &DocumentHighlightParams,
) -> Option<Vec<DocumentHighlight>> {
    let place = &parameters.text_document_position_params;
    let (file, workspace, requirements) = snapshot.requirements(place.text_document.uri.as_str())?;
    let context = snapshot.context(file, &workspace, &requirements)?;
    let (text, encoding) = (requirements.document.text(), snapshot.session.encoding);
    let offset = convert::offset(text, encoding, place.position);
    let found = ties::highlights(&context, offset).into_iter().map(|span| DocumentHighlight {
        range: convert::range(text, encoding, span),
        kind: Some(DocumentHighlightKind::TEXT),
    });
    Some(found.collect())
}

fn places(
    snapshot: &Snapshot,
    index: &Index,
    place: &TextDocumentPositionParams,
    in_document: InDocument,
    from_terraform: FromTerraform,
) -> Option<Vec<Place>> {
    let key = place.text_document.uri.as_str();
    let file = snapshot.files.get(key)?;
    let offset = convert::offset(file.content.text(), snapshot.session.encoding, place.position);
    let Content::Terraform(terraform) = &file.content else {
        let (file, workspace, requirements) = snapshot.requirements(key)?;
        return Some(in_document(&snapshot.context(file, &workspace, &requirements)?, offset));
    };
    let documents = bound::documents(snapshot, index, &file.path);
    let contexts = documents.iter().filter_map(Bound::context);
    let found = contexts.flat_map(|context| from_terraform(&context, &file.path, &terraform.file, offset));
    Some(found.collect())
}

fn locations(snapshot: &Snapshot, places: &[Place]) -> Vec<Location> {
    // Many places stand in few files, each of which is read once.
    let mut known: FxHashMap<&Path, Option<(Uri, Rope)>> = FxHashMap::default();
    let locations = places.iter().filter_map(|place| {
        let of_file = known.entry(&place.path).or_insert_with(|| uri_and_text(snapshot, &place.path));
        let (uri, text) = of_file.as_ref()?;
        Some(Location::new(uri.clone(), convert::range(text, snapshot.session.encoding, place.span)))
    });
    locations.collect()
}

/// What the client calls a file, and its text: the editor's where it is open.
pub(super) fn uri_and_text(snapshot: &Snapshot, path: &Path) -> Option<(Uri, Rope)> {
    let uri = snapshot.at(path).map(|file| file.uri.clone()).or_else(|| convert::uri(path))?;
    Some((uri, snapshot.text(path)?))
}

/// A place as the client knows it.
pub(super) fn location(snapshot: &Snapshot, place: &Place) -> Option<Location> {
    let (uri, text) = uri_and_text(snapshot, &place.path)?;
    Some(Location::new(uri, convert::range(&text, snapshot.session.encoding, place.span)))
}
