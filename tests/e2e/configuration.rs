//! Settings: from the editor, from `tiebeam.toml`, and what is wrong with either.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Client, everything, versions};
use super::folder::{Folder, SHORT, codes, has, on};

const OFF: &str = "[rules]\nmissing-section = \"off\"\n";

fn off() -> Value {
    json!({"rules": {"missing-section": "off"}})
}

/// A session in which a document is open, its findings as they are after all settings came.
fn open(client: &mut Client, folder: &Folder) -> (String, Value) {
    let uri = folder.uri("a.md");
    client.open(&uri, "markdown", 1, SHORT);
    let found = client.diagnostics(&uri, 1);
    (uri, found)
}

#[test]
fn settings_come_with_the_session_or_are_asked_for_or_told() {
    let folder = Folder::new(&[]);
    for options in [off(), json!({"tiebeam": off()})] {
        let mut client = Client::with(&versions(), &json!({"initializationOptions": options}));
        let (_, found) = open(&mut client, &folder);
        assert!(!has(&found, "missing-section") && has(&found, "misspelt-heading"));
    }

    let mut client = Client::start();
    client.answers.insert("workspace/configuration", json!([off()]));
    client.begin(&everything("utf-16"), &json!({}));
    let uri = folder.uri("a.md");
    client.open(&uri, "markdown", 1, SHORT);
    // What is off does not flash up before the answer is there, which takes a client a while.
    thread::sleep(Duration::from_millis(200));
    let first = client.published(&uri)["diagnostics"].clone();
    assert!(!has(&first, "missing-section") && has(&first, "misspelt-heading"), "{first}");
    client.answers.insert("workspace/configuration", json!([null]));
    client.notify("workspace/didChangeConfiguration", &json!({"settings": null}));
    client.published_until(&uri, |found| has(found, "missing-section"));

    let mut client = Client::with(&versions(), &json!({}));
    let (uri, found) = open(&mut client, &folder);
    assert!(has(&found, "missing-section"));
    client.notify("workspace/didChangeConfiguration", &json!({"settings": {"tiebeam": off()}}));
    client.published_until(&uri, |found| !has(found, "missing-section"));
}

#[test]
fn everything_that_a_configuration_file_may_say_can_be_set_in_the_editor() {
    let text = include_str!("../../schemas/config.schema.json");
    let schema: Value = serde_json::from_str(text).unwrap();
    for (key, known) in schema["properties"].as_object().unwrap() {
        // Of the wrong kind, each is complained about: it is not passed over.
        let wrong = if known["type"] == "array" { json!({"a": 1}) } else { json!([1]) };
        let options = json!({"initializationOptions": {key: wrong}});
        let mut client = Client::with(&versions(), &options);
        let told = client.wait(|message| message["method"] == "window/showMessage");
        assert!(told["params"]["message"].as_str().unwrap().contains("settings"), "{key}: {told}");
    }
}

#[test]
fn each_folder_has_its_own_settings_and_a_file_stands_before_them() {
    let (one, two) =
        (Folder::new(&[]), Folder::new(&[("tiebeam.toml", "[rules]\nmissing-section = \"error\"\n")]));
    let mut folders = one.as_workspace();
    folders["workspaceFolders"]
        .as_array_mut()
        .unwrap()
        .push(two.as_workspace()["workspaceFolders"][0].clone());
    let mut client = Client::start();
    let both = json!({"rules": {"missing-section": "off", "misspelt-heading": "off"}});
    client.answers.insert("workspace/configuration", json!([null, off(), both]));
    client.begin(&everything("utf-16"), &folders);
    let asked = client.wait(|message| message["method"] == "workspace/configuration");
    assert_eq!(asked["params"]["items"].as_array().unwrap().len(), 3);
    assert!(asked["params"]["items"].as_array().unwrap().iter().all(|item| item["section"] == "tiebeam"));
    let (in_one, in_two) = (one.uri("a.md"), two.uri("a.md"));
    client.open(&in_one, "markdown", 1, SHORT);
    client.published_until(&in_one, |found| !has(found, "missing-section") && has(found, "misspelt-heading"));
    client.open(&in_two, "markdown", 1, SHORT);
    let severe = |found: &Value| {
        found.as_array().unwrap().iter().any(|it| it["code"] == "missing-section" && it["severity"] == 1)
    };
    client.published_until(&in_two, |found| severe(found) && !has(found, "misspelt-heading"));
}

#[test]
fn odd_settings_are_told_and_change_nothing() {
    let folder = Folder::new(&[]);
    let mut client = Client::with(&versions(), &json!({"initializationOptions": off()}));
    let (uri, _) = open(&mut client, &folder);
    for (odd, cause) in [
        (json!({"rules": {"missing-section": "fatal"}}), "expected one of"),
        (json!({"rules": {"mising-section": "off"}}), "did you mean `missing-section`"),
        (json!({"documents": [{"files": ["*.md"], "template": "recipe"}]}), "there is no template `recipe`"),
    ] {
        client.notify("workspace/didChangeConfiguration", &json!({"settings": {"tiebeam": odd}}));
        let told = client.wait(|message| message["method"] == "window/showMessage");
        let said = told["params"]["message"].as_str().unwrap();
        assert!(said.contains(cause) && said.contains("tiebeam"), "{said}");
    }
    for nothing in [json!(null), json!([]), json!({"tiebeam": {"rules": null, "unheard": 1}})] {
        client.notify("workspace/didChangeConfiguration", &json!({"settings": nothing}));
    }
    client.change(&uri, 2, &json!([]));
    client.published_until(&uri, |found| has(found, "missing-section"));
}

#[test]
fn a_broken_configuration_file_is_told_where_it_is_broken() {
    let folder = Folder::new(&[("tiebeam.toml", OFF)]);
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    let (uri, found) = open(&mut client, &folder);
    assert!(!has(&found, "missing-section"));
    let config = folder.uri("tiebeam.toml");
    let changed = json!({"changes": [{"uri": config, "type": 2}]});
    folder.write("tiebeam.toml", "[rules]\nmissing-section = \"of\"\n");
    client.notify("workspace/didChangeWatchedFiles", &changed);
    let faults = client.published_until(&config, |found| !codes(found).is_empty());
    assert_eq!(faults[0]["range"]["start"], json!({"line": 1, "character": 18}));
    assert_eq!((&faults[0]["code"], &faults[0]["severity"]), (&json!("configuration"), &json!(1)));
    // The last good configuration stays in force.
    client.change(&uri, 2, &json!([{"range": on(4, 0, 0), "text": "9"}]));
    assert!(!has(&client.diagnostics(&uri, 2), "missing-section"));
    folder.write("tiebeam.toml", "[rules]\nmissing-section = \"hint\"\n");
    client.notify("workspace/didChangeWatchedFiles", &changed);
    client.published_until(&config, |found| codes(found).is_empty());
    client.change(&uri, 3, &json!([{"range": on(4, 0, 0), "text": "9"}]));
    assert!(has(&client.diagnostics(&uri, 3), "missing-section"));
}
