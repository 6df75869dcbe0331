//! Evidence: which attribute of which resource speaks about which claim, and how it is read.
//!
//! The rows are data, in `schemas/evidence/`; `schemas/evidence.schema.json` describes them for editors. What a value
//! means for a document is judged elsewhere.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_json::Value;

/// The files with rows, by provider.
pub const EVIDENCE: [&str; 3] = [
    include_str!("../../schemas/evidence/aws.json"),
    include_str!("../../schemas/evidence/google.json"),
    include_str!("../../schemas/evidence/azurerm.json"),
];

/// The file with well-known modules.
pub const MODULES: &str = include_str!("../../schemas/evidence/modules.json");

/// What a document can claim and Terraform can tell.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// Whether copies are made.
    Backup,
    /// The time between two copies.
    BackupInterval,
    /// How long copies are kept.
    BackupRetention,
    /// The recovery point objective as Terraform declares it.
    DeclaredRpo,
    /// The recovery time objective as Terraform declares it.
    DeclaredRto,
    /// When the provider may work on it.
    MaintenanceWindow,
    /// When copies are made.
    BackupWindow,
    /// Whether it runs in several zones.
    HighAvailability,
    /// How few there may be.
    ScalingMinimum,
    /// How many there may be.
    ScalingMaximum,
    /// Whether it scales without being told to.
    ScalesByItself,
    /// What it scales by.
    ScalingMetric,
    /// Whether it never becomes less.
    ScaleInBlocked,
    /// Whether it is a policy by which something scales.
    ScalingPolicy,
    /// Whether it grows by itself and never shrinks.
    GrowsOnly,
    /// Whether the internet reaches it.
    Public,
    /// From where traffic may come in.
    OpenIngress,
    /// Whether it is encrypted where it lies.
    Encrypted,
    /// Whether it is encrypted on its way.
    EncryptedInTransit,
    /// How long logs are kept.
    LogRetention,
    /// Whether logs are exported.
    LogExport,
    /// How much may be spent.
    Budget,
    /// Whether it runs on capacity that may be taken away.
    Spot,
    /// Whether new images are rolled out.
    ImageRollout,
    /// The image that it runs.
    Image,
    /// What an alarm watches.
    AlarmMetric,
    /// From where on an alarm fires.
    AlarmThreshold,
    /// On which side of its threshold an alarm fires.
    AlarmComparison,
    /// Whom an alarm notifies.
    AlarmActions,
    /// Whether calls of the API are recorded.
    AuditTrail,
    /// Whether traffic is recorded.
    FlowLog,
    /// Whether changes of configuration are recorded.
    ConfigRecorder,
}

/// How a value is read.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// A number of days.
    Days,
    /// A number of hours.
    Hours,
    /// A number of minutes.
    Minutes,
    /// A number of seconds.
    Seconds,
    /// A length of time as Go writes it: `24h0m0s`.
    GoDuration,
    /// A number.
    Number,
    /// Yes or no.
    Truth,
    /// Yes where the number is above 0.
    Positive,
    /// Yes where it is there.
    Present,
    /// Yes where there is something in it.
    NotEmpty,
    /// By the words that mean something.
    Words,
    /// `sun:03:00-sun:04:00`, in UTC.
    WeeklyWindow,
    /// `03:00-04:00`, in UTC.
    DailyWindow,
    /// A day of the week, with the hour in another attribute.
    WeekdayHour,
    /// A cron expression or rate.
    Schedule,
    /// Text.
    Text,
    /// A list of texts.
    List,
}

/// One attribute that speaks about one claim.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// What it speaks about.
    pub claim: Subject,
    /// The type of resource.
    pub resource: String,
    /// The path of the attribute through the blocks of the resource.
    pub attribute: String,
    /// How its value is read.
    pub read: Reader,
    /// What words mean, with [`Reader::Words`].
    #[serde(default)]
    pub words: BTreeMap<String, Value>,
    /// What its absence means; nothing where that is not known.
    #[serde(default, deserialize_with = "present")]
    pub absent: Option<Value>,
    /// Where its absence means what another attribute says.
    #[serde(default)]
    pub absent_by: Option<AbsentBy>,
    /// Attributes with which it says nothing.
    #[serde(default)]
    pub unknown_if_set: Vec<String>,
    /// The values of other attributes with which alone it says something.
    #[serde(default)]
    pub needs: BTreeMap<String, Vec<Value>>,
    /// How copies are made, in words.
    #[serde(default)]
    pub mechanism: Option<String>,
    /// The shortest time between two copies that it can reach, as a length of time in words.
    #[serde(default)]
    pub reaches: Option<String>,
    /// The attribute that names the resource which this one describes.
    #[serde(default)]
    pub of: Option<String>,
    /// The attribute with the hour, with [`Reader::WeekdayHour`].
    #[serde(default)]
    pub hour: Option<String>,
    /// What the days are called, with [`Reader::WeekdayHour`].
    #[serde(default)]
    pub days: BTreeMap<String, String>,
    /// The attribute with the currency of a budget.
    #[serde(default)]
    pub unit: Option<String>,
    /// The attribute with the period of a budget.
    #[serde(default)]
    pub period: Option<String>,
    /// Where the facts are from.
    pub source: String,
    /// What else there is to know.
    #[serde(default)]
    pub note: Option<String>,
}

