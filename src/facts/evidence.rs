//! What Terraform says about a claim: each attribute that speaks about it, with its value and where that is from.

use std::cell::OnceCell;
use std::ops::Deref;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use hcl::Value as Known;
use serde_json::Value as Json;

use super::estate::{Estate, Existence, Resource};
use super::expression::{Outcome, Unknown};
use super::functions::{as_number, as_text};
use super::names::Step;
use super::sites::{Site, SiteKind};
use crate::model::quantity::window::Window;
use crate::model::quantity::{duration, schedule, window};
use crate::schema::evidence::{Reader, Row, Subject};
use crate::text::Span;

/// What one attribute of one resource says about a claim.
#[derive(Clone)]
pub struct Evidence<'e, 'a> {
    /// The resource.
    pub resource: &'e Resource<'a>,
    /// The file.
    pub path: &'a Path,
    /// Where the attribute stands; the head of the resource where it is absent.
    pub span: Span,
    /// What it says.
    pub statement: Rc<Statement>,
}

/// What an attribute says, wherever it stands.
#[derive(Debug)]
pub struct Statement {
    /// Why it speaks about the claim.
    pub row: &'static Row,
    /// What it says.
    pub reading: Reading,
    /// The value as Terraform has it, where it is known.
    pub written: Option<String>,
    /// Whether it is not there, and its default speaks.
    pub is_absent: bool,
    /// Where the value came through.
    pub steps: Vec<Step>,
    /// The shortest time between two copies that what it switches on reaches, in seconds.
    pub reaches: Option<f64>,
    in_words: OnceCell<Arc<str>>,
}

impl Deref for Evidence<'_, '_> {
    type Target = Statement;

    fn deref(&self) -> &Statement {
        &self.statement
    }
}

/// A value as the claim needs it.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Yes or no.
    Truth(bool),
    /// A number.
    Number(f64),
    /// A length of time, in seconds.
    Seconds(f64),
    /// A window of the week or of every day.
    Window(Window),
    /// Text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// Nothing is set, and the provider decides or does without.
    Nothing,
    /// It cannot be told, for this reason.
    Unknown(String),
}

impl Reading {
    /// The length of time.
    pub fn seconds(&self) -> Option<f64> {
        if let Self::Seconds(seconds) = self { Some(*seconds) } else { None }
    }

    /// The number.
    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// Yes or no.
    pub fn truth(&self) -> Option<bool> {
        if let Self::Truth(truth) = self { Some(*truth) } else { None }
    }

    /// The text.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl Statement {
    fn new(
        row: &'static Row,
        reading: Reading,
        written: Option<String>,
        is_absent: bool,
        steps: Vec<Step>,
    ) -> Self {
        let reaches = row.reaches.as_deref().and_then(duration::read).map(|read| read.value.seconds);
        Self { row, reading, written, is_absent, steps, reaches, in_words: OnceCell::new() }
    }

    /// The attribute and its value with where that is from, in words:
    /// "`backup_retention_period` = 7, from the default of `var.retention` in variables.tf:12".
    pub fn said(&self) -> Arc<str> {
        Arc::clone(self.in_words.get_or_init(|| self.words().into()))
    }

    fn words(&self) -> String {
        let attribute = &self.row.attribute;
        let value = match (&self.written, &self.reading) {
            (Some(written), _) if self.is_absent => {
                return format!("`{attribute}` is not set, which means {written}");
            }
            (_, Reading::Nothing) => return format!("`{attribute}` is not set"),
            // What asks whether something is there has no default to show.
            (None, Reading::Truth(_)) if self.is_absent => return format!("`{attribute}` is not set"),
            (Some(written), _) => written.clone(),
            (None, Reading::Truth(true)) => return format!("`{attribute}` is set"),
            (None, Reading::Unknown(reason)) => return format!("`{attribute}` is not known: {reason}"),
            (None, _) => return format!("`{attribute}` is not set"),
        };
        let from = self.steps.last().map(|step| {
            let file = step.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!(", from {} in {file}:{}", step.what, step.line)
        });
        format!("`{attribute}` = {value}{}", from.unwrap_or_default())
    }
}

impl Evidence<'_, '_> {
    /// Whether it can be taken for what all instances of the resource say.
    pub fn is_certain(&self) -> bool {
        self.resource.existence != Existence::Unsure && !matches!(self.reading, Reading::Unknown(_))
    }
}

