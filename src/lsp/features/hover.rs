//! Hover.

use tower_lsp_server::ls_types::{Hover, HoverContents, HoverParams};

use super::super::convert;
use super::super::open_file::Content;
use super::super::snapshot::Snapshot;
use super::markup::markup;
use crate::ide::hover;
use crate::rules::Context;

/// The explanation of what stands at a place.
pub(in super::super) fn hover(snapshot: &Snapshot, parameters: &HoverParams) -> Option<Hover> {
    let place = &parameters.text_document_position_params;
    let key = place.text_document.uri.as_str();
    let file = snapshot.files.get(key)?;
    let (text, encoding) = (file.content.text(), snapshot.session.encoding);
    let offset = convert::offset(text, encoding, place.position);
    let found = if let Content::Terraform(terraform) = &file.content {
        hover::in_terraform(&terraform.file, offset)?
    } else {
        let (_, workspace, requirements) = snapshot.requirements(key)?;
        hover::hover(&Context::new(&workspace, &requirements)?, offset)?
    };
    Some(Hover {
        contents: HoverContents::Markup(markup(found.markdown, snapshot.session.hover_markdown())),
        range: Some(convert::range(text, encoding, found.span)),
    })
}
