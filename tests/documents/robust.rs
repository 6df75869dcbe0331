//! Documents cut up at random: nothing panics, the same text has the same findings, edits stay in range.

use std::path::PathBuf;
use std::sync::Arc;

use tiebeam::ide::{links, symbols};
use tiebeam::model::Document;
use tiebeam::rules::{self, Context};
use tiebeam::schema::Vocabulary;
use tiebeam::workspace::Workspace;

use crate::support::{Chance, Folder, assert_edits, folders, tests, told};

/// Cut versions of each document.
const VERSIONS: usize = 12;

/// Marks that open or close something, put in where a cut was made.
const MARKS: [&str; 12] =
    ["", "", "```", "<!--", "-->", "\n---\n", "\n", "\r", "\t", "|", "](#", "<!-- tiebeam-ignore "];

fn documents() -> Vec<(Folder, PathBuf)> {
    let mut documents = Vec::new();
    for root in folders(&tests("corpus/documents")) {
        let folder = Folder::open(&root);
        for requirements in folder.check().requirements {
            documents.push((folder.clone(), requirements.path));
        }
    }
    documents.push((Folder::open(&tests("corpus")), tests("corpus/seed.md")));
    documents
}

/// The text without a few parts, other marks in their places.
fn cut(text: &str, chance: &mut Chance) -> String {
    let mut text = text.to_owned();
    for _ in 0..=chance.below(3) {
        let start = chance.place(&text);
        let most = if chance.below(3) == 0 { text.len() } else { 200 };
        let end = text.floor_char_boundary((start + chance.below(most)).min(text.len()));
        let mark = chance.pick(&MARKS).to_owned();
        text.replace_range(start.min(end)..end, mark);
    }
    text
}

#[test]
fn cut_documents_are_checked_twice_alike_and_their_fixes_stay_in_range() {
    let mut chance = Chance(1);
    for (folder, path) in documents() {
        let whole = folder.text(&path);
        for _ in 0..VERSIONS {
            let text = cut(&whole, &mut chance);
            let folder = folder.with(&path, text.clone());
            let checked = folder.check_one(&path);
            let again = folder.check_one(&path);
            let all =
                |checked: &crate::support::Checked| checked.findings.iter().map(told).collect::<Vec<_>>();
            assert_eq!(all(&checked), all(&again), "{text}");
            for finding in &checked.findings {
                if finding.path.as_ref() == path {
                    assert!(finding.span.end <= text.len() && text.get(finding.span.range()).is_some());
                }
                for fix in checked.fixes(finding) {
                    let mut edits: Vec<_> = fix
                        .edits
                        .iter()
                        .filter(|(changed, _)| *changed == path)
                        .map(|(_, edit)| edit.clone())
                        .collect();
                    edits.sort_by_key(|edit| edit.span);
                    assert_edits(&text, &edits, &fix.title);
                    assert!(!fix.edits.is_empty(), "{}", fix.title);
                }
            }
        }
    }
}

#[test]
fn outlines_and_links_have_an_end() {
    let path = tests("corpus/seed.md");
    let workspace = Workspace::new(&tests("corpus"), &rules::names());
    let text = "# Infrastructure requirements\n\n".to_owned() + &"## A\n\n[b](c.md)\n\n".repeat(10_050);
    let document = Arc::new(workspace.document(&path, &text));
    let requirements = workspace.requirements(&path, Arc::clone(&document)).unwrap();
    let outline = symbols::symbols(&Context::new(&workspace, &requirements).unwrap(), &[]);
    // The title is one of them.
    assert_eq!(outline.iter().map(|title| 1 + title.children.len()).sum::<usize>(), 10_000);
    assert_eq!(links::links(&workspace, &path, &document).len(), 10_000);
}

#[test]
fn what_is_written_into_a_document_ends_lines_as_it_does() {
    let of = |text: &str| Document::new(text, Arc::clone(Vocabulary::built_in())).line_break();
    assert_eq!(
        [of("a\r\nb"), of("a\rb\r\n"), of("a\nb"), of("\nb\r\n"), of("a"), of("")],
        ["\r\n", "\r", "\n", "\n", "\n", "\n"]
    );
}
