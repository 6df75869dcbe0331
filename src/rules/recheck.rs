//! Findings after an edit, from those before it where the edit changed nothing but words.

use std::path::Path;
use std::sync::Arc;

use super::check::check_in;
use super::context::{Context, Known};
use super::finding::Finding;
use super::sections::DUPLICATE_SECTION;
use super::ties::Tie;
use crate::facts::Memory;
use crate::model::{Change, Document};
use crate::schema::TemplateIndex;
use crate::text::Span;
use crate::workspace::{Binding, Disk, NamedCode, Requirements, Settings, Workspace};

/// The findings of a document and what they were judged by.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The findings, in the order of their places: those in the document first.
    pub findings: Arc<Vec<Finding>>,
    /// What else was worked out.
    pub known: Known,
    /// Parts of the document whose very words were judged.
    read: Vec<Span>,
    revision: u64,
    basis: Basis,
    /// What blocks of the Terraform say by themselves.
    memory: Memory,
}

/// Everything but the document itself that findings depend on.
#[derive(Clone, Debug)]
struct Basis {
    template: TemplateIndex,
    binding: Option<Arc<Binding>>,
    settings: Arc<Settings>,
    disk: Arc<Disk>,
    /// The names in code, where they come later than the rest.
    names: Option<Arc<NamedCode>>,
    open_outlines: (usize, u64),
}

impl Basis {
    fn of(workspace: &Workspace, requirements: &Requirements) -> Self {
        Self {
            template: requirements.template,
            binding: requirements.binding.clone(),
            settings: Arc::clone(&requirements.settings),
            disk: Arc::clone(workspace.disk()),
            names: workspace.names_so_far(),
            open_outlines: workspace.open_outlines(),
        }
    }

    fn is(&self, other: &Self) -> bool {
        self.template == other.template
            && Arc::ptr_eq(&self.settings, &other.settings)
            && Arc::ptr_eq(&self.disk, &other.disk)
            && self.open_outlines == other.open_outlines
            && both(self.names.as_ref(), other.names.as_ref(), Arc::ptr_eq)
            && both(self.binding.as_ref(), other.binding.as_ref(), |one, other| {
                Arc::ptr_eq(one, other) || one.is(other)
            })
    }
}

/// Whether there is neither, or there are both and they are the same.
fn both<T>(one: Option<&T>, other: Option<&T>, are_same: impl Fn(&T, &T) -> bool) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => are_same(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The same parts of a text, those that overlap joined: every edit moves them all.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start < last.end || span == *last => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

/// Ties where their claims are now; nothing where one may be another.
fn moved(mut ties: Arc<Vec<Tie>>, change: &Change) -> Option<Arc<Vec<Tie>>> {
    for tie in Arc::make_mut(&mut ties) {
        tie.span = change.moved(tie.span)?;
    }
    Some(ties)
}

impl Checked {
    /// Checks a document.
    pub fn new(workspace: &Workspace, requirements: &Requirements) -> Self {
        let basis = Basis::of(workspace, requirements);
        Self::judged(workspace, requirements, basis, Memory::default())
    }

    fn judged(workspace: &Workspace, requirements: &Requirements, basis: Basis, memory: Memory) -> Self {
        let revision = requirements.document.revision();
        let Some(context) = Context::new(workspace, requirements) else {
            let known = Known { progress: Arc::default(), ties: None };
            return Self { findings: Arc::default(), known, read: Vec::new(), revision, basis, memory };
        };
        let context = context.remembering(memory);
        let findings = Arc::new(check_in(&context));
        let known =
            Known { progress: Arc::clone(context.progress()), ties: Some(Arc::clone(context.ties())) };
        let read = joined(context.read.take());
        Self { findings, known, read, revision, basis, memory: context.into_memory() }
    }

    /// Checks the same document after edits: what [`Checked::new`] finds, for less where only words changed.
    ///
    /// `requirements` must hold the document that was checked, or what edits made of it.
    #[must_use]
    pub fn after_edits(self, workspace: &Workspace, requirements: &Requirements) -> Self {
        let basis = Basis::of(workspace, requirements);
        let mut checked = self;
        if checked.basis.is(&basis) && checked.moved(&requirements.document, &requirements.path).is_some() {
            return checked;
        }
        Self::judged(workspace, requirements, basis, checked.memory.aged())
    }

    /// Moves the findings to where they are now; nothing where an edit may have made others.
    fn moved(&mut self, document: &Document, path: &Path) -> Option<()> {
        for change in document.changes_since(self.revision)? {
            self.take(change, path)?;
        }
        self.revision = document.revision();
        Some(())
    }

    fn take(&mut self, change: &Change, path: &Path) -> Option<()> {
        let lines_told =
            change.lines && self.findings.iter().any(|finding| finding.rule.name == DUPLICATE_SECTION.name);
        if !change.only_words || lines_told {
            return None;
        }
        // Paths of one document are written in one way.
        let is_here = |other: &Path| other.as_os_str() == path.as_os_str();
        for finding in Arc::make_mut(&mut self.findings) {
            if is_here(&finding.path) {
                finding.span = change.moved(finding.span)?;
            }
            for related in finding.related.iter_mut().filter(|related| is_here(&related.path)) {
                related.span = change.moved(related.span)?;
            }
        }
        for span in &mut self.read {
            *span = change.moved(*span)?;
        }
        self.known.ties = self.known.ties.take().and_then(|ties| moved(ties, change));
        Some(())
    }
}
