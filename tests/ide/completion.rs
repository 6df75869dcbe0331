//! What can be written at a place, and what the document is once it is written.

use std::sync::Arc;

use tiebeam::ide::completion::{Completion, Kind, Place, completions};
use tiebeam::rules::{self, Context};
use tiebeam::text::{Edit, apply_edits};

use super::fixture::Fixture;

const TITLE: &str = "# Orders database: infrastructure requirements\n";

fn offered(fixture: &Fixture) -> Vec<Completion> {
    offered_if(fixture, true)
}

/// What is offered to somebody who asks for it, or to somebody who types on.
fn offered_if(fixture: &Fixture, asked: bool) -> Vec<Completion> {
    let context = fixture.requirements.as_ref().and_then(|known| Context::new(&fixture.workspace, known));
    let items = completions(&Place {
        workspace: &fixture.workspace,
        path: &fixture.path,
        document: &fixture.document,
        context: context.as_ref(),
        offset: fixture.offset,
        asked,
        today: "2026-03-14",
    })
    .items;
    let line = fixture.document.line(fixture.offset);
    for item in &items {
        let (start, end) = (item.span.start, item.span.end);
        assert!(line.start <= start && start <= fixture.offset, "{}", item.label);
        assert!(fixture.offset <= end && end <= line.end, "{}", item.label);
    }
    items
}

fn labels(fixture: &Fixture) -> Vec<String> {
    offered(fixture).into_iter().map(|item| item.label).collect()
}

/// What is offered at the `‸` of a requirements document.
fn at(text: &str) -> Vec<String> {
    labels(&Fixture::new("requirements.md", text))
}

/// The text after the first item of this label, whose detail has these words, is taken.
fn taken(fixture: &Fixture, label: &str, detail: &str) -> String {
    let items = offered(fixture);
    let item = items.iter().find(|item| item.label == label && item.detail.contains(detail));
    let item = item.unwrap_or_else(|| panic!("no {label}: {:?}", labels(fixture)));
    // An editor inserts its own line breaks.
    let inserted = item.insert.plain().replace('\n', fixture.document.line_break());
    apply_edits(&fixture.text(), &[Edit::replace(item.span, inserted)])
}

fn rules_of(fixture: &Fixture, text: &str) -> Vec<(&'static str, String)> {
    let document = Arc::new(fixture.workspace.document(&fixture.path, text));
    let requirements = fixture.workspace.requirements(&fixture.path, document).expect("not recognised");
    let findings = rules::check(&fixture.workspace, &requirements);
    findings.into_iter().map(|finding| (finding.rule.name, finding.message)).collect()
}

#[test]
fn an_empty_file_becomes_a_whole_document() {
    for (text, title) in [
        ("‸", "# Orders: infrastructure requirements\n"),
        ("\n‸\n", "# Orders: infrastructure requirements\n"),
        ("\u{feff}‸", "# Orders: infrastructure requirements\n"),
        ("#‸", "# Orders: infrastructure requirements\n"),
        ("infra‸", "# Orders: infrastructure requirements\n"),
        ("# Billing queue‸", "# Billing queue: infrastructure requirements\n"),
        ("# Billing queue:‸", "# Billing queue: infrastructure requirements\n"),
        ("# Q: Infra PRD‸", "# Q: Infra PRD\n"),
    ] {
        let fixture = Fixture::with("orders/requirements.md", text, &[("orders/main.tf", "")]);
        let whole = taken(&fixture, "Infrastructure requirements", "whole document");
        let body = whole.trim_start_matches(['\u{feff}', '\n']);
        assert!(body.starts_with(title), "{text:?}: {body}");
        assert!(body.contains("\n| Date | 2026-03-14 |\n") && body.contains("\n## Testing\n"), "{body}");
        let found = rules_of(&fixture, &whole);
        assert!(
            found
                .iter()
                .all(|(rule, _)| ["missing-metadata", "no-diagram", "unanswered-prompt"].contains(rule)),
            "{found:?}"
        );
    }
}

