//! Document links.

use std::path::{Path, PathBuf};

use crate::model::{Document, Reach, marks};
use crate::rules::link_candidates;
use crate::text::Span;
use crate::workspace::Workspace;

/// A link, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where its target is written.
    pub span: Span,
    /// Where it leads.
    pub target: Target,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a file, and in it to the place of this name.
    File(PathBuf, Option<String>),
    /// To an address of its own.
    Address(String),
}

/// Schemes of addresses that a click may follow.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// Nobody follows more links of a document than these.
const MOST: usize = 10_000;

/// The links of the document at `path` that lead anywhere, the first 10,000 of them.
pub fn links(workspace: &Workspace, path: &Path, document: &Document) -> Vec<Link> {
    let all = document.passages_with(marks::LINKS).flat_map(|(base, passage)| {
        passage.links.iter().zip(&passage.reaches).map(move |(link, reach)| (base, link, reach))
    });
    let leading = all.filter_map(|(base, link, reach)| {
        let target = target(workspace, path, &link.target, *reach)?;
        let span = if link.target_span.is_empty() { link.span } else { link.target_span };
        Some(Link { span: span.shifted(base), target })
    });
    leading.take(MOST).collect()
}

fn target(workspace: &Workspace, path: &Path, target: &str, reach: Reach) -> Option<Target> {
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let anchor = (!anchor.is_empty()).then(|| anchor.to_owned());
    match reach {
        Reach::Nowhere => None,
        Reach::Here(_) => Some(Target::File(path.to_owned(), anchor)),
        Reach::Elsewhere => {
            let lower = target.to_ascii_lowercase();
            let followed = SCHEMES.iter().any(|scheme| lower.starts_with(scheme));
            followed.then(|| Target::Address(target.to_owned()))
        }
        Reach::File => {
            let candidates = link_candidates(path.parent().unwrap_or(path), file);
            let exists =
                |path: &&PathBuf| path.starts_with(workspace.root()) && workspace.kind(path).is_some();
            let found = candidates.iter().find(exists).or(candidates.first())?;
            Some(Target::File(found.clone(), anchor))
        }
    }
}
