//! Files in JSON syntax: `.tf.json`, `.tofu.json`, `.tfvars.json`.
//!
//! The syntax does not tell a nested block from an attribute that holds an object; what can be both is there as both.

use std::path::Path;

use jsonc_parser::ast::{Object, ObjectProp, Value as Json};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{Attribute, Block, Element, Entry, Label, TerraformFile, Value};
use crate::text::Span;

/// Objects and lists that are nested deeper make a file that no one wrote.
const MAX_DEPTH: usize = 64;

/// Whether a file's name says that it is Terraform in JSON syntax.
pub fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json")
}

/// Reads a file; one that is no JSON says nothing.
pub(super) fn file(text: &str) -> TerraformFile {
    let mut file = TerraformFile::of_text(text);
    if depth(text) > MAX_DEPTH {
        return file;
    }
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
    let Some(Json::Object(top)) = parsed.ok().and_then(|parsed| parsed.value) else { return file };
    file.attributes = top.properties.iter().map(attribute).collect();
    for property in &top.properties {
        let keyword = name(property);
        let labels = match keyword {
            "resource" | "data" => 2,
            "module" | "variable" | "output" | "provider" | "check" => 1,
            _ => 0,
        };
        declared(keyword, labels, &[], property, &mut file.blocks);
    }
    file.blocks.sort_by_key(|block| block.span.start);
    file
}

/// How deep brackets are nested, those in strings left out.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

fn name<'a>(property: &'a ObjectProp<'_>) -> &'a str {
    property.name.as_str()
}

fn span(ranged: &impl Ranged) -> Span {
    Span::new(ranged.start(), ranged.end())
}

/// The blocks that a property declares; `labels` more names are labels before the body.
fn declared(
    keyword: &str,
    labels: usize,
    before: &[Label],
    property: &ObjectProp<'_>,
    blocks: &mut Vec<Block>,
) {
    for object in objects(&property.value) {
        if labels == 0 {
            blocks.push(block(keyword, before.to_vec(), property, object));
            continue;
        }
        for inner in &object.properties {
            let label = Label { text: name(inner).to_owned(), span: span(&inner.name) };
            let labelled: Vec<Label> = before.iter().cloned().chain([label]).collect();
            declared(keyword, labels - 1, &labelled, inner, blocks);
        }
    }
}

/// The object that a value is, or the objects that it lists.
fn objects<'a, 't>(value: &'a Json<'t>) -> Vec<&'a Object<'t>> {
    match value {
        Json::Object(object) => vec![object],
        Json::Array(array) => array.elements.iter().filter_map(Json::as_object).collect(),
        _ => Vec::new(),
    }
}

fn block(keyword: &str, labels: Vec<Label>, property: &ObjectProp<'_>, object: &Object<'_>) -> Block {
    let mut blocks = Vec::new();
    for inner in &object.properties {
        let labels = usize::from(name(inner) == "provisioner" || name(inner) == "dynamic");
        declared(name(inner), labels, &[], inner, &mut blocks);
    }
    Block {
        keyword: keyword.to_owned(),
        labels,
        span: span(property),
        header: span(&property.name),
        attributes: object.properties.iter().map(attribute).collect(),
        blocks,
    }
}

fn attribute(property: &ObjectProp<'_>) -> Attribute {
    Attribute {
        name: name(property).to_owned(),
        name_span: span(&property.name),
        value: value(&property.value),
        value_span: span(&property.value),
    }
}

fn value(json: &Json<'_>) -> Value {
    match json {
        Json::StringLit(text) if text.value.contains("${") || text.value.contains("%{") => Value::Expression,
        Json::StringLit(text) => Value::String(text.value.to_string()),
        Json::NumberLit(number) => number.value.parse().map_or(Value::Expression, Value::Number),
        Json::BooleanLit(truth) => Value::Bool(truth.value),
        Json::NullKeyword(_) => Value::Null,
        Json::Array(array) => {
            let elements = array.elements.iter();
            Value::List(elements.map(|json| Element { value: value(json), span: span(json) }).collect())
        }
        Json::Object(object) => Value::Object(
            object
                .properties
                .iter()
                .map(|property| Entry {
                    key: Some(name(property).to_owned()),
                    key_span: span(&property.name),
                    value: value(&property.value),
                    value_span: span(&property.value),
                })
                .collect(),
        ),
    }
}
