//! Links that lead nowhere.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;

use super::context::Context;
use super::finding::{Finding, Fix, Severity, Subject};
use super::registry::Rule;
use crate::model::{Reach, Slugs, marks};
use crate::syntax::markdown::Link;
use crate::text::{Edit, Span};
use crate::workspace::disk::{Kind, is_markdown};

/// A relative link or an anchor that does not exist.
pub static DEAD_LINK: Rule = Rule {
    name: "dead-link",
    severity: Severity::Warning,
    by_default: true,
    summary: "A link leads to a file or heading that does not exist.",
    docs: "\
The runbook that is not there is found out about at three in the morning.

Relative paths are looked up beside the document, anchors among the headings of the file they lead to, as GitHub \
makes them: letters of any script, `-1` for the second heading of the same text, anchors given in HTML. `#` alone \
and an empty target lead nowhere. Nothing is ever fetched: links with a scheme, absolute paths, paths that leave \
the workspace and targets with template marks are left alone, as is a link without extension to a page that has one. A single block of more than 512 KiB is not searched.

To cure it, correct the target, or remove the link and keep its text.",
    check: dead_link,
    in_terraform: false,
    fixes: repair,
};

/// What is wrong with a link.
enum Fault {
    Nowhere,
    NoFile,
    NoHeading { file: Option<String>, anchor: String },
}

/// The links of one document, looked up once a target.
struct Lookup<'a, 'c> {
    context: &'a Context<'c>,
    folder: &'a Path,
    files: FxHashMap<&'a str, bool>,
}

fn dead_link(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let folder = context.path.parent().unwrap_or(&context.path);
    let mut lookup = Lookup { context, folder, files: FxHashMap::default() };
    for (base, passage) in context.document().passages_with(marks::LINKS) {
        for (link, reach) in passage.links.iter().zip(&passage.reaches) {
            let Some(fault) = lookup.fault(&link.target, *reach) else { continue };
            let span = place(link).shifted(base);
            let message = match fault {
                Fault::Nowhere => format!("Link target \"{}\" leads nowhere.", link.target),
                Fault::NoFile => format!("Link target \"{}\" does not exist.", link.target),
                Fault::NoHeading { file: None, anchor } => {
                    format!("No heading here has the anchor \"#{anchor}\".")
                }
                Fault::NoHeading { file: Some(file), anchor } => {
                    format!("No heading in {file} has the anchor \"#{anchor}\".")
                }
            };
            findings.push(context.finding(&DEAD_LINK, span, Subject::Place, message));
        }
    }
}

impl<'a> Lookup<'a, '_> {
    fn fault(&mut self, target: &'a str, reach: Reach) -> Option<Fault> {
        let hash = match reach {
            Reach::Nowhere => return Some(Fault::Nowhere),
            Reach::Elsewhere => return None,
            Reach::Here(hash) => Some(hash),
            Reach::File => None,
        };
        let slugs = || self.context.slugs();
        if hash.is_some_and(|hash| slugs().has_heading(hash)) {
            return None;
        }
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        let anchor = percent_decode_str(anchor).decode_utf8_lossy().into_owned();
        if path.is_empty() {
            return (!slugs().contains(&anchor)).then_some(Fault::NoHeading { file: None, anchor });
        }
        let workspace = self.context.workspace;
        let folder = self.folder;
        let exists = *self.files.entry(path).or_insert_with(|| {
            candidates(folder, path)
                .iter()
                .any(|path| !path.starts_with(workspace.root()) || workspace.kind(path).is_some())
        });
        if !exists {
            return Some(Fault::NoFile);
        }
        self.missing_anchor(path, &anchor)
    }

    /// An anchor that the linked Markdown file does not have.
    fn missing_anchor(&self, path: &str, anchor: &str) -> Option<Fault> {
        let line =
            anchor.strip_prefix('L').is_some_and(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        if anchor.is_empty() || line {
            return None;
        }
        let workspace = self.context.workspace;
        let file = candidates(self.folder, path).into_iter().find(|path| {
            is_markdown(path)
                && path.starts_with(workspace.root())
                && workspace.kind(path) == Some(Kind::File)
        })?;
        let document = workspace.linked_document(&file)?;
        let missing = !Slugs::of(&document).contains(anchor);
        missing.then(|| Fault::NoHeading { file: Some(path.to_owned()), anchor: anchor.to_owned() })
    }
}

/// The files that a relative path may mean: as written, or with the extension that sites leave out.
pub fn candidates(folder: &Path, target: &str) -> Vec<PathBuf> {
    let path = target.split('?').next().unwrap_or(target);
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let written = folder.join(&path);
    let joined = crate::workspace::normal(&written);
    let bare = joined.extension().is_none();
    let with_extension = bare.then(|| joined.with_extension("md"));
    std::iter::once(joined).chain(with_extension).collect()
}

fn repair(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let Some((base, link)) = link_at(context, finding.span) else { return Vec::new() };
    let path = &context.requirements.path;
    let mut fixes = Vec::new();
    let anchor = link.target.strip_prefix('#').filter(|anchor| !anchor.is_empty());
    if let Some(near) = anchor.and_then(|anchor| context.slugs().nearest(anchor)) {
        let edit = Edit::replace(finding.span, format!("#{near}"));
        fixes.push(Fix {
            title: format!("Link to \"#{near}\""),
            edits: vec![(path.clone(), edit)],
            certain: false,
            document_wide: false,
        });
    }
    if !link.image && !link.text.is_empty() {
        let text = context.document().slice(link.text.shifted(base));
        let edit = Edit::replace(link.span.shifted(base), text);
        fixes.push(Fix {
            title: "Remove the link, keep its text".to_owned(),
            edits: vec![(path.clone(), edit)],
            certain: false,
            document_wide: false,
        });
    }
    fixes
}

/// Where a finding about a link stands.
fn place(link: &Link) -> Span {
    if link.target_span.is_empty() { link.span } else { link.target_span }
}

fn link_at<'c>(context: &'c Context<'_>, span: Span) -> Option<(usize, &'c Link)> {
    let (base, passage) = context.linking(span.start)?;
    let link = passage.links.iter().find(|link| place(link).shifted(base) == span)?;
    Some((base, link))
}
