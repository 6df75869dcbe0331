//! Tells the client what was found, each version of a file once and never an older one after a newer.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ropey::Rope;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use tower_lsp_server::ls_types::notification::{Notification, PublishDiagnostics};
use tower_lsp_server::ls_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, NumberOrString,
    Range, Uri,
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
    told: BTreeMap<Arc<str>, Told>,
    /// What was made of the findings in each file, as long as all texts that they point into are the same.
    made: FxHashMap<OsString, Made>,
    /// The readings and versions of the open files, by their paths.
    open: FxHashMap<OsString, (u64, i32)>,
    disk_changes: u64,
}

#[derive(Clone, Debug)]
struct Told {
    uri: Arc<Uri>,
    /// The reading and the version that it holds for; nothing for a file that is not open.
    version: Option<(u64, i32)>,
    diagnostics: Arc<[Diagnostic]>,
}

impl Told {
    fn is(&self, other: &Self) -> bool {
        self.version == other.version
            && (Arc::ptr_eq(&self.diagnostics, &other.diagnostics) || self.diagnostics == other.diagnostics)
    }
}

/// Diagnostics and the findings that they were made of.
struct Made {
    findings: Vec<Finding>,
    key: Arc<str>,
    told: Told,
}

impl Publisher {
    /// Tells the client at the other end of `output`.
    pub fn new(output: Arc<Output>) -> Self {
        let (told, made, open) = (BTreeMap::new(), FxHashMap::default(), FxHashMap::default());
        Self { output, told, made, open, disk_changes: 0 }
    }

    /// Publishes what is new: `findings` are those of each file, `read` gives the text of one that is not open.
    pub fn publish(
        &mut self,
        snapshot: &Snapshot,
        findings: &[(&Path, Vec<&Finding>)],
        read: impl FnMut(&Path) -> Option<Rope>,
    ) {
        let session = &snapshot.session;
        let changed = self.changed(snapshot);
        let mut files = Files::of(snapshot, read);
        let mut now: BTreeMap<Arc<str>, Told> = BTreeMap::new();
        for (path, findings) in findings {
            if let Some(made) = self.made.get(path.as_os_str()).filter(|made| made.is_of(findings)) {
                now.insert(Arc::clone(&made.key), made.told.clone());
                continue;
            }
            let Some(uri) = files.at(path).map(|(uri, _)| Arc::new(uri.clone())) else { continue };
            let diagnostics = diagnostics(session, findings, &mut files).into();
            let (key, told) = (Arc::from(uri.as_str()), Told { uri, version: None, diagnostics });
            // What is being edited is told anew with every edit.
            if !changed.contains(path.as_os_str()) {
                let findings = findings.iter().copied().cloned().collect();
                let made = Made { findings, key: Arc::clone(&key), told: told.clone() };
                self.made.insert(path.as_os_str().to_owned(), made);
            }
            now.insert(key, told);
        }
        for fault in faults(snapshot) {
            let open = snapshot.at(&fault.path).map(|file| file.uri.clone());
            let Some(uri) = open.or_else(|| convert::uri(&fault.path)) else { continue };
            let diagnostics = of_fault(session, &fault).into();
            now.insert(uri.as_str().into(), Told { uri: Arc::new(uri), version: None, diagnostics });
        }
        for (key, file) in &snapshot.files {
            if matches!(file.content, Content::Unread(..)) {
                // What was told holds until the text has been read.
                now.remove(key.as_str());
                now.extend(self.told.remove_entry(key.as_str()));
                continue;
            }
            let clean =
                || Told { uri: Arc::new(file.uri.clone()), version: None, diagnostics: Arc::default() };
            now.entry(key.as_str().into()).or_insert_with(clean).version = Some((file.reading, file.version));
        }
        for (key, gone) in &self.told {
            if !now.contains_key(key) {
                self.send(&gone.uri, &[], None);
            }
        }
        let versions = session.versions();
        for (key, told) in &now {
            if !self.told.get(key).is_some_and(|before| before.is(told)) {
                let version = told.version.filter(|_| versions).map(|(_, version)| version);
                self.send(&told.uri, &told.diagnostics, version);
            }
        }
        self.told = now;
    }

    /// The open files that have another text than the last time; what was made with their texts is forgotten.
    fn changed(&mut self, snapshot: &Snapshot) -> FxHashSet<OsString> {
        let files = snapshot.files.values();
        let open: FxHashMap<OsString, (u64, i32)> =
            files.map(|file| (file.path.as_os_str().to_owned(), (file.reading, file.version))).collect();
        let before = std::mem::replace(&mut self.open, open);
        let paths = self.open.keys().chain(before.keys());
        let changed: FxHashSet<OsString> =
            paths.filter(|path| self.open.get(*path) != before.get(*path)).cloned().collect();
        if std::mem::replace(&mut self.disk_changes, snapshot.disk_changes) == snapshot.disk_changes {
            self.made.retain(|path, made| {
                !changed.contains(path) && !made.related().any(|path| changed.contains(path))
            });
        } else {
            self.made.clear();
        }
        changed
    }

    fn send(&self, uri: &Uri, diagnostics: &[Diagnostic], version: Option<i32>) {
        let params = Publication { uri, diagnostics, version };
        self.output.notify(PublishDiagnostics::METHOD, &params);
    }
}

impl Made {
    /// Whether it is what these findings make.
    fn is_of(&self, findings: &[&Finding]) -> bool {
        self.findings.len() == findings.len()
            && self.findings.iter().zip(findings).all(|(one, other)| one.says_the_same(other))
    }

    /// The files in which the reasons of its findings stand.
    fn related(&self) -> impl Iterator<Item = &OsStr> {
        self.findings.iter().flat_map(|finding| &finding.related).map(|related| related.path.as_os_str())
    }
}

/// The parameters of a publication, without a copy of what they say.
#[derive(Serialize)]
struct Publication<'p> {
    uri: &'p Uri,
    diagnostics: &'p [Diagnostic],
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
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
