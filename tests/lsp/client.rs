//! A client that is just large enough to drive the real binary.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// The server and what it says.
pub struct Client {
    child: Child,
    pub input: Option<ChildStdin>,
    messages: Receiver<Value>,
    next_id: i64,
}

impl Client {
    /// A server that was told nothing yet.
    pub fn start() -> Self {
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
    pub fn initialized(encoding: &str) -> Self {
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

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and waits for its answer.
    pub fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.next_id;
        self.next_id += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params.clone();
        }
        self.send(&message);
        self.wait(|message| message["id"] == id)
    }

    /// Waits for a message and drops those before it.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let message = self.messages.recv_timeout(left).expect("no such message came");
            if wanted(&message) {
                return message;
            }
        }
    }

    /// Opens a file.
    pub fn open(&mut self, uri: &str, language: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": version, "text": text});
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Edits a file.
    pub fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", &json!({"textDocument": document, "contentChanges": changes}));
    }

    /// What is published for a version; versions before it must not decrease.
    pub fn diagnostics(&mut self, uri: &str, version: i32) -> Value {
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

    /// What is published next for a file.
    pub fn published(&mut self, uri: &str) -> Value {
        let of_file = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
        };
        self.wait(of_file)["params"].clone()
    }

    /// Waits until the process ends; its exit code.
    pub fn end(&mut self) -> i32 {
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
