//! What the tests of rules share: a folder of documents, checked; fixes applied; chance that repeats itself.

// Each test binary uses its own part of this.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tiebeam::model::Document;
use tiebeam::model::terraform::TerraformFile;
use tiebeam::rules::{self, Finding, Fix};
use tiebeam::text::{Edit, Encoding, Lines, Span, apply_edits};
use tiebeam::workspace::{Requirements, Workspace, disk};

/// A folder of documents, some of its files as a fix has left them.
#[derive(Clone)]
pub struct Folder {
    root: PathBuf,
    workspace: Workspace,
    changed: BTreeMap<PathBuf, String>,
}

/// What a check of a folder found.
pub struct Checked {
    root: PathBuf,
    pub workspace: Workspace,
    pub requirements: Vec<Requirements>,
    /// Those of each document.
    raw: Vec<Vec<Finding>>,
    /// Those that all documents agree on.
    pub findings: Vec<Finding>,
}

impl Folder {
    /// The folder as it is on disk.
    pub fn open(root: &Path) -> Self {
        // Several cases have their template in common.
        let workspace = Workspace::new(root, &rules::names()).reaching(&[tests("")]);
        Self { root: root.to_owned(), workspace, changed: BTreeMap::new() }
    }

    /// The text of one of its files.
    pub fn text(&self, path: &Path) -> String {
        self.changed.get(path).cloned().unwrap_or_else(|| fs::read_to_string(path).unwrap())
    }

    /// The folder with another text in one of its files.
    pub fn with(&self, path: &Path, text: String) -> Self {
        let mut folder = self.clone();
        folder.changed.insert(path.to_owned(), text);
        folder
    }

    /// The folder after the edits of a fix, which must all be in range, on characters and apart.
    pub fn fixed(&self, fix: &Fix) -> Self {
        let mut edits: BTreeMap<&PathBuf, Vec<Edit>> = BTreeMap::new();
        for (path, edit) in &fix.edits {
            edits.entry(path).or_default().push(edit.clone());
        }
        let mut folder = self.clone();
        for (path, mut edits) in edits {
            let text = self.text(path);
            edits.sort_by_key(|edit| edit.span);
            assert_edits(&text, &edits, &fix.title);
            folder.changed.insert(path.clone(), apply_edits(&text, &edits));
        }
        folder
    }

    /// Reads and checks everything in it.
    pub fn check(&self) -> Checked {
        let mut workspace = self.workspace.clone();
        for (path, text) in self.changed.iter().filter(|(path, _)| disk::is_terraform(path)) {
            workspace = workspace.with_terraform(path, Arc::new(TerraformFile::read(text)));
        }
        self.check_in(workspace, &disk::markdown_files(&self.root), Workspace::document)
    }

    /// The same for documents that nobody edits.
    pub fn check_at_rest(&self) -> Checked {
        let files = disk::markdown_files(&self.root);
        self.check_in(self.workspace.clone(), &files, Workspace::document_at_rest)
    }

    /// Reads and checks one document of it.
    pub fn check_one(&self, path: &Path) -> Checked {
        self.check_in(self.workspace.clone(), &[path.to_owned()], Workspace::document)
    }

    fn check_in(
        &self,
        workspace: Workspace,
        paths: &[PathBuf],
        read: fn(&Workspace, &Path, &str) -> Document,
    ) -> Checked {
        let mut requirements = Vec::new();
        for path in paths {
            let document = read(&workspace, path, &self.text(path));
            requirements.extend(workspace.requirements(path, Arc::new(document)));
        }
        let raw: Vec<Vec<Finding>> =
            requirements.iter().map(|requirements| rules::check(&workspace, requirements)).collect();
        let checked: Vec<_> =
            requirements.iter().zip(&raw).map(|(one, findings)| (one, findings.iter().collect())).collect();
        let findings = rules::in_agreement(&checked).into_iter().cloned().collect();
        Checked { root: self.root.clone(), workspace, requirements, raw, findings }
    }
}

impl Checked {
    /// What cures a finding.
    pub fn fixes(&self, finding: &Finding) -> Vec<Fix> {
        let found = |(_, raw): &(&Requirements, &Vec<Finding>)| {
            raw.iter().any(|other| {
                (other.rule.name, &other.path, other.span) == (finding.rule.name, &finding.path, finding.span)
            })
        };
        let (requirements, _) = self.requirements.iter().zip(&self.raw).find(found).unwrap();
        rules::fixes(&self.workspace, requirements, finding)
    }

    /// How many findings say the same as this one.
    pub fn count(&self, finding: &Finding) -> usize {
        let same =
            |other: &&Finding| (other.rule.name, &other.message) == (finding.rule.name, &finding.message);
        self.findings.iter().filter(same).count()
    }

    /// The names of the rules that found something, one a finding.
    pub fn rules(&self) -> Vec<&'static str> {
        self.findings.iter().map(|finding| finding.rule.name).collect()
    }

    /// All findings with their related places and the titles of their fixes, one line each.
    pub fn report(&self, folder: &Folder) -> String {
        let mut report = String::new();
        let place = |path: &Path, span: Span| {
            let rope = folder.text(path).into();
            let (lines, name) = (Lines::new(&rope, Encoding::Utf32), path.strip_prefix(&self.root).unwrap());
            let (start, end) = (lines.position(span.start), lines.position(span.end));
            let name = name.display().to_string().replace('\\', "/");
            let start = format!("{name}:{}:{}", start.line + 1, start.column + 1);
            (start, format!("{}:{}", end.line + 1, end.column + 1))
        };
        for finding in &self.findings {
            let (start, end) = place(&finding.path, finding.span);
            let (severity, rule) = (finding.severity.name(), finding.rule.name);
            let _ = writeln!(report, "{start}-{end} {severity} {rule}: {}", finding.message);
            for related in &finding.related {
                let (start, _) = place(&related.path, related.span);
                let _ = writeln!(report, "  related {start}: {}", related.message);
            }
            for fix in self.fixes(finding) {
                let _ = writeln!(report, "  fix: {}", fix.title);
            }
        }
        report
    }
}

/// Edits, sorted, are in range, begin and end on characters and do not overlap.
pub fn assert_edits(text: &str, edits: &[Edit], title: &str) {
    let mut done = 0;
    for Edit { span, .. } in edits {
        assert!(done <= span.start && span.start <= span.end && span.end <= text.len(), "{title}: {edits:?}");
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{title}: {edits:?}");
        done = span.end;
    }
}

/// A finding as text that is equal only for equal findings.
pub fn told(finding: &Finding) -> String {
    let Finding { rule, severity, path, span, message, related, subject, .. } = finding;
    format!("{rule:?} {severity:?} {} {span:?} {message} {related:?} {subject:?}", path.display())
}

/// The folders directly in a folder, sorted.
pub fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// A folder of the tests.
pub fn tests(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// Chance that is the same in every run (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    /// A number below `limit`; 0 where that is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit).unwrap().max(1);
        usize::try_from((mixed ^ (mixed >> 31)) % limit).unwrap()
    }

    /// One of several.
    pub fn pick<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }

    /// The start of a character.
    pub fn place(&mut self, text: &str) -> usize {
        text.floor_char_boundary(self.below(text.len() + 1))
    }
}
