//! The corpora: nothing in ordinary files, the truth in requirement documents.

use std::fs;
use std::sync::Arc;

use crate::support::{Checked, Folder, folders, tests};
use tiebeam::ide::symbols;
use tiebeam::rules::{self, Context};
use tiebeam::workspace::{Requirements, Workspace, disk};

/// What `tests/corpus/README.md` lists as true.
fn expected(folder: &str) -> &'static [&'static str] {
    match folder {
        "staff-directory" => &["plain-text-heading"],
        "product-search" | "audit-archive" => &["rto-vs-sla-budget"],
        _ => &[],
    }
}

#[test]
fn ordinary_files_get_nothing() {
    let root = tests("corpus/ordinary");
    let files = disk::markdown_files(&root);
    assert!(files.len() > 40, "{}", files.len());
    let workspace = Workspace::new(&root, &rules::names());
    for path in files {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let document = workspace.document(&path, &text);
        assert!(workspace.requirements(&path, document.into()).is_none(), "{}", path.display());
    }
}

#[test]
fn requirement_documents_have_the_findings_that_are_true() {
    let folders = folders(&tests("corpus/documents"));
    assert_eq!(folders.len(), 18);
    for root in folders {
        let folder = Folder::open(&root);
        let checked = folder.check();
        let name = root.file_name().unwrap().to_str().unwrap();
        assert_eq!(checked.requirements.len(), 1, "{name}");
        assert_eq!(checked.rules(), expected(name), "{name}\n{}", checked.report(&folder));
        assert_eq!(folder.check_at_rest().report(&folder), checked.report(&folder), "{name}");
    }
}

#[test]
fn requirement_documents_are_the_same_with_other_line_breaks() {
    for root in folders(&tests("corpus/documents")) {
        let folder = Folder::open(&root);
        let path = folder.check().requirements[0].path.clone();
        let lines = folder.text(&path).replace("\r\n", "\n").replace('\r', "\n");
        let name = root.file_name().unwrap().to_str().unwrap();
        for line_break in ["\n", "\r\n", "\r"] {
            let folder = folder.with(&path, lines.replace('\n', line_break));
            let checked = folder.check();
            assert_eq!(checked.requirements.len(), 1, "{name} {line_break:?}");
            assert_eq!(checked.rules(), expected(name), "{name} {line_break:?}\n{}", checked.report(&folder));
        }
    }
}

#[test]
fn the_index_reads_headings_and_finds_all_of_them() {
    for root in folders(&tests("corpus/documents")) {
        let folder = Folder::open(&root);
        let Checked { workspace, requirements, .. } = folder.check();
        for bound in requirements {
            let headings = Arc::new(workspace.headings(&bound.path, &folder.text(&bound.path)));
            let alone = workspace.unbound(&bound.path, headings).unwrap();
            let found = |requirements: &Requirements| {
                symbols::headings(&Context::new(&workspace, requirements).unwrap())
            };
            assert_eq!(found(&alone), found(&bound), "{}", root.display());
            assert!(!found(&alone).is_empty(), "{}", root.display());
        }
    }
}
