//! Modules: the files of one folder taken together.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::{Attribute, Block, Kind, TerraformFile};

/// The files of one folder.
///
/// Files named `override.tf` or `*_override.tf` change what the others declare, and `x.tofu` stands for `x.tf`
/// where there are both. Files named `*.tfvars` give values to its inputs.
#[derive(Clone, Debug, Default)]
pub struct Module {
    folder: PathBuf,
    files: Vec<(PathBuf, Arc<TerraformFile>)>,
    overrides: Vec<(PathBuf, Arc<TerraformFile>)>,
    values: Vec<(PathBuf, Arc<TerraformFile>)>,
    by_path: FxHashMap<PathBuf, Arc<TerraformFile>>,
    /// Where what has a name is declared first, looked up by what refers to it.
    places: OnceLock<FxHashMap<(Kind, String), Place>>,
}

/// The place of a block, and of an attribute in it where it is a local value.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Among the files and behind them those that override.
    file: usize,
    block: usize,
    attribute: usize,
}

/// A value that a `.tfvars` file gives to an input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GivenValue<'m> {
    /// Where it stands.
    pub place: PlacedAttribute<'m>,
    /// Whether Terraform reads the file without being told to.
    pub automatic: bool,
}

/// An attribute and the file it stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedAttribute<'m> {
    /// The file.
    pub path: &'m Path,
    /// The attribute.
    pub attribute: &'m Attribute,
}

/// A block and the file it stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedBlock<'m> {
    /// The file.
    pub path: &'m Path,
    /// The block.
    pub block: &'m Block,
}

/// What a module declares: a block, and the blocks in override files that change it.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared<'m> {
    /// The file that declares it.
    pub path: &'m Path,
    /// The block that declares it.
    pub block: &'m Block,
    /// The blocks that change it, the strongest last.
    pub overrides: Vec<PlacedBlock<'m>>,
}

