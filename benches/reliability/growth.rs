//! What the server holds and computes: at rest, and after a day of edits.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::asking;
use super::client::{Client, everything};
use super::figure::Figure;
use super::folder::Folder;
use super::process::{computed, memory};

/// The most memory at rest and the most that it may grow, in MiB.
const MOST_AT_REST: f64 = 25.0;
const MOST_GROWTH: f64 = 2.0;

/// The most that is computed at rest, in parts of a hundred of a core, and how long that is looked at.
const MOST_COMPUTED: f64 = 0.2;
const REST: Duration = Duration::from_secs(20);

/// What is done before it counts, and what counts.
const EDITS_BEFORE: i32 = 500;
const EDITS: i32 = 5_000;
const OPENED_BEFORE: usize = 200;
const OPENED: usize = 1_200;

/// The figures of a folder at rest, of edits, and of documents that are opened and closed.
pub fn figures() -> Vec<Figure> {
    at_rest().into_iter().chain(edits()).chain(opened_and_closed()).collect()
}

/// The example with its Terraform, and its document open.
fn example() -> (Folder, Client, String, String) {
    let folder = Folder::new(&[]);
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/session-cache");
    copy(&example, folder.path());
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    let uri = folder.uri("requirements.md");
    let text = fs::read_to_string(example.join("requirements.md")).expect("the example is there");
    client.open(&uri, "markdown", 0, &text);
    client.diagnostics(&uri, 0);
    client.settle();
    (folder, client, uri, text)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder for the benchmark");
    for entry in fs::read_dir(from).expect("the example is there").flatten() {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).expect("a file of the example");
        }
    }
}

fn at_rest() -> Vec<Figure> {
    let (_folder, client, ..) = example();
    let process = client.process();
    let held = memory(process).map(|memory| Figure::new("memory at rest", memory, MOST_AT_REST, "MiB"));
    let (before, start) = (computed(process), Instant::now());
    thread::sleep(REST);
    let spent = before.zip(computed(process)).map(|(before, after)| after - before);
    let share = spent.map(|spent| 100.0 * spent / start.elapsed().as_secs_f64());
    let share = share.map(|share| Figure::new("computed at rest", share, MOST_COMPUTED, "%"));
    held.into_iter().chain(share).collect()
}

/// Words that are typed and taken back all over the document, and the questions that an editor asks meanwhile.
fn edits() -> Option<Figure> {
    let (_folder, mut client, uri, text) = example();
    let lines = text.lines().count();
    let places: Vec<_> = (0..lines).map(|line| json!({"line": line, "character": 0})).collect();
    let mut before = None;
    for version in 1..=EDITS_BEFORE + EDITS {
        let (turn, typing) = (usize::try_from(version / 2).expect("a number"), version % 2 == 1);
        let line = (turn * 7 + 1) % lines;
        let start = json!({"line": line, "character": 0});
        let end = json!({"line": line, "character": if typing { 0 } else { 5 }});
        let typed = if typing { "word " } else { "" };
        client.change(&uri, version, &json!([{"range": {"start": start, "end": end}, "text": typed}]));
        client.diagnostics(&uri, version);
        if version % 10 == 0 {
            let asked = asking::about(&uri, &places[line..=line]);
            let ids = asking::send(&mut client, &asked);
            asking::answers(&mut client, &ids);
        }
        client.heard.clear();
        if version == EDITS_BEFORE {
            before = memory(client.process());
        }
    }
    growth("5,000 edits", before, &client)
}

fn opened_and_closed() -> Option<Figure> {
    let (folder, mut client, _, text) = example();
    let mut before = None;
    for number in 0..OPENED_BEFORE + OPENED {
        let uri = folder.uri(&format!("more/document-{number}.md"));
        client.open(&uri, "markdown", 1, &text);
        client.diagnostics(&uri, 1);
        client.about("textDocument/documentSymbol", &uri);
        client.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
        client.heard.clear();
        if number + 1 == OPENED_BEFORE {
            before = memory(client.process());
        }
    }
    client.settle();
    growth("1,200 documents opened and closed", before, &client)
}

fn growth(after: &str, before: Option<f64>, client: &Client) -> Option<Figure> {
    let grown = memory(client.process())? - before?;
    Some(Figure::new(format!("growth over {after}"), grown, MOST_GROWTH, "MiB"))
}
