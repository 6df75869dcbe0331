//! A keystroke, and how long it takes to become published diagnostics.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, everything};
use super::workspace::{as_folder, beside_a_document, of_services, uri};
use super::{LINES, generate, line, percentile, shown};

/// Keystrokes that are measured, after some that are not.
const KEYSTROKES: i32 = 400;
const BEFORE: i32 = 40;

/// Files of the module that a document is bound to; all of them are open.
const FILES: usize = 200;

/// Prints the table.
pub fn print() {
    println!("keystroke to published diagnostics, ms (median / 99th percentile)");
    for (lines, goal) in LINES {
        let text = generate::document(lines);
        let goals = format!("{goal} / {:.1}", goal * 4.0);
        let (mut letter, _) = in_a_document(&text, "x", false);
        line(&format!("{lines} lines: a letter"), &shown(&mut letter), &goals);
        let (mut heading, _) = in_a_document(&text, "\n\n## Limits of the shard\n\n", false);
        line(&format!("{lines} lines: a heading"), &shown(&mut heading), "");
        let (mut among, findings) = in_a_document(&text, "x", true);
        let name = format!("{lines} lines: a letter, and {findings} findings to tell");
        line(&name, &shown(&mut among), "");
        line(&format!("{lines} lines: pulldown-cmark reads the whole text"), &parse(&text), "");
    }
    let mut times = in_a_document_of_a_module(10_000);
    line(
        &format!("a letter, {FILES} Terraform files bound, 10,000 files indexed"),
        &shown(&mut times),
        "0.15 / 0.6",
    );
    let mut times = in_terraform(2_000);
    line("a value in a .tf file of 2,000 lines", &shown(&mut times), "0.5 / 2.0");
    line("2,000 lines: hcl-edit reads the whole text", &parse_terraform(&generate::terraform(2_000)), "");
    let mut times = in_terraform_of_a_module();
    line(&format!("a value in Terraform, {FILES} files with 1,000 databases bound"), &shown(&mut times), "");
}

/// Types something in the middle of a document and takes it back, by turns, one after the other. The second value is
/// the number of findings that are told each time.
pub fn in_a_document(text: &str, typed: &str, with_terraform: bool) -> (Vec<Duration>, usize) {
    let folder = beside_a_document(with_terraform);
    let uri = uri(&folder.path().join("requirements.md"));
    let mut client = Client::with(&everything("utf-16"), &json!({"rootUri": null}));
    client.open(&uri, "markdown", 0, text);
    let findings = client.diagnostics(&uri, 0).as_array().expect("a list").len();
    let edits = by_turns(text, typed);
    (measured(&mut client, &uri, &uri, &edits), findings)
}

/// An edit in the middle of a text, and the one that takes it back.
pub fn by_turns(text: &str, typed: &str) -> [Value; 2] {
    let middle = text.lines().count() / 2;
    let plain = |line: &str| line.starts_with(|c: char| c.is_alphanumeric()) && line.is_ascii();
    let line = text.lines().skip(middle).position(plain).map_or(0, |line| line + middle);
    let at = json!({"line": line, "character": 0});
    let breaks = typed.matches('\n').count();
    let end = json!({"line": line + breaks, "character": if breaks == 0 { typed.len() } else { 0 }});
    [
        json!([{"range": {"start": at, "end": at}, "text": typed}]),
        json!([{"range": {"start": at, "end": end}, "text": ""}]),
    ]
}

/// Makes two edits of a file by turns, and waits each time until a file is told of that has the same version.
pub fn measured(client: &mut Client, edited: &str, waited_for: &str, edits: &[Value; 2]) -> Vec<Duration> {
    let mut times = Vec::new();
    for version in 1..=BEFORE + KEYSTROKES {
        let edit = &edits[usize::from(version % 2 == 0)];
        let start = Instant::now();
        client.change(edited, version, edit);
        client.diagnostics(waited_for, version);
        times.extend((version > BEFORE).then(|| client.heard_at - start));
    }
    times
}

