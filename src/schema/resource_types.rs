//! The types of resources that providers have, with paths of their attributes.
//!
//! The lists are data, in `schemas/resource-types/`, one file a provider.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The lists that Tiebeam knows without any file.
pub const BUILT_IN: [&str; 3] = [
    include_str!("../../schemas/resource-types/aws.json"),
    include_str!("../../schemas/resource-types/google.json"),
    include_str!("../../schemas/resource-types/azurerm.json"),
];

/// The types of one provider.
#[derive(Debug, Deserialize)]
pub struct Provider {
    /// The first word of its types: `aws`.
    pub provider: String,
    /// Which version of it has these types.
    pub version: String,
    /// Where they are from.
    pub source: String,
    /// Each type with paths of its attributes, as far as they are listed.
    pub types: FxHashMap<String, Vec<String>>,
}

/// All providers; a test holds that every list can be read.
static KNOWN: LazyLock<Vec<Provider>> =
    LazyLock::new(|| BUILT_IN.iter().filter_map(|json| provider(json).ok()).collect());

/// Reads the list of one provider.
///
/// # Errors
/// What is wrong with it.
pub fn provider(json: &str) -> Result<Provider, serde_json::Error> {
    serde_json::from_str(json)
}

/// The provider to which a type belongs by its first word; nothing for one that is not known.
pub fn provider_of(kind: &str) -> Option<&'static Provider> {
    let (first, _) = kind.split_once('_')?;
    KNOWN.iter().find(|provider| provider.provider == first && !provider.types.is_empty())
}

impl Provider {
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
        for json in BUILT_IN {
            let provider = provider(json).unwrap();
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

    fn has_path(provider: &Provider, kind: &str, path: &str) -> bool {
        provider.types.get(kind).is_some_and(|paths| {
            paths.iter().any(|known| known == path || known.starts_with(&format!("{path}.")))
        })
    }
}
