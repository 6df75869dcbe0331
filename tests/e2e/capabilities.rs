//! What a client does not declare is not used, whichever single capability is missing.

use serde_json::{Value, json};

use super::client::{Client, everything};
use super::folder::{Folder, has, on};

/// A document that gives every feature something to do.
const TEXT: &str = "# Cache: infrastructure requirements\n\n<!-- tiebeam-ignore dead-link: old -->\n\n## SLA\n\n[a](b.md)\n\n## SLA\n\nText.\n\n## Backp / Restore\n\n- **RPO:** 1 h\n\n";

/// Every capability of the tree, as a path.
pub fn leaves(tree: &Value, path: &str, found: &mut Vec<String>) {
    match tree {
        Value::Object(members) => {
            found.extend((!path.is_empty()).then(|| path.to_owned()));
            for (name, member) in members {
                leaves(member, &format!("{path}/{name}"), found);
            }
        }
        _ => found.push(path.to_owned()),
    }
}

/// All capabilities but one.
pub fn without(path: &str) -> Value {
    let mut capabilities = everything("utf-16");
    let (parent, name) = path.rsplit_once('/').unwrap();
    let parent =
        if parent.is_empty() { &mut capabilities } else { capabilities.pointer_mut(parent).unwrap() };
    parent.as_object_mut().unwrap().remove(name);
    capabilities
}

/// A client that has used every feature.
pub fn used(capabilities: &Value) -> Client {
    let folder = Folder::new(&[]);
    for number in 0..120 {
        folder.write(&format!("docs/{number}.md"), "# Notes\n");
    }
    let mut client = Client::with(capabilities, &folder.as_workspace());
    let uri = folder.uri("a.md");
    client.open(&uri, "markdown", 1, TEXT);
    let found = client.published_until(&uri, |found| !found.as_array().unwrap().is_empty());
    assert!(has(&found, "missing-section") && has(&found, "unused-ignore"), "{capabilities}: {found}");
    let list = client.at("textDocument/completion", &uri, 15, 0);
    let section = |item: &&Value| item["kind"] == 9;
    let item = list["items"].as_array().unwrap().iter().find(section).unwrap();
    let chosen = capabilities.pointer("/textDocument/completion/completionItem/preselectSupport").is_some();
    // What belongs at the place comes first where it cannot be chosen from the start.
    let first = if chosen { "Infrastructure as code" } else { "Maintenance" };
    assert_eq!(item["label"], first, "{capabilities}");
    let explained = client.result("completionItem/resolve", item)["documentation"].clone();
    // Without formats that a client declares it takes a plain string.
    let formats = capabilities.pointer("/textDocument/completion/completionItem/documentationFormat");
    let words = if formats.is_some() { &explained["value"] } else { &explained };
    assert!(!words.as_str().unwrap().is_empty(), "{explained}");
    let rules = client.at("textDocument/completion", &uri, 2, 22);
    assert!(rules.to_string().contains("dead-link"), "{rules}");
    for (line, column) in [(4, 4), (14, 5)] {
        let hover = client.at("textDocument/hover", &uri, line, column);
        assert!(!hover["contents"]["value"].as_str().unwrap().is_empty(), "{capabilities}");
    }
    let place =
        json!({"textDocument": {"uri": uri}, "range": on(12, 4, 4), "context": {"diagnostics": found}});
    let actions = client.result("textDocument/codeAction", &place);
    if let Some(command) = actions[0]["command"].as_str() {
        let run = json!({"command": command, "arguments": actions[0]["arguments"]});
        client.result("workspace/executeCommand", &run);
    }
    for method in ["documentSymbol", "foldingRange", "documentLink"] {
        assert!(!client.about(&format!("textDocument/{method}"), &uri).as_array().unwrap().is_empty());
    }
    assert!(client.about("textDocument/codeLens", &uri).is_array());
    client.at("textDocument/definition", &uri, 6, 1);
    let hints = json!({"textDocument": {"uri": uri}, "range": on(0, 0, 0)});
    client.result("textDocument/inlayHint", &hints);
    assert!(!client.result("workspace/symbol", &json!({"query": ""})).as_array().unwrap().is_empty());
    for (command, arguments) in [
        ("tiebeam.newDocument", json!([{"uri": folder.uri("new.md")}])),
        ("tiebeam.insertMissingSections", json!([{"uri": uri}])),
    ] {
        // Whether or not the client can do it, it is answered.
        client.request("workspace/executeCommand", &json!({"command": command, "arguments": arguments}));
    }
    client.notify("workspace/didChangeConfiguration", &json!({"settings": null}));
    client.settle();
    client
}

