//! The one thread that changes anything: it applies messages in the order of the wire.
//!
//! Requests stand in the same queue, so that each sees every edit before it and none after it.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;

use ropey::Rope;
use serde_json::Value;
use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::configuration;
use super::convert;
use super::indexer::Job;
use super::open_file::{Content, Kind, OpenFile};
use super::readers::Readers;
use super::session::Session;
use super::snapshot::{Board, Snapshot};
use crate::rules;
use crate::text::Edit;
use crate::workspace::Workspace;

/// So many messages are applied before the checker is shown the outcome.
const BATCH: usize = 256;

/// A text of more bytes than this is read beside the queue, so that nobody waits for it who does not ask about it.
const LARGE: usize = 64 * 1024;

/// What happens, in the order in which it does.
pub(super) enum Message {
    /// The session begins.
    Begin(Box<Session>),
    /// The settings that the editor has for this server: for one of its folders, or for all.
    Settings(Vec<(Option<PathBuf>, Value)>),
    /// The editor was asked for its settings: nothing is judged until they are there, or have taken too long.
    SettingsAsked,
    /// The editor has none, or nobody waits for them any longer.
    SettingsNotThere,
    /// Folders were added and removed.
    Folders(Vec<PathBuf>, Vec<PathBuf>),
    /// A file is opened.
    Open(TextDocumentItem),
    /// A file is edited and has a new version.
    Change(Uri, i32, Vec<TextDocumentContentChangeEvent>),
    /// A file is closed.
    Close(Uri),
    /// These files and folders are other than they were.
    DiskChanged(Vec<PathBuf>),
    /// A large text was read: the file, the number of the reading, and what it says.
    Read(String, u64, Content),
    /// Names in code were read that findings had to do without.
    NamesRead,
    /// Somebody wants to know something.
    Ask(Question),
    /// A test wants to see how a fault is borne.
    #[cfg(debug_assertions)]
    Panic,
}

/// A request that waits for its turn.
pub(super) struct Question {
    /// The open file that it is about: it waits until that has been read.
    pub about: Option<String>,
    /// Works out the answer and delivers it.
    pub answer: Box<dyn FnOnce(&Snapshot) + Send>,
}

/// Who the writer works with.
pub(super) struct Partners {
    /// Where it leaves snapshots for the checker.
    pub board: Arc<Board>,
    /// Where messages to itself go.
    pub queue: Sender<Message>,
    /// Who reads all documents on disk.
    pub indexer: Sender<Job>,
    /// Where what goes wrong with settings is told.
    pub tell: Box<dyn Fn(String) + Send>,
}

/// Applies messages until nobody can send any; after each batch a snapshot goes to the board.
pub(super) fn write(queue: &Receiver<Message>, partners: Partners) {
    let readers = Readers::new();
    let board = Arc::clone(&partners.board);
    let mut writer = Writer::new(partners);
    while let Ok(first) = queue.recv() {
        let more = std::iter::from_fn(|| queue.try_recv().ok()).take(BATCH);
        for message in std::iter::once(first).chain(more) {
            match message {
                Message::Ask(question) => writer.ask(question, &readers),
                message => {
                    writer.shown = None;
                    // A panic costs this message; it is logged with its place.
                    let _ = catch_unwind(AssertUnwindSafe(|| writer.apply(message)));
                }
            }
            for question in std::mem::take(&mut writer.ready) {
                writer.ask(question, &readers);
            }
        }
        if !writer.is_on_board && !writer.awaits_settings {
            let snapshot = writer.snapshot();
            board.put(snapshot);
            writer.is_on_board = true;
        }
    }
}

