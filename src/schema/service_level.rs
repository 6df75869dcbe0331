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
