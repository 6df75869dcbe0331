//! Sections that are missing, misspelt, there twice, or empty.

use rustc_hash::FxHashMap;

use super::context::Context;
use super::finding::{Finding, Fix, Severity, Subject};
use super::registry::{Rule, no_fix};
use super::{place, scaffold};
use crate::model::{Heading, slug};
use crate::schema::{Condition, Manner, Required, SectionIndex, name_key, plain_text};
use crate::text::{Edit, Span};

/// A section that the template asks for is nowhere in the document.
pub static MISSING_SECTION: Rule = Rule {
    name: "missing-section",
    severity: Severity::Warning,
    by_default: true,
    summary: "A section that the template requires is missing.",
    docs: "\
A question that nobody asked is answered by whoever is on call. The template lists the sections that a reviewer \
expects; this one has no heading in the document.

Any heading that names the section counts: its aliases (`Disaster recovery` is Backup / Restore), a combined \
heading (`Metrics, Monitoring and Logging` is three sections), a heading that mentions it (`Backup strategy`), a \
title without heading marks, a misspelt one. A document that is a table with a row for most sections has them \
there. A section with a condition is missing only where the condition is known to hold: Testing where Terraform is bound to the document, Immutability where that Terraform has resources that run on \
instances. A sub-section is not missing where its prompts are answered without a heading of their own.

To cure it, insert the section and answer its prompts, or write `N/A` with the reason under its heading.",
    check: missing_section,
    in_terraform: false,
    fixes: insert_section,
};

/// A heading is one slip away from a section that is missing.
pub static MISSPELT_HEADING: Rule = Rule {
    name: "misspelt-heading",
    severity: Severity::Warning,
    by_default: true,
    summary: "A heading looks like a misspelt section of the template.",
    docs: "\
Readers, and every tool that looks for the section, search for its name. The heading is treated as the section \
that it was probably meant to be, so that nothing else is reported about it.

It triggers only where the section is otherwise missing, on a heading with the same first letter that is one \
letter away (two in names of eight letters and more). `Activation` is not taken for `Motivation`.

To cure it, correct the heading; or give the template an alias if the name is meant.",
    check: misspelt_heading,
    in_terraform: false,
    fixes: correct_heading,
};

/// Two headings of the same name stand beside each other.
pub static DUPLICATE_SECTION: Rule = Rule {
    name: "duplicate-section",
    severity: Severity::Warning,
    by_default: true,
    summary: "A section appears twice.",
    docs: "\
Two answers to one question drift apart, and a reader who has found the first does not look for the second.

It triggers on two headings with the same words, on the same level, under the same heading, that are a section \
of the template. It stays silent on `### SLA` under two different headings, and on different names for parts of \
one section (`## Backup` and `## Restore`).

To cure it, merge the two.",
    check: duplicate_section,
    in_terraform: false,
    fixes: no_fix,
};

/// A section's heading has nothing under it.
pub static EMPTY_SECTION: Rule = Rule {
    name: "empty-section",
    severity: Severity::Warning,
    by_default: true,
    summary: "A section has a heading and no content.",
    docs: "\
An empty section looks answered in the table of contents and is not.

It triggers where only blank lines, comments or empty sub-headings stand under a heading that is a section of the \
template. Any text counts as content, `N/A` and a table included. A sub-heading that is a prompt of the section above \
it is `unanswered-prompt`.

To cure it, answer the section's prompts, or say why it does not apply: `N/A — logs stay in the cluster`.",
    check: empty_section,
    in_terraform: false,
    fixes: insert_prompts,
};

/// The sections that are missing, in template order; a part of a missing section is not named beside it.
fn missing(context: &Context<'_>) -> Vec<SectionIndex> {
    let template = context.template;
    let is_missing = |section: SectionIndex| {
        template.sections.get(section).is_some_and(|known| context.is_required(known.required))
            && context.heading_of(section).is_none()
            && !context.is_answered_in_passing(section)
    };
    let missing = (0..template.sections.len()).filter(|&section| is_missing(section));
    missing
        .filter(|&section| template.parent(section).is_none_or(|parent| is_worth_its_own(context, parent)))
        .collect()
}

/// Whether the absence of a sub-section is a fault of its own.
fn is_worth_its_own(context: &Context<'_>, parent: SectionIndex) -> bool {
    let Some(heading) = context.heading_of(parent) else { return false };
    !context.outline.is_empty(heading)
}

/// The parts of a section that are asked for and have no heading.
fn missing_parts(context: &Context<'_>, section: SectionIndex) -> impl Iterator<Item = SectionIndex> {
    let asked = |part: &SectionIndex| {
        let known = context.template.sections.get(*part);
        known.is_some_and(|known| context.is_required(known.required)) && context.heading_of(*part).is_none()
    };
    context.template.children(section).filter(asked)
}

