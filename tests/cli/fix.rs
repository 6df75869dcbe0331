//! What `tiebeam fix` changes and what it leaves.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::support::{ROOT, SHORT, folder, tiebeam, write};

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = ignore::WalkBuilder::new(folder).standard_filters(false).build().flatten();
    let files = files.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn certain_fixes_are_applied_and_told() {
    let folder = folder(&[("requirements.md", SHORT)]);
    let run = tiebeam(folder.path(), &["fix"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert!(run.out.contains("Insert all 13 missing sections\n"), "{run:?}");
    assert!(run.out.contains("Fixed 1 file; left: "), "{run:?}");
    let text = fs::read_to_string(folder.path().join("requirements.md")).unwrap();
    assert!(text.contains("\n## Backup / Restore\n") && text.contains("\n## Budget\n"), "{text}");
    // An uncertain fix waits for somebody who looks at it.
    assert!(!text.contains("mermaid"), "{text}");
    let left = tiebeam(folder.path(), &["check"]).out;
    assert!(!left.contains("missing-section") && left.contains("no-diagram"), "{left}");
    assert_eq!(contents(folder.path()).len(), 1, "nothing temporary stays");
}

#[test]
fn a_dry_run_shows_a_diff_and_writes_nothing() {
    let folder = folder(&[("docs/requirements.md", SHORT)]);
    let before = contents(folder.path());
    let run = tiebeam(folder.path(), &["fix", "--dry-run"]);
    assert_eq!(run.code, 0);
    assert!(run.out.starts_with("--- a/docs/requirements.md\n+++ b/docs/requirements.md\n@@ "), "{run:?}");
    assert!(run.out.contains("\n-## Backp / Restore\n") && run.out.contains("\n+## Backup / Restore\n"));
    assert!(run.err.contains("Would fix 1 file"), "{run:?}");
    assert_eq!(contents(folder.path()), before);
    assert_eq!(tiebeam(folder.path(), &["fix", "--dry-run", "--quiet"]).err, "");
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = folder(&[]);
    copy(Path::new(ROOT).join("examples/session-cache").as_path(), &folder.path().join("example"));
    for (index, text) in damaged().into_iter().enumerate() {
        write(folder.path(), &format!("{index}/requirements.md"), text.as_bytes());
        let marked = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        write(folder.path(), &format!("{index}-crlf/requirements.md"), marked.as_bytes());
    }
    for arguments in [&["fix"][..], &["fix", "--rule", "empty-section", "--rule", "no-diagram"]] {
        let first = tiebeam(folder.path(), arguments);
        assert!(first.out.contains("Fixed "), "{first:?}");
        let after = contents(folder.path());
        let second = tiebeam(folder.path(), arguments);
        assert!(second.out.starts_with("Nothing to fix; left: "), "{second:?}");
        assert_eq!(contents(folder.path()), after);
    }
    // What was empty asks for its sub-sections now.
    tiebeam(folder.path(), &["fix"]);
    let left = tiebeam(folder.path(), &["check", "--format", "json"]).out;
    let left: serde_json::Value = serde_json::from_str(&left).unwrap();
    let rules: Vec<&str> = left["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    for cured in ["missing-section", "misspelt-heading", "section-order", "empty-section"] {
        assert!(!rules.contains(&cured), "{cured} is left");
    }
    for (path, bytes) in contents(folder.path()) {
        let text = String::from_utf8(bytes).unwrap();
        if path.to_string_lossy().contains("-crlf") {
            assert!(text.starts_with('\u{feff}'), "{}", path.display());
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{}", path.display());
        }
    }
}

/// The documents of the corpus with sections taken out, emptied, misspelt and moved.
fn damaged() -> Vec<String> {
    let walk = ignore::Walk::new(Path::new(ROOT).join("tests/corpus/documents")).flatten();
    let mut files: Vec<PathBuf> = walk.map(ignore::DirEntry::into_path).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "md"));
    files.sort();
    let texts = files.iter().map(|path| fs::read_to_string(path).unwrap());
    texts.enumerate().map(|(seed, text)| damage(&text, seed)).collect()
}

fn damage(text: &str, seed: usize) -> String {
    let mut parts: Vec<String> = text.split("\n## ").map(str::to_owned).collect();
    let head = parts.remove(0);
    let mut kept: Vec<String> = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        let title = part.lines().next().unwrap_or_default().to_owned();
        match (index + seed) % 5 {
            0 => {}
            1 => kept.push(format!("{title}\n")),
            2 => kept.push(part.replacen("ti", "it", 1)),
            3 => kept.insert(0, part),
            _ => kept.push(part),
        }
    }
    let named = if head.starts_with("---\n") { "" } else { "---\ntemplate: infrastructure\n---\n\n" };
    format!("{named}{head}\n## {}", kept.join("\n## "))
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in contents(from) {
        write(to, path.strip_prefix(from).unwrap().to_str().unwrap(), &bytes);
    }
}

#[test]
fn a_rule_that_is_named_is_fixed_alone_and_wholly() {
    let folder = folder(&[("requirements.md", SHORT)]);
    let run = tiebeam(folder.path(), &["fix", "--rule", "no-diagram"]);
    assert!(run.out.contains("Insert a mermaid sketch"), "{run:?}");
    let text = fs::read_to_string(folder.path().join("requirements.md")).unwrap();
    assert!(text.contains("mermaid") && text.contains("Backp"), "{text}");
    let run = tiebeam(folder.path(), &["fix", "--rule", "no-diagam"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "error: there is no rule `no-diagam`, did you mean `no-diagram`?\n")
    );
}

#[test]
fn nothing_outside_the_given_paths_is_changed() {
    let terraform = "# tiebeam-ignore dead-link: gone\nresource \"x\" \"y\" {}\n";
    let folder = folder(&[("docs/requirements.md", SHORT), ("main.tf", terraform)]);
    let all = tiebeam(folder.path(), &["fix", "docs", "--rule", "unused-ignore"]);
    assert!(all.out.starts_with("Nothing to fix"), "{all:?}");
    assert_eq!(fs::read_to_string(folder.path().join("main.tf")).unwrap(), terraform);
    tiebeam(folder.path(), &["fix", ".", "--rule", "unused-ignore"]);
    assert!(!fs::read_to_string(folder.path().join("main.tf")).unwrap().contains("tiebeam-ignore"));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("docs/requirements.md", SHORT)]);
    let path = folder.path().join("docs/requirements.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("docs/requirements.md", folder.path().join("linked.md")).unwrap();
    assert!(tiebeam(folder.path(), &["fix", "linked.md"]).out.contains("Fixed 1 file"));
    assert!(folder.path().join("linked.md").is_symlink());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::read_to_string(&path).unwrap().contains("## Budget"));
}

#[test]
fn a_read_only_file_stays_as_it_is() {
    let folder = folder(&[("requirements.md", SHORT)]);
    let path = folder.path().join("requirements.md");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let run = tiebeam(folder.path(), &["fix"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: cannot change requirements.md: it is read-only\n"));
    assert_eq!(fs::read_to_string(&path).unwrap(), SHORT);
}
