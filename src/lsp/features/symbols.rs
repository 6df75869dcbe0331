//! The symbols of a document, and the headings of all documents.

use std::cmp::Reverse;
use std::path::PathBuf;

use code_fuzzy_match::FuzzyMatcher;
use tower_lsp_server::ls_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, Range, SymbolInformation, SymbolKind, Uri,
    WorkspaceSymbolResponse,
};

use super::super::convert;
use super::super::index::{Index, IndexedHeading};
use super::super::indexer::indexed;
use super::super::snapshot::Snapshot;
use crate::ide::symbols::{self, Symbol};
use crate::model::Document;
use crate::rules::Context;
use crate::text::{Encoding, Lines};

/// Nobody looks through more headings than these.
const MOST: usize = 500;

/// The headings of a requirements document: nested, or one after the other.
pub(in super::super) fn document_symbols(snapshot: &Snapshot, uri: &Uri) -> Option<DocumentSymbolResponse> {
    let (file, workspace, requirements) = snapshot.requirements(uri.as_str())?;
    let context = snapshot.context(file, &workspace, &requirements)?;
    let findings = snapshot.findings(file, &workspace, &requirements);
    let found = symbols::symbols(&context, &findings);
    let (document, encoding) = (&requirements.document, snapshot.session.encoding);
    if snapshot.session.nested_symbols() {
        let lines = Lines::new(document.text(), encoding);
        let nested = found.iter().map(|symbol| nested(&lines, symbol));
        return Some(DocumentSymbolResponse::Nested(nested.collect()));
    }
    let mut flattened = Vec::new();
    flatten(document, encoding, uri, None, &found, &mut flattened);
    Some(DocumentSymbolResponse::Flat(flattened))
}

fn kind(symbol: &Symbol) -> SymbolKind {
    if symbol.is_title { SymbolKind::FILE } else { SymbolKind::STRING }
}

#[expect(deprecated, reason = "the type has a field for a tag that replaced it")]
fn nested(lines: &Lines<'_>, symbol: &Symbol) -> DocumentSymbol {
    // In the order of the text, which ends with the end of what stands under it.
    let start = convert::position_in(lines, symbol.range.start);
    let selection_range = convert::range_in(lines, symbol.selection);
    let children: Vec<_> = symbol.children.iter().map(|child| nested(lines, child)).collect();
    DocumentSymbol {
        name: symbol.name.clone(),
        detail: symbol.detail.clone(),
        kind: kind(symbol),
        tags: None,
        deprecated: None,
        range: Range::new(start, convert::position_in(lines, symbol.range.end)),
        selection_range,
        children: (!children.is_empty()).then_some(children),
    }
}

fn flatten(
    document: &Document,
    encoding: Encoding,
    uri: &Uri,
    container: Option<&str>,
    symbols: &[Symbol],
    flattened: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        let range = convert::range(document.text(), encoding, symbol.range);
        let location = Location::new(uri.clone(), range);
        flattened.push(information(
            symbol.name.clone(),
            kind(symbol),
            location,
            container.map(str::to_owned),
        ));
        flatten(document, encoding, uri, Some(&symbol.name), &symbol.children, flattened);
    }
}

#[expect(deprecated, reason = "the type has a field for a tag that replaced it")]
fn information(
    name: String,
    kind: SymbolKind,
    location: Location,
    container_name: Option<String>,
) -> SymbolInformation {
    SymbolInformation { name, kind, tags: None, deprecated: None, location, container_name }
}

/// The headings of all documents that fit a query, the best first; open documents as the editor has them.
pub(in super::super) fn workspace_symbols(
    snapshot: &Snapshot,
    index: &Index,
    query: &str,
) -> WorkspaceSymbolResponse {
    let mut all: Vec<(Uri, IndexedHeading)> = Vec::new();
    for (key, file) in &snapshot.files {
        let Some((_, workspace, requirements)) = snapshot.requirements(key) else { continue };
        let Some(context) = Context::new(&workspace, &requirements) else { continue };
        let headings = indexed(&context, file.content.text(), snapshot.session.encoding);
        all.extend(headings.into_iter().map(|heading| (file.uri.clone(), heading)));
    }
    let mut closed: Vec<(PathBuf, Vec<IndexedHeading>)> = Vec::new();
    index.each(|path, headings| {
        if snapshot.at(path).is_none() {
            closed.push((path.to_owned(), headings.to_vec()));
        }
    });
    closed.sort_by(|one, other| one.0.cmp(&other.0));
    for (path, headings) in closed {
        let Some(uri) = convert::uri(&path) else { continue };
        all.extend(headings.into_iter().map(|heading| (uri.clone(), heading)));
    }
    let found = fitting(query, &all).into_iter().filter_map(|at| {
        let (uri, heading) = all.get(at)?;
        let kind = if heading.container.is_none() { SymbolKind::FILE } else { SymbolKind::STRING };
        let location = Location::new(uri.clone(), heading.range);
        Some(information(heading.name.clone(), kind, location, heading.container.clone()))
    });
    WorkspaceSymbolResponse::Flat(found.take(MOST).collect())
}

/// The places of the headings that fit a query, by their own text or their document's title.
fn fitting(query: &str, all: &[(Uri, IndexedHeading)]) -> Vec<usize> {
    if query.trim().is_empty() {
        return (0..all.len()).collect();
    }
    let names = all.iter().map(|(_, heading)| match &heading.container {
        Some(container) => format!("{} {container}", heading.name),
        None => heading.name.clone(),
    });
    // Each word by itself, in any order.
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut matcher = FuzzyMatcher::new();
    let scored = names.enumerate().filter_map(|(at, name)| {
        let scores = words.iter().map(|word| matcher.fuzzy_match(&name, word));
        Some((Reverse(scores.sum::<Option<usize>>()?), at))
    });
    let mut scored: Vec<(Reverse<usize>, usize)> = scored.collect();
    scored.sort_unstable();
    scored.into_iter().map(|(_, at)| at).collect()
}
