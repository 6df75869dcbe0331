//! The alarms of the Terraform: what each watches, from where on it fires, whom it calls.

use hcl::Value as Known;

use crate::facts::evidence::{of_resource, text_of, value_of};
use crate::facts::{Estate, Evidence, Existence, Reading, Resource};
use crate::rules::context::Context;
use crate::schema::evidence::{KNOWN, Subject};
use crate::schema::metrics::{self, Metric, Name};

/// One condition of an alarm.
pub(super) struct Alarm<'c> {
    /// The resource.
    pub resource: &'c Resource<'c>,
    /// What it watches; nothing where that is not known.
    pub metric: Option<Watched<'c>>,
    /// From where on it fires, where that is a number to be compared with.
    pub threshold: Option<Limit<'c>>,
    /// Whether it calls nobody but makes something larger or smaller.
    pub scales: bool,
}

/// What an alarm watches.
pub(super) struct Watched<'c> {
    /// The name of the metric.
    pub name: String,
    /// Where it is given.
    pub evidence: Evidence<'c, 'c>,
    /// The service that publishes it: `AWS/RDS`.
    pub namespace: Option<String>,
}

/// From where on an alarm fires.
pub(super) struct Limit<'c> {
    /// Where it is given.
    pub evidence: Evidence<'c, 'c>,
    /// The number.
    pub amount: f64,
    /// Whether it fires above the number; nothing where that is not known.
    pub above: Option<bool>,
}

impl Watched<'_> {
    /// The metrics of the table that it belongs to.
    pub fn metrics(&self) -> impl Iterator<Item = &'static Metric> {
        metrics::named(&self.name)
    }

    /// What the table knows of its name.
    pub fn known(&self) -> Option<&'static Name> {
        let mut names = self.metrics().flat_map(|metric| &metric.names);
        names.find(|known| known.name.eq_ignore_ascii_case(&self.name))
    }
}

/// The alarms of the Terraform, with each of their conditions.
pub(super) fn alarms<'c>(context: &'c Context<'_>) -> Vec<Alarm<'c>> {
    let Some(binding) = &context.requirements.binding else { return Vec::new() };
    let estate = context.estate();
    let resources = estate.resources().iter();
    let alarms = resources.filter(|it| KNOWN.about(it.kind, Subject::AlarmMetric).next().is_some());
    alarms
        .filter(|resource| binding.selects(&resource.local_address))
        .flat_map(|resource| conditions(estate, resource))
        .collect()
}

fn conditions<'c>(estate: &'c Estate<'c>, resource: &'c Resource<'c>) -> Vec<Alarm<'c>> {
    let given = |subject| -> Vec<Evidence<'c, 'c>> {
        of_resource(estate, resource, subject).into_iter().filter(|it| !it.is_absent).collect()
    };
    let (metrics, limits) = (given(Subject::AlarmMetric), given(Subject::AlarmThreshold));
    let sides = given(Subject::AlarmComparison);
    let scales = scales(estate, resource);
    if metrics.is_empty() {
        return vec![Alarm { resource, metric: None, threshold: None, scales }];
    }
    // What is worked out from several metrics has a threshold of its own; otherwise each condition has one.
    let is_worked_out = metrics.iter().any(|it| it.row.attribute.contains("query"));
    let is_paired = !is_worked_out && limits.len() == metrics.len() && sides.len() == metrics.len();
    let mut limits = limits.into_iter().zip(sides).filter(|_| is_paired);
    let namespace = text_of(estate, resource, "namespace", None);
    let one = |evidence: Evidence<'c, 'c>| {
        let threshold = limits.next().and_then(|(limit, side)| {
            let amount = limit.reading.number()?;
            Some(Limit { evidence: limit, amount, above: side.reading.text().and_then(is_above) })
        });
        let name = evidence.reading.text().and_then(name_of);
        let metric = name.map(|name| Watched { name, evidence, namespace: namespace.clone() });
        Alarm { resource, metric, threshold, scales }
    };
    metrics.into_iter().map(one).collect()
}

/// The name of a metric; a filter of Google's names it in `metric.type`.
fn name_of(text: &str) -> Option<String> {
    let Some((_, rest)) = text.split_once("metric.type") else {
        let is_filter = text.contains('=') || text.contains('"');
        return (!is_filter && !text.is_empty()).then(|| text.to_owned());
    };
    let quoted = rest.trim_start().trim_start_matches('=').trim_start().strip_prefix('"')?;
    quoted.split('"').next().map(str::to_owned)
}

