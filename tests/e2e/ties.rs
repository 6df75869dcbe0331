//! Both sides of a tie over the wire: the document and the Terraform, each as the editor has it.

use serde_json::{Value, json};

use super::client::{Client, everything};
use super::folder::{Folder, has, on};

const DOCUMENT: &str = "\
---
template: infrastructure
terraform: .
---

# Orders database

## Backup / Restore

- **RPO:** 1 h
- **Backup method:** `aws_db_instance.orders` keeps automated backups for 14 days

## Infrastructure as code

The database is `aws_db_instance.orders`.
";

const TERRAFORM: &str = "\
variable \"retention\" {
  default = 7
}

resource \"aws_db_instance\" \"orders\" {
  engine                  = \"postgres\"
  backup_retention_period = var.retention
}
";

fn opened() -> (Folder, Client, String, String) {
    let folder = Folder::new(&[("requirements.md", DOCUMENT), ("main.tf", TERRAFORM)]);
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    let (document, terraform) = (folder.uri("requirements.md"), folder.uri("main.tf"));
    client.open(&document, "markdown", 1, DOCUMENT);
    client.open(&terraform, "terraform", 1, TERRAFORM);
    (folder, client, document, terraform)
}

fn of<'v>(found: &'v Value, code: &str) -> &'v Value {
    found.as_array().unwrap().iter().find(|one| one["code"] == code).unwrap()
}

/// What is published for a file once it is as wanted.
fn until(client: &mut Client, uri: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    let published = client.heard.iter().rfind(|message| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
    });
    let last = published.map(|message| message["params"]["diagnostics"].clone());
    last.filter(|found| wanted(found)).unwrap_or_else(|| client.published_until(uri, wanted))
}

fn starts(places: &Value) -> Vec<(&str, u64)> {
    let places = places.as_array().into_iter().flatten();
    places
        .map(|place| {
            let file = place["uri"].as_str().unwrap().rsplit('/').next().unwrap();
            (file, place["range"]["start"]["line"].as_u64().unwrap())
        })
        .collect()
}

#[test]
fn a_name_that_tells_is_believed_before_the_language() {
    let folder = Folder::new(&[("requirements.md", DOCUMENT)]);
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    let (document, terraform) = (folder.uri("requirements.md"), folder.uri("main.tf"));
    client.open(&terraform, "markdown", 1, TERRAFORM);
    client.open(&document, "terraform", 1, DOCUMENT);
    until(&mut client, &document, |found| has(found, "retention-mismatch"));
    until(&mut client, &terraform, |found| has(found, "retention-mismatch"));
}

#[test]
fn a_contradiction_stands_on_both_sides_and_an_edit_on_either_side_settles_it() {
    let (_folder, mut client, document, terraform) = opened();
    let found = until(&mut client, &document, |found| has(found, "retention-mismatch"));
    let finding = of(&found, "retention-mismatch");
    assert_eq!((&finding["range"], &finding["severity"]), (&on(10, 74, 81), &json!(2)));
    assert!(finding["message"].as_str().unwrap().contains("the default of `var.retention` in main.tf:2"));
    let related: Vec<u64> = finding["relatedInformation"]
        .as_array()
        .unwrap()
        .iter()
        .map(|related| related["location"]["range"]["start"]["line"].as_u64().unwrap())
        .collect();
    assert_eq!(related, [6, 1], "the attribute, then where its value is from");

    let found = until(&mut client, &terraform, |found| has(found, "retention-mismatch"));
    let mirror = of(&found, "retention-mismatch");
    assert_eq!((&mirror["severity"], &mirror["range"]["start"]["line"]), (&json!(3), &json!(6)));
    assert_eq!(mirror["relatedInformation"][0]["location"]["uri"], json!(document));

    client.change(&terraform, 2, &json!([{"range": on(1, 12, 13), "text": "14"}]));
    until(&mut client, &document, |found| !has(found, "retention-mismatch"));
    until(&mut client, &terraform, |found| !has(found, "retention-mismatch"));
    client.change(&document, 2, &json!([{"range": on(10, 74, 76), "text": "21"}]));
    until(&mut client, &document, |found| has(found, "retention-mismatch"));
    until(&mut client, &terraform, |found| has(found, "retention-mismatch"));
}

