//! What a workspace names in code: tests, policies, and what its Terraform declares anywhere.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::disk;
use crate::model::names_in_code::{Code, Named, NamedKind, is_terratest};

/// So many files are read; in a workspace with more, nobody can tell what is missing.
const MOST_FILES: usize = 20_000;

/// So many bytes are read of one file, and of all together.
const LARGEST_FILE: u64 = 1024 * 1024;
const MOST_BYTES: usize = 128 * 1024 * 1024;

/// The names of tests and policies in a workspace.
#[derive(Debug, Default)]
pub struct NamedCode {
    /// The files in which there are any, sorted by their paths.
    pub files: Vec<NamedFile>,
    /// Whether everything was read.
    pub is_complete: bool,
    /// The resources, data sources and modules that Terraform declares anywhere, by their addresses in their module.
    declared: FxHashSet<Box<str>>,
    /// The types of these resources and data sources.
    types: FxHashSet<Box<str>>,
}

/// A file with names.
#[derive(Debug)]
pub struct NamedFile {
    /// The file.
    pub path: PathBuf,
    /// What it is written in.
    pub code: Code,
    /// Whether its tests are about Terraform.
    pub is_terratest: bool,
    /// The names in it.
    pub names: Vec<Named>,
}

impl NamedCode {
    /// Reads all files below a folder that may have names.
    pub fn read(root: &Path) -> Self {
        let mut named = Self { is_complete: true, ..Self::default() };
        let mut left = MOST_BYTES;
        let paths = disk::files(root, |path| Code::of(path).is_some() || disk::is_terraform(path));
        for (number, path) in paths.into_iter().enumerate() {
            let text = disk::read_small(&path, LARGEST_FILE);
            let size = text.as_ref().map_or(0, String::len);
            if number >= MOST_FILES || size > left {
                named.is_complete = false;
                break;
            }
            left -= size;
            match (text, Code::of(&path)) {
                (Ok(text), Some(code)) => {
                    let is_terratest = is_terratest(&text);
                    named.files.push(NamedFile { path, code, is_terratest, names: code.names(&text) });
                }
                (Ok(text), None) => named.terraform(&text),
                (Err(_), _) => named.is_complete = false,
            }
        }
        named
    }

    /// Takes what the heads of blocks declare.
    fn terraform(&mut self, text: &str) {
        for line in text.lines() {
            let mut parts = line.split('"');
            let keyword = parts.next().unwrap_or_default().trim();
            let (Some(first), second) = (parts.next(), parts.nth(1)) else { continue };
            match (keyword, second) {
                ("resource", Some(name)) => {
                    self.declared.insert(format!("{first}.{name}").into());
                    self.types.insert(first.into());
                }
                ("data", Some(name)) => {
                    self.declared.insert(format!("data.{first}.{name}").into());
                    self.types.insert(first.into());
                }
                ("module", _) => {
                    self.declared.insert(format!("module.{first}").into());
                }
                _ => {}
            }
        }
    }

    /// Whether any Terraform below the root declares a resource, data source or module of this address.
    pub fn declares(&self, address: &str) -> bool {
        self.declared.contains(address)
    }

    /// Whether any Terraform below the root has a resource or data source of this type.
    pub fn uses_type(&self, kind: &str) -> bool {
        self.types.contains(kind)
    }

    /// The files that are written in a language.
    pub fn written_in(&self, code: Code) -> impl Iterator<Item = &NamedFile> {
        self.files.iter().filter(move |file| file.code == code)
    }

    /// The names of a kind, each with its file.
    pub fn of_kind(&self, kind: NamedKind) -> impl Iterator<Item = (&Path, &Named)> {
        let files = self.files.iter().flat_map(|file| file.names.iter().map(move |name| (file, name)));
        files.filter(move |(_, name)| name.kind == kind).map(|(file, name)| (file.path.as_path(), name))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn names_are_found_below_the_root() {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(
            "test/redis_test.go",
            "import \"github.com/gruntwork-io/terratest/modules/aws\"\nfunc TestRedis(t *testing.T) {}\n",
        );
        write("policy/deny.rego", "deny_public contains msg if {\n}\n");
        write(".terraform/modules/x/x_test.go", "func TestOfOthers(t *testing.T) {}\n");
        write(
            "a/main.tf",
            "resource \"aws_db_instance\" \"orders\" {\n}\nmodule \"redis\" {\n}\ndata \"aws_ami\" \"base\" {}\n",
        );
        let named = NamedCode::read(root.path());
        let tests: Vec<&str> = named.of_kind(NamedKind::Test).map(|(_, named)| &*named.name).collect();
        assert_eq!(tests, ["TestRedis"]);
        assert!(named.is_complete && named.written_in(Code::Go).all(|file| file.is_terratest));
        assert!(named.declares("aws_db_instance.orders") && named.declares("data.aws_ami.base"));
        assert!(named.declares("module.redis") && !named.declares("module.x"));
        assert!(named.uses_type("aws_db_instance") && !named.uses_type("aws_s3_bucket"));
        assert_eq!(named.of_kind(NamedKind::Rule).count(), 1);
    }
}
