//! A file as an editor has it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ropey::Rope;
use tower_lsp_server::ls_types::Uri;

use crate::model::Document;
use crate::model::terraform::{TerraformFile, is_json};
use crate::rules::Finding;
use crate::text::{Edit, Span};
use crate::workspace::{Workspace, disk};

/// A file that is open in the editor.
#[derive(Clone, Debug)]
pub(super) struct OpenFile {
    /// What the client calls it.
    pub uri: Uri,
    /// Where it is, or would be.
    pub path: PathBuf,
    /// The root of the workspace it is in.
    pub root: PathBuf,
    /// Whether it is a file; a new document that was never saved is none.
    pub saved: bool,
    /// How its text is read.
    pub kind: Kind,
    /// The version that the client gave it.
    pub version: i32,
    /// Grows with each reading of a whole text: edits lead from one revision to another within one reading only.
    pub reading: u64,
    /// What it says.
    pub content: Content,
}

/// What an open file says.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// Markdown.
    Markdown(Arc<Document>),
    /// Terraform.
    Terraform(Box<OpenTerraform>),
    /// Something that is not looked into.
    Other(Rope),
    /// A large text that is being read elsewhere.
    Unread(Unread),
}

/// A text that is being read elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Unread {
    text: Rope,
    /// The edits since the reading began.
    pub edits: Vec<Edit>,
    /// What it said before, where it is Terraform that was read: others are judged by that meanwhile.
    before: Option<Arc<TerraformFile>>,
}

/// A rule that cannot be right about a document that has no place yet.
const NEEDS_A_PLACE: &str = "dead-link";

impl OpenFile {
    /// Whether a finding of this document is one that its author is shown.
    pub fn shows(&self, finding: &Finding) -> bool {
        self.saved || finding.rule.name != NEEDS_A_PLACE
    }
}

impl Content {
    /// The text.
    pub fn text(&self) -> &Rope {
        match self {
            Self::Markdown(document) => document.text(),
            Self::Terraform(terraform) => &terraform.text,
            Self::Other(text) => text,
            Self::Unread(unread) => &unread.text,
        }
    }

    /// Replaces a part of the text.
    ///
    /// Where reading it panics, the text is kept and not looked into until all of it comes anew.
    pub fn edit(&mut self, edit: &Edit) {
        let before = self.text().clone();
        let edited = catch_unwind(AssertUnwindSafe(|| match self {
            Self::Markdown(document) => Arc::make_mut(document).edit(edit),
            Self::Terraform(terraform) => terraform.edit(edit),
            Self::Other(text) => replace(text, edit),
            Self::Unread(unread) => {
                replace(&mut unread.text, edit);
                unread.edits.push(edit.clone());
            }
        }));
        if edited.is_err() {
            let mut text = before;
            replace(&mut text, edit);
            *self = Self::Other(text);
        }
    }

    /// What Terraform says, or said before it was edited where that is still being read.
    pub fn terraform(&self) -> Option<&Arc<TerraformFile>> {
        match self {
            Self::Terraform(open) => Some(&open.file),
            Self::Unread(unread) => unread.before.as_ref(),
            Self::Markdown(_) | Self::Other(_) => None,
        }
    }

    /// Makes it a text that is being read, and returns what it was.
    pub fn unread(&mut self, text: Rope) -> Self {
        let before = self.terraform().cloned();
        std::mem::replace(self, Self::Unread(Unread { text, edits: Vec::new(), before }))
    }

    /// Whether something was put off until all edits are applied.
    pub fn is_unsettled(&self) -> bool {
        matches!(self, Self::Terraform(terraform) if terraform.changed.is_some())
    }

    /// Reads what was put off until all edits are applied.
    pub fn settle(&mut self) {
        let settled = catch_unwind(AssertUnwindSafe(|| {
            if let Self::Terraform(terraform) = self {
                terraform.settle();
            }
        }));
        if settled.is_err() {
            *self = Self::Other(self.text().clone());
        }
    }
}

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As a document.
    Markdown,
    /// As Terraform or OpenTofu.
    Terraform,
    /// Not at all.
    Other,
}

