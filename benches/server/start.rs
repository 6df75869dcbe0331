//! From the start of the process to what a user waits for.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use super::client::{Client, everything};
use super::process::most_memory;
use super::workspace::{as_folder, of_services, uri};
use super::{line, percentile, shown};

/// Prints the table.
pub fn print() {
    println!("start of the process to ..., ms (median / slowest)");
    for (documents, files, terraform_lines) in [(1, 1, 40), (1_000, 5, 40), (1_000, 10, 240)] {
        let root = of_services(documents, files, terraform_lines);
        let size = format!("{documents} documents, {} .tf files", documents * files);
        let small = terraform_lines == 40;
        let mut first: Vec<Duration> = (0..11).map(|_| first_diagnostics(root.path())).collect();
        line(&format!("first diagnostics, {size}"), &shown(&mut first), "10");
        if documents > 1 {
            let mut complete: Vec<(Duration, f64)> = (0..5).map(|_| complete_index(root.path())).collect();
            complete.sort_by_key(|(time, _)| *time);
            let (time, memory) = complete[complete.len() / 2];
            let goal = if small { "100" } else { "2000 and 80 MiB" };
            let found = format!("{:.1}, {memory:.1} MiB", time.as_secs_f64() * 1000.0);
            line(&format!("complete index, {size}"), &found, goal);
            line("`tiebeam check` of it", &check(root.path()), if small { "150" } else { "" });
        }
    }
}

/// Starts a server, opens a document and waits for what is found in it.
fn first_diagnostics(root: &Path) -> Duration {
    let document = root.join("team-0/service-0/requirements.md");
    let text = std::fs::read_to_string(&document).expect("a document");
    let start = Instant::now();
    let mut client = Client::with(&everything("utf-16"), &as_folder(root));
    client.open(&uri(&document), "markdown", 0, &text);
    client.diagnostics(&uri(&document), 0);
    client.heard_at - start
}

/// Starts a server and waits until all is read; the time, and the most memory, in MiB.
fn complete_index(root: &Path) -> (Duration, f64) {
    let start = Instant::now();
    let mut client = Client::with(&everything("utf-16"), &as_folder(root));
    client.wait(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end");
    let taken = client.heard_at - start;
    let symbols = client.result("workspace/symbol", &json!({"query": "SLA"}));
    assert!(!symbols.as_array().expect("a list").is_empty());
    (taken, most_memory(client.process()).unwrap_or(f64::NAN))
}

fn check(root: &Path) -> String {
    let mut times: Vec<Duration> = (0..5)
        .map(|_| {
            let start = Instant::now();
            run(&["check", &root.display().to_string()]);
            start.elapsed()
        })
        .collect();
    format!("{:.1}", percentile(&mut times, 50))
}

fn run(arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiebeam"));
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().expect("the command runs");
}

/// Prints what there is to say of the program's file.
pub fn print_binary() {
    println!("the program");
    let size = std::fs::metadata(env!("CARGO_BIN_EXE_tiebeam")).expect("it is there").len();
    #[expect(clippy::cast_precision_loss, reason = "far below the limits of a double")]
    let megabytes = size as f64 / 1e6;
    line("size, MB", &format!("{megabytes:.1}"), "12");
    let mut times: Vec<Duration> = (0..51)
        .map(|_| {
            let start = Instant::now();
            run(&["--version"]);
            start.elapsed()
        })
        .collect();
    line("`tiebeam --version`, ms", &shown(&mut times), "5");
}
