//! Which commitment of its provider a resource is under.

use super::estate::{Estate, Existence, Resource, SiteKind};
use super::evidence::{is_set, value_of};
use super::functions::{as_number, as_text};
use crate::schema::service_level::{Level, Service, When};

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

/// The commitments under which the resources of an estate are, where Terraform tells.
pub fn selected<'e, 'a>(estate: &'e Estate<'a>, services: &'e [Service]) -> Vec<Selected<'e, 'a>> {
    let resources = estate.resources().iter();
    resources.flat_map(|resource| of_resource(estate, resource, services)).collect()
}

/// The commitment under which a resource is; nothing where that is not known.
pub fn of_resource<'e, 'a>(
    estate: &'e Estate<'a>,
    resource: &'e Resource<'a>,
    services: &'e [Service],
) -> Option<Selected<'e, 'a>> {
    let means = |service: &&Service| service.resources.iter().any(|kind| kind == resource.kind);
    let service = services.iter().find(means)?;
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
    match json {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Bool(truth) => Some(truth.to_string()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
