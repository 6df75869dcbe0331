//! Service levels: what providers commit to, and the Terraform that selects each commitment.
//!
//! The figures are data, in `schemas/service-levels/`, each with its source and date; a configuration can say other
//! ones. They are contractual commitments, not measurements.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

/// The files with commitments, by provider.
pub const SERVICE_LEVELS: [&str; 3] = [
    include_str!("../../schemas/service-levels/aws.json"),
    include_str!("../../schemas/service-levels/google.json"),
    include_str!("../../schemas/service-levels/azure.json"),
];

/// A service of a provider.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Unique among all services.
    pub id: String,
    /// Its name: "Amazon RDS".
    pub name: String,
    /// How documents call it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The types of resources that mean it.
    pub resources: Vec<String>,
    /// Where the commitment stands.
    pub source: String,
    /// Its date, or that of the last look.
    pub as_of: String,
    /// Whether it was read at the provider.
    pub verified: bool,
    /// The commitments, the most demanding condition first.
    pub levels: Vec<Level>,
}

/// A commitment.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The percentage; nothing where there is no commitment at all.
    pub percent: Option<f64>,
    /// When it holds, in words.
    pub condition: String,
    /// The edition of the service for which it holds.
    #[serde(default)]
    pub edition: Option<String>,
    /// What selects it in Terraform; nothing where Terraform does not tell.
    #[serde(default)]
    pub when: Option<Vec<When>>,
    /// What else there is to know.
    #[serde(default)]
    pub note: Option<String>,
}

/// A condition on the resource.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(untagged, deny_unknown_fields)]
pub enum When {
    /// An attribute has one of these values.
    Is {
        /// The path of the attribute.
        attribute: String,
        /// The values.
        is: Vec<Value>,
        /// What its absence means.
        #[serde(default)]
        absent: Option<Value>,
    },
    /// An attribute or block is there or is not.
    Present {
        /// Its path.
        attribute: String,
        /// Whether it is there.
        present: bool,
    },
    /// The number of resources of another type in the same module.
    Others {
        /// The type.
        others: String,
        /// At least so many.
        #[serde(default)]
        at_least: Option<usize>,
        /// At most so many.
        #[serde(default)]
        at_most: Option<usize>,
    },
    /// The number of elements of a list.
    Elements {
        /// The path of the attribute.
        attribute: String,
        /// At least so many.
        #[serde(default)]
        elements_at_least: Option<usize>,
        /// At most so many.
        #[serde(default)]
        elements_at_most: Option<usize>,
    },
    /// The size of a number.
    Number {
        /// The path of the attribute.
        attribute: String,
        /// At least so much.
        #[serde(default)]
        at_least: Option<f64>,
        /// At most so much.
        #[serde(default)]
        at_most: Option<f64>,
        /// What its absence means.
        #[serde(default)]
        absent: Option<f64>,
    },
}

impl Level {
    /// When it holds, with the edition: unique within a service.
    pub fn name(&self) -> String {
        match &self.edition {
            Some(edition) => format!("{}, {edition}", self.condition),
            None => self.condition.clone(),
        }
    }
}

impl When {
    /// The attribute or block that it is about.
    pub fn attribute(&self) -> Option<&str> {
        match self {
            Self::Is { attribute, .. }
            | Self::Present { attribute, .. }
            | Self::Elements { attribute, .. }
            | Self::Number { attribute, .. } => Some(attribute),
            Self::Others { .. } => None,
        }
    }

    /// What the absence of the attribute means.
    pub fn absent(&self) -> Option<Value> {
        match self {
            Self::Is { absent, .. } => absent.clone(),
            Self::Number { absent, .. } => absent.map(Value::from),
            _ => None,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "$schema")]
    _schema: String,
    #[serde(rename = "provider")]
    _provider: String,
    services: Vec<Service>,
}

