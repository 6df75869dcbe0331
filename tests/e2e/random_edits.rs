//! Edits at random, of a document and of the Terraform beside it, and then everything that is said about both beside
//! what a fresh process says.

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

/// The same for Terraform.
const TERRAFORM_PIECES: [&str; 24] = [
    "\n",
    "\r\n",
    " ",
    "{",
    "}\n",
    "\"",
    "${",
    "# ",
    "/*",
    "*/",
    "<<EOT\n",
    "EOT\n",
    "ü😀",
    "7",
    "resource \"aws_db_instance\" \"orders\" {\n",
    "resource \"terraform_data\" \"a\" {\n",
    "provisioner \"local-exec\" {\n}\n",
    "backup_retention_period = 3\n",
    "maintenance_window = \"mon:01:00-mon:02:00\"\n",
    "multi_az = true\n",
    "count = 0\n",
    "locals {\n  days = 2\n}\n",
    "variable \"days\" {\n  default = 1\n}\n",
    "# tiebeam-ignore undocumented-provisioner: ours\n",
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

/// Recognised whatever becomes of it.
const CONFIG: &str = "[[documents]]\nfiles = [\"*.md\"]\n";

const BEGINNING: &str = "# Orders: infrastructure requirements\n\n## SLA\n\n99.9 %\n";

/// Longer texts are made shorter.
const LONGEST: usize = 6_000;

/// So often everything is compared.
const ROUNDS: i32 = 10;

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
    json!({"line": line, "character": width(&text[start..offset], encoding)})
}

/// How many columns a text is wide.
fn width(text: &str, encoding: &str) -> usize {
    match encoding {
        "utf-8" => text.len(),
        "utf-16" => text.encode_utf16().count(),
        _ => text.chars().count(),
    }
}

/// The same place; now and then as a position that there is not and that stands for it: beyond the end of the line,
/// between the two characters of a line break, inside a character, beyond the end of the text.
fn somehow(text: &str, offset: usize, encoding: &str, chance: &mut Chance) -> Value {
    let mut at = position(text, offset, encoding);
    if chance.below(6) != 0 {
        return at;
    }
    let rest = &text[offset..];
    if rest.is_empty() && chance.below(2) == 0 {
        let line = at["line"].as_u64().unwrap() + 1 + *chance.pick(&[0, 1, 70_000, 2_147_000_000]);
        return json!({"line": line, "character": chance.below(9)});
    }
    let column = at["character"].as_u64().unwrap();
    let beyond = if rest.is_empty() || rest.starts_with(['\n', '\r']) {
        1 + *chance.pick(&[0, 1, 99, 2_147_000_000])
    } else {
        let inside = width(&rest[..rest.chars().next().map_or(0, char::len_utf8)], encoding);
        u64::try_from(chance.below(inside)).unwrap()
    };
    at["character"] = json!(column + beyond);
    at
}

/// A place that an editor can name: not between the two characters of a line break.
fn place(text: &str, chance: &mut Chance) -> usize {
    let at = chance.place(text);
    if text[..at].ends_with('\r') && text[at..].starts_with('\n') { at + 1 } else { at }
}

/// A file as the editor has it.
struct Edited {
    uri: String,
    language: &'static str,
    pieces: &'static [&'static str],
    text: String,
    version: i32,
}

impl Edited {
    fn open(&self, client: &mut Client) {
        client.open(&self.uri, self.language, self.version, &self.text);
    }

    /// Edits it at random, and tells the server of it.
    fn edit(&mut self, client: &mut Client, chance: &mut Chance, encoding: &str) {
        let changes: Vec<Value> = (0..=chance.below(3)).map(|_| self.change(chance, encoding)).collect();
        self.version += 1 + i32::try_from(chance.below(2)).unwrap();
        client.change(&self.uri, self.version, &json!(changes));
    }

    /// An edit at random: what it does to the text, and how it is told.
    fn change(&mut self, chance: &mut Chance, encoding: &str) -> Value {
        let start = place(&self.text, chance);
        let long = self.text.len() > LONGEST;
        let reach = match chance.below(if long { 3 } else { 10 }) {
            0 => 200,
            1 => 12,
            2 => 2,
            _ => 0,
        };
        let end = (start + chance.below(reach + 1)).min(self.text.len());
        let mut end = self.text.floor_char_boundary(end).max(start);
        if self.text[..end].ends_with('\r') && self.text[end..].starts_with('\n') {
            end += 1;
        }
        let new = if long { "" } else { *chance.pick(self.pieces) };
        let [one, other] = [start, end].map(|offset| somehow(&self.text, offset, encoding, chance));
        self.text.replace_range(start..end, new);
        match chance.below(400) {
            0 => json!({"text": self.text}),
            // The wrong way round, and a length that nobody should believe.
            1..20 => json!({"range": {"start": other, "end": one}, "rangeLength": 7, "text": new}),
            _ => json!({"range": {"start": one, "end": other}, "text": new}),
        }
    }

