//! What lies outside of the workspace is nobody's business, and the server does nothing but read and answer.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::asking;
use super::client::{Client, everything};

/// What no answer may have in it.
const SECRET: &str = "SECRET-MARKER";

/// A document that tries every way out; `OUT` is the folder around its workspace.
const DOCUMENT: &str = "---
template: infrastructure
terraform: [., ../elsewhere, OUT/elsewhere, linked, linked/../../elsewhere, 'file://OUT/elsewhere']
resources: [aws_db_instance.orders]
---

# Orders: infrastructure requirements

## SLA

- **SLA:** 99.999 % of `aws_db_instance.SECRET`, see `module.outside`

## Backup / Restore

- **Backup needed:** yes, [a](../secret.md#a), [b](OUT/secret.md#b), [c](file://OUT/secret.md#c), [d](linked.md#d)
- **RPO:** 1 min, [e](linked/README.md#e), [f](%2e%2e/secret.md#f), [g](linked/../../secret.md#g), [h](late.md#h)
- **RTO:** 10 min, ![i](../secret.drawio.svg) [j](//OUT/secret.md#j) [k]: ../secret.md
- **Retention:** 99 days

[k]: ../secret.md#k

## Security

- **Ports:** 443
";

const TERRAFORM: &str = "resource \"aws_db_instance\" \"orders\" {
  backup_retention_period = module.outside.days
  password                = file(\"../secret.md\")
}

module \"outside\" {
  source = \"../elsewhere\"
}

module \"linked\" {
  source = \"./linked\"
}

module \"absolute\" {
  source = \"OUT/elsewhere\"
}
";

/// Terraform that says what must not be told.
const ELSEWHERE: &str = "resource \"aws_db_instance\" \"SECRET-MARKER-database\" {
  multi_az                = false
  backup_retention_period = 0
  engine                  = \"SECRET-MARKER-engine\"
}

variable \"SECRET-MARKER-input\" {}

output \"days\" {
  value = 3
}
";

const MARKDOWN: &str = "# SECRET-MARKER: infrastructure requirements\n\n## SLA\n\n- **SLA:** SECRET-MARKER\n\n## SECRET-MARKER-heading\n";

/// A folder with a workspace in it, which leads out of itself wherever it can.
fn outside_and_inside(configuration: &str) -> TempDir {
    let around = TempDir::new().unwrap();
    let out = around.path().canonicalize().unwrap();
    let write = |name: &str, text: &str| {
        let path = out.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.replace("OUT", out.to_str().unwrap())).unwrap();
    };
    write("secret.md", MARKDOWN);
    write("secret.toml", "SECRET-MARKER = [\n");
    write("secret.json", "{\"SECRET-MARKER\": \"SECRET-MARKER\"}");
    write("secret.drawio.svg", "<svg>SECRET-MARKER</svg>");
    write(".gitignore", "# SECRET-MARKER\n");
    write("elsewhere/main.tf", ELSEWHERE);
    write("elsewhere/terraform.tfvars", "days = \"SECRET-MARKER\"\n");
    write("elsewhere/README.md", MARKDOWN);
    write("elsewhere/secret_test.go", "func TestSECRET_MARKER(t *testing.T) {}\n");
    write("project/requirements.md", DOCUMENT);
    write("project/main.tf", TERRAFORM);
    if configuration == "linked" {
        symlink("../secret.toml", out.join("project/tiebeam.toml")).unwrap();
    } else {
        write("project/tiebeam.toml", configuration);
    }
    for (target, name) in [
        ("../elsewhere", "linked"),
        ("../secret.md", "linked.md"),
        ("../elsewhere/main.tf", "linked.tf"),
        ("../elsewhere/terraform.tfvars", "terraform.tfvars"),
        ("../elsewhere/secret_test.go", "linked_test.go"),
    ] {
        symlink(target, out.join("project").join(name)).unwrap();
    }
    around
}

