//! Files that are no files, links that lead in circles, and what vanishes while it is looked at.

use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

/// Something odd on disk.
pub struct OnDisk {
    /// What is odd.
    pub name: &'static str,
    /// Puts it into a folder.
    pub arrange: fn(&Path),
    /// What happens to it while it is looked at.
    pub meanwhile: fn(&Path),
}

/// Where links of the document lead, and the Terraform that it is bound to.
pub const DOCUMENT: &str = "---\nterraform: [., odd.tf, odd.md, up/up, module]\n---\n\n# Orders: infrastructure requirements\n\n\
    ## SLA\n\n99.95 %, see [a](odd.md#a), [b](up/up/odd.md#b), [c](odd.tf#c), [d](tiebeam.toml#d), [e](odd#e),\n\
    [f](module/README.md#f), [g](odd.md/a.md#g), ![h](odd.drawio.svg#h).\n\n## Backup / Restore\n\n- **RPO:** 1 min\n";

/// The names under which odd things stand.
const NAMES: [&str; 7] =
    ["odd.md", "odd.tf", "odd.tfvars", "odd.tf.json", "odd.drawio.svg", "odd_test.go", "module/README.md"];

fn write(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Does something under each of the names.
fn each(folder: &Path, mut odd: impl FnMut(&Path)) {
    write(&folder.join("module/main.tf"), "variable \"x\" {}\n");
    for name in NAMES {
        odd(&folder.join(name));
    }
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn link_all_to(folder: &Path, target: &str) {
    each(folder, |path| symlink(target, path).unwrap());
}

fn configure(folder: &Path, template: &str) {
    let text = format!("[[documents]]\nfiles = [\"*.md\"]\ntemplate = \"{template}\"\n");
    write(&folder.join("tiebeam.toml"), text);
}

fn nothing(_: &Path) {}

/// All of them.
pub fn cases() -> Vec<OnDisk> {
    let lasting = |name, arrange| OnDisk { name, arrange, meanwhile: nothing };
    let vanishing = |name, arrange, meanwhile| OnDisk { name, arrange, meanwhile };
    vec![
        lasting("links to themselves", |folder| {
            each(folder, |path| symlink(path, path).unwrap());
        }),
        lasting("folders in a circle", |folder| {
            symlink("..", folder.join("other/up")).unwrap();
            symlink(".", folder.join("up")).unwrap();
        }),
        lasting("pipes", |folder| each(folder, pipe)),
        lasting("a pipe for a configuration", |folder| pipe(&folder.join("tiebeam.toml"))),
        lasting("links to a pipe", |folder| {
            pipe(&folder.join("pipe"));
            link_all_to(folder, "pipe");
        }),
        lasting("links to zeros without end", |folder| link_all_to(folder, "/dev/zero")),
        lasting("links to the standard input", |folder| link_all_to(folder, "/dev/stdin")),
        lasting("links to a terminal", |folder| link_all_to(folder, "/dev/tty")),
        lasting("links to nowhere", |folder| {
            link_all_to(folder, "gone");
            symlink("gone", folder.join("tiebeam.toml")).unwrap();
        }),
        lasting("a link to zeros for a configuration", |folder| {
            symlink("/dev/zero", folder.join("tiebeam.toml")).unwrap();
        }),
        lasting("sockets", |folder| each(folder, |path| drop(UnixListener::bind(path).unwrap()))),
        lasting("files that nobody may read", |folder| {
            each(folder, |path| {
                write(path, "# A\n");
                fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
            });
        }),
        lasting("folders named as files", |folder| {
            each(folder, |path| fs::create_dir_all(path.join("a.md")).unwrap());
            fs::create_dir(folder.join("tiebeam.toml")).unwrap();
        }),
        lasting("files of 100 GB", |folder| {
            each(folder, |path| File::create(path).unwrap().set_len(100 << 30).unwrap());
            File::create(folder.join("tiebeam.toml")).unwrap().set_len(100 << 30).unwrap();
        }),
        lasting("bytes that are no text", |folder| {
            let bytes: Vec<u8> = (0..=255).cycle().take(10_000).collect();
            each(folder, |path| write(path, &bytes));
            write(&folder.join("tiebeam.toml"), &bytes);
        }),
        lasting("names that are no text", |folder| {
            let name =
                |end: &str| std::ffi::OsStr::from_bytes(&[b"\xff\xfe", end.as_bytes()].concat()).to_owned();
            for end in [".md", ".tf", "/main.tf", "/a.md"] {
                write(&folder.join(name(end)), "# A\n");
            }
        }),
        lasting("a folder in 400 folders", |folder| {
            write(&folder.join("deep/".repeat(400)).join("a.md"), "# A\n");
        }),
        lasting("a broken configuration", |folder| write(&folder.join("tiebeam.toml"), "[rules\n\0=")),
        lasting("a deep configuration", |folder| {
            write(&folder.join("tiebeam.toml"), format!("exclude = {}", "[".repeat(100_000)));
        }),
        lasting("a template that is none", |folder| {
            configure(folder, "odd.json");
            write(&folder.join("odd.json"), "{\"sections\": [[[".repeat(10_000));
        }),
        lasting("a template that is a pipe", |folder| {
            configure(folder, "odd.json");
            pipe(&folder.join("odd.json"));
        }),
        vanishing(
            "files that vanish",
            |folder| each(folder, |path| write(path, "# A\n")),
            |folder| {
                each(folder, |path| fs::remove_file(path).unwrap());
            },
        ),
        vanishing(
            "files that become pipes",
            |folder| each(folder, |path| write(path, "# A\n")),
            |folder| {
                each(folder, |path| {
                    fs::remove_file(path).unwrap();
                    pipe(path);
                });
            },
        ),
        vanishing("a folder that vanishes", nothing, |folder| fs::remove_dir_all(folder).unwrap()),
        vanishing(
            "a folder that becomes a file",
            |folder| write(&folder.join("module/main.tf"), ""),
            |folder| {
                fs::remove_dir_all(folder.join("module")).unwrap();
                write(&folder.join("module"), "# A\n");
            },
        ),
    ]
}