impl Module {
    /// Takes the files of a folder together, in whatever order they come.
    pub fn new(folder: &Path, files: Vec<(PathBuf, Arc<TerraformFile>)>) -> Self {
        let (values, mut files): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(path, _)| gives_values(path));
        files.sort_by(|one, other| one.0.cmp(&other.0));
        let tofu: Vec<PathBuf> =
            files.iter().map(|(path, _)| path.clone()).filter(|path| is_tofu(path)).collect();
        files.retain(|(path, _)| is_tofu(path) || !tofu.contains(&path.with_extension("tofu")));
        let (overrides, files) = files.into_iter().partition(|(path, _)| is_override(path));
        let by_path = [&files, &overrides, &values].into_iter().flatten().cloned().collect();
        let places = OnceLock::new();
        Self { folder: folder.to_owned(), files, overrides, values, by_path, places }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files, those that override others behind the others, those that give values to inputs last.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &Arc<TerraformFile>)> {
        let files = self.files.iter().chain(&self.overrides).chain(&self.values);
        files.map(|(path, file)| (path.as_path(), file))
    }

    /// One of its files.
    pub fn file(&self, path: &Path) -> Option<&Arc<TerraformFile>> {
        self.by_path.get(path)
    }

    /// The values that files give to an input: those that Terraform reads by itself first, the strongest of them last.
    pub fn given<'m>(&'m self, input: &'m str) -> impl Iterator<Item = GivenValue<'m>> {
        let mut files: Vec<_> = self.values.iter().collect();
        files.sort_by_key(|(path, _)| (rank(path, &self.folder), path));
        files.into_iter().filter_map(move |(path, file)| {
            let attribute = file.attributes.iter().find(|attribute| attribute.name == input)?;
            let automatic = rank(path, &self.folder) < Rank::OnRequest;
            Some(GivenValue { place: PlacedAttribute { path, attribute }, automatic })
        })
    }

    /// What is declared of a kind, each once.
    pub fn declared(&self, kind: Kind) -> impl Iterator<Item = Declared<'_>> {
        let declared = blocks(&self.files, kind);
        // Terraform refuses an override of nothing; while somebody writes, it is better shown than lost.
        let orphans = blocks(&self.overrides, kind)
            .filter(move |found| !blocks(&self.files, kind).any(|base| same(base.block, found.block)));
        declared.chain(orphans).map(move |found| Declared {
            path: found.path,
            block: found.block,
            overrides: self.overrides_of(found.block, kind),
        })
    }

    /// What is declared of a kind under a name, that of a resource with its type: `aws_db_instance.orders`.
    pub fn named(&self, kind: Kind, name: &str) -> Option<Declared<'_>> {
        let (path, block, _) = self.place(kind, name)?;
        Some(Declared { path, block, overrides: self.overrides_of(block, kind) })
    }

    /// The local value of a name, as the last override has it.
    pub fn local(&self, name: &str) -> Option<PlacedAttribute<'_>> {
        let (path, block, attribute) = self.place(Kind::Locals, name)?;
        let own = PlacedAttribute { path, attribute: block.attributes.get(attribute)? };
        let changed = locals(&self.overrides).filter(|found| found.attribute.name == name).last();
        Some(changed.unwrap_or(own))
    }

    fn place(&self, kind: Kind, name: &str) -> Option<(&Path, &Block, usize)> {
        let places = self.places.get_or_init(|| self.find_places());
        let place = places.get(&(kind, name.to_owned()))?;
        let (path, file) = self.files.iter().chain(&self.overrides).nth(place.file)?;
        Some((path, file.blocks.get(place.block)?, place.attribute))
    }

    fn find_places(&self) -> FxHashMap<(Kind, String), Place> {
        let mut places = FxHashMap::default();
        for (file, (_, read)) in self.files.iter().chain(&self.overrides).enumerate() {
            for (block, found) in read.blocks.iter().enumerate() {
                let kind = found.kind();
                if kind == Kind::Locals {
                    // An override of a local value that is not there is none.
                    let locals = found.attributes.iter().enumerate().filter(|_| file < self.files.len());
                    for (attribute, local) in locals {
                        let name = (kind, local.name.clone());
                        places.entry(name).or_insert(Place { file, block, attribute });
                    }
                } else if let Some(name) = name_of(found) {
                    places.entry((kind, name)).or_insert(Place { file, block, attribute: 0 });
                }
            }
        }
        places
    }

    fn overrides_of(&self, block: &Block, kind: Kind) -> Vec<PlacedBlock<'_>> {
        blocks(&self.overrides, kind)
            .filter(|found| same(found.block, block) && !std::ptr::eq(found.block, block))
            .collect()
    }

    /// The managed resources.
    pub fn resources(&self) -> impl Iterator<Item = Declared<'_>> {
        self.declared(Kind::Resource)
    }

    /// The data sources.
    pub fn data(&self) -> impl Iterator<Item = Declared<'_>> {
        self.declared(Kind::Data)
    }

    /// The calls of other modules.
    pub fn modules(&self) -> impl Iterator<Item = Declared<'_>> {
        self.declared(Kind::Module)
    }

    /// The inputs.
    pub fn variables(&self) -> impl Iterator<Item = Declared<'_>> {
        self.declared(Kind::Variable)
    }

    /// The outputs.
    pub fn outputs(&self) -> impl Iterator<Item = Declared<'_>> {
        self.declared(Kind::Output)
    }

    /// The configurations of providers.
    pub fn providers(&self) -> impl Iterator<Item = Declared<'_>> {
        self.declared(Kind::Provider)
    }

    /// The local values, each as the last override has it.
    pub fn locals(&self) -> impl Iterator<Item = PlacedAttribute<'_>> {
        locals(&self.files).map(|local| {
            locals(&self.overrides)
                .filter(|found| found.attribute.name == local.attribute.name)
                .last()
                .unwrap_or(local)
        })
    }

    /// The folders of child modules that stand beside this one, as the calls write them: `./network`.
    pub fn local_module_sources(&self) -> impl Iterator<Item = (Declared<'_>, &str)> {
        self.modules().filter_map(|call| {
            let source = call.attribute("source")?.attribute.value.as_str()?;
            (source.starts_with("./") || source.starts_with("../")).then_some((call, source))
        })
    }
}