const CONFIGURATIONS: [&str; 3] = [
    "[[documents]]\nfiles = [\"*.md\"]\nterraform = [\"../elsewhere\", \"OUT/elsewhere\"]\n",
    "[[documents]]\nfiles = [\"*.md\"]\ntemplate = \"../secret.json\"\n",
    "linked",
];

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// Opens the document and its Terraform and asks everything everywhere; all that was said.
fn interrogate(mut client: Client, around: &Path) -> Vec<Value> {
    let out = around.canonicalize().unwrap();
    let project = out.join("project");
    let mut capabilities = everything("utf-16");
    // The server looks itself.
    capabilities["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"] = json!(false);
    let folders = json!({"workspaceFolders": [{"uri": uri(&project), "name": "project"}]});
    client.begin(&capabilities, &folders);
    let mut all = Vec::new();
    for (name, language) in [("requirements.md", "markdown"), ("main.tf", "terraform")] {
        let text = fs::read_to_string(project.join(name)).unwrap();
        client.open(&uri(&project.join(name)), language, 1, &text);
        all.push((uri(&project.join(name)), text));
    }
    client.diagnostics(&all[0].0, 1);
    symlink("../secret.md", project.join("late.md")).unwrap();
    symlink("../elsewhere", project.join("late")).unwrap();
    let late = ["late", "late.md", "late/README.md", "linked/README.md"];
    let changes: Vec<Value> =
        late.iter().map(|name| json!({"uri": uri(&project.join(name)), "type": 1})).collect();
    client.notify("workspace/didChangeWatchedFiles", &json!({"changes": changes}));
    client.settle();
    for (uri, text) in &all {
        let places: Vec<Value> = text
            .lines()
            .enumerate()
            .flat_map(|(line, words)| {
                (0..=words.len()).step_by(4).map(move |column| json!({"line": line, "character": column}))
            })
            .collect();
        let asked = asking::about(uri, &places);
        let ids = asking::send(&mut client, &asked);
        asking::answers(&mut client, &ids);
    }
    client.result("workspace/symbol", &json!({"query": "SECRET"}));
    for (command, arguments) in [
        ("tiebeam.readiness", json!([])),
        ("tiebeam.templates", json!([])),
        ("tiebeam.explain", json!([])),
        ("tiebeam.newDocument", json!([{}])),
        ("tiebeam.insertMissingSections", json!([{"uri": all[0].0}])),
    ] {
        client.result("workspace/executeCommand", &json!({"command": command, "arguments": arguments}));
    }
    client.settle();
    client.request("shutdown", &Value::Null);
    client.notify("exit", &Value::Null);
    assert_eq!(client.end(), 0);
    std::mem::take(&mut client.heard)
}

fn assert_nothing_told(heard: &[Value]) {
    assert!(heard.iter().any(|message| message.to_string().contains("missing-section")));
    for message in heard {
        assert!(!message.to_string().contains(SECRET), "{message}");
    }
}

#[test]
fn nothing_is_told_of_what_lies_outside() {
    for configuration in CONFIGURATIONS {
        for in_a_repository in [true, false] {
            let around = outside_and_inside(configuration);
            if in_a_repository {
                fs::create_dir(around.path().join("project/.git")).unwrap();
            }
            assert_nothing_told(&interrogate(Client::start(), around.path()));
            for command in [["check"].as_slice(), &["check", "--ties"], &["check", "--format", "json"]] {
                let run = Command::new(env!("CARGO_BIN_EXE_tiebeam"))
                    .args(command)
                    .current_dir(around.path().join("project"))
                    .output()
                    .unwrap();
                let said = [run.stdout, run.stderr].concat();
                assert!(!String::from_utf8_lossy(&said).contains(SECRET), "{command:?}");
            }
        }
    }
}

