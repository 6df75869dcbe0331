//! Calls of modules and resources that are wrong by themselves, whatever a document says.

use std::path::Path;
use std::sync::Arc;

use hcl::Value as Known;

use super::context::Context;
use super::finding::{Finding, Related, Severity, Subject};
use super::registry::{Rule, no_fix};
use crate::facts::evidence::{is_set, value_of};
use crate::facts::{Existence, Resource};
use crate::schema::evidence::{KNOWN, Subject as Aspect};
use crate::text::Span;

/// A module has no version.
pub static UNPINNED_MODULE: Rule = Rule {
    name: "unpinned-module",
    severity: Severity::Warning,
    by_default: true,
    summary: "A module is taken from where it may change from one day to the next.",
    docs: "\
Without a version, `terraform init` takes what is there today: two machines may build two things from one commit.

It stands in the Terraform file, at the source of the call, and triggers where a module comes from a Git repository \
without `ref`, or with a branch that moves (`main`, `master`, `HEAD`), and where one comes from a registry without \
`version`. Local paths, tags, commits and version constraints are fine; archives and sources that are put together \
from other values are not looked at, and neither are copies of what others wrote (`vendor`, `.terraform`).

To cure it, name a tag or commit (`?ref=v1.2.0`), or give `version`.",
    check: unpinned_module,
    in_terraform: true,
    fixes: no_fix,
};

/// A standby in another zone never takes over.
pub static MULTI_AZ_WITHOUT_FAILOVER: Rule = Rule {
    name: "multi-az-without-failover",
    severity: Severity::Error,
    by_default: true,
    summary: "A replication group is to span several zones and has no automatic failover.",
    docs: "\
ElastiCache refuses `multi_az_enabled` without `automatic_failover_enabled`: the plan is fine, the apply fails.

It stands in the Terraform file and triggers where the one is known to be true and the other known to be false, or \
absent, which means false. It stays silent where either depends on something that is not known, and where \
`automatic_failover_enabled` is absent from a group in cluster mode or of a global group, which may decide it.

To cure it, set `automatic_failover_enabled = true` (it needs at least one replica), or give up `multi_az_enabled`.",
    check: multi_az_without_failover,
    in_terraform: true,
    fixes: no_fix,
};

/// A resource that holds data is described nowhere.
pub static UNCOVERED_RESOURCE: Rule = Rule {
    name: "uncovered-resource",
    severity: Severity::Hint,
    by_default: false,
    summary: "A resource that holds data has no requirement document.",
    docs: "\
What holds data and is described by nobody is restored by nobody.

It is off unless the configuration switches it on. It stands in the Terraform file, at a resource of a type that \
can be backed up, where every document that is bound to the file lists resources of that type in `resources:` and \
none lists this one.

To cure it, add the address to `resources:` of the document that is about it, or write a document for it.",
    check: uncovered_resource,
    in_terraform: true,
    fixes: no_fix,
};

/// Folders of copies of what others wrote, and of what programs wrote.
const OF_OTHERS: [&str; 8] = [
    ".terraform",
    ".terragrunt-cache",
    "node_modules",
    "vendor",
    "vendored",
    "third_party",
    "generated",
    ".external_modules",
];

/// Whether others, or a program, wrote a file of the workspace.
pub(super) fn is_of_others(context: &Context<'_>, path: &Path) -> bool {
    let below = path.strip_prefix(context.workspace.root()).unwrap_or(path);
    let mut folders = below.iter().filter_map(|part| part.to_str());
    folders.any(|folder| OF_OTHERS.contains(&folder))
}

/// A finding in a Terraform file.
pub(super) fn in_file(
    context: &Context<'_>,
    rule: &'static Rule,
    path: &Path,
    span: Span,
    subject: Subject,
    message: String,
) -> Finding {
    let mut finding = context.finding(rule, span, subject, message);
    finding.path = Arc::from(path);
    finding
}

fn unpinned_module(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(binding) = &context.requirements.binding else { return };
    for call in binding.modules.iter().flat_map(|module| module.modules()) {
        let Some(source) = call.attribute("source") else { continue };
        let Some(written) = source.attribute.value.as_str() else { continue };
        let Some(name) = call.block.label(0).filter(|_| !is_of_others(context, source.path)) else {
            continue;
        };
        let message = match origin(written) {
            Origin::Git { reference: None } => format!(
                "Module `{name}` comes from Git without a version. Add one to the source: `?ref=v1.2.0`."
            ),
            Origin::Git { reference: Some(branch) } if is_moving(branch) => format!(
                "Module `{name}` follows the branch `{branch}`, which moves. Name a tag or commit instead."
            ),
            Origin::Registry if call.attribute("version").is_none() => {
                format!("Module `{name}` comes from a registry without a version. Give `version`.")
            }
            _ => continue,
        };
        let span = source.attribute.value_span;
        let subject = Subject::Name(format!("module.{name}"));
        findings.push(in_file(context, &UNPINNED_MODULE, source.path, span, subject, message));
    }
}

/// Where a module comes from.
#[derive(Debug, PartialEq, Eq)]
enum Origin<'s> {
    /// A Git repository, with what is asked for in it.
    Git { reference: Option<&'s str> },
    /// A registry, which knows versions.
    Registry,
    /// A folder, an archive, or something unknown.
    Other,
}

fn is_moving(reference: &str) -> bool {
    ["main", "master", "head"].iter().any(|branch| reference.eq_ignore_ascii_case(branch))
}

