//! What can be done, and what the document is once it is done.

use std::collections::BTreeSet;
use std::sync::Arc;

use tiebeam::ide::code_action::{
    Action, accept, accept_in_terraform, document_wide, fix_all, in_section, insert_missing, label_all,
    on_whole_links, quick_fixes,
};
use tiebeam::model::terraform::TerraformFile;
use tiebeam::rules::{self, Context, Finding};
use tiebeam::text::{Edit, Span, apply_edits};
use tiebeam::workspace::disk;

use super::fixture::Fixture;
use super::support;

const TEXT: &str = "# Cache: infrastructure requirements\n\n## Logs\n\nText.\n\n## Backp / Restore\n\n[a](gone.md)\n\n## SLA\n\n99.9 %\n";

fn findings(fixture: &Fixture) -> Vec<Finding> {
    rules::check(&fixture.workspace, fixture.requirements.as_ref().unwrap())
}

/// The titles of what can be done at a word of the document.
fn titles(fixture: &Fixture, word: &str) -> Vec<(String, bool)> {
    let context = fixture.context();
    let at = fixture.text().find(word).unwrap();
    let place = on_whole_links(&context, Span::empty(at));
    let fixes = |finding: &Finding| (finding.rule.fixes)(&context, finding);
    let accepting = |finding: &Finding| accept(&context, finding);
    let actions = quick_fixes(&findings(fixture), place, fixes, accepting);
    actions.into_iter().map(|action| (action.title, action.preferred)).collect()
}

#[test]
fn a_finding_offers_its_cures_and_then_to_be_accepted() {
    let fixture = Fixture::new("requirements.md", TEXT);
    assert_eq!(
        titles(&fixture, "Backp"),
        [
            ("Correct the heading to \"Backup / Restore\"".to_owned(), true),
            ("Accept `misspelt-heading` here; say why in the comment".to_owned(), false)
        ]
    );
    assert_eq!(
        titles(&fixture, "a](gone"),
        [
            ("Remove the link, keep its text".to_owned(), false),
            ("Accept `dead-link` here; say why in the comment".to_owned(), false)
        ]
    );
    let at_title = titles(&fixture, "Cache");
    let first: Vec<&str> = at_title.iter().take(3).map(|(title, _)| title.as_str()).collect();
    assert_eq!(
        first,
        [
            "Insert all 12 missing sections",
            "Add the missing header fields",
            "Insert section \"Infrastructure as code\""
        ]
    );
    assert_eq!(
        at_title.iter().filter(|(title, _)| title.contains("`missing-section`")).count(),
        1,
        "once a rule"
    );
    assert_eq!(at_title.iter().filter(|(_, preferred)| *preferred).count(), 2, "what cures all of a rule");
    assert_eq!(titles(&fixture, "99.9 %"), []);
}

#[test]
fn the_document_as_a_whole_can_be_changed_from_anywhere() {
    let fixture = Fixture::new("requirements.md", TEXT);
    let context = fixture.context();
    let wide = document_wide(&findings(&fixture), |finding| (finding.rule.fixes)(&context, finding));
    let titles: BTreeSet<&str> = wide.iter().map(|action| action.title.as_str()).collect();
    let expected = [
        "Add the missing header fields",
        "Insert all 12 missing sections",
        "Move the sections into template order",
    ];
    assert_eq!(titles, BTreeSet::from(expected));
    assert_eq!(wide.len(), titles.len());
    let (fix, count) = insert_missing(&context).unwrap();
    assert_eq!((fix.title.as_str(), count), ("Insert all 12 missing sections", 12));
}

fn everything(fixture: &Fixture) -> Option<Action> {
    let requirements = fixture.requirements.as_ref().unwrap();
    let context = Context::new(&fixture.workspace, requirements)?;
    fix_all(&context, &rules::check(&fixture.workspace, requirements))
}

#[test]
fn a_reason_that_somebody_wrote_is_not_thrown_away() {
    let text = "# Cache: infrastructure requirements\n\n<!-- tiebeam-ignore ded-link: moved -->\n\nText.\n";
    let fixture = Fixture::new("requirements.md", text);
    let action = everything(&fixture).unwrap();
    let edits: Vec<Edit> = action.edits.into_iter().map(|(_, edit)| edit).collect();
    let fixed = apply_edits(text, &edits);
    assert!(fixed.contains("<!-- tiebeam-ignore dead-link: moved -->"), "{fixed}");
}