#[test]
fn what_else_the_client_has_open_may_be_bound() {
    let around = TempDir::new().unwrap();
    let out = around.path().canonicalize().unwrap();
    let write = |name: &str, text: &str| {
        let path = out.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("infra/main.tf", "resource \"aws_db_instance\" \"orders\" {\n  backup_retention_period = 0\n}\n");
    let text = "---\nterraform: ../infra\n---\n\n# Orders: infrastructure requirements\n\n## Backup / Restore\n\n\
        - **Backup needed:** yes\n- **RPO:** 1 h\n";
    write("docs/requirements.md", text);
    let document = uri(&out.join("docs/requirements.md"));
    let opened = |folders: &[&str]| {
        let named: Vec<Value> =
            folders.iter().map(|name| json!({"uri": uri(&out.join(name)), "name": name})).collect();
        let mut client = Client::with(&everything("utf-16"), &json!({"workspaceFolders": named}));
        client.open(&document, "markdown", 1, text);
        client.diagnostics(&document, 1)
    };
    let is_contradicted = |found: &Value| found.to_string().contains("backup-claimed-but-off");
    assert!(!is_contradicted(&opened(&["docs"])), "it is not in the workspace");
    assert!(is_contradicted(&opened(&["docs", "infra"])), "another folder");
    fs::create_dir(out.join(".git")).unwrap();
    assert!(is_contradicted(&opened(&["docs"])), "the repository");
}

/// System calls that look at or change more than the process itself.
const TRACED: &str = "trace=?open,openat,?openat2,?creat,socket,connect,bind,listen,execve,execveat,?rename,?renameat,\
    renameat2,?unlink,unlinkat,?mkdir,mkdirat,?rmdir,?link,linkat,?symlink,symlinkat,truncate,ftruncate,?chmod,fchmod,\
    fchmodat,?mknod,mknodat";

/// Where a process finds what it is made of, and what it knows of itself and its time zone.
const OF_THE_SYSTEM: [&str; 9] = [
    "/proc/",
    "/sys/",
    "/lib",
    "/usr/lib",
    "/etc/ld.so",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/usr/share/locale",
    "/dev/",
];

/// The system calls of a log, each whole and with what came of it.
fn calls(log: &str) -> Vec<String> {
    let mut begun: BTreeMap<&str, &str> = BTreeMap::new();
    let mut calls = Vec::new();
    for line in log.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        if let Some(first) = call.strip_suffix("<unfinished ...>") {
            begun.insert(thread, first);
        } else if let Some((_, rest)) = call.split_once("resumed>") {
            calls.push(format!("{}{rest}", begun.remove(thread).unwrap_or_default()));
        } else {
            calls.push(call.to_owned());
        }
    }
    calls
}

#[test]
fn nothing_is_run_written_or_sent_and_nothing_outside_is_read() {
    let traces = Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    if !traces.is_ok_and(|status| status.success()) {
        // What is told is held by the test above; what is called cannot be seen here.
        writeln!(std::io::stderr(), "SKIPPED: there is no strace that may trace").unwrap();
        return;
    }
    for configuration in CONFIGURATIONS {
        let around = outside_and_inside(configuration);
        let project = around.path().canonicalize().unwrap().join("project");
        let log = TempDir::new().unwrap();
        let log = log.path().join("calls");
        let mut command = Command::new("strace");
        command.args(["-f", "-e", TRACED, "-o"]).arg(&log).arg(env!("CARGO_BIN_EXE_tiebeam"));
        assert_nothing_told(&interrogate(Client::of(command.args(["lsp", "--stdio"])), around.path()));
        let log = fs::read_to_string(&log).unwrap();
        let calls = calls(&log);
        let opened = calls.iter().filter(|call| call.starts_with("open"));
        let others: Vec<&String> =
            calls.iter().filter(|call| !call.starts_with(['+', '-']) && !call.starts_with("open")).collect();
        assert!(others.len() == 1 && others[0].starts_with("execve("), "{others:#?}");
        let mut inside = 0;
        for call in opened {
            assert!(
                !["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|mode| call.contains(mode)),
                "{call}"
            );
            let path = call.split('"').nth(1).unwrap();
            let found = !call.contains("= -1 ");
            if Path::new(path).starts_with(&project) {
                inside += usize::from(found);
                let real = fs::canonicalize(path);
                let leads_out = real.is_ok_and(|real| !real.starts_with(&project));
                assert!(!found || !leads_out, "leads out: {call}");
            } else {
                let of_the_system = OF_THE_SYSTEM.iter().any(|start| path.starts_with(start));
                assert!(!found || of_the_system, "outside: {call}");
            }
        }
        assert!(inside > 2, "{log}");
    }
}