/// The services that Tiebeam knows; a test holds that every file can be read.
pub static KNOWN: LazyLock<Vec<Service>> =
    LazyLock::new(|| SERVICE_LEVELS.iter().filter_map(|json| services(json).ok()).flatten().collect());

/// Reads a file of services.
///
/// # Errors
/// What is wrong with it.
pub fn services(json: &str) -> Result<Vec<Service>, serde_json::Error> {
    serde_json::from_str::<File>(json).map(|file| file.services)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read_and_names_each_service_once() {
        let all: Vec<Service> = SERVICE_LEVELS.iter().flat_map(|json| services(json).unwrap()).collect();
        assert_eq!(all, *KNOWN);
        let once = |mut names: Vec<String>| {
            names.sort();
            let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
            assert!(twice.is_empty(), "{twice:?}");
        };
        once(all.iter().map(|service| service.id.clone()).collect());
        once(all.iter().flat_map(|service| service.aliases.iter().chain([&service.name])).cloned().collect());
        once(all.iter().flat_map(|service| service.resources.clone()).collect());
        for service in &all {
            once(service.levels.iter().map(Level::name).collect());
            assert!(!service.levels.is_empty(), "{}", service.id);
        }
    }

    #[test]
    fn every_level_says_what_is_committed_and_every_condition_something() {
        for json in SERVICE_LEVELS {
            let file: Value = serde_json::from_str(json).unwrap();
            let levels =
                file["services"].as_array().unwrap().iter().flat_map(|it| it["levels"].as_array().unwrap());
            assert!(
                levels.clone().all(|level| level.get("percent").is_some()),
                "a level without a percentage"
            );
            for when in levels.filter_map(|level| level.get("when")).flat_map(|when| when.as_array().unwrap())
            {
                let read: When = serde_json::from_value(when.clone()).unwrap();
                let bounded = match &read {
                    When::Is { is, .. } => !is.is_empty() && when.get("is").is_some(),
                    When::Present { .. } => when.get("present").is_some(),
                    When::Others { at_least, at_most, .. } => at_least.or(*at_most).is_some(),
                    When::Elements { elements_at_least, elements_at_most, .. } => {
                        elements_at_least.or(*elements_at_most).is_some()
                    }
                    When::Number { at_least, at_most, .. } => at_least.or(*at_most).is_some(),
                };
                assert!(bounded, "{when} became {read:?}");
            }
        }
    }

    #[test]
    fn each_shape_of_a_condition_is_read_as_what_it_is() {
        let read = |json: &str| serde_json::from_str::<When>(json).unwrap();
        let is = read(r#"{ "attribute": "a", "is": [true], "absent": false }"#);
        assert!(matches!(is, When::Is { absent: Some(Value::Bool(false)), .. }));
        assert!(matches!(read(r#"{ "attribute": "a", "is": ["x"] }"#), When::Is { absent: None, .. }));
        assert!(matches!(
            read(r#"{ "attribute": "a", "present": false }"#),
            When::Present { present: false, .. }
        ));
        let others = read(r#"{ "others": "a", "at_most": 1 }"#);
        assert!(matches!(others, When::Others { at_least: None, at_most: Some(1), .. }));
        let elements = read(r#"{ "attribute": "a", "elements_at_least": 2 }"#);
        assert!(matches!(elements, When::Elements { elements_at_least: Some(2), .. }));
        let number = read(r#"{ "attribute": "a", "at_least": 2, "absent": 1 }"#);
        assert!(matches!(number, When::Number { at_least: Some(2.0), absent: Some(1.0), .. }));
        for wrong in [
            r#"{ "attribute": "a", "is": [1], "present": true }"#,
            r#"{ "attribute": "a", "at_least": 1, "elements_at_least": 1 }"#,
            r#"{ "others": "a", "absent": 1 }"#,
            r#"{ "attribute": "a", "isnt": [1] }"#,
        ] {
            assert!(serde_json::from_str::<When>(wrong).is_err(), "{wrong}");
        }
    }
}
