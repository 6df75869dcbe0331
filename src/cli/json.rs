//! Findings for programs: the shape that `schemas/check.schema.json` describes.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use super::report::{Document, Report};
use super::sources::{Place, Sources};
use super::words::shown;
use crate::rules::{self, State};
use crate::text::{Edit, Span};
use crate::workspace::Binding;

/// The version of the shape; it grows when something is taken away or changes its meaning, not when something is
/// added.
pub const VERSION: u32 = 1;

/// What `tiebeam check --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Output of `tiebeam check --format json`")]
pub struct Output {
    /// The version of this shape. It grows when something is taken away or changes its meaning, not when something
    /// is added.
    #[schemars(extend("const" = 1))]
    pub version: u32,
    /// The requirements documents that were checked, in the order of their paths.
    pub documents: Vec<CheckedDocument>,
    /// What was found, in the order of places.
    pub findings: Vec<Finding>,
    /// How much there was of everything.
    pub summary: Summary,
}

/// A requirements document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckedDocument {
    /// The file, relative to the working directory and with forward slashes; absolute where it has no folder in
    /// common with the working directory.
    pub file: String,
    /// The name of the template it follows.
    pub template: String,
    /// What became of each section of the template, in the template's order.
    pub sections: Vec<CheckedSection>,
    /// The Terraform that belongs to it; null where there is none.
    pub binding: Option<BoundTerraform>,
}

/// A section of the template.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckedSection {
    /// Its id in the template.
    pub id: String,
    /// Its heading as the template writes it.
    pub heading: String,
    /// What became of it.
    pub state: State,
}

/// The Terraform that belongs to a document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BoundTerraform {
    /// Who says that it belongs to the document.
    pub kind: BindingKind,
    /// The folders whose Terraform was read, local modules included.
    pub folders: Vec<String>,
    /// The addresses to which the document restricts itself.
    pub resources: Vec<String>,
}

/// Who says that Terraform belongs to a document.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BindingKind {
    /// The document's front matter or the configuration.
    Declared,
    /// Nobody; it stands beside the document or in a folder above.
    Inferred,
}

/// One fault.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// The name of the rule; `tiebeam explain` tells more about it.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The file it is in.
    pub file: String,
    /// Where in the file.
    pub range: Range,
    /// What is wrong.
    pub message: String,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// What cures it, the best first.
    pub fixes: Vec<Fix>,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Something is wrong.
    Error,
    /// Something is probably wrong.
    Warning,
    /// Worth knowing.
    Information,
    /// A small improvement.
    Hint,
}

/// A part of a file, from its first character to just after its last.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Range {
    /// Its first character.
    pub start: Place,
    /// Just after its last character.
    pub end: Place,
}

/// A place that explains a finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Related {
    /// The file.
    pub file: String,
    /// Where in the file.
    pub range: Range,
    /// What is there.
    pub message: String,
}

/// Edits that cure a finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// The edits; all of them speak of the files as they are.
    pub edits: Vec<Replacement>,
}

/// A replacement of a part of a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Replacement {
    /// The file.
    pub file: String,
    /// What goes.
    pub range: Range,
    /// What comes in its place.
    pub text: String,
}

/// How much there was of everything.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Summary {
    /// The number of documents.
    pub documents: usize,
    /// The sections of all documents, by what became of them.
    pub sections: SectionCounts,
    /// The findings, by severity.
    pub findings: FindingCounts,
}

/// Sections by what became of them.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct SectionCounts {
    /// With content.
    pub present: usize,
    /// With a heading only.
    pub empty: usize,
    /// Asked for and not there.
    pub missing: usize,
    /// Not asked for and not there.
    pub not_required: usize,
}

/// Findings by severity.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct FindingCounts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Worth knowing.
    pub information: usize,
    /// Small improvements.
    pub hint: usize,
}

/// What is printed about a report.
pub fn output(report: &Report, sources: &Sources, folder: &Path) -> Output {
    let make = Make { sources, folder };
    let mut summary = Summary { documents: report.documents.len(), ..Summary::default() };
    for state in report.documents.iter().flat_map(|document| &document.states) {
        *match state {
            State::Present => &mut summary.sections.present,
            State::Empty => &mut summary.sections.empty,
            State::Missing => &mut summary.sections.missing,
            State::NotRequired => &mut summary.sections.not_required,
        } += 1;
    }
    for cured in &report.findings {
        *match cured.finding.severity {
            rules::Severity::Error => &mut summary.findings.error,
            rules::Severity::Warning => &mut summary.findings.warning,
            rules::Severity::Information => &mut summary.findings.information,
            rules::Severity::Hint => &mut summary.findings.hint,
        } += 1;
    }
    Output {
        version: VERSION,
        documents: report.documents.iter().map(|document| make.document(document)).collect(),
        findings: report.findings.iter().map(|cured| make.finding(&cured.finding, &cured.fixes)).collect(),
        summary,
    }
}

struct Make<'a> {
    sources: &'a Sources,
    folder: &'a Path,
}

impl Make<'_> {
    fn document(&self, document: &Document) -> CheckedDocument {
        let requirements = &document.requirements;
        let template = requirements.document.vocabulary().template(requirements.template);
        let sections = template.into_iter().flat_map(|template| &template.sections);
        CheckedDocument {
            file: shown(&requirements.path, self.folder),
            template: template.map(|template| template.name.to_string()).unwrap_or_default(),
            sections: sections
                .zip(&document.states)
                .map(|(section, state)| CheckedSection {
                    id: section.id.to_string(),
                    heading: section.heading.clone(),
                    state: *state,
                })
                .collect(),
            binding: requirements.binding.as_ref().map(|binding| self.binding(binding)),
        }
    }

    fn binding(&self, binding: &Binding) -> BoundTerraform {
        let mut folders: Vec<String> = Vec::new();
        for (path, _) in binding.modules.iter().flat_map(|module| module.files()) {
            let folder = shown(path.parent().unwrap_or(path), self.folder);
            if !folders.contains(&folder) {
                folders.push(folder);
            }
        }
        let kind = if binding.declared { BindingKind::Declared } else { BindingKind::Inferred };
        BoundTerraform { kind, folders, resources: binding.resources.clone() }
    }

    fn finding(&self, finding: &rules::Finding, fixes: &[rules::Fix]) -> Finding {
        let related = finding.related.iter().map(|related| Related {
            file: shown(&related.path, self.folder),
            range: self.range(&related.path, related.span),
            message: related.message.clone(),
        });
        Finding {
            rule: finding.rule.name.to_owned(),
            severity: match finding.severity {
                rules::Severity::Error => Severity::Error,
                rules::Severity::Warning => Severity::Warning,
                rules::Severity::Information => Severity::Information,
                rules::Severity::Hint => Severity::Hint,
            },
            file: shown(&finding.path, self.folder),
            range: self.range(&finding.path, finding.span),
            message: finding.message.clone(),
            related: related.collect(),
            fixes: fixes.iter().map(|fix| self.fix(fix)).collect(),
        }
    }

    fn fix(&self, fix: &rules::Fix) -> Fix {
        let edits = fix.edits.iter().map(|(path, edit)| self.replacement(path, edit));
        Fix { title: fix.title.clone(), edits: edits.collect() }
    }

    fn replacement(&self, path: &Path, edit: &Edit) -> Replacement {
        Replacement {
            file: shown(path, self.folder),
            range: self.range(path, edit.span),
            text: edit.text.clone(),
        }
    }

    fn range(&self, path: &Path, span: Span) -> Range {
        Range { start: self.sources.place(path, span.start), end: self.sources.place(path, span.end) }
    }
}
