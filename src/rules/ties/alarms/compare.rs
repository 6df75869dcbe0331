//! Thresholds of documents beside those of alarms: percent and fractions, bytes, times.

use crate::model::quantity::metrics::{Comparison, Threshold};

/// What a unit measures, and how much one of it is. Where people and computers count in different thousands, both.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Unit {
    /// Of a hundred.
    Percent,
    /// Bytes, with decimal and binary prefix.
    Bytes(f64, f64),
    /// Seconds.
    Seconds(f64),
    /// Anything that is counted, or left unsaid.
    Count,
}

fn unit(written: &str) -> Option<Unit> {
    let (decimal, binary) = (1000.0_f64, 1024.0_f64);
    let bytes = |power: i32| Some(Unit::Bytes(decimal.powi(power), binary.powi(power)));
    match written.to_ascii_lowercase().as_str() {
        "%" | "percent" => Some(Unit::Percent),
        "b" | "byte" | "bytes" => bytes(0),
        "kb" | "kib" | "k" => bytes(1),
        "mb" | "mib" => bytes(2),
        "gb" | "gib" => bytes(3),
        "tb" | "tib" => bytes(4),
        "ms" | "millisecond" | "milliseconds" => Some(Unit::Seconds(0.001)),
        "s" | "sec" | "secs" | "second" | "seconds" => Some(Unit::Seconds(1.0)),
        "min" | "mins" | "minute" | "minutes" | "m" => Some(Unit::Seconds(60.0)),
        "h" | "hr" | "hour" | "hours" => Some(Unit::Seconds(3600.0)),
        "d" | "day" | "days" => Some(Unit::Seconds(86_400.0)),
        rate if rate.contains('/') => None,
        _ => Some(Unit::Count),
    }
}

/// The amount of a threshold as `CloudWatch` counts it: bytes without a prefix, seconds, percent; nothing for a rate.
pub(super) fn as_cloudwatch_counts(said: &Threshold) -> Option<f64> {
    Some(match unit(&said.unit)? {
        Unit::Bytes(_, binary) => said.amount * binary,
        Unit::Seconds(seconds) => said.amount * seconds,
        Unit::Percent | Unit::Count => said.amount,
    })
}

/// Whether a threshold of a document is that of an alarm; nothing where they cannot be compared. `unit` is that of the
/// alarm's metric, `above` whether the alarm fires above its amount.
pub(super) fn same(said: &Threshold, amount: f64, above: bool, metric_unit: Option<&str>) -> Option<bool> {
    let own = match said.comparison {
        Comparison::Above | Comparison::AtLeast => Some(true),
        Comparison::Below | Comparison::AtMost => Some(false),
        Comparison::Unsaid => None,
    };
    let unit = unit(&said.unit)?;
    let is_share = metric_unit.is_some_and(|unit| unit == "percent" || unit == "fraction");
    let mut amount = amount;
    if own.is_some_and(|own| own != above) {
        // 90 % used are 10 % free.
        if unit != Unit::Percent || !is_share {
            return None;
        }
        amount = if metric_unit == Some("fraction") { 1.0 - amount } else { 100.0 - amount };
    }
    let near = |value: f64| (value - amount).abs() <= amount.abs().max(value.abs()) * 0.006;
    let said = said.amount;
    match (unit, metric_unit?) {
        (Unit::Percent, "fraction") => Some(near(said / 100.0)),
        (Unit::Bytes(decimal, binary), "bytes") => Some(near(said * decimal) || near(said * binary)),
        (Unit::Seconds(one), "seconds") => Some(near(said * one)),
        (Unit::Seconds(one), "milliseconds") => Some(near(said * one * 1000.0)),
        (Unit::Count, "fraction") => Some(near(said) || near(said / 100.0)),
        (Unit::Percent, "percent")
        | (Unit::Count, "count" | "percent" | "bytes" | "seconds" | "milliseconds") => Some(near(said)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quantity::metrics::read_all;

    #[test]
    fn thresholds_are_compared() {
        for (text, amount, above, unit, expected) in [
            ("CPU > 80 %", 80.0, true, "percent", Some(true)),
            ("CPU > 80 %", 90.0, true, "percent", Some(false)),
            ("CPU > 80 %", 0.8, true, "fraction", Some(true)),
            ("CPU >= 80", 0.8, true, "fraction", Some(true)),
            ("CPU > 80", 80.0, true, "percent", Some(true)),
            ("disk > 90 %", 10.0, false, "percent", Some(true)),
            ("disk > 90 %", 0.2, false, "fraction", Some(false)),
            ("disk < 10 GB", 10_000_000_000.0, false, "bytes", Some(true)),
            ("disk < 10 GB", 10_737_418_240.0, false, "bytes", Some(true)),
            ("disk < 10 GiB", 5_368_709_120.0, false, "bytes", Some(false)),
            ("disk < 10 %", 5_368_709_120.0, false, "bytes", None),
            ("disk < 10 GB", 10.0, true, "bytes", None),
            ("lag > 30 s", 30.0, true, "seconds", Some(true)),
            ("lag > 500 ms", 0.5, true, "seconds", Some(true)),
            ("lag > 5 min", 300_000.0, true, "milliseconds", Some(true)),
            ("connections > 500", 400.0, true, "count", Some(false)),
            ("connections > 80 %", 400.0, true, "count", None),
            ("throughput > 10 MB/s", 10.0, true, "bytes", None),
        ] {
            let metrics = read_all(text);
            let threshold = &metrics[0].value.thresholds[0].value;
            assert_eq!(same(threshold, amount, above, Some(unit)), expected, "{text}");
        }
    }
}
