//! Files that no reader likes cost nothing but their own answers.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::bearing::{bear, folder_of};
#[cfg(unix)]
use super::bearing::{bear_on_disk, folder_on_disk};
#[cfg(unix)]
use super::cases::disk;
use super::cases::{Case, Size, markdown, terraform};

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(3);

/// How `tiebeam check` ends in a folder.
fn check(folder: &Path) -> Option<i32> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tiebeam"))
        .arg("check")
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("{} takes too long", folder.display());
}

fn are_borne(cases: Vec<Case>) {
    for case in cases {
        let borne = bear(&case);
        assert!(borne.answers.iter().any(|answer| answer["result"] != Value::Null), "{}", case.name);
        let code = check(folder_of(&case).path());
        assert!(matches!(code, Some(0 | 1)), "{}: {code:?}", case.name);
    }
}

#[test]
fn documents_that_are_hard_to_read_are_borne() {
    are_borne(markdown::cases(Size::Small));
}

#[test]
fn terraform_that_is_hard_to_read_is_borne() {
    are_borne(terraform::cases(Size::Small));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_borne() {
    for case in disk::cases() {
        bear_on_disk(&case);
        let folder = folder_on_disk(&case);
        // A configuration that cannot be used is said to be so.
        let code = check(folder.path());
        assert!(matches!(code, Some(0..=2)), "{}: {code:?}", case.name);
    }
}
