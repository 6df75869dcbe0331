//! Folding ranges and document links.

use tower_lsp_server::ls_types::{DocumentLink, FoldingRange, Uri};

use super::super::convert;
use super::super::snapshot::Snapshot;
use crate::ide::folding;
use crate::ide::links::{self, Target};
use crate::rules::Context;
use crate::text::Lines;

/// What can be folded in a requirements document.
pub(in super::super) fn folding_ranges(snapshot: &Snapshot, uri: &Uri) -> Option<Vec<FoldingRange>> {
    let (_, workspace, requirements) = snapshot.requirements(uri.as_str())?;
    let context = Context::new(&workspace, &requirements)?;
    let session = &snapshot.session;
    let lines = Lines::new(requirements.document.text(), session.encoding);
    let folds = folding::folds(&context).into_iter().take(session.most_folds());
    let ranges = folds.map(|span| {
        let range = convert::range_in(&lines, span);
        FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line,
            end_character: (!session.folds_lines_only()).then_some(range.end.character),
            ..FoldingRange::default()
        }
    });
    Some(ranges.collect())
}

/// The links of a requirements document.
pub(in super::super) fn document_links(snapshot: &Snapshot, uri: &Uri) -> Option<Vec<DocumentLink>> {
    let (file, workspace, requirements) = snapshot.requirements(uri.as_str())?;
    let session = &snapshot.session;
    let lines = Lines::new(requirements.document.text(), session.encoding);
    let found = links::links(&workspace, &file.path, &requirements.document).into_iter().filter_map(|link| {
        let target = match &link.target {
            // A new document that was never saved has no folder that its links could be relative to.
            Target::File(..) if !file.saved => return None,
            Target::File(path, anchor) => {
                let address = convert::uri(path)?;
                match anchor {
                    Some(anchor) => format!("{}#{anchor}", address.as_str()).parse().ok()?,
                    None => address,
                }
            }
            Target::Address(address) => address.parse().ok()?,
        };
        let tooltip = match &link.target {
            Target::File(path, _) if session.link_tooltips() => Some(path.display().to_string()),
            _ => None,
        };
        let range = convert::range_in(&lines, link.span);
        Some(DocumentLink { range, target: Some(target), tooltip, data: None })
    });
    Some(found.collect())
}