fn missing_section(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let span = context.title_span();
    for section in missing(context) {
        let Some(known) = context.template.sections.get(section) else { continue };
        let (_, after) = place::of_section(context, section);
        let after = after.and_then(|after| context.template.sections.get(after));
        let place = match after {
            Some(after) if known.parent.as_ref() == Some(&after.id) => {
                format!(" It is a part of \"{}\".", after.heading)
            }
            Some(after) => format!(" It belongs after \"{}\".", after.heading),
            None => String::new(),
        };
        let message = format!("Section \"{}\" is missing.{place}", known.heading);
        let mut finding = context.finding(&MISSING_SECTION, span, Subject::Section(section), message);
        if let Required::When(condition) = known.required {
            explain(context, condition, &mut finding);
        }
        findings.push(finding);
    }
}

/// Says why a conditional section is required, one step lower where that was not declared.
fn explain(context: &Context<'_>, condition: Condition, finding: &mut Finding) {
    if context.is_inferred() {
        finding.severity = finding.severity.lowered();
    }
    if let (Condition::Instances, Some((address, related))) = (condition, context.instance()) {
        finding.message = format!("{} `{address}` runs on instances.", finding.message);
        finding.related.push(related);
    }
}

fn insert_section(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let Subject::Section(section) = finding.subject else { return Vec::new() };
    let Some(known) = context.template.sections.get(section) else { return Vec::new() };
    let mut fixes = Vec::new();
    if let Some(edits) = insertions(context, &[section]) {
        fixes.push(Fix {
            title: format!("Insert section \"{}\"", known.heading),
            edits,
            certain: true,
            document_wide: false,
        });
    }
    let all = missing(context);
    if all.len() > 1
        && let Some(edits) = insertions(context, &all)
    {
        fixes.push(Fix {
            title: format!("Insert all {} missing sections", all.len()),
            edits,
            certain: true,
            document_wide: true,
        });
    }
    fixes
}

/// Edits that insert sections at their places; nothing where something unclosed would swallow one.
fn insertions(context: &Context<'_>, sections: &[SectionIndex]) -> Option<Vec<(std::path::PathBuf, Edit)>> {
    let mut places: Vec<(usize, Vec<String>)> = Vec::new();
    for &section in sections {
        let (offset, _) = place::of_section(context, section);
        if offset >= context.document().text().len_bytes() && context.document().ends_unclosed() {
            return None;
        }
        let text = place::text(context, section);
        match places.iter_mut().find(|(known, _)| *known == offset) {
            Some((_, texts)) => texts.push(text),
            None => places.push((offset, vec![text])),
        }
    }
    let edit = |(offset, texts): (usize, Vec<String>)| {
        (context.requirements.path.clone(), place::insert_blocks(context, offset, &texts))
    };
    Some(places.into_iter().map(edit).collect())
}

fn misspelt_heading(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for &(index, section) in &context.outline.misspelt {
        let (Some(heading), Some(known)) =
            (context.outline.headings.get(index), context.template.sections.get(section))
        else {
            continue;
        };
        let message = format!("Heading \"{}\" looks like \"{}\".", heading.title.text, known.heading);
        findings.push(context.finding(
            &MISSPELT_HEADING,
            heading.content(),
            Subject::Section(section),
            message,
        ));
    }
}

fn correct_heading(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let Subject::Section(section) = finding.subject else { return Vec::new() };
    let Some(known) = context.template.sections.get(section) else { return Vec::new() };
    let heading = context.outline.headings.iter().find(|heading| heading.content() == finding.span);
    let Some(heading) = heading else { return Vec::new() };
    let source = context.document().slice(finding.span);
    let words = words_of(&source, &heading.title.text);
    let mut corrected = source.clone();
    corrected.replace_range(words.range(), &known.heading);
    let anchor = format!("#{}", slug(&plain_text(&corrected)));
    let path = &context.requirements.path;
    let mut edits = vec![(path.clone(), Edit::replace(words.shifted(finding.span.start), &*known.heading))];
    let links = context
        .document()
        .passages()
        .flat_map(|(base, passage)| passage.links.iter().map(move |link| (base, link)))
        .filter(|(_, link)| link.target.strip_prefix('#') == Some(heading.title.slug.as_str()))
        .filter(|(_, link)| !link.target_span.is_empty());
    edits.extend(
        links.map(|(base, link)| {
            (path.clone(), Edit::replace(link.target_span.shifted(base), anchor.clone()))
        }),
    );
    let title = format!("Correct the heading to \"{}\"", known.heading);
    vec![Fix { title, edits, certain: true, document_wide: false }]
}

