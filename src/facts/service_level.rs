//! Which commitment of its provider a resource is under.

use std::path::Path;

use super::estate::{Estate, Existence, Resource};
use super::evidence::{is_set, known, shown, value_of};
use super::functions::{as_number, as_text};
use super::names::Step;
use super::sites::SiteKind;
use crate::schema::service_level::{Level, Service, When};
use crate::text::Span;

/// The commitment that holds for a resource.
#[derive(Clone, Copy)]
pub struct Selected<'e, 'a> {
    /// The resource.
    pub resource: &'e Resource<'a>,
    /// The service.
    pub service: &'e Service,
    /// The commitment.
    pub level: &'e Level,
}

/// An attribute on which a commitment rests.
pub struct Ground<'a> {
    /// The file.
    pub path: &'a Path,
    /// The attribute, or the head of the resource where it is absent.
    pub span: Span,
    /// Its path through the blocks of the resource.
    pub attribute: String,
    /// Whether it is absent.
    pub is_absent: bool,
    /// The attribute and its value.
    pub said: String,
    /// Where the value came through.
    pub steps: Vec<Step>,
}

/// The service that a resource means.
pub fn service_of<'s>(resource: &Resource<'_>, services: &'s [Service]) -> Option<&'s Service> {
    services.iter().find(|service| service.resources.iter().any(|kind| kind == resource.kind))
}

/// The commitments under which the resources of an estate are, where Terraform tells.
pub fn selected<'e, 'a>(estate: &'e Estate<'a>, services: &'e [Service]) -> Vec<Selected<'e, 'a>> {
    let resources = estate.resources().iter();
    resources.filter_map(|resource| of_resource(estate, resource, services)).collect()
}

/// The commitment under which a resource is; nothing where that is not known.
pub fn of_resource<'e, 'a>(
    estate: &'e Estate<'a>,
    resource: &'e Resource<'a>,
    services: &'e [Service],
) -> Option<Selected<'e, 'a>> {
    let service = service_of(resource, services)?;
    for level in &service.levels {
        let when = level.when.as_ref()?;
        let mut all = Some(true);
        for condition in when {
            match holds(estate, resource, condition) {
                Some(true) => {}
                Some(false) => {
                    all = Some(false);
                    break;
                }
                None => all = None,
            }
        }
        match all {
            Some(true) => return Some(Selected { resource, service, level }),
            Some(false) => {}
            None => return None,
        }
    }
    None
}

impl<'e, 'a> Selected<'e, 'a> {
    /// What would have to change for the service to commit to `percent`, or to its best where it never does: that
    /// commitment, and the conditions that do not hold. Nothing where it commits to no more than it does.
    pub fn better(&self, estate: &Estate<'a>, percent: f64) -> Option<(&'e Level, Vec<&'e When>)> {
        const LITTLE: f64 = 1e-9;
        let now = self.level.percent.unwrap_or_default();
        let better = self.service.levels.iter().filter_map(|level| Some((level.percent?, level)));
        let better: Vec<_> = better.filter(|(reached, _)| *reached > now + LITTLE).collect();
        let best = better.iter().map(|(reached, _)| *reached).fold(0.0, f64::max);
        let enough =
            better.iter().map(|(reached, _)| *reached).filter(|reached| *reached + LITTLE >= percent);
        let aim = enough
            .fold(None, |least: Option<f64>, reached| Some(least.map_or(reached, |it| it.min(reached))));
        let aim = aim.unwrap_or(best);
        let equal = better.into_iter().filter(|(reached, _)| (reached - aim).abs() < LITTLE);
        let missing = equal.map(|(_, level)| (level, self.missing(estate, level)));
        missing.min_by_key(|(level, missing)| (level.when.is_none(), missing.len()))
    }

