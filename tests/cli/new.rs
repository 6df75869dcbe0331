//! What `tiebeam new` starts.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::support::{ROOT, folder, tiebeam};

/// The rules of all findings below a folder.
fn rules(folder: &Path) -> Vec<String> {
    let run = tiebeam(folder, &["check", "--format", "json"]);
    let output: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(output["documents"].as_array().unwrap().len(), 1, "{run:?}");
    let findings = output["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

fn is_for_the_author(rule: &str) -> bool {
    ["missing-metadata", "no-diagram", "unanswered-prompt"].contains(&rule)
}

#[test]
fn only_what_the_author_must_answer_is_found_in_a_new_document() {
    let instance = "resource \"aws_instance\" \"a\" {\n  ami = \"x\"\n}\n";
    let managed = "resource \"aws_db_instance\" \"a\" {}\n";
    for (terraform, testing, immutability) in
        [(None, false, false), (Some(managed), true, false), (Some(instance), true, true)]
    {
        let folder = folder(&[]);
        if let Some(terraform) = terraform {
            super::support::write(folder.path(), "session-cache/main.tf", terraform.as_bytes());
        }
        let run = tiebeam(folder.path(), &["new", "session-cache/requirements.md"]);
        assert_eq!((run.code, run.out.as_str()), (0, "Wrote session-cache/requirements.md\n"), "{run:?}");
        let text = fs::read_to_string(folder.path().join("session-cache/requirements.md")).unwrap();
        assert!(text.starts_with("# Session cache: infrastructure requirements\n"), "{text}");
        assert_eq!(text.contains("\n## Testing\n"), testing);
        assert_eq!(text.contains("\n## Immutability\n"), immutability);
        let rules = rules(folder.path());
        assert!(rules.iter().all(|rule| is_for_the_author(rule)), "{rules:?}");
        assert!(!rules.is_empty());
    }
}

#[test]
fn a_document_is_printed_where_no_path_is_given() {
    let folder = folder(&[("main.tf", "resource \"aws_db_instance\" \"a\" {}\n")]);
    let printed = tiebeam(folder.path(), &["new", "--title", "Orders: infrastructure requirements"]);
    assert!(printed.out.starts_with("# Orders: infrastructure requirements\n"), "{printed:?}");
    assert!(printed.out.contains("\n## Testing\n"), "{printed:?}");
    let named =
        tiebeam(folder.path(), &["new", "infrastructure", "--title", "Orders: infrastructure requirements"]);
    assert_eq!(named.out, printed.out);
    assert!(!folder.path().join("requirements.md").exists());
}

#[test]
fn an_existing_file_is_never_overwritten() {
    let folder = folder(&[("requirements.md", "mine\n")]);
    for arguments in [&["new", "requirements.md"][..], &["new", "infrastructure", "."]] {
        let run = tiebeam(folder.path(), arguments);
        assert_eq!(
            (run.code, run.err.as_str()),
            (2, "error: requirements.md exists already and is not overwritten\n")
        );
    }
    assert_eq!(fs::read_to_string(folder.path().join("requirements.md")).unwrap(), "mine\n");
}

#[test]
fn a_folder_gets_a_document() {
    let folder = folder(&[("orders/main.tf", "")]);
    let run = tiebeam(folder.path(), &["new", "orders"]);
    assert_eq!(run.out, "Wrote orders/requirements.md\n", "{run:?}");
    let run = tiebeam(folder.path(), &["new", "made/up/"]);
    assert_eq!(run.out, "Wrote made/up/requirements.md\n", "{run:?}");
}

#[test]
fn a_template_may_be_a_file() {
    let template = fs::read_to_string(Path::new(ROOT).join("schemas/templates/infrastructure.json")).unwrap();
    let template = template.replacen("\"infrastructure\"", "\"team\"", 1);
    let folder = folder(&[("team.json", &template), ("broken.json", "{\n  \"name\": 1\n}\n")]);
    let run = tiebeam(folder.path(), &["new", "team.json", "docs/requirements.md"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("against the template `team`"), "{run:?}");
    fs::write(
        folder.path().join("tiebeam.toml"),
        "[[documents]]\nfiles = [\"docs/*.md\"]\ntemplate = \"team.json\"\n",
    )
    .unwrap();
    assert!(rules(folder.path()).iter().all(|rule| is_for_the_author(rule)));
    // The configuration makes its name known.
    assert_eq!(tiebeam(folder.path(), &["new", "team", "docs/other.md"]).err, "");
    let run = tiebeam(folder.path(), &["new", "broken.json"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--> broken.json:2:"), "{run:?}");
    let run = tiebeam(folder.path(), &["new", "infrastucture"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "error: there is no template `infrastucture`, did you mean `infrastructure`?\n")
    );
}
