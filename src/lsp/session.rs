//! What the client can do and where it works, as it said when the session began.
//!
//! The capabilities are kept as the JSON that they came in: a client that declares something unheard of is a client
//! that does not declare what is looked for here, and no client that cannot be served.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tower_lsp_server::ls_types::Uri;

use super::convert;
use crate::text::Encoding;

/// What the client can do and where it works.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// What columns count.
    pub encoding: Encoding,
    /// The folders that the client has open.
    pub folders: Vec<PathBuf>,
    /// The client's process.
    pub process: Option<u32>,
    /// What the client set for this server before it asked.
    pub options: Value,
    capabilities: Value,
}

/// VS Code shows 5,000 folds of a file at most.
const MOST_FOLDS: usize = 5_000;

impl Default for Session {
    fn default() -> Self {
        Self::of(&Value::Null)
    }
}

impl Session {
    /// Reads the parameters of `initialize`.
    pub fn of(parameters: &Value) -> Self {
        let capabilities = parameters["capabilities"].clone();
        let offered = capabilities.pointer("/general/positionEncodings").and_then(Value::as_array);
        let offered: Vec<&str> = offered.into_iter().flatten().filter_map(Value::as_str).collect();
        Self {
            encoding: convert::encoding(&offered),
            folders: folders(parameters),
            process: parameters["processId"].as_u64().and_then(|id| u32::try_from(id).ok()),
            options: parameters["initializationOptions"].clone(),
            capabilities,
        }
    }

    /// Whether the client knows of position encodings at all.
    pub fn negotiates_encoding(&self) -> bool {
        self.capabilities.pointer("/general/positionEncodings").is_some_and(Value::is_array)
    }

    fn can(&self, capability: &str) -> bool {
        self.capabilities.pointer(capability).and_then(Value::as_bool).unwrap_or(false)
    }

    fn list(&self, capability: &str) -> impl Iterator<Item = &str> {
        let list = self.capabilities.pointer(capability).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str)
    }

    fn takes(&self, capability: &str, value: &str) -> bool {
        self.list(capability).any(|known| known == value)
    }

    /// Whether a list of numbers has this one.
    fn has(&self, capability: &str, number: u64) -> bool {
        let list = self.capabilities.pointer(capability).and_then(Value::as_array);
        list.is_some_and(|list| list.iter().any(|known| known.as_u64() == Some(number)))
    }

    /// Whether diagnostics may name related places.
    pub fn related(&self) -> bool {
        self.can("/textDocument/publishDiagnostics/relatedInformation")
    }

    /// Whether diagnostics may be marked as about something that is not needed.
    pub fn marks_unnecessary(&self) -> bool {
        self.has("/textDocument/publishDiagnostics/tagSupport/valueSet", 1)
    }

    /// Whether diagnostics may name the version they hold for.
    pub fn versions(&self) -> bool {
        self.can("/textDocument/publishDiagnostics/versionSupport")
    }

    /// Whether settings can be asked for.
    pub fn configuration(&self) -> bool {
        self.can("/workspace/configuration")
    }

    /// Whether the client can be asked to tell of changed settings.
    pub fn registers_configuration(&self) -> bool {
        self.can("/workspace/didChangeConfiguration/dynamicRegistration")
    }

    /// Whether the client can be asked to tell of changes on disk.
    pub fn registers_watchers(&self) -> bool {
        self.can("/workspace/didChangeWatchedFiles/dynamicRegistration")
    }

    /// Whether progress can be shown.
    pub fn progress(&self) -> bool {
        self.can("/window/workDoneProgress")
    }

    /// Whether the client can be asked to show a document.
    pub fn shows_documents(&self) -> bool {
        self.can("/window/showDocument/support")
    }

    /// Whether the client can be asked to apply edits.
    pub fn applies_edits(&self) -> bool {
        self.can("/workspace/applyEdit")
    }

    /// Whether edits may name the version they were made for.
    pub fn document_changes(&self) -> bool {
        self.can("/workspace/workspaceEdit/documentChanges")
    }

    /// Whether edits may create files.
    pub fn creates_files(&self) -> bool {
        self.takes("/workspace/workspaceEdit/resourceOperations", "create")
    }

    /// Whether completion may insert tab stops.
    pub fn snippets(&self) -> bool {
        self.can("/textDocument/completion/completionItem/snippetSupport")
    }

    /// Whether one completion may be selected from the start.
    pub fn preselects(&self) -> bool {
        self.can("/textDocument/completion/completionItem/preselectSupport")
    }

    /// Whether completion may adjust no indentation: the text is right as it is.
    pub fn inserts_as_is(&self) -> bool {
        self.has("/textDocument/completion/completionItem/insertTextModeSupport/valueSet", 1)
    }

    /// Whether completions may be of a kind that the first version of the protocol did not know.
    pub fn knows_completion_kind(&self, kind: u64) -> bool {
        self.has("/textDocument/completion/completionItemKind/valueSet", kind)
    }

    /// Whether the explanation of a completion may be anything but a plain string: of the formats that the protocol
    /// has, the client names one.
    pub fn completion_markup(&self) -> bool {
        let formats = "/textDocument/completion/completionItem/documentationFormat";
        self.takes(formats, "plaintext") || self.completion_markdown()
    }

    /// Whether completions may be explained in Markdown.
    pub fn completion_markdown(&self) -> bool {
        self.takes("/textDocument/completion/completionItem/documentationFormat", "markdown")
    }

    /// Whether hovers may be Markdown.
    pub fn hover_markdown(&self) -> bool {
        self.takes("/textDocument/hover/contentFormat", "markdown")
    }

    /// Whether code actions may be more than commands.
    pub fn code_action_literals(&self) -> bool {
        let kinds = "/textDocument/codeAction/codeActionLiteralSupport/codeActionKind/valueSet";
        self.capabilities.pointer(kinds).is_some_and(Value::is_array)
    }

    /// Whether one code action may be preferred.
    pub fn prefers_actions(&self) -> bool {
        self.can("/textDocument/codeAction/isPreferredSupport")
    }

    /// Whether symbols may be nested.
    pub fn nested_symbols(&self) -> bool {
        self.can("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport")
    }

    /// Whether folds are whole lines.
    pub fn folds_lines_only(&self) -> bool {
        self.can("/textDocument/foldingRange/lineFoldingOnly")
    }

    /// How many folds the client wants at most; one that does not say gets no more than any editor shows.
    pub fn most_folds(&self) -> usize {
        let limit =
            self.capabilities.pointer("/textDocument/foldingRange/rangeLimit").and_then(Value::as_u64);
        limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(MOST_FOLDS)
    }

    /// Whether words may be shown behind values.
    pub fn inlay_hints(&self) -> bool {
        self.capabilities.pointer("/textDocument/inlayHint").is_some_and(Value::is_object)
    }

    /// Whether the client asks for inlay hints again when it is told to.
    pub fn refreshes_inlay_hints(&self) -> bool {
        self.can("/workspace/inlayHint/refreshSupport")
    }

    /// Whether the client asks for code lenses again when it is told to.
    pub fn refreshes_code_lenses(&self) -> bool {
        self.can("/workspace/codeLens/refreshSupport")
    }

    /// Whether links may say where they lead.
    pub fn link_tooltips(&self) -> bool {
        self.can("/textDocument/documentLink/tooltipSupport")
    }
}

