//! Metrics: what documents call them, and the names under which providers publish them.
//!
//! The table is data, in `schemas/metrics.json`.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use crate::text::Span;

/// The table that Tiebeam knows without any file.
pub const BUILT_IN: &str = include_str!("../../schemas/metrics.json");

/// Something that is measured.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// What documents call it.
    pub word: String,
    /// What else they call it.
    #[serde(default)]
    pub also: Vec<String>,
    /// What providers call it.
    pub names: Vec<Name>,
    /// Whether more of it is worse, in the words of documents.
    #[serde(default)]
    pub higher_is_worse: Option<bool>,
}

/// The name under which a provider publishes a metric.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// The name.
    pub name: String,
    /// Whether less of it is worse: it counts what is free.
    #[serde(default)]
    pub lower_is_worse: bool,
    /// Its unit, where it has one.
    #[serde(default)]
    pub unit: Option<String>,
}

#[derive(Debug, Deserialize)]
struct File {
    metrics: Vec<Metric>,
}

/// All metrics; a test holds that the table can be read.
pub static KNOWN: LazyLock<Vec<Metric>> = LazyLock::new(|| metrics(BUILT_IN).unwrap_or_default());

/// Reads a table of metrics.
///
/// # Errors
/// What is wrong with it.
pub fn metrics(json: &str) -> Result<Vec<Metric>, serde_json::Error> {
    serde_json::from_str::<File>(json).map(|file| file.metrics)
}

/// The metrics to which a name of a provider belongs: `CPUUtilization`.
pub fn named(name: &str) -> impl Iterator<Item = &'static Metric> {
    let is = move |known: &Name| known.name.eq_ignore_ascii_case(name);
    KNOWN.iter().filter(move |metric| metric.names.iter().any(is))
}

/// Every word and name in lower case, to be found in a text, and the metric of each.
static WORDS: LazyLock<(Option<AhoCorasick>, Vec<&'static Metric>)> = LazyLock::new(|| {
    let words = KNOWN.iter().flat_map(|metric| {
        let names = metric.names.iter().map(|name| &name.name);
        let all = metric.also.iter().chain(names).chain([&metric.word]);
        all.map(move |word| (word.to_lowercase(), metric))
    });
    let (words, metrics): (Vec<String>, Vec<&Metric>) = words.unzip();
    (AhoCorasick::new(words).ok(), metrics)
});

/// The metrics that words of a document mean: "average CPU", "`FreeStorageSpace`". Each once.
///
/// Of words within longer words that mean something else, only the longer count: "replication lag" is no other lag.
pub fn meant(words: &str) -> Vec<&'static Metric> {
    let lower = words.to_lowercase();
    let (search, metrics) = &*WORDS;
    let hits = search.iter().flat_map(|search| search.find_overlapping_iter(&lower));
    let mut hits: Vec<(usize, Span)> = hits
        .filter_map(|hit| {
            let span = whole_word(&lower, Span::new(hit.start(), hit.end()))?;
            Some((hit.pattern().as_usize(), span))
        })
        .collect();
    // The metrics come in the order of the table, not of the text.
    hits.sort_unstable_by_key(|(word, span)| (*word, span.start));
    let found: Vec<(Span, &'static Metric)> =
        hits.into_iter().filter_map(|(word, span)| Some((span, *metrics.get(word)?))).collect();
    let is_within = |span: Span| {
        found.iter().any(|(other, _)| other.start <= span.start && span.end <= other.end && *other != span)
    };
    let longest = found.iter().filter(|(span, _)| !is_within(*span)).map(|(_, metric)| *metric);
    let mut each_once: Vec<&'static Metric> = Vec::new();
    for metric in longest {
        if !each_once.iter().any(|known| std::ptr::eq(*known, metric)) {
            each_once.push(metric);
        }
    }
    each_once
}

/// The span of a word in a text that stands there by itself, in the singular or plural.
fn whole_word(text: &str, span: Span) -> Option<Span> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let before = text.get(..span.start).and_then(|before| before.chars().next_back());
    let behind = text.get(span.end..).unwrap_or_default();
    let end = if behind.starts_with('s') { span.end + 1 } else { span.end };
    let after = text.get(end..).and_then(|behind| behind.chars().next());
    let whole = !before.is_some_and(is_part) && !after.is_some_and(is_part);
    whole.then(|| Span::new(span.start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read_and_says_each_thing_once() {
        let known = metrics(BUILT_IN).unwrap();
        let mut words: Vec<&String> = known.iter().flat_map(|it| it.also.iter().chain([&it.word])).collect();
        words.sort();
        assert!(words.windows(2).all(|pair| pair[0] != pair[1]), "{words:?}");
        assert!(known.iter().all(|metric| !metric.names.is_empty()));
    }

    #[test]
    fn words_and_names_mean_metrics() {
        let of =
            |words: &str| meant(words).into_iter().map(|metric| metric.word.as_str()).collect::<Vec<_>>();
        assert_eq!(of("average CPU"), ["cpu"]);
        assert_eq!(of("`CPUUtilization` over 70 %"), ["cpu"]);
        assert_eq!(of("Memory usage"), ["memory"]);
        assert!(of("cpus_of_others, memoryless").is_empty());
        let names = |name| named(name).map(|metric| metric.word.as_str()).collect::<Vec<_>>();
        assert_eq!(names("ECSServiceAverageMemoryUtilization"), ["memory"]);
        assert!(names("Utilization").is_empty());
    }
}
