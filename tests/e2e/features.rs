//! The features as an editor meets them: over the wire, with positions, versions and edits of the protocol.

use serde_json::{Value, json};

use super::client::{Client, everything};
use super::folder::{Folder, SHORT, has, on};

/// The text after the edits that an answer holds for a file, as a client applies them.
fn edited(text: &str, edits: &Value) -> String {
    let offset = |position: &Value| {
        let (line, column) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
        let start: usize =
            text.split_inclusive('\n').take(usize::try_from(line).unwrap()).map(str::len).sum();
        let mut units = 0;
        let rest = &text[start..];
        let at = rest.char_indices().find(|(_, c)| {
            let here = units >= column;
            units += u64::try_from(c.len_utf16()).unwrap();
            here
        });
        start + at.map_or(rest.len(), |(at, _)| at)
    };
    let mut spans: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(&range["start"]), offset(&range["end"]), edit["newText"].as_str().unwrap())
        })
        .collect();
    spans.sort_unstable();
    let mut text = text.to_owned();
    for (start, end, new) in spans.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

fn opened(folder: &Folder, name: &str, text: &str) -> (Client, String) {
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    let uri = folder.uri(name);
    client.open(&uri, "markdown", 7, text);
    (client, uri)
}

fn labels(list: &Value) -> Vec<&str> {
    list["items"].as_array().into_iter().flatten().filter_map(|item| item["label"].as_str()).collect()
}

#[test]
fn a_section_is_completed_with_its_prompts_and_explained_when_looked_at() {
    let folder = Folder::new(&[]);
    let text = format!("{SHORT}\n## 😀mon\n").replace("😀mon", "Mon");
    let (mut client, uri) = opened(&folder, "a.md", &text);
    let list = client.at("textDocument/completion", &uri, 10, 6);
    assert_eq!(list["isIncomplete"], true);
    let item = &list["items"][0];
    assert_eq!(
        (&item["label"], &item["preselect"], &item["insertTextFormat"], &item["insertTextMode"]),
        (&json!("Monitoring and Alerts"), &json!(true), &json!(2), &json!(1))
    );
    assert_eq!((&item["filterText"], &item["textEdit"]["range"]), (&json!("## Mon"), &on(10, 0, 6)));
    let inserted = item["textEdit"]["newText"].as_str().unwrap();
    assert_eq!(
        inserted,
        "## Monitoring and Alerts\n\n- **Monitored metrics:** ${1}\n- **Critical alerts:** ${2}$0"
    );
    assert!(item.get("documentation").is_none(), "worked out only when looked at");
    let resolved = client.result("completionItem/resolve", item);
    assert_eq!(resolved["documentation"]["kind"], "markdown");
    assert!(resolved["documentation"]["value"].as_str().unwrap().starts_with("**Monitoring and Alerts**"));
    assert_eq!(resolved["textEdit"], item["textEdit"]);
    // What comes back after the document is closed, or from nowhere, is left as it is.
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    assert!(client.result("completionItem/resolve", item).get("documentation").is_none());
    assert_eq!(client.result("completionItem/resolve", &json!({"label": "x", "data": [1]}))["label"], "x");
}

#[test]
fn an_empty_file_becomes_a_document() {
    let folder = Folder::new(&[]);
    for name in ["orders/requirements.md", "notes.md"] {
        let (mut client, uri) = opened(&folder, name, "");
        let list = client.at("textDocument/completion", &uri, 0, 0);
        assert_eq!(labels(&list), ["Infrastructure requirements"]);
        let edit = &list["items"][0]["textEdit"];
        let snippet = edit["newText"].as_str().unwrap();
        assert!(snippet.starts_with("# ") && snippet.contains("| Stakeholders | ${4} |"), "{snippet}");
        client.change(&uri, 8, &json!([{"range": edit["range"], "text": snippet}]));
        assert!(!has(&client.diagnostics(&uri, 8), "missing-section"));
    }
    let mut client = Client::with(&everything("utf-16"), &json!({"rootUri": null}));
    client.open("untitled:Untitled-1", "markdown", 1, "");
    let list = client.at("textDocument/completion", "untitled:Untitled-1", 0, 0);
    assert!(
        list["items"][0]["textEdit"]["newText"]
            .as_str()
            .unwrap()
            .starts_with("# Infrastructure requirements\n")
    );
}

