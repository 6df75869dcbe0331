//! Edits at random, and then everything that is said about the document beside what a fresh process says.

use serde_json::{Value, json};

use super::client::{Client, everything};
use super::folder::Folder;
use super::support::Chance;

/// What is typed: all that opens, closes or names something, line breaks of each sort, letters of every width.
const PIECES: [&str; 48] = [
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "# ",
    "## SLA\n\n",
    "## Backp / Restore\n",
    "\nLogs\n\n",
    "### Auditing\n",
    "===\n",
    "```\n",
    "~~~",
    "<!-- ",
    " -->",
    "<!-- tiebeam-ignore dead-link: old -->\n",
    "---\n",
    "template: infrastructure\n",
    "- **RPO:** 1 h\n",
    "- ",
    "  - ",
    "> ",
    "| Date | |\n",
    "|---|---|\n",
    "| a | b |\n",
    "[a](gone.md)",
    "[a](#sla)",
    "[x]: y.md\n",
    "![d](d.drawio.svg)",
    "😀",
    "ü",
    "\u{2028}",
    "\t",
    " ",
    "word",
    "`",
    "**",
    "&amp;",
    "<b>",
    "\\",
    "1. ",
    "Budget: 5 $\n",
    "\u{feff}",
    "aws_db_instance.orders",
    "## Metrics and Logs\n",
    "\n## Backup / Restore\n\n- **RPO:** 1 min\n",
    "- **Backup method:** snapshots, kept for 14 days\n",
    "- **Backup needed:** no\n",
    "- **Window:** Sun 05:00-06:00 UTC\n",
];

/// What the document is bound to.
const TERRAFORM: &str = r#"
resource "aws_instance" "a" {}

resource "aws_db_instance" "orders" {
  backup_retention_period = var.days
  maintenance_window      = "sun:03:00-sun:04:00"
}

variable "days" {
  default = 7
}
"#;

/// Longer texts are made shorter.
const LONGEST: usize = 6_000;

/// A place by line and column, as the encoding counts columns.
fn position(text: &str, offset: usize, encoding: &str) -> Value {
    let (mut line, mut start) = (0, 0);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate().take(offset) {
        let breaks = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        if breaks {
            (line, start) = (line + 1, at + 1);
        }
    }
    let before = &text[start..offset];
    let column = match encoding {
        "utf-8" => before.len(),
        "utf-16" => before.encode_utf16().count(),
        _ => before.chars().count(),
    };
    json!({"line": line, "character": column})
}

/// A place that an editor can name: not between the two characters of a line break.
fn place(text: &str, chance: &mut Chance) -> usize {
    let at = chance.place(text);
    if text[..at].ends_with('\r') && text[at..].starts_with('\n') { at + 1 } else { at }
}

/// An edit at random: what it does to the text, and how it is told.
fn edit(text: &mut String, chance: &mut Chance, encoding: &str) -> Value {
    if chance.below(400) == 0 {
        return json!({"text": text});
    }
    let start = place(text, chance);
    let long = text.len() > LONGEST;
    let reach = match chance.below(if long { 3 } else { 10 }) {
        0 => 200,
        1 => 12,
        2 => 2,
        _ => 0,
    };
    let mut end = text.floor_char_boundary((start + chance.below(reach + 1)).min(text.len())).max(start);
    if text[..end].ends_with('\r') && text[end..].starts_with('\n') {
        end += 1;
    }
    let new = if long { "" } else { *chance.pick(&PIECES) };
    let range = json!({"start": position(text, start, encoding), "end": position(text, end, encoding)});
    text.replace_range(start..end, new);
    json!({"range": range, "text": new})
}

/// Everything that is said about a document at some places of it.
fn views(client: &mut Client, uri: &str, version: i32, places: &[Value]) -> Vec<Value> {
    let published = |message: &&Value| {
        message["params"]["uri"] == uri
            && message["params"]["version"] == version
            && message["params"].get("diagnostics").is_some()
    };
    let heard =
        client.heard.iter().rev().find(published).map(|message| message["params"]["diagnostics"].clone());
    let mut said = vec![heard.unwrap_or_else(|| client.diagnostics(uri, version))];
    client.heard.clear();
    for method in ["documentSymbol", "foldingRange", "documentLink"] {
        said.push(client.about(&format!("textDocument/{method}"), uri));
    }
    let document = json!({"uri": uri});
    for position in places {
        let here = json!({"textDocument": document, "position": position});
        said.push(client.result("textDocument/hover", &here));
        said.push(client.result("textDocument/completion", &here));
        said.push(client.result("textDocument/definition", &here));
        said.push(client.result("textDocument/documentHighlight", &here));
        let range = json!({"start": position, "end": position});
        let context = json!({"diagnostics": [], "only": ["quickfix", "refactor"]});
        let action = json!({"textDocument": document, "range": range, "context": context});
        said.push(client.result("textDocument/codeAction", &action));
    }
    said
}

fn edits_lead_to_what_a_fresh_process_says(encoding: &str, edits: i32, seed: u64) {
    // Recognised whatever becomes of it.
    let config = "[[documents]]\nfiles = [\"*.md\"]\n";
    let folder = Folder::new(&[("main.tf", TERRAFORM), ("tiebeam.toml", config)]);
    let uri = folder.uri("requirements.md");
    let capabilities = everything(encoding);
    let mut client = Client::with(&capabilities, &folder.as_workspace());
    let mut chance = Chance(seed);
    let mut text = "# Orders: infrastructure requirements\n\n## SLA\n\n99.9 %\n".to_owned();
    client.open(&uri, "markdown", 0, &text);
    for version in 1..=edits {
        let count = 1 + chance.below(3);
        let changes: Vec<Value> = (0..count).map(|_| edit(&mut text, &mut chance, encoding)).collect();
        client.change(&uri, version, &json!(changes));
        if version % 50 == 0 {
            // An answer in between keeps the two in step, as an editor does.
            client.about("textDocument/foldingRange", &uri);
        }
        if version % (edits / 10) == 0 {
            let places: Vec<Value> =
                (0..6).map(|_| position(&text, place(&text, &mut chance), encoding)).collect();
            let mut fresh = Client::with(&capabilities, &folder.as_workspace());
            fresh.open(&uri, "markdown", version, &text);
            let (said, expected) =
                (views(&mut client, &uri, version, &places), views(&mut fresh, &uri, version, &places));
            assert!(
                said.iter().filter(|answer| !answer.is_null()).count() > 6,
                "there is something to compare"
            );
            for (said, expected) in said.iter().zip(&expected) {
                assert_eq!(said, expected, "{encoding}, seed {seed}, version {version}:\n{text:?}");
            }
        }
    }
}

#[test]
fn twenty_thousand_edits_lead_to_what_a_fresh_process_says() {
    edits_lead_to_what_a_fresh_process_says("utf-16", 20_000, 1);
}

#[test]
fn edits_lead_to_the_same_in_the_other_encodings() {
    edits_lead_to_what_a_fresh_process_says("utf-8", 2_000, 2);
    edits_lead_to_what_a_fresh_process_says("utf-32", 2_000, 3);
}
