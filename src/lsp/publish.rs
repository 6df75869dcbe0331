//! Tells the client what was found, each version of a file once and never an older one after a newer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ropey::Rope;
use tokio::runtime::Handle;
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, NumberOrString,
    Range, Uri,
};

use super::convert;
use super::open_file::Content;
use super::session::Session;
use super::snapshot::Snapshot;
use crate::rules::{Finding, UNUSED_IGNORE};
use crate::workspace::Fault;

/// An editor is no place for more findings in one file.
const MOST: usize = 500;

const SOURCE: &str = "tiebeam";

/// What stands in the place of a rule's name where a configuration file or a template cannot be used.
const CONFIGURATION: &str = "configuration";

/// Tells the client what was found.
pub(super) struct Publisher {
    client: Client,
    runtime: Handle,
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
    /// Tells `client`; `runtime` is where its messages are sent.
    pub fn new(client: Client, runtime: Handle) -> Self {
        Self { client, runtime, told: BTreeMap::new() }
    }

    /// Publishes what is new: `findings` are those of each file, `text` gives the text of one.
    pub fn publish(
        &mut self,
        snapshot: &Snapshot,
        findings: &BTreeMap<PathBuf, Vec<Finding>>,
        mut text: impl FnMut(&PathBuf) -> Option<Arc<Rope>>,
    ) {
        let session = &snapshot.session;
        let address =
            |path: &Path| snapshot.at(path).map(|file| file.uri.clone()).or_else(|| convert::uri(path));
        let mut now: BTreeMap<String, Told> = BTreeMap::new();
        for (path, findings) in findings {
            let (Some(uri), Some(_)) = (address(path), text(path)) else { continue };
            let diagnostics = diagnostics(session, findings, &address, &mut text);
            now.insert(uri.as_str().to_owned(), Told { uri, version: None, diagnostics });
        }
        for fault in faults(snapshot) {
            let Some(uri) = address(&fault.path) else { continue };
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
                self.send(&gone.uri, Vec::new(), None);
            }
        }
        for (key, told) in &now {
            if self.told.get(key) != Some(told) {
                let version = told.version.filter(|_| session.versions()).map(|(_, version)| version);
                self.send(&told.uri, told.diagnostics.clone(), version);
            }
        }
        self.told = now;
    }

    fn send(&self, uri: &Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        self.runtime.block_on(self.client.publish_diagnostics(uri.clone(), diagnostics, version));
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
fn diagnostics(
    session: &Session,
    findings: &[Finding],
    address: &impl Fn(&Path) -> Option<Uri>,
    text: &mut impl FnMut(&PathBuf) -> Option<Arc<Rope>>,
) -> Vec<Diagnostic> {
    let mut chosen: Vec<&Finding> = findings.iter().collect();
    let mut left_out = 0;
    if chosen.len() > MOST {
        chosen.sort_by_key(|finding| finding.severity);
        left_out = chosen.len() - (MOST - 1);
        chosen.truncate(MOST - 1);
    }
    let mut place = |path: &Path, span| {
        let text = text(&path.to_owned())?;
        Some(convert::range(&text, session.encoding, span))
    };
    let mut diagnostics: Vec<Diagnostic> = Vec::with_capacity(chosen.len() + 1);
    for finding in chosen {
        let Some(range) = place(&finding.path, finding.span) else { continue };
        let related = finding.related.iter().filter(|_| session.related()).filter_map(|related| {
            let range = place(&related.path, related.span)?;
            let location = Location::new(address(&related.path)?, range);
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
            tags: (session.marks_unnecessary() && finding.rule.name == UNUSED_IGNORE.name)
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
