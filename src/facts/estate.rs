//! The resources of a document's Terraform, each in the module call that makes it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::expression::{Evaluation, Key, Outcome};
use super::in_scope::InScope;
use super::limits::Budget;
use super::memory::{Memory, RememberedBlock, names_in};
use super::names::Step;
use super::sites::{Site, SiteKind};
use crate::model::terraform::{Attribute, Block, Declared, Module, PlacedAttribute, TerraformFile};
use crate::schema::evidence::{self, KnownModule, OfKind};
use crate::text::Span;

/// So many module calls are followed; what calls more is generated.
const MOST_SCOPES: usize = 400;

/// How deep modules may call each other.
const DEEPEST: usize = 8;

/// Modules by their folders.
type Modules<'a> = FxHashMap<&'a Path, &'a Module>;

/// The resources of a document's Terraform.
pub struct Estate<'a> {
    pub(super) scopes: Vec<Scope<'a>>,
    resources: Vec<Resource<'a>>,
    /// All files, by their paths.
    files: FxHashMap<&'a OsStr, &'a TerraformFile>,
    /// The calls of modules whose files are known.
    followed: FxHashSet<*const Block>,
    pub(super) environment: Option<String>,
    pub(super) memory: Memory,
    pub(super) budget: Budget,
}

/// A module as one call makes it.
pub(super) struct Scope<'a> {
    pub module: &'a Module,
    /// `module.database.`, empty for a module that nothing calls.
    pub prefix: String,
    /// The scope of the call and the call.
    pub call: Option<(usize, Declared<'a>)>,
    pub existence: Existence,
}

/// Whether a resource or module is made, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existence {
    /// Once.
    One,
    /// So often as a list is long, at least once.
    Many,
    /// Perhaps.
    Unsure,
}

/// A resource, or a call of a well-known module that stands for one.
pub struct Resource<'a> {
    /// Its address with that of its module: `module.database.aws_db_instance.this`.
    pub address: Arc<str>,
    /// Its address within its module, as the module itself writes it.
    pub local_address: Box<str>,
    /// The file in which it is declared.
    pub file: Arc<Path>,
    /// Its type: `aws_db_instance`.
    pub kind: &'a str,
    /// Whether it is made.
    pub existence: Existence,
    /// The block that declares it, or calls the module.
    pub declared: Declared<'a>,
    pub(super) known: Option<&'static KnownModule>,
    scope: usize,
    /// What is known of its type.
    pub(super) of_kind: Option<OfKind<'static>>,
    /// What is remembered of its block.
    pub(super) remembered: Option<Rc<RememberedBlock>>,
}

impl<'a> Estate<'a> {
    /// The estate of these modules; `environment`: the one that the document speaks of.
    pub fn new(modules: impl Iterator<Item = &'a Module>, environment: Option<String>) -> Self {
        Self::remembering(modules, environment, Memory::default())
    }

    /// The same, with what is remembered of the blocks in it.
    pub fn remembering(
        modules: impl Iterator<Item = &'a Module>,
        environment: Option<String>,
        memory: Memory,
    ) -> Self {
        let modules: Vec<&Module> = modules.collect();
        let by_folder: Modules<'a> = modules.iter().map(|module| (module.folder(), *module)).collect();
        let called: FxHashSet<PathBuf> = modules
            .iter()
            .flat_map(|module| {
                let folders = module.local_module_sources().map(|(_, source)| folder_of(module, source));
                folders.filter(|folder| folder != module.folder())
            })
            .collect();
        let files = modules.iter().flat_map(|module| module.files());
        let mut estate = Self {
            scopes: Vec::new(),
            resources: Vec::new(),
            files: files.map(|(path, file)| (path.as_os_str(), file.as_ref())).collect(),
            followed: FxHashSet::default(),
            environment,
            memory,
            budget: Budget::default(),
        };
        for module in &modules {
            if !called.contains(module.folder()) {
                estate.add(&by_folder, module, "", None, Existence::One, 0);
            }
        }
        estate
    }

