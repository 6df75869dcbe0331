//! What is explained at a place.

use tiebeam::ide::hover::{accepted_in_terraform, hover};
use tiebeam::model::terraform::TerraformFile;

use super::fixture::Fixture;

/// What is explained at the `‸` of a requirements document: the words that are explained, and the explanation.
fn at(text: &str) -> Option<(String, String)> {
    let fixture = Fixture::new("requirements.md", text);
    let found = hover(&fixture.context(), fixture.offset)?;
    Some((fixture.document.slice(found.span), found.markdown))
}

fn in_section(text: &str) -> Option<(String, String)> {
    at(&format!("# Cache: infrastructure requirements\n\n{text}"))
}

#[test]
fn a_heading_is_explained_however_it_names_its_section() {
    for (heading, words, section) in [
        ("## SL‸A\n", "SLA", "**SLA**, section"),
        ("## ‸SLA\n", "SLA", "**SLA**, section"),
        ("##‸ SLA\n", "SLA", "**SLA**, section"),
        ("## 3. Disaster recovery‸\n", "3. Disaster recovery", "**Backup / Restore**, section"),
        ("## Backp / Resto‸re\n", "Backp / Restore", "**Backup / Restore**, section"),
        ("Log‸s\n====\n\nText.\n", "Logs", "**Logs**, section"),
        ("Auditing:‸\n\n- CloudTrail\n", "Auditing:", "**Auditing**, section"),
        ("## Stakehold‸ers\n\n@a\n", "Stakeholders", "**Stakeholders**, header field"),
    ] {
        let (found, markdown) = in_section(heading).unwrap_or_else(|| panic!("{heading}"));
        assert_eq!(found, words);
        assert!(markdown.starts_with(section), "{heading}: {markdown}");
    }
    let (_, combined) = in_section("## Metrics‸, Monitoring and Logging\n").unwrap();
    assert_eq!(combined.matches(", section of `infrastructure`").count(), 3, "{combined}");
    assert!(combined.contains("**It asks**") && combined.contains("**Example**\n\n```markdown\n- **"));
    let (words, title) = at("# Cache: infrastructure ‸requirements\n").unwrap();
    assert_eq!(words, "Cache: infrastructure requirements");
    assert!(title.contains("template `infrastructure`"), "{title}");
    assert_eq!(in_section("## Gloss‸ary\n"), None);
    let (_, misspelt) = in_section("## Monitorng‸ and Alerts\n").unwrap();
    assert_eq!(misspelt.matches(", section of `infrastructure`").count(), 1, "{misspelt}");
}

#[test]
fn a_prompt_is_explained_in_every_form() {
    for (text, words) in [
        ("- **RP‸O:** 1 h\n", "RPO"),
        ("- RPO‸: 1 h\n", "RPO"),
        ("1. RP‸O = 1 h\n", "RPO"),
        ("* [ ] **RPO‸**: 1 h\n", "RPO"),
        ("RPO‸: 1 h\n", "RPO"),
        ("> - RPO‸: 1 h\n", "RPO"),
        ("| Objective | Value |\n|---|---|\n| RP‸O | 1 h |\n", "RPO"),
        ("### RP‸O\n\n1 h\n", "RPO"),
    ] {
        let (found, markdown) =
            in_section(&format!("## Backup / Restore\n\n{text}")).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found, words, "{text}");
        assert!(markdown.starts_with("**RPO**, asked by section \"Backup / Restore\""), "{markdown}");
    }
    // The question as the seed has it, with and without an answer behind it.
    for (text, words, label) in [
        ("- restore met‸hod ?\n", "restore method", "**Restore method**"),
        ("- backup method‸ ? daily snapshots\n", "backup method", "**Backup method**"),
        ("- do we need to perform any ba‸ckup.\n", "do we need to perform any backup", "**Backup needed**"),
    ] {
        let (found, markdown) =
            in_section(&format!("## Backup / Restore\n\n{text}")).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found, words);
        assert!(markdown.starts_with(label), "{markdown}");
    }
    // A part's prompts are asked in the section that it is a part of.
    let (_, markdown) = in_section("## Security & Auditing\n\n- **CloudTra‸il:** yes\n").unwrap();
    assert!(markdown.contains("asked by section \"Auditing\""), "{markdown}");
}

#[test]
fn what_is_no_name_is_not_explained() {
    for text in [
        "## Backup / Restore\n\nWe keep copies‸ for a week.\n",
        "## Backup / Restore\n\n```\nRPO‸: 1 h\n```\n",
        "## Logs\n\n‸\n",
        "## Logs\n\n- Retention: 30‸ d\n",
    ] {
        assert_eq!(in_section(text), None, "{text}");
    }
}

