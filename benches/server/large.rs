//! What else is done in a document of 50,000 lines.

use std::time::{Duration, Instant};

use serde_json::json;

use super::client::{Client, everything};
use super::process::{cpu_time, most_memory};
use super::typing::{by_turns, parse};
use super::workspace::{beside_a_document, uri};
use super::{generate, line, percentile, shown};

const LINES: usize = 50_000;
const EDITS: i32 = 400;
const IN_A_ROW: i32 = 100;

/// Prints the table.
pub fn print() {
    println!("a document of {LINES} lines, ms (median / 99th percentile where there are two)");
    let text = generate::document(LINES);
    let folder = beside_a_document(false);
    let uri = uri(&folder.path().join("requirements.md"));
    let mut client = Client::with(&everything("utf-16"), &json!({"rootUri": null}));
    let start = Instant::now();
    client.open(&uri, "markdown", 0, &text);
    let before = client.diagnostics(&uri, 0);
    line("opened, to its first diagnostics", &milliseconds(client.heard_at - start), "");
    line("pulldown-cmark reads the whole text", &parse(&text), "");
    line("peak memory, MiB", &format!("{:.1}", most_memory(client.process()).unwrap_or(f64::NAN)), "40");
    let edits = by_turns(&text, "x");
    let mut version = 0;
    let mut edit = |client: &mut Client| {
        version += 1;
        client.change(&uri, version, &edits[usize::from(version % 2 == 0)]);
        version
    };
    let spent = cpu_time(client.process());
    for _ in 0..EDITS {
        let version = edit(&mut client);
        client.diagnostics(&uri, version);
    }
    let each = cpu_time(client.process()).saturating_sub(spent) / EDITS.unsigned_abs();
    line("processor time of an edit, all threads", &milliseconds(each), "1");
    let mut rows = Vec::new();
    for _ in 0..11 {
        let start = Instant::now();
        let last = (0..IN_A_ROW).map(|_| edit(&mut client)).last().expect("there are some");
        let after = client.diagnostics(&uri, last);
        rows.push(client.heard_at - start);
        assert_eq!(after, before, "as many letters were typed as taken back");
    }
    line(&format!("{IN_A_ROW} edits without waiting, to the findings of the last"), &shown(&mut rows), "30");
    let at = edits[0][0]["range"]["start"].clone();
    for method in ["completion", "hover"] {
        let mut times: Vec<Duration> = (0..101)
            .map(|_| {
                let start = Instant::now();
                let version = edit(&mut client);
                client.result(
                    &format!("textDocument/{method}"),
                    &json!({"textDocument": {"uri": uri}, "position": at}),
                );
                let taken = client.heard_at - start;
                client.catch_up(&uri, version);
                taken
            })
            .collect();
        line(&format!("{method} right after an edit"), &shown(&mut times), "0.5");
    }
    let mut times: Vec<Duration> = (0..21)
        .map(|_| {
            let start = Instant::now();
            client.about("textDocument/documentSymbol", &uri);
            client.heard_at - start
        })
        .collect();
    line("document symbols", &format!("{:.3}", percentile(&mut times, 50)), "5");
    line(
        "peak memory after all that, MiB",
        &format!("{:.1}", most_memory(client.process()).unwrap_or(f64::NAN)),
        "",
    );
}

fn milliseconds(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1000.0)
}
