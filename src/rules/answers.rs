//! What is said to the prompts: nothing, a mark in place of an answer, that they do not apply.

use super::claims::header_labels;
use super::context::Context;
use super::finding::{Finding, Severity, Subject};
use super::registry::{Rule, no_fix};
use super::sections::is_in_empty_section;
use crate::model::{Answer, Form, Said, behind_comments, marks};
use crate::schema::{Answer as Kind, Prompt};
use crate::text::Span;

/// A prompt stands in the document without an answer.
pub static UNANSWERED_PROMPT: Rule = Rule {
    name: "unanswered-prompt",
    severity: Severity::Warning,
    by_default: true,
    summary: "A prompt stands in the document without an answer.",
    docs: "\
The question stands there, so it seems to be dealt with; whoever needs the answer finds none.

It triggers on a label (`RPO:`, a table's row, a sub-heading) or on the question itself with nothing behind it, \
nested under it or in the paragraph after it. A prompt that the document does not have is no finding, and a section \
without any content is reported as such (`empty-section`), not prompt by prompt. A prompt under which others stand \
leads to them. In a document whose front matter says `status: draft` it is a hint.

To cure it, answer it, say why it does not apply (`N/A — reason`), or remove the line.",
    check: unanswered_prompt,
    in_terraform: false,
    fixes: no_fix,
};

/// An answer is a mark that stands for one.
pub static PLACEHOLDER: Rule = Rule {
    name: "placeholder",
    severity: Severity::Warning,
    by_default: true,
    summary: "A placeholder stands where an answer should.",
    docs: "\
`TBD` is read as an answer by every list of open questions that looks for empty fields.

It triggers where the whole answer to a prompt, value of a header field or content of a section is `TBD`, `TODO`, \
\"to be defined\" and their like, a slot such as `<reviewer name>` or `{title}`, `YYYY-MM-DD`, or dots and question \
marks. Code spans are left alone, as is a text that goes on (`TBD by the data team; until then 1 h`).

To cure it, answer the prompt.",
    check: placeholder,
    in_terraform: false,
    fixes: no_fix,
};

/// Something is said not to apply, and not why.
pub static NOT_APPLICABLE_WITHOUT_REASON: Rule = Rule {
    name: "not-applicable-without-reason",
    severity: Severity::Hint,
    by_default: true,
    summary: "\"N/A\" is given no reason.",
    docs: "\
A bare N/A cannot be told from a question that was skipped, and nobody can say whether it still holds.

It triggers where the whole answer to a prompt or content of a section is `N/A` or \"not applicable\"; in a table the \
reason may stand in a column of its own. `None` and `No` are answers.

To cure it, write the reason behind it: `N/A — rebuilt from the ledger`.",
    check: not_applicable_without_reason,
    in_terraform: false,
    fixes: no_fix,
};

/// The words of the template stand where an answer should.
pub static TEMPLATE_GUIDANCE_LEFT: Rule = Rule {
    name: "template-guidance-left",
    severity: Severity::Information,
    by_default: true,
    summary: "The template's own words stand in place of an answer.",
    docs: "\
The sentence says what to write here; to a reader who does not know the template it looks like what was written.

It triggers where a header field or a labelled answer is word for word what the template asks. A question that stands \
there without an answer is `unanswered-prompt`; quotes and comments are left alone.

To cure it, replace the sentence by the answer.",
    check: template_guidance_left,
    in_terraform: false,
    fixes: no_fix,
};

/// A prompt of a section is nowhere in it.
pub static ABSENT_PROMPT: Rule = Rule {
    name: "absent-prompt",
    severity: Severity::Hint,
    by_default: false,
    summary: "A section does not have one of its prompts. Off unless the configuration switches it on.",
    docs: "\
A team that fills in every prompt sees at once which one a document leaves out. For most documents that is too \
strict: what does not apply is left out, and prose answers without labels. So the rule is off by default.

It triggers on a section that has some of its prompts and not this one.

To cure it, add the prompt with its answer; or leave the rule off (`absent-prompt = \"off\"`).",
    check: absent_prompt,
    in_terraform: false,
    fixes: no_fix,
};

/// The prompts of an answer.
pub(super) fn prompts<'c>(context: &'c Context<'_>, answer: &'c Answer) -> impl Iterator<Item = &'c Prompt> {
    let section = context.template.sections.get(answer.section);
    answer.prompts.iter().filter_map(move |prompt| section?.prompts.get(*prompt))
}

