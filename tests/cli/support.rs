//! Runs the command and makes folders for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The repository.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What a run of the command came to.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The command in a folder, with nothing in its environment that changes its output.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiebeam"));
    command.current_dir(folder).args(arguments);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM"] {
        command.env_remove(name);
    }
    command
}

/// Runs the command in a folder.
pub fn tiebeam(folder: &Path, arguments: &[&str]) -> Run {
    let Output { status, stdout, stderr } = command(folder, arguments).output().unwrap();
    Run {
        code: status.code().unwrap(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// A folder that is a repository of its own, with these files in it.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for (name, text) in files {
        write(folder.path(), name, text.as_bytes());
    }
    folder
}

/// Writes a file and the folders above it.
pub fn write(folder: &Path, name: &str, text: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path
}

/// A document in which most sections are missing.
pub const SHORT: &str =
    "# Cache: infrastructure requirements\n\n## SLA\n\n99.9 %\n\n## Backp / Restore\n\n- **RPO:** 1 h\n";

/// Compares with a committed file, or writes it.
pub fn assert_snapshot(name: &str, found: &str) {
    let path = Path::new(ROOT).join("tests/cli/snapshots").join(name);
    if std::env::var_os("TIEBEAM_UPDATE").is_some() {
        fs::write(&path, found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        found == expected,
        "{name} differs; run TIEBEAM_UPDATE=1 cargo test --test cli and look at the change\n{found}"
    );
}