/// What the resources of an estate say about a claim, in the order of the resources.
pub fn evidence<'e, 'a>(estate: &'e Estate<'a>, subject: Subject) -> Vec<Evidence<'e, 'a>> {
    estate.resources().iter().flat_map(|resource| of_resource(estate, resource, subject)).collect()
}

/// What one resource says about a claim.
pub fn of_resource<'e, 'a>(
    estate: &'e Estate<'a>,
    resource: &'e Resource<'a>,
    subject: Subject,
) -> Vec<Evidence<'e, 'a>> {
    let rows = resource.of_kind.into_iter().flat_map(|kind| kind.about(subject));
    rows.flat_map(|row| remembered(estate, resource, row)).collect()
}

/// What a resource says through a row, as it was worked out before where that depends on its block alone.
fn remembered<'e, 'a>(
    estate: &'e Estate<'a>,
    resource: &'e Resource<'a>,
    row: &'static Row,
) -> Vec<Evidence<'e, 'a>> {
    let Some(block) = &resource.remembered else { return by_row(estate, resource, row) };
    let start = resource.declared.block.span.start;
    if let Some(said) = block.said(row) {
        let placed = said.iter().map(|(span, statement)| Evidence {
            resource,
            path: resource.path(),
            span: span.shifted(start),
            statement: Rc::clone(statement),
        });
        return placed.collect();
    }
    let (found, by_itself) = estate.memory.watching(|| by_row(estate, resource, row));
    if by_itself {
        let relative = |span: Span| Span::new(span.start - start, span.end - start);
        let said = found.iter().map(|evidence| (relative(evidence.span), Rc::clone(&evidence.statement)));
        block.remember(row, said.collect());
    }
    found
}

/// What a resource was made from: its values come from there where they are not written out.
const ORIGINS: [&str; 2] = ["snapshot_identifier", "restore_to_point_in_time"];

fn by_row<'e, 'a>(
    estate: &'e Estate<'a>,
    resource: &'e Resource<'a>,
    row: &'static Row,
) -> Vec<Evidence<'e, 'a>> {
    let nowhere = |reading: Reading, written: Option<String>| Evidence {
        resource,
        path: resource.path(),
        span: resource.header(),
        statement: Rc::new(Statement::new(row, reading, written, true, Vec::new())),
    };
    match is_needed(estate, resource, row) {
        Some(true) => {}
        Some(false) => return Vec::new(),
        None => return vec![nowhere(Reading::Unknown("depends on other attributes".to_owned()), None)],
    }
    let unclear = || Reading::Unknown("depends on other attributes".to_owned());
    let others: Vec<(bool, Option<bool>)> = row
        .unknown_if_set
        .iter()
        .map(|other| (ORIGINS.contains(&other.as_str()), is_set(estate, resource, other)))
        .collect();
    if others.contains(&(false, Some(true))) {
        return vec![nowhere(unclear(), None)];
    }
    let sites = match estate.sites(resource, &row.attribute) {
        Ok(sites) => sites,
        Err(unknown) => return vec![nowhere(Reading::Unknown(unknown.reason.to_string()), None)],
    };
    let mut found: Vec<Evidence<'e, 'a>> = Vec::new();
    for site in sites {
        let outcome = estate.read(resource, &site);
        if outcome.value.as_ref().is_ok_and(|value| *value == Known::Null) {
            continue;
        }
        let reading = reading(estate, resource, row, &site, &outcome);
        let written = outcome.value.as_ref().ok().map(shown);
        found.push(Evidence {
            resource,
            path: site.path,
            span: site.span,
            statement: Rc::new(Statement::new(row, reading, written, false, outcome.steps)),
        });
    }
    if found.is_empty() && others.iter().any(|(_, is_set)| *is_set != Some(false)) {
        found.push(nowhere(unclear(), None));
    } else if found.is_empty() {
        found.push(match absent(estate, resource, row) {
            Absent::Means(value) => {
                let reading = read_value(row, &value).unwrap_or(Reading::Nothing);
                nowhere(reading, Some(shown(&value)))
            }
            Absent::Nothing => nowhere(nothing(row), None),
            Absent::Unknown => nowhere(Reading::Unknown("its default is not known".to_owned()), None),
        });
    }
    found
}

