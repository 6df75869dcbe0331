//! A whole document from a template.

use std::path::Path;
use std::sync::Arc;

use crate::rules::{Context, scaffold};
use crate::schema::{Required, Template};
use crate::workspace::Workspace;

/// Words that say what kind of file or folder it is, not what it is about.
const GENERIC: [&str; 21] = [
    "infrastructure",
    "infra",
    "requirements",
    "requirement",
    "document",
    "documents",
    "documentation",
    "docs",
    "doc",
    "terraform",
    "tf",
    "iac",
    "prd",
    "spec",
    "index",
    "readme",
    "src",
    "deploy",
    "deployment",
    "new",
    "untitled",
];

/// A document for `path` with every section that applies there, dated `today`.
pub fn new_document(
    workspace: &Workspace,
    path: &Path,
    template: &Template,
    title: &str,
    today: &str,
) -> String {
    // A document at this place as the rules would see it, for the conditions that its Terraform fulfils.
    let declared = format!("---\ntemplate: {}\n---\n", template.name);
    let probe = workspace.requirements(path, Arc::new(workspace.document(path, &declared)));
    let context = probe.as_ref().and_then(|probe| Context::new(workspace, probe));
    let wanted = |required: Required| match &context {
        Some(context) => context.is_required(required),
        None => required == Required::Always,
    };
    scaffold::new_document(template, title, today, &wanted)
}

/// The title of a document at `path`: "Session cache: infrastructure requirements" in a folder `session-cache`.
pub fn title(path: &Path, template_title: &str) -> String {
    let stem = path.file_stem();
    let folders = path.parent().into_iter().flat_map(Path::ancestors).filter_map(Path::file_name);
    let mut names = stem.into_iter().chain(folders);
    match names.find_map(|name| subject(&name.to_string_lossy())) {
        Some(subject) => continued(&subject, template_title),
        None => template_title.to_owned(),
    }
}

/// The title of a document about `subject`.
pub fn continued(subject: &str, template_title: &str) -> String {
    format!("{}: {}", subject.trim_end_matches([':', ' ']), lowered(template_title))
}

/// What a file or folder of this name is about; nothing where the name is generic.
fn subject(name: &str) -> Option<String> {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> =
        words.filter(|word| !word.is_empty() && !GENERIC.contains(&word.to_lowercase().as_str())).collect();
    if !words.iter().any(|word| word.contains(char::is_alphabetic)) {
        return None;
    }
    let text = words.join(" ");
    let mut chars = text.chars();
    let first = chars.next()?;
    Some(first.to_uppercase().chain(chars).collect())
}

/// The title as it continues a sentence; an abbreviation at its start stays as it is.
fn lowered(title: &str) -> String {
    let mut chars = title.chars();
    match (chars.next(), title.chars().nth(1)) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_what_the_document_is_about() {
        let of = |path: &str| title(Path::new(path), "Infrastructure requirements");
        assert_eq!(of("/x/session-cache/requirements.md"), "Session cache: infrastructure requirements");
        assert_eq!(of("/x/a/billing_infra-requirements.md"), "Billing: infrastructure requirements");
        assert_eq!(of("/x/orders DB/docs/infra/requirements.md"), "Orders DB: infrastructure requirements");
        assert_eq!(of("/requirements.md"), "Infrastructure requirements");
        assert_eq!(of("/orders/Untitled-1"), "Orders: infrastructure requirements");
        assert_eq!(of("/x/über-cache/2024.md"), "Über cache: infrastructure requirements");
        assert_eq!(title(Path::new("a.md"), "SLO sheet"), "A: SLO sheet");
    }
}
