//! Headings of sections.

use super::insert::Insert;
use super::matching::fitting;
use super::{Completion, Completions, Kind, Line, Place, block_at, line_text};
use crate::ide::explain::Topic;
use crate::model::Heading;
use crate::rules::{Context, place, scaffold};
use crate::schema::{Manner, Section, SectionIndex};
use crate::syntax::markdown::BlockKind;

/// More than this on a line without heading marks is prose.
const LONGEST_PLAIN: usize = 40;

/// What is typed where a heading could be.
struct Typed<'l> {
    /// What is typed of its text.
    query: &'l str,
    /// Whether its marks are typed.
    marked: bool,
}

/// A section that could be written here.
struct Candidate<'t> {
    section: SectionIndex,
    known: &'t Section,
    required: bool,
    /// The headings of the parts that are written with it.
    parts: Vec<&'t str>,
}

impl<'t> Candidate<'t> {
    fn names(&self) -> Vec<&'t str> {
        std::iter::once(&self.known.heading).chain(&self.known.aliases).map(String::as_str).collect()
    }
}

/// Headings of sections that are not there yet: after the marks of a heading, on an empty line, in a lone word.
pub(super) fn completions(place: &Place<'_>, line: &Line) -> Option<Completions> {
    let context = place.context?;
    let typed = typed(place, line)?;
    // Nobody who writes prose asked for headings.
    if !typed.marked && !place.asked {
        return None;
    }
    let own = context.outline.headings.iter().position(|heading| {
        line.span.start <= heading.content().start && heading.content().start <= line.span.end
    });
    if own.is_some() && own == context.outline.title {
        return None;
    }
    let sections = 0..context.template.sections.len();
    let mut candidates: Vec<Candidate<'_>> =
        sections.filter_map(|section| candidate(context, line, section, own)).collect();
    candidates.sort_by_key(|candidate| (!candidate.required, candidate.section));
    let belongs = belonging(context, line, own, &candidates);
    let fitting = fitting(typed.query, candidates, Candidate::names, typed.marked);
    let best = fitting.first().map(|(candidate, _)| candidate.section);
    let chosen = if typed.query.trim().is_empty() { belongs } else { best };
    let item = |with_prompts: bool| {
        move |(candidate, name): &(Candidate<'_>, usize)| Completion {
            label: candidate.known.heading.clone(),
            detail: detail(candidate, *name, with_prompts),
            kind: Kind::Section,
            span: line.span,
            insert: insert(place, context, line, candidate.section, with_prompts),
            preselect: with_prompts && chosen == Some(candidate.section),
            topic: Topic::Section(context.template.name.to_string(), candidate.known.id.to_string()),
        }
    };
    let items = fitting.iter().map(item(true)).chain(fitting.iter().map(item(false))).collect();
    Some(Completions { items, incomplete: true })
}

/// A few words: what is inserted, whether it is asked for, and under which name it fits what is typed.
fn detail(candidate: &Candidate<'_>, name: usize, with_prompts: bool) -> String {
    let parts = candidate.parts.iter().flat_map(|part| [" and ", *part]).collect::<String>();
    let what = match candidate.known.prompts.len() {
        _ if !with_prompts => "heading only".to_owned(),
        1 => format!("with its prompt{parts}"),
        prompts => format!("with its {prompts} prompts{parts}"),
    };
    let optional = if candidate.required { "" } else { ", not required here" };
    let alias = candidate.names().get(name).filter(|_| name > 0).map(|alias| format!(" (\"{alias}\")"));
    what + optional + &alias.unwrap_or_default()
}

/// What is typed where a heading could be; nothing where none could.
fn typed<'l>(place: &Place<'_>, line: &'l Line) -> Option<Typed<'l>> {
    let before = line.before();
    let text = before.trim_start_matches(' ');
    if before.len() - text.len() > 3 {
        return None;
    }
    match block_at(place.document, place.offset) {
        Some(block) if !block.is_top() => return None,
        Some(block) if !matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Paragraph) => {
            return None;
        }
        _ => {}
    }
    let unmarked = text.trim_start_matches('#');
    let marks = text.len() - unmarked.len();
    if marks > 0 {
        let fits = marks <= 6 && !unmarked.ends_with(['#', '\t']);
        return fits.then(|| Typed { query: unmarked.trim_start(), marked: true });
    }
    let plain = line.text.trim();
    let alone = |number: Option<usize>| {
        let other = number.and_then(|number| line_text(place.document, number)).unwrap_or_default();
        other.trim().is_empty() || other.starts_with('#')
    };
    let by_itself = alone(line.number.checked_sub(1)) && alone(Some(line.number + 1));
    let word = plain.is_empty()
        || (by_itself && plain.starts_with(char::is_alphabetic) && plain.len() <= LONGEST_PLAIN);
    word.then_some(Typed { query: text, marked: false })
}

