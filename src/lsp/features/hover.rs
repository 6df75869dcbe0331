//! Hover.

use tower_lsp_server::ls_types::{Hover, HoverContents, HoverParams};

use super::super::convert;
use super::super::index::Index;
use super::super::open_file::{Content, OpenFile};
use super::super::snapshot::Snapshot;
use super::bound::{self, Bound};
use super::markup::markup;
use crate::ide::hover;
use crate::model::terraform::TerraformFile;
use crate::rules::Context;

/// The explanation of what stands at a place.
pub(in super::super) fn hover(snapshot: &Snapshot, index: &Index, parameters: &HoverParams) -> Option<Hover> {
    let place = &parameters.text_document_position_params;
    let key = place.text_document.uri.as_str();
    let file = snapshot.files.get(key)?;
    let (text, encoding) = (file.content.text(), snapshot.session.encoding);
    let offset = convert::offset(text, encoding, place.position);
    let found = if let Content::Terraform(terraform) = &file.content {
        let accepted = hover::accepted_in_terraform(&terraform.file, offset);
        accepted.or_else(|| required(snapshot, index, file, &terraform.file, offset))?
    } else {
        let (file, workspace, requirements) = snapshot.requirements(key)?;
        hover::hover(&snapshot.context(file, &workspace, &requirements)?, offset)?
    };
    Some(Hover {
        contents: HoverContents::Markup(markup(found.markdown, snapshot.session.hover_markdown())),
        range: Some(convert::range(text, encoding, found.span)),
    })
}

/// What the documents bound to a Terraform file require at a place of it.
fn required(
    snapshot: &Snapshot,
    index: &Index,
    file: &OpenFile,
    terraform: &TerraformFile,
    offset: usize,
) -> Option<hover::Hover> {
    let documents = bound::documents(snapshot, index, &file.path);
    let contexts: Vec<Context<'_>> = documents.iter().filter_map(Bound::context).collect();
    hover::in_terraform(&contexts, &file.path, terraform, offset)
}
