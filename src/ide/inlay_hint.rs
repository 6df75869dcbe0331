//! Inlay hints: what a value comes to, behind it.

use crate::model::quantity::percentage::Percentage;
use crate::model::quantity::window::{Window, Zone};
use crate::model::quantity::{Read, duration};
use crate::model::{Answer, Value};
use crate::rules::Context;
use crate::rules::claims::{availabilities, only};
use crate::text::Span;

/// A few words behind a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Behind which byte.
    pub offset: usize,
    /// The words.
    pub label: String,
    /// What they mean, in a sentence.
    pub tooltip: String,
}

/// What a month has in hints.
const DAYS: u32 = 30;

/// The section whose percentages are availabilities.
const SLA: &str = "sla";

/// The hints in a part of a document.
pub fn hints(context: &Context<'_>, place: Span) -> Vec<Hint> {
    let mut hints = Vec::new();
    for answer in context.answers().iter().filter(|answer| touches(answer.answer, place)) {
        for read in answer.values.iter().filter(|read| touches(read.span, place)) {
            hints.extend(of_value(context, answer, read));
        }
    }
    hints.extend(gap(context).filter(|hint| touches(Span::empty(hint.offset), place)));
    hints.sort_by_key(|hint| hint.offset);
    hints
}

fn touches(span: Span, place: Span) -> bool {
    span.start <= place.end && place.start <= span.end
}

fn of_value(context: &Context<'_>, answer: &Answer, read: Read<&Value>) -> Option<Hint> {
    let (label, tooltip) = match read.value {
        Value::Percentage(percentage) if asks_for_availability(context, answer) => {
            let allowed = downtime(*percentage)?;
            (
                format!("{allowed} / {DAYS} d"),
                format!("So much downtime is allowed in {DAYS} days: {allowed}."),
            )
        }
        Value::Schedule(Some(interval)) if is_cron(context, read.span) => {
            let every = duration::words(*interval);
            (format!("every {every}"), format!("At most {every} lie between two runs."))
        }
        Value::Window(window) => {
            let utc = in_utc(window)?;
            (format!("{utc} UTC"), format!("In UTC this is {utc}."))
        }
        _ => return None,
    };
    Some(Hint { offset: read.span.end, label, tooltip })
}

fn asks_for_availability(context: &Context<'_>, answer: &Answer) -> bool {
    context.template.sections.get(answer.section).is_some_and(|section| section.id.as_str() == SLA)
}

/// The downtime that an availability allows in a month; nothing for what is none.
pub(super) fn downtime(percentage: Percentage) -> Option<String> {
    let is_availability = (50.0..100.0).contains(&percentage.percent);
    is_availability.then(|| duration::words(percentage.downtime_in(DAYS)))
}

/// Whether a schedule is written so that its interval is not plain to see.
fn is_cron(context: &Context<'_>, span: Span) -> bool {
    let text = context.document().slice(span);
    text.contains('*') || text.contains("cron")
}

/// A window in UTC, where it is given in another zone whose offset is the same all year.
pub(super) fn in_utc(window: &Window) -> Option<String> {
    if matches!(window.zone, None | Some(Zone::Utc | Zone::Unknown(_))) {
        return None;
    }
    let [utc] = window.in_utc().try_into().ok()?;
    Some(clock(&utc))
}

/// `Sun 03:00–04:00`.
fn clock(window: &Window) -> String {
    let time = |minutes: i32| format!("{:02}:{:02}", minutes.rem_euclid(1440) / 60, minutes.rem_euclid(60));
    let day = window.weekday.map(|day| {
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let at = usize::try_from(day.to_monday_zero_offset()).unwrap_or_default();
        format!("{} ", names.get(at).copied().unwrap_or_default())
    });
    format!("{}{}–{}", day.unwrap_or_default(), time(window.start), time(window.end))
}

/// How much the provider's commitment falls short of the requirement, behind the commitment.
fn gap(context: &Context<'_>) -> Option<Hint> {
    let (required, provider) = (availabilities(context, "required"), availabilities(context, "provider"));
    let (provider, required) = only(&provider).zip(only(&required))?;
    let short =
        provider.value.shortfall_in(required.value, DAYS).filter(|_| required.value.percent < 100.0)?;
    let words = duration::words(short);
    Some(Hint {
        offset: provider.span.end,
        label: format!("{words} short"),
        tooltip: format!("The commitment falls short of the requirement by {words} in {DAYS} days."),
    })
}
