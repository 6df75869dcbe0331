//! The order of sections.

use rustc_hash::FxHashMap;

use super::context::Context;
use super::finding::{Finding, Fix, Severity, Subject};
use super::place;
use super::registry::Rule;
use crate::model::Document;
use crate::schema::SectionIndex;
use crate::text::{Edit, Span};

/// Sections stand in another order than in the template.
pub static SECTION_ORDER: Rule = Rule {
    name: "section-order",
    severity: Severity::Hint,
    by_default: true,
    summary: "Sections stand in another order than in the template.",
    docs: "\
Reviewers read many of these documents; the same order lets them find the same question at the same place.

Only headings that are exactly one section, on one level and under the same heading, are compared. Other headings \
between them, combined headings and sections that the template marks as unordered are free. One finding a document.

To cure it, move the sections; the fix moves each with everything under it and the headings that follow it, and \
changes no other byte.",
    check: section_order,
    in_terraform: false,
    fixes: reorder,
};

/// A section heading among its neighbours.
#[derive(Clone, Copy)]
struct Placed {
    heading: usize,
    section: SectionIndex,
}

fn section_order(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some((moved, group)) = first_misplaced(context) else { return };
    let (Some(heading), Some(name)) =
        (context.outline.headings.get(moved.heading), name(context, moved.section))
    else {
        return;
    };
    let later = group.iter().filter(|other| other.heading < moved.heading && other.section > moved.section);
    let earlier = group.iter().find(|other| other.heading > moved.heading && other.section < moved.section);
    let relation = match (later.min_by_key(|other| other.section), earlier) {
        (Some(later), _) => {
            format!("comes after \"{}\" here and before it in the template", name_of(context, later.section))
        }
        (None, Some(earlier)) => {
            format!(
                "comes before \"{}\" here and after it in the template",
                name_of(context, earlier.section)
            )
        }
        (None, None) => return,
    };
    let message = format!("Section \"{name}\" {relation}.");
    findings.push(context.finding(
        &SECTION_ORDER,
        heading.content(),
        Subject::Heading(moved.heading),
        message,
    ));
}

fn name<'c>(context: &'c Context<'_>, section: SectionIndex) -> Option<&'c str> {
    context.template.sections.get(section).map(|section| section.heading.as_str())
}

fn name_of<'c>(context: &'c Context<'_>, section: SectionIndex) -> &'c str {
    name(context, section).unwrap_or_default()
}

/// The first heading that has to move, and its neighbours.
fn first_misplaced(context: &Context<'_>) -> Option<(Placed, Vec<Placed>)> {
    groups(context).into_iter().find_map(|group| {
        let stay = longest_in_order(&group);
        let moved =
            group.iter().enumerate().find(|(index, _)| !stay.contains(index)).map(|(_, placed)| *placed)?;
        Some((moved, group))
    })
}

