//! What stands beside the text: inlay hints and code lenses, where the configuration has them shown.

use tower_lsp_server::ls_types::{
    CodeLens, Command, InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip, Position, Uri,
};

use super::super::convert;
use super::super::index::Index;
use super::super::open_file::{Content, OpenFile};
use super::super::snapshot::Snapshot;
use super::{bound, commands, navigation};
use crate::ide::{code_lens, inlay_hint};
use crate::model::terraform::TerraformFile;
use crate::text::Span;

/// What the values in a part of a requirements document come to.
pub(in super::super) fn inlay_hints(
    snapshot: &Snapshot,
    parameters: &InlayHintParams,
) -> Option<Vec<InlayHint>> {
    let (file, workspace, requirements) = snapshot.requirements(parameters.text_document.uri.as_str())?;
    if !requirements.settings.editor.shows_inlay_hints() {
        return None;
    }
    let context = snapshot.context(file, &workspace, &requirements)?;
    let (text, encoding) = (requirements.document.text(), snapshot.session.encoding);
    let place = convert::span(text, encoding, parameters.range);
    let position = |offset| -> Position { convert::range(text, encoding, Span::empty(offset)).start };
    let hints = inlay_hint::hints(&context, place).into_iter().map(|hint| InlayHint {
        position: position(hint.offset),
        label: InlayHintLabel::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(hint.tooltip)),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    });
    Some(hints.collect())
}

/// How far a requirements document and its sections are; what documents require of the resources of a Terraform file.
pub(in super::super) fn code_lenses(snapshot: &Snapshot, index: &Index, uri: &Uri) -> Option<Vec<CodeLens>> {
    let file = snapshot.files.get(uri.as_str())?;
    if let Content::Terraform(terraform) = &file.content {
        return Some(above_resources(snapshot, index, file, &terraform.file));
    }
    let (file, workspace, requirements) = snapshot.requirements(uri.as_str())?;
    if !requirements.settings.editor.shows_code_lenses() {
        return None;
    }
    let context = snapshot.context(file, &workspace, &requirements)?;
    let findings = snapshot.findings(file, &workspace, &requirements);
    let (text, encoding) = (requirements.document.text(), snapshot.session.encoding);
    let lenses = code_lens::lenses(&context, &findings).into_iter().map(|lens| CodeLens {
        range: convert::range(text, encoding, lens.span),
        // Words alone: there is nothing to run.
        command: Some(Command::new(lens.title, String::new(), None)),
        data: None,
    });
    Some(lenses.collect())
}

fn above_resources(
    snapshot: &Snapshot,
    index: &Index,
    file: &OpenFile,
    terraform: &TerraformFile,
) -> Vec<CodeLens> {
    let (text, encoding) = (file.content.text(), snapshot.session.encoding);
    let mut lenses = Vec::new();
    for document in bound::documents(snapshot, index, &file.path) {
        let Some(context) = document.context() else { continue };
        if !document.requirements.settings.editor.shows_code_lenses() {
            continue;
        }
        let shows = snapshot.session.shows_documents();
        let claims = shows.then(|| navigation::uri_and_text(snapshot, &context.path)).flatten();
        for lens in code_lens::above_resources(&context, &file.path, terraform) {
            let command = match &claims {
                Some((uri, claims)) => {
                    let range = convert::range(claims, encoding, lens.claim);
                    let place = serde_json::json!({"uri": uri, "range": range});
                    Command::new(lens.title, commands::OPEN.to_owned(), Some(vec![place]))
                }
                None => Command::new(lens.title, String::new(), None),
            };
            lenses.push(CodeLens {
                range: convert::range(text, encoding, lens.span),
                command: Some(command),
                data: None,
            });
        }
    }
    lenses
}
