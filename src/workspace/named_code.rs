//! What a workspace names in code: tests, policies, and what its Terraform declares anywhere.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use rustc_hash::{FxHashMap, FxHashSet};

use super::disk;
use crate::model::names_in_code::{Code, Named, NamedKind, is_terratest};

/// So many files are read; in a workspace with more, nobody can tell what is missing.
const MOST_FILES: usize = 20_000;

/// So many bytes are read of one file, and of all together.
const LARGEST_FILE: u64 = 1024 * 1024;
const MOST_BYTES: usize = 128 * 1024 * 1024;

/// Fewer files than these are read by one thread.
const FILES_OF_A_THREAD: usize = 64;

/// A name of a kind.
type Name = (NamedKind, Box<str>);

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
    /// For each name of a kind, the place of its file and its place there.
    places: FxHashMap<Name, (usize, usize)>,
    /// Names that are not there, each with the one that was probably meant: documents use a name again and again.
    meant: Mutex<FxHashMap<Name, Option<Box<str>>>>,
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
        Self::read_few(root, usize::MAX).unwrap_or_default()
    }

    /// The same, where there are no more than `most` such files.
    pub fn read_few(root: &Path, most: usize) -> Option<Self> {
        let may_have_names = |path: &Path| Code::of(path).is_some() || disk::is_terraform(path);
        disk::files(root, most, may_have_names).map(|paths| Self::of(&paths))
    }

    /// Reads files on threads of its own: who waits for the names may stand in a pool whose other threads wait too.
    fn of(paths: &[PathBuf]) -> Self {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let few = paths.get(..MOST_FILES).unwrap_or(paths);
        let bytes = AtomicUsize::new(0);
        let mut named = Self { is_complete: few.len() == paths.len(), ..Self::default() };
        thread::scope(|scope| {
            let parts = few.chunks(few.len().div_ceil(threads).max(FILES_OF_A_THREAD));
            let readers: Vec<_> = parts.map(|part| scope.spawn(|| Self::of_part(part, &bytes))).collect();
            for reader in readers {
                match reader.join() {
                    Ok(part) => named.take(part),
                    Err(_) => named.is_complete = false,
                }
            }
        });
        named.index();
        named
    }

    /// Reads some of the files; `bytes` counts what was read of all.
    fn of_part(paths: &[PathBuf], bytes: &AtomicUsize) -> Self {
        let mut named = Self { is_complete: true, ..Self::default() };
        for path in paths {
            let text = disk::read_small(path, LARGEST_FILE);
            let size = text.as_ref().map_or(0, String::len);
            if bytes.fetch_add(size, Ordering::Relaxed) + size > MOST_BYTES {
                named.is_complete = false;
                break;
            }
            match (text, Code::of(path)) {
                (Ok(text), Some(code)) => {
                    let (path, is_terratest) = (path.clone(), is_terratest(&text));
                    named.files.push(NamedFile { path, code, is_terratest, names: code.names(&text) });
                }
                (Ok(text), None) => named.terraform(&text),
                (Err(_), _) => named.is_complete = false,
            }
        }
        named
    }

    fn take(&mut self, part: Self) {
        self.is_complete &= part.is_complete;
        self.files.extend(part.files);
        self.declared.extend(part.declared);
        self.types.extend(part.types);
    }

    fn index(&mut self) {
        for (at, file) in self.files.iter().enumerate() {
            for (place, name) in file.names.iter().enumerate() {
                self.places.entry((name.kind, name.name.clone())).or_insert((at, place));
            }
        }
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

    /// Whether there is any name of a kind.
    pub fn has_any(&self, kind: NamedKind) -> bool {
        self.of_kind(kind).next().is_some()
    }

    /// Whether there is a name of a kind.
    pub fn has(&self, kind: NamedKind, name: &str) -> bool {
        self.place(kind, name).is_some()
    }

    /// The name that was meant by one that is not there, with its file; `find` looks for it where nobody has yet.
    pub fn meant<'c>(
        &'c self,
        kind: NamedKind,
        name: &str,
        find: impl FnOnce() -> Option<&'c str>,
    ) -> Option<(&'c Path, &'c Named)> {
        let mut known = self.meant.lock().unwrap_or_else(PoisonError::into_inner);
        let meant = known.entry((kind, name.into())).or_insert_with(|| find().map(Box::from));
        meant.as_deref().and_then(|meant| self.place(kind, meant))
    }

    fn place(&self, kind: NamedKind, name: &str) -> Option<(&Path, &Named)> {
        let (file, place) = *self.places.get(&(kind, Box::from(name)))?;
        let file = self.files.get(file)?;
        Some((&file.path, file.names.get(place)?))
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
