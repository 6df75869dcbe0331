//! `tiebeam check` of 1,000 documents and 5,000 Terraform files, as a whole process.
//!
//! Beside it stands what the fastest parsers need to read the same files, on as many threads.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]

mod generate;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use divan::{Bencher, black_box};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

const DOCUMENTS: usize = 1_000;
const TERRAFORM_FILES_EACH: usize = 5;

fn main() {
    divan::main();
}

/// A workspace of services, each with a document of 100 lines and five Terraform files of 40 lines.
fn workspace() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let (document, terraform) = (generate::document(100), generate::terraform(40));
    for service in 0..DOCUMENTS {
        let folder = root.path().join(format!("services/{service}"));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("requirements.md"), &document).expect("a document");
        for file in 0..TERRAFORM_FILES_EACH {
            let text = terraform.replace("orders", &format!("orders_{file}"));
            fs::write(folder.join(format!("part{file}.tf")), text).expect("a file");
        }
    }
    root
}

fn files(root: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = ignore::Walk::new(root).flatten().map(ignore::DirEntry::into_path);
    entries.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn check_1000_documents_and_5000_terraform_files(bencher: Bencher) {
    let root = workspace();
    bencher.bench_local(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tiebeam"));
        let status =
            command.arg("check").arg(root.path()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        black_box(status.expect("the command runs"))
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn walk_read_and_parse_the_same_by_pulldown_cmark_and_hcl_edit(bencher: Bencher) {
    let root = workspace();
    bencher.bench_local(|| {
        let documents: usize = files(root.path(), "md")
            .par_iter()
            .map(|path| {
                let text = fs::read_to_string(path).expect("a document");
                pulldown_cmark::Parser::new(&text).count()
            })
            .sum();
        let blocks: usize = files(root.path(), "tf")
            .par_iter()
            .map(|path| {
                let text = fs::read_to_string(path).expect("a file");
                hcl_edit::parser::parse_body(&text).map_or(0, |body| body.len())
            })
            .sum();
        black_box(documents + blocks)
    });
}
