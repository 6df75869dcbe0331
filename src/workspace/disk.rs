//! The only I/O of the core: files are read here, remembered, and never written.
//!
//! What was read stays as it was for the life of a [`Disk`]; who learns of a change makes a new one.
//!
//! A disk has bounds: whether something stands beyond them may be asked, what it says is not read, however a path or a
//! link leads there.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::Hash;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::WalkBuilder;
use ignore::gitignore::Gitignore;
use ignore::overrides::OverrideBuilder;
use rustc_hash::FxHashMap;

use super::config::FILE_NAME;
use super::named_code::NamedCode;
use super::settings::Settings;
use crate::model::Document;
use crate::model::terraform::{Module, TerraformFile, gives_values};
use crate::schema::Vocabulary;

/// A file larger than this is not read: no one wrote it by hand.
const LARGEST: u64 = 32 * 1024 * 1024;

/// Folders that hold copies of what others wrote.
const NEVER_ENTERED: [&str; 4] = [".terraform", "node_modules", ".git", ".terragrunt-cache"];

/// What was read from the file system, remembered.
#[derive(Debug, Default)]
pub struct Disk {
    bounds: Vec<PathBuf>,
    kinds: Memo<PathBuf, Option<Kind>>,
    folders: Memo<PathBuf, Arc<[PathBuf]>>,
    terraform: Memo<PathBuf, Arc<TerraformFile>>,
    documents: Memo<PathBuf, Option<Arc<Document>>>,
    settings: Memo<PathBuf, Option<Arc<Settings>>>,
    texts: Memo<PathBuf, Option<Arc<str>>>,
    named_code: Memo<PathBuf, Arc<NamedCode>>,
    /// Held by who reads names: there are many files, and many ask at once.
    reads_names: Mutex<()>,
    few_names: Memo<PathBuf, Option<Arc<NamedCode>>>,
    out_of_reach: Memo<PathBuf, bool>,
    modules: Mutex<FxHashMap<PathBuf, MadeModule>>,
}

/// Terraform files that an editor has open.
pub(super) type OpenFiles = BTreeMap<PathBuf, Arc<TerraformFile>>;

/// A module as it was made last, and the files that were open then.
#[derive(Debug)]
struct MadeModule {
    open: OpenFiles,
    module: Option<Arc<Module>>,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file, or something else that is no folder.
    File,
    /// A folder.
    Folder,
}

