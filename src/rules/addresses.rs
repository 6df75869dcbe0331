//! Names of modules and resources that no Terraform has.

use std::path::Path;
use std::sync::Arc;

use super::claims::answers_to;
use super::context::Context;
use super::finding::{Finding, Related, Severity, Subject};
use super::references::{claimed, correct, did_you_mean, is_in, nearest};
use super::registry::Rule;
use crate::model::terraform::Declared;
use crate::model::{Address, ReferenceKind};
use crate::schema::resource_types;
use crate::text::Span;
use crate::workspace::Binding;

/// A module is named that the Terraform does not call.
pub static UNKNOWN_MODULE: Rule = Rule {
    name: "unknown-module",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document names a module that the Terraform does not call.",
    docs: "\
Who follows the name to learn more arrives nowhere.

It triggers on an address that begins with `module.name` in a code span or in `resources:`, where neither the \
Terraform of the document nor any other in the workspace calls a module by this name. It stays silent where the words \
around say that the module is planned, gone or elsewhere.

To cure it, correct the name.",
    check: unknown_module,
    in_terraform: false,
    fixes: correct,
};

/// A resource or type is named that is not there.
pub static UNKNOWN_RESOURCE: Rule = Rule {
    name: "unknown-resource",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document names a resource that the Terraform does not have, or a type that no provider has.",
    docs: "\
A document about a resource that is not there describes something else.

It triggers on an address in a code span or in `resources:` that no Terraform in the workspace has: where one that is \
nearly the same is there, or the Terraform of the document has the type and calls no modules whose files are not \
known. It triggers on a type in a code span that the provider does not have where one that is nearly the same exists, \
and on any type that does not exist in the answer about native resources; types that Terraform in the workspace uses \
are known, and providers other than `aws`, `google` and `azurerm` are never judged. It stays silent where the words \
around say that the resource is planned, gone, an example or elsewhere.

To cure it, correct the name.",
    check: unknown_resource,
    in_terraform: false,
    fixes: correct,
};

/// What the bound Terraform declares.
struct Here<'c> {
    binding: &'c Binding,
    resources: Vec<Declared<'c>>,
    calls: Vec<Declared<'c>>,
}

impl<'c> Here<'c> {
    fn of(context: &'c Context<'_>) -> Option<Self> {
        let binding = context.requirements.binding.as_ref()?;
        let modules = &binding.modules;
        let managed = modules.iter().flat_map(|module| module.resources());
        let resources = managed.chain(modules.iter().flat_map(|module| module.data())).collect();
        let calls = modules.iter().flat_map(|module| module.modules()).collect();
        Some(Self { binding, resources, calls })
    }

    fn named<'h>(&'h self, kind: &'h str, is_data: bool) -> impl Iterator<Item = &'h Declared<'c>> {
        self.resources.iter().filter(move |resource| {
            resource.block.label(0) == Some(kind) && (resource.block.keyword == "data") == is_data
        })
    }

    /// Whether any of the files has the words anywhere: in a comment, in a block that moves or imports something.
    fn mentions(&self, words: &str) -> bool {
        let mut files = self.binding.modules.iter().flat_map(|module| module.files());
        files.any(|(_, file)| file.text.contains(words))
    }
}

/// The addresses that the document claims, with their places: in code spans and in `resources:`.
fn addresses(context: &Context<'_>) -> Vec<(String, Span)> {
    let spans = claimed(context).filter(|(_, reference)| reference.kind == ReferenceKind::Address);
    let mut found: Vec<(String, Span)> =
        spans.map(|(base, it)| (it.name.to_string(), it.span.shifted(base))).collect();
    if let Some((base, front_matter)) = context.document().front_matter() {
        let listed = front_matter.get("resources").into_iter().flat_map(|entry| &entry.values);
        for scalar in listed {
            let span = scalar.span.shifted(base);
            let written = context.document().slice(span);
            // In quotes with escapes the text does not stand as it is read.
            if let Some(at) = written.find(&scalar.text).filter(|_| !scalar.text.is_empty()) {
                let start = span.start + at;
                found.push((scalar.text.clone(), Span::new(start, start + scalar.text.len())));
            }
        }
    }
    found
}

fn unknown_module(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(here) = Here::of(context) else { return };
    for (text, span) in addresses(context) {
        let Some(address) = Address::read(&text) else { continue };
        let Some(name) = address.modules.first().copied() else { continue };
        let names = || here.calls.iter().filter_map(|call| call.block.label(0));
        let is_known = names().any(|known| known == name) || here.mentions(&format!("module.{name}"));
        if is_known || is_elsewhere(context, &format!("module.{name}")) {
            continue;
        }
        let near = nearest(name, names());
        let message = format!("No module `{name}` is called here.{}", did_you_mean(near));
        let start = span.start + "module.".len();
        let place = Span::new(start, start + name.len());
        let there = here.calls.iter().find(|call| near.is_some() && call.block.label(0) == near);
        findings.push(finding(context, &UNKNOWN_MODULE, place, near, there, message));
    }
}

fn unknown_resource(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(here) = Here::of(context) else { return };
    for (text, span) in addresses(context) {
        let Some(address) = Address::read(&text) else { continue };
        findings.extend(missing_resource(context, &here, &address, &text, span));
    }
    for (base, reference) in claimed(context).filter(|(_, it)| it.kind == ReferenceKind::Type) {
        let span = reference.span.shifted(base);
        let listed = answers_to(context, "infrastructure-as-code", "native").into_iter();
        let listed =
            listed.map(|answer| answer.answer).any(|it| it.start <= span.start && span.end <= it.end);
        let is_asked_for = listed && is_in(context, span, "infrastructure-as-code");
        findings.extend(missing_type(context, &here, &reference.name, span, is_asked_for));
    }
}

