//! Commands: a new document, missing sections.

use serde_json::Value;
use tower_lsp_server::Client;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{ExecuteCommandParams, LSPAny, Uri};

use super::super::session::Session;
use super::super::snapshot::Snapshot;

/// The names of the commands.
pub(super) const NAMES: [&str; 0] = [];

pub(in super::super) fn about(_: &ExecuteCommandParams) -> Option<Uri> {
    None
}
pub(in super::super) fn work_out(_: &Snapshot, _: &ExecuteCommandParams) -> Result<()> {
    Ok(())
}
pub(in super::super) async fn carry_out(_: &Client, _: &Session, (): ()) -> Result<Option<LSPAny>> {
    Ok(Some(Value::Null))
}
