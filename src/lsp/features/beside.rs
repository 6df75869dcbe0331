//! What stands beside the text: inlay hints and code lenses, where the configuration has them shown.

use tower_lsp_server::ls_types::{
    CodeLens, Command, InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip, Position, Uri,
};

use super::super::convert;
use super::super::snapshot::Snapshot;
use crate::ide::{code_lens, inlay_hint};
use crate::rules::{self, Context};
use crate::text::Span;

/// What the values in a part of a requirements document come to.
pub(in super::super) fn inlay_hints(
    snapshot: &Snapshot,
    parameters: &InlayHintParams,
) -> Option<Vec<InlayHint>> {
    let (_, workspace, requirements) = snapshot.requirements(parameters.text_document.uri.as_str())?;
    if !requirements.settings.editor.shows_inlay_hints() {
        return None;
    }
    let context = Context::new(&workspace, &requirements)?;
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

/// How far a requirements document and its sections are.
pub(in super::super) fn code_lenses(snapshot: &Snapshot, uri: &Uri) -> Option<Vec<CodeLens>> {
    let (_, workspace, requirements) = snapshot.requirements(uri.as_str())?;
    if !requirements.settings.editor.shows_code_lenses() {
        return None;
    }
    let context = Context::new(&workspace, &requirements)?;
    let findings = rules::check(&workspace, &requirements);
    let (text, encoding) = (requirements.document.text(), snapshot.session.encoding);
    let lenses = code_lens::lenses(&context, &findings).into_iter().map(|lens| CodeLens {
        range: convert::range(text, encoding, lens.span),
        // Words alone: there is nothing to run.
        command: Some(Command::new(lens.title, String::new(), None)),
        data: None,
    });
    Some(lenses.collect())
}
