//! A document that was edited is the document of its text; what is found in it lies in it, and so do the fixes.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use tiebeam::model::Outline;
use tiebeam::rules::{self, Checked, Finding};
use tiebeam::text::Span;
use tiebeam::workspace::{Requirements, Workspace};

use crate::program::{self, Program};
use crate::support::{assert_edits, told};

/// What opens, closes, begins or ends something.
const PIECES: [&str; 64] = [
    "",
    "a",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
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
    "_",
    "\\",
    "[x](gone.md)",
    "[x](main.tf#L3)",
    "\n[y]: #gone\n",
    "[",
    "](#limits)",
    "<a name=\"z\"></a>",
    "\n<div>\n",
    "</div>\n\n",
    "**Date:** 2026-01-01\n",
    "\n<!-- tiebeam-ignore dead-link: later -->\n",
    "<!-- tiebeam-ignore-file empty-section: x -->",
    "<!-- tiebeam: infrastructure -->",
    "aws_db_instance.orders",
    "---\ntitle: Orders\ntemplate: infrastructure\n---\n",
    "\u{feff}",
    "TBD",
    "99.99 %",
    "4 hours",
    "RPO: 15 min",
    "RTO: ",
    ": ",
    "7",
    "Sun 03:00-04:00 UTC",
    "P0: Jo",
    "$100 / month",
    "backup",
];

/// A folder with Terraform, in which one document is declared.
static WORKSPACE: LazyLock<Workspace> = LazyLock::new(|| {
    let workspace = Workspace::new(&program::folder(), &rules::names());
    let declared = "[[documents]]\nfiles = [\"requirements.md\"]\nterraform = [\".\"]\n";
    workspace.with_editor_settings(declared).unwrap()
});

pub fn check(data: &[u8]) {
    let mut program = Program::read(data);
    // One file is declared; of the other its text alone tells what it is.
    let path = WORKSPACE.root().join(if program.flags & 1 == 0 { "requirements.md" } else { "orders.md" });
    let mut text = program.text.clone();
    let mut document = WORKSPACE.document(&path, &text);
    let mut kept: Option<Checked> = look(&path, &document, None);
    while let Some(edit) = program.edit(&text, &PIECES) {
        document.edit(&edit);
        text.replace_range(edit.span.range(), &edit.text);
        if program.flags & 2 == 0 {
            kept = look(&path, &document, kept);
        }
    }
    kept = look(&path, &document, kept);
    assert_eq!(document.text().to_string(), text);
    let fresh = WORKSPACE.requirements(&path, Arc::new(WORKSPACE.document(&path, &text)));
    let edited = WORKSPACE.requirements(&path, Arc::new(document));
    assert_eq!(edited.is_some(), fresh.is_some(), "recognised in one");
    let (Some(edited), Some(fresh), Some(kept)) = (edited, fresh, kept) else { return };
    compare(&edited, &kept, &fresh);
    for finding in kept.findings.iter() {
        assert_in_range(&text, &path, finding);
        for fix in rules::fixes(&WORKSPACE, &fresh, finding) {
            let own = fix.edits.iter().filter(|(file, _)| *file == path);
            let mut edits: Vec<_> = own.map(|(_, edit)| edit.clone()).collect();
            edits.sort_by_key(|edit| edit.span);
            assert_edits(&text, &edits, &fix.title);
        }
    }
}

fn look(path: &Path, document: &tiebeam::model::Document, before: Option<Checked>) -> Option<Checked> {
    let requirements = WORKSPACE.requirements(path, Arc::new(document.clone()))?;
    // An outline that somebody asked for follows the edits.
    document.outline(requirements.template);
    Some(match before {
        Some(before) => before.after_edits(&WORKSPACE, &requirements),
        None => Checked::new(&WORKSPACE, &requirements),
    })
}

fn compare(edited: &Requirements, kept: &Checked, fresh: &Requirements) {
    assert_eq!(edited.template, fresh.template);
    let outline = format!("{:?}", Outline::new(&fresh.document, fresh.template));
    assert_eq!(format!("{:?}", edited.document.outline(fresh.template)), outline, "outlines");
    let all = |findings: &[Finding]| findings.iter().map(told).collect::<Vec<_>>();
    let findings = rules::check(&WORKSPACE, fresh);
    assert_eq!(all(&rules::check(&WORKSPACE, edited)), all(&findings), "findings");
    assert_eq!(all(&kept.findings), all(&findings), "findings after edits");
    for finding in &findings {
        let fixes = |requirements| rules::fixes(&WORKSPACE, requirements, finding);
        assert_eq!(fixes(edited), fixes(fresh), "fixes");
    }
}

fn assert_in_range(text: &str, path: &Path, finding: &Finding) {
    let within = |span: Span| text.get(span.range()).is_some();
    assert!(*finding.path != *path || within(finding.span), "{finding:?}");
    for related in finding.related.iter().filter(|related| *related.path == *path) {
        assert!(within(related.span), "{finding:?}");
    }
}
