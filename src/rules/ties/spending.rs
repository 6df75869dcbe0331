//! Spending: the budget and the purchase model beside what Terraform says about them.

use super::{Proof, Tie, is_in_scope, may_speak_of, report, say_the_same, saying_no};
use crate::facts::evidence::text_of;
use crate::facts::{Evidence, Existence, Reading, Verdict};
use crate::model::quantity::Read;
use crate::model::quantity::money::Money;
use crate::model::quantity::spot::{self, Spot};
use crate::model::{Answer, Said, Value};
use crate::rules::claims::answers_to;
use crate::rules::context::Context;
use crate::rules::finding::Severity;
use crate::rules::registry::{Rule, no_fix};
use crate::schema::evidence::Subject;
use crate::text::Span;

/// The budget in Terraform is another one.
pub static BUDGET_DIFFERS: Rule = Rule {
    name: "budget-differs",
    severity: Severity::Information,
    by_default: true,
    summary: "The document and the budget in the Terraform give different amounts.",
    docs: "\
A budget alarm that nobody has adjusted rings every month, or never.

It triggers where the document gives one monthly amount, and the one budget of the Terraform in the same currency has \
another: for a budget any other, for a cost or an estimate a lower one, since a budget may leave room above it. It \
stays silent where the currency or the period is not known, and where there are several budgets.

To cure it, agree on one amount.",
    check: |context, findings| report(context, &BUDGET_DIFFERS, findings),
    in_terraform: false,
    fixes: say_the_same,
};

/// Spot capacity is ruled out and used.
pub static SPOT_CONTRADICTION: Rule = Rule {
    name: "spot-contradiction",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document rules out spot capacity, and the Terraform uses it.",
    docs: "\
Spot capacity is taken away with two minutes' notice; who has ruled it out has not planned for that.

It triggers where the section about the budget says that there is no spot, and any resource runs on it. It stays silent \
where the section speaks of spot otherwise, where it rules it out for a part only, and where a value is not known. \"No \
spot in production\" is compared with resources of that name.

To cure it, run the resource on demand, or say what runs on spot.",
    check: |context, findings| report(context, &SPOT_CONTRADICTION, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// The section that speaks of spending.
const BUDGET: &str = "budget";

/// What parts of an estate are called, by what they are for.
const ENVIRONMENTS: [&str; 8] =
    ["production", "prod", "staging", "stage", "development", "dev", "test", "integration"];

/// How far rounded amounts may be apart.
const TOLERANCE: f64 = 0.01;

/// All ties about spending.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    ties.extend(budget(context));
    ties.extend(on_spot(context));
}

fn budget(context: &Context<'_>) -> Option<Tie> {
    let (answer, read) = amount(context)?;
    let label = context.words(answer.label).to_lowercase();
    let (claimed, is_budget) = (monthly(&label, read.value)?, label.contains("budget"));
    let found = super::evidence(context, Subject::Budget);
    let found: Vec<_> = found
        .iter()
        .filter(|evidence| evidence.reading != Reading::Nothing)
        .filter(|evidence| is_in_scope(&evidence.resource.address, evidence.path, answer.scope.as_deref()))
        .collect();
    let [evidence] = found[..] else { return None };
    let period = period(context, evidence);
    let limit = limit(context, evidence, read.value.currency, period.as_ref()?.1);
    let near = |limit: f64| (limit - claimed).abs() <= claimed * TOLERANCE + 0.5;
    let agrees = limit.map(|limit| near(limit) || !is_budget && limit > claimed);
    let agrees = agrees.filter(|_| evidence.resource.existence == Existence::One);
    let written = context.words(read.span);
    let what = if is_budget { "The budget" } else { "The cost" };
    let said = limit.map(|limit| format!("{} {limit:.0} / month", read.value.currency));
    let mut proof = Proof::new(evidence, Verdict::of(agrees)).claiming(|| said);
    if let Some((written, months)) = period
        && (months - 1.0).abs() > f64::EPSILON
    {
        proof.said = format!("{} ({})", proof.said, written.to_lowercase()).into();
    }
    let proofs = vec![proof];
    let tie = Tie::new(&BUDGET_DIFFERS, format!("{what} is {written}"), read.span, proofs);
    Some(tie.saying(|proof| {
        format!("{what} is {written} here, but `{}` says {}. Agree on one amount.", proof.address, proof.said)
    }))
}

/// The one amount that the document gives for a month.
fn amount<'c>(context: &'c Context<'_>) -> Option<(&'c Answer, Read<Money>)> {
    let answers = answers_to(context, BUDGET, "calculate");
    let answers: Vec<&Answer> = answers.into_iter().filter(|it| it.said == Said::Something).collect();
    let [answer] = answers[..] else { return None };
    let mut amounts = answer.values.iter().filter_map(|read| match *read.value {
        Value::Money(money) => Some(Read { value: money, span: read.span }),
        _ => None,
    });
    let first = amounts.next()?;
    amounts.next().is_none().then_some((answer, first))
}

