//! Hover: the explanation of what stands at a place.

use std::path::Path;

use super::{explain, inlay_hint, prompts, ties};
use crate::model::quantity::date::Date;
use crate::model::quantity::{duration, percentage};
use crate::model::terraform::TerraformFile;
use crate::model::{Directive, DirectiveKind, Value, marks};
use crate::rules::ties::Tie;
use crate::rules::{self, Context};
use crate::schema::{Template, name_key};
use crate::syntax::markdown::BlockKind;
use crate::text::Span;

/// What parts several explanations of one place.
const BETWEEN: &str = "\n\n---\n\n";

/// An explanation, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What is explained.
    pub span: Span,
    /// The explanation, in Markdown.
    pub markdown: String,
}

/// The explanation of what stands at `offset` in a requirements document.
pub fn hover(context: &Context<'_>, offset: usize) -> Option<Hover> {
    suppressed_rule(context.document().directives(), offset)
        .or_else(|| front_matter(context, offset))
        .or_else(|| heading(context, offset))
        .or_else(|| header_field(context, offset))
        .or_else(|| prompt(context, offset))
        .or_else(|| claim(context, offset))
        .or_else(|| value(context, offset))
        .or_else(|| acronym(context, offset))
}

/// What was understood of a claim, and what Terraform says about it.
fn claim(context: &Context<'_>, offset: usize) -> Option<Hover> {
    let tied: Vec<&Tie> = ties::at_claim(context, offset).collect();
    let span = tied.first()?.span;
    let understood = value(context, offset).map(|hover| hover.markdown);
    let said = tied.into_iter().map(ties::explain);
    let markdown = understood.into_iter().chain(said).collect::<Vec<_>>().join(BETWEEN);
    Some(Hover { span, markdown })
}

