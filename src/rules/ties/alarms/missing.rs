//! Alerts without an alarm, as an alarm would be made for them.

use super::compare::as_cloudwatch_counts;
use super::listed::listed;
use crate::model::quantity::metrics::{Comparison, Threshold};
use crate::rules::context::Context;
use crate::rules::ties::MissingAlert;
use crate::schema::metrics::named;
use crate::text::Span;

/// The alert at a place of the document, as an alarm of a service would be made for it.
pub fn missing(context: &Context<'_>, span: Span, namespace: &'static str) -> Option<MissingAlert> {
    let listed = listed(context);
    let alert = listed.iter().find(|alert| alert.span == span)?;
    let known = named(&alert.name).next().is_some();
    let by_word =
        || alert.metrics().first().and_then(|metric| metric.names.first()).map(|it| it.name.clone());
    let metric = if known { alert.name.clone() } else { by_word()? };
    let threshold = alert.thresholds.first().and_then(operator_and_amount);
    Some(MissingAlert { metric, namespace, threshold })
}

/// What AWS calls the comparison, and the amount in its units.
fn operator_and_amount(threshold: &Threshold) -> Option<(&'static str, f64)> {
    let operator = match threshold.comparison {
        Comparison::Above | Comparison::Unsaid => "GreaterThanThreshold",
        Comparison::AtLeast => "GreaterThanOrEqualToThreshold",
        Comparison::Below => "LessThanThreshold",
        Comparison::AtMost => "LessThanOrEqualToThreshold",
    };
    Some((operator, as_cloudwatch_counts(threshold)?))
}
