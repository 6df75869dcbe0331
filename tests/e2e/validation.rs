//! The validator of what the server says knows right from wrong.

use serde_json::{Value, json};

use super::folder::on;
use super::protocol::faults;

fn answer(result: &Value) -> Value {
    json!({"jsonrpc": "2.0", "id": 1, "result": result})
}

fn published(diagnostic: &Value) -> Value {
    let params = json!({"uri": "file:///a.md", "version": 1, "diagnostics": [diagnostic]});
    json!({"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params})
}

fn diagnostic() -> Value {
    json!({
        "range": on(0, 0, 1), "severity": 1, "code": "dead-link", "source": "tiebeam", "message": "m", "tags": [1],
        "relatedInformation": [{"location": {"uri": "file:///b.md", "range": on(0, 0, 1)}, "message": "n"}],
        "data": {"anything": [1, null]}
    })
}

/// Each says one thing, and in it each of these.
fn assert_refused(message: &Value, asked: Option<&str>, said: &str) {
    let found = faults(message, asked);
    assert!(found.len() == 1 && found[0].contains(said), "{said:?} in {found:?} of {message}");
}

#[test]
fn what_is_right_passes() {
    for (message, asked) in [
        (published(&diagnostic()), None),
        (json!({"jsonrpc": "2.0", "method": "telemetry/event", "params": [1]}), None),
        (json!({"jsonrpc": "2.0", "id": "a", "method": "workspace/inlayHint/refresh"}), None),
        (
            json!({"jsonrpc": "2.0", "method": "$/progress",
                "params": {"token": 1, "value": {"kind": "report", "percentage": 7}}}),
            None,
        ),
        (answer(&Value::Null), Some("textDocument/hover")),
        (answer(&json!({"uri": "file:///a.md", "range": on(0, 0, 1)})), Some("textDocument/definition")),
        (
            answer(&json!([{"title": "t", "command": "c", "arguments": [{}]}])),
            Some("textDocument/codeAction"),
        ),
        (answer(&json!([{"title": "t", "kind": "source.fixAll.tiebeam"}])), Some("textDocument/codeAction")),
        (answer(&json!({"changes": {"file:///a.md": []}})), Some("textDocument/rename")),
        (answer(&json!({"anything": 1})), Some("workspace/executeCommand")),
        (answer(&json!("anything")), Some("tiebeam/test")),
        (json!({"jsonrpc": "2.0", "id": 1, "error": {"code": -32601, "message": "m"}}), Some("a")),
        (json!({"jsonrpc": "2.0", "id": null, "error": {"code": -32700, "message": "m"}}), None),
    ] {
        assert_eq!(faults(&message, asked), [""; 0], "{message}");
    }
}

#[test]
fn a_wrong_envelope_is_refused() {
    let error = json!({"code": -32700, "message": "m"});
    for (message, asked, said) in [
        (json!({"id": 1, "result": null}), Some("shutdown"), "jsonrpc"),
        (
            json!({"jsonrpc": "2.0", "id": 1, "result": null, "error": error}),
            Some("a"),
            "one of result and error",
        ),
        (json!({"jsonrpc": "2.0", "id": 1}), Some("a"), "one of result and error"),
        (json!({"jsonrpc": "2.0", "id": 1, "result": null}), None, "nobody asked"),
        (json!({"jsonrpc": "2.0", "id": null, "result": null}), Some("shutdown"), "id"),
        (json!({"jsonrpc": "2.0", "id": 1.5, "result": null}), Some("shutdown"), "id"),
        (
            json!({"jsonrpc": "2.0", "id": 1, "result": null, "more": 1}),
            Some("shutdown"),
            "more is unheard of",
        ),
        (json!({"jsonrpc": "2.0", "id": 1, "error": {"code": "x", "message": "m"}}), Some("a"), "error/code"),
        (json!({"jsonrpc": "2.0", "id": 1, "error": {"code": 1.5, "message": "m"}}), Some("a"), "error/code"),
        (
            json!({"jsonrpc": "2.0", "id": null, "error": {"code": -32601, "message": "m"}}),
            None,
            "nobody asked",
        ),
        (json!({"jsonrpc": "2.0", "method": 7}), None, "method"),
        (
            json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {}}),
            None,
            "none of the notifications",
        ),
        (
            json!({"jsonrpc": "2.0", "method": "tiebeam/unheardOf", "params": {}}),
            None,
            "none of the notifications",
        ),
        (json!({"jsonrpc": "2.0", "id": 1, "method": "textDocument/hover"}), None, "none of the requests"),
        (json!({"jsonrpc": "2.0", "id": 1, "method": "workspace/applyEdit"}), None, "has no params"),
        (
            json!({"jsonrpc": "2.0", "id": 1, "method": "workspace/codeLens/refresh", "params": null}),
            None,
            "params",
        ),
    ] {
        let found = faults(&message, asked);
        assert!(found.iter().any(|fault| fault.contains(said)), "{said:?} in {found:?} of {message}");
    }
}

