//! A folder with an open document and a cursor in it.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use tempfile::TempDir;
use tiebeam::model::Document;
use tiebeam::rules::{self, Context};
use tiebeam::workspace::{Requirements, Workspace};

/// Where the cursor is.
const CURSOR: char = '‸';

/// A folder with an open document and a cursor in it.
pub struct Fixture {
    // Held so that the folder lives as long as what was read from it.
    _folder: TempDir,
    pub workspace: Workspace,
    pub path: PathBuf,
    pub document: Arc<Document>,
    /// What the document is judged by; nothing where it is no requirements document.
    pub requirements: Option<Requirements>,
    /// The place of the cursor.
    pub offset: usize,
}

impl Fixture {
    /// A document `name` whose text has a `‸` at the cursor.
    pub fn new(name: &str, text: &str) -> Self {
        Self::with(name, text, &[])
    }

    /// The same beside other files.
    pub fn with(name: &str, text: &str, others: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for (name, text) in others {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let offset = text.find(CURSOR).unwrap_or(0);
        let workspace = Workspace::new(&root, &rules::names());
        let path = root.join(name);
        let document = Arc::new(workspace.document(&path, &text.replace(CURSOR, "")));
        let requirements = workspace.requirements(&path, Arc::clone(&document));
        Self { _folder: folder, workspace, path, document, requirements, offset }
    }

    /// The document as the rules see it.
    pub fn context(&self) -> Context<'_> {
        Context::new(&self.workspace, self.requirements.as_ref().expect("no requirements document")).unwrap()
    }

    /// Its text.
    pub fn text(&self) -> String {
        self.document.text().to_string()
    }
}
