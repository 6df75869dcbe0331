//! What `tiebeam explain` knows.

use tiebeam::rules::RULES;
use tiebeam::schema::Vocabulary;

use super::support::{folder, tiebeam};

#[test]
fn every_rule_section_field_and_prompt_is_explained() {
    let folder = folder(&[]);
    let explain = |name: &str| {
        let run = tiebeam(folder.path(), &["explain", name]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
        assert!(run.out.lines().all(|line| !line.ends_with(' ')), "{name}");
        run.out
    };
    for rule in RULES {
        assert!(explain(rule.name).starts_with(&format!("# {}\n", rule.name)));
    }
    let vocabulary = Vocabulary::new([]);
    let template = &vocabulary.templates()[0];
    for section in &template.sections {
        let page = explain(section.id.as_str());
        assert!(page.starts_with(&format!("# {}\n", section.heading)), "{page}");
        assert_eq!(explain(&section.heading), page);
        for prompt in &section.prompts {
            let page = explain(&format!("{}.{}", section.id, prompt.id));
            assert!(page.starts_with(&format!("# {}\n", prompt.label)), "{page}");
            assert!(!explain(&prompt.label).is_empty());
        }
    }
    for field in &template.header {
        assert!(explain(field.id.as_str()).starts_with(&format!("# {}\n", field.label)));
        for prompt in &field.prompts {
            explain(&format!("{}.{}", field.id, prompt.id));
        }
    }
    let list = tiebeam(folder.path(), &["explain"]).out;
    let sections = template.sections.iter().map(|section| section.id.as_str());
    for name in RULES.iter().map(|rule| rule.name).chain(sections) {
        assert!(list.contains(&format!("- `{name}`")), "{name}");
    }
}

#[test]
fn names_are_understood_as_people_write_them() {
    let folder = folder(&[]);
    let first = |arguments: &[&str]| {
        let run = tiebeam(folder.path(), &[&["explain"], arguments].concat());
        run.out.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(first(&["disaster", "recovery"]), "# Backup / Restore");
    assert_eq!(first(&["Missing Section"]), "# missing-section");
    assert_eq!(first(&["recovery point objective"]), "# RPO");
    assert_eq!(first(&["what is the TTR (Time To Recover) from a backup"]), "# Time to recover");
    assert_eq!(first(&["rto"]), "# RTO");
}

#[test]
fn unknown_names_are_a_failure_with_a_guess() {
    let folder = folder(&[]);
    let unknown = |name: &str| {
        let run = tiebeam(folder.path(), &["explain", name]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        run.err
    };
    assert!(unknown("missing-secton").ends_with("did you mean `missing-section`?\n"));
    assert!(unknown("Monitorng and Alerts").ends_with("did you mean `Monitoring and Alerts`?\n"));
    assert!(unknown("backup-restore.rpq").ends_with("did you mean `backup-restore.rpo`?\n"));
    assert!(unknown("qqqqqq").contains("`tiebeam explain` lists what there is"));
}

#[test]
fn help_and_version_are_no_failure() {
    let folder = folder(&[]);
    for arguments in
        [&["--help"][..], &["check", "--help"], &["fix", "-h"], &["new", "-h"], &["explain", "-h"]]
    {
        let run = tiebeam(folder.path(), arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert!(run.out.contains("Examples:"), "{run:?}");
    }
    let version = tiebeam(folder.path(), &["--version"]);
    assert_eq!(version.out, format!("tiebeam {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(tiebeam(folder.path(), &[]).code, 2);
    assert_eq!(tiebeam(folder.path(), &["chek"]).code, 2);
}