/// The explanation of what stands at `offset` in a Terraform file: what the documents bound to it require there.
pub fn in_terraform(
    documents: &[Context<'_>],
    path: &Path,
    file: &TerraformFile,
    offset: usize,
) -> Option<Hover> {
    let required: Vec<(Span, String)> =
        documents.iter().filter_map(|context| ties::requirements(context, path, file, offset)).collect();
    let span = required.first()?.0;
    let markdown = required.into_iter().map(|(_, markdown)| markdown).collect::<Vec<_>>().join(BETWEEN);
    Some(Hover { span, markdown })
}

/// The explanation of the rule that a comment in a Terraform file accepts.
pub fn accepted_in_terraform(file: &TerraformFile, offset: usize) -> Option<Hover> {
    let comment = file.comments.iter().find(|comment| comment.span.contains(offset))?;
    let said = Span::new(0, comment.text.len());
    let directive = Directive::parse(&comment.text, said, said)?.shifted(comment.inner.start);
    suppressed_rule(std::iter::once(directive), offset)
}

fn suppressed_rule(mut directives: impl Iterator<Item = Directive>, offset: usize) -> Option<Hover> {
    directives.find_map(|directive| {
        let DirectiveKind::Ignore { rule, rule_span, .. } = directive.kind else { return None };
        let touched = rule_span.start <= offset && offset <= rule_span.end;
        let rule = rules::named(&rule).filter(|_| touched)?;
        Some(Hover { span: rule_span, markdown: explain::rule(rule) })
    })
}

fn front_matter(context: &Context<'_>, offset: usize) -> Option<Hover> {
    let (base, front_matter) = context.document().front_matter()?;
    let touches = |span: Span| span.start <= offset && offset <= span.end;
    front_matter.entries.iter().find_map(|entry| {
        let key = entry.key.span.shifted(base);
        if touches(key) {
            return Some(Hover { span: key, markdown: explain_key(context, &entry.key.text)? });
        }
        let value = entry.values.first().map(|value| value.span.shifted(base));
        let value =
            value.filter(|value| entry.key.text.eq_ignore_ascii_case("template") && touches(*value))?;
        Some(Hover { span: value, markdown: explain::template(context.template) })
    })
}

fn explain_key(context: &Context<'_>, key: &str) -> Option<String> {
    let wanted = name_key(key);
    let known = context.template.header.iter().find(|field| {
        let names = std::iter::once(&field.label).chain(&field.aliases);
        names.into_iter().any(|name| name_key(name) == wanted)
    });
    explain::key(key).or_else(|| known.map(|field| explain::field(context.template, field)))
}

fn heading(context: &Context<'_>, offset: usize) -> Option<Hover> {
    let headings = &context.outline.headings;
    let here = context.document().line(offset);
    let index = headings.partition_point(|heading| heading.content().start <= here.end).checked_sub(1)?;
    let heading = headings.get(index)?;
    let line = context.document().line(heading.content().start);
    if offset < line.start || offset > heading.content().end.max(line.end) {
        return None;
    }
    let template: &Template = context.template;
    let about = if context.outline.title == Some(index) {
        vec![explain::template(template)]
    } else if let Some(field) = heading.field().and_then(|field| template.header.get(field)) {
        vec![explain::field(template, field)]
    } else {
        let sections = context.sections_of(index);
        let known = sections.iter().filter_map(|section| template.sections.get(*section));
        known.map(|section| explain::section(template, section)).collect()
    };
    (!about.is_empty()).then(|| Hover { span: heading.content(), markdown: about.join(BETWEEN) })
}

fn header_field(context: &Context<'_>, offset: usize) -> Option<Hover> {
    let labels = context.document().passages_with(marks::LABELS);
    let labels = labels.flat_map(|(base, passage)| passage.labels.iter().map(move |label| (base, label)));
    labels.into_iter().find_map(|(base, label)| {
        let (line, value) = (label.span.shifted(base), label.value.shifted(base));
        let span = Span::new(line.start, value.start.clamp(line.start, line.end));
        let on = span.contains(offset) && !context.is_in_section(offset);
        let fields = label.fields.iter().filter(|(owner, _)| *owner == context.requirements.template);
        let fields = fields.filter_map(|(_, field)| context.template.header.get(*field));
        let about: Vec<String> = fields.map(|field| explain::field(context.template, field)).collect();
        (on && !about.is_empty())
            .then(|| Hover { span: trimmed(context, span), markdown: about.join(BETWEEN) })
    })
}

/// The words of a label, without what surrounds them.
fn trimmed(context: &Context<'_>, span: Span) -> Span {
    let text = context.document().slice(span);
    let around = |c: char| !c.is_alphanumeric();
    let start = text.len() - text.trim_start_matches(around).len();
    let end = text.trim_end_matches(around).len();
    Span::new(span.start + start.min(end), span.start + end)
}

fn prompt(context: &Context<'_>, offset: usize) -> Option<Hover> {
    let answer = prompts::at(context, offset)?;
    let (section, asked) = prompts::of_answer(context, &answer)?;
    let about =
        asked.iter().map(|prompt| explain::prompt(&format!("section \"{}\"", section.heading), prompt));
    let markdown = about.collect::<Vec<_>>().join(BETWEEN);
    Some(Hover { span: trimmed(context, answer.label), markdown })
}

/// What was understood of a value, and what it means.
fn value(context: &Context<'_>, offset: usize) -> Option<Hover> {
    let touches = |span: Span| span.start <= offset && offset <= span.end;
    let answers = context.answers_near(offset);
    answers.iter().flat_map(|answer| answer.values.iter().map(move |read| (answer, read))).find_map(
        |(answer, read)| {
            let said = Some(read.value).filter(|_| touches(read.span)).and_then(meaning)?;
            let section = context.template.sections.get(answer.section)?;
            let labels = answer.prompts.iter().filter_map(|prompt| section.prompts.get(*prompt));
            let labels: Vec<&str> = labels.map(|prompt| prompt.label.as_str()).collect();
            Some(Hover { span: read.span, markdown: format!("**{}** = {said}", labels.join(" / ")) })
        },
    )
}

/// A value as it was understood, and what it comes to.
fn meaning(value: &Value) -> Option<String> {
    Some(match value {
        Value::Percentage(read) => {
            let percent = percentage::words(read.percent);
            match inlay_hint::downtime(*read) {
                Some(downtime) => {
                    let year = duration::words(read.downtime_in(365));
                    format!(
                        "{percent}\n\nAs an availability it allows {downtime} of downtime in 30 days, {year} in a year."
                    )
                }
                None => percent,
            }
        }
        Value::Duration(read) => match read.from {
            Some(from) => format!("{} to {}", duration::words(from), duration::words(read.seconds)),
            None => duration::words(read.seconds),
        },
        Value::Unitless(number) => format!("{number}, without a unit"),
        Value::Date(Date::Day(day)) => day.to_string(),
        Value::Date(Date::Ambiguous(_)) => "a date that can be read in two ways".to_owned(),
        Value::Date(Date::Invalid) => "a date that does not exist".to_owned(),
        Value::Window(window) => {
            let length = duration::words(f64::from(window.minutes()) * 60.0);
            let utc = inlay_hint::in_utc(window).map(|utc| format!(", in UTC {utc}"));
            format!("a window of {length}{}", utc.unwrap_or_default())
        }
        Value::Schedule(Some(interval)) => format!("every {} at the latest", duration::words(*interval)),
        Value::Money(money) => {
            let monthly = money.monthly().map(|amount| format!(", {amount:.2} {} a month", money.currency));
            format!("{} {}{}", money.amount, money.currency, monthly.unwrap_or_default())
        }
        Value::Number(number) => format!("{} {}", number.amount, number.unit).trim_end().to_owned(),
        Value::Continuous => "changes are kept all the time".to_owned(),
        _ => return None,
    })
}

/// Acronyms of the trade, and what they mean.
const ACRONYMS: [(&str, &str); 6] = [
    ("RPO", "**Recovery point objective**: how much data, counted in time, may be lost."),
    ("RTO", "**Recovery time objective**: how long it may take at most to be back."),
    (
        "TTR",
        "**Time to recover**: how long a restore takes, measured or estimated. It must not exceed the RTO.",
    ),
    (
        "SLA",
        "**Service level agreement**: the level that is promised, with a consequence where it is missed.",
    ),
    ("SLO", "**Service level objective**: the level that the team aims at, stricter than what is promised."),
    ("SLI", "**Service level indicator**: what is measured to tell whether a level is kept."),
];

fn acronym(context: &Context<'_>, offset: usize) -> Option<Hover> {
    let line = context.document().line(offset);
    let text = context.document().slice(line);
    let at = text.floor_char_boundary(offset.saturating_sub(line.start));
    let before = text.get(..at)?;
    let start = before.len()
        - before.chars().rev().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    let end =
        at + text.get(at..)?.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    let word = text.get(start..end)?;
    let (_, said) = ACRONYMS.iter().find(|(acronym, _)| *acronym == word)?;
    let excerpt = context.document().excerpt(offset)?;
    let in_code = excerpt.block_at(offset).is_some_and(|block| matches!(block.kind, BlockKind::Code { .. }));
    let span = Span::new(line.start + start, line.start + end);
    (!in_code).then(|| Hover { span, markdown: (*said).to_owned() })
}