    /// Everything that is said about it, each with what was asked, at some places of it.
    fn views(&self, client: &mut Client, places: &[Value]) -> Vec<(String, Value)> {
        let document = json!({"uri": self.uri});
        let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 100_000, "character": 0}});
        let mut asked: Vec<(String, Value)> = vec![
            ("workspace/symbol".to_owned(), json!({"query": ""})),
            ("workspace/executeCommand".to_owned(), json!({"command": "tiebeam.readiness", "arguments": []})),
            ("textDocument/inlayHint".to_owned(), json!({"textDocument": document, "range": whole})),
        ];
        for method in ["documentSymbol", "foldingRange", "documentLink", "codeLens"] {
            asked.push((format!("textDocument/{method}"), json!({"textDocument": document})));
        }
        for position in places {
            let here = json!({
                "textDocument": document,
                "position": position,
                "range": {"start": position, "end": position},
                "context": {"diagnostics": [], "only": ["quickfix", "refactor"], "includeDeclaration": true}
            });
            for method in ["hover", "definition", "references", "documentHighlight", "codeAction"] {
                asked.push((format!("textDocument/{method}"), here.clone()));
            }
            let here = json!({"textDocument": document, "position": position});
            asked.push(("textDocument/completion".to_owned(), here));
        }
        let mut answered = Vec::new();
        for (method, parameters) in asked {
            let result = client.result(&method, &parameters);
            answered.push((format!("{method} {parameters}"), result));
        }
        answered
    }
}

/// What is shown of both files once the newest version of the document is judged. With it comes whatever is new about
/// the Terraform, and what was shown before still holds where nothing comes.
fn shown(
    client: &mut Client,
    document: &Edited,
    terraform: &Edited,
    before: &mut Value,
) -> Vec<(String, Value)> {
    let published = |file: &Edited, message: &Value| {
        message["params"]["uri"] == file.uri.as_str() && message["params"].get("diagnostics").is_some()
    };
    let of_version = |it: &Value| published(document, it) && it["params"]["version"] == document.version;
    let of_document = match client.heard.iter().rev().find(|message| of_version(message)) {
        Some(message) => message["params"]["diagnostics"].clone(),
        None => client.diagnostics(&document.uri, document.version),
    };
    if let Some(message) = client.heard.iter().rev().find(|message| published(terraform, message)) {
        *before = message["params"]["diagnostics"].clone();
    }
    client.heard.clear();
    vec![
        ("findings of the document".to_owned(), of_document),
        ("findings of the Terraform".to_owned(), before.clone()),
    ]
}

/// What a process that was told of so many edits says otherwise than one that is told of the outcome.
pub fn differences(encoding: &str, edits: i32, seed: u64) -> Vec<String> {
    let folder = Folder::new(&[("main.tf", TERRAFORM), ("tiebeam.toml", CONFIG)]);
    let file = |name: &str, language, pieces, text: &str| Edited {
        uri: folder.uri(name),
        language,
        pieces,
        text: text.to_owned(),
        version: 0,
    };
    let mut document = file("requirements.md", "markdown", &PIECES[..], BEGINNING);
    let mut terraform = file("main.tf", "terraform", &TERRAFORM_PIECES[..], TERRAFORM);
    let capabilities = everything(encoding);
    let (mut client, mut chance) = (Client::with(&capabilities, &folder.as_workspace()), Chance(seed));
    document.open(&mut client);
    let (mut is_open, mut before, mut found) = (false, json!([]), Vec::new());
    for edit in 1..=edits {
        match chance.below(60) {
            0 if is_open => {
                client.notify("textDocument/didClose", &json!({"textDocument": {"uri": terraform.uri}}));
                is_open = false;
            }
            0 => {
                TERRAFORM.clone_into(&mut terraform.text);
                terraform.open(&mut client);
                is_open = true;
            }
            1..8 if is_open => terraform.edit(&mut client, &mut chance, encoding),
            _ => document.edit(&mut client, &mut chance, encoding),
        }
        if edit % 50 == 0 {
            // An answer in between keeps the two in step, as an editor does.
            client.about("textDocument/foldingRange", &document.uri);
        }
        if edit % (edits / ROUNDS) != 0 {
            continue;
        }
        document.edit(&mut client, &mut chance, encoding);
        let mut fresh = Client::with(&capabilities, &folder.as_workspace());
        if is_open {
            terraform.open(&mut fresh);
        }
        document.open(&mut fresh);
        let mut said = shown(&mut client, &document, &terraform, &mut before);
        let mut expected = shown(&mut fresh, &document, &terraform, &mut json!([]));
        for file in [&document, &terraform].into_iter().take(1 + usize::from(is_open)) {
            let (mut plain, mut odd) = (Vec::new(), Vec::new());
            for _ in 0..6 {
                let at = place(&file.text, &mut chance);
                plain.push(position(&file.text, at, encoding));
                odd.push(somehow(&file.text, at, encoding, &mut chance));
            }
            said.extend(file.views(&mut client, &odd));
            expected.extend(file.views(&mut fresh, &plain));
        }
        let there_is = expected.iter().filter(|(_, answer)| !answer.is_null()).count();
        assert!(there_is > 6, "there is something to compare");
        for ((asked, said), (_, expected)) in
            said.iter().zip(&expected).filter(|(one, other)| one.1 != other.1)
        {
            found.push(format!(
                "{encoding}, seed {seed}, edit {edit}: {asked}:\n  {said}\nbut fresh\n  {expected}\nof {:?}\nbeside {:?}",
                document.text, terraform.text
            ));
        }
    }
    found
}

#[test]
fn thousands_of_edits_lead_to_what_a_fresh_process_says() {
    assert_eq!(differences("utf-16", 3_000, 1), [""; 0]);
}

#[test]
fn edits_lead_to_the_same_in_the_other_encodings() {
    assert_eq!(differences("utf-8", 2_000, 2), [""; 0]);
    assert_eq!(differences("utf-32", 2_000, 3), [""; 0]);
}
