//! All roads lead to the same facts.

use tiebeam::model::terraform::TerraformFile;
use tiebeam::syntax::hcl::{HclTree, outline, outline_by_tree, outline_of_whole};

use crate::corpus::{Dice, files};

/// Compares the roads on one text; says whether `hcl-edit` took part.
fn compare(name: &str, text: &str) -> bool {
    let tree = HclTree::parse(text);
    let by_line = outline(text);
    assert_eq!(outline_by_tree(text, &tree), by_line, "tree and lines differ in {name}:\n{text}");
    let whole = outline_of_whole(text);
    if let Some(whole) = &whole {
        assert_eq!(*whole, by_line, "hcl-edit and lines differ in {name}:\n{text}");
    }
    assert_eq!(TerraformFile::read(text), TerraformFile::from_tree(text, &tree), "{name}:\n{text}");
    whole.is_some()
}

#[test]
fn on_every_file_of_the_corpus() {
    let files = files();
    assert!(files.len() >= 25);
    for (name, text) in &files {
        let sound = !name.starts_with("broken") && name != "bom.tf";
        assert_eq!(compare(name, text), sound, "{name}");
    }
}

#[test]
fn with_other_line_ends() {
    for (name, text) in files() {
        let unix = text.replace("\r\n", "\n");
        compare(&name, &unix);
        compare(&name, &unix.replace('\n', "\r\n"));
    }
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
