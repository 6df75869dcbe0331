//! Edits in every encoding, in any number, in the order of the wire.

use serde_json::{Value, json};

use super::client::{Client, everything, is_answer};
use super::folder::{Folder, SHORT, has, on};

#[test]
fn edits_in_every_encoding_lead_to_what_a_fresh_text_has() {
    let folder = Folder::new(&[]);
    let after = SHORT.replace("😀:", "ü:").replace("Backp", "Backup").replace("1 h\n", "2 h\nend");
    for (encoding, smiley) in [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)] {
        let mut client = Client::initialized(encoding);
        let (edited, fresh) = (folder.uri("edited.md"), folder.uri("fresh.md"));
        client.open(&edited, "markdown", 1, SHORT);
        client.change(
            &edited,
            2,
            &json!([
                {"range": on(0, 8, 8 + smiley), "text": "ü"},
                {"range": on(6, 7, 7), "text": "u"},
                {"range": on(8, 11, 12), "text": "2"},
                // Beyond the end of the text.
                {"range": on(99, 7, 99), "text": "end"}
            ]),
        );
        client.open(&fresh, "markdown", 1, &after);
        let found = client.diagnostics(&edited, 2);
        // Related places name the file they are in.
        let found: Value = serde_json::from_str(&found.to_string().replace("edited.md", "fresh.md")).unwrap();
        assert_eq!(found, client.diagnostics(&fresh, 1), "{encoding}");
        assert!(!has(&found, "misspelt-heading"));
        client.change(&edited, 3, &json!([{"text": "# Notes\n"}]));
        assert_eq!(client.diagnostics(&edited, 3), json!([]));
        client.change(&edited, 4, &json!([{"text": SHORT}]));
        assert!(has(&client.diagnostics(&edited, 4), "misspelt-heading"));
    }
}

#[test]
fn ten_thousand_edits_keep_their_order_among_requests() {
    let folder = Folder::new(&[]);
    let (mut client, uri) = (Client::initialized("utf-16"), folder.uri("a.md"));
    client.open(&uri, "markdown", 0, SHORT);
    // Only in this order do the letters become the heading that the section has.
    client.change(&uri, 1, &json!([{"range": on(6, 3, 18), "text": ""}]));
    let heading: Vec<char> = "Backup / Restore".chars().collect();
    let mut version = 1;
    let mut asked = Vec::new();
    for round in 0..310 {
        for (column, letter) in (3..).zip(&heading) {
            version += 1;
            client.change(&uri, version, &json!([{"range": on(6, column, column), "text": letter}]));
        }
        // Each sees the heading whole, whatever came after it.
        let place = json!({"textDocument": {"uri": uri}, "position": {"line": 6, "character": 5}});
        asked.push(client.ask("textDocument/hover", &place));
        for column in (3..19).rev().filter(|_| round < 309) {
            version += 1;
            client.change(&uri, version, &json!([{"range": on(6, column, column + 1), "text": ""}]));
        }
    }
    assert!(version > 9_900, "{version}");
    let found = client.diagnostics(&uri, version);
    let fresh = uri.replace("a.md", "b.md");
    client.open(&fresh, "markdown", 1, &SHORT.replace("Backp", "Backup"));
    let fresh = client.diagnostics(&fresh, 1).to_string().replace("b.md", "a.md");
    assert_eq!(found, serde_json::from_str::<Value>(&fresh).unwrap());
    client.settle();
    for id in asked {
        let answers: Vec<&Value> = client.heard.iter().filter(|message| is_answer(message, id)).collect();
        assert_eq!(answers.len(), 1, "request {id}");
        let said = answers[0]["result"]["contents"]["value"].as_str().unwrap();
        assert!(said.contains("Backup / Restore"), "{said}");
    }
}

#[test]
fn a_request_sees_every_edit_before_it_and_none_after_it() {
    let folder = Folder::new(&[]);
    let (mut client, uri) = (Client::with(&everything("utf-16"), &json!({})), folder.uri("a.md"));
    client.open(&uri, "markdown", 1, SHORT);
    let names = |count: usize| {
        let headings: Vec<String> =
            (0..count).map(|number| format!("## Heading {number}\n\nText.\n\n")).collect();
        headings.concat()
    };
    let mut asked = Vec::new();
    for count in 0..200_usize {
        client.change(&uri, 2, &json!([{"text": SHORT.to_owned() + &names(count)}]));
        asked
            .push((client.ask("textDocument/documentSymbol", &json!({"textDocument": {"uri": uri}})), count));
    }
    client.settle();
    for (id, count) in asked {
        let answer = client.heard.iter().find(|message| is_answer(message, id)).unwrap();
        assert_eq!(answer["result"].to_string().matches("\"Heading ").count(), count);
    }
}

#[test]
fn documents_under_odd_names_are_served() {
    let folder = Folder::new(&[]);
    let mut client = Client::initialized("utf-16");
    let names = [
        folder.uri("a%20b.md"),
        folder.uri("%C3%BC%F0%9F%98%80.md"),
        folder.uri("100%25.md"),
        folder.uri("no%23fragment.md"),
        "untitled:Untitled-2".to_owned(),
        "untitled:/somewhere/new.md".to_owned(),
        "vscode-vfs://github/somebody/something/requirements.md".to_owned(),
        "git:/a/b.md?%7B%22ref%22%3A%22HEAD%22%7D".to_owned(),
        "inmemory://model/1".to_owned(),
        "file:///".to_owned(),
        "x:".to_owned(),
    ];
    for uri in &names {
        client.open(uri, "markdown", 1, SHORT);
        assert!(has(&client.diagnostics(uri, 1), "missing-section"), "{uri}");
        assert!(client.about("textDocument/foldingRange", uri).is_array(), "{uri}");
        client.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    }
    // What was never opened, or is no address at all.
    let place = json!({"line": 0, "character": 0});
    for (uri, code) in [
        (json!("file:///nowhere.md"), None),
        (json!("not an address"), Some(-32602)),
        (json!(7), Some(-32602)),
    ] {
        let answer =
            client.request("textDocument/hover", &json!({"textDocument": {"uri": uri}, "position": place}));
        assert_eq!(answer["error"]["code"].as_i64(), code, "{answer}");
    }
}