struct Writer {
    partners: Partners,
    state: Snapshot,
    readings: u64,
    /// The state as readers were last shown it, as long as nothing changes it.
    shown: Option<Arc<Snapshot>>,
    /// Whether the board has the state.
    is_on_board: bool,
    /// Whether the editor's settings are still to come: a rule that they switch off must not flash up at the start.
    awaits_settings: bool,
    /// Questions about texts that are being read.
    waiting: BTreeMap<String, Vec<Question>>,
    /// Questions whose text has been read.
    ready: Vec<Question>,
    settings: BTreeMap<Option<PathBuf>, String>,
}

impl Writer {
    fn new(partners: Partners) -> Self {
        Self {
            partners,
            state: Snapshot::default(),
            readings: 0,
            shown: None,
            is_on_board: true,
            awaits_settings: false,
            waiting: BTreeMap::new(),
            ready: Vec::new(),
            settings: BTreeMap::from([(None, String::new())]),
        }
    }

    /// The state as it is now, for readers.
    fn snapshot(&mut self) -> Arc<Snapshot> {
        if let Some(shown) = &self.shown {
            return Arc::clone(shown);
        }
        self.settle();
        let snapshot = Arc::new(self.state.clone());
        self.shown = Some(Arc::clone(&snapshot));
        snapshot
    }

    fn ask(&mut self, question: Question, readers: &Readers) {
        if self.shown.is_none() {
            self.settle();
        }
        let file = question.about.as_ref().and_then(|key| self.state.files.get_key_value(key));
        if let Some((key, file)) = file
            && matches!(file.content, Content::Unread(..))
        {
            self.waiting.entry(key.clone()).or_default().push(question);
            return;
        }
        let snapshot = self.snapshot();
        let about = question.about.clone();
        readers.run(about.as_deref(), move || (question.answer)(&snapshot));
    }

    fn apply(&mut self, message: Message) {
        self.is_on_board = false;
        match message {
            Message::Begin(session) => {
                self.state.session = Arc::new(*session);
                let options = self.state.session.options.clone();
                self.set(vec![(None, options)]);
                self.index();
            }
            Message::Settings(settings) => {
                self.awaits_settings = false;
                self.set(settings);
            }
            Message::SettingsAsked => self.awaits_settings = true,
            Message::SettingsNotThere => self.awaits_settings = false,
            Message::Folders(added, removed) => self.folders(added, &removed),
            Message::Open(item) => self.open(item),
            Message::Change(uri, version, changes) => self.change(&uri, version, changes),
            Message::Close(uri) => self.close(&uri),
            Message::DiskChanged(paths) => {
                self.refresh();
                let _ = self.partners.indexer.send(Job::Changed(paths));
            }
            Message::Read(key, reading, content) => self.take(&key, reading, content),
            Message::NamesRead => self.state.surroundings += 1,
            // Questions change nothing and do not come here.
            Message::Ask(_) => {}
            #[cfg(debug_assertions)]
            Message::Panic => std::panic::resume_unwind(Box::new("a test asked for a panic")),
        }
    }

    fn open(&mut self, item: TextDocumentItem) {
        let place = convert::path(&item.uri);
        let saved = place.is_some();
        let root = self.state.root(place.as_deref());
        let path = place.unwrap_or_else(|| root.join(convert::name(&item.uri)));
        // Some clients have one language for all that a server reads; a name that tells is believed first.
        let kind = match (Kind::of(&path), item.language_id.as_str()) {
            (Kind::Other, "markdown") => Kind::Markdown,
            (Kind::Other, "terraform" | "terraform-vars" | "opentofu") => Kind::Terraform,
            (kind, _) => kind,
        };
        self.workspace(&root);
        let key = item.uri.as_str().to_owned();
        let content = Content::Other(Rope::new());
        let file =
            OpenFile { uri: item.uri, path, root, saved, kind, version: item.version, reading: 0, content };
        self.state.files.insert(key.clone(), Arc::new(file));
        self.read(&key, Rope::from_str(&item.text));
    }

