//! Life cycle and transport: what a client or the wire may do, and what comes of it.

#[cfg(target_os = "linux")]
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, everything, framed, is_answer};
use super::folder::{Folder, SHORT, has, on};

#[test]
fn what_is_no_message_is_survived() {
    let mut client = Client::initialized("utf-16");
    let ping = json!({"jsonrpc": "2.0", "id": 1, "method": "textDocument/hover"}).to_string();
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
        assert_eq!(answer["error"]["code"], -32601, "{bytes}");
        client.raw(bytes.as_bytes());
        // What is left of a broken message is told from the next one only when that has come.
        client.notify("tiebeam/ignored", &json!(null));
        let fault = client.wait(|message| message["id"].is_null() && message.get("error").is_some());
        assert_eq!(fault["error"]["code"], code, "{bytes}");
    }
    client.raw(b"Content-Length: 4\r\n\r\n{\xff\xfe}");
    assert_eq!(client.request("$/unknown", &json!(null))["error"]["code"], -32601);
}

#[test]
fn every_error_has_the_code_that_the_specification_gives_it() {
    let mut client = Client::start();
    let hover = json!({"textDocument": {"uri": "file:///a.md"}, "position": {"line": 0, "character": 0}});
    let code = |client: &mut Client, method: &str, parameters: &Value| {
        client.request(method, parameters)["error"]["code"].as_i64()
    };
    assert_eq!(code(&mut client, "textDocument/hover", &hover), Some(-32002), "not initialized");
    assert_eq!(code(&mut client, "initialize", &json!([])), Some(-32602), "no parameters");
    client.begin(&json!({}), &json!({}));
    assert_eq!(
        code(&mut client, "initialize", &json!({"capabilities": {}})),
        Some(-32600),
        "initialized twice"
    );
    assert_eq!(code(&mut client, "textDocument/hover", &json!({"textDocument": 7})), Some(-32602));
    assert_eq!(code(&mut client, "textDocument/hover", &Value::Null), Some(-32602));
    assert_eq!(code(&mut client, "textDocument/moniker", &hover), Some(-32601));
    assert_eq!(code(&mut client, "tiebeam/test", &json!({"panic": "handler"})), Some(-32603));
    assert_eq!(code(&mut client, "textDocument/hover", &hover), None);
    assert_eq!(client.request("shutdown", &json!(null))["result"], json!(null));
    assert_eq!(code(&mut client, "textDocument/hover", &hover), Some(-32600), "after shutdown");
    assert_eq!(code(&mut client, "shutdown", &json!(null)), Some(-32600), "shut down twice");
}

#[test]
fn a_panic_costs_one_answer_wherever_it_happens() {
    let folder = Folder::new(&[]);
    let (mut client, uri) = (Client::with(&everything("utf-16"), &json!({})), folder.uri("a.md"));
    client.open(&uri, "markdown", 1, SHORT);
    for (version, place) in (2..).zip(["handler", "reader", "writer"]) {
        let answer = client.request("tiebeam/test", &json!({"panic": place}));
        let lost = answer["error"]["code"] == -32603;
        assert_eq!(lost, place != "writer", "{place}: {answer}");
        client.change(
            &uri,
            version,
            &json!([{"range": on(6, 7, 8), "text": if version % 2 == 0 { "up" } else { "p" }}]),
        );
        client.diagnostics(&uri, version);
        assert!(client.about("textDocument/documentSymbol", &uri).is_array(), "{place}");
    }
    let told = client.heard.iter().filter(|message| message["method"] == "window/logMessage");
    assert_eq!(told.filter(|message| message["params"]["type"] == 1).count(), 2, "each is told once");
}

#[test]
fn slow_requests_hold_up_no_edit_and_no_cancellation() {
    let folder = Folder::new(&[]);
    let (mut client, uri) = (Client::initialized("utf-16"), folder.uri("a.md"));
    let slow: Vec<i64> = (0..12).map(|_| client.ask("tiebeam/test", &json!({"sleep": 3_000}))).collect();
    client.open(&uri, "markdown", 1, SHORT);
    client.change(&uri, 2, &json!([{"range": on(6, 7, 7), "text": "u"}]));
    assert!(!has(&client.diagnostics(&uri, 2), "misspelt-heading"));
    for id in &slow {
        client.notify("$/cancelRequest", &json!({"id": id}));
        let answer = client.wait(|message| is_answer(message, *id));
        assert_eq!(answer["error"]["code"], -32800);
    }
    assert!(
        client.heard.iter().all(|message| message["result"] != json!("slow")),
        "none was answered before"
    );
    assert_eq!(
        client.about("textDocument/foldingRange", &uri)[0]["startLine"],
        0,
        "the next one is answered"
    );
}