/// What readers that ask whether something is there make of nothing.
fn nothing(row: &Row) -> Reading {
    if matches!(row.read, Reader::Present | Reader::NotEmpty) {
        Reading::Truth(false)
    } else {
        Reading::Nothing
    }
}

enum Absent {
    Means(Known),
    Nothing,
    Unknown,
}

fn absent(estate: &Estate<'_>, resource: &Resource<'_>, row: &Row) -> Absent {
    if let Some(by) = &row.absent_by {
        let other = text_of(estate, resource, &by.attribute, by.absent.as_ref());
        let value = other.and_then(|other| by.values.get(&other));
        return value.map_or(Absent::Unknown, |value| Absent::Means(known(value)));
    }
    match &row.absent {
        Some(Json::Null) => Absent::Nothing,
        Some(value) => Absent::Means(known(value)),
        None if row.read == Reader::Present => Absent::Nothing,
        None => Absent::Unknown,
    }
}

/// Whether the other attributes have the values with which the row says something.
fn is_needed(estate: &Estate<'_>, resource: &Resource<'_>, row: &Row) -> Option<bool> {
    for (attribute, values) in &row.needs {
        let default = values.iter().find(|value| value.is_null());
        let found = match text_of(estate, resource, attribute, None) {
            Some(found) => found,
            None if default.is_some() && is_set(estate, resource, attribute) == Some(false) => continue,
            None if is_set(estate, resource, attribute) == Some(false) => return Some(false),
            None => return None,
        };
        if !values.iter().any(|value| as_text(&known(value)).as_ref() == Some(&found)) {
            return Some(false);
        }
    }
    Some(true)
}

/// The text of an attribute, or what its absence means.
pub fn text_of(
    estate: &Estate<'_>,
    resource: &Resource<'_>,
    path: &str,
    absent: Option<&Json>,
) -> Option<String> {
    let value = value_of(estate, resource, path).ok()?;
    match value {
        Some(value) => as_text(&value),
        None => absent.and_then(|absent| as_text(&known(absent))),
    }
}

/// The value of an attribute; nothing where it is absent or `null`.
///
/// # Errors
/// Why it is not known.
pub fn value_of(estate: &Estate<'_>, resource: &Resource<'_>, path: &str) -> Result<Option<Known>, Unknown> {
    let sites = estate.sites(resource, path)?;
    let Some(site) = sites.first() else { return Ok(None) };
    let value = estate.read(resource, site).value?;
    Ok((value != Known::Null).then_some(value))
}

/// Whether an attribute or block is there; nothing where that depends on something.
pub fn is_set(estate: &Estate<'_>, resource: &Resource<'_>, path: &str) -> Option<bool> {
    let sites = estate.sites(resource, path).ok()?;
    let mut answer = Some(false);
    for site in &sites {
        match estate.read(resource, site).value {
            Ok(Known::Null) => {}
            Ok(_) => return Some(true),
            Err(unknown) if unknown.is_set => return Some(true),
            Err(_) => answer = None,
        }
    }
    answer
}

fn reading(
    estate: &Estate<'_>,
    resource: &Resource<'_>,
    row: &Row,
    site: &Site<'_>,
    outcome: &Outcome,
) -> Reading {
    if row.read == Reader::WeekdayHour {
        return weekday_hour(estate, resource, row, outcome);
    }
    match &outcome.value {
        Ok(value) => {
            if matches!(site.what, SiteKind::Block(_)) && row.read != Reader::Present {
                return Reading::Unknown("it is a block".to_owned());
            }
            read_value(row, value)
                .unwrap_or_else(|| Reading::Unknown(format!("{} is not understood", shown(value))))
        }
        Err(unknown) if row.read == Reader::Present && unknown.is_set => Reading::Truth(true),
        Err(unknown) => Reading::Unknown(unknown.reason.to_string()),
    }
}