/// The document of the example, bound to the folder that it is in.
pub fn example() -> String {
    let example = format!("{}/examples/session-cache/requirements.md", env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(example).expect("the example is there");
    document.replace("terraform: infra", "terraform: .")
}

/// A cache about which the document claims things, in the last line but one whether it is in several zones.
pub const CACHE: &str = "resource \"aws_elasticache_replication_group\" \"sessions\" {\n  engine = \"valkey\"\n  snapshot_retention_limit = 7\n  automatic_failover_enabled = true\n  multi_az_enabled = true\n}\n";

/// Takes the cache out of all zones but one and back, by turns; `line` is that of the attribute.
pub fn zones(line: usize) -> [Value; 2] {
    [("true", "false"), ("false", "true")].map(|(before, after)| {
        let at = |character: usize| json!({"line": line, "character": character});
        json!([{"range": {"start": at(21), "end": at(21 + before.len())}, "text": after}])
    })
}

/// The line of the attribute in a text that ends with [`CACHE`].
fn last_but_one(text: &str) -> usize {
    text.lines().count() - 2
}

/// Opens the example in a folder with so many documents, beside a module of which all files are open.
fn with_a_module(client: &mut Client, folder: &std::path::Path) -> String {
    for number in 0..FILES {
        let (place, text) = (folder.join(format!("part-{number}.tf")), generate::terraform(100));
        let text = text.replace("\"orders_", &format!("\"part_{number}_"));
        fs::write(&place, &text).expect("a file for the benchmark");
        client.open(&uri(&place), "terraform", 0, &text);
    }
    client.open(&uri(&folder.join("main.tf")), "terraform", 0, CACHE);
    let requirements = uri(&folder.join("requirements.md"));
    client.open(&requirements, "markdown", 0, &example());
    client.diagnostics(&requirements, 0);
    requirements
}

fn in_a_document_of_a_module(indexed: usize) -> Vec<Duration> {
    let root = of_services(indexed / 2, 1, 20);
    let folder = root.path().join("bound");
    fs::create_dir(&folder).expect("a folder");
    let mut client = Client::with(&everything("utf-16"), &as_folder(root.path()));
    let requirements = with_a_module(&mut client, &folder);
    client.settle();
    let edits = by_turns(&example(), "x");
    measured(&mut client, &requirements, &requirements, &edits)
}

fn in_terraform_of_a_module() -> Vec<Duration> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut client = Client::with(&everything("utf-16"), &json!({"rootUri": null}));
    with_a_module(&mut client, folder.path());
    let terraform = uri(&folder.path().join("main.tf"));
    measured(&mut client, &terraform, &terraform, &zones(last_but_one(CACHE)))
}

/// Changes a value that the document speaks of, at the end of a Terraform file of so many lines: what is found in
/// both files changes each time.
pub fn in_terraform(lines: usize) -> Vec<Duration> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut client = Client::with(&everything("utf-16"), &json!({"rootUri": null}));
    let text = generate::terraform(lines) + CACHE;
    let terraform = uri(&folder.path().join("main.tf"));
    let requirements = uri(&folder.path().join("requirements.md"));
    client.open(&terraform, "terraform", 0, &text);
    client.open(&requirements, "markdown", 0, &example());
    client.diagnostics(&requirements, 0);
    let edits = zones(last_but_one(&text));
    let mut times = Vec::new();
    for version in 1..=BEFORE + KEYSTROKES {
        let start = Instant::now();
        client.change(&terraform, version, &edits[usize::from(version % 2 == 0)]);
        // The document is told of first or last; both belong to the same round.
        let mut left = vec![terraform.as_str(), requirements.as_str()];
        while !left.is_empty() {
            let told = client.wait(|message| message["method"] == "textDocument/publishDiagnostics");
            left.retain(|file| told["params"]["uri"] != *file);
        }
        times.extend((version > BEFORE).then(|| client.heard_at - start));
    }
    times
}

/// The median time that pulldown-cmark needs to read a text.
pub fn parse(text: &str) -> String {
    median(|| pulldown_cmark::Parser::new(text).count())
}

fn parse_terraform(text: &str) -> String {
    median(|| hcl_edit::parser::parse_body(text).map_or(0, |body| body.len()))
}

fn median(read: impl Fn() -> usize) -> String {
    let mut times: Vec<Duration> = (0..21)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(read());
            start.elapsed()
        })
        .collect();
    format!("{:.3}", percentile(&mut times, 50))
}