#[test]
fn everything_that_is_certain_is_done_at_once() {
    for line_break in ["\n", "\r\n"] {
        let fixture = Fixture::new("requirements.md", &TEXT.replace('\n', line_break));
        let action = everything(&fixture).unwrap();
        let edits: Vec<Edit> = action.edits.into_iter().map(|(_, edit)| edit).collect();
        assert!(edits.len() > 3, "what stays is not touched");
        let fixed = apply_edits(&fixture.text(), &edits);
        let after = Fixture::new("requirements.md", &fixed);
        let mut left: Vec<_> = findings(&after).into_iter().map(|finding| finding.rule.name).collect();
        left.sort_unstable();
        left.dedup();
        assert_eq!(left, ["dead-link", "missing-metadata", "no-diagram", "unanswered-prompt"], "{fixed}");
        assert!(everything(&after).is_none());
        assert_eq!(fixed.matches('\n').count(), fixed.matches(line_break).count());
    }
}

/// Every finding of every case of every rule can be accepted by the comment that is offered for it.
/// A message without the lines of files: a comment above moves them.
fn without_lines(message: &str) -> String {
    let mut parts = message.split(".tf:");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |told, part| told + ".tf:" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

#[test]
fn an_accepted_finding_is_gone_and_leaves_the_others() {
    let mut accepted = BTreeSet::new();
    for case in support::folders(&support::tests("rules")).iter().flat_map(|rule| support::folders(rule)) {
        let folder = support::Folder::open(&case);
        let checked = folder.check();
        for finding in &checked.findings {
            let owner = checked.requirements.iter().find(|known| {
                let modules = known.binding.iter().flat_map(|binding| &binding.modules);
                known.path == *finding.path
                    || modules.flat_map(|module| module.files()).any(|(path, _)| *path == *finding.path)
            });
            let text = folder.text(&finding.path);
            let fix = if disk::is_terraform(&finding.path) {
                accept_in_terraform(&TerraformFile::read(&text), &text, finding)
            } else {
                let workspace = tiebeam::workspace::Workspace::new(&case, &rules::names());
                let context = Context::new(&workspace, owner.unwrap()).unwrap();
                accept(&context, finding)
            };
            let about_suppressions = finding.rule.name.contains("ignore");
            // JSON has no comments.
            let cannot = about_suppressions || finding.path.extension().is_some_and(|it| it == "json");
            assert_eq!(fix.is_none(), cannot, "{}: {}", case.display(), finding.message);
            let Some(fix) = fix else { continue };
            let after = folder.fixed(&fix).check();
            let told = |found: &Finding| format!("{} {}", found.rule.name, without_lines(&found.message));
            let left: Vec<String> = after.findings.iter().map(told).collect();
            assert!(
                !left.contains(&told(finding)) || checked.count(finding) > 1,
                "{}: {}",
                case.display(),
                told(finding)
            );
            let reason = |it: &&String| it.starts_with("ignore-without-reason");
            assert!(left.iter().any(|it| reason(&it)), "{}: a reason is asked for: {left:?}", case.display());
            let lines = |message: &str| message.contains("at line");
            let before: Vec<String> = checked.findings.iter().map(told).collect();
            let new: Vec<&String> =
                left.iter().filter(|it| !before.contains(it) && !reason(it) && !lines(it)).collect();
            assert!(new.is_empty(), "{}: {new:?}", case.display());
            accepted.insert(finding.rule.name);
        }
    }
    assert!(accepted.len() >= rules::RULES.len() - 3, "{accepted:?}");
}

#[test]
fn the_comment_stands_before_the_block_and_leaves_what_must_come_first() {
    for (text, word, expected) in [
        ("- x\n- [a](gone.md)\n", "gone", "<!-- tiebeam-ignore dead-link: -->\n- x\n- [a](gone.md)\n"),
        ("\u{feff}[a](gone.md)\n", "gone", "\u{feff}<!-- tiebeam-ignore dead-link: -->\n[a](gone.md)\n"),
        ("one\ntwo [a](gone.md)\n", "gone", "<!-- tiebeam-ignore dead-link: -->\none\ntwo [a](gone.md)\n"),
    ] {
        let fixture =
            Fixture::new("requirements.md", &format!("{text}\n# SLA\n\nx\n\n# Logs\n\nx\n\n# Budget\n\nx\n"));
        let context = fixture.context();
        let found = findings(&fixture);
        let at = fixture.text().find(word).unwrap();
        let finding = found
            .iter()
            .find(|finding| {
                finding.span.start <= at && at <= finding.span.end && finding.rule.name == "dead-link"
            })
            .unwrap();
        let fix = accept(&context, finding).unwrap();
        let after = apply_edits(&fixture.text(), &[fix.edits[0].1.clone()]);
        assert!(after.starts_with(expected), "{after}");
    }
    let text = "---\ntemplate: infrastructure\nstakeholders:\n---\n\nText.\n";
    let fixture = Fixture::new("a.md", text);
    let found = findings(&fixture);
    let finding = found.iter().find(|finding| finding.message.contains("is empty")).unwrap();
    let fix = accept(&fixture.context(), finding).unwrap();
    let after = apply_edits(text, &[fix.edits[0].1.clone()]);
    assert!(after.contains("---\n<!-- tiebeam-ignore-file missing-metadata: -->\n"), "{after}");
    let document = Arc::new(fixture.workspace.document(&fixture.path, &after));
    let requirements = fixture.workspace.requirements(&fixture.path, document).unwrap();
    assert!(
        rules::check(&fixture.workspace, &requirements)
            .iter()
            .all(|found| found.rule.name != "missing-metadata")
    );
}

#[test]
fn every_fix_of_a_finding_is_offered_at_it() {
    let mut offered = 0;
    for case in support::folders(&support::tests("rules")).iter().flat_map(|rule| support::folders(rule)) {
        let checked = support::Folder::open(&case).check();
        for finding in &checked.findings {
            let fixes = checked.fixes(finding);
            let here = checked.findings.iter().filter(|other| other.path == finding.path).cloned();
            let actions =
                quick_fixes(&here.collect::<Vec<_>>(), finding.span, |other| checked.fixes(other), |_| None);
            for fix in fixes {
                let found =
                    actions.iter().any(|action| action.title == fix.title && action.edits == fix.edits);
                assert!(found, "{}: {}", case.display(), fix.title);
                offered += 1;
            }
        }
    }
    assert!(offered > 100, "{offered}");
}

/// The document after the action of this title at a word.
fn after(text: &str, word: &str, title: &str) -> String {
    let fixture = Fixture::new("requirements.md", text);
    let context = fixture.context();
    let at = text.find(word).unwrap();
    let actions = in_section(&context, Span::new(at, at + word.len()));
    let titles: Vec<&str> = actions.iter().map(|action| action.title.as_str()).collect();
    let action = actions.iter().find(|action| action.title == title).unwrap_or_else(|| panic!("{titles:?}"));
    let edits: Vec<Edit> = action.edits.iter().map(|(_, edit)| edit.clone()).collect();
    apply_edits(text, &edits)
}

#[test]
fn a_section_gets_its_prompts_its_labels_and_room_for_a_reason() {
    let start = "# Cache: infrastructure requirements\n\n";
    let text =
        format!("{start}## SLA\n\n- **Required SLA:** 99.9 %\n  in a month\n\nMore.\n\n## Logs\n\nNone.\n");
    let inserted = after(&text, "99.9", "Insert 2 missing prompts of \"SLA\"");
    assert!(
        inserted.contains("  in a month\n- **Provider SLA:**\n- **Gap mitigation:**\n\nMore."),
        "{inserted}"
    );
    for (line, expected) in [
        ("- backup method ? daily, kept 7 days", "- **Backup method:** daily, kept 7 days"),
        ("- backup method ?", "- **Backup method:**"),
        ("- backup method ?\n  - daily", "- **Backup method:**\n  - daily"),
        ("backup method ?\n\ndaily", "**Backup method:**\n\ndaily"),
    ] {
        let text = format!("{start}## Backup / Restore\n\n{line}\n");
        let labelled = after(&text, "backup", "Write the label \"Backup method\" in place of the question");
        assert_eq!(labelled, format!("{start}## Backup / Restore\n\n{expected}\n"));
    }
    let text = format!("{start}## Logs\n\n- **Log export:** N/A\n");
    assert!(after(&text, "N/A", "Make room for the reason behind N/A").ends_with("N/A — \n"));
    let seed = std::fs::read_to_string(support::tests("corpus/seed.md")).unwrap();
    let fixture = Fixture::new("requirements.md", &seed);
    let action = label_all(&fixture.context()).unwrap();
    assert!(action.edits.len() > 40, "{}", action.edits.len());
    let edits: Vec<Edit> = action.edits.into_iter().map(|(_, edit)| edit).collect();
    let labelled = apply_edits(&seed, &edits);
    assert!(
        labelled.contains("\n- **Required SLA:**\n") && labelled.contains("\n- **Module:**\n"),
        "{labelled}"
    );
}
