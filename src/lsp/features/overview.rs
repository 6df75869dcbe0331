//! What a client asks for to show it in a view of its own: how far all documents are, what can be explained, which
//! templates there are.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::super::convert;
use super::super::index::Index;
use super::super::snapshot::Snapshot;
use crate::ide::readiness::{Part, readiness};
use crate::ide::{catalogue, explain};
use crate::rules::{self, Context, Finding, Severity};
use crate::schema::{Template, Vocabulary};
use crate::workspace::{Requirements, Workspace};

/// How far the requirements documents are: those that are open and those of the client's folders, or the one that is
/// asked for. Sorted by their addresses.
pub(super) fn documents(snapshot: &Snapshot, index: &Index, uri: Option<&str>) -> Value {
    let mut found: Vec<(String, Value)> = Vec::new();
    for (key, file) in &snapshot.files {
        if uri.is_some_and(|uri| uri != key) {
            continue;
        }
        let Some((_, workspace, requirements)) = snapshot.requirements(key) else { continue };
        let Some(context) = snapshot.context(file, &workspace, &requirements) else { continue };
        let mut findings = snapshot.findings(file, &workspace, &requirements).to_vec();
        findings.retain(|finding| file.shows(finding));
        found.push((key.clone(), document(key, &context, &findings)));
    }
    let asked = uri.map(|uri| uri.parse().ok().and_then(|uri| convert::path(&uri)));
    let mut paths: Vec<PathBuf> = Vec::new();
    index.each(|path, _| {
        let wanted = asked.as_ref().is_none_or(|asked| asked.as_deref() == Some(path));
        if wanted && snapshot.at(path).is_none() {
            paths.push(path.to_owned());
        }
    });
    for path in paths {
        let Some(uri) = convert::uri(&path).map(|uri| uri.as_str().to_owned()) else { continue };
        let Some((workspace, requirements)) = on_disk(snapshot, &path) else { continue };
        let Some(context) = Context::new(&workspace, &requirements) else { continue };
        let entry = document(&uri, &context, &rules::check(&workspace, &requirements));
        found.push((uri, entry));
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found.into_iter().map(|(_, entry)| entry).collect()
}

fn on_disk(snapshot: &Snapshot, path: &Path) -> Option<(Workspace, Requirements)> {
    let workspace = snapshot.workspace_of(path);
    let document = workspace.linked_document(path)?;
    let requirements = workspace.requirements(path, Arc::clone(&document))?;
    Some((workspace, requirements))
}

fn document(uri: &str, context: &Context<'_>, findings: &[Finding]) -> Value {
    let ready = readiness(context, findings);
    let count = |severity| ready.findings.iter().filter(|known| **known == severity).count();
    let part = |part: Part, done: &str| json!({done: part.done, "asked": part.of});
    let modules = context.requirements.binding.iter().flat_map(|binding| &binding.modules);
    let folders: Vec<String> = modules
        .filter_map(|module| convert::uri(module.folder()))
        .map(|uri| uri.as_str().to_owned())
        .collect();
    json!({
        "uri": uri,
        "title": ready.title,
        "template": ready.template,
        "sections": part(ready.sections, "complete"),
        "prompts": part(ready.prompts, "answered"),
        "findings": {
            "error": count(Severity::Error),
            "warning": count(Severity::Warning),
            "information": count(Severity::Information),
            "hint": count(Severity::Hint),
        },
        "contradictions": ready.contradictions,
        "terraform": folders,
    })
}

/// What can be explained, or the explanation of what has a name; `null` for a name that there is not.
pub(super) fn explanation(snapshot: &Snapshot, name: Option<&str>) -> Value {
    let vocabulary = vocabulary(snapshot);
    match name {
        None => {
            let entry = |entry: catalogue::Entry| json!({"name": entry.name, "kind": entry.kind, "summary": entry.summary});
            catalogue::entries(&vocabulary).into_iter().map(entry).collect()
        }
        Some(name) => catalogue::explained(&vocabulary, name).map_or(
            Value::Null,
            |(title, markdown)| json!({"name": name, "title": title, "markdown": markdown}),
        ),
    }
}

/// The templates that a new document can be made from.
pub(super) fn templates(snapshot: &Snapshot) -> Value {
    let vocabulary = vocabulary(snapshot);
    let template = |template: &Arc<Template>| {
        json!({
            "name": template.name.to_string(),
            "title": template.title,
            "summary": template.summary,
            "markdown": explain::template(template),
        })
    };
    vocabulary.templates().iter().map(template).collect()
}

/// The names that hold in the client's first folder.
fn vocabulary(snapshot: &Snapshot) -> Arc<Vocabulary> {
    let folder = snapshot.session.folders.first().cloned().unwrap_or_else(|| PathBuf::from("/"));
    let path = folder.join("requirements.md");
    Arc::clone(&snapshot.workspace_of(&path).settings(&path).vocabulary)
}