#[test]
fn a_file_that_is_none_is_offered_nothing_but_to_become_one() {
    let nothing: [String; 0] = [];
    for text in [
        "# Notes\n\n‸\n",
        "# Notes\n\n##‸\n",
        "# Notes\n\n## Lo‸\n",
        "# Notes\n\n- ‸\n",
        "# Notes\n\nlogs‸\n",
        "# Notes\n\n<!-- tiebeam-ignore ‸\n",
        "# Notes\n\n<!-- note: ‸\n",
        "recipe‸\n",
        "---\ntitle: x\n‸---\n\nText.\n",
        "Title\n---‸\nText.\n",
    ] {
        let fixture = Fixture::new("notes.md", text);
        assert!(fixture.requirements.is_none());
        let expected = if text.starts_with("---") { vec!["template".to_owned()] } else { nothing.to_vec() };
        assert_eq!(labels(&fixture), expected, "{text:?}");
    }
    for (text, label, start) in [
        ("---\ntitle: x\nte‸\n---\n\n# Notes\n", "template", "---\ntitle: x\ntemplate: \n---\n"),
        ("---\ntemplate: ‸\n---\n\n# Notes\n", "infrastructure", "---\ntemplate: infrastructure\n---\n"),
        (
            "# Notes\n\n<!-- ‸\n\nText\n",
            "tiebeam: infrastructure",
            "# Notes\n\n<!-- tiebeam: infrastructure -->\n",
        ),
        (
            "# Notes\n\n<!-- tie‸ -->\n",
            "tiebeam: infrastructure",
            "# Notes\n\n<!-- tiebeam: infrastructure -->\n",
        ),
        ("---‸", "template: infrastructure", "---\ntemplate: infrastructure\n---\n"),
    ] {
        let whole = taken(&Fixture::new("notes.md", text), label, "");
        assert!(whole.starts_with(start), "{text:?}: {whole}");
    }
}

#[test]
fn who_types_and_does_not_ask_is_left_alone() {
    let typed = |name: &str, text: &str| -> Vec<String> {
        let fixture = Fixture::new(name, text);
        offered_if(&fixture, false).into_iter().map(|item| item.label).collect()
    };
    for text in ["#‸", "# ‸", "# My project‸", "-‸", "- ‸", "Infra ‸", "<!-- ‸", "---\n---‸\n"]
    {
        assert_eq!(typed("README.md", text), [""; 0], "{text}");
    }
    assert_eq!(typed("requirements.md", "# ‸"), ["Infrastructure requirements"], "its name says what it is");
    assert_eq!(typed("notes.md", "# Orders: infrastructure requirements‸"), ["Infrastructure requirements"]);
    for line in ["A ‸", "In ‸", "Data ‸", "Cost ‸", "‸", "<!-- ‸"] {
        assert_eq!(typed("requirements.md", &format!("{TITLE}\n## SLA\n\n{line}\n")), [""; 0], "{line}");
    }
    assert!(!typed("requirements.md", &format!("{TITLE}\n## ‸\n")).is_empty());
    // Whoever asks after a whole word and a space does not mean another that begins alike.
    assert_eq!(at(&format!("{TITLE}\n## SLA\n\nIn ‸\n")), [""; 0]);
}

#[test]
fn a_document_is_begun_below_front_matter_too() {
    let fixture = Fixture::new("a.md", "---\ntemplate: infrastructure\n---\n\n# Orders‸\n");
    let whole = taken(&fixture, "Infrastructure requirements", "");
    let start = "---\ntemplate: infrastructure\n---\n\n# Orders: infrastructure requirements\n";
    assert!(whole.starts_with(start) && whole.ends_with(":**\n"), "{whole:?}");
}

#[test]
fn the_name_that_fits_is_told_where_it_is_another() {
    let fixture = Fixture::new("requirements.md", &format!("{TITLE}\n## rollb‸\n"));
    let items = offered(&fixture);
    assert_eq!((items[0].label.as_str(), items.len()), ("Pipeline", 2));
    assert!(items[0].detail.starts_with("with its 2 prompts (\"Rollback"), "{}", items[0].detail);
}

