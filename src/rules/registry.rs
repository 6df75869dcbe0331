//! The list of all rules.

use super::context::Context;
use super::finding::{Finding, Fix, Severity};
use super::ties::{
    alarms, auditing, availability, encryption, exposure, iam, images, log_exports, log_groups, recovery,
    scaling, spending, windows,
};
use super::{
    addresses, answers, header, interfaces, links, modules, objectives, order, plain, references, sections,
    suppressions, terms, terraform, values,
};

/// What produces findings.
pub struct Rule {
    /// Named after the fault, in kebab case; never changes.
    pub name: &'static str,
    /// How much its findings weigh where the configuration does not say.
    pub severity: Severity,
    /// Whether it is on where the configuration does not say.
    pub by_default: bool,
    /// The fault in one sentence.
    pub summary: &'static str,
    /// Why it matters, what triggers it, what does not, how to cure it: Markdown.
    pub docs: &'static str,
    /// Finds the faults of one document.
    pub check: fn(&Context<'_>, &mut Vec<Finding>),
    /// Whether its findings stand in Terraform files.
    pub in_terraform: bool,
    /// What cures a finding of the rule.
    pub fixes: fn(&Context<'_>, &Finding) -> Vec<Fix>,
}

impl Rule {
    /// Whether some of its fixes can be applied without a look.
    pub fn has_certain_fixes(&self) -> bool {
        WITH_CERTAIN_FIXES.iter().any(|with| with.name == self.name)
    }

    /// Whether a suppression can accept its findings: not where they are about suppressions.
    pub fn can_be_accepted(&self) -> bool {
        ![&suppressions::UNKNOWN_IGNORE, &suppressions::UNUSED_IGNORE, &suppressions::IGNORE_WITHOUT_REASON]
            .iter()
            .any(|about| about.name == self.name)
    }
}

/// The rules of whose fixes some are [certain](Fix::certain).
static WITH_CERTAIN_FIXES: &[&Rule] = &[
    &sections::MISSING_SECTION,
    &sections::MISSPELT_HEADING,
    &plain::PLAIN_TEXT_HEADING,
    &order::SECTION_ORDER,
    &header::MISSING_METADATA,
    &values::INVALID_DATE,
    &values::INVALID_PERCENTAGE,
    &terms::ACRONYM_SWAPPED,
    &terms::ACRONYM_TYPO,
    &suppressions::UNKNOWN_IGNORE,
    &suppressions::UNUSED_IGNORE,
];

/// The fixes of a rule whose cure nobody but the author knows.
pub(super) fn no_fix(_: &Context<'_>, _: &Finding) -> Vec<Fix> {
    Vec::new()
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// All rules, in the order of the documentation.
pub static RULES: &[&Rule] = &[
    &sections::MISSING_SECTION,
    &sections::MISSPELT_HEADING,
    &sections::DUPLICATE_SECTION,
    &sections::EMPTY_SECTION,
    &plain::PLAIN_TEXT_HEADING,
    &order::SECTION_ORDER,
    &header::MISSING_METADATA,
    &header::NO_DIAGRAM,
    &answers::UNANSWERED_PROMPT,
    &answers::PLACEHOLDER,
    &answers::NOT_APPLICABLE_WITHOUT_REASON,
    &answers::TEMPLATE_GUIDANCE_LEFT,
    &answers::ABSENT_PROMPT,
    &values::INVALID_DATE,
    &values::INVALID_PERCENTAGE,
    &values::DURATION_WITHOUT_UNIT,
    &values::WINDOW_WITHOUT_TIMEZONE,
    &values::PRIORITY_WITHOUT_NAMES,
    &values::ALERT_WITHOUT_THRESHOLD,
    &objectives::SLA_DOWNTIME_ARITHMETIC,
    &objectives::SLA_GAP_WITHOUT_MITIGATION,
    &objectives::FLOW_SLA_MISMATCH,
    &objectives::RTO_VS_TTR,
    &objectives::RTO_VS_SLA_BUDGET,
    &objectives::BACKUP_INTERVAL_VS_RPO,
    &terms::ACRONYM_SWAPPED,
    &terms::ACRONYM_TYPO,
    &links::DEAD_LINK,
    &recovery::BACKUP_CLAIMED_BUT_OFF,
    &recovery::RPO_NOT_MET,
    &recovery::RETENTION_MISMATCH,
    &recovery::NO_BACKUP_BUT_CONFIGURED,
    &recovery::DECLARED_RPO_RTO_DIFFER,
    &windows::WINDOW_DIFFERS,
    &windows::UNMANAGED_WINDOW,
    &windows::WINDOW_OVERLAP,
    &exposure::OPEN_INGRESS,
    &exposure::PUBLIC_ENDPOINT,
    &iam::WILDCARD_IAM,
    &encryption::TENANT_DATA_UNENCRYPTED,
    &auditing::AUDIT_CLAIMED_ABSENT,
    &log_groups::LOG_RETENTION_DIFFERS,
    &log_exports::LOG_EXPORT_ABSENT,
    &availability::SLA_NEEDS_HA,
    &availability::NO_PROVIDER_SLA,
    &availability::COMPOSITE_BELOW_REQUIRED,
    &scaling::AUTOSCALING_CLAIMED_ABSENT,
    &scaling::SCALING_METRIC_DIFFERS,
    &scaling::SCALE_DOWN_CONTRADICTION,
    &spending::BUDGET_DIFFERS,
    &spending::SPOT_CONTRADICTION,
    &images::IMMUTABILITY_REQUIRED,
    &images::MUTABLE_ROLLOUT,
    &alarms::ALERT_NOT_IN_CODE,
    &alarms::ALERT_NOT_IN_DOC,
    &alarms::THRESHOLD_DIFFERS,
    &references::UNKNOWN_TEST,
    &references::UNKNOWN_POLICY,
    &addresses::UNKNOWN_MODULE,
    &addresses::UNKNOWN_RESOURCE,
    &terraform::UNDOCUMENTED_PROVISIONER,
    &alarms::ALARM_WITHOUT_ACTION,
    &modules::UNPINNED_MODULE,
    &modules::MULTI_AZ_WITHOUT_FAILOVER,
    &interfaces::UNDESCRIBED_VARIABLE,
    &interfaces::UNDESCRIBED_OUTPUT,
    &interfaces::README_MISSING_INPUT,
    &modules::UNCOVERED_RESOURCE,
    &suppressions::UNKNOWN_IGNORE,
    &suppressions::UNUSED_IGNORE,
    &suppressions::IGNORE_WITHOUT_REASON,
];

/// The names of all rules.
pub fn names() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.name).collect()
}

/// The rule of this name.
pub fn named(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
