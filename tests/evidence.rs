//! Every row of `schemas/evidence/` that a rule uses has cases in `tests/evidence/<claim>/<resource>/`: a document that
//! makes the claim, and Terraform beside which it
//!
//! - `holds`, or is contradicted (`contradicts`) by what the attribute says,
//! - cannot be judged, since the value is `unknown`,
//! - stands, though the attribute speaks against it, since something else may keep the claim (`excused`),
//! - is not touched by the attribute, whose value says nothing (`silent`).
//!
//! Where several attributes of a resource speak about a claim, the name of the file ends in the one that it is about:
//! `holds-policy.az.rpo.tf`. A file `.tfvars` of the same name gives values, `requirements-….md` is a document for that
//! attribute alone, and `module/` is a module that a case may call.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use support::{folders, tests};
use tiebeam::facts::Verdict;
use tiebeam::rules::ties::{Proof, Tie};
use tiebeam::rules::{self, Context};
use tiebeam::schema::evidence::{KNOWN, Row, Subject};
use tiebeam::workspace::Workspace;

/// Claims of which no rule makes a tie.
const WITHOUT_A_RULE: [Subject; 5] = [
    // It only excuses an RPO that backups do not meet.
    Subject::HighAvailability,
    // It only says on which side of a threshold an alarm fires.
    Subject::AlarmComparison,
    // An alarm that calls nobody is reported whatever the document says.
    Subject::AlarmActions,
    Subject::EncryptedInTransit,
    Subject::Image,
];

/// One `.tf` file of a folder.
struct Case {
    folder: PathBuf,
    /// Its name without the extension: `holds-policy.az.rpo`.
    name: String,
    /// What is to come of it: `holds`.
    kind: String,
    row: &'static Row,
}

