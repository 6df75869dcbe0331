//! A folder of files that an editor has open.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

/// A short requirements document with a missing section, a misspelt one and letters of every width.
pub const SHORT: &str =
    "# Cache 😀: infrastructure requirements\n\n## SLA\n\n99.9 %\n\n## Backp / Restore\n\n- **RPO:** 1 h\n";

/// A folder that is a repository.
pub struct Folder(TempDir);

impl Folder {
    /// A folder with these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(TempDir::new().unwrap());
        folder.create(".git");
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Makes a folder in it.
    pub fn create(&self, name: &str) {
        fs::create_dir_all(self.path().join(name)).unwrap();
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Removes a file.
    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).unwrap();
    }

    /// What an editor calls a file in it.
    pub fn uri(&self, name: &str) -> String {
        address(&self.path().join(name))
    }

    /// It as the client's only folder.
    pub fn as_workspace(&self) -> Value {
        json!({"workspaceFolders": [{"uri": address(self.path()), "name": "folder"}]})
    }
}

/// The address of a file; on Windows a path begins with a drive and not with a slash.
pub fn address(path: &Path) -> String {
    let path = path.display().to_string().replace('\\', "/");
    format!("file:///{}", path.trim_start_matches('/'))
}

/// The names of the rules in diagnostics.
pub fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().unwrap().iter().filter_map(|found| found["code"].as_str()).collect()
}

/// Whether a rule is among the diagnostics.
pub fn has(diagnostics: &Value, rule: &str) -> bool {
    codes(diagnostics).contains(&rule)
}

/// A range on one line.
pub fn on(line: u32, start: u32, end: u32) -> Value {
    json!({"start": {"line": line, "character": start}, "end": {"line": line, "character": end}})
}
