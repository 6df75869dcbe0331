//! The answers to requests, one module a feature: `ide` knows them, here they become the protocol's types.
//!
//! What the client did not declare is not used.

pub(super) mod beside;
mod bound;
pub(super) mod code_actions;
pub(super) mod commands;
pub(super) mod completion;
pub(super) mod edits;
pub(super) mod hover;
mod markup;
pub(super) mod navigation;
mod overview;
pub(super) mod structure;
pub(super) mod symbols;

use serde_json::json;
use tower_lsp_server::ls_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions, CompletionOptions,
    DocumentLinkOptions, ExecuteCommandOptions, FoldingRangeProviderCapability, HoverProviderCapability,
    OneOf, Registration, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::configuration::SECTION;
use super::convert;
use super::session::Session;

/// What completion is asked for again after: a heading's mark, the space after it, a list's mark, a key's colon.
const TRIGGERS: [&str; 4] = ["#", " ", "-", ":"];

/// Code actions that mend all that is certain.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.tiebeam");

/// What changes the findings of a document: documents, Terraform, configuration, templates, tests, policies. In groups
/// of plain words: VS Code knows no group in a group, and Emacs no wildcard in one.
const CONTENT_WATCHED: [&str; 3] = [
    "**/*.{md,markdown,mdown,mkd,tf,tofu,tfvars,json,rego,tftest.hcl,tofutest.hcl}",
    "**/tiebeam.toml",
    "**/*_test.go",
];

/// What links may lead to.
const EXISTENCE_WATCHED: &str = "**/*";

/// Created and deleted, of the bits created (1), changed (2) and deleted (4).
const CREATED_AND_DELETED: u8 = 5;

/// What the server can do.
pub(super) fn capabilities(session: &Session) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::Supported(true)),
        ..TextDocumentSyncOptions::default()
    };
    let code_actions = if session.code_action_literals() {
        CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::REFACTOR_REWRITE,
                CodeActionKind::SOURCE,
                FIX_ALL,
            ]),
            ..CodeActionOptions::default()
        })
    } else {
        CodeActionProviderCapability::Simple(true)
    };
    ServerCapabilities {
        position_encoding: session.negotiates_encoding().then(|| convert::encoding_kind(session.encoding)),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
            resolve_provider: Some(true),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(code_actions),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        inlay_hint_provider: session.inlay_hints().then_some(OneOf::Left(true)),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: commands::NAMES.map(str::to_owned).to_vec(),
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            ..WorkspaceServerCapabilities::default()
        }),
        ..ServerCapabilities::default()
    }
}

/// What the client is asked to tell of.
pub(super) fn registrations(session: &Session) -> Vec<Registration> {
    let registration = |method: &str, options| Registration {
        id: format!("tiebeam/{method}"),
        method: method.to_owned(),
        register_options: Some(options),
    };
    let mut registrations = Vec::new();
    if session.registers_watchers() {
        let contents = CONTENT_WATCHED.iter().map(|glob| json!({"globPattern": glob}));
        let existence = json!({"globPattern": EXISTENCE_WATCHED, "kind": CREATED_AND_DELETED});
        let watchers: Vec<_> = contents.chain([existence]).collect();
        registrations.push(registration("workspace/didChangeWatchedFiles", json!({"watchers": watchers})));
    }
    if session.registers_configuration() {
        registrations.push(registration("workspace/didChangeConfiguration", json!({"section": SECTION})));
    }
    registrations
}