/// A section that has no heading but the one at the place.
fn candidate<'t>(
    context: &'t Context<'_>,
    line: &Line,
    section: SectionIndex,
    own: Option<usize>,
) -> Option<Candidate<'t>> {
    let known = context.template.sections.get(section)?;
    let is_there = context.outline.headings.iter().enumerate().any(|(index, heading)| {
        let names = heading.sections().any(|(named, manner)| named == section && manner != Manner::Mention);
        names && own != Some(index)
    });
    let misspelt =
        context.outline.misspelt.iter().any(|(index, meant)| *meant == section && own != Some(*index));
    if is_there || misspelt || !is_its_place(context, line, section, own) {
        return None;
    }
    let required = context.is_required(known.required) && !context.is_answered_in_passing(section);
    let parts = context.template.children(section).filter_map(|part| context.template.sections.get(part));
    let parts = parts.filter(|part| context.is_required(part.required)).map(|part| part.heading.as_str());
    Some(Candidate { section, known, required, parts: parts.collect() })
}

/// Whether a part of a section, where that section is there, would stand in it.
fn is_its_place(context: &Context<'_>, line: &Line, section: SectionIndex, own: Option<usize>) -> bool {
    let parent = context.template.parent(section).and_then(|parent| context.heading_of(parent));
    let parent = parent.filter(|parent| own != Some(*parent));
    let Some(parent) = parent.and_then(|parent| context.outline.headings.get(parent)) else { return true };
    // The heading at the place may end its section; what it becomes does not.
    let end =
        own.and_then(|own| context.outline.headings.get(own)).filter(|own| own.span().start == parent.end);
    parent.span().end <= line.span.start
        && (line.span.start < parent.end || end.is_some() || parent.end == line.span.end)
}

/// The section that belongs at the line: the first that is missing between its neighbours.
fn belonging(
    context: &Context<'_>,
    line: &Line,
    own: Option<usize>,
    candidates: &[Candidate<'_>],
) -> Option<SectionIndex> {
    let placed = |(index, heading): (usize, &Heading)| {
        let section = heading.sections().find(|(_, manner)| *manner != Manner::Mention)?.0;
        (own != Some(index)).then_some((heading.span().start, section))
    };
    let sections: Vec<(usize, SectionIndex)> =
        context.outline.headings.iter().enumerate().filter_map(placed).collect();
    let before = sections.iter().rfind(|(start, _)| *start < line.span.start).map(|(_, section)| *section);
    let after = sections.iter().find(|(start, _)| *start > line.span.end).map(|(_, section)| *section);
    let mut fitting =
        candidates.iter().filter(|candidate| candidate.required).map(|candidate| candidate.section);
    fitting.find(|&section| {
        before.is_none_or(|before| before < section) && after.is_none_or(|after| section < after)
    })
}

/// The heading, with the prompts and parts of its section or alone, set off from what stands around it.
fn insert(
    place: &Place<'_>,
    context: &Context<'_>,
    line: &Line,
    section: SectionIndex,
    with_prompts: bool,
) -> Insert {
    let text = if with_prompts {
        place::text(context, section)
    } else {
        let heading = context.template.sections.get(section).map_or("", |known| &known.heading);
        scaffold::heading(heading, place::level(context, section))
    };
    let is_text = |number: Option<usize>| {
        let other = number.and_then(|number| line_text(place.document, number));
        other.is_some_and(|other| !other.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty())
    };
    let lead = if is_text(line.number.checked_sub(1)) { "\n" } else { "" };
    let tail = if is_text(Some(line.number + 1)) { "\n" } else { "" };
    Insert::scaffold(&format!("{lead}{text}{tail}"))
}
