//! Code actions.

use std::sync::Arc;

use tower_lsp_server::ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse,
    Command, Diagnostic, NumberOrString, Range,
};

use super::super::convert;
use super::super::index::Index;
use super::super::open_file::{Content, OpenFile};
use super::super::snapshot::Snapshot;
use super::bound::{self, Bound};
use super::{FIX_ALL, commands, edits, navigation};
use crate::ide::code_action::{self, Action};
use crate::ide::terraform_action;
use crate::ide::ties::{self, Place};
use crate::rules::{self, Context, Finding, Fix};
use crate::text::Span;
use crate::workspace::Requirements;

/// Where nobody asks for it, what is certain is worked out only for documents of fewer bytes: it takes many readings.
const SMALL: usize = 64 * 1024;

/// What can be done at a place.
pub(in super::super) fn code_actions(
    snapshot: &Snapshot,
    index: &Index,
    parameters: &CodeActionParams,
) -> Option<CodeActionResponse> {
    let file = snapshot.files.get(parameters.text_document.uri.as_str())?;
    let place = convert::span(file.content.text(), snapshot.session.encoding, parameters.range);
    let wanted = Wanted { only: parameters.context.only.as_deref() };
    let (actions, others) = match &file.content {
        Content::Terraform(_) => in_terraform(snapshot, index, file, place, &wanted),
        _ => in_document(snapshot, file, place, &wanted)?,
    };
    let actions = actions
        .into_iter()
        .filter_map(|(kind, action)| converted(snapshot, file, &parameters.context, kind, action));
    let others = others
        .iter()
        .filter(|_| wanted.takes(&CodeActionKind::QUICKFIX))
        .filter_map(|place| opening(snapshot, place));
    Some(actions.chain(others).collect())
}

/// The kinds of action that are asked for.
struct Wanted<'p> {
    only: Option<&'p [CodeActionKind]>,
}

impl Wanted<'_> {
    /// Whether actions of this kind are: all kinds, or this one or one that it is a kind of.
    fn takes(&self, kind: &CodeActionKind) -> bool {
        self.only.is_none_or(|only| {
            only.iter().any(|asked| {
                let rest = kind.as_str().strip_prefix(asked.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || asked.as_str().is_empty())
            })
        })
    }

    /// The kind under which document-wide changes are given: once, also where all kinds are asked for.
    fn document_wide(&self) -> Option<CodeActionKind> {
        [CodeActionKind::REFACTOR_REWRITE, CodeActionKind::SOURCE].into_iter().find(|kind| self.takes(kind))
    }

    fn everything(&self) -> bool {
        self.only.is_none()
    }
}

type Actions = Vec<(CodeActionKind, Action)>;

/// The other sides of what stands at a place, each at most once.
type Others = Vec<Place>;

fn in_document(
    snapshot: &Snapshot,
    file: &OpenFile,
    place: Span,
    wanted: &Wanted<'_>,
) -> Option<(Actions, Others)> {
    let (_, workspace, requirements) = snapshot.requirements(file.uri.as_str())?;
    let context = snapshot.context(file, &workspace, &requirements)?;
    let all_findings = snapshot.findings(file, &workspace, &requirements);
    let mut findings = all_findings.to_vec();
    findings.retain(|finding| finding.path == context.path && file.shows(finding));
    let place = code_action::on_whole_links(&context, place);
    let fixes = |finding: &Finding| (finding.rule.fixes)(&context, finding);
    let mut actions = Vec::new();
    if wanted.takes(&CodeActionKind::QUICKFIX) {
        let accept = |finding: &Finding| code_action::accept(&context, finding);
        actions =
            with_kind(&CodeActionKind::QUICKFIX, code_action::quick_fixes(&findings, place, fixes, accept));
    }
    if let Some(kind) = wanted.document_wide() {
        let known =
            |action: &Action, actions: &Actions| actions.iter().any(|(_, known)| known.edits == action.edits);
        let mut wide = code_action::document_wide(&findings, fixes);
        if kind == CodeActionKind::REFACTOR_REWRITE {
            wide.extend(code_action::in_section(&context, place));
        }
        wide.extend(code_action::label_all(&context));
        wide.retain(|action| !known(action, &actions));
        actions.extend(with_kind(&kind, wide));
    }
    let small = requirements.document.text().len_bytes() <= SMALL;
    if wanted.takes(&FIX_ALL) && (small || !wanted.everything()) {
        let all = code_action::fix_all(&context, &all_findings);
        actions.extend(all.map(|action| (FIX_ALL, action)));
    }
    let proofs = ties::at_claim(&context, place.start).flat_map(|tie| &tie.proofs);
    let others = proofs.map(|proof| Place { path: proof.path.clone(), span: proof.span });
    Some((actions, first(others)))
}

/// The first place in each file: more would be a list, which "go to definition" shows.
fn first(places: impl Iterator<Item = Place>) -> Others {
    let mut first: Others = Vec::new();
    for place in places {
        if !first.iter().any(|known| known.path == place.path) {
            first.push(place);
        }
    }
    first
}