impl Kind {
    /// How a file of this name is read.
    pub fn of(path: &Path) -> Self {
        if disk::is_markdown(path) {
            Self::Markdown
        } else if disk::is_terraform(path) {
            Self::Terraform
        } else {
            Self::Other
        }
    }

    /// Reads a whole text; where that panics, it is kept and not looked into.
    pub fn read(self, workspace: &Workspace, path: &Path, text: &Rope) -> Content {
        let read = catch_unwind(AssertUnwindSafe(|| match self {
            Self::Markdown => Content::Markdown(Arc::new(workspace.document_of_rope(path, text.clone()))),
            Self::Terraform => Content::Terraform(Box::new(OpenTerraform::new(path, text.clone()))),
            Self::Other => Content::Other(text.clone()),
        }));
        read.unwrap_or_else(|_| Content::Other(text.clone()))
    }
}

/// A Terraform file.
#[derive(Clone, Debug)]
pub(super) struct OpenTerraform {
    text: Rope,
    is_json: bool,
    /// What it says.
    pub file: Arc<TerraformFile>,
    changed: Option<Changed>,
}

/// What edits changed since the text was read: one span of the text then, and its length now.
#[derive(Clone, Copy, Debug)]
struct Changed {
    old: Span,
    len: usize,
}

impl OpenTerraform {
    /// Reads a whole text.
    pub fn new(path: &Path, text: Rope) -> Self {
        let file = Arc::new(TerraformFile::read_at(path, &text.to_string()));
        Self { text, is_json: is_json(path), file, changed: None }
    }

    fn edit(&mut self, edit: &Edit) {
        replace(&mut self.text, edit);
        let changed = self.changed.unwrap_or(Changed { old: Span::empty(edit.span.start), len: 0 });
        self.changed = Some(changed.with(edit.span, edit.text.len()));
    }

    /// Many edits come together; what it says follows them at once.
    fn settle(&mut self) {
        if let Some(changed) = self.changed.take() {
            let text = self.text.to_string();
            self.file = Arc::new(if self.is_json {
                TerraformFile::read_json(&text)
            } else {
                self.file.edited(changed.old, changed.len, &text)
            });
        }
    }
}

impl Changed {
    /// The same with a later edit that replaced `span` by `len` bytes.
    fn with(self, span: Span, len: usize) -> Self {
        let start = self.old.start.min(span.start);
        let end = self.old.start + self.len;
        let beyond = span.end.saturating_sub(end);
        let old = Span::new(start, self.old.end + beyond);
        Self { old, len: end + beyond - start - span.len() + len }
    }
}

/// Replaces a part of a text; the span falls on boundaries of characters.
fn replace(text: &mut Rope, edit: &Edit) {
    let from = text.byte_to_char(edit.span.start.min(text.len_bytes()));
    let to = text.byte_to_char(edit.span.end.min(text.len_bytes()));
    text.remove(from..to);
    text.insert(from, &edit.text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_of_terraform_that_come_together_are_read_like_the_whole_text() {
        let path = Path::new("main.tf");
        let text = "resource \"a\" \"b\" {\n  x = 1\n}\n\nlocals {\n  y = \"ü\"\n}\n";
        let spans = [(0, 0), (30, 36), (2, 9), (20, 20), (8, 30), (0, 3), (10, 40)];
        let mut state = 1_usize;
        for round in 0..300 {
            let mut content = Content::Terraform(Box::new(OpenTerraform::new(path, text.into())));
            for step in 0..=(round % 5) {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let (start, end) = spans[(state >> 33) % spans.len()];
                let rope = content.text();
                let snap = |at: usize| rope.char_to_byte(rope.byte_to_char(at.min(rope.len_bytes())));
                let span = Span::new(snap(start), snap(end));
                content.edit(&Edit::replace(span, ["z = 2\n", "}", "", "{ \"q"][(round + step) % 4]));
            }
            content.settle();
            let Content::Terraform(terraform) = &content else { panic!("became something else") };
            let whole = terraform.text.to_string();
            assert_eq!(*terraform.file, *OpenTerraform::new(path, whole.as_str().into()).file, "{whole}");
        }
    }
}