#[test]
fn missing_sections_come_in_template_order_and_the_one_that_belongs_here_is_chosen() {
    let text = format!("{TITLE}\n## SLA\n\n99.9 %\n\n‸\n\n## Logs\n\nNone.\n");
    let fixture = Fixture::new("requirements.md", &text);
    let items = offered(&fixture);
    let with_prompts: Vec<&str> = items
        .iter()
        .filter(|item| item.detail.starts_with("with its"))
        .map(|item| item.label.as_str())
        .collect();
    assert_eq!(
        with_prompts[..5],
        ["Infrastructure as code", "Acceptance", "Pipeline", "Scalability", "Limits"]
    );
    assert!(
        !with_prompts.contains(&"SLA") && !with_prompts.contains(&"Logs"),
        "what is there is not offered"
    );
    assert_eq!(with_prompts[with_prompts.len() - 2..], ["Testing", "Immutability"], "not required here");
    assert_eq!(items.len(), with_prompts.len() * 2, "each also as a heading alone");
    let chosen: Vec<&str> =
        items.iter().filter(|item| item.preselect).map(|item| item.label.as_str()).collect();
    assert_eq!(chosen, ["Scalability"], "the first missing one between its neighbours");
    // With Terraform beside it, tests are required.
    let fixture = Fixture::with("requirements.md", &text, &[("main.tf", "")]);
    assert_eq!(labels(&fixture)[1], "Testing");
}

#[test]
fn what_is_typed_chooses_by_names_and_aliases() {
    for (typed, first) in [
        ("## Bac", "Backup / Restore"),
        ("## backp", "Backup / Restore"),
        ("##Bac", "Backup / Restore"),
        ("# Bac", "Backup / Restore"),
        ("### disaster rec", "Backup / Restore"),
        ("Back", "Backup / Restore"),
        ("alert", "Monitoring and Alerts"),
        ("## IaC", "Infrastructure as code"),
        ("## SLA", "SLA"),
        ("## auto sc", "Scalability"),
        ("## on call", "Supportability"),
        ("## cost", "Budget"),
    ] {
        let before = format!("{TITLE}\n{typed}‸\n");
        let fixture = Fixture::new("requirements.md", &before);
        let items = offered(&fixture);
        assert_eq!(items.first().map(|item| item.label.as_str()), Some(first), "{typed}");
        assert!(items[0].preselect, "{typed}");
        let whole = taken(&fixture, first, "with its");
        assert!(whole.starts_with(&format!("{TITLE}\n## {first}\n\n- **")), "{typed}: {whole}");
        let alone = taken(&fixture, first, "heading only");
        assert_eq!(alone, format!("{TITLE}\n## {first}\n"), "{typed}");
    }
    // What is there already brings up nothing that only has its letters.
    assert_eq!(at(&format!("{TITLE}\n## Backup\n\nDaily.\n\n## SLA\n\n99 %\n\n## Bac‸\n")), [""; 0]);
    // In the middle of a word, and on a heading that is there, which may take another name.
    for text in ["## Back‸p plan\n", "## Lo‸gs\n\nText.\n", "## Monitorng‸ and Alerts\n\nText.\n"] {
        assert!(!at(&format!("{TITLE}\n{text}")).is_empty(), "{text}");
    }
    assert_eq!(at(&format!("{TITLE}\n## xyzzy‸\n")), [""; 0]);
}

#[test]
fn where_no_heading_can_be_none_is_offered() {
    for place in [
        "```\n‸\n```\n",
        "```\nBack‸\n```\n",
        "```\n\n‸\n",
        "~~~\n##‸\n",
        "<!--\n‸\n-->\n",
        "- item\n- Back‸\n",
        "- ‸\n",
        "> Back‸\n",
        "| A | B |\n|---|---|\n| Back‸ | |\n",
        "    Back‸\n",
        "We keep Back‸\n",
        "The backups\nBack‸\nare daily.\n",
        "Backups are kept for seven days and then they‸\n",
        "####### Back‸\n",
        "#tag‸ and more words that go on\n- x\n",
    ] {
        let text = format!("{TITLE}\n## SLA\n\nText.\n\n{place}");
        let items = offered(&Fixture::new("requirements.md", &text));
        let headings = items.iter().filter(|item| item.kind == Kind::Section).count();
        assert!(headings == 0 || place.starts_with("#tag"), "{place:?}");
    }
    assert_eq!(at("# Orders database: infrastructure requirements‸\n\n## SLA\n"), [""; 0]);
}

