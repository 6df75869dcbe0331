//! The template that everything started from, as it was found: pasted from a wiki, without one heading mark.

use std::fs;

use crate::support::{Checked, Folder, tests};
use tiebeam::model::Outline;
use tiebeam::rules::Finding;

/// A folder with a text in it and the path of that text.
fn folder(text: &str) -> (tempfile::TempDir, Folder) {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("seed.md");
    fs::write(&path, text).unwrap();
    let folder = Folder::open(root.path());
    (root, folder)
}

fn of<'c>(checked: &'c Checked, rule: &str) -> Vec<&'c Finding> {
    checked.findings.iter().filter(|finding| finding.rule.name == rule).collect()
}

fn seed() -> String {
    fs::read_to_string(tests("corpus/seed.md")).unwrap()
}

#[test]
fn the_seed_is_recognised_and_its_titles_become_headings() {
    for text in [seed(), seed().replace('\n', "\r\n"), format!("\u{feff}{}", seed())] {
        let (_root, folder) = folder(&text);
        let checked = folder.check();
        assert_eq!(checked.requirements.len(), 1);
        assert!(of(&checked, "missing-section").is_empty(), "{}", checked.report(&folder));
        let plain = of(&checked, "plain-text-heading");
        assert_eq!(plain.len(), 1);
        assert_eq!(plain[0].related.len() + 1, 18, "{}", plain[0].message);
        assert_eq!(plain[0].message, "18 section titles are plain text; make them headings.");

        let fixed = folder.fixed(&checked.fixes(plain[0])[0]);
        let after = fixed.check();
        assert!(of(&after, "plain-text-heading").is_empty());
        assert!(of(&after, "missing-section").is_empty(), "{}", after.report(&fixed));
        let requirements = &after.requirements[0];
        let outline = Outline::new(&requirements.document, requirements.template);
        let sections: Vec<_> =
            outline.headings.iter().filter(|heading| heading.section().is_some()).collect();
        assert_eq!(sections.len(), 18);
        assert!(sections.iter().all(|heading| !heading.is_plain()));
        let levels = sections.iter().map(|heading| (heading.title.text.as_str(), heading.level));
        for (title, level) in levels {
            assert_eq!(level, if title.starts_with("Auditing") { 3 } else { 2 }, "{title}");
        }
    }
}

#[test]
fn the_seed_has_open_prompts_a_dead_link_and_an_unfilled_header_and_no_other_faults() {
    let (_root, folder) = folder(&seed());
    let checked = folder.check();
    let report = checked.report(&folder);
    let mut rules = checked.rules();
    rules.sort_unstable();
    rules.dedup();
    assert_eq!(
        rules,
        [
            "acronym-swapped",
            "acronym-typo",
            "dead-link",
            "missing-metadata",
            "no-diagram",
            "plain-text-heading",
            "template-guidance-left",
            "unanswered-prompt"
        ],
        "{report}"
    );
    assert!(report.contains("Link target \"#\" leads nowhere"), "{report}");
    assert!(report.contains("Header field \"Date\" is empty"), "{report}");
    assert!(report.contains("Header field \"Description\" is empty"), "{report}");
}

#[test]
fn a_title_alone_grows_into_a_document_that_only_has_to_be_filled_in() {
    for text in ["# Session cache: infrastructure requirements", "# Infrastructure requirements\r\n"] {
        let (_root, folder) = folder(text);
        let checked = folder.check();
        let missing = of(&checked, "missing-section");
        assert!(missing.len() > 12, "{}", checked.report(&folder));
        let all = checked.fixes(missing[0]).into_iter().find(|fix| fix.title.starts_with("Insert all"));
        let fixed = folder.fixed(&all.unwrap());
        let after = fixed.check();
        let mut rules = after.rules();
        rules.dedup();
        rules.sort_unstable();
        rules.dedup();
        assert_eq!(
            rules,
            ["missing-metadata", "no-diagram", "unanswered-prompt"],
            "{}",
            after.report(&fixed)
        );
    }
}
