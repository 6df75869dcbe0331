//! Everything that an editor asks about a file.

use serde_json::{Value, json};

use super::client::{Client, is_answer};

/// What is asked about a place alone.
const AT_A_PLACE: [&str; 4] = [
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/documentHighlight",
];

/// A place by line and column, as UTF-16 counts columns.
pub fn place(text: &str, offset: usize) -> Value {
    let before = &text[..text.floor_char_boundary(offset)];
    let bytes = before.as_bytes();
    let is_break =
        |at: &usize| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    let line = (0..bytes.len()).filter(is_break).count();
    let start = (0..bytes.len()).rev().find(is_break).map_or(0, |at| at + 1);
    json!({"line": line, "character": before[start..].encode_utf16().count()})
}

/// Every request about a file, at these places where it is about a place.
pub fn about(uri: &str, places: &[Value]) -> Vec<(&'static str, Value)> {
    let document = json!({"uri": uri});
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99_999_999, "character": 0}});
    let actions = |range: &Value, only: &[&str]| json!({"textDocument": document, "range": range, "context": {"diagnostics": [], "only": only}});
    let mut asked = vec![
        ("textDocument/documentSymbol", json!({"textDocument": document})),
        ("textDocument/foldingRange", json!({"textDocument": document})),
        ("textDocument/documentLink", json!({"textDocument": document})),
        ("textDocument/codeLens", json!({"textDocument": document})),
        ("textDocument/inlayHint", json!({"textDocument": document, "range": whole})),
        ("textDocument/codeAction", actions(&whole, &["source.fixAll"])),
        ("workspace/executeCommand", json!({"command": "tiebeam.readiness", "arguments": [{"uri": uri}]})),
        ("workspace/executeCommand", json!({"command": "tiebeam.explain", "arguments": [{}]})),
        ("workspace/symbol", json!({"query": "a"})),
    ];
    for place in places {
        let here = json!({"textDocument": document, "position": place});
        asked.extend(AT_A_PLACE.map(|method| (method, here.clone())));
        let mut references = here.clone();
        references["context"] = json!({"includeDeclaration": true});
        asked.push(("textDocument/references", references));
        asked.push(("textDocument/codeAction", actions(&json!({"start": place, "end": place}), &[])));
    }
    asked
}

/// Sends requests one behind the other, without waiting; what to wait for.
pub fn send(client: &mut Client, asked: &[(&'static str, Value)]) -> Vec<i64> {
    asked.iter().map(|(method, parameters)| client.ask(method, parameters)).collect()
}

/// Waits until all of these are answered; the answers.
pub fn answers(client: &mut Client, ids: &[i64]) -> Vec<Value> {
    let answer = |client: &mut Client, id: i64| {
        let heard = client.heard.iter().find(|message| is_answer(message, id)).cloned();
        heard.unwrap_or_else(|| client.wait(|message| is_answer(message, id)))
    };
    ids.iter().map(|id| answer(client, *id)).collect()
}
