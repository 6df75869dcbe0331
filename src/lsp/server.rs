//! The protocol's methods: each puts a message on the queue before it first waits for anything.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::mpsc::UnboundedSender;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, InitializeParams, InitializeResult,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
};
use tower_lsp_server::{Client, LanguageServer};

use super::publish::Publisher;
use super::snapshot::{Board, Session};
use super::writer::Message;
use super::{checker, convert, watch, writer};

/// The server as tower-lsp-server knows it.
pub(super) struct TiebeamServer {
    queue: Sender<Message>,
    leave: UnboundedSender<Duration>,
}

impl TiebeamServer {
    /// Starts the writer and the checker.
    pub fn new(client: Client, runtime: Handle, leave: UnboundedSender<Duration>) -> Self {
        let (queue, messages) = channel();
        let board = Arc::new(Board::default());
        let newest = Arc::clone(&board);
        thread::spawn(move || writer::write(&messages, &board));
        thread::spawn(move || checker::check(&newest, Publisher::new(client, runtime)));
        Self { queue, leave }
    }

    fn tell(&self, message: Message) {
        // The writer lives as long as this sender, which it waits for.
        let _ = self.queue.send(message);
    }
}

impl LanguageServer for TiebeamServer {
    async fn initialize(&self, parameters: InitializeParams) -> Result<InitializeResult> {
        if let Some(process) = parameters.process_id {
            watch::watch(process, self.leave.clone());
        }
        let session = session(&parameters);
        let general = parameters.capabilities.general;
        let offered = general.and_then(|general| general.position_encodings);
        let position_encoding = offered.map(|_| convert::encoding_kind(session.encoding));
        self.tell(Message::Begin(session));
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        };
        Ok(InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding,
                text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..InitializeResult::default()
        })
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, parameters: DidOpenTextDocumentParams) {
        self.tell(Message::Open(parameters.text_document));
    }

    async fn did_change(&self, parameters: DidChangeTextDocumentParams) {
        let document = parameters.text_document;
        self.tell(Message::Change(document.uri, document.version, parameters.content_changes));
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {
        self.tell(Message::DiskChanged);
    }

    async fn did_close(&self, parameters: DidCloseTextDocumentParams) {
        self.tell(Message::Close(parameters.text_document.uri));
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        self.tell(Message::DiskChanged);
    }
}

/// What the client can do and where it works.
fn session(parameters: &InitializeParams) -> Session {
    let capabilities = &parameters.capabilities;
    let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
    let text_document = capabilities.text_document.as_ref();
    let diagnostics = text_document.and_then(|document| document.publish_diagnostics.as_ref());
    Session {
        encoding: convert::encoding(offered),
        related: diagnostics.and_then(|can| can.related_information).unwrap_or(false),
        versions: diagnostics.and_then(|can| can.version_support).unwrap_or(false),
        folders: folders(parameters),
    }
}

#[expect(deprecated, reason = "clients that know one folder only name it as the root")]
fn folders(parameters: &InitializeParams) -> Vec<PathBuf> {
    let folders = parameters.workspace_folders.iter().flatten().map(|folder| &folder.uri);
    let named: Vec<PathBuf> = folders.filter_map(convert::path).collect();
    if named.is_empty() { parameters.root_uri.iter().filter_map(convert::path).collect() } else { named }
}
