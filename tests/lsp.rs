//! The language server as an editor meets it: the real binary over standard input and output.
#![cfg(feature = "server")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const SHORT: &str =
    "# Cache 😀: infrastructure requirements\n\n## SLA\n\n99.9 %\n\n## Backp / Restore\n\n- **RPO:** 1 h\n";

struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    next_id: i64,
}

impl Client {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tiebeam"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        thread::spawn(move || {
            loop {
                let mut length = 0;
                loop {
                    let mut line = String::new();
                    if output.read_line(&mut line).unwrap_or(0) == 0 {
                        return;
                    }
                    let line = line.trim_end();
                    if line.is_empty() {
                        break;
                    }
                    if let Some(value) = line.strip_prefix("Content-Length: ") {
                        length = value.parse().unwrap();
                    }
                }
                let mut body = vec![0; length];
                output.read_exact(&mut body).unwrap();
                if sender.send(serde_json::from_slice(&body).unwrap()).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        Self { child, input, messages, next_id: 1 }
    }

    /// A client whose session has begun.
    fn initialized(encoding: &str) -> Self {
        let mut client = Self::start();
        let answer = client.request(
            "initialize",
            &json!({"processId": std::process::id(), "rootUri": null, "capabilities": {
                "general": {"positionEncodings": [encoding]},
                "textDocument": {"publishDiagnostics": {"versionSupport": true, "relatedInformation": true}}
            }}),
        );
        assert_eq!(answer["result"]["capabilities"]["positionEncoding"], encoding);
        assert_eq!(answer["result"]["capabilities"]["textDocumentSync"]["change"], 2);
        client.notify("initialized", &json!({}));
        client
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.next_id;
        self.next_id += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params.clone();
        }
        self.send(&message);
        self.wait(|message| message["id"] == id)
    }

    fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let message = self.messages.recv_timeout(left).expect("no such message came");
            if wanted(&message) {
                return message;
            }
        }
    }

    fn open(&mut self, uri: &str, language: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": version, "text": text});
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", &json!({"textDocument": document, "contentChanges": changes}));
    }

    /// What is published for a version; versions before it must not decrease.
    fn diagnostics(&mut self, uri: &str, version: i32) -> Value {
        let mut last = i64::MIN;
        loop {
            let message = self.published(uri);
            let found = message["version"].as_i64().unwrap_or(i64::MIN);
            assert!(found >= last, "version {found} came after {last}");
            last = found;
            if found == i64::from(version) {
                return message["diagnostics"].clone();
            }
        }
    }

    fn published(&mut self, uri: &str) -> Value {
        let of_file = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
        };
        self.wait(of_file)["params"].clone()
    }

    fn end(&mut self) -> i32 {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap();
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("the server does not end");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

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
    let links: String = (0..700).map(|link| format!("[a](gone-{link}.md)\n\n")).collect();
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
        // The fault was answered before, or the loop in `request` would still wait.
        assert_eq!(answer["error"]["code"], -32601, "{bytes}");
        client.raw(bytes.as_bytes());
        // A header that was glued to the rest needs the next message to be seen as one.
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