#[test]
fn edits_of_a_long_terraform_file_are_read_beside_the_queue_and_none_is_lost() {
    let long = format!("{TERRAFORM}{}", "# Nothing that anybody judges.\n".repeat(5_000));
    let folder = Folder::new(&[("requirements.md", DOCUMENT), ("main.tf", &long)]);
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    let (document, terraform) = (folder.uri("requirements.md"), folder.uri("main.tf"));
    client.open(&document, "markdown", 1, DOCUMENT);
    client.open(&terraform, "terraform", 1, &long);
    until(&mut client, &document, |found| has(found, "retention-mismatch"));
    until(&mut client, &terraform, |found| has(found, "retention-mismatch"));
    client.change(&terraform, 2, &json!([{"range": on(1, 12, 13), "text": "1"}]));
    client.change(&terraform, 3, &json!([{"range": on(1, 13, 13), "text": "4"}]));
    let seen = client.at("textDocument/hover", &terraform, 6, 30);
    assert!(seen.to_string().contains("14 d") && !seen.to_string().contains("7 d"), "{seen}");
    until(&mut client, &document, |found| !has(found, "retention-mismatch"));
    until(&mut client, &terraform, |found| !has(found, "retention-mismatch"));
    for (version, text) in (4..).zip(["\n", "\n", "\n"]) {
        client.change(&terraform, version, &json!([{"range": on(0, 0, 0), "text": text}]));
    }
    client.change(&terraform, 7, &json!([{"range": on(4, 12, 14), "text": "9"}]));
    let found = until(&mut client, &terraform, |found| has(found, "retention-mismatch"));
    assert_eq!(of(&found, "retention-mismatch")["range"]["start"]["line"], 9);
    let found = until(&mut client, &document, |found| has(found, "retention-mismatch"));
    assert!(of(&found, "retention-mismatch")["message"].as_str().unwrap().contains("main.tf:5"), "{found}");
}

#[test]
fn the_way_leads_from_each_side_to_the_other() {
    let (_folder, mut client, document, terraform) = opened();
    let to = |client: &mut Client, uri: &str, line, character| {
        starts(&client.at("textDocument/definition", uri, line, character))
            .into_iter()
            .map(|(file, line)| (file.to_owned(), line))
            .collect::<Vec<_>>()
    };
    let main = |line| vec![("main.tf".to_owned(), line)];
    assert_eq!(to(&mut client, &document, 9, 12), main(6), "a claim");
    assert_eq!(to(&mut client, &document, 10, 30), main(4), "an address");
    assert_eq!(to(&mut client, &document, 14, 30), main(4));
    assert_eq!(to(&mut client, &document, 5, 4), []);
    let claims: Vec<u64> = to(&mut client, &terraform, 6, 5).into_iter().map(|(_, line)| line).collect();
    assert_eq!(claims, [9, 10]);
    let claims: Vec<u64> = to(&mut client, &terraform, 1, 4).into_iter().map(|(_, line)| line).collect();
    assert_eq!(claims, [9, 10], "where the value is from");
    assert_eq!(to(&mut client, &terraform, 5, 5), []);

    let references = |client: &mut Client, uri: &str, line, character| {
        let position = json!({"line": line, "character": character});
        let context = json!({"includeDeclaration": true});
        client.result(
            "textDocument/references",
            &json!({"textDocument": {"uri": uri}, "position": position, "context": context}),
        )
    };
    let found = references(&mut client, &document, 14, 30);
    assert_eq!(starts(&found), [("requirements.md", 10), ("requirements.md", 14), ("main.tf", 4)]);
    let found = references(&mut client, &document, 10, 75);
    assert_eq!(starts(&found), [("requirements.md", 10), ("main.tf", 6), ("main.tf", 1)]);
    let found = references(&mut client, &terraform, 4, 12);
    assert_eq!(
        starts(&found),
        [("requirements.md", 9), ("requirements.md", 10), ("requirements.md", 10), ("requirements.md", 14)]
    );
    let marked = client.at("textDocument/documentHighlight", &document, 14, 30);
    let marked: Vec<u64> = marked
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["range"]["start"]["line"].as_u64().unwrap())
        .collect();
    assert_eq!(marked, [10, 14]);
}