#[test]
fn every_row_has_cases_and_every_case_has_a_row() {
    let cases = cases();
    let mut faults = Vec::new();
    for row in KNOWN.rows().iter().filter(|row| !WITHOUT_A_RULE.contains(&row.claim)) {
        let own = cases.iter().filter(|case| std::ptr::eq(case.row, row));
        let kinds: BTreeSet<&str> = own.map(|case| case.kind.as_str()).collect();
        let folder = format!("tests/evidence/{}/{}", name_of(row.claim), row.resource);
        // An amount without its currency is compared with nothing.
        let can_be_known = row.claim != Subject::Budget || row.unit.is_some();
        if can_be_known && !kinds.iter().any(|kind| *kind != "unknown") {
            faults.push(format!("{folder}: nothing says what a known `{}` comes to", row.attribute));
        }
        if !kinds.contains("unknown") && !kinds.contains("excused") {
            faults.push(format!("{folder}: nothing says what an unknown `{}` comes to", row.attribute));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_case_comes_to_what_its_name_says() {
    let cases = cases();
    let root = tempfile::tempdir().unwrap();
    let workspace = Workspace::new(root.path(), &rules::names());
    let cases_with_folders: Vec<(&Case, PathBuf)> =
        cases.iter().enumerate().map(|(index, case)| (case, root.path().join(index.to_string()))).collect();
    let faults: Vec<String> =
        cases_with_folders.par_iter().filter_map(|(case, folder)| fault(&workspace, case, folder)).collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

/// The name of a claim in the files.
fn name_of(claim: Subject) -> String {
    let mut name = String::new();
    for letter in format!("{claim:?}").chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

fn cases() -> Vec<Case> {
    let claims = folders(&tests("evidence"));
    let resources = claims.iter().flat_map(|claim| folders(claim));
    resources.flat_map(|folder| cases_in(&folder)).collect()
}

fn cases_in(folder: &Path) -> Vec<Case> {
    let (claim, resource) = (file_name(folder.parent().unwrap()), file_name(folder));
    let rows: Vec<&'static Row> =
        KNOWN.rows().iter().filter(|row| name_of(row.claim) == claim && row.resource == resource).collect();
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|end| end == "tf")).collect();
    files.sort();
    let case = |file: PathBuf| {
        let name = file_name(&file).strip_suffix(".tf").unwrap().to_owned();
        let (kind, attribute) = name.split_once('-').unwrap_or((&name, ""));
        let whole: Vec<_> = rows.iter().filter(|row| row.attribute == attribute).collect();
        let ends = |row: &&&Row| attribute.is_empty() || row.attribute.ends_with(&format!(".{attribute}"));
        let own = if whole.is_empty() { rows.iter().filter(ends).collect() } else { whole };
        let [row] = own[..] else { panic!("{}: {} rows are meant", file.display(), own.len()) };
        Case { folder: folder.to_owned(), kind: kind.to_owned(), row, name }
    };
    files.into_iter().map(case).collect()
}

/// Copies a case to a folder of its own, as somebody would have it.
fn lay_out(case: &Case, folder: &Path) {
    fs::create_dir(folder).unwrap();
    let copy = |from: &Path, to: &str| fs::copy(from, folder.join(to)).is_ok();
    let suffix = case.name.strip_prefix(&case.kind).unwrap();
    let own = case.folder.join(format!("requirements{suffix}.md"));
    let document = if own.exists() { own } else { case.folder.join("requirements.md") };
    assert!(copy(&document, "requirements.md"), "{}: no document", case.folder.display());
    assert!(copy(&case.folder.join(format!("{}.tf", case.name)), "main.tf"));
    copy(&case.folder.join(format!("{}.tfvars", case.name)), "terraform.tfvars");
    if case.folder.join("module").exists() {
        fs::create_dir(folder.join("module")).unwrap();
        assert!(copy(&case.folder.join("module/main.tf"), "module/main.tf"));
    }
}

/// What is wrong with a case.
fn fault(workspace: &Workspace, case: &Case, folder: &Path) -> Option<String> {
    lay_out(case, folder);
    let path = folder.join("requirements.md");
    let document = workspace.document(&path, &fs::read_to_string(&path).unwrap());
    let requirements = workspace.requirements(&path, Arc::new(document)).into_iter().next().unwrap();
    let context = Context::new(workspace, &requirements).unwrap();
    let ties = context.ties();
    let about = |tie: &&Tie| tie.proofs.iter().any(|proof| is_of(proof, case.row));
    let own: Vec<&Tie> = ties.iter().filter(about).collect();
    let contradicted = ties.iter().any(|tie| tie.verdict == Verdict::Contradicts);
    let speaks_against =
        own.iter().any(|tie| tie.proofs.iter().any(|proof| contradicts(proof, case.row, folder)));
    let mut proofs = own.iter().flat_map(|tie| &tie.proofs).filter(|proof| is_of(proof, case.row));
    let judges = proofs.any(|proof| proof.verdict != Verdict::Unknown);
    let wrong = match case.kind.as_str() {
        "holds" if own.is_empty() => Some("no tie is made by it"),
        "holds" if !own.iter().any(|tie| tie.verdict == Verdict::Holds) => Some("it does not hold"),
        "contradicts" | "excused" if !speaks_against => {
            Some("the attribute does not contradict, or at another place")
        }
        "contradicts" if !own.iter().any(|tie| tie.verdict == Verdict::Contradicts) => {
            Some("it is not contradicted")
        }
        "unknown" if judges => Some("it is judged"),
        "unknown" if !own.is_empty() && !own.iter().any(|tie| tie.verdict == Verdict::Unknown) => {
            Some("no tie is left unknown by it")
        }
        "silent" if !own.is_empty() => Some("a tie is made by it"),
        "holds" | "excused" | "unknown" | "silent" if contradicted => Some("something is contradicted"),
        "holds" | "contradicts" | "excused" | "unknown" | "silent" => None,
        _ => Some("its name says nothing"),
    };
    let findings = rules::check(workspace, &requirements);
    let findings: Vec<_> = findings
        .iter()
        .filter(|finding| finding.has_other_side || finding.rule.name == "alert-not-in-code")
        .collect();
    let wrong = wrong.or_else(|| {
        (findings.is_empty() == (case.kind == "contradicts"))
            .then_some("the findings are not those of the ties")
    });
    wrong.map(|wrong| format!("{}/{}.tf: {wrong}{}", case.folder.display(), case.name, told(ties)))
}

/// Whether a proof is what a row says of the resource `orders` of a case: by its attribute, or with the attribute in its
/// words where two are compared.
fn is_of(proof: &Proof, row: &Row) -> bool {
    let of_resource = format!(".{}", proof.address).ends_with(&format!(".{}.orders", row.resource));
    of_resource && (is_at(proof, row) || proof.said.contains(&format!("`{}`", row.attribute)))
}

/// Whether a proof stands at the attribute of a row. Rules of firewalls are read one by one: their attributes are named
/// without the block.
fn is_at(proof: &Proof, row: &Row) -> bool {
    let last = row.attribute.rsplit('.').next().unwrap_or_default();
    proof.attribute == row.attribute || row.claim == Subject::OpenIngress && proof.attribute == last
}

/// Whether a proof of a row contradicts where the attribute stands, or at the head of the resource without it.
fn contradicts(proof: &Proof, row: &Row, folder: &Path) -> bool {
    let text = fs::read_to_string(&proof.path).unwrap();
    let place = &text[proof.span.start..proof.span.end];
    let name = row.attribute.rsplit('.').next().unwrap_or_default();
    let stands = if proof.is_absent { place.starts_with("resource ") } else { place.starts_with(name) };
    proof.verdict == Verdict::Contradicts
        && proof.path.starts_with(folder)
        && is_of(proof, row)
        && (stands || !is_at(proof, row))
}

/// Ties in words, a line each and one a proof.
fn told(ties: &[Tie]) -> String {
    let proof = |proof: &Proof| format!("\n    {:?} {}: {}", proof.verdict, proof.address, proof.said);
    let tie = |tie: &Tie| {
        let proofs: String = tie.proofs.iter().map(proof).collect();
        format!("\n  {:?} {}: {}{proofs}", tie.verdict, tie.rule.name, tie.claim)
    };
    ties.iter().map(tie).collect()
}
