//! What is published, when, and how it is cut short.

use std::fmt::Write;

use serde_json::json;

use super::client::{Client, everything};
use super::folder::{Folder, SHORT, codes, has, on};

#[test]
fn an_open_document_gets_its_findings_and_a_closed_one_none() {
    let folder = Folder::new(&[]);
    let (mut client, uri) = (Client::initialized("utf-16"), folder.uri("a.md"));
    client.open(&uri, "markdown", 3, SHORT);
    let found = client.diagnostics(&uri, 3);
    assert!(has(&found, "missing-section") && has(&found, "misspelt-heading"));
    let misspelt = found.as_array().unwrap().iter().find(|one| one["code"] == "misspelt-heading").unwrap();
    assert_eq!((&misspelt["range"], &misspelt["source"]), (&on(6, 3, 18), &json!("tiebeam")));
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    assert_eq!(client.published(&uri)["diagnostics"], json!([]));
    client.open(&uri, "markdown", 1, "# Notes\n");
    assert_eq!(client.diagnostics(&uri, 1), json!([]));
}

#[test]
fn each_version_at_rest_is_published_even_when_nothing_changed() {
    let folder = Folder::new(&[]);
    let (mut client, uri) = (Client::initialized("utf-16"), folder.uri("a.md"));
    client.open(&uri, "markdown", 1, SHORT);
    let first = client.diagnostics(&uri, 1);
    for version in 2..6 {
        // A word is typed, and nothing else is found.
        client.change(&uri, version, &json!([{"range": on(4, 0, 0), "text": "9"}]));
        assert_eq!(client.diagnostics(&uri, version), first);
    }
}

#[test]
fn terraform_counts_as_the_editor_has_it() {
    let folder = Folder::new(&[("main.tf", "")]);
    let (document, terraform) = (folder.uri("a.md"), folder.uri("main.tf"));
    let mut client = Client::initialized("utf-16");
    client.open(&document, "markdown", 1, SHORT);
    client.diagnostics(&document, 1);
    client.open(&terraform, "terraform", 1, "resource \"terraform_data\" \"a\" {\n}\n");
    assert_eq!(client.diagnostics(&terraform, 1), json!([]));
    let provisioner = "  provisioner \"local-exec\" {\n    command = \"x\"\n  }\n";
    client.change(&terraform, 2, &json!([{"range": on(1, 0, 0), "text": provisioner}]));
    let found = client.diagnostics(&terraform, 2);
    assert_eq!(codes(&found), ["undocumented-provisioner"]);
    assert_eq!(found[0]["range"]["start"]["line"], 1);
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": document}}));
    assert_eq!(client.diagnostics(&terraform, 2), json!([]));
}

#[test]
fn a_link_into_an_open_document_is_held_to_what_is_open() {
    let folder = Folder::new(&[("runbook.md", "# Drill\n")]);
    let (document, runbook) = (folder.uri("a.md"), folder.uri("runbook.md"));
    let mut client = Client::initialized("utf-16");
    client.open(&document, "markdown", 1, &format!("{SHORT}\n[a](runbook.md#restore)\n"));
    assert!(has(&client.diagnostics(&document, 1), "dead-link"));
    client.open(&runbook, "markdown", 1, "# Drill\n\nText.\n");
    client.change(&runbook, 2, &json!([{"range": on(0, 2, 7), "text": "Restore"}]));
    client.published_until(&document, |found| !has(found, "dead-link"));
    client.change(&runbook, 3, &json!([{"text": "# Drill\n"}]));
    client.published_until(&document, |found| has(found, "dead-link"));
    client.change(&runbook, 4, &json!([{"text": "# Restore\n"}]));
    client.published_until(&document, |found| !has(found, "dead-link"));
    // What was not saved is gone when it is closed.
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": runbook}}));
    client.published_until(&document, |found| has(found, "dead-link"));
}

