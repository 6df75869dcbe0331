//! Section titles without heading marks.

use super::context::Context;
use super::finding::{Finding, Fix, Severity, Subject};
use super::registry::Rule;
use crate::model::Heading;
use crate::text::{Edit, Span};

/// Section titles are paragraphs instead of headings.
pub static PLAIN_TEXT_HEADING: Rule = Rule {
    name: "plain-text-heading",
    severity: Severity::Hint,
    by_default: true,
    summary: "Section titles are plain text instead of headings.",
    docs: "\
A title that is only a line of text has no anchor, no place in an outline and no fold. Documents that were \
pasted from a wiki often lose the marks of all their headings.

A line counts as a title where it stands alone between blank lines and is exactly the name of a section that has \
no marked heading in the document. One finding a document, at the first title.

To cure it, turn the titles into headings; the fix does it for all of them, the document's title included.",
    check: plain_text_heading,
    in_terraform: false,
    fixes: mark_headings,
};

fn plain_text_heading(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let plain: Vec<&Heading> = sections(context).collect();
    let Some(first) = plain.first() else { return };
    let message = match plain.len() {
        1 => format!("Section title \"{}\" is plain text; make it a heading.", first.title.text),
        count => format!("{count} section titles are plain text; make them headings."),
    };
    let mut finding = context.finding(&PLAIN_TEXT_HEADING, first.content(), Subject::Document, message);
    let others =
        plain.iter().skip(1).map(|heading| context.related(heading.content(), "another plain title"));
    finding.related.extend(others);
    findings.push(finding);
}

fn sections<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Heading> {
    let title = context.outline.title;
    let headings = context.outline.headings.iter().enumerate();
    headings
        .filter(move |(index, heading)| heading.is_plain() && title != Some(*index))
        .map(|(_, heading)| heading)
}

fn mark_headings(context: &Context<'_>, _: &Finding) -> Vec<Fix> {
    let title = context.outline.document_title().filter(|title| title.is_plain());
    let edits: Vec<_> = title
        .into_iter()
        .chain(sections(context))
        .flat_map(|heading| mark(context, heading))
        .map(|edit| (context.requirements.path.clone(), edit))
        .collect();
    vec![Fix {
        title: "Turn the plain-text titles into headings".to_owned(),
        edits,
        certain: true,
        document_wide: true,
    }]
}

/// Sets the marks before a title and takes emphasis, marks without a space and a colon around it away.
fn mark(context: &Context<'_>, heading: &Heading) -> Vec<Edit> {
    let span = heading.content();
    let source = context.document().slice(span);
    let bare = source.trim_matches(|c| matches!(c, '*' | '_' | ':' | ' ' | '#'));
    let start = span.start + (source.len() - source.trim_start_matches(['*', '_', ' ', '#']).len());
    let end = start + bare.len();
    let marks = format!("{} ", "#".repeat(usize::from(heading.level)));
    let mut edits = vec![Edit::replace(Span::new(span.start, start), marks)];
    if end < span.end {
        edits.push(Edit::replace(Span::new(end, span.end), ""));
    }
    edits
}
