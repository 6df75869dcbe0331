//! Folders large and small, several and none, and what happens in them while the server runs.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, everything};
use super::folder::{Folder, SHORT, has};
use super::workspace::large;

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A client that does not tell of changes on disk.
fn silent() -> Value {
    let mut capabilities = everything("utf-16");
    capabilities["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"] = json!(false);
    capabilities
}

/// The documents that the server knows of.
fn documents(client: &mut Client) -> Vec<String> {
    let asked = json!({"command": "tiebeam.readiness", "arguments": []});
    let found = client.result("workspace/executeCommand", &asked);
    found.as_array().unwrap().iter().map(|entry| entry["uri"].as_str().unwrap().to_owned()).collect()
}

/// Waits until the documents that it knows of are these.
fn documents_become(client: &mut Client, folder: &Folder, names: &[&str]) {
    let wanted: Vec<String> = names.iter().map(|name| folder.uri(name)).collect();
    let end = Instant::now() + PATIENCE;
    let mut known = documents(client);
    while known != wanted {
        assert!(Instant::now() < end, "{known:?} does not become {wanted:?}");
        client.hear(Duration::from_millis(50));
        known = documents(client);
    }
}

#[test]
fn a_large_folder_is_read_without_what_it_ignores() {
    let folder = large(300, 300);
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    let uri = folder.uri("team-1/service-1/requirements.md");
    client.open(&uri, "markdown", 1, SHORT);
    assert!(has(&client.diagnostics(&uri, 1), "missing-section"));
    let mut known = documents(&mut client);
    while known.len() < 300 {
        assert!(client.about("textDocument/documentSymbol", &uri).is_array());
        known = documents(&mut client);
    }
    client.settle();
    let known = documents(&mut client);
    assert_eq!(known.len(), 300);
    assert!(known.iter().all(|uri| !uri.contains("/build/")));
}

#[test]
fn folders_in_folders_have_each_document_once() {
    let folder = Folder::new(&[
        ("a/requirements.md", SHORT),
        ("a/b/requirements.md", SHORT),
        ("c/requirements.md", SHORT),
    ]);
    let named = |names: &[&str]| {
        let folders: Vec<Value> =
            names.iter().map(|name| json!({"uri": folder.uri(name), "name": name})).collect();
        json!({"workspaceFolders": folders})
    };
    let all = ["a/b/requirements.md", "a/requirements.md", "c/requirements.md"];
    let mut client = Client::with(&everything("utf-16"), &named(&["a", "a/b", "a/b/", "c", "gone"]));
    documents_become(&mut client, &folder, &all);
    let change = |added: &[&str], removed: &[&str]| {
        let folders = |names: &[&str]| named(names)["workspaceFolders"].clone();
        json!({"event": {"added": folders(added), "removed": folders(removed)}})
    };
    client.notify("workspace/didChangeWorkspaceFolders", &change(&[], &["c"]));
    documents_become(&mut client, &folder, &all[..2]);
    client.notify("workspace/didChangeWorkspaceFolders", &change(&["c"], &["a"]));
    documents_become(&mut client, &folder, &[all[0], all[2]]);
}

#[test]
fn a_document_keeps_the_name_that_its_client_gives_it() {
    let folder = Folder::new(&[]);
    let path = folder.path().display().to_string();
    let names = [
        format!("file://{path}/a%20b%2Fc%C3%BC.md"),
        format!("file://{path}/a%20b%2fc%c3%bc.md"),
        format!("FILE://{path}/upper.md"),
        format!("file://localhost{path}/host.md"),
        format!("file:{path}/short.md"),
        format!("file://{path}/../odd/./way.md"),
        format!("file://{path}/query.md?a=b#fragment"),
        format!("file://{path}/%F0%9F%98%80/%E2%80%AE%0A%00.md"),
        format!("file://{path}/%FF%FE.md"),
        "file:///c%3A/Users/a/requirements.md".to_owned(),
        "file:///C:/Users/a/requirements.md".to_owned(),
        "file://server/share/requirements.md".to_owned(),
        "untitled:Untitled-1".to_owned(),
        "untitled:".to_owned(),
        "git:/a/requirements.md?%7B%22ref%22%3A%22~%22%7D".to_owned(),
        "vscode-vfs://github/a/b/requirements.md".to_owned(),
        "vscode-notebook-cell:/a/b.ipynb#W0sZmlsZQ%3D%3D".to_owned(),
    ];
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    for uri in &names {
        client.open(uri, "markdown", 1, SHORT);
        assert!(has(&client.diagnostics(uri, 1), "missing-section"), "{uri}");
    }
    for uri in &names {
        assert!(client.at("textDocument/hover", uri, 6, 4).to_string().contains("Backup"), "{uri}");
        client.change(uri, 2, &json!([{"text": "# Notes\n"}]));
        assert_eq!(client.diagnostics(uri, 2), json!([]), "{uri}");
        client.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    }
}

