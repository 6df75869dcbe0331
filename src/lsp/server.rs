//! The protocol's methods: each puts a message on the queue before it first waits for anything.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use tokio::runtime::Handle;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem, CompletionParams,
    CompletionResponse, ConfigurationItem, DidChangeConfigurationParams, DidChangeTextDocumentParams,
    DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentHighlight, DocumentHighlightParams,
    DocumentLink, DocumentLinkParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams,
    FoldingRange, FoldingRangeParams, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams,
    InitializeParams, InitializeResult, InitializedParams, InlayHint, InlayHintParams, LSPAny, Location,
    MessageType, ReferenceParams, ServerInfo, TextDocumentIdentifier, Uri, WorkspaceFolder,
    WorkspaceSymbolParams, WorkspaceSymbolResponse,
};
use tower_lsp_server::{Client, LanguageServer};

use super::answer;
use super::checker;
use super::client_process;
use super::configuration::SECTION;
use super::convert;
use super::features::{self, commands};
use super::index::Index;
use super::indexer;
use super::log::{self, Told};
use super::output::Output;
use super::progress::Progress;
use super::publish::Publisher;
use super::session::Session;
use super::snapshot::{Board, Snapshot};
use super::watcher::Watched;
use super::writer::{self, Message, Partners, Question};
use crate::workspace::config::FILE_NAME;

/// So long the first findings wait for the client's settings.
const SETTINGS: Duration = Duration::from_secs(1);

/// The server as tower-lsp-server knows it.
pub(super) struct TiebeamServer {
    client: Client,
    queue: Sender<Message>,
    leave: Sender<Duration>,
    session: OnceLock<Session>,
    /// The folders that the client has open now.
    folders: Mutex<Vec<PathBuf>>,
    index: Arc<Index>,
    progress: Arc<Progress>,
    watched: Arc<Watched>,
    told: Mutex<Option<UnboundedReceiver<Told>>>,
}

impl TiebeamServer {
    /// Starts the writer, the checker and the indexer.
    pub fn new(
        client: Client,
        output: Arc<Output>,
        runtime: Handle,
        leave: Sender<Duration>,
        told: UnboundedReceiver<Told>,
    ) -> Self {
        let (queue, messages) = channel();
        let (indexer, jobs) = channel();
        let (board, index, watched) =
            (Arc::new(Board::default()), Arc::new(Index::default()), Arc::new(Watched::default()));
        let progress = Arc::new(Progress::new(client.clone(), runtime.clone()));
        let partners = Partners {
            board: Arc::clone(&board),
            queue: queue.clone(),
            indexer,
            tell: {
                let client = client.clone();
                Box::new(move |text| {
                    tracing::warn!("{text}");
                    let client = client.clone();
                    runtime.spawn(async move { client.show_message(MessageType::WARNING, text).await });
                })
            },
        };
        thread::spawn(move || writer::write(&messages, partners));
        {
            let (index, progress, watched) =
                (Arc::clone(&index), Arc::clone(&progress), Arc::clone(&watched));
            thread::spawn(move || indexer::index(&jobs, &index, &progress, &watched));
        }
        {
            let (publisher, watched, queue) = (Publisher::new(output), Arc::clone(&watched), queue.clone());
            thread::spawn(move || checker::check(&board, publisher, &watched, &queue));
        }
        let (session, told) = (OnceLock::new(), Mutex::new(Some(told)));
        let folders = Mutex::default();
        Self { client, queue, leave, session, folders, index, progress, watched, told }
    }

    fn tell(&self, message: Message) {
        // The writer lives as long as this sender, which it waits for.
        let _ = self.queue.send(message);
    }

    /// What `answer` makes of the state in which all messages before this one are applied.
    async fn ask<T: Send + 'static>(
        &self,
        about: Option<&Uri>,
        answer: impl FnOnce(&Snapshot) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (sender, receiver) = oneshot::channel();
        let span = tracing::Span::current();
        let answer = Box::new(move |snapshot: &Snapshot| {
            // A request that was cancelled has nobody left who waits.
            if !sender.is_closed() {
                let _ = sender.send(span.in_scope(|| answer(snapshot)));
            }
        });
        self.tell(Message::Ask(Question { about: about.map(|uri| uri.as_str().to_owned()), answer }));
        // The sender is dropped without an answer where working it out panics.
        receiver.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }

    /// The same for what may be as long as a document, which goes past the service.
    async fn list<T: Serialize, R>(
        &self,
        about: Option<&Uri>,
        list: impl FnOnce(&Snapshot) -> Option<T> + Send + 'static,
    ) -> Result<Option<R>> {
        Ok(answer::leave(self.ask(about, move |snapshot| Ok(answer::json(list(snapshot)))).await?))
    }

    /// Fails or is slow where a test asks for it.
    #[cfg(debug_assertions)]
    pub async fn test(&self, parameters: Value) -> Result<Value> {
        let milliseconds = parameters.get("sleep").and_then(Value::as_u64).unwrap_or_default();
        let place = parameters.get("panic").and_then(Value::as_str).unwrap_or_default().to_owned();
        assert!(place != "handler", "a test asked for a panic");
        if place == "writer" {
            self.tell(Message::Panic);
        }
        self.ask(None, move |_| {
            assert!(place != "reader", "a test asked for a panic");
            thread::sleep(Duration::from_millis(milliseconds));
            Ok(Value::Null)
        })
        .await
    }

    fn session(&self) -> &Session {
        self.session.get_or_init(Session::default)
    }

    /// Asks for the settings: those for all, and those of each folder. Nobody waits for the answer.
    fn pull_settings(&self) {
        let (client, queue) = (self.client.clone(), self.queue.clone());
        let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let session = self.session().clone();
        tokio::spawn(async move {
            pull_settings(&client, &queue, folders).await;
            refresh(&client, &session).await;
        });
    }
}