    fn add(
        &mut self,
        modules: &Modules<'a>,
        module: &'a Module,
        prefix: &str,
        call: Option<(usize, Declared<'a>)>,
        existence: Existence,
        depth: usize,
    ) {
        if self.scopes.len() >= MOST_SCOPES || depth > DEEPEST {
            return;
        }
        let scope = self.scopes.len();
        self.followed.extend(call.iter().map(|(_, call)| std::ptr::from_ref(call.block)));
        self.scopes.push(Scope { module, prefix: prefix.to_owned(), call, existence });
        for declared in module.resources() {
            let block = declared.block;
            let (Some(kind), Some(address)) = (block.label(0), block.address()) else { continue };
            self.push(scope, address, kind, existence, declared, None);
        }
        for call in module.modules() {
            let Some(address) = call.block.address() else { continue };
            let source = call.attribute("source");
            let Some(source) = source.and_then(|source| source.attribute.value.as_str()) else { continue };
            let local = source.starts_with("./") || source.starts_with("../");
            let inner = local.then(|| modules.get(folder_of(module, source).as_path())).flatten();
            let Some(existence) = self.existence(scope, &call, existence) else { continue };
            if let Some(inner) = inner {
                let prefix = format!("{prefix}{address}.");
                self.add(modules, inner, &prefix, Some((scope, call)), existence, depth + 1);
                continue;
            }
            for known in evidence::KNOWN.modules(source) {
                self.push(scope, address.clone(), &known.resource, existence, call.clone(), Some(known));
            }
        }
    }

    /// Adds a resource, or a call that stands for one: of a call it is known whether it is made.
    fn push(
        &mut self,
        scope: usize,
        local_address: String,
        kind: &'a str,
        outer: Existence,
        declared: Declared<'a>,
        known: Option<&'static KnownModule>,
    ) {
        let existence = if known.is_some() { Some(outer) } else { self.existence(scope, &declared, outer) };
        let Some(existence) = existence else { return };
        let prefix = self.scopes.get(scope).map_or("", |scope| &scope.prefix);
        let address = Arc::from(format!("{prefix}{local_address}"));
        let last = self.resources.last().filter(|last| std::ptr::eq(last.declared.path, declared.path));
        let file = last.map_or_else(|| Arc::from(declared.path), |last| Arc::clone(&last.file));
        let remembered = declared.overrides.is_empty().then(|| {
            let text = self.text(scope, declared.path);
            self.memory.of(declared.block, text)
        });
        let local_address = local_address.into();
        let remembered = remembered.flatten();
        self.resources.push(Resource {
            address,
            local_address,
            file,
            kind,
            existence,
            declared,
            known,
            scope,
            of_kind: evidence::KNOWN.of_kind(kind),
            remembered,
        });
    }

    /// Gives back what is remembered of the blocks in it, for the next estate.
    pub fn into_memory(self) -> Memory {
        self.memory
    }

    /// Whether something is made that is declared in a scope; nothing where it certainly is not.
    fn existence(&self, scope: usize, declared: &Declared<'a>, outer: Existence) -> Option<Existence> {
        let own = if let Some(count) = declared.attribute("count") {
            match self.outcome(scope, &count).value.as_ref().map(hcl::Value::as_u64) {
                Ok(Some(0)) => return None,
                Ok(Some(1)) => Existence::One,
                Ok(Some(_)) => Existence::Many,
                _ => Existence::Unsure,
            }
        } else if let Some(each) = declared.attribute("for_each") {
            match self.outcome(scope, &each).value {
                Ok(hcl::Value::Array(elements)) if elements.is_empty() => return None,
                Ok(hcl::Value::Object(entries)) if entries.is_empty() => return None,
                Ok(hcl::Value::Array(_) | hcl::Value::Object(_)) => Existence::Many,
                _ => Existence::Unsure,
            }
        } else {
            Existence::One
        };
        Some(match (outer, own) {
            (Existence::Unsure, _) | (_, Existence::Unsure) => Existence::Unsure,
            (Existence::Many, _) | (_, Existence::Many) => Existence::Many,
            _ => Existence::One,
        })
    }

    /// All resources.
    pub fn resources(&self) -> &[Resource<'a>] {
        &self.resources
    }

    /// The resources of a type.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Resource<'a>> {
        self.resources.iter().filter(move |resource| resource.kind == kind)
    }

    /// The calls of modules, each as often as the module that it stands in is called.
    pub fn calls(&self) -> impl Iterator<Item = Declared<'a>> + '_ {
        self.scopes.iter().flat_map(|scope| scope.module.modules())
    }