#[test]
fn each_section_can_be_written_where_it_is_missing() {
    let fixture =
        Fixture::with("requirements.md", "‸", &[("main.tf", "resource \"aws_instance\" \"a\" {}\n")]);
    let whole = taken(&fixture, "Infrastructure requirements", "");
    let headings: Vec<&str> = whole.lines().filter(|line| line.starts_with("##")).collect();
    assert_eq!(headings.len(), 18);
    for line_break in ["\n", "\r\n"] {
        for heading in &headings {
            let name = heading.trim_start_matches(['#', ' ']);
            let start = whole.find(&format!("{heading}\n")).unwrap();
            let after = whole[start + 2..].find("\n##").map_or(whole.len(), |at| start + 2 + at + 1);
            let without = format!("{}‸\n\n{}", &whole[..start], &whole[after..]).replace('\n', line_break);
            let fixture = Fixture::with(
                "requirements.md",
                &without,
                &[("main.tf", "resource \"aws_instance\" \"a\" {}\n")],
            );
            let chosen = offered(&fixture).into_iter().find(|item| item.preselect).map(|item| item.label);
            assert_eq!(chosen.as_deref(), Some(name));
            let text = taken(&fixture, name, "with its");
            assert!(text.contains(&format!("{line_break}{heading}{line_break}{line_break}")), "{text}");
            assert_eq!(text.contains('\r'), line_break == "\r\n");
            assert_eq!(text.matches('\n').count(), text.matches(line_break).count(), "mixed line breaks");
            let missing: Vec<_> = rules_of(&fixture, &text)
                .into_iter()
                .filter(|(rule, _)| *rule == "missing-section")
                .collect();
            assert_eq!(missing, [], "{name}");
        }
    }
}

#[test]
fn levels_and_blank_lines_are_those_of_the_document() {
    let text = "# Security\n\nText.\n\n# Logs\n\nText.\n\n# Budget\nText.\n‸\n# Metrics\n\nNone.\n";
    let text = format!("---\ntemplate: infrastructure\n---\n{text}");
    let fixture = Fixture::new("a.md", &text);
    let whole = taken(&fixture, "SLA", "heading only");
    assert!(whole.contains("Text.\n\n# SLA\n\n# Metrics\n"), "{whole}");
    assert!(!labels(&fixture).contains(&"Auditing".to_owned()), "a part has its place in its section");
    for line in ["‸", "## Aud‸", "# Aud‸"] {
        let text = text.replace('‸', "").replace("Text.\n\n# Logs", &format!("Text.\n\n{line}\n\n# Logs"));
        let whole = taken(&Fixture::new("a.md", &text), "Auditing", "heading only");
        assert!(whole.contains("Text.\n\n## Auditing\n\n# Logs\n"), "{whole}");
    }
}

#[test]
fn front_matter_has_its_keys_and_templates() {
    let keys = at("---\ntemplate: infrastructure\n‸\n---\n\n# Cache\n");
    assert_eq!(
        keys,
        [
            "terraform",
            "resources",
            "status",
            "date",
            "description",
            "diagram",
            "product-requirements",
            "stakeholders"
        ]
    );
    assert_eq!(at("---\ntemplate: infrastructure\ndate: 2026-01-01\nd‸\n---\n"), ["description", "diagram"]);
    assert_eq!(at("---\ntemplate: inf‸\n---\n\n# Cache\n"), ["infrastructure"]);
    assert_eq!(at("---\ntemplate: ‸\n"), ["infrastructure"], "the end is not written yet");
    let fixture = Fixture::new("a.md", "---\ntemplate:‸\n---\n");
    assert_eq!(taken(&fixture, "infrastructure", ""), "---\ntemplate: infrastructure\n---\n");
    assert_eq!(at("---\ntemplate: infrastructure\nterraform: ‸\n---\n"), [""; 0]);
    assert_eq!(at("---\nA sentence, and then\n‸\n"), [""; 0], "a rule, not front matter");
    assert_eq!(at("---\ntemplate: infrastructure\nda‸\n"), ["date"], "the end is not written yet");
    let adopted =
        taken(&Fixture::new("notes.md", "---‸\n# Orders\n\nText.\n"), "template: infrastructure", "");
    assert_eq!(adopted, "---\ntemplate: infrastructure\n---\n# Orders\n\nText.\n");
    let fixture = Fixture::new("a.md", "---\ntemplate: infrastructure\nda‸\n---\n");
    assert_eq!(taken(&fixture, "date", ""), "---\ntemplate: infrastructure\ndate: 2026-03-14\n---\n");
}

