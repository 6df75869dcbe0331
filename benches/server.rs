//! The language server as a client meets it over standard input and output: how long a keystroke takes to become
//! published diagnostics, and how long `initialize` takes whatever there is in the folder.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used
)]
#![allow(dead_code, reason = "the client is that of the tests, which use more of it")]

#[path = "../tests/e2e/client.rs"]
mod client;
mod generate;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use client::{Client, everything};

const LINES: [usize; 4] = [200, 2_000, 10_000, 50_000];

/// Keystrokes that are measured, after some that are not.
const KEYSTROKES: i32 = 400;
const BEFORE: i32 = 40;

fn main() {
    println!("keystroke to published diagnostics, ms: median / p99");
    println!(
        "{:>8}  {:>18}  {:>18}  {:>34}",
        "lines", "a letter", "a heading", "a letter, and findings to tell"
    );
    for lines in LINES {
        let (letter, _) = keystrokes(lines, "x", false);
        let (heading, _) = keystrokes(lines, "\n\n## Limits of the shard\n\n", false);
        let (among, findings) = keystrokes(lines, "x", true);
        let among = format!("{} ({findings} told)", shown(among));
        println!("{lines:>8}  {:>18}  {:>18}  {among:>34}", shown(letter), shown(heading));
    }
    println!(
        "\nkeystroke to published diagnostics, ms, with {FILES} Terraform files open that the document is bound to"
    );
    println!("{:>30}  {:>22}", "a letter in the document", shown(keystrokes_in_a_module(false)));
    println!("{:>30}  {:>22}", "a value in the Terraform", shown(keystrokes_in_a_module(true)));
    println!("\nstart of the process to the answer to initialize, ms: median / p99 of 20");
    for (documents, others) in [(0, 0), (5_000, 20_000)] {
        println!(
            "{:>8} documents, {others:>6} other files  {:>14}",
            documents,
            shown(beginnings(documents, others))
        );
    }
}

/// Files of the module that the document is bound to; all of them are open.
const FILES: usize = 200;

fn shown(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    format!("{:.3} / {:.3}", at(50), at(99))
}

/// A workspace with the diagram of the example. With its Terraform, tests and policies, much of what the generated
/// documents say is found to be wrong.
fn workspace(with_terraform: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the benchmark");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/session-cache");
    let mut names = vec!["diagram.drawio.svg"];
    if with_terraform {
        names.extend(["infra/main.tf", "infra/variables.tf", "infra/alarms.tf"]);
        names.extend(["infra/test/session_cache_test.go", "infra/policy/session_cache.rego"]);
    }
    for name in names {
        // The Terraform stands beside the document, to which it then belongs.
        let place = folder.path().join(Path::new(name).file_name().expect("a name"));
        fs::copy(example.join(name), place).expect("a file of the example");
    }
    folder
}

/// Types something in the middle of a document and takes it back, by turns, one after the other. The second value is
/// the number of findings that are told each time.
fn keystrokes(lines: usize, typed: &str, with_terraform: bool) -> (Vec<Duration>, usize) {
    let text = generate::document(lines);
    let folder = workspace(with_terraform);
    let uri = format!("file://{}/requirements.md", folder.path().display());
    let mut client = Client::with(&everything("utf-16"), &json!({"rootUri": null}));
    client.open(&uri, "markdown", 0, &text);
    let findings = client.diagnostics(&uri, 0).as_array().expect("a list").len();
    let middle = text.lines().count() / 2;
    let plain = |line: &str| line.starts_with(|c: char| c.is_alphanumeric()) && line.is_ascii();
    let line = text.lines().skip(middle).position(plain).expect("there is prose") + middle;
    let at = json!({"line": line, "character": 0});
    let breaks = typed.matches('\n').count();
    let end = json!({"line": line + breaks, "character": if breaks == 0 { typed.len() } else { 0 }});
    let mut times = Vec::new();
    for version in 1..=BEFORE + KEYSTROKES {
        let change = if version % 2 == 1 {
            json!([{"range": {"start": at, "end": at}, "text": typed}])
        } else {
            json!([{"range": {"start": at, "end": end}, "text": ""}])
        };
        let start = Instant::now();
        client.change(&uri, version, &change);
        client.diagnostics(&uri, version);
        times.extend((version > BEFORE).then(|| start.elapsed()));
    }
    (times, findings)
}