/// Headings that are exactly one section, grouped by the heading they stand under and their level.
fn groups(context: &Context<'_>) -> Vec<Vec<Placed>> {
    let mut groups: Vec<Vec<Placed>> = Vec::new();
    let mut places: FxHashMap<(Option<usize>, u8), usize> = FxHashMap::default();
    for (index, heading) in context.outline.headings.iter().enumerate() {
        let section = only_section(context, index).filter(|&section| !is_detail(context, index, section));
        let Some(section) = section else { continue };
        let place = *places.entry((heading.parent, heading.level)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) =
            groups.get_mut(place).filter(|group| group.iter().all(|other| other.section != section))
        {
            group.push(Placed { heading: index, section });
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Whether a heading stands within another section that it is no part of: a detail of that section.
fn is_detail(context: &Context<'_>, heading: usize, section: SectionIndex) -> bool {
    let mut above = context.outline.headings.get(heading).and_then(|heading| heading.parent);
    while let Some(heading) = above.and_then(|above| context.outline.headings.get(above)) {
        if heading.section().is_some_and(|owner| !context.template.is_within(section, owner)) {
            return true;
        }
        above = heading.parent;
    }
    false
}

fn only_section(context: &Context<'_>, heading: usize) -> Option<SectionIndex> {
    let misspelt =
        context.outline.misspelt.iter().find(|(at, _)| *at == heading).map(|(_, section)| *section);
    let mut sections = context.outline.headings.get(heading)?.sections();
    let section = match (sections.next(), sections.next()) {
        (Some((section, crate::schema::Manner::Whole)), None) => section,
        (None, None) => misspelt?,
        _ => return None,
    };
    context.template.sections.get(section).filter(|known| !known.unordered).map(|_| section)
}

/// The places in the group of the most headings that are in order already.
fn longest_in_order(group: &[Placed]) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(group.len());
    for (index, placed) in group.iter().enumerate() {
        let before = group.iter().zip(&best).enumerate().take(index);
        let before = before.filter(|(_, (other, _))| other.section <= placed.section);
        let longest = before.max_by_key(|(at, (_, (length, _)))| (*length, std::cmp::Reverse(*at)));
        best.push(longest.map_or((1, None), |(at, (_, (length, _)))| (length + 1, Some(at))));
    }
    let mut at = (0..best.len())
        .max_by_key(|&index| (best.get(index).map(|(length, _)| *length), std::cmp::Reverse(index)));
    let mut stay = Vec::new();
    while let Some(index) = at {
        stay.push(index);
        at = best.get(index).and_then(|(_, before)| *before);
    }
    stay
}

/// Moves whole sections; offered only where the result, read afresh, has the same headings in order.
fn reorder(context: &Context<'_>, _: &Finding) -> Vec<Fix> {
    let document = context.document();
    let text = document.text().to_string();
    let Some((_, group)) = first_misplaced(context) else { return Vec::new() };
    let pieces = segments(context, &group);
    let Some(moved) = permute(&text, &pieces) else { return Vec::new() };
    let (Some((first, _)), Some((last, _))) = (pieces.first(), pieces.last()) else { return Vec::new() };
    let whole = Span::new(first.start, last.end);
    let result = crate::text::apply_edits(&text, &[Edit::replace(whole, moved.clone())]);
    if document.ends_unclosed() || !keeps_headings(document, &result) {
        return Vec::new();
    }
    let edits = vec![(context.requirements.path.clone(), shortest(&text, whole, &moved))];
    vec![Fix {
        title: "Move the sections into template order".to_owned(),
        edits,
        certain: true,
        document_wide: true,
    }]
}

/// The bytes of each section of the group with what belongs to its heading; headings between go with the section
/// before them, those after the last section stay.
fn segments(context: &Context<'_>, group: &[Placed]) -> Vec<(Span, SectionIndex)> {
    let headings = &context.outline.headings;
    let heading = |placed: &Placed| headings.get(placed.heading);
    let start = |placed: &Placed| Some(place::lead(context.document(), heading(placed)?.span().start));
    let piece = |(index, placed): (usize, &Placed)| {
        let end = match group.get(index + 1) {
            Some(next) => start(next)?,
            None => place::lead(context.document(), heading(placed)?.end),
        };
        Some((Span::new(start(placed)?, end), placed.section))
    };
    group.iter().enumerate().filter_map(piece).collect()
}

/// The segments in template order; the white space between them stays where it is.
fn permute(text: &str, pieces: &[(Span, SectionIndex)]) -> Option<String> {
    let body = |span: &Span| Span::new(span.start, span.start + span.of(text).trim_end().len());
    let mut ordered: Vec<&(Span, SectionIndex)> = pieces.iter().collect();
    ordered.sort_by_key(|(_, section)| *section);
    let mut moved = String::new();
    for ((place, _), (source, _)) in pieces.iter().zip(ordered) {
        moved.push_str(body(source).of(text));
        moved.push_str(text.get(body(place).end..place.end)?);
    }
    Some(moved)
}

/// Whether the same headings are there after a move.
fn keeps_headings(document: &Document, result: &str) -> bool {
    let headings = |document: &Document| {
        let titles = document.titles();
        let mut all: Vec<_> = titles.map(|title| (title.text.clone(), title.form)).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0).then(format!("{:?}", a.1).cmp(&format!("{:?}", b.1))));
        all
    };
    let fresh = document.with_text(result);
    headings(document) == headings(&fresh)
}

/// The replacement without what is equal at its ends.
fn shortest(text: &str, span: Span, replacement: &str) -> Edit {
    let old = span.of(text);
    let same =
        old.char_indices().zip(replacement.chars()).find(|((_, a), b)| a != b).map_or(0, |((at, _), _)| at);
    let tails = old.chars().rev().zip(replacement.chars().rev()).take_while(|(a, b)| a == b);
    let tail: usize = tails.map(|(c, _)| c.len_utf8()).sum();
    let tail = tail.min(old.len() - same).min(replacement.len() - same);
    let inner = replacement.get(same..replacement.len() - tail).unwrap_or(replacement);
    Edit::replace(Span::new(span.start + same, span.end - tail), inner)
}
