//! What is said to the prompts: nothing, a mark in place of an answer, that they do not apply.

use super::context::Context;
use super::finding::{Finding, Fix, Severity, Subject};
use super::registry::Rule;
use crate::model::{Answer, Form, Said};
use crate::schema::Prompt;

/// A prompt stands in the document without an answer.
pub static UNANSWERED_PROMPT: Rule = Rule {
    name: "unanswered-prompt",
    severity: Severity::Warning,
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
    summary: "A placeholder stands where an answer should.",
    docs: "\
`TBD` is read as an answer by every list of open questions that looks for empty fields.

It triggers where the whole answer to a prompt is `TBD`, `TODO`, \"to be defined\" and their like, a slot such as \
`<reviewer name>` or `{title}`, `YYYY-MM-DD`, or dots and question marks. Code spans are left alone, as is a text \
that goes on (`TBD by the data team; until then 1 h`).

To cure it, answer the prompt.",
    check: placeholder,
    in_terraform: false,
    fixes: no_fix,
};

/// Something is said not to apply, and not why.
pub static NOT_APPLICABLE_WITHOUT_REASON: Rule = Rule {
    name: "not-applicable-without-reason",
    severity: Severity::Hint,
    summary: "\"N/A\" is given no reason.",
    docs: "\
A bare N/A cannot be told from a question that was skipped, and nobody can say whether it still holds.

It triggers where the whole answer to a prompt is `N/A` or \"not applicable\". `None` and `No` are answers.

To cure it, write the reason behind it: `N/A — rebuilt from the ledger`.",
    check: not_applicable_without_reason,
    in_terraform: false,
    fixes: no_fix,
};

/// Nobody but the author knows the answer.
fn no_fix(_: &Context<'_>, _: &Finding) -> Vec<Fix> {
    Vec::new()
}

/// The prompts of an answer.
pub(super) fn prompts<'c>(context: &'c Context<'_>, answer: &'c Answer) -> impl Iterator<Item = &'c Prompt> {
    let section = context.template.sections.get(answer.section);
    answer.prompts.iter().filter_map(move |prompt| section?.prompts.get(*prompt))
}

/// The label of an answer as the document writes it.
pub(super) fn label(context: &Context<'_>, answer: &Answer) -> String {
    let label = context.document().slice(answer.label);
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unanswered_prompt(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for answer in context.answers().iter().filter(|answer| answer.said == Said::Nothing && !answer.leads) {
        let questions: Vec<&str> = prompts(context, answer).map(|prompt| prompt.question.as_str()).collect();
        let question = match (answer.form, questions.first()) {
            (Form::Question, _) | (_, None) => String::new(),
            (_, Some(question)) => format!(" {question}"),
        };
        let message = format!("\"{}\" is not answered.{question}", label(context, answer));
        let mut finding = context.finding(&UNANSWERED_PROMPT, answer.label, Subject::Place, message);
        if context.is_draft() {
            finding.severity = Severity::Hint;
        }
        findings.push(finding);
    }
}

fn placeholder(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for answer in context.answers().iter().filter(|answer| answer.said == Said::Placeholder) {
        let text = context.document().slice(answer.answer);
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '-'));
        let message =
            format!("Placeholder \"{text}\" stands in place of an answer to \"{}\".", label(context, answer));
        findings.push(context.finding(&PLACEHOLDER, answer.answer, Subject::Place, message));
    }
}

fn not_applicable_without_reason(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let bare = Said::NotApplicable { reasoned: false };
    for answer in context.answers().iter().filter(|answer| answer.said == bare) {
        let label = label(context, answer);
        let message = format!("Say why \"{label}\" does not apply: `N/A — reason`.");
        findings.push(context.finding(
            &NOT_APPLICABLE_WITHOUT_REASON,
            answer.answer,
            Subject::Place,
            message,
        ));
    }
}
