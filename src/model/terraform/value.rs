//! Values as they are written.

use crate::text::Span;

/// A value, as far as it is written out.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A string without interpolation, its escapes resolved.
    String(String),
    /// A number, also a negative one.
    Number(f64),
    /// `true` or `false`.
    Bool(bool),
    /// `null`, which means that the attribute is absent.
    Null,
    /// A list, whose elements may be expressions.
    List(Vec<Element>),
    /// An object or map, whose values may be expressions.
    Object(Vec<Entry>),
    /// Anything else, also a value that is not finished; its span names its text.
    Expression,
}

/// An element of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// The element.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// A key of an object and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key; nothing where it is computed.
    pub key: Option<String>,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Value,
    /// Where the value stands.
    pub value_span: Span,
}

impl Value {
    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(truth) = self { Some(*truth) } else { None }
    }

    /// The elements, if it is a list.
    pub fn as_list(&self) -> Option<&[Element]> {
        if let Self::List(elements) = self { Some(elements) } else { None }
    }

    /// The entries, if it is an object.
    pub fn as_object(&self) -> Option<&[Entry]> {
        if let Self::Object(entries) = self { Some(entries) } else { None }
    }

    /// The entry under a path of keys, such as `backup.retention`.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
        let entry = self.as_object()?.iter().find(|entry| entry.key.as_deref() == Some(key))?;
        rest.map_or(Some(entry), |rest| entry.value.entry(rest))
    }
}