/// Names that stand for any name.
const ANY_NAME: [&str; 8] = ["x", "y", "z", "foo", "bar", "name", "NAME", "example"];

/// Endings of files, whose names look like addresses.
const ENDINGS: [&str; 36] = [
    "tf", "tfvars", "hcl", "md", "json", "yaml", "yml", "sh", "py", "go", "rego", "txt", "toml", "tpl",
    "tftpl", "log", "csv", "png", "svg", "drawio", "conf", "cfg", "ini", "zip", "gz", "html", "js", "ts",
    "sql", "env", "xml", "lock", "pem", "com", "net", "org",
];

fn missing_resource(
    context: &Context<'_>,
    here: &Here<'_>,
    address: &Address<'_>,
    text: &str,
    span: Span,
) -> Option<Finding> {
    let (kind, name) = address.resource?;
    let names = || here.named(kind, address.is_data).filter_map(|it| it.block.label(1));
    let local = format!("{}{kind}.{name}", if address.is_data { "data." } else { "" });
    if names().any(|known| known == name)
        || ANY_NAME.contains(&name)
        || ENDINGS.contains(&name)
        || is_attribute(here, kind, name)
        || !is_open(here, address)
        || here.mentions(&local)
        || is_elsewhere(context, &local)
    {
        return None;
    }
    let has_type = names().next().is_some();
    let is_closed = context.estate().opaque_calls().next().is_none();
    let near = nearest(name, names());
    let provider = resource_types::provider_of(kind);
    let near_type = || {
        let kinds = here.resources.iter().filter(|it| it.block.label(1) == Some(name));
        nearest(kind, kinds.filter_map(|it| it.block.label(0)))
    };
    let corrected = match near {
        Some(near) => Some(local.replace(&format!("{kind}.{name}"), &format!("{kind}.{near}"))),
        None => near_type().map(|near| local.replace(&format!("{kind}.{name}"), &format!("{near}.{name}"))),
    };
    let certain = is_closed && (has_type || provider.is_some() && here.binding.declared);
    if corrected.is_none() && !certain {
        return None;
    }
    let message = match &corrected {
        Some(near) => format!("There is no `{local}` in this Terraform. Did you mean `{near}`?"),
        None => format!("There is no `{local}` in this Terraform. Correct the name."),
    };
    let there = here.resources.iter().find(|it| it.block.address() == corrected);
    let start = span.start + text.rfind(&local).unwrap_or_default();
    let place = Span::new(start, start + local.len());
    let place = if text.contains(&local) { place } else { span };
    Some(finding(context, &UNKNOWN_RESOURCE, place, corrected.as_deref(), there, message))
}

/// Whether what stands behind a type is an attribute of it: `aws_db_instance.multi_az`.
fn is_attribute(here: &Here<'_>, kind: &str, name: &str) -> bool {
    let has =
        |resource: &Declared<'_>| resource.attribute(name).is_some() || !resource.blocks(name).is_empty();
    let listed = resource_types::provider_of(kind).is_some_and(|it| it.has_attribute(kind, name));
    let common = ["arn", "id", "name", "tags", "tags_all", "count", "for_each", "lifecycle", "depends_on"];
    listed || common.contains(&name) || here.named(kind, false).chain(here.named(kind, true)).any(has)
}

/// Whether the files of all modules that lead to an address are known.
fn is_open(here: &Here<'_>, address: &Address<'_>) -> bool {
    address.modules.iter().all(|name| {
        let mut calls = here.calls.iter().filter(|call| call.block.label(0) == Some(name));
        calls.any(|call| {
            let source = call.attribute("source").and_then(|source| source.attribute.value.as_str());
            source.is_some_and(|source| source.starts_with("./") || source.starts_with("../"))
        })
    })
}

/// Whether other Terraform in the workspace declares an address, or not all of it could be read.
fn is_elsewhere(context: &Context<'_>, address: &str) -> bool {
    let code = context.workspace.named_code();
    !code.is_complete || code.declares(address)
}

fn missing_type(
    context: &Context<'_>,
    here: &Here<'_>,
    kind: &str,
    span: Span,
    is_asked_for: bool,
) -> Option<Finding> {
    let provider = resource_types::provider_of(kind)?;
    let is_used = here.resources.iter().any(|it| it.block.label(0) == Some(kind));
    let is_known = || {
        let code = context.workspace.named_code();
        !code.is_complete || code.uses_type(kind)
    };
    if provider.has(kind) || is_used || here.mentions(kind) || is_known() {
        return None;
    }
    // Data sources have names of their own, often the plural of a type.
    let near = nearest(kind, provider.types.keys().copied())
        .filter(|near| kind.strip_suffix('s') != Some(near) && kind.strip_suffix("es") != Some(near));
    if near.is_none() && !is_asked_for {
        return None;
    }
    let message = format!("Provider {} has no type `{kind}`.{}", provider.provider, did_you_mean(near));
    Some(finding(context, &UNKNOWN_RESOURCE, span, near, None, message))
}

fn finding(
    context: &Context<'_>,
    rule: &'static Rule,
    span: Span,
    near: Option<&str>,
    there: Option<&Declared<'_>>,
    message: String,
) -> Finding {
    let subject = near.map_or(Subject::Place, |near| Subject::Name(near.to_owned()));
    let mut finding = context.finding(rule, span, subject, message);
    finding.related.extend(there.map(|declared| Related {
        path: Arc::from(declared.path as &Path),
        span: declared.block.header,
        message: "is here".to_owned(),
    }));
    if context.is_inferred() {
        finding.severity = finding.severity.lowered();
    }
    finding
}
