//! What a Terraform file says after edits is what it says when it is read anew, attributes and blocks stand where a
//! library sees them, and every place lies in the text.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use tiebeam::model::Document;
use tiebeam::model::terraform::{Attribute, Block, TerraformFile, Value};
use tiebeam::rules::{self, Checked};
use tiebeam::syntax::hcl::outline;
use tiebeam::text::Span;
use tiebeam::workspace::Workspace;

use crate::outline_by_hcl_edit::outline_by_hcl_edit;
use crate::program::{self, Program};
use crate::support::told;

/// What opens, closes or changes something in Terraform.
const PIECES: [&str; 48] = [
    "",
    "{",
    "}",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "\n",
    "\r\n",
    "\r",
    " = ",
    "7",
    "0",
    "#",
    "//",
    "/*",
    "*/",
    "<<EOT\n",
    "<<-EOT\n",
    "\nEOT\n",
    "var.",
    "local.retention",
    "true",
    "null",
    "${",
    "%{",
    "}\"",
    "count = 0\n",
    "for_each = {}\n",
    "\n}\n\nresource \"aws_sqs_queue\" \"jobs\" {\n",
    "é",
    "🚀",
    ",",
    "\\",
    "\\u",
    "\t",
    "a",
    "x = 1\n",
    "b {\n}\n",
    "? 1 : 2",
    "for x in y : x",
    "...",
    "[*]",
    "-",
    "1e999",
    "=>",
    "\u{feff}",
];

static WORKSPACE: LazyLock<Workspace> = LazyLock::new(|| Workspace::new(&program::folder(), &rules::names()));

static DOCUMENT: LazyLock<(PathBuf, Arc<Document>)> = LazyLock::new(|| {
    let path = WORKSPACE.root().join("requirements.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let document = Arc::new(WORKSPACE.document(&path, &text));
    (path, document)
});

pub fn check(data: &[u8]) {
    let mut program = Program::read(data);
    if program.flags & 4 != 0 {
        assert_in_range(&TerraformFile::read_json(&program.text));
        return;
    }
    let mut text = program.text.clone();
    let mut file = TerraformFile::read(&text);
    let mut kept = None;
    let judged = program.flags & 1 == 0;
    while let Some(edit) = program.edit(&text, &PIECES) {
        text.replace_range(edit.span.range(), &edit.text);
        file = file.edited(edit.span, edit.text.len(), &text);
        if judged && program.flags & 2 == 0 {
            kept = look(&text, kept);
        }
    }
    let read = TerraformFile::read(&text);
    assert_in_range(&read);
    assert_eq!(file, read, "after edits");
    if let Some(known) = outline_by_hcl_edit(&text) {
        assert_eq!(outline(&text).items, known, "hcl-edit and lines");
    }
    if judged {
        let kept = look(&text, kept).map(|checked| all(&checked));
        assert_eq!(kept, look(&text, None).map(|checked| all(&checked)), "findings after edits");
    }
}

fn all(checked: &Checked) -> Vec<String> {
    checked.findings.iter().map(told).collect()
}

/// What the document beside the file says to it, with what was known before.
fn look(text: &str, before: Option<Checked>) -> Option<Checked> {
    let file = WORKSPACE.root().join("main.tf");
    let now = WORKSPACE.clone().with_terraform(&file, Arc::new(TerraformFile::read(text)));
    let (path, document) = &*DOCUMENT;
    let requirements = now.requirements(path, Arc::clone(document))?;
    let checked = match before {
        Some(before) => before.after_edits(&now, &requirements),
        None => Checked::new(&now, &requirements),
    };
    for finding in checked.findings.iter().filter(|finding| *finding.path == *file) {
        assert!(text.get(finding.span.range()).is_some(), "{finding:?}");
    }
    Some(checked)
}

fn assert_in_range(file: &TerraformFile) {
    for comment in &file.comments {
        within(&file.text, comment.span);
        within(&file.text, comment.inner);
    }
    file.attributes.iter().for_each(|attribute| attribute_within(&file.text, attribute));
    file.blocks.iter().for_each(|block| block_within(&file.text, block));
}

fn within(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?}");
}

fn block_within(text: &str, block: &Block) {
    within(text, block.span);
    within(text, block.header);
    assert!(block.span.covers(block.header));
    for label in &block.labels {
        within(text, label.span);
        // In JSON the labels are the names of what the block is in.
        assert!(block.header.covers(label.span) || label.span.end <= block.span.start, "{label:?}");
    }
    for attribute in &block.attributes {
        attribute_within(text, attribute);
    }
    for inner in &block.blocks {
        assert!(block.span.covers(inner.span), "{inner:?}");
        block_within(text, inner);
    }
}

fn attribute_within(text: &str, attribute: &Attribute) {
    within(text, attribute.span());
    within(text, attribute.name_span);
    within(text, attribute.value_span);
    value_within(text, &attribute.value, attribute.value_span);
}

fn value_within(text: &str, value: &Value, place: Span) {
    match value {
        Value::List(elements) => {
            for element in elements {
                within(text, element.span);
                assert!(place.covers(element.span), "{element:?}");
                value_within(text, &element.value, element.span);
            }
        }
        Value::Object(entries) => {
            for entry in entries {
                within(text, entry.key_span);
                within(text, entry.value_span);
                assert!(place.covers(entry.key_span) && place.covers(entry.value_span), "{entry:?}");
                value_within(text, &entry.value, entry.value_span);
            }
        }
        _ => {}
    }
}
