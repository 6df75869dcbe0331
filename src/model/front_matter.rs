//! Front matter: the YAML or TOML before a document.

use saphyr_parser::{Event, Parser};
use toml::de::{DeTable, DeValue};

use crate::text::Span;

/// More than this is no front matter that anybody wrote.
const LONGEST: usize = 64 * 1024;

/// The top-level keys of front matter, in order, as far as they could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// One element a key.
    pub entries: Vec<Entry>,
    /// All of it with its markers.
    pub span: Span,
}

/// A top-level key and the scalars below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: Scalar,
    /// The value, or the elements of a list, or every scalar of a nested value.
    pub values: Vec<Scalar>,
}

/// A scalar with its place, quotes included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// Its text.
    pub text: String,
    /// Its place.
    pub span: Span,
}

impl FrontMatter {
    /// Reads front matter with its marker lines; what follows a syntax error is left out.
    pub fn parse(text: &str) -> Self {
        let span = Span::new(0, text.trim_end().len());
        let Some((body, base)) = body(text).filter(|(body, _)| body.len() <= LONGEST) else {
            return Self { entries: Vec::new(), span };
        };
        let mut entries = if text.starts_with('+') { toml_entries(body) } else { yaml_entries(body) };
        for entry in &mut entries {
            for scalar in std::iter::once(&mut entry.key).chain(&mut entry.values) {
                scalar.span = scalar.span.shifted(base);
            }
        }
        Self { entries, span }
    }

    /// The entry of this key, in any case of letters.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key.text.eq_ignore_ascii_case(key))
    }
}

/// What stands between the marker lines, and where.
fn body(text: &str) -> Option<(&str, usize)> {
    let start = text.find(['\n', '\r'])?;
    let end = text.trim_end().rfind(['\n', '\r'])? + 1;
    Some((text.get(start..end)?, start))
}

fn yaml_entries(body: &str) -> Vec<Entry> {
    let offsets: Vec<usize> = body.char_indices().map(|(at, _)| at).chain([body.len()]).collect();
    let offset = |index: usize| offsets.get(index).copied().unwrap_or(body.len());
    let mut entries: Vec<Entry> = Vec::new();
    let mut depth = 0_usize;
    let mut at_key = true;
    for (event, span) in Parser::new_from_str(body).map_while(Result::ok) {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                at_key |= depth == 1;
            }
            Event::Alias(_) if depth == 1 => at_key = !at_key,
            Event::Scalar(text, ..) => {
                let span = Span::new(offset(span.start.index()), offset(span.end.index()));
                let scalar = Scalar { text: text.into_owned(), span };
                if depth == 1 && at_key {
                    entries.push(Entry { key: scalar, values: Vec::new() });
                } else if let Some(entry) =
                    entries.last_mut().filter(|_| !scalar.text.is_empty() && scalar.text != "~")
                {
                    entry.values.push(scalar);
                }
                at_key = depth == 1 && !at_key;
            }
            _ => {}
        }
    }
    entries
}

fn toml_entries(body: &str) -> Vec<Entry> {
    let Ok(table) = DeTable::parse(body) else { return Vec::new() };
    let mut entries: Vec<Entry> = table
        .get_ref()
        .iter()
        .map(|(key, value)| {
            let mut values = Vec::new();
            toml_scalars(value.get_ref(), value.span().into(), &mut values);
            Entry { key: Scalar { text: key.get_ref().to_string(), span: key.span().into() }, values }
        })
        .collect();
    entries.sort_by_key(|entry| entry.key.span);
    entries
}

fn toml_scalars(value: &DeValue<'_>, span: Span, into: &mut Vec<Scalar>) {
    match value {
        DeValue::Array(elements) => {
            for element in elements {
                toml_scalars(element.get_ref(), element.span().into(), into);
            }
        }
        DeValue::Table(table) => {
            for (_, value) in table {
                toml_scalars(value.get_ref(), value.span().into(), into);
            }
        }
        DeValue::String(text) if text.is_empty() => {}
        DeValue::String(text) => into.push(Scalar { text: text.to_string(), span }),
        DeValue::Datetime(date) => into.push(Scalar { text: date.to_string(), span }),
        DeValue::Integer(number) => into.push(Scalar { text: number.to_string(), span }),
        DeValue::Float(number) => into.push(Scalar { text: number.to_string(), span }),
        DeValue::Boolean(value) => into.push(Scalar { text: value.to_string(), span }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Vec<String>)> {
        let front_matter = FrontMatter::parse(text);
        for entry in &front_matter.entries {
            assert!(entry.key.span.of(text).contains(&entry.key.text), "{entry:?}");
        }
        let values =
            |entry: &Entry| entry.values.iter().map(|value| value.span.of(text).to_owned()).collect();
        front_matter.entries.iter().map(|entry| (entry.key.text.clone(), values(entry))).collect()
    }

    fn entry(key: &str, values: &[&str]) -> (String, Vec<String>) {
        (key.to_owned(), values.iter().map(|&value| value.to_owned()).collect())
    }

    #[test]
    fn yaml_values_have_their_places() {
        let text = "---\ntitle: \"Caché\"\nterraform: [infra, ../shared]\nresources:\n  - aws_a.b\n  - aws_c.d\ndate:\nowner: {name: x}\nlast: 1\n---\n";
        assert_eq!(
            read(text),
            [
                entry("title", &["\"Caché\""]),
                entry("terraform", &["infra", "../shared"]),
                entry("resources", &["aws_a.b", "aws_c.d"]),
                entry("date", &[]),
                entry("owner", &["name", "x"]),
                entry("last", &["1"]),
            ]
        );
    }

    #[test]
    fn toml_is_front_matter_too() {
        let text = "+++\ntitle = \"Cache\"\ndate = 2026-03-14\nterraform = [\"infra\"]\n+++\n";
        assert_eq!(
            read(text),
            [
                entry("title", &["\"Cache\""]),
                entry("date", &["2026-03-14"]),
                entry("terraform", &["\"infra\""])
            ]
        );
    }

    #[test]
    fn broken_front_matter_gives_what_was_understood() {
        assert_eq!(read("---\na: 1\nb: [\n---\n"), [entry("a", &["1"]), entry("b", &[])]);
        assert_eq!(read("---\n---\n"), []);
        assert_eq!(read("+++\na = \n+++\n"), []);
    }
}
