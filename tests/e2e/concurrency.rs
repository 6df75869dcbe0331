//! Much at once: requests among edits, clients that answer nothing, clients that do not listen.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, everything, is_answer};
use super::folder::{Folder, SHORT, has, on};

/// Every kind of request about a document, one after the other.
pub fn request(client: &mut Client, uri: &str, number: usize) -> i64 {
    let position = json!({"line": number % 10, "character": number % 7});
    let here = json!({
        "textDocument": {"uri": uri},
        "position": position,
        "range": {"start": position, "end": {"line": 9, "character": 0}},
        "context": {"diagnostics": [], "includeDeclaration": true},
        "query": "s",
        "command": "tiebeam.readiness",
        "arguments": [{"uri": uri}]
    });
    let methods = [
        "textDocument/hover",
        "textDocument/documentSymbol",
        "textDocument/foldingRange",
        "textDocument/documentLink",
        "textDocument/codeLens",
        "textDocument/inlayHint",
        "textDocument/definition",
        "textDocument/references",
        "textDocument/documentHighlight",
        "textDocument/codeAction",
        "workspace/symbol",
        "workspace/executeCommand",
        "textDocument/completion",
    ];
    let method = methods[number % methods.len()];
    let parameters = if method == "textDocument/completion" {
        json!({"textDocument": {"uri": uri}, "position": position})
    } else {
        here
    };
    client.ask(method, &parameters)
}

/// So many requests, after each an edit; every one is answered once, which the client holds.
pub fn among_edits(client: &mut Client, uri: &str, count: usize) {
    client.open(uri, "markdown", 0, SHORT);
    for number in 0..count {
        request(client, uri, number);
        // One letter comes and goes.
        let new = if number % 2 == 0 {
            json!([{"range": on(6, 7, 7), "text": "u"}])
        } else {
            json!([{"range": on(6, 7, 8), "text": ""}])
        };
        client.change(uri, i32::try_from(number).unwrap() + 1, &new);
    }
    while client.unanswered() > 0 {
        assert!(client.hear(Duration::from_mins(3)).is_some(), "{} are not answered", client.unanswered());
    }
}

/// Forty documents are opened and so many requests asked right after the beginning, without a word from the client in
/// between; how long until all are answered.
pub fn burst(folder: &Folder, capabilities: &Value, count: usize) -> Duration {
    let mut client = Client::start();
    client.answers.clear();
    client.begin(capabilities, &folder.as_workspace());
    let start = Instant::now();
    let uris: Vec<String> = (0..40).map(|number| folder.uri(&format!("{number}.md"))).collect();
    for uri in &uris {
        client.open(uri, "markdown", 1, SHORT);
    }
    for number in 0..count {
        request(&mut client, &uris[number % 40], number);
    }
    while client.unanswered() > 0 {
        assert!(client.hear(Duration::from_mins(3)).is_some(), "{} are not answered", client.unanswered());
    }
    client.heard_at - start
}

/// A client that listens to nothing while it says much to which there is more to say, and then hears all of it; how
/// many of its requests were answered wrongly.
pub fn slow_reader(folder: &Folder, count: i32) -> usize {
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    let uri = folder.uri("a.md");
    let text = SHORT.to_owned() + &"\n## Other\n\nText.\n".repeat(30);
    client.open(&uri, "markdown", 1, &text);
    client.diagnostics(&uri, 1);
    let listening = client.listening.clone();
    let deaf = listening.lock().unwrap();
    let mut asked = Vec::new();
    for version in 2..count + 2 {
        client.change(&uri, version, &json!([{"range": on(10, 3, 3), "text": "x"}]));
        asked.push(client.ask("textDocument/documentSymbol", &json!({"textDocument": {"uri": uri}})));
    }
    // More than all pipes and queues on the way hold.
    let padding = json!({"padding": "x".repeat(1000)});
    for _ in 0..3000 {
        client.ask("tiebeam/unknown", &padding);
    }
    drop(deaf);
    let found = client.diagnostics(&uri, count + 1);
    assert!(has(&found, "misspelt-heading"));
    while client.unanswered() > 0 {
        assert!(client.hear(Duration::from_mins(3)).is_some(), "{} are not answered", client.unanswered());
    }
    let mut wrong = 0;
    for (count, id) in (1..).zip(asked) {
        let answer = client.heard.iter().find(|message| is_answer(message, id)).unwrap();
        let name = format!("{}Other", "x".repeat(count));
        wrong += usize::from(!answer["result"].to_string().contains(&format!("\"{name}\"")));
    }
    wrong
}

#[test]
fn requests_among_edits_are_answered_once_each() {
    let folder = Folder::new(&[]);
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    among_edits(&mut client, &folder.uri("a.md"), 130);
    client.change(&folder.uri("a.md"), 131, &json!([{"range": on(6, 7, 7), "text": "u"}]));
    assert!(!has(&client.diagnostics(&folder.uri("a.md"), 131), "misspelt-heading"));
}

#[test]
fn a_burst_right_after_the_beginning_is_answered() {
    let folder = Folder::new(&[("requirements.md", SHORT)]);
    burst(&folder, &everything("utf-16"), 200);
    burst(&folder, &json!({}), 200);
}

#[test]
fn a_client_that_does_not_listen_for_a_while_is_told_everything_then() {
    assert_eq!(slow_reader(&Folder::new(&[]), 60), 0);
}
