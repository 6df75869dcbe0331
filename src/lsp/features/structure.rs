//! X
use super::super::snapshot::Snapshot;
use tower_lsp_server::ls_types::*;
pub(in super::super) fn folding_ranges(_: &Snapshot, _: &Uri) -> Option<Vec<FoldingRange>> {
    None
}
pub(in super::super) fn document_links(_: &Snapshot, _: &Uri) -> Option<Vec<DocumentLink>> {
    None
}
