//! The language server as an editor meets it: the real binary over standard input and output.
#![cfg(feature = "server")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod client;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use client::Client;

const SHORT: &str =
    "# Cache 😀: infrastructure requirements\n\n## SLA\n\n99.9 %\n\n## Backp / Restore\n\n- **RPO:** 1 h\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn uri(folder: &Path, name: &str) -> String {
    format!("file://{}", folder.join(name).display())
}

fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().unwrap().iter().filter_map(|found| found["code"].as_str()).collect()
}

/// A range on one line.
fn on(line: u32, start: u32, end: u32) -> Value {
    json!({"start": {"line": line, "character": start}, "end": {"line": line, "character": end}})
}

#[test]
fn an_open_document_gets_its_findings_and_a_closed_one_none() {
    let folder = folder(&[]);
    let (mut client, uri) = (Client::initialized("utf-16"), uri(folder.path(), "a.md"));
    client.open(&uri, "markdown", 3, SHORT);
    let found = client.diagnostics(&uri, 3);
    assert!(codes(&found).contains(&"missing-section") && codes(&found).contains(&"misspelt-heading"));
    let misspelt = found.as_array().unwrap().iter().find(|one| one["code"] == "misspelt-heading").unwrap();
    assert_eq!((&misspelt["range"], &misspelt["source"]), (&on(6, 3, 18), &json!("tiebeam")));
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    assert_eq!(client.published(&uri)["diagnostics"], json!([]));
    client.open(&uri, "markdown", 1, "# Notes\n");
    assert_eq!(client.diagnostics(&uri, 1), json!([]));
}

#[test]
fn edits_in_every_encoding_lead_to_what_a_fresh_text_has() {
    let folder = folder(&[]);
    let after = SHORT.replace("😀:", "ü:").replace("Backp", "Backup").replace("1 h\n", "2 h\nend");
    for (encoding, smiley) in [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)] {
        let mut client = Client::initialized(encoding);
        let (edited, fresh) = (uri(folder.path(), "edited.md"), uri(folder.path(), "fresh.md"));
        client.open(&edited, "markdown", 1, SHORT);
        client.change(
            &edited,
            2,
            &json!([
                {"range": on(0, 8, 8 + smiley), "text": "ü"},
                {"range": on(6, 7, 7), "text": "u"},
                {"range": on(8, 11, 12), "text": "2"},
                // Beyond the end of the text.
                {"range": on(99, 7, 99), "text": "end"}
            ]),
        );
        client.open(&fresh, "markdown", 1, &after);
        let found = client.diagnostics(&edited, 2);
        // Related places name the file they are in.
        let found: Value = serde_json::from_str(&found.to_string().replace("edited.md", "fresh.md")).unwrap();
        assert_eq!(found, client.diagnostics(&fresh, 1), "{encoding}");
        assert!(!codes(&found).contains(&"misspelt-heading"));
        client.change(&edited, 3, &json!([{"text": "# Notes\n"}]));
        assert_eq!(client.diagnostics(&edited, 3), json!([]));
        client.change(&edited, 4, &json!([{"text": SHORT}]));
        assert!(codes(&client.diagnostics(&edited, 4)).contains(&"misspelt-heading"));
    }
}

#[test]
fn ten_thousand_edits_keep_their_order() {
    let folder = folder(&[]);
    let (mut client, uri) = (Client::initialized("utf-16"), uri(folder.path(), "a.md"));
    client.open(&uri, "markdown", 0, SHORT);
    // Only in this order do the letters become the heading that the section has.
    client.change(&uri, 1, &json!([{"range": on(6, 3, 18), "text": ""}]));
    let heading: Vec<char> = "Backup / Restore".chars().collect();
    let mut version = 1;
    for round in 0..310 {
        for (column, letter) in (3..).zip(&heading) {
            version += 1;
            client.change(&uri, version, &json!([{"range": on(6, column, column), "text": letter}]));
        }
        for column in (3..19).rev().filter(|_| round < 309) {
            version += 1;
            client.change(&uri, version, &json!([{"range": on(6, column, column + 1), "text": ""}]));
        }
    }
    assert!(version > 9_900, "{version}");
    let found = client.diagnostics(&uri, version);
    let fresh = uri.replace("a.md", "b.md");
    client.open(&fresh, "markdown", 1, &SHORT.replace("Backp", "Backup"));
    let fresh = client.diagnostics(&fresh, 1).to_string().replace("b.md", "a.md");
    assert_eq!(found, serde_json::from_str::<Value>(&fresh).unwrap());
}

#[test]
fn terraform_counts_as_the_editor_has_it() {
    let folder = folder(&[("main.tf", "")]);
    let (document, terraform) = (uri(folder.path(), "a.md"), uri(folder.path(), "main.tf"));
    let mut client = Client::initialized("utf-16");
    client.open(&document, "markdown", 1, SHORT);
    client.diagnostics(&document, 1);
    client.open(&terraform, "terraform", 1, "resource \"terraform_data\" \"a\" {\n}\n");
    assert_eq!(client.diagnostics(&terraform, 1), json!([]));
    let provisioner = "  provisioner \"local-exec\" {\n    command = \"x\"\n  }\n";
    client.change(&terraform, 2, &json!([{"range": on(1, 0, 0), "text": provisioner}]));
    let found = client.diagnostics(&terraform, 2);
    assert_eq!(codes(&found), ["undocumented-provisioner"]);
    assert_eq!(found[0]["range"]["start"]["line"], 1);
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": document}}));
    assert_eq!(client.diagnostics(&terraform, 2), json!([]));
}

