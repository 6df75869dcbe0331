//! Changes on disk: told by the client, or seen by the server's own watch.

use serde_json::{Value, json};

use super::client::{Client, everything};
use super::folder::{Folder, SHORT, has};

/// A client that does not tell of changes on disk.
fn silent() -> Value {
    let mut capabilities = everything("utf-16");
    capabilities["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"] = json!(false);
    capabilities
}

#[test]
fn a_client_that_can_is_asked_to_tell_of_changes() {
    let folder = Folder::new(&[]);
    let text = format!("{SHORT}\n[the drill](runbooks/drill.md#restore)\n");
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    let asked = client.wait(|message| message["method"] == "client/registerCapability");
    let methods: Vec<&Value> =
        asked["params"]["registrations"].as_array().unwrap().iter().map(|it| &it["method"]).collect();
    assert_eq!(methods, ["workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"]);
    // VS Code knows no group in a group, and Emacs no wildcard in one.
    let watchers = &asked["params"]["registrations"][0]["registerOptions"]["watchers"];
    for watcher in watchers.as_array().unwrap() {
        let glob = watcher["globPattern"].as_str().unwrap();
        let group = glob.split_once('{').map_or("", |(_, group)| group);
        assert!(!group.contains(['{', '*', '?']), "{glob}");
    }
    let uri = folder.uri("a.md");
    client.open(&uri, "markdown", 1, &text);
    assert!(has(&client.diagnostics(&uri, 1), "dead-link"));
    folder.write("runbooks/drill.md", "# Restore\n");
    let created = json!({"changes": [{"uri": folder.uri("runbooks/drill.md"), "type": 1}]});
    client.notify("workspace/didChangeWatchedFiles", &created);
    client.published_until(&uri, |found| !has(found, "dead-link"));
}

#[test]
fn a_client_that_refuses_has_a_server_that_looks_itself() {
    let folder = Folder::new(&[("main.tf", "")]);
    let mut client = Client::start();
    client.refused.push("client/registerCapability");
    client.begin(&everything("utf-16"), &folder.as_workspace());
    let (uri, terraform) = (folder.uri("a.md"), folder.uri("main.tf"));
    client.open(&uri, "markdown", 1, SHORT);
    client.diagnostics(&uri, 1);
    client.settle();
    folder.write("main.tf", "resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {\n  }\n}\n");
    client.published_until(&terraform, |found| has(found, "undocumented-provisioner"));
}

#[test]
fn a_client_that_cannot_has_a_server_that_looks_itself() {
    let folder = Folder::new(&[("main.tf", "")]);
    let text = format!("{SHORT}\n[the drill](runbooks/drill.md#restore)\n");
    for others in [folder.as_workspace(), json!({"rootUri": null})] {
        let mut client = Client::with(&silent(), &others);
        let uri = folder.uri("a.md");
        client.open(&uri, "markdown", 1, &text);
        assert!(has(&client.diagnostics(&uri, 1), "dead-link"));
        // A folder that was not there, a file in it, and what the file says.
        folder.write("runbooks/drill.md", "# Drills\n");
        client.published_until(&uri, |found| found.to_string().contains("has the anchor"));
        folder.write("runbooks/drill.md", "# Restore\n");
        client.published_until(&uri, |found| !has(found, "dead-link"));
        // Terraform and the configuration too.
        let terraform = folder.uri("main.tf");
        folder.write(
            "main.tf",
            "resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {\n  }\n}\n",
        );
        client.published_until(&terraform, |found| has(found, "undocumented-provisioner"));
        folder.write("tiebeam.toml", "[rules]\nmissing-section = \"off\"\n");
        client.published_until(&uri, |found| !has(found, "missing-section"));
        folder.remove("tiebeam.toml");
        client.published_until(&uri, |found| has(found, "missing-section"));
        folder.write("main.tf", "");
        client.published_until(&terraform, |found| !has(found, "undocumented-provisioner"));
        std::fs::remove_dir_all(folder.path().join("runbooks")).unwrap();
        client.published_until(&uri, |found| has(found, "dead-link"));
        assert!(client.heard.iter().all(|message| !message.to_string().contains("didChangeWatchedFiles")));
    }
}
