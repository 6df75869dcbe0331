//! Terraform that the document does not speak of.

use std::sync::Arc;

use super::context::Context;
use super::finding::{Finding, Fix, Severity, Subject};
use super::place;
use super::registry::Rule;
use crate::model::terraform::Declared;
use crate::model::{Document, marks};
use crate::schema::{Answer, SectionIndex};
use crate::text::{Edit, Span};

/// A resource runs a script and the document does not say why.
pub static UNDOCUMENTED_PROVISIONER: Rule = Rule {
    name: "undocumented-provisioner",
    severity: Severity::Information,
    by_default: true,
    summary: "A resource has a provisioner that the document does not mention.",
    docs: "\
A provisioner runs outside Terraform's model: the plan does not show what it does, drift is invisible, and destroy \
does not undo it. The document is where a reviewer learns why it is needed all the same.

It stands in the Terraform file, at the provisioner. The document mentions it where the resource's address stands \
anywhere, or where its type or name stands in the section that lists resource types (Infrastructure as code). \
Resources that the document's `resources:` leave out are not looked at. Where the Terraform was only found beside \
the document, it is a hint.

To cure it, name the resource in that section and say why no native resource does the work.",
    check: undocumented_provisioner,
    in_terraform: true,
    fixes: mention,
};

fn undocumented_provisioner(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(binding) = &context.requirements.binding else { return };
    let mut resources: Vec<Declared<'_>> =
        binding.modules.iter().flat_map(|module| module.resources()).collect();
    resources.retain(|resource| resource.block.provisioners().next().is_some());
    if resources.is_empty() {
        return;
    }
    let document = context.document();
    let section = section(context);
    let heading = section.and_then(|section| context.outline.headings.get(context.heading_of(section)?));
    let text = heading
        .map(|heading| document.slice(Span::new(heading.span().start, heading.end)))
        .unwrap_or_default();
    for resource in resources {
        let Some(address) = resource.block.address().filter(|address| binding.selects(address)) else {
            continue;
        };
        let names = [resource.block.resource_type(), resource.block.name()];
        if names.iter().flatten().any(|name| contains_word(&text, name)) || mentions(document, &address) {
            continue;
        }
        let Some(provisioner) = resource.block.provisioners().next() else { continue };
        let place = section.and_then(|section| context.template.sections.get(section));
        let place =
            place.map_or("the document".to_owned(), |section| format!("section \"{}\"", section.heading));
        let message = format!(
            "`{address}` runs a {} provisioner that {place} of {} does not mention. Say there why it is needed.",
            provisioner.kind,
            context.path.file_name().unwrap_or_default().to_string_lossy()
        );
        let mut finding =
            context.finding(&UNDOCUMENTED_PROVISIONER, provisioner.span, Subject::Name(address), message);
        finding.path = Arc::from(resource.path);
        finding
            .related
            .extend(heading.map(|heading| context.related(heading.content(), "should say why it is needed")));
        if context.is_inferred() {
            finding.severity = finding.severity.lowered();
        }
        findings.push(finding);
    }
}

/// The section that speaks of resources: the first that asks for resource types.
fn section(context: &Context<'_>) -> Option<SectionIndex> {
    context
        .template
        .sections
        .iter()
        .position(|section| section.prompts.iter().any(|prompt| prompt.answer == Answer::ResourceTypes))
}

/// Whether the address stands anywhere in the document, with or without an index or an attribute behind it.
fn mentions(document: &Document, address: &str) -> bool {
    document.passages_with(marks::IDENTIFIERS).flat_map(|(_, passage)| &passage.identifiers).any(
        |identifier| {
            let path = identifier.strip_prefix(address).or_else(|| {
                let (_, inner) = identifier.split_once(address)?;
                identifier.starts_with("module.").then_some(inner)
            });
            path.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        },
    )
}

/// Whether `name` stands in `text` and is not part of a longer name.
fn contains_word(text: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

fn mention(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let Some(section) = section(context) else { return Vec::new() };
    let Some(heading) = context.heading_of(section).and_then(|index| context.outline.headings.get(index))
    else {
        return Vec::new();
    };
    let Subject::Name(address) = &finding.subject else { return Vec::new() };
    if heading.end >= context.document().text().len_bytes() && context.document().ends_unclosed() {
        return Vec::new();
    }
    let end = place::lead(context.document(), heading.end);
    let edit: Edit =
        place::insert_blocks(context, end, &[format!("- `{address}` runs a provisioner because")]);
    let title = format!("Mention `{address}` in the document");
    vec![Fix {
        title,
        edits: vec![(context.requirements.path.clone(), edit)],
        certain: false,
        document_wide: false,
    }]
}
