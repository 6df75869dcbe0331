//! An edit to findings, in process: one character typed in the middle of a document or a Terraform file.
//!
//! Beside each figure stands a whole parse of the same text by the fastest parser as the yardstick.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

mod generate;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use divan::{Bencher, black_box};
use tiebeam::model::terraform::TerraformFile;
use tiebeam::rules::{self, Checked};
use tiebeam::text::{Edit, Span};
use tiebeam::workspace::Workspace;

const LINES: [usize; 4] = [200, 2_000, 10_000, 50_000];

fn main() {
    divan::main();
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/session-cache")
}

/// Types something and takes it back, by turns, and works out the findings each time.
fn typing(bencher: Bencher, text: &str, typed_text: &str) {
    let workspace = Workspace::new(&folder(), &rules::names());
    let path = folder().join("bench-requirements.md");
    let mut document = Arc::new(workspace.document(&path, text));
    let middle = text.len() / 2;
    let at = middle + text[middle..].find(". ").or_else(|| text[middle..].find(' ')).unwrap_or_default();
    let mut typed = false;
    let first = workspace.requirements(&path, Arc::clone(&document)).expect("recognised");
    let mut checked = Some(Checked::new(&workspace, &first));
    drop(first);
    bencher.bench_local(|| {
        let edit = if typed {
            Edit::replace(Span::new(at, at + typed_text.len()), "")
        } else {
            Edit::insert(at, typed_text)
        };
        typed = !typed;
        Arc::make_mut(&mut document).edit(&edit);
        let requirements = workspace.requirements(&path, Arc::clone(&document)).expect("recognised");
        checked = checked.take().map(|checked| checked.after_edits(&workspace, &requirements));
        black_box(&checked).as_ref().map(|checked| checked.findings.len())
    });
}

#[divan::bench(args = LINES)]
fn document_edit_to_findings(bencher: Bencher, lines: usize) {
    typing(bencher, &generate::document(lines), "x");
}

/// A heading comes and goes, so that the whole outline is judged anew.
#[divan::bench(args = LINES)]
fn document_new_heading_to_findings(bencher: Bencher, lines: usize) {
    typing(bencher, &generate::document(lines), "\n\n## Limits of the shard\n\n");
}

#[divan::bench(args = LINES)]
fn document_whole_parse_by_pulldown_cmark(bencher: Bencher, lines: usize) {
    let text = generate::document(lines);
    bencher.bench_local(|| pulldown_cmark::Parser::new(black_box(&text)).count());
}

#[divan::bench(args = [50_000])]
fn one_block_edit_to_findings(bencher: Bencher, lines: usize) {
    typing(bencher, &generate::one_block(lines), "x");
}

#[divan::bench(args = LINES)]
fn terraform_edit_to_facts_and_findings(bencher: Bencher, lines: usize) {
    let workspace = Workspace::new(&folder(), &rules::names());
    let path = folder().join("requirements.md");
    let text = std::fs::read_to_string(&path).expect("the example is there");
    let document = Arc::new(workspace.document(&path, &text));
    let file = folder().join("infra/bench.tf");
    let mut source = generate::terraform(lines);
    let middle = source.len() / 2;
    let at = middle + source[middle..].find("orders-").unwrap_or_default();
    let mut facts = TerraformFile::read(&source);
    let mut typed = false;
    bencher.bench_local(|| {
        if typed {
            source.remove(at);
            facts = facts.edited(Span::new(at, at + 1), 0, &source);
        } else {
            source.insert(at, 'x');
            facts = facts.edited(Span::empty(at), 1, &source);
        }
        typed = !typed;
        let workspace = workspace.clone().with_terraform(&file, Arc::new(facts.clone()));
        let requirements = workspace.requirements(&path, Arc::clone(&document)).expect("recognised");
        black_box(rules::check(&workspace, &requirements)).len()
    });
}

#[divan::bench(args = LINES)]
fn terraform_whole_parse_by_hcl_edit(bencher: Bencher, lines: usize) {
    let text = generate::terraform(lines);
    bencher.bench_local(|| hcl_edit::parser::parse_body(black_box(&text)).map(|body| body.len()));
}