impl<'m> Declared<'m> {
    /// The attributes under a path, as [`Block::attributes`] has them, from the strongest block that has any
    /// part of the path.
    pub fn attributes(&self, path: &str) -> Vec<PlacedAttribute<'m>> {
        let first = path.split('.').next().unwrap_or(path);
        let PlacedBlock { path: file, block } = self.strongest(first);
        block
            .attributes(path)
            .into_iter()
            .map(|attribute| PlacedAttribute { path: file, attribute })
            .collect()
    }

    /// The first attribute under a path.
    pub fn attribute(&self, path: &str) -> Option<PlacedAttribute<'m>> {
        let first = path.split('.').next().unwrap_or(path);
        let PlacedBlock { path: file, block } = self.strongest(first);
        block.attribute(path).map(|attribute| PlacedAttribute { path: file, attribute })
    }

    /// The blocks in it of a keyword, whether written out or generated.
    pub fn blocks(&self, keyword: &str) -> Vec<PlacedBlock<'m>> {
        let PlacedBlock { path, block } = self.strongest(keyword);
        block
            .blocks
            .iter()
            .filter(|block| makes(block, keyword))
            .map(|block| PlacedBlock { path, block })
            .collect()
    }

    /// The block that decides about an attribute or the nested blocks of this name: an override replaces all
    /// nested blocks of a keyword together.
    fn strongest(&self, name: &str) -> PlacedBlock<'m> {
        let has = |block: &Block| {
            block.attribute(name).is_some() || block.blocks.iter().any(|nested| makes(nested, name))
        };
        let base = PlacedBlock { path: self.path, block: self.block };
        self.overrides.iter().rev().find(|found| has(found.block)).copied().unwrap_or(base)
    }
}

/// What refers to it calls it by this name, behind what tells the kind.
fn name_of(block: &Block) -> Option<String> {
    match (block.label(0), block.label(1)) {
        (Some(kind), Some(name)) => Some(format!("{kind}.{name}")),
        (name, _) => name.map(str::to_owned),
    }
}

fn makes(block: &Block, keyword: &str) -> bool {
    block.keyword == keyword || block.keyword == "dynamic" && block.label(0) == Some(keyword)
}

fn same(one: &Block, other: &Block) -> bool {
    one.keyword == other.keyword
        && one.labels.iter().map(|label| &label.text).eq(other.labels.iter().map(|label| &label.text))
        // Two configurations of one provider are told apart by their alias.
        && alias(one) == alias(other)
}

fn alias(block: &Block) -> Option<&str> {
    if block.kind() == Kind::Provider { block.attribute("alias")?.value.as_str() } else { None }
}

fn blocks(files: &[(PathBuf, Arc<TerraformFile>)], kind: Kind) -> impl Iterator<Item = PlacedBlock<'_>> {
    files.iter().flat_map(move |(path, file)| {
        file.blocks_of(kind).map(move |block| PlacedBlock { path: path.as_path(), block })
    })
}

fn locals(files: &[(PathBuf, Arc<TerraformFile>)]) -> impl Iterator<Item = PlacedAttribute<'_>> {
    files.iter().flat_map(|(path, file)| {
        file.locals().map(move |attribute| PlacedAttribute { path: path.as_path(), attribute })
    })
}

/// Whether a file gives values to inputs.
pub fn gives_values(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.ends_with(".tfvars") || name.ends_with(".tfvars.json")
}

/// In which order Terraform reads the files that give values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// `terraform.tfvars`.
    First,
    /// `*.auto.tfvars`.
    Automatic,
    /// Any other, which somebody names on the command line.
    OnRequest,
}

fn rank(path: &Path, folder: &Path) -> Rank {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let stem = name.strip_suffix(".json").unwrap_or(name);
    match stem {
        _ if path.parent() != Some(folder) => Rank::OnRequest,
        "terraform.tfvars" => Rank::First,
        _ if stem.ends_with(".auto.tfvars") => Rank::Automatic,
        _ => Rank::OnRequest,
    }
}

fn is_tofu(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "tofu")
}

fn is_override(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    stem == "override" || stem.ends_with("_override")
}
