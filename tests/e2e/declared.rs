//! What a message uses of what clients declare, for every message of every test.

use serde_json::{Value, json};

use super::protocol;

/// Where a member stands (the method of a notification, of a request of the server, or of one that is answered), its
/// name, whether its value counts, and the capability that allows it. A capability that is a list has to hold the
/// value, or each element of it.
type Use = (&'static [&'static str], &'static str, fn(&Value) -> bool, &'static str);

const ALWAYS: fn(&Value) -> bool = |_| true;
const PUBLISHED: &[&str] = &["textDocument/publishDiagnostics"];
const COMPLETION: &[&str] = &["textDocument/completion", "completionItem/resolve"];
const ACTION: &[&str] = &["textDocument/codeAction", "codeAction/resolve"];
const EDIT: &[&str] = &["textDocument/codeAction", "codeAction/resolve", "workspace/applyEdit"];
const SYMBOL: &[&str] = &["textDocument/documentSymbol"];
const ANY_SYMBOL: &[&str] = &["workspace/symbol", "workspaceSymbol/resolve"];
const GOTO: &[&str] = &["textDocument/definition"];
const FOLD: &[&str] = &["textDocument/foldingRange"];
const FORMATS: &str = "/textDocument/completion/completionItem/documentationFormat";

pub const USES: [Use; 39] = [
    (&["initialize"], "positionEncoding", ALWAYS, "/general/positionEncodings"),
    (&["initialize"], "codeActionKinds", ALWAYS, "/textDocument/codeAction/codeActionLiteralSupport"),
    (&["initialize"], "inlayHintProvider", ALWAYS, "/textDocument/inlayHint"),
    (&["initialize"], "prepareProvider", ALWAYS, "/textDocument/rename/prepareSupport"),
    (&["$/progress"], "token", ALWAYS, "/window/workDoneProgress"),
    (
        &["client/registerCapability"],
        "baseUri",
        ALWAYS,
        "/workspace/didChangeWatchedFiles/relativePatternSupport",
    ),
    (PUBLISHED, "version", ALWAYS, "/textDocument/publishDiagnostics/versionSupport"),
    (PUBLISHED, "relatedInformation", ALWAYS, "/textDocument/publishDiagnostics/relatedInformation"),
    (PUBLISHED, "tags", ALWAYS, "/textDocument/publishDiagnostics/tagSupport/valueSet"),
    (PUBLISHED, "codeDescription", ALWAYS, "/textDocument/publishDiagnostics/codeDescriptionSupport"),
    (PUBLISHED, "data", ALWAYS, "/textDocument/publishDiagnostics/dataSupport"),
    (COMPLETION, "insertTextFormat", |it| it == 2, "/textDocument/completion/completionItem/snippetSupport"),
    (COMPLETION, "preselect", ALWAYS, "/textDocument/completion/completionItem/preselectSupport"),
    (COMPLETION, "documentation", |it| it["kind"] == "markdown", FORMATS),
    (COMPLETION, "documentation", |it| it["kind"] == "plaintext", FORMATS),
    (
        COMPLETION,
        "insertTextMode",
        ALWAYS,
        "/textDocument/completion/completionItem/insertTextModeSupport/valueSet",
    ),
    (COMPLETION, "tags", ALWAYS, "/textDocument/completion/completionItem/tagSupport/valueSet"),
    (COMPLETION, "deprecated", ALWAYS, "/textDocument/completion/completionItem/deprecatedSupport"),
    (
        COMPLETION,
        "commitCharacters",
        ALWAYS,
        "/textDocument/completion/completionItem/commitCharactersSupport",
    ),
    (COMPLETION, "labelDetails", ALWAYS, "/textDocument/completion/completionItem/labelDetailsSupport"),
    (COMPLETION, "insert", ALWAYS, "/textDocument/completion/completionItem/insertReplaceSupport"),
    (COMPLETION, "kind", is_new, "/textDocument/completion/completionItemKind/valueSet"),
    (COMPLETION, "itemDefaults", ALWAYS, "/textDocument/completion/completionList/itemDefaults"),
    (&["textDocument/hover"], "contents", |it| it["kind"] == "markdown", "/textDocument/hover/contentFormat"),
    (GOTO, "targetUri", ALWAYS, "/textDocument/definition/linkSupport"),
    (ACTION, "kind", is_action, "/textDocument/codeAction/codeActionLiteralSupport/codeActionKind/valueSet"),
    (ACTION, "isPreferred", ALWAYS, "/textDocument/codeAction/isPreferredSupport"),
    (ACTION, "disabled", ALWAYS, "/textDocument/codeAction/disabledSupport"),
    (EDIT, "documentChanges", has_only_edits, "/workspace/workspaceEdit/documentChanges"),
    (EDIT, "kind", is_operation, "/workspace/workspaceEdit/resourceOperations"),
    (EDIT, "annotationId", ALWAYS, "/workspace/workspaceEdit/changeAnnotationSupport"),
    (SYMBOL, "selectionRange", ALWAYS, "/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
    (SYMBOL, "tags", ALWAYS, "/textDocument/documentSymbol/tagSupport/valueSet"),
    (SYMBOL, "kind", is_new, "/textDocument/documentSymbol/symbolKind/valueSet"),
    (ANY_SYMBOL, "location", |it| it.get("range").is_none(), "/workspace/symbol/resolveSupport"),
    (ANY_SYMBOL, "kind", is_new, "/workspace/symbol/symbolKind/valueSet"),
    (FOLD, "collapsedText", ALWAYS, "/textDocument/foldingRange/foldingRange/collapsedText"),
    (FOLD, "kind", is_new_fold, "/textDocument/foldingRange/foldingRangeKind/valueSet"),
    (&["textDocument/documentLink"], "tooltip", ALWAYS, "/textDocument/documentLink/tooltipSupport"),
];

/// Kinds of symbols and completions that a client knows only where it says so.
fn is_new(kind: &Value) -> bool {
    kind.as_u64().is_some_and(|kind| kind > 18)
}

fn is_new_fold(kind: &Value) -> bool {
    !["comment", "imports", "region"].contains(&kind.as_str().unwrap_or_default())
}

fn is_operation(kind: &Value) -> bool {
    ["create", "rename", "delete"].contains(&kind.as_str().unwrap_or_default())
}

fn is_action(kind: &Value) -> bool {
    kind.is_string() && !is_operation(kind)
}

fn has_only_edits(changes: &Value) -> bool {
    changes.as_array().is_some_and(|all| all.iter().all(|one| one.get("kind").is_none()))
}

/// The capabilities that a message needs, each with the values that it uses; `asked` is the method that it answers.
pub fn needs(message: &Value, asked: Option<&str>) -> Vec<(&'static str, Vec<Value>)> {
    let mut needs = Vec::new();
    let Some(method) = message["method"].as_str().or(asked) else { return needs };
    if message.get("method").is_some() {
        needs.extend(protocol::capability("requests", method).map(|it| (it, Vec::new())));
    }
    if method == "client/registerCapability" {
        for registration in message["params"]["registrations"].as_array().unwrap() {
            let asked = registration["method"].as_str().unwrap();
            needs.extend(protocol::capability("registrations", asked).map(|it| (it, Vec::new())));
        }
    }
    for (methods, name, counts, capability) in &USES {
        if methods.contains(&method) {
            let mut found = Vec::new();
            members(message, name, &mut found);
            found.retain(|value| counts(value));
            if !found.is_empty() {
                needs.push((*capability, found.into_iter().flat_map(words).collect()));
            }
        }
    }
    needs
}

/// What a message uses that a client with these capabilities did not declare.
pub fn undeclared(message: &Value, asked: Option<&str>, capabilities: &Value) -> Vec<&'static str> {
    let declares = |(capability, words): &(&str, Vec<Value>)| match capabilities.pointer(capability) {
        Some(Value::Array(known)) => words.iter().all(|word| known.contains(word)),
        Some(Value::Object(_)) => true,
        declared => declared == Some(&json!(true)),
    };
    let needs = needs(message, asked).into_iter().filter(|need| !declares(need));
    let mut missing: Vec<&str> = needs.map(|(capability, _)| capability).collect();
    // A client that wants whole lines, and so many of them, is sent no others.
    let folds = "/textDocument/foldingRange";
    let wants = &capabilities["textDocument"]["foldingRange"];
    if let (Some("textDocument/foldingRange"), Some(found)) = (asked, message["result"].as_array()) {
        let cut = found
            .iter()
            .any(|fold| fold.get("startCharacter").is_some() || fold.get("endCharacter").is_some());
        let many = wants["rangeLimit"].as_u64().is_some_and(|most| found.len() as u64 > most);
        missing.extend((many || cut && wants["lineFoldingOnly"] == true).then_some(folds));
    }
    missing
}

/// The values of all members of this name.
fn members<'v>(value: &'v Value, name: &str, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(members_of) => {
            found.extend(members_of.get(name));
            members_of.values().for_each(|member| members(member, name, found));
        }
        Value::Array(elements) => elements.iter().for_each(|element| members(element, name, found)),
        _ => {}
    }
}

/// What a list of a capability has to hold for a value: the value, its elements, the kind of a marked-up text, the
/// group of a kind of action.
fn words(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(elements) => elements.clone(),
        Value::Object(object) if object.contains_key("kind") => vec![object["kind"].clone()],
        Value::String(word) => vec![json!(word.split('.').next())],
        value => vec![value.clone()],
    }
}