fn origin(source: &str) -> Origin<'_> {
    let (place, query) = source.split_once('?').unwrap_or((source, ""));
    let hosts = ["github.com/", "bitbucket.org/"];
    if place.starts_with("git::")
        || place.starts_with("git@")
        || hosts.iter().any(|host| place.starts_with(host))
    {
        let mut given = query.split('&').filter_map(|pair| pair.split_once('='));
        let reference = given.find(|(key, value)| *key == "ref" && !value.is_empty());
        return Origin::Git { reference: reference.map(|(_, value)| value) };
    }
    let address = place.split("//").next().unwrap_or_default();
    let parts: Vec<&str> = address.split('/').collect();
    let plain = |part: &&str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    let in_registry = match parts.as_slice() {
        [host, rest @ ..] if rest.len() == 3 => host.contains('.') && rest.iter().all(&plain),
        [_, _, _] => parts.iter().all(plain),
        _ => false,
    };
    if in_registry { Origin::Registry } else { Origin::Other }
}

fn multi_az_without_failover(context: &Context<'_>, findings: &mut Vec<Finding>) {
    const ZONES: &str = "multi_az_enabled";
    const FAILOVER: &str = "automatic_failover_enabled";
    let Some(binding) = &context.requirements.binding else { return };
    let estate = context.estate();
    for group in estate.of_kind("aws_elasticache_replication_group") {
        let truth = |path| match value_of(estate, group, path) {
            Ok(Some(value)) => truth(&value).map(Some),
            Ok(None) => Some(None),
            Err(_) => None,
        };
        let off = match truth(FAILOVER) {
            Some(Some(on)) => !on,
            Some(None) => is_set(estate, group, FAILOVER) == Some(false) && !may_be_decided(context, group),
            None => false,
        };
        if truth(ZONES) != Some(Some(true)) || !off || !binding.selects(&group.local_address) {
            continue;
        }
        let Ok(Some(zones)) = estate.sites(group, ZONES).map(|sites| sites.into_iter().next()) else {
            continue;
        };
        if findings.iter().any(|known| {
            known.rule.name == MULTI_AZ_WITHOUT_FAILOVER.name
                && known.span == zones.span
                && *known.path == *zones.path
        }) {
            continue;
        }
        let failover = estate.sites(group, FAILOVER).unwrap_or_default().into_iter().next();
        let state = if failover.is_some() { "is false" } else { "is not set, which means false" };
        let message = format!(
            "`{}`: `{ZONES}` needs `{FAILOVER}`, which {state}; ElastiCache refuses this. Switch it on.",
            group.address
        );
        let subject = Subject::Name(group.address.to_string());
        let mut finding =
            in_file(context, &MULTI_AZ_WITHOUT_FAILOVER, zones.path, zones.span, subject, message);
        finding.related.extend(failover.map(|failover| Related {
            path: Arc::from(failover.path),
            span: failover.span,
            message: "is false here".to_owned(),
        }));
        findings.push(finding);
    }
}

fn truth(value: &Known) -> Option<bool> {
    value.as_bool().or_else(|| value.as_str().and_then(|text| text.parse().ok()))
}

/// Whether what else a group has may decide about its failover.
fn may_be_decided(context: &Context<'_>, group: &Resource<'_>) -> bool {
    let others =
        ["cluster_mode", "num_node_groups", "replicas_per_node_group", "global_replication_group_id"];
    others.iter().any(|other| is_set(context.estate(), group, other) != Some(false))
        || group.existence == Existence::Unsure && group.is_module()
}

fn uncovered_resource(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(binding) = context.requirements.binding.as_ref().filter(|binding| !binding.resources.is_empty())
    else {
        return;
    };
    for resource in binding.modules.iter().flat_map(|module| module.resources()) {
        let (Some(kind), Some(address)) = (resource.block.resource_type(), resource.block.address()) else {
            continue;
        };
        if binding.selects(&address) || !holds_data(kind) || is_of_others(context, resource.path) {
            continue;
        }
        let message = format!("`{address}` holds data and is in no requirement document's `resources:`.");
        let (path, span) = (resource.path, resource.block.header);
        findings.push(in_file(context, &UNCOVERED_RESOURCE, path, span, Subject::Name(address), message));
    }
}

/// Whether resources of a type hold data: whether it is known how they are backed up, and they are no part of that.
fn holds_data(kind: &str) -> bool {
    let about_copies = ["backup", "snapshot", "replication", "policy", "versioning"];
    KNOWN.about(kind, Aspect::Backup).any(|row| row.of.is_none())
        && !about_copies.iter().any(|word| kind.contains(word) && kind != "aws_elasticache_replication_group")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_told_apart() {
        let git = |reference| Origin::Git { reference };
        for (source, expected) in [
            ("git::https://example.com/network.git", git(None)),
            ("git::https://example.com/network.git//vpc?ref=v1.2.0", git(Some("v1.2.0"))),
            ("git::ssh://git@example.com/x.git?depth=1&ref=main", git(Some("main"))),
            ("git::https://example.com/network.git?ref=", git(None)),
            ("github.com/hashicorp/example", git(None)),
            ("git@github.com:hashicorp/example.git?ref=51d462976d84fdea54b47d80dcabbf680badcdb8", {
                git(Some("51d462976d84fdea54b47d80dcabbf680badcdb8"))
            }),
            ("terraform-aws-modules/rds/aws", Origin::Registry),
            ("terraform-aws-modules/rds/aws//modules/db_instance", Origin::Registry),
            ("app.terraform.io/acme/network/aws", Origin::Registry),
            ("./network", Origin::Other),
            ("../../modules/network", Origin::Other),
            ("https://example.com/network.zip", Origin::Other),
            ("s3::https://s3-eu-west-1.amazonaws.com/x/vpc.zip", Origin::Other),
            ("/opt/modules/network", Origin::Other),
            ("hashicorp/consul", Origin::Other),
        ] {
            assert_eq!(origin(source), expected, "{source}");
        }
    }
}
