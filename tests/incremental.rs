//! A document that was edited is the document that its text makes afresh: the same outline, findings and fixes.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use support::{Chance, Folder, folders, tests, told};
use tiebeam::model::terraform::TerraformFile;
use tiebeam::model::{Answer, Outline};
use tiebeam::rules::{self, Checked, Context};
use tiebeam::text::{Edit, Span};
use tiebeam::workspace::{Requirements, Workspace};

/// Edits of one text before it is taken up afresh.
const EDITS: usize = 48;

/// How often each text is taken up.
const ROUNDS: usize = 7;

/// After so many edits the document is compared with a fresh one.
const COMPARED: usize = 8;

/// What opens, closes, begins or ends something.
const MARKS: [&str; 44] = [
    "```",
    "```\n",
    "\n```sh\n",
    "~~~\n",
    "<!--",
    "-->",
    "<!-- x -->\n",
    "---\n",
    "\n---\n",
    "===\n",
    "+++\n",
    "## Logs\n",
    "\n\n## Metrics\n\n",
    "\n\nLimits\n\n",
    "# ",
    "#",
    "\nSLA\n---\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "- ",
    "\n- ",
    "1. ",
    "> ",
    "|",
    "\n| a | b |\n|---|---|\n",
    "😀",
    "é",
    "`",
    "*",
    "[x](gone.md)",
    "\n[y]: #gone\n",
    "[",
    "](#limits)",
    "<a name=\"z\"></a>",
    "\n<div>\n",
    "</div>\n\n",
    "**Date:** 2026-01-01\n",
    "\n<!-- tiebeam-ignore dead-link: later -->\n",
    "<!-- tiebeam-ignore empty-section -->",
    "aws_db_instance.orders",
];

/// What somebody types.
const WORDS: [&str; 10] = ["a", "e", " ", ".", "word ", "backup", "TBD", "ü", "7", "s"];

fn edit(text: &str, chance: &mut Chance) -> Edit {
    let at = chance.place(text);
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let until = |end: usize| text.ceil_char_boundary(end.min(text.len()));
    match chance.below(20) {
        0..=6 => Edit::insert(at, *chance.pick(&WORDS)),
        7 => Edit::replace(Span::new(at, until(at + 1)), *chance.pick(&WORDS)),
        8..=11 => Edit::insert(at, *chance.pick(&MARKS)),
        12 | 13 => Edit::insert(line, *chance.pick(&MARKS)),
        14 => Edit::replace(Span::new(at, until(at + 1 + chance.below(6))), ""),
        15 => Edit::replace(Span::new(line, until(at + 1)), ""),
        16 => Edit::replace(Span::new(at, until(at + chance.below(600))), *chance.pick(&MARKS)),
        17 => {
            let from = chance.place(text);
            Edit::insert(line, &text[from..until(from + chance.below(300))])
        }
        18 => match chance.below(6) {
            0 => Edit::insert(0, "---\ntitle: Orders\ndate: 2026-01-01\n---\n"),
            1 => Edit::insert(0, "\u{feff}"),
            2 => Edit::replace(Span::new(0, until(4)), ""),
            3 => Edit::insert(0, "+++\ntitle = 1\n+++\n"),
            4 => Edit::insert(text.len(), *chance.pick(&MARKS)),
            _ => Edit::replace(Span::new(at, text.len()), ""),
        },
        // A line goes somewhere else.
        _ => {
            let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
            Edit::replace(Span::new(line, end), text[at..end].to_owned() + &text[line..at])
        }
    }
}

/// Edits one text at random and compares after every few edits.
/// Returns how many edits were made to a document that was recognised after them.
fn rounds(workspace: &Workspace, path: &Path, base: &str, seed: u64) -> usize {
    let mut chance = Chance(seed);
    let mut count = 0;
    for _ in 0..ROUNDS {
        let mut text = base.to_owned();
        let mut document = workspace.document(path, &text);
        let mut checked = None;
        let mut since = Vec::new();
        for number in 1..=EDITS {
            let edit = edit(&text, &mut chance);
            document.edit(&edit);
            text.replace_range(edit.span.range(), &edit.text);
            since.push(edit);
            // An outline that somebody asked for follows the edits.
            if number.is_multiple_of(2) {
                document.outline(0);
            }
            let requirements = workspace.requirements(path, Arc::new(document.clone()));
            count += usize::from(requirements.is_some());
            checked = requirements.as_ref().map(|requirements| match checked.take() {
                Some(before) => Checked::after_edits(before, workspace, requirements),
                None => Checked::new(workspace, requirements),
            });
            if number.is_multiple_of(COMPARED) {
                let fresh = workspace.requirements(path, Arc::new(workspace.document(path, &text)));
                let place = format!("{}, seed {seed}, after {since:?} in\n{text}", path.display());
                compare(workspace, requirements.as_ref(), checked.as_ref(), fresh.as_ref(), number, &place);
                since.clear();
            }
        }
    }
    count
}