    fn close(&mut self, uri: &Uri) {
        let Some(closed) = self.state.files.remove(uri.as_str()) else { return };
        self.ready.extend(self.waiting.remove(uri.as_str()).into_iter().flatten());
        self.state.surroundings += 1;
        self.state.disk_changes += 1;
        let files = &self.state.files;
        self.state.workspaces.retain(|root, _| files.values().any(|file| file.root == *root));
        // What was typed and not saved is gone.
        let _ = self.partners.indexer.send(Job::Changed(vec![closed.path.clone()]));
    }

    fn change(&mut self, uri: &Uri, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let encoding = self.state.session.encoding;
        let key = uri.as_str();
        for change in changes {
            let Some(file) = self.state.files.get_mut(key).map(Arc::make_mut) else { return };
            file.version = version;
            match change.range {
                Some(range) if change.text.len() <= LARGE => {
                    let span = convert::span(file.content.text(), encoding, range);
                    file.content.edit(&Edit::replace(span, change.text));
                }
                Some(range) => {
                    let span = convert::span(file.content.text(), encoding, range);
                    let mut content = Content::Other(file.content.text().clone());
                    content.edit(&Edit::replace(span, change.text));
                    self.read(key, content.text().clone());
                }
                None => self.read(key, Rope::from_str(&change.text)),
            }
        }
        let Some(file) = self.state.files.get_mut(key).map(Arc::make_mut) else { return };
        file.version = version;
        // What a large text says changes when it has been read.
        if file.kind != Kind::Markdown && file.content.text().len_bytes() <= LARGE {
            self.state.surroundings += 1;
        }
    }

    /// Reads a file's whole text anew: at once, or beside the queue where it is large.
    fn read(&mut self, key: &str, text: Rope) {
        self.readings += 1;
        self.state.surroundings += 1;
        let Some(file) = self.state.files.get_mut(key).map(Arc::make_mut) else { return };
        let Some(workspace) = self.state.workspaces.get(&file.root) else { return };
        file.reading = self.readings;
        if file.kind == Kind::Other {
            file.content = Content::Other(text);
            return;
        }
        if text.len_bytes() <= LARGE {
            file.content = file.kind.read(workspace, &file.path, &text);
            return;
        }
        file.content.unread(text.clone());
        let (kind, path, workspace, reading) =
            (file.kind, file.path.clone(), workspace.clone(), file.reading);
        self.beside(key, reading, move || kind.read(&workspace, &path, &text));
    }

    /// Has what edits put off read: at once, or beside the queue where the text is large.
    fn settle(&mut self) {
        let unsettled = self.state.files.iter_mut().filter(|(_, file)| file.content.is_unsettled());
        let mut large = Vec::new();
        for (key, file) in unsettled {
            let file = Arc::make_mut(file);
            if file.content.text().len_bytes() <= LARGE {
                file.content.settle();
                continue;
            }
            self.readings += 1;
            file.reading = self.readings;
            let text = file.content.text().clone();
            large.push((key.clone(), file.reading, file.content.unread(text)));
        }
        for (key, reading, mut content) in large {
            self.beside(&key, reading, move || {
                content.settle();
                content
            });
        }
    }

    /// Does some reading beside the queue.
    fn beside(&self, key: &str, reading: u64, read: impl FnOnce() -> Content + Send + 'static) {
        let (queue, key) = (self.partners.queue.clone(), key.to_owned());
        thread::spawn(move || {
            let content = read();
            // The writer is gone only with the process.
            let _ = queue.send(Message::Read(key, reading, content));
        });
    }

    /// Takes over what a large text says, if nothing has replaced that text.
    fn take(&mut self, key: &str, reading: u64, content: Content) {
        let Some(file) = self.state.files.get_mut(key).map(Arc::make_mut) else { return };
        if file.reading != reading {
            return;
        }
        let Content::Unread(unread) = std::mem::replace(&mut file.content, content) else { return };
        for edit in &unread.edits {
            file.content.edit(edit);
        }
        self.state.surroundings += 1;
        self.ready.extend(self.waiting.remove(key).into_iter().flatten());
    }

