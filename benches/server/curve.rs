//! What a keystroke costs as documents and modules grow: it should follow the edit.

use std::fmt::Write;
use std::fs;
use std::time::Duration;

use serde_json::json;

use super::client::{Client, everything};
use super::typing::{CACHE, by_turns, example, in_a_document, measured, zones};
use super::workspace::uri;
use super::{line, shown};

/// Prints the table.
pub fn print() {
    println!("a keystroke as the document and its Terraform grow, ms (median / 99th percentile)");
    for sections in [10, 100, 1_000, 10_000] {
        let (mut times, _) = in_a_document(&document(sections), "x", false);
        line(&format!("a letter, {sections} sections"), &shown(&mut times), "");
    }
    for modules in [10, 100, 1_000] {
        let (mut in_document, mut in_terraform) = in_modules(modules);
        line(&format!("a letter, {modules} local modules"), &shown(&mut in_document), "");
        line(&format!("a value in Terraform, {modules} local modules"), &shown(&mut in_terraform), "");
    }
}

/// A document of so many sections, with a few lines each.
fn document(sections: usize) -> String {
    let mut text =
        String::from("---\ntemplate: infrastructure\n---\n\n# Session cache: infrastructure requirements\n");
    for section in 0..sections {
        let _ = write!(
            text,
            "\n## Component {section}\n\nServes the sign-in of team {section}.\n\n- **RPO:** 1 h\n- Kept for 14 days.\n"
        );
    }
    text
}

/// A letter in a document, and a value in the root module that calls so many modules, each with a database.
fn in_modules(modules: usize) -> (Vec<Duration>, Vec<Duration>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut calls = String::new();
    for module in 0..modules {
        let place = folder.path().join(format!("modules/m{module}"));
        fs::create_dir_all(&place).expect("a folder");
        let _ = write!(
            calls,
            "module \"m{module}\" {{\n  source = \"./modules/m{module}\"\n  days = {}\n}}\n\n",
            module % 30
        );
        let text = format!(
            "variable \"days\" {{}}\n\nresource \"aws_db_instance\" \"d{module}\" {{\n  engine                  = \"postgres\"\n  backup_retention_period = var.days\n}}\n"
        );
        fs::write(place.join("main.tf"), text).expect("a file");
    }
    let mut client = Client::with(&everything("utf-16"), &json!({"rootUri": null}));
    let requirements = uri(&folder.path().join("requirements.md"));
    let terraform = uri(&folder.path().join("main.tf"));
    client.open(&terraform, "terraform", 0, &(CACHE.to_owned() + "\n" + &calls));
    client.open(&requirements, "markdown", 0, &example());
    client.diagnostics(&requirements, 0);
    let letters = measured(&mut client, &requirements, &requirements, &by_turns(&example(), "x"));
    let values = measured(&mut client, &terraform, &terraform, &zones(CACHE.lines().count() - 2));
    (letters, values)
}