#[test]
fn suppressions_name_rules() {
    let place = |comment: &str| Fixture::new("requirements.md", &format!("{TITLE}\n{comment}\n\n## SLA\n"));
    assert_eq!(labels(&place("<!-- ‸")), ["tiebeam-ignore", "tiebeam-ignore-file"]);
    assert_eq!(labels(&place("<!-- note ‸")), [""; 0]);
    assert_eq!(labels(&place("<!-- tiebeam-ignore ‸ -->")).len(), rules::RULES.len() - 3);
    assert_eq!(labels(&place("<!-- tiebeam-ignore-file dead‸ -->"))[0], "dead-link");
    assert_eq!(labels(&place("<!-- tiebeam-ignore dead-link: we ‸ -->")), [""; 0]);
    for (comment, expected) in [
        ("<!-- tiebeam-ignore empt‸", "<!-- tiebeam-ignore empty-section: -->"),
        ("<!--tiebeam-ignore empt‸ -->", "<!--tiebeam-ignore empty-section: -->"),
        ("<!-- tiebeam-ignore empt‸: old -->", "<!-- tiebeam-ignore empty-section: old -->"),
    ] {
        assert_eq!(taken(&place(comment), "empty-section", ""), format!("{TITLE}\n{expected}\n\n## SLA\n"));
    }
    // What has a finding further down comes first.
    let fixture = place("[a](#gone)\n\n<!-- tiebeam-ignore ‸ -->\n\n[b](#gone)\n\n[c](#gone)");
    assert_eq!(labels(&fixture)[..2], ["dead-link", "empty-section"]);
    let open = place("<!-- tiebeam-ignore ‸\n\n[b](#gone)");
    assert_eq!(labels(&open)[0], "dead-link", "what an open comment swallows is there once it is closed");
    let in_terraform = |before: &str| -> Vec<String> {
        let text = before.into();
        tiebeam::ide::completion::in_terraform(&text, before.len())
            .items
            .into_iter()
            .map(|item| item.label)
            .collect()
    };
    assert_eq!(in_terraform("  # tiebeam-ignore undoc")[0], "undocumented-provisioner");
    let there = rules::RULES.iter().filter(|rule| rule.in_terraform && rule.can_be_accepted());
    let there: Vec<&str> = there.map(|rule| rule.name).collect();
    assert_eq!(in_terraform("  # tiebeam-ignore "), there, "what can be there alone");
    assert_eq!(in_terraform("  // tie"), ["tiebeam-ignore", "tiebeam-ignore-file"]);
    for nothing in ["", "  name = \"", "# tiebeam-ignore dead-link: ", "# a note", "resource "] {
        assert_eq!(in_terraform(nothing), [""; 0], "{nothing}");
    }
}