#[test]
fn a_wrong_value_is_refused() {
    for (place, value, said) in [
        ("/severity", json!(5), "severity is no DiagnosticSeverity"),
        ("/severity", json!("error"), "severity"),
        ("/tags/0", json!(3), "tags/0 is no DiagnosticTag"),
        ("/code", json!(true), "code"),
        ("/code", json!(2_147_483_648_u64), "code"),
        ("/source", Value::Null, "source is no string"),
        ("/message", json!(7), "message is no string"),
        ("/range/start/line", json!(-1), "line is no uinteger"),
        ("/range/end/character", json!(2_147_483_648_u64), "character is no uinteger"),
        ("/range/end/character", json!(1.0), "character is no uinteger"),
        ("/range/end", json!({"line": 0}), "lacks character"),
        ("/range/end", json!({"line": 0, "character": 1, "byte": 1}), "byte is unheard of"),
        ("/relatedInformation", json!({}), "relatedInformation is no array"),
        ("/relatedInformation/0/location/uri", json!("b.md"), "uri is no DocumentUri"),
        ("/relatedInformation/0/location/uri", json!("file:///a b.md"), "uri is no DocumentUri"),
    ] {
        let mut wrong = diagnostic();
        *wrong.pointer_mut(place).unwrap() = value;
        assert_refused(&published(&wrong), None, said);
    }
    let mut more = diagnostic();
    more["fix"] = json!(1);
    assert_refused(&published(&more), None, "fix is unheard of");
    let mut less = diagnostic();
    less.as_object_mut().unwrap().remove("message");
    assert_refused(&published(&less), None, "lacks message");
}

#[test]
fn a_result_of_the_wrong_shape_is_refused() {
    let place = json!({"range": on(0, 0, 1), "newText": "a"});
    for (asked, result, said) in [
        ("textDocument/hover", json!([]), "result is no"),
        ("textDocument/hover", json!({"contents": {"kind": "html", "value": "v"}}), "kind is no MarkupKind"),
        ("textDocument/foldingRange", json!({}), "result is no"),
        ("textDocument/documentLink", json!([{"range": on(0, 0, 1), "target": 7}]), "target"),
        ("textDocument/completion", json!([{"kind": 3}]), "lacks label"),
        ("textDocument/rename", json!({"changes": {"a.md": []}}), "a.md is no DocumentUri"),
        ("textDocument/references", json!([{"uri": "file:///a.md"}]), "lacks range"),
        (
            "textDocument/codeAction",
            json!([{"title": "t", "edit": {"documentChanges": [{"kind": "made", "uri": "file:///a.md"}]}}]),
            "kind is no word",
        ),
        ("shutdown", json!({}), "result is no null"),
        // What the meta model leaves to words.
        ("textDocument/documentHighlight", json!([{"range": on(0, 2, 1)}]), "ends before it begins"),
        ("textDocument/foldingRange", json!([{"startLine": 2, "endLine": 1}]), "ends before it begins"),
        (
            "textDocument/documentSymbol",
            json!([{"name": " ", "kind": 3, "range": on(0, 0, 9), "selectionRange": on(0, 0, 1)}]),
            "has no name",
        ),
        (
            "textDocument/documentSymbol",
            json!([{"name": "a", "kind": 3, "range": on(0, 0, 9), "selectionRange": on(0, 8, 10)}]),
            "has its name outside of it",
        ),
        ("textDocument/formatting", json!([place, place]), "has edits that overlap"),
    ] {
        assert_refused(&answer(&result), Some(asked), said);
    }
}

#[test]
fn what_is_registered_has_the_options_of_its_method() {
    let asked = |method: &str, options: Value| {
        let registration = json!({"id": "a", "method": method, "registerOptions": options});
        json!({"jsonrpc": "2.0", "id": 1, "method": "client/registerCapability", "params": {"registrations": [registration]}})
    };
    let watch = json!({"watchers": [{"globPattern": "**/*", "kind": 5}]});
    assert_eq!(faults(&asked("workspace/didChangeWatchedFiles", watch), None), [""; 0]);
    let wrong = json!({"watchers": [{"glob": "**/*"}]});
    assert!(!faults(&asked("workspace/didChangeWatchedFiles", wrong), None).is_empty());
    assert_refused(&asked("workspace/unheardOf", json!({})), None, "cannot be registered");
}
