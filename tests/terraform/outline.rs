//! Where a text has no faults, its attributes and blocks stand where libraries see them.

use tiebeam::syntax::hcl::{Item, outline};
use tree_sitter::{Node, Parser};

use crate::corpus::{Dice, files};
use crate::outline_by_hcl_edit::outline_by_hcl_edit;

/// Compares what is read with what `hcl-edit` says of a text; false where that refuses it.
fn compare(name: &str, text: &str) -> bool {
    let known = outline_by_hcl_edit(text);
    if let Some(known) = &known {
        let found = outline(text);
        assert_eq!(found.items, *known, "{name}:\n{text}");
        assert!(found.is_complete, "{name}:\n{text}");
    }
    known.is_some()
}

/// What tree-sitter says, with its grammar for HCL; nothing where that meets an error.
fn outline_by_tree(text: &str) -> Option<Vec<Item>> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_hcl::LANGUAGE.into()).unwrap();
    let tree = parser.parse(text, None).unwrap();
    let root = tree.root_node();
    (!root.has_error()).then(|| child(root, "body").map(items).unwrap_or_default())
}

fn items(body: Node<'_>) -> Vec<Item> {
    let item = |node: Node<'_>| match node.kind() {
        "attribute" => Some(Item::Attribute { name: child(node, "identifier")?.byte_range().into() }),
        "block" => Some(Item::Block {
            span: node.byte_range().into(),
            items: child(node, "body").map(items).unwrap_or_default(),
        }),
        _ => None,
    };
    body.children(&mut body.walk()).filter_map(item).collect()
}

fn child<'t>(node: Node<'t>, kind: &str) -> Option<Node<'t>> {
    node.children(&mut node.walk()).find(|child| child.kind() == kind)
}

#[test]
fn on_every_file_of_the_corpus() {
    let files = files();
    assert!(files.len() >= 25);
    let mut compared = 0;
    for (name, text) in &files {
        let sound = !name.starts_with("broken") && name != "bom.tf";
        assert_eq!(compare(name, text), sound, "{name}");
        if let Some(known) = outline_by_tree(text) {
            assert_eq!(outline(text).items, known, "{name}");
            compared += 1;
        }
    }
    assert!(compared >= 20, "tree-sitter takes only {compared} files");
}

#[test]
fn with_other_line_ends() {
    let mut sound = 0;
    for (name, text) in files() {
        let unix = text.replace("\r\n", "\n");
        sound += usize::from(compare(&name, &unix));
        sound += usize::from(compare(&name, &unix.replace('\n', "\r\n")));
    }
    assert!(sound > 40, "only {sound} texts were sound");
}

#[test]
fn where_a_carriage_return_stands_alone() {
    for text in ["a {\n}\r\n\rx = 1\n", "a {}\n\r\rx = 1\n", "x = 1\r\r\ny = 2\r"] {
        compare("carriage return", text);
    }
}

#[test]
fn on_mutations() {
    let mut dice = Dice(7);
    let mut sound = 0;
    for (name, original) in files() {
        for _ in 0..100 {
            let mut text = original.clone();
            for _ in 0..=dice.roll(3) {
                let (start, end, piece) = dice.edit(&text);
                text.replace_range(start..end, piece);
            }
            sound += usize::from(compare(&name, &text));
        }
    }
    assert!(sound > 300, "only {sound} mutations were sound");
}