/// An action that shows a place in the other file; nothing where the client shows none.
fn opening(snapshot: &Snapshot, place: &Place) -> Option<CodeActionOrCommand> {
    let session = &snapshot.session;
    if !session.shows_documents() {
        return None;
    }
    let location = navigation::location(snapshot, place)?;
    let name = place.path.file_name().unwrap_or_default().to_string_lossy();
    let title = format!("Open {name} at line {}", location.range.start.line + 1);
    let arguments = serde_json::json!({"uri": location.uri, "range": location.range});
    let command = Command::new(title.clone(), commands::OPEN.to_owned(), Some(vec![arguments]));
    Some(if session.code_action_literals() {
        CodeActionOrCommand::CodeAction(CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            command: Some(command),
            ..CodeAction::default()
        })
    } else {
        CodeActionOrCommand::Command(command)
    })
}

fn with_kind(kind: &CodeActionKind, actions: Vec<Action>) -> Actions {
    actions.into_iter().map(|action| (kind.clone(), action)).collect()
}

/// Findings in a Terraform file are those of the documents bound to it, and the other sides of theirs.
fn in_terraform(
    snapshot: &Snapshot,
    index: &Index,
    file: &OpenFile,
    place: Span,
    wanted: &Wanted<'_>,
) -> (Actions, Others) {
    let Content::Terraform(terraform) = &file.content else { return (Vec::new(), Vec::new()) };
    if !wanted.takes(&CodeActionKind::QUICKFIX) {
        return (Vec::new(), Vec::new());
    }
    let documents = bound::documents(snapshot, index, &file.path);
    let contexts: Vec<Context<'_>> = documents.iter().filter_map(Bound::context).collect();
    let open = documents.iter().filter_map(|document| Some((&document.requirements, document.findings()?)));
    let open: Vec<(&Requirements, Arc<Vec<Finding>>)> = open.collect();
    let checked: Vec<(&Requirements, Vec<&Finding>)> =
        open.iter().map(|(requirements, findings)| (*requirements, findings.iter().collect())).collect();
    let agreed = rules::in_agreement(&checked);
    let mirrors = agreed.iter().filter_map(|finding| finding.mirror());
    let mut findings: Vec<Finding> = agreed.iter().map(|finding| (*finding).clone()).chain(mirrors).collect();
    findings.retain(|finding| *finding.path == *file.path);
    // The cure of a finding that only has its other side here is in the document.
    let fixes = |finding: &Finding| -> Vec<Fix> {
        let mut all = contexts.iter().map(|context| (finding.rule.fixes)(context, finding));
        all.find(|fixes| !fixes.is_empty()).unwrap_or_default()
    };
    let text = file.content.text().to_string();
    let accept = |finding: &Finding| code_action::accept_in_terraform(&terraform.file, &text, finding);
    let mut actions =
        with_kind(&CodeActionKind::QUICKFIX, code_action::quick_fixes(&findings, place, fixes, accept));
    let mut others = Vec::new();
    for context in &contexts {
        let changes = terraform_action::actions(context, &file.path, &terraform.file, place);
        actions.extend(with_kind(&CodeActionKind::QUICKFIX, changes));
        let claims = ties::at_proof(context, &file.path, &terraform.file, place.start).into_iter();
        others.extend(claims.map(|(tie, _)| Place { path: context.path.clone(), span: tie.span }));
    }
    (actions, first(others.into_iter()))
}

/// The action as the client can take it: whole, or as a command that comes back here.
fn converted(
    snapshot: &Snapshot,
    file: &OpenFile,
    context: &CodeActionContext,
    kind: CodeActionKind,
    action: Action,
) -> Option<CodeActionOrCommand> {
    let session = &snapshot.session;
    let edit = edits::workspace_edit(snapshot, &action.edits)?;
    if !session.code_action_literals() {
        let edit = serde_json::to_value(edit).ok()?;
        return session.applies_edits().then(|| {
            CodeActionOrCommand::Command(Command::new(
                action.title,
                commands::APPLY_EDIT.to_owned(),
                Some(vec![edit]),
            ))
        });
    }
    let cured = action.cures.map(|finding| {
        let range = convert::range(file.content.text(), session.encoding, finding.span);
        context.diagnostics.iter().filter(|it| is_of(it, &finding, range)).cloned().collect::<Vec<_>>()
    });
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: action.title,
        kind: Some(kind),
        diagnostics: cured.filter(|cured| !cured.is_empty()),
        edit: Some(edit),
        is_preferred: (action.preferred && session.prefers_actions()).then_some(true),
        disabled: None,
        ..CodeAction::default()
    }))
}

fn is_of(diagnostic: &Diagnostic, finding: &Finding, range: Range) -> bool {
    diagnostic.range == range
        && diagnostic.message == finding.message
        && matches!(&diagnostic.code, Some(NumberOrString::String(code)) if code.as_str() == finding.rule.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_takes_in_what_is_a_kind_of_it() {
        let takes = |only: &[CodeActionKind], kind: &CodeActionKind| Wanted { only: Some(only) }.takes(kind);
        assert!(takes(&[CodeActionKind::SOURCE], &FIX_ALL) && takes(&[FIX_ALL], &FIX_ALL));
        assert!(
            takes(&[CodeActionKind::SOURCE_FIX_ALL], &FIX_ALL) && takes(&[CodeActionKind::EMPTY], &FIX_ALL)
        );
        assert!(
            !takes(&[CodeActionKind::new("sour")], &FIX_ALL) && !takes(&[FIX_ALL], &CodeActionKind::SOURCE)
        );
        assert!(!takes(&[], &FIX_ALL) && Wanted { only: None }.takes(&FIX_ALL));
    }
}
