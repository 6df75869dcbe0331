//! A client that is just large enough to drive the real binary.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{declared, protocol};

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(3);

/// The server and what it says.
pub struct Client {
    child: Child,
    pub input: Option<ChildStdin>,
    messages: Receiver<(Instant, Value)>,
    next_id: i64,
    /// What was asked and is not answered yet: the methods by their numbers.
    asked: BTreeMap<i64, String>,
    /// What the server was told that the client can do.
    capabilities: Value,
    /// What of that it made use of.
    pub used: BTreeSet<&'static str>,
    /// What the server is answered, by method; nothing at all where there is no entry.
    pub answers: BTreeMap<&'static str, Value>,
    /// Requests of the server that are refused.
    pub refused: Vec<&'static str>,
    /// What was heard while there was no time to look at it, with the method that it answers.
    later: Option<Vec<(Option<String>, Value)>>,
    /// Everything that the server said.
    pub heard: Vec<Value>,
    /// When the last message came.
    pub heard_at: Instant,
    /// Nothing is read of what the server says while somebody holds this.
    pub listening: Arc<Mutex<()>>,
}

/// The capabilities of a client that can do everything that the server knows to use.
pub fn everything(encoding: &str) -> Value {
    json!({
        "general": {"positionEncodings": [encoding]},
        "window": {"workDoneProgress": true, "showDocument": {"support": true}},
        "workspace": {
            "applyEdit": true,
            "codeLens": {"refreshSupport": true},
            "configuration": true,
            "didChangeConfiguration": {"dynamicRegistration": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
            "inlayHint": {"refreshSupport": true},
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename", "delete"]},
            "workspaceFolders": true
        },
        "textDocument": {
            "publishDiagnostics": {"versionSupport": true, "relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}},
            "completion": {"completionItemKind": {"valueSet": (1..=25).collect::<Vec<_>>()}, "completionItem": {
                "snippetSupport": true, "preselectSupport": true, "documentationFormat": ["markdown", "plaintext"],
                "insertTextModeSupport": {"valueSet": [1, 2]}
            }},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "codeAction": {
                "isPreferredSupport": true,
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}}
            },
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "foldingRange": {"lineFoldingOnly": false},
            "documentLink": {"tooltipSupport": true},
            "inlayHint": {}
        }
    })
}

/// The capabilities of a client that can do nothing but tell versions apart.
pub fn versions() -> Value {
    json!({"textDocument": {"publishDiagnostics": {"versionSupport": true}}})
}

impl Client {
    /// A server that was told nothing yet.
    pub fn start() -> Self {
        Self::start_with(&[])
    }

    /// The same with more arguments.
    pub fn start_with(arguments: &[&str]) -> Self {
        Self::of(Command::new(env!("CARGO_BIN_EXE_tiebeam")).args(["lsp", "--stdio"]).args(arguments))
    }

    /// The same by a command of one's own.
    pub fn of(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        let listening = Arc::new(Mutex::new(()));
        let gate = Arc::clone(&listening);
        thread::spawn(move || {
            while let Some((at, message)) = message(&mut output) {
                drop(gate.lock().unwrap());
                if sender.send((at, message)).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        let answers = BTreeMap::from([
            ("client/registerCapability", Value::Null),
            ("window/workDoneProgress/create", Value::Null),
            ("workspace/configuration", json!([null, null])),
            ("workspace/codeLens/refresh", Value::Null),
            ("workspace/inlayHint/refresh", Value::Null),
            ("workspace/applyEdit", json!({"applied": true})),
            ("window/showDocument", json!({"success": true})),
        ]);
        Self {
            child,
            input,
            messages,
            next_id: 1,
            asked: BTreeMap::new(),
            capabilities: Value::Null,
            used: BTreeSet::new(),
            answers,
            refused: Vec::new(),
            later: None,
            heard: Vec::new(),
            heard_at: Instant::now(),
            listening,
        }
    }

    /// A client whose session has begun, without a folder.
    pub fn initialized(encoding: &str) -> Self {
        let mut capabilities = everything(encoding);
        // Nobody tells of changes on disk: the server has to look itself, and does.
        capabilities["workspace"] = json!({});
        Self::with(&capabilities, &json!({"rootUri": null}))
    }

    /// A client whose session has begun with these capabilities and other parameters.
    pub fn with(capabilities: &Value, others: &Value) -> Self {
        let mut client = Self::start();
        client.begin(capabilities, others);
        client
    }

    /// Begins the session; what the server can do.
    pub fn begin(&mut self, capabilities: &Value, others: &Value) -> Value {
        let mut parameters = others.clone();
        parameters["processId"] = json!(std::process::id());
        parameters["capabilities"] = capabilities.clone();
        let answer = self.request("initialize", &parameters);
        let can = answer["result"]["capabilities"].clone();
        assert_eq!(can["textDocumentSync"]["change"], 2, "{answer}");
        self.notify("initialized", &json!({}));
        can
    }

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    fn send(&mut self, message: &Value) {
        self.raw(framed(&message.to_string()).as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and waits for its answer.
    pub fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.ask(method, params);
        self.wait(|message| is_answer(message, id))
    }

    /// Sends a request that must succeed; its result.
    pub fn result(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.request(method, params);
        assert!(answer.get("error").is_none(), "{method} {params}: {answer}");
        answer["result"].clone()
    }

    /// Sends a request; its number.
    pub fn ask(&mut self, method: &str, params: &Value) -> i64 {
        let (id, message) = self.prepare(method, params);
        self.send(&message);
        id
    }

    /// A request that the caller sends in its own way, and its number.
    pub fn prepare(&mut self, method: &str, params: &Value) -> (i64, Value) {
        let id = self.next_id;
        self.next_id += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params.clone();
        }
        if method == "initialize" && self.capabilities.is_null() {
            self.capabilities = params["capabilities"].clone();
        }
        self.asked.insert(id, method.to_owned());
        (id, message)
    }

    /// Waits for a message and passes over those before it.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let Some(message) = self.hear(left) else {
                let last: Vec<String> = self.heard.iter().rev().take(5).map(Value::to_string).collect();
                panic!("no such message came; the last: {last:#?}")
            };
            if wanted(&message) {
                return message;
            }
        }
    }

