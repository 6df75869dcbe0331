//! Templates from files: one of another trade works like the built-in one, malformed ones are refused with their place.

use std::fs;

use crate::support::{Folder, tests};
use tiebeam::rules::names;
use tiebeam::schema::Template;
use tiebeam::workspace::Workspace;

const RUNBOOK: &str = include_str!("runbook/runbook.json");

/// The first text with the rules in it replaced, in a folder that knows the runbook template by the file name only.
fn runbook(text: &str) -> (tempfile::TempDir, Folder) {
    let root = tempfile::tempdir().unwrap();
    let config = "[[documents]]\nfiles = [\"never/*.md\"]\ntemplate = \"runbook.json\"\n";
    for (name, text) in [("tiebeam.toml", config), ("runbook.json", RUNBOOK), ("mail.md", text)] {
        fs::write(root.path().join(name), text).unwrap();
    }
    let folder = Folder::open(root.path());
    (root, folder)
}

fn complete() -> String {
    fs::read_to_string(tests("documents/runbook/mail.md")).unwrap()
}

#[test]
fn a_template_of_another_trade_recognises_its_documents() {
    let (_root, folder) = runbook(&complete());
    let checked = folder.check();
    assert_eq!(checked.requirements.len(), 1);
    assert!(checked.findings.is_empty(), "{}", checked.report(&folder));
    let untitled = complete().replacen("# Mail relay runbook\n", "# Mail relay\n", 1);
    let recognised = |text: &str| runbook(text).1.check().requirements.len();
    assert_eq!(recognised(&untitled), 1, "by its sections");
    assert_eq!(recognised(&format!("---\ntemplate: runbook\n---\n{}", "# Mail\n")), 1, "by its front matter");
    assert_eq!(recognised("# Mail\n\n<!-- tiebeam: runbook@1 -->\n"), 1, "by a comment");
    assert_eq!(recognised("# Mail\n\n## Symptoms\n\nQueue grows.\n"), 0);
    assert_eq!(recognised("# Mail: infrastructure requirements\n"), 1, "the built-in one is still there");
}

#[test]
fn a_template_of_another_trade_has_its_own_findings_and_fixes() {
    let swapped = complete().replace("## Symptoms", "## @").replace("## Diagnosis", "## Symptoms");
    let swapped = swapped.replace("## @", "## Diagnosis");
    let misspelt = complete().replace("## Escalation", "## Escalaton");
    let missing = complete().replace("## Diagnosis", "### More");
    let plain = complete().replace("## Escalation", "Escalation");
    for (text, rule) in [
        (swapped, "section-order"),
        (misspelt, "misspelt-heading"),
        (missing, "missing-section"),
        (plain, "plain-text-heading"),
        (complete().replace("**Pager:** mail-on-call", "**Pager:**"), "missing-metadata"),
    ] {
        let (_root, folder) = runbook(&text);
        let checked = folder.check();
        assert_eq!(checked.rules(), [rule], "{}", checked.report(&folder));
        for fix in checked.fixes(&checked.findings[0]) {
            let fixed = folder.fixed(&fix);
            // The prompts of a section that was inserted are still to be answered.
            let left = fixed.check().rules().into_iter().filter(|left| *left != "unanswered-prompt");
            assert_eq!(left.count(), 0, "{}", fixed.check().report(&fixed));
        }
    }
    let (_root, folder) = runbook("# Mail relay runbook\n");
    let checked = folder.check();
    let mut offered = checked.findings.iter().flat_map(|finding| checked.fixes(finding));
    let all = offered.find(|fix| fix.title == "Insert all 3 missing sections").unwrap();
    let fixed = folder.fixed(&all);
    let mut left = fixed.check().rules();
    left.dedup();
    assert_eq!(left, ["missing-metadata", "unanswered-prompt"], "{}", fixed.check().report(&fixed));
}

#[test]
fn malformed_templates_are_refused_at_their_place() {
    // What is changed in the template, what was expected there, and what the refused line holds.
    let cases = [
        ("\"version\": 1", "\"version\": \"1\"", "expected u32", "\"version\": \"1\""),
        ("\"name\": \"runbook\"", "\"name\": \"Run book\"", "expected a name in kebab case", "Run book"),
        ("\"title\"", "\"titel\"", "unknown field `titel`, expected one of", "titel"),
        ("\"people\"", "\"person\"", "unknown variant `person`, expected one of", "person"),
        ("\"always\"", "\"sometimes\"", "unknown variant `sometimes`, expected one of", "sometimes"),
        ("\"id\": \"diagnosis\"", "\"id\": \"symptoms\"", "`symptoms` is used twice, expected unique", "}"),
        (
            "\"id\": \"diagnosis\"",
            "\"parent\": \"x\", \"id\": \"d\"",
            "expected the id of a section before it",
            "}",
        ),
        ("\"heading\": \"Diagnosis\",", "", "missing field `heading`", "]"),
        (
            "\"aliases\": [\n        \"Signs\"\n      ]",
            "\"aliases\": \"Signs\"",
            "expected a sequence",
            "Signs",
        ),
        ("\"sections\": [", "\"sections\": {", "expected a list of objects with unique ids", "sections"),
        ("\"Runbook\",", "\"Runbook\"", "expected `,` or `}`", "Runbook"),
    ];
    for (from, to, expected, line) in cases {
        let text = RUNBOOK.replacen(from, to, 1);
        assert_ne!(text, RUNBOOK, "{from}");
        let error = Template::parse(&text).unwrap_err();
        assert!(error.message.contains(expected), "{to}: {error:?}");
        let refused = text.lines().nth(error.line - 1).unwrap();
        assert!(refused.contains(line), "{to}: {error:?}: {refused}");
        assert!((1..=refused.len() + 1).contains(&error.column), "{to}: {error:?}");
        let span = error.span(&text);
        assert_eq!(text[..span.start].lines().count().max(1), error.line, "{to}: {error:?}");
    }
    let cut = Template::parse(RUNBOOK.trim_end().strip_suffix('}').unwrap()).unwrap_err();
    assert!(cut.message.contains("EOF while parsing an object"), "{cut:?}");
}

#[test]
fn a_malformed_template_leaves_the_configuration_out_of_force_and_is_named_with_its_place() {
    let root = tempfile::tempdir().unwrap();
    let config = "[[documents]]\nfiles = [\"*.md\"]\ntemplate = \"runbook.json\"\n";
    fs::write(root.path().join("tiebeam.toml"), config).unwrap();
    fs::write(root.path().join("runbook.json"), RUNBOOK.replacen("\"version\": 1", "\"version\": -1", 1))
        .unwrap();
    let workspace = Workspace::new(root.path(), &names());
    let settings = workspace.settings(&root.path().join("mail.md"));
    let fault = settings.fault.as_ref().unwrap();
    assert_eq!(fault.path, root.path().join("runbook.json"));
    assert!(fault.errors[0].message.contains("expected u32"), "{fault:?}");
    let line = fault.text[..fault.errors[0].span.start].lines().count();
    assert_eq!(fault.text.lines().nth(line - 1), Some("  \"version\": -1,"), "{fault:?}");
    let document = workspace.document(&root.path().join("mail.md"), &complete());
    assert!(workspace.requirements(&root.path().join("mail.md"), document.into()).is_none());
}
