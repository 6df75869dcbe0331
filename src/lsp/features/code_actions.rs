//! X
use super::super::snapshot::Snapshot;
use tower_lsp_server::ls_types::{CodeActionParams, CodeActionResponse};
pub(in super::super) fn code_actions(_: &Snapshot, _: &CodeActionParams) -> Option<CodeActionResponse> {
    None
}
