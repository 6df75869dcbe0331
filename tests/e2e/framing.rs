//! The wire: whatever cuts, pads or breaks the messages on it.

use serde_json::{Value, json};

use super::client::{Client, everything, framed, is_answer};
use super::folder::{Folder, SHORT, has, on};

#[test]
fn bytes_may_come_one_by_one_and_messages_together() {
    let folder = Folder::new(&[]);
    let (mut client, uri) = (Client::start(), folder.uri("a.md"));
    let parameters = json!({"capabilities": everything("utf-8"), "rootUri": null});
    let (id, message) = client.prepare("initialize", &parameters);
    for byte in framed(&message.to_string()).bytes() {
        client.raw(&[byte]);
    }
    client.wait(|message| is_answer(message, id));
    let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": SHORT});
    let mut together = framed(r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#);
    let open =
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}});
    together += &framed(&open.to_string());
    for _ in 0..100 {
        let (_, message) =
            client.prepare("textDocument/foldingRange", &json!({"textDocument": {"uri": uri}}));
        together += &framed(&message.to_string());
    }
    client.raw(together.as_bytes());
    client.settle();
    let folds = client.heard.iter().filter(|message| message["result"][0]["startLine"] == 0);
    assert_eq!((folds.count(), client.unanswered()), (100, 0));
}

#[test]
fn headers_may_be_odd() {
    let mut client = Client::initialized("utf-16");
    let code =
        |client: &mut Client, id| client.wait(|message| is_answer(message, id))["error"]["code"].clone();
    for header in [
        "content-length: {}\r\n\r\n",
        "CONTENT-LENGTH:{}\r\n\r\n",
        "Content-Length:    {}   \r\n\r\n",
        "Content-Length: 00{}\r\n\r\n",
        "Content-Length: {}\n\n",
        "\r\n\r\nContent-Length: {}\r\n\r\n",
        "Content-Type: application/vscode-jsonrpc; charset=utf8\r\nContent-Length: {}\r\n\r\n",
        "Content-Length: {}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\nX: y: z\r\n\r\n",
        "Content-Length: 3\r\nContent-Length: {}\r\n\r\n",
    ] {
        let (id, message) = client.prepare("tiebeam/unknown", &Value::Null);
        let body = message.to_string();
        client.raw((header.replace("{}", &body.len().to_string()) + &body).as_bytes());
        assert_eq!(code(&mut client, id), -32601, "{header:?}");
    }
}

#[test]
fn a_length_that_is_a_lie_costs_no_message() {
    let mut client = Client::initialized("utf-16");
    for length in
        ["60000000", "1", "7", "19", "99999999999999999999", "-7", "0x10", "", "1e3", "7 7", "\u{fffd}"]
    {
        client.raw(format!("Content-Length: {length}\r\n\r\n").as_bytes());
        let answer = client.request("tiebeam/unknown", &Value::Null);
        assert_eq!(answer["error"]["code"], -32601, "{length:?}");
    }
    for more in [1, 13, 30, 100_000] {
        let (id, message) = client.prepare("tiebeam/unknown", &Value::Null);
        let body = message.to_string();
        client.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len() + more).as_bytes());
        client.request("tiebeam/unknown", &Value::Null);
        assert!(client.heard.iter().any(|message| is_answer(message, id)), "{more}");
    }
}

#[test]
fn half_a_character_costs_no_edit() {
    let folder = Folder::new(&[]);
    let (mut client, uri) = (Client::initialized("utf-16"), folder.uri("a.md"));
    let halved = |message: &Value| framed(&message.to_string().replace("HALF", r"\ud83d"));
    let document =
        json!({"uri": uri, "languageId": "markdown", "version": 1, "text": SHORT.replace("Cache", "HALF")});
    let open =
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}});
    client.raw(halved(&open).as_bytes());
    assert!(has(&client.diagnostics(&uri, 1), "misspelt-heading"));
    let change = json!([{"range": on(6, 7, 7), "text": "HALF"}, {"range": on(6, 7, 8), "text": "u"}]);
    let params = json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": change});
    let change = json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params});
    client.raw(halved(&change).as_bytes());
    assert!(!has(&client.diagnostics(&uri, 2), "misspelt-heading"));
    let symbols = client.about("textDocument/documentSymbol", &uri);
    assert_eq!(symbols[0]["name"], "\u{fffd} 😀: infrastructure requirements");
    // Where a text is only looked for, it is found nowhere.
    let (id, query) = client.prepare("workspace/symbol", &json!({"query": "HALF"}));
    client.raw(halved(&query).as_bytes());
    assert!(client.wait(|message| is_answer(message, id))["result"].is_array());
}

#[test]
fn what_ends_in_the_middle_ends_the_server() {
    for rest in ["", "Content-Len", "Content-Length: 5\r\n", "Content-Length: 50\r\n\r\n{\"json", "{", "\r\n"]
    {
        let mut client = Client::initialized("utf-16");
        client.raw(rest.as_bytes());
        drop(client.input.take());
        assert_eq!(client.end(), 1, "{rest:?}");
    }
}