/// Values that are worked out once a key.
#[derive(Debug)]
struct Memo<K, V>(Mutex<FxHashMap<K, V>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash + Clone, V: Clone> Memo<K, V> {
    /// The value of `key`, where it was worked out.
    fn known<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    /// The value of `key`, worked out outside the lock.
    fn get(&self, key: &K, make: impl FnOnce() -> V) -> V {
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key) {
            return known.clone();
        }
        let value = make();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(key.clone()).or_insert(value).clone()
    }

    fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn keys(&self) -> Vec<K> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    fn values(&self) -> Vec<V> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

impl Disk {
    /// What is below these folders; where there are none of them, nothing.
    pub fn within(folders: &[PathBuf]) -> Self {
        let bounds = folders.iter().filter_map(|folder| fs::canonicalize(folder).ok()).collect();
        Self { bounds, ..Self::default() }
    }

    /// Whether a file or folder is within the bounds, wherever links lead.
    fn reaches(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|real| self.bounds.iter().any(|folder| real.starts_with(folder)))
    }

    /// Whether a folder is there that is not within the bounds.
    pub fn is_out_of_reach(&self, folder: &Path) -> bool {
        self.out_of_reach.get(&folder.to_owned(), || self.lies_outside(folder))
    }

    fn lies_outside(&self, path: &Path) -> bool {
        kind(path).is_some() && !self.reaches(path)
    }

    /// Reads a text file that is within the bounds.
    ///
    /// # Errors
    /// Where [`read_text`] has any, and where the file is somewhere else.
    pub fn read(&self, path: &Path) -> io::Result<String> {
        if self.lies_outside(path) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "outside of the workspace"));
        }
        read_text(path)
    }

    /// What stands at `path`, if anything.
    pub fn kind(&self, path: &Path) -> Option<Kind> {
        self.kinds.get(&path.to_owned(), || kind(path))
    }

    /// How many answers are remembered: as long as it is the same, so is [`Disk::folders`].
    pub fn len(&self) -> usize {
        self.kinds.len()
            + self.folders.len()
            + self.terraform.len()
            + self.documents.len()
            + self.settings.len()
            + self.texts.len()
            + self.named_code.len()
    }

    /// Whether nothing was looked at yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The folders in which anything was looked at or looked for.
    pub fn folders(&self) -> BTreeSet<PathBuf> {
        let looked_at = [self.kinds.keys(), self.terraform.keys(), self.documents.keys(), self.texts.keys()];
        let named = self.named_code.values().into_iter();
        let named =
            named.flat_map(|code| code.files.iter().map(|file| file.path.clone()).collect::<Vec<_>>());
        let files = looked_at.into_iter().flatten().chain(named);
        let parents = files.filter_map(|path| path.parent().map(Path::to_owned));
        parents.chain(self.folders.keys()).chain(self.settings.keys()).collect()
    }

    /// The Terraform files directly in `folder`, and the files one folder below that give values to inputs
    /// (`env/prod.tfvars`), sorted by name.
    pub fn terraform_files(&self, folder: &Path) -> Arc<[PathBuf]> {
        self.folders.get(&folder.to_owned(), || {
            let mut files = Vec::new();
            let mut below = Vec::new();
            let inside = if self.reaches(folder) { entries(folder) } else { Vec::new() };
            for path in inside {
                if is_terraform(&path) && path.is_file() {
                    files.push(path);
                } else if !is_never_entered(&path) && path.is_dir() && self.reaches(&path) {
                    below.push(path);
                }
            }
            // Only beside Terraform: otherwise every folder above a document would be looked into.
            if !files.is_empty() {
                let values = below.iter().flat_map(|folder| entries(folder));
                files.extend(values.filter(|path| gives_values(path) && path.is_file()));
            }
            files.sort();
            files.into()
        })
    }

    /// The Terraform files of a folder as one module, those that are open as the editor has them; nothing where there
    /// are none. As long as the open files are the same, so is the module.
    pub(super) fn module(&self, folder: &Path, open: OpenFiles) -> Option<Arc<Module>> {
        let is_same = |made: &&MadeModule| {
            let mut pairs = made.open.iter().zip(&open);
            made.open.len() == open.len()
                && pairs.all(|((one, file), (other, same))| Arc::ptr_eq(file, same) && one == other)
        };
        let modules = || self.modules.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = modules().get(folder).filter(is_same) {
            return made.module.clone();
        }
        let module = self.make_module(folder, &open).map(Arc::new);
        modules().insert(folder.to_owned(), MadeModule { open, module: module.clone() });
        module
    }

    fn make_module(&self, folder: &Path, open: &OpenFiles) -> Option<Module> {
        let on_disk = self.terraform_files(folder);
        let open_here = open.keys().filter(|path| path.parent() == Some(folder));
        let mut paths: Vec<&PathBuf> = on_disk.iter().chain(open_here).collect();
        paths.sort();
        paths.dedup();
        if paths.iter().all(|path| gives_values(path)) {
            return None;
        }
        let file = |path: &PathBuf| open.get(path).map_or_else(|| self.terraform(path), Arc::clone);
        let files = paths.into_iter().map(|path| (path.clone(), file(path))).collect();
        Some(Module::new(folder, files))
    }

    /// What a Terraform file says; nothing where it cannot be read.
    pub fn terraform(&self, path: &Path) -> Arc<TerraformFile> {
        let read = || TerraformFile::read_at(path, &self.read(path).unwrap_or_default());
        self.terraform.get(&path.to_owned(), || Arc::new(read()))
    }

    /// A Markdown document, for its anchors.
    pub fn document(&self, path: &Path, vocabulary: &Arc<Vocabulary>) -> Option<Arc<Document>> {
        self.documents.get(&path.to_owned(), || {
            self.read(path).ok().map(|text| Arc::new(Document::at_rest(&text, Arc::clone(vocabulary))))
        })
    }

    /// The text of a file, where it is one that somebody may have written.
    pub fn text(&self, path: &Path) -> Option<Arc<str>> {
        self.texts.get(&path.to_owned(), || self.read(path).ok().map(Arc::from))
    }

    /// The tests and policies below a folder, by their names; who asks while they are read waits for them.
    pub fn named_code(&self, folder: &Path) -> Arc<NamedCode> {
        if let Some(known) = self.named_code.known(folder) {
            return known;
        }
        let _alone = self.reads_names.lock().unwrap_or_else(PoisonError::into_inner);
        self.named_code.get(&folder.to_owned(), || Arc::new(NamedCode::read(folder)))
    }

    /// The same, where they were read already.
    pub(super) fn known_names(&self, folder: &Path) -> Option<Arc<NamedCode>> {
        self.named_code.known(folder)
    }

    /// The same, where no more than so many files may have any.
    pub(super) fn few_names(&self, folder: &Path, most: usize) -> Option<Arc<NamedCode>> {
        let read = || {
            let few = NamedCode::read_few(folder, most)?;
            Some(self.named_code.get(&folder.to_owned(), || Arc::new(few)))
        };
        self.few_names.get(&folder.to_owned(), read)
    }

    /// All settings that were read.
    pub fn known_settings(&self) -> Vec<Arc<Settings>> {
        let known = self.settings.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.values().flatten().cloned().collect()
    }

    /// The settings that the configuration file in `folder` gives, if there is one.
    pub fn settings(
        &self,
        folder: &Path,
        read: impl FnOnce(&Path, io::Result<String>) -> Settings,
    ) -> Option<Arc<Settings>> {
        self.settings.get(&folder.to_owned(), || {
            let path = folder.join(FILE_NAME);
            path.is_file().then(|| Arc::new(read(&path, self.read(&path))))
        })
    }
}