/// Whether a comparison of Terraform's is one with what is above; bands that move are neither.
fn is_above(operator: &str) -> Option<bool> {
    match operator {
        "GreaterThanThreshold"
        | "GreaterThanOrEqualToThreshold"
        | "GreaterThan"
        | "GreaterThanOrEqual"
        | "COMPARISON_GT"
        | "COMPARISON_GE" => Some(true),
        "LessThanThreshold"
        | "LessThanOrEqualToThreshold"
        | "LessThan"
        | "LessThanOrEqual"
        | "COMPARISON_LT"
        | "COMPARISON_LE" => Some(false),
        _ => None,
    }
}

/// Whether the actions of an alarm make something larger or smaller.
fn scales(estate: &Estate<'_>, resource: &Resource<'_>) -> bool {
    let actions = resource.declared.attribute("alarm_actions");
    actions.is_some_and(|actions| {
        let written = estate.source(actions.path, actions.attribute.value_span);
        ["autoscaling", "scaling_policy", "scale_"].iter().any(|word| written.contains(word))
    })
}

/// Whether an alarm calls nobody, as far as its own Terraform tells; with what says so.
pub(super) fn without_action<'c>(
    estate: &'c Estate<'c>,
    resource: &'c Resource<'c>,
) -> Option<Evidence<'c, 'c>> {
    let actions = of_resource(estate, resource, Subject::AlarmActions);
    let is_empty = |evidence: &Evidence<'_, '_>| match &evidence.reading {
        Reading::Nothing => evidence.is_absent,
        Reading::List(elements) => elements.is_empty(),
        _ => false,
    };
    // What a module leaves empty, its caller may fill in.
    let is_default = |evidence: &Evidence<'_, '_>| {
        evidence.steps.iter().any(|step| step.what.starts_with("the default of"))
    };
    let certain = resource.existence != Existence::Unsure;
    let nobody = certain && !actions.is_empty() && actions.iter().all(|it| is_empty(it) && !is_default(it));
    let silenced = ["actions_enabled", "enabled"].iter().any(|name| is_off(estate, resource, name));
    actions.into_iter().next().filter(|_| nobody && !silenced)
}

/// Whether an attribute switches an alarm off, or may.
fn is_off(estate: &Estate<'_>, resource: &Resource<'_>, name: &str) -> bool {
    match value_of(estate, resource, name) {
        Ok(None) => false,
        Ok(Some(value)) => value != Known::Bool(true) && value.as_str() != Some("true"),
        Err(_) => !resource.is_module(),
    }
}

/// The services that publish the metrics of a type of resource.
const NAMESPACES: [(&str, &str); 22] = [
    ("aws_db_", "AWS/RDS"),
    ("aws_rds_", "AWS/RDS"),
    ("aws_docdb_", "AWS/DocDB"),
    ("aws_neptune_", "AWS/Neptune"),
    ("aws_elasticache_", "AWS/ElastiCache"),
    ("aws_memorydb_", "AWS/MemoryDB"),
    ("aws_dynamodb_", "AWS/DynamoDB"),
    ("aws_sqs_", "AWS/SQS"),
    ("aws_sns_", "AWS/SNS"),
    ("aws_lambda_", "AWS/Lambda"),
    ("aws_instance", "AWS/EC2"),
    ("aws_autoscaling_", "AWS/EC2"),
    ("aws_ecs_", "AWS/ECS"),
    ("aws_opensearch_", "AWS/ES"),
    ("aws_elasticsearch_", "AWS/ES"),
    ("aws_redshift_", "AWS/Redshift"),
    ("aws_msk_", "AWS/Kafka"),
    ("aws_mq_", "AWS/AmazonMQ"),
    ("aws_efs_", "AWS/EFS"),
    ("aws_elb", "AWS/ELB"),
    ("aws_kinesis_", "AWS/Kinesis"),
    ("aws_s3_", "AWS/S3"),
];

/// The service that publishes the metrics of a type of resource, where it is known.
pub fn namespace(kind: &str) -> Option<&'static str> {
    NAMESPACES.iter().find(|(start, _)| kind.starts_with(start)).map(|(_, namespace)| *namespace)
}

/// Whether a service runs on hosts, which have a CPU, memory, disks and connections.
pub(super) fn has_hosts(namespace: &str) -> bool {
    const WITHOUT: [&str; 7] =
        ["AWS/SQS", "AWS/SNS", "AWS/Lambda", "AWS/S3", "AWS/DynamoDB", "AWS/Kinesis", "AWS/ELB"];
    !WITHOUT.contains(&namespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_are_named_in_filters() {
        let of = |text| name_of(text);
        assert_eq!(of("CPUUtilization").as_deref(), Some("CPUUtilization"));
        assert_eq!(of("Percentage CPU").as_deref(), Some("Percentage CPU"));
        assert_eq!(
            of("resource.type = \"x\" AND metric.type=\"a.googleapis.com/b\"").as_deref(),
            Some("a.googleapis.com/b")
        );
        assert_eq!(of("resource.type = \"x\""), None);
        assert_eq!(of("metric.type = starts_with(\"a\")"), None);
    }
}
