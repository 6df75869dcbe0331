//! Every folder `tests/rules/<rule>/<case>/` is checked and compared with its `expected.txt`, and every fix of
//! every finding in it is tried. `TIEBEAM_UPDATE=1` writes the files anew.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use support::{Checked, Folder, folders, tests};
use tiebeam::rules::{self, Finding, Fix, Severity};

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

fn cases() -> Vec<(String, PathBuf)> {
    let rules = folders(&tests("rules"));
    rules
        .iter()
        .flat_map(|rule| folders(rule).into_iter().map(|case| (name(rule).to_owned(), case)))
        .collect()
}

#[test]
fn every_rule_has_cases_that_fire_and_cases_that_are_silent() {
    let known = rules::names();
    for folder in folders(&tests("rules")) {
        assert!(known.contains(&name(&folder)), "there is no rule {}", name(&folder));
    }
    for rule in known {
        let folder = tests("rules").join(rule);
        let cases = if folder.is_dir() { folders(&folder) } else { Vec::new() };
        let count = |prefix: &str| cases.iter().filter(|case| name(case).starts_with(prefix)).count();
        let (fires, silent) = (count("fires-"), count("silent-"));
        assert!(fires >= 1 && silent >= 2, "{rule} has {fires} cases fires-… and {silent} cases silent-…");
        assert_eq!(fires + silent, cases.len(), "a case of {rule} is named neither fires-… nor silent-…");
    }
}

#[test]
fn every_case_has_the_findings_that_it_expects_and_fixes_that_cure_them() {
    let faults: Vec<String> = cases().par_iter().flat_map_iter(|(rule, case)| faults(rule, case)).collect();
    assert!(faults.is_empty(), "{}\nTIEBEAM_UPDATE=1 accepts the findings that there are", faults.join("\n"));
}

#[test]
fn every_case_has_the_same_findings_where_nobody_edits_it() {
    let different = cases().par_iter().find_map_any(|(_, case)| {
        let folder = Folder::open(case);
        let (edited, at_rest) = (folder.check().report(&folder), folder.check_at_rest().report(&folder));
        (edited != at_rest).then(|| format!("{}\n--- edited\n{edited}--- at rest\n{at_rest}", case.display()))
    });
    assert!(different.is_none(), "{}", different.unwrap_or_default());
}

#[test]
fn rules_with_certain_fixes_are_those_that_say_so() {
    let certain = |(_, case): &(String, PathBuf)| -> BTreeSet<&str> {
        let checked = Folder::open(case).check();
        let fixed = checked.findings.iter().filter(|it| checked.fixes(it).iter().any(|fix| fix.certain));
        fixed.map(|finding| finding.rule.name).collect()
    };
    let seen: BTreeSet<&str> = cases().par_iter().flat_map_iter(certain).collect();
    let said = rules::RULES.iter().filter(|rule| rule.has_certain_fixes()).map(|rule| rule.name);
    assert_eq!(said.collect::<BTreeSet<_>>(), seen);
}

/// What is wrong with a case.
fn faults(rule: &str, case: &Path) -> Vec<String> {
    let folder = Folder::open(case);
    let checked = folder.check();
    assert!(!checked.requirements.is_empty(), "{}: no document is recognised", case.display());
    let mut faults = Vec::new();
    let speaks = checked.rules().contains(&rule);
    if speaks != name(case).starts_with("fires-") {
        faults.push(format!("{}: {rule} fires: {speaks}", case.display()));
    }
    let (file, found) = (case.join("expected.txt"), checked.report(&folder));
    if env::var_os("TIEBEAM_UPDATE").is_some() {
        fs::write(&file, &found).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    if found != expected {
        faults.push(format!("{}\n--- expected\n{expected}--- found\n{found}", case.display()));
    }
    for finding in &checked.findings {
        let fixes = checked.fixes(finding);
        faults.extend(fixes.iter().filter_map(|fix| fault(&folder, &checked, finding, fix)));
    }
    faults
}

/// What is wrong with a fix: the finding must be gone, and with it the fix for it, and nothing may come instead.
fn fault(folder: &Folder, checked: &Checked, finding: &Finding, fix: &Fix) -> Option<String> {
    let path = &fix.edits[0].0;
    let fixed = folder.fixed(fix);
    let after = fixed.check();
    let mut faults = Vec::new();
    if after.count(finding) >= checked.count(finding) {
        faults.push("not cured".to_owned());
    }
    let same = |checked: &Checked| checked.rules().iter().filter(|rule| **rule == finding.rule.name).count();
    // Fields that are added are empty ones; an empty section is not reported together with its empty parts.
    let free = ["missing-metadata", "empty-section"].contains(&finding.rule.name);
    if same(&after) >= same(checked) && !free {
        faults.push("another of its rule instead".to_owned());
    }
    for other in rules::names().into_iter().filter(|rule| *rule != finding.rule.name) {
        if heavy(&after, other) > heavy(checked, other) {
            faults.push(format!("new {other}"));
        }
    }
    if after.requirements.len() != checked.requirements.len() {
        faults.push("not recognised any more".to_owned());
    }
    if finding.rule.name == "section-order" && sorted(&folder.text(path)) != sorted(&fixed.text(path)) {
        faults.push("other bytes than before".to_owned());
    }
    if gaps(&fixed.text(path)) > gaps(&folder.text(path)) {
        faults.push("more than one blank line in a row".to_owned());
    }
    let told = || {
        let (text, report) = (fixed.text(path), after.report(&fixed));
        format!("{}: {}: {}\n{text}\n{report}", path.display(), fix.title, faults.join("; "))
    };
    (!faults.is_empty()).then(told)
}

/// How many faults a rule finds, fields and prompts that are there to be filled in left out.
fn heavy(checked: &Checked, rule: &str) -> usize {
    let heavy = |finding: &&Finding| {
        let empty_field = rule == "missing-metadata" && finding.message.contains("is empty");
        let open_prompt = rule == "unanswered-prompt";
        finding.rule.name == rule && finding.severity <= Severity::Warning && !empty_field && !open_prompt
    };
    checked.findings.iter().filter(heavy).count()
}

/// How often more than one blank line comes after another.
fn gaps(text: &str) -> usize {
    let blank: Vec<bool> = text.lines().map(|line| line.trim().is_empty()).collect();
    blank.windows(2).filter(|pair| pair.iter().all(|blank| *blank)).count()
}

fn sorted(text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.sort_unstable();
    bytes
}