/// Types in a document, or in the Terraform that it is bound to, and waits for what that changes.
fn keystrokes_in_a_module(in_terraform: bool) -> Vec<Duration> {
    let folder = tempfile::tempdir().expect("a folder for the benchmark");
    let example = format!("{}/examples/session-cache/requirements.md", env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(example).expect("the example is there");
    let document = document.replace("terraform: infra", "terraform: .");
    let mut client = Client::with(&everything("utf-16"), &json!({"rootUri": null}));
    let uri = |name: &str| format!("file://{}/{name}", folder.path().display());
    for number in 0..FILES {
        let (name, text) = (format!("part-{number}.tf"), generate::terraform(100));
        let text = text.replace("\"orders_", &format!("\"part_{number}_"));
        fs::write(folder.path().join(&name), &text).expect("a file for the benchmark");
        client.open(&uri(&name), "terraform", 0, &text);
    }
    let cache = "resource \"aws_elasticache_replication_group\" \"sessions\" {\n  engine = \"valkey\"\n  snapshot_retention_limit = 7\n}\n";
    let (terraform, requirements) = (uri("main.tf"), uri("requirements.md"));
    client.open(&terraform, "terraform", 0, cache);
    client.open(&requirements, "markdown", 0, &document);
    client.diagnostics(&requirements, 0);
    let edited = if in_terraform { &terraform } else { &requirements };
    let at = |character: usize| json!({"line": 2, "character": character});
    let (line, letter) = (document.lines().position(|line| line.starts_with("Provider maintenance")), "x");
    let line = line.expect("the example has prose");
    let mut times = Vec::new();
    for version in 1..=BEFORE + KEYSTROKES {
        let odd = version % 2 == 1;
        let change = match (in_terraform, odd) {
            (true, _) => {
                json!([{"range": {"start": at(29), "end": at(30)}, "text": if odd { "6" } else { "7" }}])
            }
            (false, true) => {
                let place = json!({"line": line, "character": 0});
                json!([{"range": {"start": place, "end": place}, "text": letter}])
            }
            (false, false) => json!([{
                "range": {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 1}},
                "text": ""
            }]),
        };
        let start = Instant::now();
        client.change(edited, version, &change);
        client.diagnostics(edited, version);
        times.extend((version > BEFORE).then(|| start.elapsed()));
    }
    times
}

fn beginnings(documents: usize, others: usize) -> Vec<Duration> {
    let folder = tempfile::tempdir().expect("a folder for the benchmark");
    let document = generate::document(200);
    fill(folder.path(), documents, "requirements.md", &document);
    fill(folder.path(), others, "main.tf", "locals {}\n");
    let uri = format!("file://{}", folder.path().display());
    let others = json!({"workspaceFolders": [{"uri": uri, "name": "folder"}]});
    let begin = || {
        let start = Instant::now();
        let mut client = Client::start();
        let mut parameters = others.clone();
        parameters["capabilities"] = everything("utf-16");
        client.request("initialize", &parameters);
        start.elapsed()
    };
    (0..20).map(|_| begin()).collect()
}

fn fill(folder: &Path, count: usize, name: &str, text: &str) {
    for number in 0..count {
        let place = folder.join(format!("team-{}/service-{number}", number % 50));
        fs::create_dir_all(&place).expect("a folder for the benchmark");
        fs::write(place.join(name), text).expect("a file for the benchmark");
    }
}