#[test]
fn what_is_required_is_explained_and_shown_on_both_sides() {
    let (_folder, mut client, document, terraform) = opened();
    let said = |hover: &Value| hover["contents"]["value"].as_str().unwrap_or_default().to_owned();
    let hover = said(&client.at("textDocument/hover", &document, 10, 75));
    assert!(hover.contains("**Backups are kept 14 days**: contradicted"), "{hover}");
    assert!(
        hover.contains("`aws_db_instance.orders`: `backup_retention_period` = 7, from the default"),
        "{hover}"
    );
    let hover = said(&client.at("textDocument/hover", &terraform, 6, 5));
    assert!(hover.contains("**requirements.md** requires"), "{hover}");
    assert!(
        hover.contains("RPO 1 h: holds") && hover.contains("Backups are kept 14 days: contradicted"),
        "{hover}"
    );
    assert!(client.at("textDocument/hover", &terraform, 5, 5).is_null());

    let lenses = client.about("textDocument/codeLens", &terraform);
    assert_eq!(lenses.as_array().unwrap().len(), 1, "{lenses}");
    let lens = &lenses[0];
    assert_eq!(lens["range"]["start"]["line"], 4);
    assert_eq!(lens["command"]["title"], "Backups are kept 14 days contradicted · RPO 1 h holds", "{lens}");
    let command = &lens["command"];
    let answer = client.result(
        "workspace/executeCommand",
        &json!({"command": command["command"], "arguments": command["arguments"]}),
    );
    assert_eq!(answer, json!({"applied": true}));
    let shown = client.heard.iter().find(|message| message["method"] == "window/showDocument").unwrap();
    assert_eq!(
        (&shown["params"]["uri"], &shown["params"]["selection"]["start"]["line"]),
        (&json!(document), &json!(10)),
        "it leads to what is contradicted"
    );

    // A document that is not open is known all the same, as it is on the disk.
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": document}}));
    client.settle();
    let hover = said(&client.at("textDocument/hover", &terraform, 6, 5));
    assert!(hover.contains("Backups are kept 14 days: contradicted"), "{hover}");
}

#[test]
fn either_side_can_be_made_to_say_what_the_other_says() {
    let (_folder, mut client, document, terraform) = opened();
    let actions = |client: &mut Client, uri: &str, range: &Value| -> Vec<Value> {
        let found = client.result(
            "textDocument/codeAction",
            &json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}}),
        );
        found.as_array().unwrap().clone()
    };
    let titles = |actions: &[Value]| -> Vec<String> {
        actions.iter().map(|action| action["title"].as_str().unwrap().to_owned()).collect()
    };
    let found = actions(&mut client, &document, &on(10, 75, 75));
    let all = titles(&found);
    assert!(all.contains(&"Write what the Terraform says: 7 d".to_owned()), "{all:?}");
    assert!(all.contains(&"Open main.tf at line 7".to_owned()), "{all:?}");
    let write = found.iter().find(|action| action["title"].as_str().unwrap().starts_with("Write")).unwrap();
    let edit = &write["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!((&edit["range"], &edit["newText"]), (&on(10, 74, 81), &json!("7 d")));

    let found = actions(&mut client, &terraform, &on(6, 5, 5));
    let all = titles(&found);
    assert!(all.contains(&"Open requirements.md at line 10".to_owned()), "{all:?}");
    assert!(!all.iter().any(|title| title.contains("= 14")), "the value is a variable's: {all:?}");

    // Where the value is written out it is replaced; where it is absent it is inserted.
    client.change(&terraform, 2, &json!([{"range": on(6, 28, 41), "text": "7"}]));
    let found = actions(&mut client, &terraform, &on(6, 5, 5));
    let set = found.iter().find(|action| action["title"].as_str().unwrap().starts_with("Set")).unwrap();
    assert_eq!(set["title"], "Set `backup_retention_period = 14`, as requirements.md says");
    let edit = &set["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!((&edit["range"], &edit["newText"]), (&on(6, 28, 29), &json!("14")));
    client.change(&terraform, 3, &json!([{"range": {"start": {"line": 6, "character": 0}, "end": {"line": 7, "character": 0}}, "text": ""}]));
    let found = actions(&mut client, &terraform, &on(4, 5, 5));
    let insert = found.iter().find(|action| action["title"].as_str().unwrap().starts_with("Insert")).unwrap();
    assert_eq!(insert["title"], "Insert `backup_retention_period = 14`, as requirements.md says");
    let edit = &insert["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(
        (&edit["range"], &edit["newText"]),
        (&on(6, 0, 0), &json!("  backup_retention_period = 14\n"))
    );
}

#[test]
fn names_and_values_of_the_terraform_are_offered_in_the_document() {
    let (_folder, mut client, document, _) = opened();
    let labels = |list: &Value| -> Vec<String> {
        let items = list["items"].as_array().unwrap();
        items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    client.change(&document, 2, &json!([{"range": on(14, 0, 0), "text": "See `aws_`.\n"}]));
    let found = labels(&client.at("textDocument/completion", &document, 14, 9));
    assert_eq!(found, ["aws_db_instance", "aws_db_instance.orders"]);
    client.change(&document, 3, &json!([{"range": on(10, 0, 0), "text": "- **Backup needed:** \n"}]));
    let found = client.at("textDocument/completion", &document, 10, 21);
    assert_eq!(found["items"][0]["label"], "Yes,");
    assert!(found["items"][0]["detail"].as_str().unwrap().starts_with("aws_db_instance.orders: "), "{found}");
}

const ALARMED: &str = "\
---
template: infrastructure
terraform: .
---

# Orders database

## Testing

- **Terratest:** P0: TestOrdersFailover

## Monitoring and Alerts

| Metric | Threshold | Severity |
|---|---|---|
| `CPUUtilization` | > 80 % | critical |
| `FreeStorageSpace` | < 20 GiB | critical |
";

const ONE_ALARM: &str = "\
resource \"aws_db_instance\" \"orders\" {
  engine = \"postgres\"
}

resource \"aws_cloudwatch_metric_alarm\" \"cpu\" {
  namespace           = \"AWS/RDS\"
  metric_name         = \"CPUUtilization\"
  comparison_operator = \"GreaterThanThreshold\"
  threshold           = 80
  alarm_actions       = [var.topic]
}
";

