//! Large folders: how soon the server is there, and how soon it answers while it still reads them.

use std::time::{Duration, Instant};

use serde_json::json;

use super::client::{Client, everything};
use super::figure::Figure;
use super::folder::Folder;
use super::workspace::large;

/// How long anything may take that somebody waits for.
const MOST: Duration = Duration::from_millis(100);

/// What is in the folder.
const DOCUMENTS: usize = 5_000;
const IGNORED: usize = 20_000;

/// The figures of a folder of 5,000 documents, and of none.
pub fn figures() -> Vec<Figure> {
    let folder = large(DOCUMENTS, IGNORED);
    let mut figures = vec![
        Figure::time("initialize, 5,000 documents and 20,000 ignored files", begin(&folder).0, MOST),
        Figure::time("initialize, no folder", begin_without().0, MOST),
    ];
    let (_, mut client) = begin(&folder);
    let text = "# Cache: infrastructure requirements\n\n## SLA\n\n99.9 %\n";
    let uri = folder.uri("team-1/new.requirements.md");
    let start = Instant::now();
    client.notify("initialized", &json!({}));
    client.open(&uri, "markdown", 1, text);
    client.diagnostics(&uri, 1);
    figures.push(Figure::time("findings of the first document", start.elapsed(), MOST));
    let mut waited = Vec::new();
    let is_read = |client: &mut Client| {
        let found = client.result("workspace/symbol", &json!({"query": "Cache 4959"}));
        found.to_string().contains("Cache 4959 ")
    };
    let begun = Instant::now();
    // The last in the order in which they are read.
    while !is_read(&mut client) && begun.elapsed() < Duration::from_mins(2) {
        for method in ["textDocument/documentSymbol", "textDocument/foldingRange"] {
            let start = Instant::now();
            client.about(method, &uri);
            waited.push(start.elapsed());
        }
        let start = Instant::now();
        client.at("textDocument/hover", &uri, 2, 4);
        waited.push(start.elapsed());
    }
    waited.sort_unstable();
    let worst = waited.last().copied().unwrap_or_default();
    let what = format!("a small request while the folder is read ({} ms)", begun.elapsed().as_millis());
    figures.push(Figure::time(what, worst, MOST));
    figures
}

fn begin(folder: &Folder) -> (Duration, Client) {
    begin_with(&folder.as_workspace())
}

fn begin_without() -> (Duration, Client) {
    begin_with(&json!({"rootUri": null}))
}

/// From the start of the process to the answer.
fn begin_with(others: &serde_json::Value) -> (Duration, Client) {
    let mut parameters = others.clone();
    parameters["capabilities"] = everything("utf-16");
    let start = Instant::now();
    let mut client = Client::start();
    client.request("initialize", &parameters);
    (start.elapsed(), client)
}