/// What is only looked at and never shows in a message.
const SILENT: [&str; 2] = ["/workspace/workspaceFolders", "/textDocument/foldingRange"];

#[test]
fn each_capability_is_used_where_it_is_declared_and_not_where_it_is_not() {
    let all = used(&everything("utf-16"));
    let mut paths = Vec::new();
    leaves(&everything("utf-16"), "", &mut paths);
    for path in &paths {
        let shows = |used: &&str| used.starts_with(path.as_str()) || path.starts_with(*used);
        assert!(
            all.used.iter().any(shows) || SILENT.iter().any(|silent| path.starts_with(silent)),
            "{path} is never used"
        );
    }
    for missing in &paths {
        // The client refuses what it did not declare.
        used(&without(missing));
    }
}

#[test]
fn a_client_that_declares_nothing_is_served() {
    let client = used(&json!({}));
    assert!(client.used.is_empty(), "{:?}", client.used);
    let requests =
        client.heard.iter().filter(|said| said.get("method").is_some() && said.get("id").is_some());
    assert_eq!(requests.count(), 0, "nothing is asked of it");
}

#[test]
fn what_a_client_did_not_declare_is_refused() {
    let diagnostic = json!({"range": on(0, 0, 1), "message": "m", "tags": [1, 2]});
    let params = json!({"uri": "file:///a.md", "version": 1, "diagnostics": [diagnostic]});
    let published = json!({"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params});
    let answer = |result: Value| json!({"jsonrpc": "2.0", "id": 1, "result": result});
    let some = json!({"textDocument": {
        "publishDiagnostics": {"versionSupport": true, "tagSupport": {"valueSet": [1]}},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        "hover": {"contentFormat": ["plaintext"]},
        "foldingRange": {"lineFoldingOnly": true, "rangeLimit": 2}
    }});
    let symbol = json!({"name": "a", "kind": 26, "location": {"uri": "file:///a.md", "range": on(0, 0, 1)}});
    for (message, asked, missing) in [
        (published, None, vec!["/textDocument/publishDiagnostics/tagSupport/valueSet"]),
        (
            answer(json!([{"title": "t", "kind": "refactor.rewrite", "edit": {"documentChanges": []}}])),
            Some("textDocument/codeAction"),
            vec![
                "/textDocument/codeAction/codeActionLiteralSupport/codeActionKind/valueSet",
                "/workspace/workspaceEdit/documentChanges",
            ],
        ),
        (answer(json!([{"title": "t", "kind": "quickfix"}])), Some("textDocument/codeAction"), vec![]),
        (
            answer(json!({"contents": {"kind": "markdown", "value": "v"}})),
            Some("textDocument/hover"),
            vec!["/textDocument/hover/contentFormat"],
        ),
        (answer(json!([symbol])), Some("workspace/symbol"), vec!["/workspace/symbol/symbolKind/valueSet"]),
        (
            answer(json!([{"startLine": 0, "startCharacter": 2, "endLine": 1}])),
            Some("textDocument/foldingRange"),
            vec!["/textDocument/foldingRange"],
        ),
        (
            json!({"id": 1, "method": "workspace/inlayHint/refresh"}),
            None,
            vec!["/workspace/inlayHint/refreshSupport"],
        ),
        (
            json!({"id": 1, "method": "client/registerCapability",
                "params": {"registrations": [{"id": "1", "method": "textDocument/hover"}]}}),
            None,
            vec!["/textDocument/hover/dynamicRegistration"],
        ),
    ] {
        assert_eq!(super::declared::undeclared(&message, asked, &some), missing, "{message}");
    }
}

#[test]
fn folds_are_whole_lines_and_few_where_the_client_wants_it_so() {
    let mut capabilities = everything("utf-16");
    capabilities["textDocument"]["foldingRange"] = json!({"lineFoldingOnly": true, "rangeLimit": 2});
    let folder = Folder::new(&[]);
    let mut client = Client::with(&capabilities, &folder.as_workspace());
    client.open(&folder.uri("a.md"), "markdown", 1, TEXT);
    let folds = client.about("textDocument/foldingRange", &folder.uri("a.md"));
    assert_eq!(folds.as_array().unwrap().len(), 2);
}