/// The root of a file's workspace: its repository, if it is in one, else the topmost of the client's folders that hold
/// it, else its own folder.
pub(super) fn root_of(folders: &[PathBuf], path: &Path, repository: Option<&Path>) -> PathBuf {
    if let Some(repository) = repository {
        return repository.to_owned();
    }
    let above = folders.iter().filter(|folder| path.starts_with(folder));
    let above = above.min_by_key(|folder| folder.components().count());
    above.map_or_else(|| path.parent().unwrap_or(path).to_owned(), Clone::clone)
}

/// The folders that the client has open; clients that know one folder only name it as the root.
fn folders(parameters: &Value) -> Vec<PathBuf> {
    let path = |uri: &Value| uri.as_str()?.parse::<Uri>().ok().as_ref().and_then(convert::path);
    let several = parameters["workspaceFolders"].as_array();
    let named: Vec<PathBuf> =
        several.into_iter().flatten().filter_map(|folder| path(&folder["uri"])).collect();
    if !named.is_empty() {
        return named;
    }
    let root = path(&parameters["rootUri"]);
    let root = root.or_else(|| Some(PathBuf::from(parameters["rootPath"].as_str()?)));
    root.into_iter().filter(|root| root.is_absolute()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_odd_is_not_declared() {
        let session =
            Session::of(&json!({"capabilities": {"workspace": [], "window": {"workDoneProgress": "yes"},
            "textDocument": {"hover": {"contentFormat": ["markdown", "sparkles", 7]},
                "completion": {"completionItem": {"documentationFormat": ["sparkles"]}}}}}));
        assert!(!session.completion_markup() && !session.completion_markdown());
        assert!(!session.progress() && !session.applies_edits() && session.hover_markdown());
        assert_eq!(session.encoding, Encoding::Utf16);
        assert!(!session.negotiates_encoding() && session.folders.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn folders_come_under_three_names() {
        let folders = |parameters| Session::of(&parameters).folders;
        let (a, b) = (PathBuf::from("/a"), PathBuf::from("/b"));
        assert_eq!(
            folders(json!({"workspaceFolders": [{"uri": "file:///a", "name": "a"}, {"uri": "file:///b"}]})),
            [a.clone(), b]
        );
        assert_eq!(
            folders(json!({"workspaceFolders": null, "rootUri": "file:///a"})),
            std::slice::from_ref(&a)
        );
        assert_eq!(folders(json!({"rootUri": null, "rootPath": "/a"})), [a]);
        assert!(
            folders(json!({"workspaceFolders": [{"uri": "vscode-vfs://github/a"}], "rootPath": "."}))
                .is_empty()
        );
    }
}