/// What is answered near a place is what all of the document answers there.
fn assert_near_is_a_part_of_all(workspace: &Workspace, requirements: &Requirements, place: &str) {
    let Some(context) = Context::new(workspace, requirements) else { return };
    for offset in (0..=requirements.document.text().len_bytes()).step_by(131) {
        let touches = |answer: &&Answer| {
            let touches = |span: Span| span.start <= offset && offset <= span.end;
            touches(answer.label) || touches(answer.answer)
        };
        let near = context.answers_near(offset);
        let near: Vec<&Answer> = near.iter().filter(touches).collect();
        let all: Vec<&Answer> = context.answers().iter().filter(touches).collect();
        assert_eq!(near, all, "answers at {offset}: {place}");
    }
}

fn compare(
    workspace: &Workspace,
    edited: Option<&Requirements>,
    kept: Option<&Checked>,
    fresh: Option<&Requirements>,
    number: usize,
    place: &str,
) {
    assert_eq!(edited.is_some(), fresh.is_some(), "recognised in one: {place}");
    let (Some(edited), Some(fresh), Some(kept)) = (edited, fresh, kept) else { return };
    assert_eq!(edited.template, fresh.template, "{place}");
    let outline = format!("{:?}", Outline::new(&fresh.document, fresh.template));
    assert_eq!(format!("{:?}", edited.document.outline(fresh.template)), outline, "outlines: {place}");
    assert_near_is_a_part_of_all(workspace, edited, place);
    let findings = rules::check(workspace, fresh);
    let all = |findings: &[rules::Finding]| findings.iter().map(told).collect::<Vec<_>>();
    assert_eq!(all(&rules::check(workspace, edited)), all(&findings), "findings: {place}");
    assert_eq!(all(&kept.findings), all(&findings), "findings after edits: {place}");
    let context = Context::new(workspace, fresh).unwrap();
    assert_eq!(kept.known.progress, *context.progress(), "progress after edits: {place}");
    if let Some(ties) = &kept.known.ties {
        assert_eq!(format!("{ties:?}"), format!("{:?}", context.ties()), "ties after edits: {place}");
    }
    if number.is_multiple_of(COMPARED * 3) {
        for finding in &findings {
            let fixes = |requirements| rules::fixes(workspace, requirements, finding);
            assert_eq!(fixes(edited), fixes(fresh), "fixes: {place}");
        }
    }
}

/// The documents to begin with, each with its folder.
fn bases() -> Vec<(Workspace, PathBuf, String)> {
    let mut bases = Vec::new();
    for root in folders(&tests("corpus/documents")) {
        let folder = Folder::open(&root);
        for Requirements { path, .. } in folder.check().requirements {
            let text = folder.text(&path);
            bases.push((Workspace::new(&root, &rules::names()), path, text));
        }
    }
    let root = tests("corpus");
    let seed = Folder::open(&root).text(&root.join("seed.md"));
    bases.push((Workspace::new(&root, &rules::names()), root.join("seed.md"), seed));
    bases
}

#[test]
fn a_document_after_edits_is_the_document_of_its_text() {
    let bases = bases();
    let edits: usize = bases
        .par_iter()
        .enumerate()
        .map(|(number, (workspace, path, text))| {
            rounds(workspace, path, text, u64::try_from(number).unwrap() + 1)
        })
        .sum();
    assert!(edits > 5_000, "{edits}");
}

#[test]
fn a_document_that_becomes_longer_than_anybody_writes_is_still_that_of_its_text() {
    let root = tests("corpus");
    let (workspace, path) = (Workspace::new(&root, &rules::names()), root.join("seed.md"));
    // The two parsers do not agree where this definition ends.
    let mut text = "# Infrastructure requirements\n\n[a]: <b c>\n'x\ny'\n\n## SLA\n\nNone.\n\n".to_owned();
    let long = "The cache answers in a millisecond.\n\n".repeat(300 * 1024 / 37);
    let mut document = workspace.document(&path, &text);
    let mut checked = None;
    let at = text.len();
    let edits = [
        Edit::insert(at, "."),
        Edit::insert(at, long.as_str()),
        Edit::insert(0, "."),
        Edit::replace(Span::new(0, 1), ""),
        Edit::replace(Span::new(at, at + long.len()), ""),
        Edit::insert(at, "## Logs\n"),
    ];
    for (number, edit) in edits.iter().enumerate() {
        document.edit(edit);
        text.replace_range(edit.span.range(), &edit.text);
        let requirements = workspace.requirements(&path, Arc::new(document.clone()));
        checked = requirements.as_ref().map(|requirements| match checked.take() {
            Some(before) => Checked::after_edits(before, &workspace, requirements),
            None => Checked::new(&workspace, requirements),
        });
        assert!(checked.is_some(), "{number}");
        let fresh = workspace.requirements(&path, Arc::new(workspace.document(&path, &text)));
        let place = format!("after edit {number}");
        compare(&workspace, requirements.as_ref(), checked.as_ref(), fresh.as_ref(), 1, &place);
        let passages = |requirements: Option<Requirements>| {
            format!("{:?}", requirements.unwrap().document.passages().collect::<Vec<_>>())
        };
        assert!(passages(requirements) == passages(fresh), "{place}");
    }
}

