//! Prompts that a section does not have yet, values that answer one, and header fields.

use std::sync::Arc;

use super::insert::Insert;
use super::matching::fitting;
use super::{Completion, Completions, Kind, Line, Place, block_at};
use crate::ide::current;
use crate::ide::explain::Topic;
use crate::ide::prompts::without_marks;
use crate::model::{Answer, Document, HeaderField, LabelForm};
use crate::rules::{Context, scaffold};
use crate::schema::{Answer as Asks, Field, Prompt, Section, SectionIndex};
use crate::syntax::markdown::BlockKind;
use crate::text::{Edit, Span};

/// More than this on a line is an answer, not the beginning of a label.
const LONGEST: usize = 60;

/// Availabilities that are asked for.
const LEVELS: [&str; 5] =
    ["99.5 % a month", "99.9 % a month", "99.95 % a month", "99.99 % a month", "N/A — "];

/// Lengths of time that are asked for.
const TIMES: [&str; 6] = ["5 min", "15 min", "1 h", "4 h", "24 h", "N/A — "];

/// What answers a prompt on whose line the place is; else what a section or the header still needs.
pub(super) fn completions(place: &Place<'_>, line: &Line) -> Option<Completions> {
    let context = place.context?;
    if let Some(found) = values(context, place, line) {
        return Some(found);
    }
    let items = prompts(context, place, line).or_else(|| fields(context, place, line))?;
    (!items.is_empty()).then_some(Completions { items, incomplete: true })
}

/// The prompt whose answer stands, or would stand, at the place.
fn asked(context: &Context<'_>, place: &Place<'_>, line: &Line) -> Option<Answer> {
    let here = |answer: &Answer| {
        line.span.covers(answer.label)
            && answer.label.end <= place.offset
            && answer.answer.start <= line.span.end
    };
    // A heading may begin within the line, after the place.
    context.answers_near(line.span.end).into_iter().rfind(here)
}

fn values(context: &Context<'_>, place: &Place<'_>, line: &Line) -> Option<Completions> {
    let answer = asked(context, place, line)?;
    let section = context.template.sections.get(answer.section)?;
    let prompt = section.prompts.get(*answer.prompts.first()?)?;
    let from = answer.answer.start.min(place.offset).max(answer.label.end);
    let before = line.text.get(from - line.span.start..line.column)?;
    // Behind the label stand its marks; what is typed comes after them.
    let typed =
        before.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*' | '_' | '|' | '?'));
    let after = line.after().trim_matches(|c: char| c.is_whitespace() || c == '|');
    if before.len() == typed.len() && before.is_empty() && answer.label.end == place.offset
        || !after.is_empty()
    {
        return Some(Completions::default());
    }
    let span = Span::new(place.offset - typed.len(), place.offset);
    let told = current::answers(context, section.id.as_str(), prompt.id.as_str());
    let told = told.into_iter().map(|current| (current.value, current.from));
    let usual = known_values(section, prompt, place.today).into_iter();
    let known = told.chain(usual.map(|value| (value, prompt.label.clone())));
    let begins = |(value, _): &(String, String)| value.to_lowercase().starts_with(&typed.to_lowercase());
    let items = known.filter(begins).map(|(value, detail)| Completion {
        label: value.trim_end().to_owned(),
        detail,
        kind: Kind::Value,
        span,
        insert: Insert::text(value),
        preselect: false,
        topic: Topic::Prompt(
            context.template.name.to_string(),
            section.id.to_string(),
            prompt.id.to_string(),
        ),
    });
    Some(Completions { items: items.collect(), incomplete: true })
}

/// What a prompt is usually answered with.
fn known_values(section: &Section, prompt: &Prompt, today: &str) -> Vec<String> {
    let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    match prompt.answer {
        Asks::YesNo => owned(&["Yes, ", "No, ", "N/A — "]),
        Asks::Choice => prompt.choices.iter().cloned().chain(["N/A — ".to_owned()]).collect(),
        Asks::Priorities => owned(&["P0: ", "P1: ", "P0: none — ", "N/A — "]),
        Asks::Percentage if section.id.as_str() == "sla" => owned(&LEVELS),
        Asks::Duration => owned(&TIMES),
        Asks::Date => vec![today.to_owned(), "N/A — ".to_owned()],
        _ => owned(&["N/A — "]),
    }
}