#[test]
fn a_section_offers_the_prompts_that_it_does_not_have() {
    let section = "## Backup / Restore\n\n- **Backup needed:** Yes\n- **RPO:** 1 h\n";
    let rest = ["Time to recover", "RTO", "Backup method", "Restore method"];
    assert_eq!(at(&format!("{TITLE}\n{section}- ‸\n")), rest);
    assert_eq!(at(&format!("{TITLE}\n{section}- **‸\n")), rest);
    assert_eq!(at(&format!("{TITLE}\n{section}- **Re‸\n")), ["Restore method", "Time to recover"]);
    assert_eq!(at(&format!("{TITLE}\n{section}\n‸\n"))[..4], rest, "before the headings of what comes next");
    let fixture = Fixture::new("requirements.md", &format!("{TITLE}\n{section}- RT‸\n\n## Logs\n"));
    let whole = taken(&fixture, "RTO", "recovery time objective");
    assert_eq!(whole, format!("{TITLE}\n{section}- **RTO:**\n\n## Logs\n"));
    let fixture = Fixture::new("requirements.md", &format!("{TITLE}\n## Logs\n\n‸\n"));
    assert_eq!(labels(&fixture)[0], "Log export", "an empty section");
    assert!(taken(&fixture, "Log export", "").contains("## Logs\n\n- **Log export:**\n"));
    // A list in a section that answers in prose is somebody's own, as is what stands in code or in a table.
    let typed = |text: &str| {
        let fixture = Fixture::new("requirements.md", &format!("{TITLE}\n{text}"));
        offered_if(&fixture, false).len()
    };
    for text in [
        "## Logs\n\nThey go to:\n\n- ‸\n",
        "## Logs\n\n```\n- ‸\n```\n",
        "## Logs\n\n| a | b |\n|---|---|\n| - ‸ | |\n",
    ] {
        assert_eq!(typed(text), 0, "{text}");
    }
    assert_eq!(typed(&format!("{section}- ‸\n")), 4, "in a list of prompts it needs not be asked for");
}

#[test]
fn a_prompt_offers_what_it_is_usually_answered_with() {
    for (text, expected) in [
        ("## Backup / Restore\n\n- **Backup needed:** ‸\n", &["Yes,", "No,", "N/A —"][..]),
        ("## Backup / Restore\n\n- **Backup needed:** Y‸\n", &["Yes,"]),
        ("## Backup / Restore\n\n- **RPO:** 1‸\n", &["15 min", "1 h"]),
        ("## SLA\n\n- **Required SLA:** 99.9‸\n", &["99.9 % a month", "99.95 % a month", "99.99 % a month"]),
        ("## SLA\n\n| Prompt | Answer |\n|---|---|\n| Required SLA | 99.5‸ |\n", &["99.5 % a month"]),
        ("## Acceptance\n\n- **P0/P1 acceptance tests:** P1‸\n", &["P1:"]),
        ("## Documentation\n\n- **Knowledge sharing session:** 2‸\n", &["2026-03-14"]),
        ("## SLA\n\n- what is the SLA required for the resource ? 99.5‸\n", &["99.5 % a month"]),
        ("## Backup / Restore\n\n- **Backup needed:** Yes, because ‸\n", &[]),
        ("## Backup / Restore\n\n- **Backup needed:** ‸ Yes\n", &[]),
    ] {
        assert_eq!(at(&format!("{TITLE}\n{text}")), expected, "{text}");
    }
    let fixture =
        Fixture::new("requirements.md", &format!("{TITLE}\n## Backup / Restore\n\n- **RPO:** N‸\n"));
    assert!(taken(&fixture, "N/A —", "").ends_with("- **RPO:** N/A — \n"));
}

#[test]
fn the_header_offers_the_fields_that_it_does_not_have() {
    let table = "| | |\n|---|---|\n| Date | 2026-01-01 |\n";
    assert_eq!(
        at(&format!("{TITLE}\n{table}| ‸\n\n## SLA\n")),
        ["Description", "Diagram", "Product requirements", "Stakeholders"]
    );
    let fixture = Fixture::new("requirements.md", &format!("{TITLE}\n{table}| Sta‸\n\n## SLA\n"));
    assert!(taken(&fixture, "Stakeholders", "").contains("| Date | 2026-01-01 |\n| Stakeholders | |\n"));
    let fixture = Fixture::new("requirements.md", &format!("{TITLE}\n**Da‸\n\n## SLA\n"));
    assert!(taken(&fixture, "Date", "").contains("\n**Date:** 2026-03-14\n"));
}
