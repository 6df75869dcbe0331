//! Hover: the explanation of what stands at a place.

use super::{explain, prompts};
use crate::model::terraform::TerraformFile;
use crate::model::{Directive, DirectiveKind, marks};
use crate::rules::{self, Context};
use crate::schema::{Template, name_key};
use crate::text::Span;

/// What parts several explanations of one place.
const BETWEEN: &str = "\n---\n\n";

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
}

/// The explanation of what stands at `offset` in a Terraform file: of a rule that a comment accepts.
pub fn in_terraform(file: &TerraformFile, offset: usize) -> Option<Hover> {
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
    let index = headings.iter().position(|heading| {
        let line = context.document().line(heading.content().start);
        line.start <= offset && offset <= heading.content().end.max(line.end)
    })?;
    let heading = headings.get(index)?;
    let template: &Template = context.template;
    let about = if context.outline.title == Some(index) {
        vec![explain::template(template)]
    } else if let Some(field) = heading.field().and_then(|field| template.header.get(field)) {
        vec![explain::field(template, field)]
    } else {
        let sections = prompts::of_heading(context, index, heading);
        let known = sections.into_iter().filter_map(|section| template.sections.get(section));
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
        let on = span.contains(offset) && prompts::sections_at(context, offset).is_empty();
        let mut fields = label.fields.iter().filter(|(owner, _)| *owner == context.requirements.template);
        let (_, field) = fields.next().filter(|_| on)?;
        let markdown = explain::field(context.template, context.template.header.get(*field)?);
        Some(Hover { span: trimmed(context, span), markdown })
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
    let found = prompts::at(context, offset)?;
    let about = found
        .prompts
        .iter()
        .map(|(section, prompt)| explain::prompt(&format!("section \"{}\"", section.heading), prompt));
    let markdown = about.collect::<Vec<_>>().join(BETWEEN);
    Some(Hover { span: trimmed(context, found.span), markdown })
}