/// The prompts that the section at the place does not have, as labels.
fn prompts(context: &Context<'_>, place: &Place<'_>, line: &Line) -> Option<Vec<Completion>> {
    let rest = without_marks(line.before());
    let listed = rest.len() < line.before().trim_start().len();
    let typed = rest.trim_start_matches(['*', '_']);
    if line.text.trim_start().starts_with(['#', '|', '<'])
        || line.before().contains(':')
        || typed.len() > LONGEST
    {
        return None;
    }
    if !line.after().trim().is_empty() || !is_text(place) {
        return None;
    }
    let (section, absent, labelled) = absent_at(context, line.span.start)?;
    // A list in a section that answers in prose is no list of prompts.
    if !(labelled || (listed && place.asked)) || !(place.asked || listed) {
        return None;
    }
    let known = context.template.sections.get(section)?;
    let prompts: Vec<&Prompt> = absent.iter().filter_map(|prompt| known.prompts.get(*prompt)).collect();
    let labels: Vec<(&str, &Prompt)> =
        prompts.iter().map(|prompt| (prompt.label.as_str(), *prompt)).collect();
    let fitting = fitting(typed, labels, |(label, _)| vec![*label], true);
    let chosen: Vec<&Prompt> = fitting.into_iter().map(|((_, prompt), _)| prompt).collect();
    let mark = if listed { "" } else { "- " };
    let start = line.column - rest.len();
    let items = chosen.into_iter().enumerate().map(|(rank, prompt)| {
        let mut insert = Insert::text(format!("{mark}**{}:**", prompt.label));
        insert.stop(" ", "");
        Completion {
            label: prompt.label.clone(),
            detail: prompt.question.clone(),
            kind: Kind::Key,
            span: line.from(start),
            insert,
            preselect: listed && rank == 0,
            topic: Topic::Prompt(
                context.template.name.to_string(),
                known.id.to_string(),
                prompt.id.to_string(),
            ),
        }
    });
    Some(items.collect())
}

/// The section in which a place is, the prompts that it does not have, and whether it has any as labels or is empty.
fn absent_at(context: &Context<'_>, offset: usize) -> Option<(SectionIndex, Vec<usize>, bool)> {
    let headings = &context.outline.headings;
    let heading = headings.iter().rposition(|heading| heading.span().end <= offset)?;
    let sections = context.sections_of(heading);
    let own = context.progress().iter().find(|progress| sections.contains(&progress.section))?;
    let labelled = own.is_labelled() || context.outline.is_empty(heading);
    (!own.absent.is_empty()).then_some((own.section, own.absent.clone(), labelled))
}

/// Whether text is written at the place, not code or a table.
fn is_text(place: &Place<'_>) -> bool {
    let block = block_at(place.document, place.offset);
    block.is_none_or(|block| !block.quoted && matches!(block.kind, BlockKind::Paragraph | BlockKind::Item))
}

/// The header fields that are absent, in the form that the header has; above the first section.
fn fields(context: &Context<'_>, place: &Place<'_>, line: &Line) -> Option<Vec<Completion>> {
    let headings = &context.outline.headings;
    let title = context.outline.document_title().map_or(0, |title| title.span().end);
    let below = headings.iter().map(|heading| heading.span().start).find(|start| *start >= title);
    let in_header = title <= line.span.start && below.is_none_or(|start| line.span.end <= start);
    let text = line.text.trim();
    let typed = text.trim_start_matches(['|', '*', '-', ' ']);
    let marked = text.starts_with(['|', '*']);
    let begun = typed.len() <= LONGEST && !typed.contains([':', '|']) && line.after().trim().is_empty();
    if !(in_header && begun && (place.asked || marked)) {
        return None;
    }
    // A line that is half a row or half a label may keep the others from being read.
    let mut document = Document::clone(place.document);
    document.edit(&Edit::replace(line.span, ""));
    let others = place.workspace.likely_requirements(place.path, Arc::new(document))?;
    let others = Context::new(place.workspace, &others)?;
    let row =
        text.starts_with('|') || matches!(others.header().last, Some((_, LabelForm::Row | LabelForm::Cell)));
    let all = context.template.header.iter().zip(&others.header().fields);
    let absent = all.filter(|(_, found)| **found == HeaderField::Absent).map(|(field, _)| field).collect();
    let found = fitting(typed, absent, |field: &&Field| vec![field.label.as_str()], false);
    Some(found.into_iter().map(|(field, _)| header_field(context, place, line, field, row)).collect())
}

fn header_field(
    context: &Context<'_>,
    place: &Place<'_>,
    line: &Line,
    field: &Field,
    row: bool,
) -> Completion {
    let dated = field.prompts.iter().any(|prompt| prompt.answer == Asks::Date);
    let value = if dated { place.today } else { "" };
    let insert = if row {
        Insert::scaffold(&scaffold::row(&field.label, value))
    } else {
        let space = if value.is_empty() { "" } else { " " };
        Insert::scaffold(&format!("**{}:**{space}{value}", field.label))
    };
    Completion {
        label: field.label.clone(),
        detail: "header field".to_owned(),
        kind: Kind::Key,
        span: line.span,
        insert,
        preselect: false,
        topic: Topic::Field(context.template.name.to_string(), field.id.to_string()),
    }
}
