//! X
use super::super::index::Index;
use super::super::snapshot::Snapshot;
use tower_lsp_server::ls_types::*;
pub(in super::super) fn document_symbols(_: &Snapshot, _: &Uri) -> Option<DocumentSymbolResponse> {
    None
}
pub(in super::super) fn workspace_symbols(
    _: &Snapshot,
    _: &Index,
    _: &str,
) -> Option<WorkspaceSymbolResponse> {
    None
}
