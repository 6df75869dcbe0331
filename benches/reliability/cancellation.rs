//! Cancellation and the head of the line: nobody waits for what somebody else asked.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::client::{Client, everything, is_answer};
use crate::figure::Figure;
use crate::folder::{Folder, SHORT, on};

/// The size of the large document, in bytes.
const LARGE: usize = 3_000_000;

const MOST: Duration = Duration::from_millis(50);

pub fn figures() -> Vec<Figure> {
    let (mut cancelled, mut opened, mut edited) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for _ in 0..5 {
        let (one, two, three) = round();
        (cancelled, opened, edited) = (cancelled.max(one), opened.max(two), edited.max(three));
    }
    vec![
        Figure::time(
            "a request is cancelled that waits for 3 MB, until it is answered (worst of 5)",
            cancelled,
            MOST,
        ),
        Figure::time("hover in a small document while 3 MB are opened (worst of 100)", opened, MOST),
        Figure::time("the same while 3 MB are edited (worst of 100)", edited, MOST),
    ]
}

/// How long a cancelled request takes, and the longest hover while a large document is opened and while it is edited.
fn round() -> (Duration, Duration, Duration) {
    let folder = Folder::new(&[]);
    let mut client = Client::with(&everything("utf-8"), &folder.as_workspace());
    let (small, large) = (folder.uri("small.md"), folder.uri("large.md"));
    client.open(&small, "markdown", 1, SHORT);
    client.diagnostics(&small, 1);
    let line = "- Some words that say nothing about anything, in a list of many.\n";
    let text = SHORT.to_owned() + &line.repeat(LARGE / line.len());
    client.open(&large, "markdown", 1, &text);
    let waiting = client.ask("textDocument/documentSymbol", &json!({"textDocument": {"uri": large}}));
    let start = Instant::now();
    client.notify("$/cancelRequest", &json!({"id": waiting}));
    while client.heard.iter().all(|message| !is_answer(message, waiting)) {
        client.hear(Duration::from_mins(1)).unwrap();
    }
    let cancelled = client.heard_at.saturating_duration_since(start);
    let opened = longest_hover(&mut client, &small);
    client.catch_up(&large, 1);
    let mut edited = Duration::ZERO;
    for version in 2..22 {
        client.change(&large, version, &json!([{"range": on(6, 7, 7), "text": "u"}]));
        edited = edited.max(hover(&mut client, &small));
    }
    (cancelled, opened, edited)
}

fn longest_hover(client: &mut Client, uri: &str) -> Duration {
    (0..20).map(|_| hover(client, uri)).max().unwrap()
}

fn hover(client: &mut Client, uri: &str) -> Duration {
    let start = Instant::now();
    client.at("textDocument/hover", uri, 2, 4);
    client.heard_at.saturating_duration_since(start)
}
