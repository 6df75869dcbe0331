//! A hard case put before the server: opened, edited, asked about, while somebody works on another document.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::asking;
#[cfg(unix)]
use super::cases::disk::{self, OnDisk};
use super::cases::{Case, terraform};
use super::client::{Client, everything};
use super::folder::{Folder, SHORT, has};

/// What came of it.
#[allow(dead_code, reason = "times and processes are looked at by the benchmark alone")]
pub struct Borne {
    /// From opening the file until everything that was asked is answered and judged.
    pub took: Duration,
    /// The longest that somebody waited meanwhile who asked about another document.
    pub other_waited: Duration,
    /// The answers.
    pub answers: Vec<Value>,
    /// The server.
    pub client: Client,
}

/// A folder with a case in it: a document, the Terraform that it is bound to, and another document.
pub fn folder_of(case: &Case) -> Folder {
    let folder = Folder::new(&[
        ("requirements.md", terraform::DOCUMENT),
        ("main.tf", "resource \"aws_db_instance\" \"orders\" {\n  multi_az = false\n}\n"),
        ("other/requirements.md", SHORT),
        ("other/main.tf", ""),
    ]);
    fs::write(folder.path().join(case.file), case.on_disk()).unwrap();
    for (name, text) in &case.beside {
        folder.write(name, text);
    }
    folder
}

/// A server at work on a hard case, and a document that somebody else works on.
struct Bearing {
    name: &'static str,
    client: Client,
    other: String,
    begun: Instant,
    other_waited: Duration,
}

impl Bearing {
    fn begin(name: &'static str, folder: &Folder) -> Self {
        let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
        let other = folder.uri("other/requirements.md");
        client.open(&other, "markdown", 1, SHORT);
        assert!(has(&client.diagnostics(&other, 1), "missing-section"), "{name}");
        client.settle();
        client.heard.clear();
        client.look_later();
        Self { name, client, other, begun: Instant::now(), other_waited: Duration::ZERO }
    }

    /// Somebody asks about the other document.
    fn turn_to_the_other(&mut self) {
        let start = Instant::now();
        let answer = self.client.at("textDocument/hover", &self.other, 6, 4);
        assert!(answer.to_string().contains("Backup"), "{}: {answer}", self.name);
        self.other_waited = self.other_waited.max(start.elapsed());
    }

    /// Asks, edits the document once more, and waits until all is answered and judged.
    fn end(mut self, document: &str, asked: &[(&'static str, Value)]) -> Borne {
        let ids = asking::send(&mut self.client, asked);
        self.turn_to_the_other();
        let start = json!({"line": 0, "character": 0});
        let nothing = json!([{"range": {"start": start, "end": start}, "text": ""}]);
        self.client.change(document, 3, &nothing);
        // What is judged last was judged with all that came before it.
        self.client.diagnostics(document, 3);
        let answers = asking::answers(&mut self.client, &ids);
        let took = self.begun.elapsed();
        self.turn_to_the_other();
        self.client.look();
        for ((method, _), answer) in asked.iter().zip(&answers) {
            assert!(answer.get("error").is_none(), "{}: {method}: {answer}", self.name);
        }
        Borne { took, other_waited: self.other_waited, answers, client: self.client }
    }
}

/// Puts a hard text before a server and waits for all that it says.
pub fn bear(case: &Case) -> Borne {
    let folder = folder_of(case);
    let (hard, document) = (folder.uri(case.file), folder.uri("requirements.md"));
    let place = asking::place(&case.text, case.text.len() / 2);
    let mut bearing = Bearing::begin(case.name, &folder);
    bearing.client.open(&hard, "", 1, &case.text);
    if hard != document {
        bearing.client.open(&document, "markdown", 1, terraform::DOCUMENT);
    }
    bearing.turn_to_the_other();
    bearing.client.change(&hard, 2, &json!([{"range": {"start": place, "end": place}, "text": "x"}]));
    bearing.turn_to_the_other();
    let end = json!({"line": 99_999_999, "character": 0});
    let mut asked = asking::about(&hard, &[place, end]);
    if hard != document {
        let claim = json!({"line": 12, "character": 12});
        asked.extend(asking::about(&document, &[claim]));
    }
    bearing.end(&document, &asked)
}

/// A folder with something odd in it.
#[cfg(unix)]
pub fn folder_on_disk(case: &OnDisk) -> Folder {
    let folder = Folder::new(&[("requirements.md", disk::DOCUMENT), ("other/requirements.md", SHORT)]);
    (case.arrange)(folder.path());
    folder
}

/// Has a server look at something odd on disk and waits for all that it says.
#[cfg(unix)]
pub fn bear_on_disk(case: &OnDisk) -> Borne {
    let folder = folder_on_disk(case);
    let document = folder.uri("requirements.md");
    let mut bearing = Bearing::begin(case.name, &folder);
    bearing.client.open(&document, "markdown", 1, disk::DOCUMENT);
    bearing.turn_to_the_other();
    (case.meanwhile)(folder.path());
    let changed = ["", "odd.md", "odd.tf", "module", "module/README.md", "tiebeam.toml", "up/up/odd.md"];
    let changed: Vec<Value> =
        changed.iter().map(|name| json!({"uri": folder.uri(name), "type": 2})).collect();
    bearing.client.notify("workspace/didChangeWatchedFiles", &json!({"changes": changed}));
    let place = json!({"line": 8, "character": 8});
    bearing.client.change(&document, 2, &json!([{"range": {"start": place, "end": place}, "text": "x"}]));
    bearing.turn_to_the_other();
    let links = json!({"line": 9, "character": 8});
    let asked = asking::about(&document, &[place, links]);
    bearing.end(&document, &asked)
}