/// What a folder holds; nothing where it cannot be read.
fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

fn is_never_entered(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    NEVER_ENTERED.contains(&name)
}

/// Whether a file's name says that it is Terraform (or OpenTofu), or gives values to its inputs.
pub fn is_terraform(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let name = name.strip_suffix(".json").unwrap_or(name);
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("tf" | "tofu" | "tfvars"))
}

/// Whether a file's name says that it is Markdown.
pub fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["md", "markdown", "mdown", "mkd"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Reads a text file.
///
/// # Errors
/// Where it cannot be read, is larger than 32 MiB, is no regular file, or is not UTF-8.
pub fn read_text(path: &Path) -> io::Result<String> {
    read_small(path, LARGEST)
}

/// Reads a text file of no more than so many bytes.
///
/// # Errors
/// Where it cannot be read, is larger, is no regular file, or is not UTF-8.
pub(super) fn read_small(path: &Path, largest: u64) -> io::Result<String> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    // A file may grow while it is read, and some have no length at all.
    let mut bytes = Vec::new();
    if metadata.len() <= largest {
        fs::File::open(path)?.take(largest + 1).read_to_end(&mut bytes)?;
    }
    if metadata.len().max(bytes.len() as u64) > largest {
        let message = format!("larger than {} MiB", largest / (1024 * 1024));
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "not UTF-8 text"))
}

/// What stands at `path` now, if anything.
pub fn kind(path: &Path) -> Option<Kind> {
    let metadata = fs::metadata(path).ok()?;
    Some(if metadata.is_dir() { Kind::Folder } else { Kind::File })
}