/// What opens, closes or changes something in Terraform.
const TERRAFORM: [&str; 24] = [
    "{",
    "}",
    "\"",
    "(",
    "[",
    "]",
    "\n",
    " = ",
    "7",
    "0",
    "#",
    "/*",
    "*/",
    "<<EOT\n",
    "\nEOT\n",
    "var.",
    "local.retention",
    "true",
    "null",
    "${",
    "count = 0\n",
    "for_each = {}\n",
    "\n}\n\nresource \"aws_sqs_queue\" \"jobs\" {\n",
    "é",
];

fn terraform_edit(text: &str, chance: &mut Chance) -> Edit {
    let at = chance.place(text);
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    let until = |end: usize| text.ceil_char_boundary(end.min(text.len()));
    match chance.below(12) {
        0..=2 => Edit::insert(at, *chance.pick(&TERRAFORM)),
        3 => Edit::insert(line, *chance.pick(&TERRAFORM)),
        4 | 5 => Edit::replace(Span::new(at, until(at + 1 + chance.below(4))), ""),
        6 => Edit::replace(Span::new(line, end), ""),
        7 => Edit::insert(line, &text[line..end]),
        8 => Edit::replace(Span::new(line, end), text[at..end].to_owned() + &text[line..at]),
        9 => Edit::replace(Span::new(at, until(at + chance.below(300))), ""),
        10 => {
            let from = chance.place(text);
            Edit::insert(line, &text[from..until(from + chance.below(400))])
        }
        // A number is another one.
        _ => match text[at..].find(|c: char| c.is_ascii_digit()) {
            Some(digit) => {
                Edit::replace(Span::new(at + digit, at + digit + 1), ["0", "1", "9"][chance.below(3)])
            }
            None => Edit::insert(at, " "),
        },
    }
}

/// Edits one Terraform file at random; the findings of the document that is bound to it are those of a fresh look.
fn terraform_rounds(document: &Path, file: &Path, seed: u64) -> usize {
    let (mut chance, mut compared) = (Chance(seed), 0);
    let root = document.parent().unwrap();
    let workspace = Workspace::new(root, &rules::names());
    let words = std::fs::read_to_string(document).unwrap();
    let words = Arc::new(workspace.document(document, &words));
    let base = std::fs::read_to_string(file).unwrap();
    for _ in 0..ROUNDS / 2 {
        let mut text = base.clone();
        let mut checked: Option<Checked> = None;
        for _ in 0..EDITS / 2 {
            let edit = terraform_edit(&text, &mut chance);
            text.replace_range(edit.span.range(), &edit.text);
            let read = Arc::new(TerraformFile::read_at(file, &text));
            let now = workspace.clone().with_terraform(file, read);
            let Some(requirements) = now.requirements(document, Arc::clone(&words)) else { continue };
            let kept = match checked.take() {
                Some(before) => before.after_edits(&now, &requirements),
                None => Checked::new(&now, &requirements),
            };
            let fresh = Checked::new(&now, &requirements);
            let all = |checked: &Checked| checked.findings.iter().map(told).collect::<Vec<_>>();
            assert_eq!(all(&kept), all(&fresh), "{}, seed {seed}, in\n{text}", file.display());
            compared += 1;
            checked = Some(kept);
        }
    }
    compared
}

#[test]
fn findings_after_edits_of_terraform_are_those_of_a_fresh_look() {
    let mut pairs: Vec<(PathBuf, PathBuf)> = Vec::new();
    for root in folders(&tests("mutations")) {
        let files = std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path());
        let files = files.filter(|path| path.extension().is_some_and(|it| it == "tf" || it == "tfvars"));
        pairs.extend(files.map(|file| (root.join("requirements.md"), file)));
    }
    let compared: usize = pairs
        .par_iter()
        .enumerate()
        .map(|(number, (document, file))| {
            terraform_rounds(document, file, u64::try_from(number).unwrap() + 1)
        })
        .sum();
    assert!(compared > 900, "{compared}");
}

#[test]
fn who_was_away_for_two_hundred_edits_is_told_all_of_them() {
    let (workspace, path, base) = bases().swap_remove(0);
    let mut document = workspace.document(&path, &base);
    let before = document.revision();
    for _ in 0..200 {
        document.edit(&Edit::insert(base.len(), "x"));
    }
    assert_eq!(document.changes_since(before).map(Iterator::count), Some(200));
    let another = workspace.document(&path, &base);
    assert!(document.changes_since(another.revision()).is_none());
}
