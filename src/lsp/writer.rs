//! The one thread that changes anything: it applies messages in the order of the wire.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use ropey::Rope;
use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::convert;
use super::open_file::{Content, OpenFile, OpenTerraform};
use super::snapshot::{Board, Session, Snapshot};
use crate::rules;
use crate::text::Edit;
use crate::workspace::{Workspace, disk};

/// So many messages are applied before the checker is shown the outcome.
const BATCH: usize = 256;

/// What the client tells.
#[derive(Debug)]
pub(super) enum Message {
    /// The session begins.
    Begin(Session),
    /// A file is opened.
    Open(TextDocumentItem),
    /// A file is edited and has a new version.
    Change(Uri, i32, Vec<TextDocumentContentChangeEvent>),
    /// A file is closed.
    Close(Uri),
    /// Something on the disk is another than it was.
    DiskChanged,
}

/// Applies messages until nobody can send any; after each batch a snapshot goes to the board.
pub(super) fn write(queue: &Receiver<Message>, board: &Board) {
    let mut writer = Writer::default();
    while let Ok(first) = queue.recv() {
        let more = std::iter::from_fn(|| queue.try_recv().ok()).take(BATCH);
        for message in std::iter::once(first).chain(more) {
            // A panic costs this message; what it panicked over says so on standard error.
            let _ = catch_unwind(AssertUnwindSafe(|| writer.apply(message)));
        }
        for file in writer.state.files.values_mut() {
            file.content.settle();
        }
        board.put(writer.state.clone());
    }
}

#[derive(Debug, Default)]
struct Writer {
    state: Snapshot,
    readings: u64,
}

impl Writer {
    fn apply(&mut self, message: Message) {
        match message {
            Message::Begin(session) => self.state.session = Arc::new(session),
            Message::Open(item) => self.open(item),
            Message::Change(uri, version, changes) => self.change(&uri, version, changes),
            Message::Close(uri) => {
                self.state.files.remove(uri.as_str());
                self.state.surroundings += 1;
                let files = &self.state.files;
                self.state.workspaces.retain(|root, _| files.values().any(|file| file.root == *root));
            }
            Message::DiskChanged => self.refresh(),
        }
    }

    fn open(&mut self, item: TextDocumentItem) {
        let file = convert::path(&item.uri);
        let saved = file.is_some();
        let root = self.root(file.as_deref());
        let path = file.unwrap_or_else(|| root.join(convert::name(&item.uri)));
        let workspaces = &mut self.state.workspaces;
        let workspace =
            workspaces.entry(root.clone()).or_insert_with(|| Workspace::new(&root, &rules::names()));
        let kind = match item.language_id.as_str() {
            "markdown" => Kind::Markdown,
            "terraform" | "opentofu" => Kind::Terraform,
            _ if disk::is_markdown(&path) => Kind::Markdown,
            _ if disk::is_terraform(&path) => Kind::Terraform,
            _ => Kind::Other,
        };
        let content = kind.read(workspace, &path, &item.text);
        self.readings += 1;
        self.state.surroundings += 1;
        let (version, reading) = (item.version, self.readings);
        let key = item.uri.as_str().to_owned();
        let file = OpenFile { uri: item.uri, path, root, saved, version, reading, content };
        self.state.files.insert(key, file);
    }

    fn change(&mut self, uri: &Uri, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let encoding = self.state.session.encoding;
        let Some(file) = self.state.files.get_mut(uri.as_str()) else { return };
        file.version = version;
        for change in changes {
            if let Some(range) = change.range {
                let span = convert::span(file.content.text(), encoding, range);
                file.content.edit(&Edit::replace(span, change.text));
            } else if let Some(workspace) = self.state.workspaces.get(&file.root) {
                self.readings += 1;
                file.reading = self.readings;
                file.content = Kind::of(file).read(workspace, &file.path, &change.text);
            }
        }
        if !matches!(file.content, Content::Markdown(_)) {
            self.state.surroundings += 1;
        }
    }

    /// Forgets what was read from the disk.
    fn refresh(&mut self) {
        self.state.surroundings += 1;
        for workspace in self.state.workspaces.values_mut() {
            *workspace = workspace.refreshed();
        }
        for file in self.state.files.values_mut() {
            let Some(workspace) = self.state.workspaces.get(&file.root) else { continue };
            // Another configuration may bring other templates, and with them other names to read by.
            if let Content::Markdown(document) = &file.content
                && !Arc::ptr_eq(document.vocabulary(), &workspace.settings(&file.path).vocabulary)
            {
                let text = document.text().to_string();
                self.readings += 1;
                file.reading = self.readings;
                file.content = Kind::Markdown.read(workspace, &file.path, &text);
            }
        }
    }

    /// The root of a file's workspace: its repository, else the client's folder that holds it, else its folder.
    /// A document that is no file is taken to be in the client's folder.
    fn root(&self, path: Option<&Path>) -> PathBuf {
        let folders = &self.state.session.folders;
        let Some(path) = path else {
            // Nothing is found below a folder that there is not.
            return folders.first().cloned().unwrap_or_else(|| Path::new("/").join("untitled:"));
        };
        let repository = disk::repository(path);
        if repository != path {
            return repository.to_owned();
        }
        let above = folders.iter().filter(|folder| path.starts_with(folder));
        let above = above.min_by_key(|folder| folder.components().count());
        above.map_or_else(|| path.parent().unwrap_or(path).to_owned(), Clone::clone)
    }
}

/// How a text is read.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Markdown,
    Terraform,
    Other,
}

impl Kind {
    /// How the text of an open file is read; one that could not be read is tried again by its name.
    fn of(file: &OpenFile) -> Self {
        match file.content {
            Content::Markdown(_) => Self::Markdown,
            Content::Terraform(_) => Self::Terraform,
            Content::Other(_) if disk::is_markdown(&file.path) => Self::Markdown,
            Content::Other(_) if disk::is_terraform(&file.path) => Self::Terraform,
            Content::Other(_) => Self::Other,
        }
    }

    /// Reads a whole text; where that panics, it is kept and not looked into.
    fn read(self, workspace: &Workspace, path: &Path, text: &str) -> Content {
        let read = catch_unwind(AssertUnwindSafe(|| match self {
            Self::Markdown => Content::Markdown(Arc::new(workspace.document(path, text))),
            Self::Terraform => Content::Terraform(Box::new(OpenTerraform::new(text))),
            Self::Other => Content::Other(Rope::from_str(text)),
        }));
        read.unwrap_or_else(|_| Content::Other(Rope::from_str(text)))
    }
}