#[test]
fn paths_have_letters_of_every_sort() {
    let name = "a b/ü😀 (c) [d]{e}/100%#?'\"&.requirements.md";
    let folder = Folder::new(&[(name, SHORT)]);
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    let uri = loop {
        if let Some(uri) = documents(&mut client).first() {
            break uri.clone();
        }
    };
    let found = client.result("workspace/symbol", &json!({"query": "Cache"}));
    assert_eq!(found[0]["location"]["uri"], uri.as_str(), "{found}");
    client.open(&uri, "markdown", 1, SHORT);
    assert!(has(&client.diagnostics(&uri, 1), "missing-section"));
    client.settle();
    assert_eq!(documents(&mut client), [uri], "it is one document, open or not");
}

#[test]
fn files_and_folders_come_go_and_move_while_the_server_runs() {
    for tells in [true, false] {
        let folder = Folder::new(&[("a/b/requirements.md", SHORT), ("c/requirements.md", SHORT)]);
        let capabilities = if tells { everything("utf-16") } else { silent() };
        let mut client = Client::with(&capabilities, &folder.as_workspace());
        let tell = |client: &mut Client, changes: &[(&str, i32)]| {
            let changes: Vec<Value> =
                changes.iter().map(|(name, kind)| json!({"uri": folder.uri(name), "type": kind})).collect();
            if tells {
                client.notify("workspace/didChangeWatchedFiles", &json!({"changes": changes}));
            }
        };
        let open = folder.uri("c/requirements.md");
        client.open(&open, "markdown", 1, SHORT);
        client.diagnostics(&open, 1);
        documents_become(&mut client, &folder, &["a/b/requirements.md", "c/requirements.md"]);
        // A folder moves with what is in it.
        fs::rename(folder.path().join("a"), folder.path().join("d")).unwrap();
        tell(&mut client, &[("a", 3), ("d", 1)]);
        documents_become(&mut client, &folder, &["c/requirements.md", "d/b/requirements.md"]);
        // A file moves, and another comes in its place.
        let moved = folder.path().join("d/b/moved.requirements.md");
        fs::rename(folder.path().join("d/b/requirements.md"), moved).unwrap();
        tell(&mut client, &[("d/b/requirements.md", 3), ("d/b/moved.requirements.md", 1)]);
        documents_become(&mut client, &folder, &["c/requirements.md", "d/b/moved.requirements.md"]);
        folder.write("d/e/f/requirements.md", SHORT);
        tell(&mut client, &[("d/e/f/requirements.md", 1), ("d/e", 1)]);
        documents_become(
            &mut client,
            &folder,
            &["c/requirements.md", "d/b/moved.requirements.md", "d/e/f/requirements.md"],
        );
        fs::remove_dir_all(folder.path().join("d")).unwrap();
        tell(&mut client, &[("d", 3)]);
        documents_become(&mut client, &folder, &["c/requirements.md"]);
        // All of it goes: what is open stays open, and it may come back.
        fs::remove_dir_all(folder.path()).unwrap();
        tell(&mut client, &[("", 3)]);
        client.change(&open, 2, &json!([{"text": format!("{SHORT}\n[a](gone.md)\n")}]));
        assert!(has(&client.diagnostics(&open, 2), "missing-section"), "told: {tells}");
        assert!(client.at("textDocument/hover", &open, 6, 4).to_string().contains("Backup"));
        folder.write("c/requirements.md", SHORT);
        tell(&mut client, &[("", 1), ("c", 1), ("c/requirements.md", 1)]);
        client.change(&open, 3, &json!([{"text": SHORT}]));
        assert!(has(&client.diagnostics(&open, 3), "missing-section"));
        documents_become(&mut client, &folder, &["c/requirements.md"]);
    }
}

#[test]
fn nobody_waits_for_the_names_in_much_code_and_none_is_forgotten_while_it_is_read_again() {
    let folder = Folder::new(&[("policy/deny.rego", "deny_public_cache contains msg if {\n}\n")]);
    for number in 0..600 {
        folder.write(&format!("modules/{number}/main.tf"), "locals {}\n");
    }
    let text = format!("{SHORT}\n## Testing\n\n- **Conftest policies:** P0: `deny_public_redis`\n");
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    let uri = folder.uri("a.md");
    client.open(&uri, "markdown", 1, &text);
    let first = client.diagnostics(&uri, 1);
    assert!(has(&first, "missing-section"));
    assert!(!has(&first, "unknown-policy"), "the names were waited for");
    client.published_until(&uri, |found| has(found, "unknown-policy"));
    // Something else changes: what is known of the names holds until they have been read again.
    folder.write("modules/1/main.tf", "locals { a = 1 }\n");
    let changed = |name: &str| json!({"changes": [{"uri": folder.uri(name), "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", &changed("modules/1/main.tf"));
    client.open(&folder.uri("b.md"), "markdown", 1, SHORT);
    let end = |client: &mut Client, version: i32| {
        let end = json!([{"text": format!("{text}\n\nEdit {version}.\n")}]);
        client.change(&uri, version, &end);
        client.diagnostics(&uri, version)
    };
    assert!((2..20).all(|version| has(&end(&mut client, version), "unknown-policy")));
    folder.write("policy/deny.rego", "deny_public_redis contains msg if {\n}\n");
    client.notify("workspace/didChangeWatchedFiles", &changed("policy/deny.rego"));
    client.published_until(&uri, |found| !has(found, "unknown-policy"));
}