/// Whether a link stands at `path`; a walk follows none.
pub fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walked {
    /// Markdown files, sorted.
    pub markdown: Vec<PathBuf>,
    /// The folders that were entered.
    pub folders: Vec<PathBuf>,
}

/// The Markdown files below `folder`, sorted; ignore files are respected, links are not followed.
pub fn markdown_files(folder: &Path) -> Vec<PathBuf> {
    walk(folder).markdown
}

/// The files below `folder` that are wanted, sorted, where there are no more than `most`; ignore files are respected,
/// links are not followed.
pub(super) fn files(folder: &Path, most: usize, is_wanted: impl Fn(&Path) -> bool) -> Option<Vec<PathBuf>> {
    let entries = walker(folder).build().flatten();
    let is_file = |entry: &ignore::DirEntry| entry.file_type().is_some_and(|kind| kind.is_file());
    let wanted = entries.filter(|entry| is_file(entry) && is_wanted(entry.path()));
    let mut files: Vec<PathBuf> =
        wanted.map(ignore::DirEntry::into_path).take(most.saturating_add(1)).collect();
    files.sort();
    (files.len() <= most).then_some(files)
}

/// The names of the files that say what is ignored.
const IGNORE_FILES: [&str; 2] = [".gitignore", ".ignore"];

/// A walk below `folder` that enters nothing of others. What is ignored depends on the repository alone, so that it is
/// the same for everybody: nobody's own settings of Git, nothing above the repository.
fn walker(folder: &Path) -> WalkBuilder {
    let mut overrides = OverrideBuilder::new(folder);
    for name in NEVER_ENTERED {
        // A constant name is a valid glob.
        let _ = overrides.add(&format!("!**/{name}"));
    }
    let mut walk = WalkBuilder::new(folder);
    walk.standard_filters(false);
    for name in IGNORE_FILES {
        walk.add_custom_ignore_filename(name);
    }
    if let Ok(overrides) = overrides.build() {
        walk.overrides(overrides);
    }
    // The library would look in every folder above for them, as far as the root of the file system.
    let repository = repository(folder).unwrap_or(folder);
    let above = folder.ancestors().skip(1).take_while(|above| above.starts_with(repository));
    let ignoring: Vec<Gitignore> = above
        .flat_map(|above| IGNORE_FILES.map(|name| above.join(name)))
        .filter(|file| file.is_file() && !is_link(file))
        .map(|file| Gitignore::new(file).0)
        .collect();
    walk.filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        entry.depth() == 0
            || !ignoring.iter().any(|ignoring| ignoring.matched(entry.path(), is_folder).is_ignore())
    });
    walk
}

/// The Markdown files below `folder` and the folders in which they were looked for.
pub fn walk(folder: &Path) -> Walked {
    let mut walked = Walked::default();
    for entry in walker(folder).build().flatten() {
        match entry.file_type() {
            Some(kind) if kind.is_dir() => walked.folders.push(entry.into_path()),
            Some(kind) if kind.is_file() && is_markdown(entry.path()) => {
                walked.markdown.push(entry.into_path());
            }
            _ => {}
        }
    }
    walked.markdown.sort();
    walked
}

/// The folder that holds the repository `path` is in.
pub fn repository(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| holds_repository(folder))
}

fn holds_repository(folder: &Path) -> bool {
    [".git", ".hg", ".jj", ".svn"].iter().any(|mark| folder.join(mark).exists())
}

/// The repositories of many folders, each folder looked at once.
#[derive(Debug, Default)]
pub struct Repositories(FxHashMap<PathBuf, Option<PathBuf>>);

impl Repositories {
    /// The folder that holds the repository `folder` is in.
    pub fn of(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.0.get(folder) {
            return known.clone();
        }
        let found = if holds_repository(folder) {
            Some(folder.to_owned())
        } else {
            folder.parent().and_then(|above| self.of(above))
        };
        self.0.insert(folder.to_owned(), found.clone());
        found
    }
}
