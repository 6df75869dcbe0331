//! What the README shows is what happens.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap().replace("\r\n", "\n")
}

/// The text of the first fenced block that begins with this info string.
fn block(text: &str, info: &str) -> String {
    let after = text.split_once(&format!("```{info}\n")).unwrap().1;
    after.split_once("\n```").unwrap().0.to_owned()
}

#[test]
fn the_output_that_it_shows_is_real() {
    let shown = block(&read("README.md"), "console");
    let (command, output) = shown.split_once('\n').unwrap();
    assert_eq!(command, "$ tiebeam check examples/session-cache");
    // The command's tests hold this file to the real output.
    let real = read("tests/cli/snapshots/session-cache.txt");
    let parts: Vec<&str> = output.split("\n\n").collect();
    assert!(parts.len() >= 4);
    for part in parts {
        assert!(real.contains(part), "the README shows, and the command does not print:\n{part}");
    }
}

#[test]
fn the_cure_that_it_shows_is_real() {
    let text = read("README.md");
    let (_, behind) = text.split_once("```console\n$ tiebeam check").unwrap();
    let shown = block(behind, "console");
    let (command, output) = shown.split_once('\n').unwrap();
    assert_eq!(command, "$ tiebeam fix --dry-run --rule rpo-not-met examples/session-cache");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_tiebeam"))
        .args(command.split(' ').skip(2))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(String::from_utf8(run.stdout).unwrap().replace("\r\n", "\n").contains(output), "{output}");
}

#[test]
fn the_test_command_is_the_one_that_ci_runs() {
    let commands = block(&read("README.md"), "sh");
    let commands: Vec<&str> = commands.lines().map(|line| line.split(" #").next().unwrap().trim()).collect();
    assert_eq!(commands.len(), 2, "{commands:?}");
    let ci = read(".ci/run");
    assert!(ci.lines().any(|line| line.starts_with(&format!("{} 2>&1", commands[1]))), "{commands:?}");
}