#[test]
fn a_file_that_is_named_as_one_is_completed_before_it_is_one() {
    let folder = Folder::new(&[]);
    let begun = "# Session cache\n\n## Back\n";
    let of_another_trade = "# Shop\n\n## Back\n\n## User stories\n\n## Personas\n";
    for (name, text, offered) in [
        ("requirements.md", begun, true),
        ("notes.md", begun, false),
        ("shop-requirements.md", of_another_trade, false),
    ] {
        let (mut client, uri) = opened(&folder, name, text);
        assert_eq!(client.diagnostics(&uri, 7), json!([]), "nothing shows yet what it is");
        let list = client.at("textDocument/completion", &uri, 2, 7);
        assert_eq!(labels(&list).first() == Some(&"Backup / Restore"), offered, "{name}");
    }
}

#[test]
fn ordinary_markdown_is_left_alone() {
    let folder = Folder::new(&[]);
    let text = "# Service\n\n## Logs\n\n- [a](b.md)\n\n\n";
    let (mut client, uri) = opened(&folder, "README.md", text);
    assert_eq!(client.diagnostics(&uri, 7), json!([]));
    for line in 0..7 {
        assert_eq!(client.at("textDocument/hover", &uri, line, 3), Value::Null);
        assert_eq!(client.at("textDocument/completion", &uri, line, 0), Value::Null);
    }
    for method in ["documentSymbol", "foldingRange", "documentLink"] {
        assert_eq!(client.about(&format!("textDocument/{method}"), &uri), Value::Null);
    }
    assert_eq!(actions(&mut client, &uri, &on(0, 0, 3), &json!({"diagnostics": []})), Value::Null);
    assert_eq!(client.result("workspace/symbol", &json!({"query": ""})), json!([]));
}

fn actions(client: &mut Client, uri: &str, range: &Value, context: &Value) -> Value {
    let parameters = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
    client.result("textDocument/codeAction", &parameters)
}

fn titles(actions: &Value) -> Vec<&str> {
    actions.as_array().unwrap().iter().map(|action| action["title"].as_str().unwrap()).collect()
}

#[test]
fn quick_fixes_cure_the_diagnostic_that_they_name() {
    let folder = Folder::new(&[]);
    let (mut client, uri) = opened(&folder, "a.md", SHORT);
    let found = client.diagnostics(&uri, 7);
    let misspelt: Vec<Value> =
        found.as_array().unwrap().iter().filter(|it| it["code"] == "misspelt-heading").cloned().collect();
    let answer =
        actions(&mut client, &uri, &on(6, 5, 5), &json!({"diagnostics": misspelt, "only": ["quickfix"]}));
    assert_eq!(
        titles(&answer),
        [
            "Correct the heading to \"Backup / Restore\"",
            "Accept `misspelt-heading` here; say why in the comment"
        ]
    );
    let first = &answer[0];
    assert_eq!((&first["kind"], &first["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(first["diagnostics"], json!(misspelt));
    let change = &first["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": uri, "version": 7}));
    assert_eq!(edited(SHORT, &change["edits"]), SHORT.replace("Backp", "Backup"));
}

#[test]
fn only_the_kinds_that_are_asked_for_are_given() {
    let folder = Folder::new(&[]);
    let (mut client, uri) = opened(&folder, "a.md", SHORT);
    let mut kinds = |only: &Value| -> Vec<String> {
        let mut context = json!({"diagnostics": []});
        if !only.is_null() {
            context["only"] = only.clone();
        }
        let answer = actions(&mut client, &uri, &on(6, 5, 5), &context);
        let mut kinds: Vec<String> =
            answer.as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap().to_owned()).collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&Value::Null), ["quickfix", "refactor.rewrite", "source.fixAll.tiebeam"]);
    assert_eq!(kinds(&json!(["source"])), ["source", "source.fixAll.tiebeam"]);
    assert_eq!(kinds(&json!(["source.fixAll"])), ["source.fixAll.tiebeam"]);
    assert_eq!(kinds(&json!(["refactor"])), ["refactor.rewrite"]);
    assert_eq!(kinds(&json!(["quickfix", "source.fixAll.tiebeam"])), ["quickfix", "source.fixAll.tiebeam"]);
    assert_eq!(kinds(&json!(["source.organizeImports"])), [""; 0]);
    let answer = actions(
        &mut client,
        &uri,
        &on(0, 0, 0),
        &json!({"diagnostics": [], "only": ["source.fixAll.tiebeam"]}),
    );
    let fixed = edited(SHORT, &answer[0]["edit"]["documentChanges"][0]["edits"]);
    client.change(&uri, 8, &json!([{"text": fixed}]));
    let left = client.diagnostics(&uri, 8);
    assert!(!has(&left, "missing-section") && !has(&left, "misspelt-heading"), "{left}");
}

