//! What `tiebeam check` prints and how it ends.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use super::support::{ROOT, SHORT, assert_snapshot, command, folder, tiebeam};

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let run = tiebeam(folder, &[&["check", "--format", "json"], arguments].concat());
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

fn assert_valid(output: &Value) {
    let schema = fs::read_to_string(Path::new(ROOT).join("schemas/check.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let errors: Vec<String> = validator.iter_errors(output).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn the_example_is_shown_with_its_lines() {
    let run = tiebeam(Path::new(ROOT), &["check", "examples/session-cache"]);
    assert_snapshot("session-cache.txt", &run.out);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
}

#[test]
fn findings_of_one_rule_at_one_place_share_a_block() {
    let folder = folder(&[("a/requirements.md", SHORT)]);
    let run = tiebeam(folder.path(), &["check"]);
    assert_snapshot("grouped.txt", &run.out);
    assert_eq!(run.out.matches("missing-section").count(), 1);
}

#[test]
fn json_is_valid_and_agrees_with_the_text() {
    for (folder, arguments) in [
        (Path::new(ROOT), ["examples/session-cache"]),
        (Path::new(ROOT), ["tests/corpus"]),
        (folder(&[("requirements.md", SHORT)]).path(), ["."]),
        (folder(&[]).path(), ["."]),
    ] {
        let output = json(folder, &arguments);
        assert_valid(&output);
        let text = tiebeam(folder, &["check", arguments[0]]).out;
        for finding in output["findings"].as_array().unwrap() {
            let start = &finding["range"]["start"];
            let place = format!(
                "--> {}:{}:{}\n",
                finding["file"].as_str().unwrap(),
                start["line"].as_u64().unwrap(),
                start["column"].as_u64().unwrap()
            );
            let code =
                format!("{}[{}]", finding["severity"].as_str().unwrap(), finding["rule"].as_str().unwrap());
            for part in [place.as_str(), code.as_str(), finding["message"].as_str().unwrap()] {
                assert!(text.contains(part), "{part}\n{text}");
            }
        }
        let counted = |severity: &str| {
            let findings = output["findings"].as_array().unwrap();
            findings.iter().filter(|finding| finding["severity"] == severity).count() as u64
        };
        for severity in ["error", "warning", "information", "hint"] {
            assert_eq!(output["summary"]["findings"][severity], counted(severity));
        }
        let documents = output["documents"].as_array().unwrap().len();
        assert_eq!(output["summary"]["documents"], documents);
        assert_eq!(text.contains("No requirements document found"), documents == 0);
    }
}

#[test]
fn json_tells_sections_binding_and_places() {
    let output = json(Path::new(ROOT), &["examples/session-cache"]);
    let document = &output["documents"][0];
    assert_eq!(document["file"], "examples/session-cache/requirements.md");
    assert_eq!(document["template"], "infrastructure");
    assert_eq!(document["binding"]["kind"], "declared");
    assert_eq!(document["binding"]["folders"][0], "examples/session-cache/infra");
    let state = |id: &str| {
        let sections = document["sections"].as_array().unwrap();
        sections.iter().find(|section| section["id"] == id).unwrap()["state"].as_str().unwrap()
    };
    assert_eq!(
        ["sla", "auditing", "monitoring-alerts", "logs", "budget", "immutability"].map(state),
        ["present", "present", "present", "empty", "missing", "not-required"]
    );
    let findings = output["findings"].as_array().unwrap();
    let link = findings.iter().find(|finding| finding["rule"] == "dead-link").unwrap();
    assert_eq!(in_range(&link["range"], "examples/session-cache/requirements.md"), "runbooks/restore.md");
    assert!(!link["fixes"][0]["edits"][0]["range"].is_null());
}

/// The characters of a range that lies on one line.
fn in_range(range: &Value, file: &str) -> String {
    let at = |end: &str, part: &str| usize::try_from(range[end][part].as_u64().unwrap()).unwrap();
    assert_eq!(at("start", "line"), at("end", "line"));
    let text = fs::read_to_string(Path::new(ROOT).join(file)).unwrap();
    let line = text.lines().nth(at("start", "line") - 1).unwrap();
    let (from, to) = (at("start", "column") - 1, at("end", "column") - 1);
    line.chars().skip(from).take(to - from).collect()
}

#[test]
fn columns_count_characters_and_no_byte_order_mark() {
    let text = "\u{feff}# Ünï 💾: infrastructure requirements\r\n\r\n## SLA\r\n\r\n日本 💾 [x](gone.md)\r\n";
    let folder = folder(&[("requirements.md", text)]);
    let output = json(folder.path(), &[]);
    let findings = output["findings"].as_array().unwrap();
    let start = |rule: &str| {
        let finding = findings.iter().find(|finding| finding["rule"] == rule).unwrap();
        let start = &finding["range"]["start"];
        (start["line"].as_u64().unwrap(), start["column"].as_u64().unwrap())
    };
    assert_eq!((start("missing-section"), start("dead-link")), ((1, 3), (5, 10)));
    assert!(tiebeam(folder.path(), &["check"]).out.contains("requirements.md:5:10\n"));
}

#[test]
fn the_exit_code_follows_fail_on() {
    let warned = folder(&[("requirements.md", SHORT)]);
    let code = |fail_on: &str| tiebeam(warned.path(), &["check", "--fail-on", fail_on]).code;
    assert_eq!(["error", "warning", "information", "hint", "never"].map(code), [0, 1, 1, 1, 0]);
    let rules = "[rules]\nmissing-section = \"error\"\n";
    let failed = folder(&[("requirements.md", SHORT), ("tiebeam.toml", rules)]);
    assert_eq!(tiebeam(failed.path(), &["check", "--fail-on", "error"]).code, 1);
    assert_eq!(tiebeam(warned.path(), &["check", "--fail-on", "fatal"]).code, 2);
}

#[test]
fn what_needs_nothing_is_told_calmly() {
    let empty = folder(&[("README.md", "# Hello\n")]);
    let run = tiebeam(empty.path(), &["check"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("No requirements document found.\n"), "{run:?}");
    let run = tiebeam(Path::new(ROOT), &["check", "tests/corpus/documents/billing-postgres"]);
    assert_eq!(run.out, "1 document, 17 of 17 sections; no findings\n");
    let quiet = tiebeam(Path::new(ROOT), &["check", "-q", "tests/corpus/documents/billing-postgres"]);
    assert_eq!(quiet.out, "");
}

#[test]
fn colour_is_for_terminals() {
    let folder = folder(&[("requirements.md", SHORT)]);
    let has_colour = |arguments: &[&str]| tiebeam(folder.path(), arguments).out.contains('\x1b');
    assert!(!has_colour(&["check"]));
    assert!(has_colour(&["check", "--color", "always"]));
    assert!(!has_colour(&["check", "--color", "never"]));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = folder(&[("requirements.md", SHORT)]);
    let mut child =
        command(folder.path(), &["check"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(1), &b""[..]));
}

#[test]
fn the_same_is_printed_every_time() {
    let run = || tiebeam(Path::new(ROOT), &["check", "examples", "tests/corpus", "examples"]);
    let first = run();
    for _ in 0..3 {
        assert_eq!(run().out, first.out);
    }
}

#[test]
fn terraform_shared_by_documents_is_reported_once() {
    let terraform = "resource \"terraform_data\" \"seed\" {\n  provisioner \"local-exec\" {\n    command = \"x\"\n  }\n}\n";
    let document = "# Infrastructure requirements\n\n## Infrastructure as code\n\nTerraform.\n";
    let folder =
        folder(&[("main.tf", terraform), ("a/requirements.md", document), ("b/requirements.md", document)]);
    let output = json(folder.path(), &[]);
    let findings = output["findings"].as_array().unwrap();
    let found = findings.iter().filter(|finding| finding["rule"] == "undocumented-provisioner");
    let found: Vec<_> = found.collect();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0]["file"].as_str(), found[0]["severity"].as_str()), (Some("main.tf"), Some("hint")));
    assert_eq!(found[0]["fixes"][0]["edits"][0]["file"], "a/requirements.md");
}

#[test]
fn a_summary_is_one_line_a_document() {
    let folder = folder(&[(
        "requirements.md",
        "# Cache: infrastructure requirements\n\n## SLA\n\n- **Required SLA:** 99.9 %\n- **Provider SLA:**\n\n## Limits\n\nNone known.\n",
    )]);
    let run = tiebeam(folder.path(), &["check", "--summary", "--quiet"]);
    let line = "requirements.md: 2 of 16 sections, 1 of 3 prompts answered, ";
    assert!(run.out.starts_with(line) && run.out.lines().count() == 1, "{run:?}");
    assert_eq!(run.code, 1);
    let both = tiebeam(folder.path(), &["check", "--summary", "--format", "json"]);
    assert_eq!(both.code, 2);
}