#[test]
fn what_has_no_alarm_is_counted_above_its_resource_and_one_can_be_inserted() {
    let test = "package test\n\nimport \"testing\"\n\nfunc TestOrdersFailover(t *testing.T) {}\n";
    let folder = Folder::new(&[("orders_test.go", test), ("main.tf", ONE_ALARM)]);
    let mut client = Client::with(&everything("utf-16"), &folder.as_workspace());
    let (document, terraform) = (folder.uri("requirements.md"), folder.uri("main.tf"));
    client.open(&document, "markdown", 1, ALARMED);
    client.open(&terraform, "terraform", 1, ONE_ALARM);
    until(&mut client, &document, |found| has(found, "alert-not-in-code"));
    client.settle();
    let last = client.heard.iter().rfind(|message| message["params"]["uri"] == json!(terraform)).unwrap();
    assert!(!has(&last["params"]["diagnostics"], "alert-not-in-code"), "no alarm bears what is missing");

    let lenses = client.about("textDocument/codeLens", &terraform);
    let titles: Vec<&str> =
        lenses.as_array().unwrap().iter().map(|lens| lens["command"]["title"].as_str().unwrap()).collect();
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert!(titles[0].ends_with("1 of 2 alarms"), "{titles:?}");
    assert!(titles[1].contains("Alarm CPUUtilization > 80 % holds"), "{titles:?}");

    let found = client.result(
        "textDocument/codeAction",
        &json!({"textDocument": {"uri": terraform}, "range": on(0, 3, 3), "context": {"diagnostics": []}}),
    );
    let insert = found
        .as_array()
        .unwrap()
        .iter()
        .find(|action| action["title"] == "Insert an alarm on `FreeStorageSpace`");
    let inserted = insert.unwrap()["edit"]["documentChanges"][0]["edits"][0]["newText"].as_str().unwrap();
    for part in ["\"orders_free_storage_space\"", "\"AWS/RDS\"", "\"LessThanThreshold\"", "= 21474836480\n"] {
        assert!(inserted.contains(part), "{part}: {inserted}");
    }

    // A test is found where it is written.
    let found = client.at("textDocument/definition", &document, 9, 30);
    assert_eq!(starts(&found), [("orders_test.go", 4)]);
    client.change(&document, 2, &json!([{"range": on(9, 36, 36), "text": ", Test"}]));
    let found = client.at("textDocument/completion", &document, 9, 42);
    let labels: Vec<&str> =
        found["items"].as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["TestOrdersFailover"]);
}
