//! The shape of the house: which room may name which, and what only one room may do.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first; a module names only lower ones.
const LAYERS: [&[&str]; 8] = [
    &["text"],
    &["syntax", "schema"],
    &["model"],
    &["workspace"],
    &["facts"],
    &["rules"],
    &["ide"],
    &["cli", "lsp"],
];

/// What the core never names: protocols, runtimes, the environment, processes.
const FOREIGN: [&str; 8] =
    ["tower_lsp", "lsp_types", "ls_types", "tokio", "dashmap", "std::env", "std::process", "std::net"];

/// What only the room that reads files names.
const READING: [&str; 2] = ["std::fs", "File::"];

const LONGEST_FILE: usize = 500;

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = ignore::Walk::new(&root)
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "rs"));
    let sources: Vec<_> = files
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).unwrap();
            (entry.path().strip_prefix(&root).unwrap().to_owned(), text)
        })
        .collect();
    assert!(sources.len() > 20, "only {} sources were found", sources.len());
    sources
}

fn room(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

fn layer(room: &str) -> Option<usize> {
    LAYERS.iter().position(|rooms| rooms.contains(&room))
}

/// The rooms that a source names, with the line.
fn named_rooms(text: &str) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            assert!(!rest.starts_with('{'), "line {}: name one room a line, not `crate::{{`", number + 1);
            named.push((number + 1, name));
        }
    }
    named
}

#[test]
fn a_room_names_only_lower_rooms() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let own = room(&path);
        if ["lib", "main"].contains(&own.as_str()) {
            continue;
        }
        let own_layer = layer(&own).unwrap_or_else(|| panic!("{own} is in no layer"));
        for (line, other) in named_rooms(&text) {
            let allowed =
                other == own || other == "corpus" || layer(&other).is_some_and(|other| other < own_layer);
            if !allowed {
                faults.push(format!("{}:{line}: {own} must not name {other}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether a name stands in code that is not the end of another: `File::`, and not `TerraformFile::`.
fn has_name(code: &str, name: &str) -> bool {
    let before = |at: usize| code[..at].chars().next_back();
    code.match_indices(name).any(|(at, _)| !before(at).is_some_and(char::is_alphanumeric))
}

#[test]
fn the_core_knows_no_protocol_no_runtime_and_no_process() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let own = room(&path);
        if ["main", "cli", "lsp"].contains(&own.as_str()) {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap();
        for foreign in FOREIGN.iter().filter(|foreign| code.contains(**foreign)) {
            faults.push(format!("{}: names {foreign}", path.display()));
        }
        if path != Path::new("workspace/disk.rs") {
            for reading in READING.iter().filter(|reading| has_name(code, reading)) {
                faults.push(format!(
                    "{}: reads files ({reading}); only workspace/disk.rs does",
                    path.display()
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_say_what_they_are_and_stay_short() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        if !text.starts_with("//! ") {
            faults.push(format!("{}: begins without saying what it is", path.display()));
        }
        let lines = text.lines().count();
        if lines > LONGEST_FILE {
            faults.push(format!("{}: {lines} lines, more than {LONGEST_FILE}", path.display()));
        }
        let rooms = ["util", "helper", "common", "manager", "misc"];
        if rooms.iter().any(|name| path.to_str().unwrap().contains(name)) {
            faults.push(format!("{}: a name without a subject", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What the language server alone brings along.
const SERVER_ONLY: [&str; 3] = ["tokio", "tower-lsp-server", "dashmap"];

#[test]
fn without_the_server_there_is_no_runtime_and_no_protocol() {
    let tree = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--no-default-features", "-e", "normal", "--prefix", "none", "-f", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains(&"ropey"), "no tree: {tree}");
    for name in SERVER_ONLY {
        assert!(!names.contains(&name), "{name} comes along without the server");
    }
}

#[test]
fn only_the_server_names_what_it_brings_along() {
    let mut faults = Vec::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| room(path) != "lsp") {
        for name in ["tower_lsp", "ls_types", "tokio", "dashmap", "tower_service"] {
            if text.contains(name) {
                faults.push(format!("{}: names {name}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