#[test]
fn terraform_has_its_actions_hovers_and_rule_names() {
    let terraform = "resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {\n  }\n}\n";
    let folder = Folder::new(&[("main.tf", terraform)]);
    let (mut client, _) = opened(&folder, "a.md", &format!("{SHORT}\n## Infrastructure as code\n\nYes.\n"));
    let uri = folder.uri("main.tf");
    client.open(&uri, "terraform", 1, terraform);
    assert!(has(&client.diagnostics(&uri, 1), "undocumented-provisioner"));
    let answer = actions(&mut client, &uri, &on(1, 4, 4), &json!({"diagnostics": []}));
    assert_eq!(
        titles(&answer),
        [
            "Mention `terraform_data.a` in the document",
            "Accept `undocumented-provisioner` here; say why in the comment"
        ]
    );
    assert_eq!(answer[0]["edit"]["documentChanges"][0]["textDocument"]["uri"], folder.uri("a.md").as_str());
    let accepted = edited(terraform, &answer[1]["edit"]["documentChanges"][0]["edits"]);
    assert!(
        accepted.contains("{\n  # tiebeam-ignore undocumented-provisioner: \n  provisioner"),
        "{accepted}"
    );
    client.change(&uri, 2, &json!([{"text": accepted}]));
    let found = client.diagnostics(&uri, 2);
    assert!(has(&found, "ignore-without-reason") && !has(&found, "undocumented-provisioner"), "{found}");
    let hover = client.at("textDocument/hover", &uri, 1, 25);
    assert!(
        hover["contents"]["value"].as_str().unwrap().starts_with("**`undocumented-provisioner`**"),
        "{hover}"
    );
    assert_eq!(client.at("textDocument/hover", &uri, 0, 3), Value::Null);
    let list = client.at("textDocument/completion", &uri, 1, 24);
    assert_eq!(labels(&list)[0], "undocumented-provisioner");
    assert_eq!(client.at("textDocument/completion", &uri, 0, 3), Value::Null);
    assert_eq!(
        client.result("completionItem/resolve", &list["items"][0])["documentation"]["kind"],
        "markdown"
    );
}