#[test]
fn a_value_says_what_was_understood_and_what_it_means() {
    for (text, words, said) in [
        ("## Backup / Restore\n\n- **RPO:** one ‸hour\n", "one hour", "**RPO** = 1 h"),
        ("## Backup / Restore\n\n- RTO: 90‸ min\n", "90 min", "**RTO** = 1 h 30 min"),
        ("## Backup / Restore\n\n- RTO: 4‸\n", "4", "**RTO** = 4, without a unit"),
        (
            "## SLA\n\n- **Required SLA:** 99.95‸ % a month\n",
            "99.95 %",
            "it allows 21 min 36 s of downtime in 30 days",
        ),
        ("## Maintenance\n\n- Window: Sun 03:00-04:00‸ UTC\n", "Sun 03:00-04:00 UTC", "a window of 1 h"),
        (
            "## Backup / Restore\n\n- **Backup method:** snapshots dai‸ly\n",
            "daily",
            "**Backup method** = every 1 d at the latest",
        ),
    ] {
        let (found, markdown) = in_section(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found, words, "{text}");
        assert!(markdown.contains(said), "{text}: {markdown}");
        // A rule that follows words without an empty line would make a heading of them.
        for (before, _) in markdown.match_indices("\n---\n") {
            assert!(markdown[..before].ends_with('\n'), "{text}: {markdown}");
        }
    }
}

#[test]
fn acronyms_are_explained_where_they_are_no_label() {
    for text in ["## Backup / Restore\n\nWe keep the RP‸O low.\n", "## Logs\n\n- TTR: 20 min, RPO‸: 1 h\n"]
    {
        let (words, markdown) = in_section(text).unwrap();
        assert_eq!(words, "RPO");
        assert!(markdown.starts_with("**Recovery point objective**"), "{markdown}");
    }
}

#[test]
fn header_fields_and_keys_are_explained() {
    for (text, words) in [
        ("| | |\n|---|---|\n| Da‸te | 2026-01-01 |\n", "Date"),
        ("**Date‸:** 2026-01-01\n", "Date"),
        ("- Date‸: 2026-01-01\n", "Date"),
        ("Date‸\t2026-01-01\n", "Date"),
    ] {
        let (found, markdown) = in_section(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(found, words);
        assert!(markdown.starts_with("**Date**, header field"), "{markdown}");
    }
    assert_eq!(in_section("**Date:** 2026-‸01-01\n"), None);
    assert_eq!(in_section("**Da‸te** 2026-01-01\n").unwrap().0, "Date");
    let (words, both) = in_section("| | |\n|---|---|\n| Stakeholders / da‸te | @a, 2026-01-01 |\n").unwrap();
    assert_eq!(
        (words.as_str(), both.matches(", header field").count()),
        ("Stakeholders / date", 2),
        "{both}"
    );
    let front_matter = |line: &str| at(&format!("---\ntemplate: infrastructure\n{line}\n---\n\n# Cache\n"));
    assert!(front_matter("da‸te: 2026-01-01").unwrap().1.starts_with("**Date**, header field"));
    assert!(front_matter("terraf‸orm: ../infra").unwrap().1.contains("a folder or a list of folders"));
    assert_eq!(front_matter("zebra‸: x"), None);
    let (words, markdown) = at("---\ntemplate: infra‸structure\n---\n").unwrap();
    assert!(words == "infrastructure" && markdown.contains("**Sections:**"));
}

#[test]
fn rules_are_explained_where_they_are_accepted() {
    let (words, markdown) = in_section("<!-- tiebeam-ignore dead-‸link: moved -->\n[a](b.md)\n").unwrap();
    assert_eq!(words, "dead-link");
    assert!(markdown.starts_with("**`dead-link`** (warning)\n\nA link leads"), "{markdown}");
    assert_eq!(in_section("<!-- tiebeam-ignore ded-‸link: moved -->\n"), None);
    let text = "resource \"a\" \"b\" {\n  # tiebeam-ignore undocumented-provisioner: known\n  x = 1\n}\n";
    let file = TerraformFile::read(text);
    let offset = text.find("documented").unwrap();
    let found = accepted_in_terraform(&file, offset).unwrap();
    assert_eq!(found.span.of(text), "undocumented-provisioner");
    assert_eq!(accepted_in_terraform(&file, 3), None);
}