/// A value as its row reads it; nothing where it is of another kind.
fn read_value(row: &Row, value: &Known) -> Option<Reading> {
    let number = || as_number(value);
    let seconds = |unit: f64| number().map(|number| Reading::Seconds(number * unit));
    match row.read {
        Reader::Days => seconds(86_400.0),
        Reader::Hours => seconds(3600.0),
        Reader::Minutes => seconds(60.0),
        Reader::Seconds => seconds(1.0),
        Reader::GoDuration => {
            duration::read(&as_text(value)?).map(|read| Reading::Seconds(read.value.seconds))
        }
        Reader::Number => number().map(Reading::Number),
        Reader::Truth => match value {
            Known::Bool(truth) => Some(Reading::Truth(*truth)),
            Known::String(text) => text.parse().ok().map(Reading::Truth),
            _ => None,
        },
        Reader::Positive => number().map(|number| Reading::Truth(number > 0.0)),
        Reader::Present => Some(Reading::Truth(true)),
        Reader::NotEmpty => match value {
            Known::Array(elements) => Some(Reading::Truth(!elements.is_empty())),
            Known::String(text) => Some(Reading::Truth(!text.is_empty())),
            _ => None,
        },
        Reader::Words => by_words(row, &as_text(value)?),
        Reader::WeeklyWindow | Reader::DailyWindow => {
            window::read(&as_text(value)?).map(|read| Reading::Window(read.value))
        }
        Reader::Schedule => {
            let schedule = schedule::read(&as_text(value)?)?;
            schedule.value.interval.map(Reading::Seconds)
        }
        Reader::Text => as_text(value).map(Reading::Text),
        Reader::List => match value {
            Known::Array(elements) => {
                elements.iter().map(as_text).collect::<Option<Vec<String>>>().map(Reading::List)
            }
            other => as_text(other).map(|text| Reading::List(vec![text])),
        },
        Reader::WeekdayHour => None,
    }
}

/// A word in the meaning that its row gives it; a number stands for seconds where the claim is about time.
fn by_words(row: &Row, word: &str) -> Option<Reading> {
    match row.words.get(word)? {
        Json::Bool(truth) => Some(Reading::Truth(*truth)),
        Json::Number(number) => number.as_f64().map(Reading::Number),
        Json::String(text) if matches!(row.claim, Subject::BackupInterval | Subject::BackupRetention) => {
            duration::read(text).map(|read| Reading::Seconds(read.value.seconds))
        }
        Json::String(text) => Some(Reading::Text(text.clone())),
        _ => None,
    }
}

/// A window that is given by its day and hour; it is taken to be an hour long.
fn weekday_hour(estate: &Estate<'_>, resource: &Resource<'_>, row: &Row, day: &Outcome) -> Reading {
    let read = || {
        let day = as_text(day.value.as_ref().ok()?)?;
        let day = row.days.get(&day).map_or(day.as_str(), String::as_str).to_lowercase();
        let day = day.get(..3)?;
        let hour = value_of(estate, resource, row.hour.as_deref()?).ok()??;
        let hour = as_text(&hour)?;
        let (hour, minute) = hour.split_once(':').unwrap_or((&hour, "00"));
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        let next = (hour + 1) % 24;
        let end = if next == 0 { next_day(day)? } else { day };
        window::read(&format!("{day}:{hour:02}:{minute:02}-{end}:{next:02}:{minute:02}"))
    };
    read().map_or_else(
        || Reading::Unknown("its day or hour is not known".to_owned()),
        |read| Reading::Window(read.value),
    )
}

fn next_day(day: &str) -> Option<&'static str> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let at = DAYS.iter().position(|known| *known == day)?;
    DAYS.get((at + 1) % 7).copied()
}

pub(super) fn known(json: &Json) -> Known {
    match json {
        Json::Bool(truth) => Known::Bool(*truth),
        Json::Number(number) => number.as_f64().map_or(Known::Null, super::expression::number_of),
        Json::String(text) => Known::String(text.clone()),
        Json::Array(elements) => elements.iter().map(known).collect(),
        Json::Null | Json::Object(_) => Known::Null,
    }
}

/// A value as Terraform writes it, cut where it is long.
pub fn shown(value: &Known) -> String {
    const LONGEST: usize = 60;
    let text = match value {
        Known::String(text) => format!("{text:?}"),
        Known::Array(elements) => {
            let shown: Vec<String> = elements.iter().map(shown).collect();
            format!("[{}]", shown.join(", "))
        }
        Known::Object(_) => "{ … }".to_owned(),
        other => as_text(other).unwrap_or_else(|| "null".to_owned()),
    };
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}
