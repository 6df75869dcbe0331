//! What each claim of a document was held against, for people.

use std::fmt::Write;
use std::path::Path;

use super::report::Report;
use super::sources::Sources;
use super::words::shown;
use crate::facts::Verdict;
use crate::model::quantity::number::counted;
use crate::rules::ties::Tie;

/// All claims with what Terraform says to them, document by document, and how many there are of each verdict.
pub fn by_document(report: &Report, sources: &Sources, folder: &Path) -> String {
    let mut text = String::new();
    for document in &report.documents {
        let path = &document.requirements.path;
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}", shown(path, folder));
        for tie in &document.ties {
            let place = sources.place(path, tie.span.start);
            let _ = writeln!(
                text,
                "  {}:{} {}: {} ({})",
                place.line,
                place.column,
                tie.claim,
                tie.verdict.said(),
                tie.rule.name
            );
            for proof in &tie.proofs {
                let line = sources.place(&proof.path, proof.span.start).line;
                let file = shown(&proof.path, folder);
                let verdict = proof.verdict.said();
                let _ = writeln!(text, "    {verdict}: {}: {} ({file}:{line})", proof.address, proof.said);
            }
        }
        let _ = writeln!(text, "  {}\n", counts(&document.ties));
    }
    text
}

/// "5 claims: 3 hold, 1 contradicted, 1 not known; 8 of 9 values known".
fn counts(ties: &[Tie]) -> String {
    let count = |verdict: Verdict| ties.iter().filter(|tie| tie.verdict == verdict).count();
    let proofs = || ties.iter().flat_map(|tie| &tie.proofs);
    let known = proofs().filter(|proof| proof.verdict != Verdict::Unknown).count();
    format!(
        "{}: {} hold, {} contradicted, {} not known; {known} of {} known",
        counted(ties.len(), "claim"),
        count(Verdict::Holds),
        count(Verdict::Contradicts),
        count(Verdict::Unknown),
        counted(proofs().count(), "value")
    )
}