    fn missing(&self, estate: &Estate<'a>, level: &'e Level) -> Vec<&'e When> {
        let conditions = level.when.iter().flatten();
        conditions.filter(|when| holds(estate, self.resource, when) != Some(true)).collect()
    }

    /// The attribute on which the commitment rests: the first of its conditions that is about one, first among those
    /// whose attributes `missing` speaks of.
    pub fn ground(&self, estate: &Estate<'a>, missing: &[&When]) -> Option<Ground<'a>> {
        let conditions: Vec<&When> = self.level.when.iter().flatten().collect();
        let telling = |when: &&&When| missing.iter().any(|other| other.attribute() == when.attribute());
        let about = conditions.iter().filter(|when| when.attribute().is_some());
        let when = about.clone().find(telling).or_else(|| about.clone().next())?;
        let attribute = when.attribute()?;
        let site = estate.sites(self.resource, attribute).ok()?.into_iter().next();
        let Some(site) = site else {
            let means = when.absent().and_then(|absent| text(&absent));
            let means = means.map_or_else(String::new, |means| format!(", which means {means}"));
            let said = format!("`{attribute}` is not set{means}");
            return Some(Ground {
                path: self.resource.path(),
                span: self.resource.header(),
                attribute: attribute.to_owned(),
                is_absent: true,
                said,
                steps: Vec::new(),
            });
        };
        let outcome = estate.read(self.resource, &site);
        let said = match (&outcome.value, site.what) {
            (Ok(value), SiteKind::Attribute(_) | SiteKind::Part(..)) => {
                format!("`{attribute}` = {}", shown(value))
            }
            _ => format!("`{attribute}` is set"),
        };
        let (attribute, is_absent) = (attribute.to_owned(), false);
        Some(Ground { path: site.path, span: site.span, attribute, is_absent, said, steps: outcome.steps })
    }
}

/// A condition as what to do for it: "`multi_az` = true".
pub fn needed(when: &When) -> String {
    let count = |at_least: Option<String>, at_most: Option<String>| match (at_least, at_most) {
        (Some(least), _) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => String::new(),
    };
    let words = |number: Option<usize>| number.map(|number| number.to_string());
    match when {
        When::Is { attribute, is, .. } => {
            let value = is.first().map(ToString::to_string).unwrap_or_default();
            format!("`{attribute}` = {value}")
        }
        When::Present { attribute, present: true } => format!("`{attribute}`"),
        When::Present { attribute, present: false } => format!("no `{attribute}`"),
        When::Others { others, at_least, at_most } => {
            format!("{} `{others}`", count(words(*at_least), words(*at_most)))
        }
        When::Elements { attribute, elements_at_least, elements_at_most } => {
            format!("{} in `{attribute}`", count(words(*elements_at_least), words(*elements_at_most)))
        }
        When::Number { attribute, at_least, at_most, .. } => {
            let words = |number: &Option<f64>| number.map(|number| number.to_string());
            format!("`{attribute}` of {}", count(words(at_least), words(at_most)))
        }
    }
}

fn holds(estate: &Estate<'_>, resource: &Resource<'_>, when: &When) -> Option<bool> {
    match when {
        When::Is { attribute, is, absent } => {
            let value = value_of(estate, resource, attribute).ok()?;
            let text = match value {
                Some(value) => as_text(&value)?,
                None => text(absent.as_ref()?)?,
            };
            Some(is.iter().any(|accepted| self::text(accepted).as_ref() == Some(&text)))
        }
        When::Present { attribute, present } => {
            is_set(estate, resource, attribute).map(|set| set == *present)
        }
        When::Number { attribute, at_least, at_most, absent } => {
            let value = value_of(estate, resource, attribute).ok()?;
            let number = match value {
                Some(value) => as_number(&value)?,
                None => (*absent)?,
            };
            Some(at_least.is_none_or(|least| number >= least) && at_most.is_none_or(|most| number <= most))
        }
        When::Elements { attribute, elements_at_least, elements_at_most } => {
            let count = count(estate, resource, attribute)?;
            Some(
                elements_at_least.is_none_or(|least| count >= least)
                    && elements_at_most.is_none_or(|most| count <= most),
            )
        }
        When::Others { others, at_least, at_most } => {
            let scope = estate.scope_of(resource);
            let others = estate.of_kind(others).filter(|other| estate.scope_of(other) == scope);
            let existences: Vec<Existence> = others.map(|other| other.existence).collect();
            if existences.iter().any(|existence| *existence != Existence::One) {
                return None;
            }
            let count = existences.len();
            Some(at_least.is_none_or(|least| count >= least) && at_most.is_none_or(|most| count <= most))
        }
    }
}

/// How many elements a list has, or how many blocks of a keyword there are.
fn count(estate: &Estate<'_>, resource: &Resource<'_>, path: &str) -> Option<usize> {
    let sites = estate.sites(resource, path).ok()?;
    if sites.iter().any(|site| matches!(site.what, SiteKind::Perhaps)) {
        return None;
    }
    match sites.first()?.what {
        SiteKind::Block(_) => Some(sites.len()),
        _ => value_of(estate, resource, path).ok()??.as_array().map(Vec::len),
    }
}

fn text(json: &serde_json::Value) -> Option<String> {
    as_text(&known(json))
}