    /// The next message, if one comes in time; a request of the server is answered.
    ///
    /// Each must be what the protocol allows and use only what the client declared, each answer the only one to
    /// something that was asked.
    pub fn hear(&mut self, patience: Duration) -> Option<Value> {
        match self.messages.recv_timeout(patience) {
            Ok((at, message)) => {
                self.heard_at = at;
                let called = message.get("method").is_some();
                let asked = message["id"].as_i64().filter(|_| !called).and_then(|id| self.asked.remove(&id));
                self.answer(&message);
                self.heard.push(message.clone());
                match &mut self.later {
                    Some(later) => later.push((asked, message.clone())),
                    None => self.look_at(&message, asked.as_deref()),
                }
                Some(message)
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    fn look_at(&mut self, message: &Value, asked: Option<&str>) {
        let faults = protocol::faults(message, asked);
        assert!(faults.is_empty(), "{faults:#?} of the answer to {asked:?}: {message:#}");
        let undeclared = declared::undeclared(message, asked, &self.capabilities);
        assert!(undeclared.is_empty(), "{undeclared:?} of the answer to {asked:?}: {message:#}");
        let needs = declared::needs(message, asked);
        self.used.extend(needs.into_iter().map(|(capability, _)| capability));
    }

    /// Puts off looking at messages, which takes longer than the server for some that are as long as their document.
    pub fn look_later(&mut self) {
        self.later.get_or_insert_default();
    }

    /// Looks at what was put off.
    pub fn look(&mut self) {
        for (asked, message) in self.later.take().unwrap_or_default() {
            self.look_at(&message, asked.as_deref());
        }
    }

    fn answer(&mut self, message: &Value) {
        let (Some(id), Some(method)) = (message.get("id"), message["method"].as_str()) else { return };
        if self.refused.contains(&method) {
            let error = json!({"code": -32803, "message": "refused"});
            self.send(&json!({"jsonrpc": "2.0", "id": id, "error": error}));
        } else if let Some(answer) = self.answers.get(method) {
            let answer = json!({"jsonrpc": "2.0", "id": id, "result": answer});
            self.send(&answer);
        }
    }

    /// Whatever comes until the server has nothing more to say about what it was told so far.
    pub fn settle(&mut self) {
        self.result("workspace/symbol", &json!({"query": ""}));
        while self.hear(Duration::from_millis(300)).is_some() {}
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

    /// Asks about a document.
    pub fn about(&mut self, method: &str, uri: &str) -> Value {
        self.result(method, &json!({"textDocument": {"uri": uri}}))
    }

    /// Asks about a place in a document.
    pub fn at(&mut self, method: &str, uri: &str, line: usize, character: usize) -> Value {
        let position = json!({"line": line, "character": character});
        self.result(method, &json!({"textDocument": {"uri": uri}, "position": position}))
    }

    /// What is published for a version; versions before it must not decrease.
    pub fn diagnostics(&mut self, uri: &str, version: i32) -> Value {
        let mut last = i64::MIN;
        loop {
            let message = self.published(uri);
            let found = message["version"].as_i64().unwrap_or(i64::MIN);
            assert!(found >= last, "version {found} came after {last}");
            assert!(message["version"].is_number(), "a client that knows no versions waits for one");
            last = found;
            if found == i64::from(version) {
                return message["diagnostics"].clone();
            }
        }
    }

    /// Waits until a version is published, if it has not been, and forgets what was heard so far.
    pub fn catch_up(&mut self, uri: &str, version: i32) {
        let is_it =
            |message: &Value| message["params"]["uri"] == uri && message["params"]["version"] == version;
        if !self.heard.iter().any(is_it) {
            self.diagnostics(uri, version);
        }
        self.heard.clear();
    }

    /// What is published next for a file.
    pub fn published(&mut self, uri: &str) -> Value {
        let of_file = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
        };
        self.wait(of_file)["params"].clone()
    }

    /// Waits until what is published for a file is as wanted.
    pub fn published_until(&mut self, uri: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let found = self.published(uri)["diagnostics"].clone();
            if wanted(&found) {
                return found;
            }
        }
    }

    /// How many requests are not answered yet.
    pub fn unanswered(&self) -> usize {
        self.asked.len()
    }

    /// The number of the process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Waits until the process ends; its exit code.
    pub fn end(&mut self) -> i32 {
        self.status().code().unwrap()
    }

    /// Waits until the process ends; how it did.
    pub fn status(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("the server does not end");
    }
}

/// A body with its header.
pub fn framed(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

/// Whether a message answers the request of this number.
pub fn is_answer(message: &Value, id: i64) -> bool {
    message["id"] == id && message.get("method").is_none()
}

/// The next message of a stream, and when it was there; nothing at its end.
fn message(output: &mut impl BufRead) -> Option<(Instant, Value)> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).unwrap_or(0) == 0 {
            return None;
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
    output.read_exact(&mut body).ok()?;
    let at = Instant::now();
    Some((at, serde_json::from_slice(&body).unwrap()))
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