    /// The calls of modules whose files are not known, with their sources.
    pub fn opaque_calls(&self) -> impl Iterator<Item = (Declared<'a>, &'a str)> + '_ {
        self.scopes.iter().flat_map(|scope| scope.module.modules()).filter_map(|call| {
            let source = call.attribute("source")?.attribute.value.as_str()?;
            let local = source.starts_with("./") || source.starts_with("../");
            let followed = local && self.followed.contains(&std::ptr::from_ref(call.block));
            (!followed).then_some((call, source))
        })
    }

    /// Whether a module whose files are not known may be about one of these words: by its name or source.
    pub fn may_be_in_a_module(&self, words: &[&str]) -> bool {
        self.opaque_calls().any(|(call, source)| {
            let name = call.block.name().unwrap_or_default().to_lowercase();
            let source = source.to_lowercase();
            words.iter().any(|word| name.contains(word) || source.contains(word))
        })
    }

    /// The data sources, each with the place of its scope.
    pub fn data(&self) -> impl Iterator<Item = (ScopeId, Declared<'a>)> + '_ {
        let scopes = self.scopes.iter().enumerate();
        scopes.flat_map(|(at, scope)| scope.module.data().map(move |data| (ScopeId(at), data)))
    }

    /// The scope of a resource.
    pub fn scope_of(&self, resource: &Resource<'a>) -> ScopeId {
        ScopeId(resource.scope)
    }

    /// What a site of a resource comes to; `Null` for one that is a block.
    pub fn read(&self, resource: &Resource<'a>, site: &Site<'a>) -> Outcome {
        self.budget.renew();
        let names = InScope { estate: self, scope: resource.scope, within: Some(&resource.declared) };
        let evaluation = Evaluation { names: &names, depth: 0 };
        let text = self.text(resource.scope, site.path);
        match site.what {
            SiteKind::Attribute(attribute) => {
                evaluation.value(&attribute.value, text, attribute.value_span, &[])
            }
            SiteKind::Part(value, span) => evaluation.value(value, text, span, &[]),
            SiteKind::Block(_) => Outcome::known(hcl::Value::Bool(true)),
            SiteKind::Perhaps => Outcome::because("depends on what generates its block"),
        }
    }

    /// What an attribute in a scope comes to.
    pub fn outcome_in(&self, scope: ScopeId, attribute: &PlacedAttribute<'a>) -> Outcome {
        self.outcome(scope.0, attribute)
    }

    fn outcome(&self, scope: usize, PlacedAttribute { path, attribute }: &PlacedAttribute<'a>) -> Outcome {
        self.budget.renew();
        self.outcome_under(scope, path, attribute, &[], 0)
    }

    pub(super) fn outcome_under(
        &self,
        scope: usize,
        path: &Path,
        attribute: &Attribute,
        keys: &[Key],
        depth: usize,
    ) -> Outcome {
        let names = InScope { estate: self, scope, within: None };
        let evaluation = Evaluation { names: &names, depth };
        evaluation.value(&attribute.value, self.text(scope, path), attribute.value_span, keys)
    }

    pub(super) fn text(&self, scope: usize, path: &Path) -> &'a str {
        let module = self.scopes.get(scope).map(|scope| scope.module);
        module.and_then(|module| module.file(path)).map_or("", |file| &file.text)
    }

    /// What is written at a place in one of the files.
    pub fn source(&self, path: &Path, span: Span) -> &'a str {
        self.files.get(path.as_os_str()).map_or("", |file| span.of(&file.text))
    }

    /// The text of the block at the top of a file in which a place is.
    pub fn block_source(&self, path: &Path, offset: usize) -> &'a str {
        let file = self.files.get(path.as_os_str());
        let block = file.and_then(|file| Some((file, *file.enclosing(offset).first()?)));
        block.map_or("", |(file, block)| block.span.of(&file.text))
    }

    /// Whether the block of a resource has any of these words, which are in lower case.
    pub fn block_has(&self, resource: &Resource<'a>, words: &[String]) -> bool {
        let has = |text: &str| words.iter().any(|word| text.contains(word.as_str()));
        match &resource.remembered {
            Some(block) => has(block.lower_case()),
            None => has(&self.block_source(resource.path(), resource.header().start).to_lowercase()),
        }
    }

    /// Whether the block of a resource, or a call that makes it, names something: `aws_sns_topic.alarms`.
    pub fn mentions(&self, resource: &Resource<'a>, name: &str) -> bool {
        let own = match &resource.remembered {
            Some(block) => block.mentions(name),
            None => names_in(self.block_source(resource.path(), resource.header().start)).contains(name),
        };
        own || names_in(&self.call_source(resource)).contains(name)
    }

    /// The text of the module calls by which a resource is made.
    pub fn call_source(&self, resource: &Resource<'a>) -> String {
        let mut text = String::new();
        let mut at = Some(resource.scope);
        while let Some((outer, call)) = at.and_then(|at| self.scopes.get(at)?.call.as_ref()) {
            text.push_str(self.block_source(call.path, call.block.header.start));
            text.push('\n');
            at = Some(*outer);
        }
        text
    }

    /// The line of a place in one of the files, counted from 1.
    pub fn line(&self, path: &Path, offset: usize) -> usize {
        self.files.get(path.as_os_str()).map_or(1, |file| file.line(offset))
    }

    pub(super) fn step(&self, path: &Path, span: Span, what: String) -> Step {
        Step { path: Arc::from(path), span, line: self.line(path, span.start), what: Arc::from(what) }
    }
}

/// The place of a scope in its estate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeId(usize);

impl<'a> Resource<'a> {
    /// The file in which it is declared.
    pub fn path(&self) -> &'a Path {
        self.declared.path
    }

    /// Its keyword and labels.
    pub fn header(&self) -> Span {
        self.declared.block.header
    }

    /// Whether a well-known module makes it.
    pub fn is_module(&self) -> bool {
        self.known.is_some()
    }
}

fn folder_of(module: &Module, source: &str) -> PathBuf {
    crate::workspace::normal(&module.folder().join(source))
}