/// An amount a month: where only its label says for how long it is, by that.
fn monthly(label: &str, money: Money) -> Option<f64> {
    money.monthly().or_else(|| label.contains("month").then_some(money.amount))
}

/// The limit of a budget a month; nothing where it is in another currency.
fn limit(context: &Context<'_>, evidence: &Evidence<'_, '_>, currency: &str, months: f64) -> Option<f64> {
    let unit = text_of(context.estate(), evidence.resource, evidence.row.unit.as_deref()?, None)?;
    let limit = evidence.reading.number().filter(|_| unit.eq_ignore_ascii_case(currency))?;
    Some(limit / months)
}

/// The period of a budget, as it is written and in months.
fn period(context: &Context<'_>, evidence: &Evidence<'_, '_>) -> Option<(String, f64)> {
    let written = text_of(context.estate(), evidence.resource, evidence.row.period.as_deref()?, None)?;
    let months = match written.to_ascii_lowercase().as_str() {
        "monthly" | "month" => 1.0,
        "quarterly" | "quarter" => 3.0,
        "annually" | "year" => 12.0,
        _ => return None,
    };
    Some((written, months))
}

fn on_spot(context: &Context<'_>) -> Option<Tie> {
    let (span, scope) = no_spot(context)?;
    let evidence = super::evidence(context, Subject::Spot);
    let proofs: Vec<Proof> = evidence
        .iter()
        .filter(|evidence| may_speak_of(context, evidence.resource))
        .filter(|evidence| is_in_scope(&evidence.resource.address, evidence.path, scope.as_deref()))
        .filter(|evidence| evidence.reading != Reading::Nothing)
        .map(|evidence| {
            let holds = evidence.reading.truth().map(|spot| !spot);
            Proof::new(evidence, Verdict::of(holds)).wanting(|| saying_no(evidence))
        })
        .collect();
    if proofs.is_empty() {
        return None;
    }
    let tie = Tie::of_each(&SPOT_CONTRADICTION, "No spot".to_owned(), span, proofs);
    Some(tie.saying(|proof| {
        format!(
            "No spot capacity is used here, but `{}` runs on it: {}. Run it on demand, or say what runs on spot.",
            proof.address, proof.said
        )
    }))
}

/// Where the section about the budget says that there is no spot, and for which environment. Nothing where it speaks
/// of spot otherwise anywhere.
fn no_spot(context: &Context<'_>) -> Option<(Span, Option<String>)> {
    let section = context.template.sections.iter().position(|section| section.id.as_str() == BUDGET)?;
    let heading = context.outline.headings.get(context.heading_of(section)?)?;
    let region = Span::new(heading.span().start, heading.end);
    let text = context.words(region);
    let mut said = spot::read_all(&text);
    said.retain(|read| !is_in_comment(&text, read.span));
    let first = said.first().filter(|_| said.iter().all(|read| read.value == Spot::Never))?;
    let behind = text.get(first.span.end..).unwrap_or_default();
    let clause = behind.split(['.', ',', ';', '\n', '|', '(']).next().unwrap_or_default().trim_start();
    let span = first.span.shifted(region.start);
    if !clause.starts_with("in ") {
        return Some((span, None));
    }
    let named = ENVIRONMENTS.into_iter().find(|name| clause.split_whitespace().any(|word| word == *name));
    named.map(|name| (span, Some(name.to_owned())))
}

fn is_in_comment(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    before.rfind("<!--").is_some_and(|open| before.rfind("-->").is_none_or(|close| close < open))
}