/// A default that depends on another attribute.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct AbsentBy {
    /// The other attribute.
    pub attribute: String,
    /// What it is where it is absent itself.
    #[serde(default)]
    pub absent: Option<Value>,
    /// The default by its value.
    pub values: BTreeMap<String, Value>,
}

/// A field that is there, also where it is `null`.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// A file of rows.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "$schema")]
    _schema: String,
    #[serde(rename = "provider")]
    _provider: String,
    rows: Vec<Row>,
}

/// A well-known module, whose inputs are attributes of a resource in it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct KnownModule {
    /// Where it comes from: `terraform-aws-modules/rds/aws`.
    pub source: String,
    /// The type of resource that it makes.
    pub resource: String,
    /// The inputs, by the paths of the attributes that they become.
    pub inputs: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
struct Modules {
    modules: Vec<KnownModule>,
}

/// All rows.
pub struct Evidence {
    rows: Vec<Row>,
    by_resource: FxHashMap<String, FxHashMap<Subject, Vec<usize>>>,
    modules: Vec<KnownModule>,
}

/// The rows and modules that Tiebeam knows; a test holds that every file can be read.
pub static KNOWN: LazyLock<Evidence> = LazyLock::new(|| {
    let files = EVIDENCE.iter().filter_map(|json| rows(json).ok());
    Evidence::new(files.flatten().collect(), modules(MODULES).unwrap_or_default())
});

/// Reads a file of rows.
///
/// # Errors
/// What is wrong with it.
pub fn rows(json: &str) -> Result<Vec<Row>, serde_json::Error> {
    serde_json::from_str::<File>(json).map(|file| file.rows)
}

/// Reads a file of modules.
///
/// # Errors
/// What is wrong with it.
pub fn modules(json: &str) -> Result<Vec<KnownModule>, serde_json::Error> {
    serde_json::from_str::<Modules>(json).map(|file| file.modules)
}

/// The rows of one type of resource.
#[derive(Clone, Copy, Debug)]
pub struct OfKind<'e> {
    rows: &'e [Row],
    claims: &'e FxHashMap<Subject, Vec<usize>>,
}

impl<'e> OfKind<'e> {
    /// Those that speak about a claim.
    pub fn about(self, subject: Subject) -> impl Iterator<Item = &'e Row> {
        let rows = self.claims.get(&subject).into_iter().flatten();
        rows.filter_map(move |index| self.rows.get(*index))
    }
}

impl Evidence {
    fn new(rows: Vec<Row>, modules: Vec<KnownModule>) -> Self {
        let mut by_resource: FxHashMap<String, FxHashMap<Subject, Vec<usize>>> = FxHashMap::default();
        for (index, row) in rows.iter().enumerate() {
            by_resource.entry(row.resource.clone()).or_default().entry(row.claim).or_default().push(index);
        }
        Self { rows, by_resource, modules }
    }

    /// All rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rows of a type of resource that speak about a claim.
    pub fn about(&self, resource: &str, subject: Subject) -> impl Iterator<Item = &Row> {
        self.of_kind(resource).into_iter().flat_map(move |kind| kind.about(subject))
    }

    /// What is known of a type of resource.
    pub fn of_kind(&self, resource: &str) -> Option<OfKind<'_>> {
        self.by_resource.get(resource).map(|claims| OfKind { rows: &self.rows, claims })
    }

    /// The rows that one attribute of a type of resource speaks through.
    pub fn of_attribute(&self, resource: &str, path: &str) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.resource == resource && row.attribute == path)
    }

    /// The well-known modules of a source, its version and sub-module included.
    pub fn modules(&self, source: &str) -> impl Iterator<Item = &KnownModule> {
        let source = source.split('?').next().unwrap_or_default();
        self.modules.iter().filter(move |module| {
            let registry = source.strip_prefix("registry.terraform.io/").unwrap_or(source);
            registry == module.source
        })
    }
}
