//! Tells the client what was found, each version of a file once and never an older one after a newer.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ropey::Rope;
use rustc_hash::FxHashMap;
use tower_lsp_server::ls_types::notification::{Notification, PublishDiagnostics};
use tower_lsp_server::ls_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, NumberOrString,
    PublishDiagnosticsParams, Range, Uri,
};

use super::convert;
use super::open_file::{Content, OpenFile};
use super::output::Output;
use super::session::Session;
use super::snapshot::Snapshot;
use crate::rules::{Finding, UNUSED_IGNORE};
use crate::workspace::Fault;

/// An editor is no place for more findings in one file.
const MOST: usize = 200;

const SOURCE: &str = "tiebeam";

/// What stands in the place of a rule's name where a configuration file or a template cannot be used.
const CONFIGURATION: &str = "configuration";

/// Tells the client what was found.
pub(super) struct Publisher {
    output: Arc<Output>,
    /// What the client was last told about each file.
    told: BTreeMap<String, Told>,
}

#[derive(Debug, PartialEq)]
struct Told {
    uri: Uri,
    /// The reading and the version that it holds for; nothing for a file that is not open.
    version: Option<(u64, i32)>,
    diagnostics: Vec<Diagnostic>,
}

impl Publisher {
    /// Tells the client at the other end of `output`.
    pub fn new(output: Arc<Output>) -> Self {
        Self { output, told: BTreeMap::new() }
    }

    /// Publishes what is new: `findings` are those of each file, `read` gives the text of one that is not open.
    pub fn publish(
        &mut self,
        snapshot: &Snapshot,
        findings: &[(&Path, Vec<&Finding>)],
        read: impl FnMut(&Path) -> Option<Rope>,
    ) {
        let session = &snapshot.session;
        let mut files = Files::of(snapshot, read);
        let mut now: BTreeMap<String, Told> = BTreeMap::new();
        for (path, findings) in findings {
            let Some(uri) = files.at(path).map(|(uri, _)| uri.clone()) else { continue };
            let diagnostics = diagnostics(session, findings, &mut files);
            now.insert(uri.as_str().to_owned(), Told { uri, version: None, diagnostics });
        }
        for fault in faults(snapshot) {
            let open = snapshot.at(&fault.path).map(|file| file.uri.clone());
            let Some(uri) = open.or_else(|| convert::uri(&fault.path)) else { continue };
            let diagnostics = of_fault(session, &fault);
            now.insert(uri.as_str().to_owned(), Told { uri, version: None, diagnostics });
        }
        for (key, file) in &snapshot.files {
            if matches!(file.content, Content::Unread(..)) {
                // What was told holds until the text has been read.
                now.remove(key);
                now.extend(self.told.remove_entry(key));
                continue;
            }
            let clean = || Told { uri: file.uri.clone(), version: None, diagnostics: Vec::new() };
            now.entry(key.clone()).or_insert_with(clean).version = Some((file.reading, file.version));
        }
        for (key, gone) in &self.told {
            if !now.contains_key(key) {
                self.send(gone.uri.clone(), Vec::new(), None);
            }
        }
        let versions = session.versions();
        for (key, told) in &now {
            if self.told.get(key) != Some(told) {
                let version = told.version.filter(|_| versions).map(|(_, version)| version);
                self.send(told.uri.clone(), told.diagnostics.clone(), version);
            }
        }
        self.told = now;
    }

    fn send(&self, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        let params = PublishDiagnosticsParams { uri, diagnostics, version };
        self.output.notify(PublishDiagnostics::METHOD, &params);
    }
}

/// The files that findings stand in: how the client calls each, and its text.
struct Files<'s, R> {
    open: FxHashMap<&'s OsStr, &'s OpenFile>,
    known: FxHashMap<PathBuf, Option<(Uri, Rope)>>,
    read: R,
}

impl<'s, R: FnMut(&Path) -> Option<Rope>> Files<'s, R> {
    fn of(snapshot: &'s Snapshot, read: R) -> Self {
        let open = snapshot.files.values().map(|file| (file.path.as_os_str(), file.as_ref())).collect();
        Self { open, known: FxHashMap::default(), read }
    }

    /// The file at a path; nothing where there is none.
    fn at(&mut self, path: &Path) -> Option<(&Uri, &Rope)> {
        if let Some(file) = self.open.get(path.as_os_str()) {
            return Some((&file.uri, file.content.text()));
        }
        if !self.known.contains_key(path) {
            let found = convert::uri(path).zip((self.read)(path));
            self.known.insert(path.to_owned(), found);
        }
        self.known.get(path)?.as_ref().map(|(uri, text)| (uri, text))
    }
}

/// What is wrong with the configuration files that hold for open files.
fn faults(snapshot: &Snapshot) -> Vec<Fault> {
    let known = snapshot.workspaces.values().flat_map(|workspace| workspace.disk().known_settings());
    known.filter_map(|settings| settings.fault.clone()).collect()
}

fn of_fault(session: &Session, fault: &Fault) -> Vec<Diagnostic> {
    let text = Rope::from_str(&fault.text);
    let errors = fault.errors.iter().map(|error| Diagnostic {
        range: convert::range(&text, session.encoding, error.span),
        severity: Some(DiagnosticSeverity::ERROR),
        code: Some(NumberOrString::String(CONFIGURATION.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: error.message.clone(),
        ..Diagnostic::default()
    });
    errors.collect()
}

/// The findings of one file as the protocol has them; where there are too many, the most severe.
fn diagnostics<R: FnMut(&Path) -> Option<Rope>>(
    session: &Session,
    findings: &[&Finding],
    files: &mut Files<'_, R>,
) -> Vec<Diagnostic> {
    let (shows_related, marks_unnecessary) = (session.related(), session.marks_unnecessary());
    let mut chosen: Vec<&Finding> = findings.to_vec();
    let mut left_out = 0;
    if chosen.len() > MOST {
        chosen.sort_by_key(|finding| finding.severity);
        left_out = chosen.len() - (MOST - 1);
        chosen.truncate(MOST - 1);
    }
    let mut place = |path: &Path, span| {
        let (uri, text) = files.at(path)?;
        Some((convert::range(text, session.encoding, span), uri.clone()))
    };
    let mut diagnostics: Vec<Diagnostic> = Vec::with_capacity(chosen.len() + 1);
    for finding in chosen {
        let Some((range, _)) = place(&finding.path, finding.span) else { continue };
        let related = finding.related.iter().filter(|_| shows_related).filter_map(|related| {
            let (range, uri) = place(&related.path, related.span)?;
            let location = Location::new(uri, range);
            Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
        });
        let related: Vec<_> = related.collect();
        diagnostics.push(Diagnostic {
            range,
            severity: Some(convert::severity(finding.severity)),
            code: Some(NumberOrString::String(finding.rule.name.to_owned())),
            source: Some(SOURCE.to_owned()),
            message: finding.message.clone(),
            related_information: (!related.is_empty()).then_some(related),
            tags: (marks_unnecessary && finding.rule.name == UNUSED_IGNORE.name)
                .then(|| vec![DiagnosticTag::UNNECESSARY]),
            ..Diagnostic::default()
        });
    }
    if left_out > 0 {
        diagnostics.push(Diagnostic {
            range: Range::default(),
            severity: Some(DiagnosticSeverity::INFORMATION),
            source: Some(SOURCE.to_owned()),
            message: format!("{left_out} more findings are left out; `tiebeam check` lists all of them."),
            ..Diagnostic::default()
        });
    }
    diagnostics
}