/// The label of an answer as the document writes it.
pub(super) fn label(context: &Context<'_>, answer: &Answer) -> String {
    let label = context.words(answer.label);
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of what is answered in quotes, with what the answer holds for where a table has several.
pub(super) fn named(context: &Context<'_>, answer: &Answer) -> String {
    let short = prompts(context, answer).next().filter(|_| answer.form == Form::Question);
    let label = short.map_or_else(|| label(context, answer), |prompt| prompt.label.clone());
    match answer.scope.as_deref().map(str::trim).filter(|scope| !scope.is_empty()) {
        Some(scope) => format!("\"{label}\" for \"{scope}\""),
        None => format!("\"{label}\""),
    }
}

/// The priority that labels an answer, where it asks what is listed under priorities: `P0`.
pub(super) fn priority(context: &Context<'_>, answer: &Answer) -> Option<String> {
    let asks = prompts(context, answer).any(|prompt| prompt.answer == Kind::Priorities);
    let label = label(context, answer).to_uppercase();
    (asks && matches!(label.as_str(), "P0" | "P1" | "P2" | "P3" | "P4")).then_some(label)
}

fn unanswered_prompt(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let told_above = |answer: &Answer| {
        let heading = context.outline.headings.iter().find(|heading| heading.content() == answer.label);
        heading.is_some_and(|heading| is_in_empty_section(context, heading))
    };
    let open = |answer: &&Answer| {
        let open = answer.said == Said::Nothing && !answer.leads && priority(context, answer).is_none();
        open && !(answer.form == Form::Heading && told_above(answer))
    };
    for answer in context.answers().iter().filter(open) {
        let questions: Vec<&str> = prompts(context, answer).map(|prompt| prompt.question.as_str()).collect();
        let question = match (answer.form, questions.first()) {
            (Form::Question, _) | (_, None) => String::new(),
            (_, Some(question)) => format!(" {question}"),
        };
        let (name, place) = match answer.form {
            Form::Question => (format!("\"{}\"", label(context, answer)), answer.label),
            Form::Cell => (named(context, answer), answer.answer),
            _ => (named(context, answer), answer.label),
        };
        let message = format!("{name} is not answered.{question}");
        let mut finding = context.finding(&UNANSWERED_PROMPT, place, Subject::Place, message);
        if context.is_draft() {
            finding.severity = Severity::Hint;
        }
        findings.push(finding);
    }
}

fn placeholder(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut report = |span: Span, place: &str| {
        let span = without_marks(context, span);
        let text = context.document().slice(span);
        let message = format!("Placeholder \"{text}\" stands in place of {place}.");
        findings.push(context.finding(&PLACEHOLDER, span, Subject::Place, message));
    };
    for (field, value) in header_labels(context) {
        if let Some(field) = context.template.header.get(field)
            && Said::of(&context.words(value)) == Said::Placeholder
        {
            report(value, &format!("a value of header field \"{}\"", field.label));
        }
    }
    for answer in context.answers().iter().filter(|answer| answer.said == Said::Placeholder) {
        report(answer.answer, &format!("an answer to {}", named(context, answer)));
    }
    for (span, heading, _) in blank_parts(context).filter(|(.., said)| *said == Said::Placeholder) {
        report(span, &format!("the content of \"{heading}\""));
    }
}

/// A place without the marks of lists, quotes and emphasis around what stands there.
fn without_marks(context: &Context<'_>, span: Span) -> Span {
    let text = context.document().slice(span);
    let marks = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '-' | '+');
    let end = span.start + text.trim_end_matches(marks).len();
    let start = span.end - text.trim_start_matches(|c: char| marks(c) || c == '>').len();
    Span::new(start.min(end), end)
}

