//! The types of resources that providers have, with paths of their attributes.
//!
//! The lists are data, in `schemas/resource-types/`, one file a provider.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The lists that Tiebeam knows without any file, by the first words of their types.
pub const BUILT_IN: [(&str, &str); 3] = [
    ("aws", include_str!("../../schemas/resource-types/aws.json")),
    ("google", include_str!("../../schemas/resource-types/google.json")),
    ("azurerm", include_str!("../../schemas/resource-types/azurerm.json")),
];

/// The types of one provider.
#[derive(Debug, Deserialize)]
pub struct Provider<'j> {
    /// The first word of its types: `aws`.
    pub provider: &'j str,
    /// Which version of it has these types.
    pub version: &'j str,
    /// Where they are from.
    pub source: &'j str,
    /// Each type with paths of its attributes, as far as they are listed.
    #[serde(borrow)]
    pub types: FxHashMap<&'j str, Vec<&'j str>>,
}

/// All providers, each read when it is first asked for; a test holds that every list can be read.
static KNOWN: [LazyLock<Option<Provider<'static>>>; BUILT_IN.len()] =
    [LazyLock::new(|| built_in(0)), LazyLock::new(|| built_in(1)), LazyLock::new(|| built_in(2))];

fn built_in(at: usize) -> Option<Provider<'static>> {
    BUILT_IN.get(at).and_then(|(_, json)| provider(json).ok())
}

/// Reads the list of one provider, which has no escapes in it.
///
/// # Errors
/// What is wrong with it.
pub fn provider(json: &str) -> Result<Provider<'_>, serde_json::Error> {
    serde_json::from_str(json)
}

/// The provider to which a type belongs by its first word; nothing for one that is not known.
pub fn provider_of(kind: &str) -> Option<&'static Provider<'static>> {
    let (first, _) = kind.split_once('_')?;
    let at = BUILT_IN.iter().position(|(known, _)| *known == first)?;
    KNOWN.get(at)?.as_ref().filter(|provider| !provider.types.is_empty())
}

impl Provider<'_> {
    /// Whether it has a type.
    pub fn has(&self, kind: &str) -> bool {
        self.types.contains_key(kind)
    }

    /// Whether an attribute or block of a type, or one within, is listed under this name.
    pub fn has_attribute(&self, kind: &str, name: &str) -> bool {
        let paths = self.types.get(kind).into_iter().flatten();
        paths.flat_map(|path| path.split('.')).any(|part| part == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::evidence::{self, EVIDENCE};
    use crate::schema::service_level;

    #[test]
    fn the_lists_can_be_read() {
        for (name, json) in BUILT_IN {
            let provider = provider(json).unwrap();
            assert_eq!(provider.provider, name);
            assert!(provider.types.len() > 100, "{} has few types", provider.provider);
            assert!(!provider.version.is_empty() && !provider.source.is_empty());
        }
        assert!(provider_of("aws_db_instance").is_some_and(|aws| aws.has("aws_db_instance")));
        assert!(provider_of("kubernetes_deployment").is_none());
    }

    #[test]
    fn all_that_evidence_speaks_of_is_there() {
        let mut missing = Vec::new();
        for row in EVIDENCE.iter().flat_map(|json| evidence::rows(json).unwrap()) {
            let Some(provider) = provider_of(&row.resource) else { continue };
            let others = row.unknown_if_set.iter().chain(row.needs.keys()).chain(row.hour.as_ref());
            for path in std::iter::once(&row.attribute).chain(others) {
                if !has_path(provider, &row.resource, path) {
                    missing.push(format!("{}.{path}", row.resource));
                }
            }
        }
        assert!(missing.is_empty(), "not in schemas/resource-types: {missing:?}");
    }

    #[test]
    fn all_that_service_levels_speak_of_is_there() {
        let services = service_level::KNOWN.iter();
        let kinds = services.flat_map(|service| &service.resources);
        let missing: Vec<&String> =
            kinds.filter(|kind| provider_of(kind).is_some_and(|provider| !provider.has(kind))).collect();
        assert!(missing.is_empty(), "not in schemas/resource-types: {missing:?}");
    }

    fn has_path(provider: &Provider<'_>, kind: &str, path: &str) -> bool {
        provider.types.get(kind).is_some_and(|paths| {
            paths.iter().any(|known| *known == path || known.starts_with(&format!("{path}.")))
        })
    }
}