#[test]
fn symbols_come_from_all_documents_open_or_not() {
    let other = "# Queue: infrastructure requirements\n\n## Disaster recovery\n\nNone.\n\n## Glossary\n";
    let folder = Folder::new(&[
        ("queue/requirements.md", other),
        ("README.md", "# Backup tool\n"),
        ("target/requirements.md", other),
        (".gitignore", "target/\n"),
    ]);
    let (mut client, uri) = opened(&folder, "a.md", SHORT);
    let names = |client: &mut Client, query: &str| -> Vec<(String, String)> {
        let found = client.result("workspace/symbol", &json!({"query": query}));
        let name = |it: &Value| it["name"].as_str().unwrap().to_owned();
        let file =
            |it: &Value| it["location"]["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        found.as_array().unwrap().iter().map(|it| (name(it), file(it))).collect()
    };
    // Folders are read in the background.
    while names(&mut client, "queue").is_empty() {
        client.hear(std::time::Duration::from_millis(20));
    }
    let pair = |name: &str, file: &str| (name.to_owned(), file.to_owned());
    assert_eq!(names(&mut client, "disaster"), [pair("Disaster recovery", "requirements.md")]);
    assert_eq!(names(&mut client, "restore")[0], pair("Backp / Restore", "a.md"));
    assert_eq!(names(&mut client, "glossary"), [], "no section");
    assert_eq!(names(&mut client, "").len(), 5);
    // An open document is as the editor has it, a closed one as it is on disk.
    client.change(&uri, 8, &json!([{"text": SHORT.replace("SLA", "Budget")}]));
    assert_eq!(names(&mut client, "budget"), [pair("Budget", "a.md")]);
    folder.write("queue/requirements.md", &other.replace("Disaster recovery", "Metrics"));
    let changed = json!({"changes": [{"uri": folder.uri("queue/requirements.md"), "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", &changed);
    while names(&mut client, "metrics").is_empty() {
        client.hear(std::time::Duration::from_millis(20));
    }
    folder.remove("queue/requirements.md");
    client.notify("workspace/didChangeWatchedFiles", &changed);
    while !names(&mut client, "queue").is_empty() {
        client.hear(std::time::Duration::from_millis(20));
    }
}

#[test]
fn folders_come_and_go() {
    let text = "# Queue: infrastructure requirements\n\n## SLA\n\n99 %\n";
    let (one, two) = (Folder::new(&[("a.md", text)]), Folder::new(&[("b.md", text)]));
    let mut client = Client::with(&everything("utf-16"), &one.as_workspace());
    let folder = |it: &Folder| it.as_workspace()["workspaceFolders"][0].clone();
    let wait = |client: &mut Client, names: &[&str]| {
        let file =
            |it: &Value| it["location"]["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        loop {
            let found = client.result("workspace/symbol", &json!({"query": "queue"}));
            let mut files: Vec<String> = found.as_array().unwrap().iter().map(file).collect();
            files.sort_unstable();
            files.dedup();
            if files == names {
                return;
            }
            client.hear(std::time::Duration::from_millis(20));
        }
    };
    wait(&mut client, &["a.md"]);
    let event = json!({"added": [folder(&two)], "removed": []});
    client.notify("workspace/didChangeWorkspaceFolders", &json!({"event": event}));
    wait(&mut client, &["a.md", "b.md"]);
    let event = json!({"added": [], "removed": [folder(&one)]});
    client.notify("workspace/didChangeWorkspaceFolders", &json!({"event": event}));
    wait(&mut client, &["b.md"]);
}

#[test]
fn outlines_folds_and_links_have_ranges_of_the_protocol() {
    let folder = Folder::new(&[("runbook.md", "# Drill\n")]);
    let text = format!("{SHORT}\nSee 😀 [the drill](runbook.md#drill).\n\n");
    let (mut client, uri) = opened(&folder, "a.md", &text);
    let symbols = client.about("textDocument/documentSymbol", &uri);
    let title = &symbols[0];
    assert_eq!(title["detail"], "2 of 16 sections");
    assert_eq!(title["range"]["end"], json!({"line": 10, "character": 37}));
    assert_eq!(title["children"][1]["selectionRange"], on(6, 3, 18));
    let folds = client.about("textDocument/foldingRange", &uri);
    let ranges: Vec<(u64, u64)> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["startLine"].as_u64().unwrap(), it["endLine"].as_u64().unwrap()))
        .collect();
    assert_eq!(ranges, [(0, 10), (2, 4), (6, 10)]);
    let links = client.about("textDocument/documentLink", &uri);
    assert_eq!(links[0]["range"], on(10, 19, 35));
    assert_eq!(links[0]["target"], folder.uri("runbook.md#drill"));
}

#[test]
fn commands_make_documents_and_insert_what_is_missing() {
    let folder = Folder::new(&[("requirements.md", SHORT)]);
    let (mut client, uri) = opened(&folder, "a.md", SHORT);
    let run = |client: &mut Client, command: &str, argument: Value| {
        client.request("workspace/executeCommand", &json!({"command": command, "arguments": [argument]}))
    };
    let applied = |client: &Client| {
        let last = client.heard.iter().rev().find(|message| message["method"] == "workspace/applyEdit");
        last.unwrap()["params"]["edit"]["documentChanges"].clone()
    };
    let answer = run(&mut client, "tiebeam.insertMissingSections", json!({"uri": uri}));
    assert_eq!(answer["result"], json!({"applied": true, "count": 13}));
    let change = applied(&client)[0].clone();
    assert_eq!(change["textDocument"], json!({"uri": uri, "version": 7}));
    client.change(&uri, 8, &json!([{"text": edited(SHORT, &change["edits"])}]));
    assert!(!has(&client.diagnostics(&uri, 8), "missing-section"));
    let again = run(&mut client, "tiebeam.insertMissingSections", json!(uri));
    assert_eq!(again["result"], json!({"applied": true, "count": 0}));

    let new = folder.uri("orders/requirements.md");
    let answer = run(&mut client, "tiebeam.newDocument", json!({"uri": new}));
    assert_eq!(answer["result"], json!({"applied": true, "uri": new}));
    let changes = applied(&client);
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(new)));
    assert!(
        changes[1]["edits"][0]["newText"]
            .as_str()
            .unwrap()
            .starts_with("# Orders: infrastructure requirements\n")
    );
    assert!(client.heard.iter().any(|message| message["method"] == "window/showDocument"));
    let text = run(&mut client, "tiebeam.newDocument", json!({"title": "Cache: requirements"}));
    assert!(text["result"]["text"].as_str().unwrap().starts_with("# Cache: requirements\n"));
    assert!(text["result"]["snippet"].as_str().unwrap().ends_with("$0"));

    // Where a file is only to come, its place gives the title.
    let place = json!({"uri": folder.uri("billing/requirements.md"), "create": false});
    let text = run(&mut client, "tiebeam.newDocument", place);
    assert_eq!(text["result"]["applied"], false);
    assert!(text["result"]["text"].as_str().unwrap().starts_with("# Billing: infrastructure requirements\n"));

    for (command, argument, cause) in [
        ("tiebeam.newDocument", json!({"uri": folder.uri("requirements.md")}), "exists already"),
        ("tiebeam.newDocument", json!({"uri": uri}), "exists already"),
        ("tiebeam.newDocument", json!({"template": "recipe"}), "there is no template `recipe`"),
        ("tiebeam.newDocument", json!({"uri": "not an address"}), "is not an address"),
        ("tiebeam.newDocument", json!(7), "takes {uri, create, template, title, name, range}"),
        (
            "tiebeam.insertMissingSections",
            json!({"uri": folder.uri("b.md")}),
            "not an open requirements document",
        ),
        ("tiebeam.insertMissingSections", json!(null), "name the document"),
        ("tiebeam.fly", json!(null), "there is no command `tiebeam.fly`"),
    ] {
        let answer = run(&mut client, command, argument);
        assert_eq!(answer["error"]["code"], -32602, "{answer}");
        assert!(answer["error"]["message"].as_str().unwrap().contains(cause), "{answer}");
    }
    // What the editor refuses is told.
    client.answers.insert("workspace/applyEdit", json!({"applied": false, "failureReason": "read-only"}));
    let answer = run(&mut client, "tiebeam.newDocument", json!({"uri": folder.uri("x.md")}));
    assert!(answer["error"]["message"].as_str().unwrap().contains("read-only"), "{answer}");
}