/// Has the client ask again for what stands beside the text. Where it refuses, it asks with the next edit.
async fn refresh(client: &Client, session: &Session) {
    if session.refreshes_inlay_hints() {
        let _ = client.inlay_hint_refresh().await;
    }
    if session.refreshes_code_lenses() {
        let _ = client.code_lens_refresh().await;
    }
}

/// Asks for the settings and puts them on the queue.
async fn pull_settings(client: &Client, queue: &Sender<Message>, folders: Vec<PathBuf>) {
    let section = Some(SECTION.to_owned());
    let scopes: Vec<_> = std::iter::once(None).chain(folders.into_iter().map(Some)).collect();
    let items = scopes.iter().map(|folder| ConfigurationItem {
        scope_uri: folder.as_deref().and_then(convert::uri),
        section: section.clone(),
    });
    match client.configuration(items.collect()).await {
        Ok(values) => {
            let settings = scopes.into_iter().zip(values.into_iter().chain(std::iter::repeat(Value::Null)));
            let _ = queue.send(Message::Settings(settings.collect()));
        }
        Err(error) => {
            tracing::debug!("the client has no settings: {error}");
            let _ = queue.send(Message::SettingsNotThere);
        }
    }
}

impl LanguageServer for TiebeamServer {
    async fn initialize(&self, parameters: InitializeParams) -> Result<InitializeResult> {
        // The guard has put all that the client says of itself there.
        let session = Session::of(&parameters.initialization_options.unwrap_or_default());
        if let Some(process) = session.process {
            client_process::watch(process, self.leave.clone());
        }
        let session = self.session.get_or_init(|| session);
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&session.folders);
        if let Some(told) = self.told.lock().unwrap_or_else(PoisonError::into_inner).take() {
            tokio::spawn(log::pass_on(told, self.client.clone()));
        }
        self.tell(Message::Begin(Box::new(session.clone())));
        Ok(InitializeResult {
            capabilities: features::capabilities(session),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let session = self.session().clone();
        tracing::info!("Tiebeam {} in {:?}", env!("CARGO_PKG_VERSION"), session.folders);
        self.progress.allow(session.progress());
        if !session.registers_watchers() {
            self.watched.start(self.queue.clone());
        }
        let (client, watched, queue) = (self.client.clone(), Arc::clone(&self.watched), self.queue.clone());
        // Nobody waits for the client's answer.
        tokio::spawn(async move {
            let registrations = features::registrations(&session);
            if !registrations.is_empty()
                && let Err(error) = client.register_capability(registrations).await
            {
                tracing::warn!("the client does not tell of changes, the server looks itself: {error}");
                if !watched.is_active() {
                    watched.start(queue.clone());
                    // What was read unwatched is read again; the writer lives as long as the queue.
                    let _ = queue.send(Message::DiskChanged(session.folders));
                }
            }
        });
        if self.session().configuration() {
            self.tell(Message::SettingsAsked);
            self.pull_settings();
            let queue = self.queue.clone();
            tokio::spawn(async move {
                tokio::time::sleep(SETTINGS).await;
                let _ = queue.send(Message::SettingsNotThere);
            });
        }
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

    async fn did_save(&self, parameters: DidSaveTextDocumentParams) {
        let path = convert::path(&parameters.text_document.uri);
        self.tell(Message::DiskChanged(path.into_iter().collect()));
    }

    async fn did_close(&self, parameters: DidCloseTextDocumentParams) {
        self.tell(Message::Close(parameters.text_document.uri));
    }

    async fn did_change_watched_files(&self, parameters: DidChangeWatchedFilesParams) {
        let paths = parameters.changes.iter().filter_map(|change| convert::path(&change.uri));
        let paths: Vec<PathBuf> = paths.collect();
        let configured = paths.iter().any(|path| path.file_name().is_some_and(|name| name == FILE_NAME));
        self.tell(Message::DiskChanged(paths));
        if configured {
            let (client, session) = (self.client.clone(), self.session().clone());
            tokio::spawn(async move { refresh(&client, &session).await });
        }
    }

    async fn did_change_configuration(&self, parameters: DidChangeConfigurationParams) {
        if self.session().configuration() {
            self.pull_settings();
        } else {
            self.tell(Message::Settings(vec![(None, parameters.settings)]));
        }
    }

    async fn did_change_workspace_folders(&self, parameters: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: &[WorkspaceFolder]| -> Vec<PathBuf> {
            folders.iter().filter_map(|folder| convert::path(&folder.uri)).collect()
        };
        let (added, removed) = (paths(&parameters.event.added), paths(&parameters.event.removed));
        {
            let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            folders.retain(|folder| !removed.contains(folder));
            folders.extend(added.iter().cloned());
        }
        self.tell(Message::Folders(added, removed));
        if self.session().configuration() {
            self.pull_settings();
        }
    }

    async fn completion(&self, parameters: CompletionParams) -> Result<Option<CompletionResponse>> {
        let uri = parameters.text_document_position.text_document.uri.clone();
        self.ask(Some(&uri), move |snapshot| Ok(features::completion::completion(snapshot, &parameters)))
            .await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        self.ask(None, move |snapshot| Ok(features::completion::resolve(snapshot, item))).await
    }

    async fn hover(&self, parameters: HoverParams) -> Result<Option<Hover>> {
        let uri = parameters.text_document_position_params.text_document.uri.clone();
        let index = Arc::clone(&self.index);
        self.ask(Some(&uri), move |snapshot| Ok(features::hover::hover(snapshot, &index, &parameters))).await
    }

    async fn goto_definition(
        &self,
        parameters: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let uri = parameters.text_document_position_params.text_document.uri.clone();
        let index = Arc::clone(&self.index);
        let answer =
            move |snapshot: &Snapshot| Ok(features::navigation::definition(snapshot, &index, &parameters));
        self.ask(Some(&uri), answer).await
    }

    async fn references(&self, parameters: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let uri = parameters.text_document_position.text_document.uri.clone();
        let index = Arc::clone(&self.index);
        let answer =
            move |snapshot: &Snapshot| Ok(features::navigation::references(snapshot, &index, &parameters));
        self.ask(Some(&uri), answer).await
    }

    async fn document_highlight(
        &self,
        parameters: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let uri = parameters.text_document_position_params.text_document.uri.clone();
        self.ask(Some(&uri), move |snapshot| Ok(features::navigation::highlights(snapshot, &parameters)))
            .await
    }

    async fn code_action(&self, parameters: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = parameters.text_document.uri.clone();
        let index = Arc::clone(&self.index);
        let actions =
            move |snapshot: &Snapshot| features::code_actions::code_actions(snapshot, &index, &parameters);
        self.list(Some(&uri), actions).await
    }

    async fn document_symbol(
        &self,
        parameters: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let TextDocumentIdentifier { uri } = parameters.text_document;
        let key = uri.clone();
        self.list(Some(&uri), move |snapshot| features::symbols::document_symbols(snapshot, &key)).await
    }

    async fn symbol(&self, parameters: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let index = Arc::clone(&self.index);
        self.ask(None, move |snapshot| {
            Ok(Some(features::symbols::workspace_symbols(snapshot, &index, &parameters.query)))
        })
        .await
    }

    async fn folding_range(&self, parameters: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let TextDocumentIdentifier { uri } = parameters.text_document;
        let key = uri.clone();
        self.list(Some(&uri), move |snapshot| features::structure::folding_ranges(snapshot, &key)).await
    }

    async fn document_link(&self, parameters: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let TextDocumentIdentifier { uri } = parameters.text_document;
        let key = uri.clone();
        self.list(Some(&uri), move |snapshot| features::structure::document_links(snapshot, &key)).await
    }

    async fn code_lens(&self, parameters: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let TextDocumentIdentifier { uri } = parameters.text_document;
        let key = uri.clone();
        let index = Arc::clone(&self.index);
        self.list(Some(&uri), move |snapshot| features::beside::code_lenses(snapshot, &index, &key)).await
    }

    async fn inlay_hint(&self, parameters: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let uri = parameters.text_document.uri.clone();
        self.list(Some(&uri), move |snapshot| features::beside::inlay_hints(snapshot, &parameters)).await
    }

    async fn execute_command(&self, parameters: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        let about = commands::about(&parameters);
        let index = Arc::clone(&self.index);
        let work_out = move |snapshot: &Snapshot| commands::work_out(snapshot, &index, &parameters);
        let worked_out = self.ask(about.as_ref(), work_out).await?;
        commands::carry_out(&self.client, self.session(), worked_out).await
    }
}