#[test]
fn a_client_that_answers_nothing_is_served() {
    let folder = Folder::new(&[("requirements.md", SHORT)]);
    let mut client = Client::start();
    client.answers.clear();
    client.begin(&everything("utf-16"), &folder.as_workspace());
    for round in 0..4 {
        client.notify("workspace/didChangeConfiguration", &json!({"settings": null}));
        client.notify("workspace/didChangeWorkspaceFolders", &json!({"event": {"added": [], "removed": []}}));
        for number in 0..300 {
            let uri = folder.uri(&format!("{round}-{number}.md"));
            client.open(&uri, "markdown", 1, SHORT);
            client.ask("textDocument/foldingRange", &json!({"textDocument": {"uri": uri}}));
        }
    }
    let last = folder.uri("3-299.md");
    assert!(has(&client.diagnostics(&last, 1), "missing-section"));
    let asked = |method: &str| client.heard.iter().filter(|message| message["method"] == method).count();
    assert!(asked("workspace/configuration") >= 5 && asked("client/registerCapability") == 1);
    let answered = client.heard.iter().filter(|message| message["result"].is_array()).count();
    client.settle();
    let late = client.heard.iter().filter(|message| message["result"][0]["startLine"].is_number()).count();
    assert_eq!(late, 1200, "{answered} before");
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
fn the_server_ends_with_its_input_even_while_a_request_runs() {
    for sleep in [0, 30_000] {
        let mut client = Client::initialized("utf-16");
        client.ask("tiebeam/test", &json!({"sleep": sleep}));
        drop(client.input.take());
        let start = Instant::now();
        assert_eq!(client.end(), 1);
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    }
}

#[test]
fn what_is_said_before_the_beginning_and_after_the_end_does_no_harm() {
    let folder = Folder::new(&[]);
    let (mut client, uri) = (Client::start(), folder.uri("a.md"));
    client.open(&uri, "markdown", 1, SHORT);
    client.notify("$/unknown", &json!(null));
    client.begin(&everything("utf-16"), &json!({}));
    client.notify("tiebeam/unknown", &json!({"a": [1]}));
    client.notify("initialized", &json!({}));
    assert_eq!(
        client.about("textDocument/foldingRange", &uri),
        json!(null),
        "it was not opened in the session"
    );
    client.open(&uri, "markdown", 1, SHORT);
    assert!(has(&client.diagnostics(&uri, 1), "missing-section"));
    client.request("shutdown", &json!(null));
    client.change(&uri, 2, &json!([{"text": ""}]));
    client.notify("exit", &json!(null));
    assert_eq!(client.end(), 0);
    assert!(client.heard.iter().all(|message| message["id"].is_number() || message.get("error").is_none()));
    // Who leaves before the beginning has shut nothing down.
    let mut client = Client::start();
    client.notify("exit", &json!(null));
    assert_eq!(client.end(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn the_server_ends_when_it_is_told_to_by_the_system() {
    let mut client = Client::initialized("utf-16");
    client.ask("tiebeam/test", &json!({"sleep": 30_000}));
    Command::new("kill").arg(client.process().to_string()).status().unwrap();
    assert_eq!(client.status().signal(), Some(15));
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

#[test]
fn what_is_unheard_of_in_the_parameters_of_initialize_does_no_harm() {
    let folder = Folder::new(&[]);
    let odd = json!({
        "general": {"positionEncodings": ["utf-64", 7, "utf-8"], "staleRequestSupport": null},
        "workspace": {"workspaceEdit": {"resourceOperations": ["conjure"], "failureHandling": "shrug"}, "symbol": null},
        "textDocument": {"hover": {"contentFormat": ["holograms"]}, "completion": [], "unheardOf": {}},
        "window": 3
    });
    let mut client = Client::start();
    let others = json!({"trace": "compact", "rootUri": "not an address", "clientInfo": "none", "locale": 4});
    assert_eq!(client.begin(&odd, &others)["positionEncoding"], "utf-8");
    let uri = folder.uri("a.md");
    client.open(&uri, "markdown", 1, SHORT);
    assert_eq!(client.at("textDocument/hover", &uri, 2, 4)["contents"]["kind"], "plaintext");
}

#[test]
fn what_happens_is_logged_with_the_time_of_each_request() {
    let folder = Folder::new(&[]);
    let log = folder.path().join("tiebeam.log");
    let mut client = Client::start_with(&["--log", log.to_str().unwrap()]);
    client.begin(&json!({}), &json!({}));
    client.open(&folder.uri("a.md"), "markdown", 1, SHORT);
    client.at("textDocument/hover", &folder.uri("a.md"), 2, 4);
    client.request("tiebeam/test", &json!({"panic": "reader"}));
    client.request("shutdown", &json!(null));
    client.notify("exit", &json!(null));
    client.end();
    let text = std::fs::read_to_string(&log).unwrap();
    let line = text.lines().find(|line| line.contains("textDocument/hover") && line.contains("close"));
    assert!(line.is_some_and(|line| line.contains("time.busy=")), "{text}");
    assert!(text.contains("ERROR") && text.contains("a test asked for a panic"), "{text}");
    assert!(!text.contains("99.9 %"), "documents are nobody's business:\n{text}");
    // A log that cannot be written is told, and costs nothing else.
    let mut client = Client::start_with(&["--log", folder.path().to_str().unwrap()]);
    client.begin(&json!({}), &json!({}));
    // It may come before the answer to `initialize`.
    let warns = |message: &Value| message["method"] == "window/logMessage" && message["params"]["type"] == 2;
    let heard = client.heard.iter().find(|message| warns(message)).cloned();
    let told = heard.unwrap_or_else(|| client.wait(warns));
    assert!(told["params"]["message"].as_str().unwrap().contains("cannot be written"), "{told}");
}