    /// The workspace with this root, made where there is none.
    fn workspace(&mut self, root: &Path) {
        if !self.state.workspaces.contains_key(root) {
            let workspace = self.configured(root);
            self.state.workspaces.insert(root.to_owned(), workspace);
        }
    }

    /// A workspace with the editor's settings for it; those that are wrong are not in force.
    fn configured(&self, root: &Path) -> Workspace {
        let workspace = Workspace::new(root, &rules::names()).reaching(&self.state.session.folders);
        let workspace = workspace.reading_names_later();
        let text = configuration::text_for(&self.settings, workspace.root());
        workspace.with_editor_settings(text).unwrap_or(workspace)
    }

    /// Takes over settings of the editor.
    fn set(&mut self, settings: Vec<(Option<PathBuf>, Value)>) {
        let mut texts = BTreeMap::new();
        for (folder, value) in settings {
            let checked = configuration::to_text(&value).and_then(|text| {
                let place = folder.as_deref().unwrap_or(Path::new("/"));
                Workspace::new(place, &rules::names()).with_editor_settings(&text).map(|_| text)
            });
            match checked {
                Ok(text) => drop(texts.insert(folder, text)),
                Err(error) => {
                    (self.partners.tell)(format!("The settings under `tiebeam` are not in force: {error}"));
                    // What was in force stays so.
                    if let Some(text) = self.settings.get(&folder) {
                        texts.insert(folder, text.clone());
                    }
                }
            }
        }
        if texts == self.settings {
            return;
        }
        self.settings = texts;
        self.renew();
    }

    /// Makes all workspaces anew and reads what other names hold for now.
    fn renew(&mut self) {
        let roots: Vec<PathBuf> = self.state.workspaces.keys().cloned().collect();
        for root in roots {
            let workspace = self.configured(&root);
            self.state.workspaces.insert(root, workspace);
        }
        self.reread();
        self.index();
    }

    fn folders(&mut self, added: Vec<PathBuf>, removed: &[PathBuf]) {
        let session = Arc::make_mut(&mut self.state.session);
        session.folders.retain(|folder| !removed.contains(folder));
        session.folders.extend(added);
        let moved: Vec<(String, PathBuf)> = self
            .state
            .files
            .iter()
            .map(|(key, file)| (key.clone(), self.state.root(file.saved.then_some(file.path.as_path()))))
            .collect();
        for (key, root) in moved {
            self.workspace(&root);
            if let Some(file) = self.state.files.get_mut(&key).filter(|file| file.root != root) {
                Arc::make_mut(file).root = root;
            }
        }
        self.renew();
    }

    /// Has all documents in the client's folders read.
    fn index(&self) {
        let folders = self.state.session.folders.clone();
        let _ = self.partners.indexer.send(Job::Folders(
            folders,
            self.settings.clone(),
            self.state.session.encoding,
        ));
    }

    /// Forgets what was read from the disk.
    fn refresh(&mut self) {
        self.state.surroundings += 1;
        self.state.disk_changes += 1;
        for workspace in self.state.workspaces.values_mut() {
            *workspace = workspace.refreshed();
        }
        self.reread();
    }

    /// Reads documents again for which other names hold now: another configuration may bring other templates.
    fn reread(&mut self) {
        self.state.surroundings += 1;
        let outdated = |file: &OpenFile| {
            let Content::Markdown(document) = &file.content else { return false };
            let workspace = self.state.workspaces.get(&file.root);
            workspace.is_some_and(|workspace| {
                !Arc::ptr_eq(document.vocabulary(), &workspace.settings(&file.path).vocabulary)
            })
        };
        let files = self.state.files.iter().filter(|(_, file)| outdated(file));
        let outdated: Vec<(String, Rope)> =
            files.map(|(key, file)| (key.clone(), file.content.text().clone())).collect();
        for (key, text) in outdated {
            self.read(&key, text);
        }
    }
}