/// The part of a heading's source that is its name, without numbering, marks, anchors and remarks around it.
fn words_of(source: &str, text: &str) -> Span {
    let key = name_key(text);
    let same = |span: &Span| name_key(&plain_text(span.of(source))) == key;
    let places = || source.char_indices().filter(|(_, c)| c.is_alphanumeric());
    let start = places().map(|(at, _)| at).rev().find(|&at| same(&Span::new(at, source.len()))).unwrap_or(0);
    let end = places().map(|(at, c)| at + c.len_utf8()).filter(|&end| end > start);
    let end = end.into_iter().find(|&end| same(&Span::new(start, end))).unwrap_or(source.len());
    // A plural s makes no difference to the key and belongs to the word all the same.
    let rest = source.get(end..).unwrap_or_default();
    Span::new(start, end + (rest.len() - rest.trim_start_matches(char::is_alphanumeric).len()))
}

fn duplicate_section(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let headings = &context.outline.headings;
    let mut seen: FxHashMap<(u8, Option<usize>, &str), usize> = FxHashMap::default();
    for (index, heading) in headings.iter().enumerate() {
        if heading.section().is_none() {
            continue;
        }
        let key = (heading.level, heading.parent, heading.title.key.as_str());
        let Some(&first) = seen.get(&key) else {
            seen.insert(key, index);
            continue;
        };
        let Some(first) = headings.get(first) else { continue };
        let line = context.document().text().byte_to_line(first.span().start) + 1;
        let message = format!(
            "Section \"{}\" appears twice, first at line {line}. Merge the two, so that there is one answer.",
            heading.title.text
        );
        let mut finding =
            context.finding(&DUPLICATE_SECTION, heading.content(), Subject::Heading(index), message);
        finding.related.push(context.related(first.content(), "the first one"));
        findings.push(finding);
    }
}

/// Whether a heading stands for a section under which there is nothing.
fn is_empty_section(context: &Context<'_>, index: usize) -> bool {
    let misspelt = context.outline.misspelt.iter().any(|(heading, _)| *heading == index);
    let heading = context.outline.headings.get(index);
    let named =
        heading.is_some_and(|heading| heading.sections().any(|(_, manner)| manner != Manner::Mention));
    (misspelt || named) && context.outline.is_empty(index)
}

/// Whether a heading stands under one whose section has nothing under it.
pub(super) fn is_in_empty_section(context: &Context<'_>, heading: &Heading) -> bool {
    let parent = |index: usize| context.outline.headings.get(index).and_then(|heading| heading.parent);
    std::iter::successors(heading.parent, |&index| parent(index))
        .any(|index| is_empty_section(context, index))
}

fn empty_section(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, heading) in context.outline.headings.iter().enumerate() {
        if heading.has_content || !is_empty_section(context, index) {
            continue;
        }
        // "Backup" under "Backup / Restore" is a prompt without an answer.
        let is_prompt = context.answers().iter().any(|answer| answer.label == heading.content());
        if is_prompt || is_in_empty_section(context, heading) {
            continue;
        }
        let message = format!(
            "Section \"{}\" has no content. Answer its prompts, or say why it does not apply (`N/A — reason`).",
            heading.title.text
        );
        findings.push(context.finding(&EMPTY_SECTION, heading.content(), Subject::Heading(index), message));
    }
}

fn insert_prompts(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let Subject::Heading(index) = finding.subject else { return Vec::new() };
    let Some(heading) = context.outline.headings.get(index) else { return Vec::new() };
    let misspelt =
        context.outline.misspelt.iter().filter(|(at, _)| *at == index).map(|(_, section)| *section);
    let sections: Vec<_> = heading.sections().map(|(section, _)| section).chain(misspelt).collect();
    let prompts = sections.iter().filter_map(|&section| context.template.sections.get(section));
    let prompts: Vec<_> = prompts.map(scaffold::prompts).filter(|prompts| !prompts.is_empty()).collect();
    if prompts.is_empty() {
        return Vec::new();
    }
    // With content above them, parts that the template asks for would be missing.
    let parts = sections.iter().flat_map(|&section| missing_parts(context, section));
    let parts = parts.map(|part| place::text(context, part));
    let blocks: Vec<_> = std::iter::once(prompts.join("\n")).chain(parts).collect();
    let end = heading.span().end;
    let line_break = context.document().line_break();
    let text = format!("\n\n{}", blocks.join("\n\n")).replace('\n', line_break);
    let next = context.document().slice(Span::new(end, end + line_break.len() * 2));
    let gap = next == line_break.repeat(2) || next.trim().is_empty() && next.len() <= line_break.len();
    let text = if gap { text } else { text + line_break };
    let edits = vec![(context.requirements.path.clone(), Edit::insert(end, text))];
    vec![Fix {
        title: format!("Insert the prompts of \"{}\"", heading.title.text),
        edits,
        certain: false,
        document_wide: false,
    }]
}