/// What follows the comments with which a place begins: one that accepts a finding is no content.
fn content_of(context: &Context<'_>, span: Span) -> Span {
    let text = context.document().slice(span);
    Span::new(span.end - behind_comments(&text).len(), span.end)
}

/// So much white space and so many marks and comments may stand around a paragraph that is all of a section.
const MOST_MARKS: usize = 400;

/// The sections and header fields that have a heading and nothing under it but a mark in place of a text: where that
/// stands, the heading, and what it says.
fn blank_parts<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (Span, String, Said)> + 'c {
    let headings = &context.outline.headings;
    let passages = context.document().passages_with(marks::BLANKS);
    let blanks = passages.flat_map(|(base, passage)| {
        passage.blanks.iter().map(move |(span, said)| (span.shifted(base), *said))
    });
    blanks.filter_map(move |(span, said)| {
        let index = headings.partition_point(|heading| heading.span().end <= span.start).checked_sub(1)?;
        let heading = headings.get(index)?;
        if context.sections_of(index).is_empty() && heading.field().is_none() {
            return None;
        }
        let region = Span::new(heading.span().end, heading.end);
        let whole = region.len() <= span.len() + MOST_MARKS
            && without_marks(context, content_of(context, region)) == without_marks(context, span);
        whole.then(|| (span, context.words(heading.content()), said))
    })
}

fn template_guidance_left(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut places: Vec<(Span, String)> = Vec::new();
    let template = context.requirements.template;
    for (base, passage) in context.document().passages_with(marks::LABELS) {
        for label in passage.labels.iter().filter(|label| label.guidance) {
            let mut fields = label.fields.iter().filter(|(owner, _)| *owner == template);
            let field = fields.find_map(|(_, field)| context.template.header.get(*field));
            places.extend(field.map(|field| (label.value.shifted(base), field.label.clone())));
        }
    }
    for answer in context.answers().iter().filter(|answer| answer.said == Said::Guidance) {
        places.push((answer.answer, label(context, answer)));
    }
    for (span, label) in places {
        let message = format!("This is what the template asks about \"{label}\"; replace it by the answer.");
        findings.push(context.finding(&TEMPLATE_GUIDANCE_LEFT, span, Subject::Place, message));
    }
}

fn absent_prompt(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.requirements.settings.level(ABSENT_PROMPT.name).is_none() {
        return;
    }
    for progress in context.progress().iter().filter(|progress| progress.is_labelled()) {
        let Some(section) = context.template.sections.get(progress.section) else { continue };
        let Some(heading) = context.outline.headings.get(progress.heading) else { continue };
        for prompt in progress.absent.iter().filter_map(|prompt| section.prompts.get(*prompt)) {
            let message =
                format!("Section \"{}\" does not have the prompt \"{}\".", section.heading, prompt.label);
            findings.push(context.finding(&ABSENT_PROMPT, heading.content(), Subject::Place, message));
        }
    }
}

fn not_applicable_without_reason(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let bare = Said::NotApplicable { reasoned: false };
    let mut report = |span: Span, name: &str| {
        let message = format!("Say why {name} does not apply: `N/A — reason`.");
        findings.push(context.finding(
            &NOT_APPLICABLE_WITHOUT_REASON,
            without_marks(context, span),
            Subject::Place,
            message,
        ));
    };
    for answer in context.answers().iter().filter(|answer| answer.said == bare) {
        report(answer.answer, &named(context, answer));
    }
    for (span, heading, _) in blank_parts(context).filter(|(.., said)| *said == bare) {
        report(span, &format!("\"{heading}\""));
    }
}
