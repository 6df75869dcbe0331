//! The terms of the trade: acronyms and their expansions, names of tools.

use super::context::Context;
use super::finding::{Finding, Fix, Severity, Subject};
use super::registry::Rule;
use crate::model::{Slip, marks};
use crate::text::{Edit, Span};

/// An acronym stands beside the expansion of the other one.
pub static ACRONYM_SWAPPED: Rule = Rule {
    name: "acronym-swapped",
    severity: Severity::Error,
    by_default: true,
    summary: "RTO and RPO are expanded the wrong way round.",
    docs: "\
RPO is how much may be lost, RTO how long it may take to be back. Swapped, a requirement says the opposite of what \
was agreed.

It triggers on an acronym with the expansion of the other one in brackets or behind a colon or dash, in either order.

To cure it, correct the expansion; the fix does it. Then look whether the values belong to the acronyms.",
    check: acronym_swapped,
    in_terraform: false,
    fixes: correct,
};

/// An acronym or the name of a tool is misspelt.
pub static ACRONYM_TYPO: Rule = Rule {
    name: "acronym-typo",
    severity: Severity::Information,
    by_default: true,
    summary: "An acronym or a tool's name is misspelt.",
    docs: "\
`PRO` beside `RTO` is RPO, `confest` is conftest: searches and tools look for the right word.

It triggers on `PRO` with the expansion of an objective or beside `RTO`, and on a few misspelt names of tools. Code \
spans are left alone.

To cure it, correct the word; the fix does it.",
    check: acronym_typo,
    in_terraform: false,
    fixes: correct,
};

fn slips<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (Span, &'c Slip)> {
    let passages = context.document().passages_with(marks::SLIPS);
    passages.flat_map(|(base, passage)| passage.slips.iter().map(move |slip| (slip.span.shifted(base), slip)))
}

fn acronym_swapped(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (span, slip) in slips(context).filter(|(_, slip)| slip.swapped) {
        let text = context.document().slice(span);
        let message = format!(
            "\"{text}\" belongs to the other acronym here: RTO is the recovery time objective, RPO the recovery point \
objective. Write \"{}\".",
            slip.correct
        );
        findings.push(context.finding(&ACRONYM_SWAPPED, span, Subject::Place, message));
    }
}

fn acronym_typo(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (span, slip) in slips(context).filter(|(_, slip)| !slip.swapped) {
        let text = context.document().slice(span);
        let message = format!("\"{text}\" probably means {}.", slip.correct);
        findings.push(context.finding(&ACRONYM_TYPO, span, Subject::Place, message));
    }
}

/// All slips of one line are put right together: in `RTO (Recovery Point Objective) / PRO (Recovery Time Objective)`
/// one alone would leave another fault.
fn correct(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let line = context.document().line(finding.span.start);
    let here: Vec<(Span, &Slip)> = slips(context).filter(|(span, _)| line.covers(*span)).collect();
    let Some((_, own)) = here.iter().find(|(span, _)| *span == finding.span) else { return Vec::new() };
    let title = match here.as_slice() {
        [_] => format!("Write \"{}\"", own.correct),
        _ => "Correct the acronyms on this line".to_owned(),
    };
    let path = &context.requirements.path;
    let edits = here.iter().map(|(span, slip)| (path.clone(), Edit::replace(*span, slip.correct))).collect();
    vec![Fix { title, edits, certain: true, document_wide: false }]
}
