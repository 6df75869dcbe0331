//! What views of an editor are made of: how far documents are, what can be explained, the templates.

use serde_json::{Value, json};

use super::client::{Client, everything};
use super::folder::{Folder, SHORT, address};

/// A document whose RPO the Terraform beside it contradicts.
const ORDERS: &str = "# Orders: infrastructure requirements\n\n## Backup / Restore\n\n- **Backup needed:** yes\n- **RPO:** 1 h\n- **RTO:**\n";
const DATABASE: &str = "resource \"aws_db_instance\" \"orders\" {\n  backup_retention_period = 0\n}\n";

fn run(client: &mut Client, command: &str, arguments: &Value) -> Value {
    let answer =
        client.request("workspace/executeCommand", &json!({"command": command, "arguments": arguments}));
    answer["result"].clone()
}

fn of_folder(folder: &Folder) -> Client {
    let root = address(folder.path());
    let folders = json!({"workspaceFolders": [{"uri": root, "name": "folder"}]});
    Client::with(&everything("utf-16"), &folders)
}

/// The answer once all folders were read.
fn documents(client: &mut Client, count: usize) -> Vec<Value> {
    loop {
        let found = run(client, "tiebeam.readiness", &json!([]));
        if found.as_array().unwrap().len() == count {
            return found.as_array().unwrap().clone();
        }
    }
}

#[test]
fn documents_tell_how_far_they_are_open_or_not() {
    let folder = Folder::new(&[
        ("cache/requirements.md", SHORT),
        ("orders/requirements.md", ORDERS),
        ("orders/main.tf", DATABASE),
        ("README.md", "# Orders\n"),
    ]);
    let mut client = of_folder(&folder);
    let found = documents(&mut client, 2);
    let (cache, orders) = (&found[0], &found[1]);
    assert_eq!(cache["uri"], folder.uri("cache/requirements.md"));
    assert_eq!(cache["title"], "Cache 😀: infrastructure requirements");
    assert_eq!((&cache["contradictions"], &cache["terraform"]), (&json!(0), &json!([])));
    assert_eq!(orders["template"], "infrastructure");
    assert_eq!(orders["prompts"]["answered"], 2);
    assert_eq!(orders["contradictions"], 1, "backups are off: {orders}");
    assert_eq!(orders["terraform"], json!([folder.uri("orders")]));
    let told =
        |entry: &Value| entry["findings"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
    let all: u64 = told(orders);

    // What an editor has stands before the disk, and the diagnostics are what is counted.
    let uri = folder.uri("orders/requirements.md");
    client.open(&uri, "markdown", 1, &ORDERS.replace("RTO:**", "RTO:** 4 h"));
    let shown = client.diagnostics(&uri, 1);
    let one = run(&mut client, "tiebeam.readiness", &json!([{"uri": uri}]));
    assert_eq!(one.as_array().unwrap().len(), 1);
    assert_eq!(one[0]["prompts"]["answered"], 3);
    assert_eq!(told(&one[0]), u64::try_from(shown.as_array().unwrap().len()).unwrap());
    assert_eq!(told(&one[0]) + 1, all, "the RTO is answered");

    let none = run(&mut client, "tiebeam.readiness", &json!([{"uri": folder.uri("README.md")}]));
    assert_eq!(none, json!([]));
}

#[test]
fn everything_that_is_listed_can_be_explained() {
    let folder = Folder::new(&[]);
    let mut client = of_folder(&folder);
    let list = run(&mut client, "tiebeam.explain", &json!([]));
    let list = list.as_array().unwrap();
    for kind in ["rule", "section", "field", "prompt"] {
        assert!(list.iter().any(|entry| entry["kind"] == kind), "no {kind}");
    }
    for entry in list {
        assert!(!entry["summary"].as_str().unwrap().is_empty(), "{entry}");
        let said = run(&mut client, "tiebeam.explain", &json!([{"name": entry["name"]}]));
        assert_eq!(said["name"], entry["name"]);
        assert!(said["title"].as_str().is_some_and(|title| !title.is_empty()), "{said}");
        assert!(said["markdown"].as_str().unwrap().len() > 40, "{said}");
    }
    assert_eq!(run(&mut client, "tiebeam.explain", &json!([{"name": "no-such-rule"}])), Value::Null);
}

#[test]
fn the_templates_are_those_that_a_document_can_be_made_from() {
    let folder = Folder::new(&[]);
    let mut client = of_folder(&folder);
    let templates = run(&mut client, "tiebeam.templates", &json!([]));
    for template in templates.as_array().unwrap() {
        assert!(template["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{template}");
        let made = run(&mut client, "tiebeam.newDocument", &json!([{"template": template["name"]}]));
        assert!(made["text"].as_str().unwrap().starts_with("# "), "{made}");
    }
    assert_eq!(templates[0]["name"], "infrastructure");
}
