//! Values and comments, against the two libraries that know them in other ways.

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{BlockLabel, Body};
use tiebeam::model::terraform::{Attribute, Block, TerraformFile, Value};
use tiebeam::text::Span;

use crate::corpus::{Dice, files};
use crate::outline_by_hcl_edit::outline_by_hcl_edit;

fn same(value: &Value, expression: &Expression) -> bool {
    match (value, expression) {
        (Value::String(text), Expression::String(other)) => text == other.as_str(),
        // Which lines count for the indent is Terraform's affair; `without_indent` has its own test.
        (Value::String(_), Expression::HeredocTemplate(_))
        | (Value::Number(_), Expression::UnaryOp(_))
        | (Value::Null, Expression::Null(_)) => true,
        (Value::String(text), Expression::StringTemplate(_)) => panic!("{text} is a template"),
        (Value::Number(number), Expression::Number(other)) => Some(*number) == other.as_f64(),
        (Value::Bool(truth), Expression::Bool(other)) => truth == other.value(),
        (value, Expression::Parenthesis(inner)) => same(value, inner.inner()),
        (Value::List(elements), Expression::Array(array)) => {
            elements.len() == array.len()
                && elements.iter().zip(array.iter()).all(|(element, other)| {
                    same(&element.value, other) && element.span == Span::from(other.span().unwrap())
                })
        }
        (Value::Object(entries), Expression::Object(object)) => {
            entries.len() == object.len()
                && entries.iter().zip(object.iter()).all(|(entry, (key, value))| {
                    let known = match key {
                        ObjectKey::Ident(name) => Some(name.as_str().to_owned()),
                        ObjectKey::Expression(Expression::String(text)) => Some(text.to_string()),
                        ObjectKey::Expression(Expression::Number(number)) => Some(number.to_string()),
                        ObjectKey::Expression(_) => None,
                    };
                    let place = Span::from(value.expr().span().unwrap());
                    entry.key == known && entry.value_span == place && same(&entry.value, value.expr())
                })
        }
        (Value::Expression, expression) => !matches!(
            expression,
            Expression::String(_)
                | Expression::Number(_)
                | Expression::Bool(_)
                | Expression::Null(_)
                | Expression::Array(_)
                | Expression::Object(_)
        ),
        _ => false,
    }
}

fn compare(body: &Body, attributes: &[Attribute], blocks: &[Block], text: &str) {
    for (attribute, other) in attributes.iter().zip(body.attributes()) {
        assert_eq!(attribute.value_span, Span::from(other.value.span().unwrap()), "{text}");
        assert!(same(&attribute.value, &other.value), "{:?}\n{:?}\n{text}", attribute.value, other.value);
    }
    for (block, other) in blocks.iter().zip(body.blocks()) {
        let labels: Vec<&str> = other.labels.iter().map(BlockLabel::as_str).collect();
        assert!(block.labels.iter().map(|label| &label.text).eq(labels), "{text}");
        compare(&other.body, &block.attributes, &block.blocks, text);
    }
}

#[test]
fn values_are_those_that_hcl_edit_finds() {
    let mut dice = Dice(3);
    let mut compared = 0;
    for (name, original) in files() {
        for round in 0..40 {
            let mut text = original.clone();
            if round > 0 {
                let (start, end, piece) = dice.edit(&text);
                text.replace_range(start..end, piece);
            }
            if outline_by_hcl_edit(&text).is_some() {
                let file = TerraformFile::read(&text);
                let body = hcl_edit::parser::parse_body(&text).unwrap();
                compare(&body, &file.attributes, &file.blocks, &text);
                compared += 1;
            } else {
                assert!(round > 0 || name.starts_with("broken") || name == "bom.tf");
            }
        }
    }
    assert!(compared > 200, "only {compared} texts compared");
}

fn comments_of_tree(text: &str) -> Option<Vec<Span>> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_hcl::LANGUAGE.into()).unwrap();
    let tree = parser.parse(text, None).unwrap();
    let mut found = Vec::new();
    let mut nodes = vec![tree.root_node()];
    while let Some(node) = nodes.pop() {
        if node.kind() == "comment" {
            let span = Span::from(node.byte_range());
            found.push(Span::new(span.start, span.start + span.of(text).trim_end_matches('\r').len()));
        }
        // Comments in an interpolation are part of their template.
        if node.kind() != "template_expr" {
            nodes.extend(node.children(&mut node.walk()));
        }
    }
    found.sort();
    (!tree.root_node().has_error()).then_some(found)
}

#[test]
fn comments_are_those_that_the_grammar_finds() {
    let mut compared = 0;
    for (name, text) in files() {
        if let Some(expected) = comments_of_tree(&text) {
            let found: Vec<Span> = TerraformFile::read(&text).comments.iter().map(|c| c.span).collect();
            assert_eq!(found, expected, "{name}");
            compared += expected.len();
        }
    }
    assert!(compared > 40, "only {compared} comments compared");
}