#[test]
fn a_document_without_a_place_is_checked_and_harms_nobody() {
    let folder = Folder::new(&[]);
    let mut client = Client::initialized("utf-16");
    let text = format!("{SHORT}\n[a](runbook.md)\n");
    client.open("untitled:Untitled-1", "markdown", 1, &text);
    let found = client.diagnostics("untitled:Untitled-1", 1);
    assert!(has(&found, "missing-section") && !has(&found, "dead-link"));
    let placed = folder.uri("a%20b.md");
    client.open(&placed, "markdown", 1, &text);
    assert!(has(&client.diagnostics(&placed, 1), "dead-link"));
    // What it links to is there once it is saved.
    folder.write("runbook.md", "# Runbook\n");
    client.notify("textDocument/didSave", &json!({"textDocument": {"uri": placed}}));
    assert!(!has(&client.diagnostics(&placed, 1), "dead-link"));
}

#[test]
fn too_many_findings_are_cut_short_and_it_says_so() {
    let folder = Folder::new(&[]);
    let (mut client, uri) = (Client::initialized("utf-16"), folder.uri("a.md"));
    let mut links = String::new();
    for link in 0..700 {
        write!(links, "[a](gone-{link}.md)\n\n").unwrap();
    }
    client.open(&uri, "markdown", 1, &format!("{SHORT}\n{links}"));
    let found = client.diagnostics(&uri, 1);
    assert_eq!(found.as_array().unwrap().len(), 200);
    assert!(found[199]["message"].as_str().unwrap().contains("more findings are left out"), "{}", found[199]);
    let severities: Vec<u64> =
        found.as_array().unwrap()[..199].iter().map(|it| it["severity"].as_u64().unwrap()).collect();
    assert!(severities.is_sorted(), "the most severe come first: {severities:?}");
}

#[test]
fn a_large_document_is_read_beside_the_queue_and_edits_of_it_are_kept() {
    let folder = Folder::new(&[]);
    let (large, small) = (folder.uri("large.md"), folder.uri("small.md"));
    let mut client = Client::with(&everything("utf-8"), &json!({}));
    let text = SHORT.to_owned() + &"\nSome words that say nothing about anything.\n".repeat(20_000);
    client.open(&large, "markdown", 1, &text);
    // These come while it is being read.
    client.change(&large, 2, &json!([{"range": on(6, 7, 7), "text": "u"}]));
    client.open(&small, "markdown", 1, SHORT);
    client.change(&large, 3, &json!([{"range": on(2, 3, 6), "text": "Logs"}]));
    let order = client.wait(|message| message["method"] == "textDocument/publishDiagnostics");
    assert_eq!(order["params"]["uri"], small.as_str(), "the small one waited for the large one");
    let found = client.diagnostics(&large, 3);
    assert!(!has(&found, "misspelt-heading"), "{found}");
    let missing = |name: &str| {
        found.as_array().unwrap().iter().any(|it| it["message"].as_str().unwrap().contains(name))
    };
    assert!(missing("\"SLA\" is missing") && !missing("\"Logs\" is missing"));
    // A large text that is pasted or replaces everything takes the same road.
    let pasted = text.replace("Cache", "Pasted");
    client.change(&large, 4, &json!([{"text": text}]));
    client.change(&large, 5, &json!([{"range": on(0, 0, 0), "text": pasted}]));
    client.change(&large, 6, &json!([{"range": on(6, 7, 7), "text": "u"}]));
    let found = client.diagnostics(&large, 6);
    let fresh = folder.uri("fresh.md");
    client.open(&fresh, "markdown", 1, &(pasted.replacen("Backp", "Backup", 1) + &text));
    let same = client.diagnostics(&fresh, 1).to_string().replace("fresh.md", "large.md");
    assert_eq!(found.to_string(), same);
    client.change(&large, 7, &json!([{"text": SHORT}]));
    assert!(has(&client.diagnostics(&large, 7), "misspelt-heading"));
}