#[test]
fn a_document_without_a_place_is_checked_and_harms_nobody() {
    let folder = folder(&[]);
    let mut client = Client::initialized("utf-16");
    let text = format!("{SHORT}\n[a](runbook.md)\n");
    client.open("untitled:Untitled-1", "markdown", 1, &text);
    let found = client.diagnostics("untitled:Untitled-1", 1);
    assert!(codes(&found).contains(&"missing-section") && !codes(&found).contains(&"dead-link"));
    let placed = uri(folder.path(), "a%20b.md");
    client.open(&placed, "markdown", 1, &text);
    assert!(codes(&client.diagnostics(&placed, 1)).contains(&"dead-link"));
    // What it links to is there once it is saved.
    fs::write(folder.path().join("runbook.md"), "# Runbook\n").unwrap();
    client.notify("textDocument/didSave", &json!({"textDocument": {"uri": placed}}));
    assert!(!codes(&client.diagnostics(&placed, 1)).contains(&"dead-link"));
}

#[test]
fn too_many_findings_are_cut_short_and_it_says_so() {
    let folder = folder(&[]);
    let (mut client, uri) = (Client::initialized("utf-16"), uri(folder.path(), "a.md"));
    let mut links = String::new();
    for link in 0..700 {
        write!(links, "[a](gone-{link}.md)\n\n").unwrap();
    }
    client.open(&uri, "markdown", 1, &format!("{SHORT}\n{links}"));
    let found = client.diagnostics(&uri, 1);
    assert_eq!(found.as_array().unwrap().len(), 500);
    assert!(found[499]["message"].as_str().unwrap().contains("more findings are left out"), "{}", found[499]);
}

#[test]
fn what_is_no_message_is_survived() {
    let mut client = Client::initialized("utf-16");
    let ping = json!({"jsonrpc": "2.0", "id": 1, "method": "textDocument/hover"}).to_string();
    let framed = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
    for (bytes, code) in [
        (framed("{\"jsonrpc\":"), -32700),
        (framed(&format!("[{ping}]")), -32600),
        (framed("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"a\"}"), -32600),
        ("Content-Length: lots\r\n\r\n".to_owned(), -32700),
        (format!("Content-Type: a/b\r\n\r\n{ping}"), -32700),
        (format!("Content-Length: 10000000000\r\n\r\n{ping}"), -32700),
        (format!("Content-Length: 7\r\n\r\n{ping}"), -32700),
    ] {
        client.raw(bytes.as_bytes());
        let answer = client.request("tiebeam/unknown", &json!(null));
        assert_eq!(answer["error"]["code"], -32601, "{bytes}");
        client.raw(bytes.as_bytes());
        // What is left of a broken message is told from the next one only when that has come.
        client.notify("tiebeam/ignored", &json!(null));
        let fault = client.wait(|message| message["id"].is_null() && message.get("error").is_some());
        assert_eq!(fault["error"]["code"], code, "{bytes}");
    }
    client.raw(b"Content-Length: 4\r\n\r\n{\xff\xfe}");
    assert_eq!(client.request("$/unknown", &json!(null))["error"]["code"], -32601);
}

#[test]
fn requests_that_come_too_soon_or_are_unknown_are_answered() {
    let mut client = Client::start();
    let hover = json!({"textDocument": {"uri": "file:///a.md"}, "position": {"line": 0, "character": 0}});
    assert_eq!(client.request("textDocument/hover", &hover)["error"]["code"], -32002);
    drop(client);
    let mut client = Client::initialized("utf-16");
    assert_eq!(client.request("textDocument/hover", &hover)["error"]["code"], -32601);
    assert_eq!(client.request("shutdown", &json!(null))["result"], json!(null));
    assert_eq!(client.request("textDocument/hover", &hover)["error"]["code"], -32600);
}

#[test]
fn the_exit_code_says_whether_a_shutdown_came_first() {
    for (shutdown, code) in [(true, 0), (false, 1)] {
        let mut client = Client::initialized("utf-16");
        if shutdown {
            client.request("shutdown", &json!(null));
        }
        // Standard input stays open.
        client.notify("exit", &json!(null));
        assert_eq!(client.end(), code);
    }
}

#[test]
fn the_server_ends_with_its_input() {
    let mut client = Client::initialized("utf-16");
    drop(client.input.take());
    let start = Instant::now();
    assert_eq!(client.end(), 1);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[cfg(target_os = "linux")]
#[test]
fn the_server_ends_with_its_client() {
    let mut editor = Command::new("sleep").arg("60").spawn().unwrap();
    let mut client = Client::start();
    client.request("initialize", &json!({"processId": editor.id(), "capabilities": {}}));
    editor.kill().unwrap();
    // It is not waited for: what has ended is no client, even while its parent has not looked.
    assert_eq!(client.end(), 1);
    editor.wait().unwrap();
}
