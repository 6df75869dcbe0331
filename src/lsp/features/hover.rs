//! X
use super::super::snapshot::Snapshot;
use tower_lsp_server::ls_types::{Hover, HoverParams};
pub(in super::super) fn hover(_: &Snapshot, _: &HoverParams) -> Option<Hover> {
    None
}
