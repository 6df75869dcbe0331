//! Which files are looked at, and what is said about those that cannot be.

use std::fs;

use super::support::{SHORT, folder, tiebeam, write};

#[test]
fn a_path_that_does_not_exist_is_a_failure() {
    let run = tiebeam(folder(&[]).path(), &["check", "nope.md"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(run.err, "error: there is no file or folder nope.md\n");
}

#[test]
fn a_broken_configuration_is_shown_with_its_line_and_once() {
    let broken = "[rules]\nmissing-section = \"off\"\nmising-section = \"off\"\n";
    let folder = folder(&[
        ("tiebeam.toml", broken),
        ("a/requirements.md", SHORT),
        ("b/requirements.md", SHORT),
        ("c/d/readme.md", "x"),
    ]);
    for arguments in [&["check"][..], &["check", "a", "b/requirements.md"], &["fix", "--dry-run"]] {
        let run = tiebeam(folder.path(), arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        assert_eq!(run.err.matches("there is no rule `mising-section`").count(), 1, "{run:?}");
        assert!(run.err.contains("--> tiebeam.toml:3:1\n"), "{run:?}");
        assert!(run.err.contains("3 | mising-section = \"off\"\n"), "{run:?}");
    }
}

#[test]
fn a_broken_template_is_shown_in_its_own_file() {
    let folder = folder(&[
        ("tiebeam.toml", "[[documents]]\nfiles = [\"*.md\"]\ntemplate = \"team.json\"\n"),
        ("team.json", "{\n  \"nam\": \"team\"\n}\n"),
        ("a.md", "x"),
    ]);
    let run = tiebeam(folder.path(), &["check"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--> team.json:2:"), "{run:?}");
}

#[test]
fn a_configuration_that_cannot_be_read_is_a_failure() {
    let folder = folder(&[("requirements.md", SHORT)]);
    write(folder.path(), "tiebeam.toml", b"# \xff\n");
    let run = tiebeam(folder.path(), &["check"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("cannot be read: not UTF-8 text"), "{run:?}");
    assert!(run.err.contains("--> tiebeam.toml:1:1"), "{run:?}");
}

#[test]
fn a_broken_configuration_elsewhere_does_not_matter() {
    let folder = folder(&[("a/tiebeam.toml", "= 1\n"), ("b/requirements.md", SHORT)]);
    assert_eq!(tiebeam(folder.path(), &["check", "b"]).code, 1);
    assert_eq!(tiebeam(folder.path(), &["check", "a"]).code, 2);
}

#[test]
fn ignored_folders_are_not_entered() {
    let folder = folder(&[
        (".gitignore", "build/\n"),
        ("build/requirements.md", SHORT),
        (".terraform/modules/x/requirements.md", SHORT),
        ("node_modules/x/requirements.md", SHORT),
        ("docs/requirements.md", SHORT),
        ("docs/.hidden/requirements.md", SHORT),
    ]);
    let run = tiebeam(folder.path(), &["check"]);
    assert!(run.out.contains("\n2 documents, "), "{run:?}");
    assert!(run.out.contains("docs/requirements.md") && run.out.contains("docs/.hidden/requirements.md"));
    // What is named itself is meant.
    assert!(tiebeam(folder.path(), &["check", "build/requirements.md"]).out.contains("\n1 document, "));
}

#[test]
fn files_that_are_not_text_are_skipped_or_a_failure_if_named() {
    let folder = folder(&[("requirements.md", SHORT)]);
    write(folder.path(), "latin.md", b"# Stra\xdfe\n");
    let run = tiebeam(folder.path(), &["check"]);
    assert_eq!((run.code, run.err.as_str()), (1, "skipped latin.md: not UTF-8 text\n"));
    assert_eq!(tiebeam(folder.path(), &["check", "--quiet"]).err, "");
    let run = tiebeam(folder.path(), &["check", "latin.md"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: cannot read latin.md: not UTF-8 text\n"));
}

#[test]
fn named_files_that_are_no_documents_are_told_of() {
    let folder = folder(&[
        ("notes.md", "# Notes\n"),
        ("old/requirements.md", SHORT),
        ("tiebeam.toml", "exclude = [\"old\"]\n"),
    ]);
    let run = tiebeam(folder.path(), &["check", "notes.md", "old/requirements.md"]);
    assert_eq!((run.code, run.out.as_str()), (0, "No requirements document found.\n"));
    assert!(run.err.contains("notes.md is not recognised as a requirements document"), "{run:?}");
    assert!(run.err.contains("template: infrastructure"), "{run:?}");
    assert!(run.err.contains("old/requirements.md is left out by `exclude` in tiebeam.toml"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_end() {
    let folder = folder(&[("docs/requirements.md", SHORT)]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("docs/up")).unwrap();
    std::os::unix::fs::symlink("self.md", folder.path().join("self.md")).unwrap();
    std::os::unix::fs::symlink("main.tf", folder.path().join("docs/main.tf")).unwrap();
    let run = tiebeam(folder.path(), &["check"]);
    assert!(run.out.contains("\n1 document, "), "{run:?}");
    assert_eq!(tiebeam(folder.path(), &["check", "self.md"]).code, 2);
}

#[test]
fn names_may_have_spaces_and_any_letters() {
    let folder = folder(&[("ümlaut & 日本/my requirements.md", SHORT)]);
    let run = tiebeam(folder.path(), &["check", "ümlaut & 日本/my requirements.md"]);
    assert!(run.out.contains("--> ümlaut & 日本/my requirements.md:1:3\n"), "{run:?}");
    let inside = tiebeam(&folder.path().join("ümlaut & 日本"), &["check", ".."]);
    assert!(inside.out.contains("--> my requirements.md:1:3\n"), "{inside:?}");
}

#[test]
fn each_repository_has_its_own_configuration() {
    let outer = folder(&[
        ("tiebeam.toml", "[rules]\nmissing-section = \"off\"\n"),
        ("one/requirements.md", SHORT),
        ("two/requirements.md", SHORT),
    ]);
    fs::create_dir(outer.path().join("two/.git")).unwrap();
    let run = tiebeam(outer.path(), &["check", "one", "two"]);
    assert!(run.out.contains("missing-section"), "{run:?}");
    assert!(!tiebeam(outer.path(), &["check", "one"]).out.contains("missing-section"));
    assert!(!tiebeam(&outer.path().join("one"), &["check"]).out.contains("missing-section"));
    assert!(tiebeam(&outer.path().join("two"), &["check"]).out.contains("missing-section"));
}

#[test]
fn without_a_repository_the_working_directory_is_the_root() {
    let outer =
        folder(&[("tiebeam.toml", "[rules]\nmissing-section = \"off\"\n"), ("docs/requirements.md", SHORT)]);
    fs::remove_dir(outer.path().join(".git")).unwrap();
    let run = tiebeam(outer.path(), &["check", "docs/requirements.md"]);
    assert!(!run.out.contains("missing-section"), "{run:?}");
}
