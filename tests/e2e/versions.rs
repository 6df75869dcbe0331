//! Which version findings are of.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Client, everything};
use super::folder::{Folder, SHORT, on};

const TERRAFORM: &str = "resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {\n  }\n}\n";

/// Edits in a hurry of two documents and of the Terraform that both are bound to, each of which is undone in the end.
/// What is wrong with what was published: an older version after a newer one, at rest another version than the last
/// one, other findings than before the edits.
pub fn faults(edits: i32) -> Vec<String> {
    let folder = Folder::new(&[("main.tf", TERRAFORM)]);
    let files =
        [("a.md", "markdown", SHORT), ("b.md", "markdown", SHORT), ("main.tf", "terraform", TERRAFORM)];
    let uris = files.map(|(name, ..)| folder.uri(name));
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    for (uri, (_, language, text)) in uris.iter().zip(files) {
        client.open(uri, language, 0, text);
    }
    let mut found = Vec::new();
    let before = at_rest(&mut client, &uris, 0, &mut found);
    for edit in 1..=edits {
        for uri in &uris {
            // A line break, a letter and a quotation mark come, and go in the order in which they came.
            let place = if edit <= edits / 2 {
                on(0, 4, 4)
            } else {
                json!({"start": {"line": 0, "character": 4}, "end": end(edits + 1 - edit)})
            };
            let change = if edit <= edits / 2 {
                json!({"range": place, "text": piece(edit)})
            } else {
                json!({"range": place, "text": ""})
            };
            client.change(uri, edit, &json!([change]));
        }
        if edit % 7 == 0 {
            while client.hear(Duration::ZERO).is_some() {}
        }
    }
    let after = at_rest(&mut client, &uris, edits, &mut found);
    for uri in &uris {
        if before.get(uri) != after.get(uri) {
            found.push(format!("{uri}: {:?} before and {:?} after", before.get(uri), after.get(uri)));
        }
    }
    found
}

fn piece(edit: i32) -> &'static str {
    ["\n", "x", "\""][usize::try_from(edit).unwrap() % 3]
}

/// Where a piece ends that stands at the fifth column.
fn end(edit: i32) -> Value {
    if piece(edit) == "\n" { json!({"line": 1, "character": 0}) } else { json!({"line": 0, "character": 5}) }
}

/// What was published last of each file.
#[derive(Default)]
struct Published {
    newest: BTreeMap<String, (i64, Value)>,
    faults: Vec<String>,
}

impl Published {
    fn take(&mut self, message: &Value) {
        let params = &message["params"];
        if !params["diagnostics"].is_array() {
            return;
        }
        let (uri, version) = (params["uri"].as_str().unwrap(), params["version"].as_i64().unwrap());
        if let Some((before, _)) = self.newest.get(uri).filter(|(before, _)| *before > version) {
            self.faults.push(format!("{uri}: version {version} after {before}"));
        }
        self.newest.insert(uri.to_owned(), (version, params["diagnostics"].clone()));
    }

    fn is_of(&self, uris: &[String], version: i32) -> bool {
        uris.iter().all(|uri| self.newest.get(uri).is_some_and(|(told, _)| *told == i64::from(version)))
    }
}

/// What is published of each file once the last version of all was, and nothing more comes.
fn at_rest(
    client: &mut Client,
    uris: &[String],
    version: i32,
    faults: &mut Vec<String>,
) -> BTreeMap<String, Value> {
    let mut published = Published::default();
    client.heard.drain(..).for_each(|message| published.take(&message));
    while !published.is_of(uris, version) {
        let Some(message) = client.hear(Duration::from_secs(20)) else { break };
        published.take(&message);
    }
    client.heard.clear();
    client.settle();
    client.heard.drain(..).for_each(|message| published.take(&message));
    faults.append(&mut published.faults);
    let stale = published.newest.iter().filter(|(_, (told, _))| *told != i64::from(version));
    faults.extend(stale.map(|(uri, (told, _))| format!("{uri}: {told} at rest and not {version}")));
    published.newest.into_iter().map(|(uri, (_, findings))| (uri, findings)).collect()
}

#[test]
fn findings_are_of_the_newest_version_and_the_same_when_edits_are_undone() {
    assert_eq!(faults(200), [""; 0]);
}
