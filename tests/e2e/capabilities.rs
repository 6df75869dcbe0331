//! What a client does not declare is not used, whichever single capability is missing.

use serde_json::{Value, json};

use super::client::{Client, everything};
use super::folder::{Folder, has, on};

/// A document that gives every feature something to do.
const TEXT: &str = "# Cache: infrastructure requirements\n\n<!-- tiebeam-ignore dead-link: old -->\n\n## SLA\n\n[a](b.md)\n\n## SLA\n\nText.\n\n## Backp / Restore\n\n- **RPO:** 1 h\n\n";

/// Every capability of the tree, as a path.
fn leaves(tree: &Value, path: &str, found: &mut Vec<String>) {
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

fn without(path: &str) -> Value {
    let mut capabilities = everything("utf-16");
    let (parent, name) = path.rsplit_once('/').unwrap();
    let parent =
        if parent.is_empty() { &mut capabilities } else { capabilities.pointer_mut(parent).unwrap() };
    parent.as_object_mut().unwrap().remove(name);
    capabilities
}

/// Uses every feature; everything that the server said.
fn used(capabilities: &Value) -> Vec<Value> {
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
    for (command, arguments) in [
        ("tiebeam.newDocument", json!([{"uri": folder.uri("new.md")}])),
        ("tiebeam.insertMissingSections", json!([{"uri": uri}])),
    ] {
        // Whether or not the client can do it, it is answered.
        client.request("workspace/executeCommand", &json!({"command": command, "arguments": arguments}));
    }
    client.settle();
    client.heard.clone()
}

/// Whether anything that the server said has a member of this name whose value is as wanted.
fn says(said: &Value, name: &str, wanted: &impl Fn(&Value) -> bool) -> bool {
    match said {
        Value::Object(members) => {
            members.get(name).is_some_and(wanted) || members.values().any(|member| says(member, name, wanted))
        }
        Value::Array(elements) => elements.iter().any(|element| says(element, name, wanted)),
        _ => false,
    }
}

/// A capability, and the member of a message that shows its use.
type Use = (&'static str, &'static str, fn(&Value) -> bool);

const USES: [Use; 21] = [
    ("/general/positionEncodings", "positionEncoding", |_| true),
    ("/window/workDoneProgress", "method", |it| it == "window/workDoneProgress/create" || it == "$/progress"),
    ("/window/showDocument/support", "method", |it| it == "window/showDocument"),
    ("/workspace/applyEdit", "method", |it| it == "workspace/applyEdit"),
    ("/workspace/configuration", "method", |it| it == "workspace/configuration"),
    ("/workspace/didChangeConfiguration/dynamicRegistration", "method", |it| {
        it == "workspace/didChangeConfiguration"
    }),
    ("/workspace/didChangeWatchedFiles/dynamicRegistration", "method", |it| {
        it == "workspace/didChangeWatchedFiles"
    }),
    ("/workspace/workspaceEdit/documentChanges", "documentChanges", |it| {
        it.as_array().is_some_and(|all| all.iter().all(|one| one.get("kind").is_none()))
    }),
    ("/workspace/workspaceEdit/resourceOperations", "kind", |it| it == "create"),
    ("/textDocument/publishDiagnostics/versionSupport", "params", |it| {
        it.get("diagnostics").is_some() && it.get("version").is_some()
    }),
    ("/textDocument/publishDiagnostics/relatedInformation", "relatedInformation", |_| true),
    ("/textDocument/publishDiagnostics/tagSupport", "tags", |_| true),
    ("/textDocument/completion/completionItem/snippetSupport", "insertTextFormat", |it| it == 2),
    ("/textDocument/completion/completionItem/preselectSupport", "preselect", |_| true),
    ("/textDocument/completion/completionItem/documentationFormat", "documentation", |it| {
        it["kind"] == "markdown"
    }),
    ("/textDocument/completion/completionItem/insertTextModeSupport", "insertTextMode", |_| true),
    ("/textDocument/hover/contentFormat", "contents", |it| it["kind"] == "markdown"),
    ("/textDocument/codeAction/codeActionLiteralSupport", "kind", |it| it == "quickfix"),
    ("/textDocument/codeAction/isPreferredSupport", "isPreferred", |_| true),
    ("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport", "selectionRange", |_| true),
    ("/textDocument/documentLink/tooltipSupport", "tooltip", |_| true),
];

#[test]
fn each_capability_is_used_where_it_is_declared_and_not_where_it_is_not() {
    let all = used(&everything("utf-16"));
    for (capability, name, shows) in USES {
        assert!(all.iter().any(|said| says(said, name, &shows)), "{capability} is never used");
    }
    let mut paths = Vec::new();
    leaves(&everything("utf-16"), "", &mut paths);
    for missing in &paths {
        let said = used(&without(missing));
        for (capability, name, shows) in USES {
            let gone = capability == missing
                || capability.starts_with(&format!("{missing}/"))
                || missing.starts_with(&format!("{capability}/"));
            let used = said.iter().any(|said| says(said, name, &shows));
            assert!(!(gone && used), "{missing} is missing and {name} is said");
        }
        assert!(said.iter().all(|said| !says(said, "codeDescription", &|_| true)), "{missing}");
    }
}

#[test]
fn a_client_that_declares_nothing_is_served() {
    let said = used(&json!({}));
    for (capability, name, shows) in USES {
        assert!(!said.iter().any(|said| says(said, name, &shows)), "{capability}");
    }
    let requests = said.iter().filter(|said| said.get("method").is_some() && said.get("id").is_some());
    assert_eq!(requests.count(), 0, "nothing is asked of it");
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
    assert!(!says(&folds, "endCharacter", &|_| true));
}