#[test]
fn hints_and_lenses_are_shown_unless_they_are_switched_off() {
    let text = SHORT.replace("99.9 %", "- **Required SLA:** 99.9 %");
    let folder = Folder::new(&[]);
    let mut client = Client::start();
    let can = client.begin(&everything("utf-16"), &folder.as_workspace());
    assert_eq!(
        (&can["inlayHintProvider"], &can["codeLensProvider"]["resolveProvider"]),
        (&json!(true), &json!(false))
    );
    let uri = folder.uri("a.md");
    client.open(&uri, "markdown", 1, &text);
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let hints = json!({"textDocument": {"uri": uri}, "range": whole});
    let found = client.result("textDocument/inlayHint", &hints);
    assert_eq!(
        (&found[0]["label"], &found[0]["position"]),
        (&json!("43 min 12 s / 30 d"), &json!({"line": 4, "character": 26}))
    );
    let lenses = client.about("textDocument/codeLens", &uri);
    assert!(lenses[0]["command"]["title"].as_str().unwrap().contains("sections complete"), "{lenses}");
    assert_eq!(lenses[1]["command"]["title"], "2 of 3 prompts open");
    folder.write("tiebeam.toml", "[editor]\ninlay-hints = false\ncode-lenses = false\n");
    let changed = json!({"changes": [{"uri": folder.uri("tiebeam.toml"), "type": 1}]});
    client.notify("workspace/didChangeWatchedFiles", &changed);
    for method in ["workspace/inlayHint/refresh", "workspace/codeLens/refresh"] {
        client.wait(|message| message["method"] == method);
    }
    assert_eq!(client.result("textDocument/inlayHint", &hints), Value::Null);
    assert_eq!(client.about("textDocument/codeLens", &uri), Value::Null);
}
