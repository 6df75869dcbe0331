//! A tree that follows edits says what a fresh one says.

use tiebeam::model::terraform::TerraformFile;
use tiebeam::syntax::hcl::HclTree;
use tiebeam::text::Span;

use crate::corpus::{Dice, files};

#[test]
fn in_long_chains_of_random_edits() {
    let mut dice = Dice(1);
    for (name, original) in files() {
        let mut text = original.clone();
        let mut tree = HclTree::parse(&text);
        for step in 0..84 {
            // Now and then everything is put back, so that most edits meet text that is nearly sound.
            let (start, end, piece) =
                if step % 12 == 11 { (0, text.len(), original.as_str()) } else { dice.edit(&text) };
            text.replace_range(start..end, piece);
            tree = tree.edited(Span::new(start, end), piece.len(), &text);
            assert_eq!(
                TerraformFile::from_tree(&text, &tree),
                TerraformFile::from_tree(&text, &HclTree::parse(&text)),
                "{name}, step {step}:\n{text}"
            );
        }
    }
}

#[test]
fn when_a_file_is_typed_one_character_at_a_time() {
    let original = crate::corpus::file("aws_user_data.tf");
    let mut text = String::new();
    let mut tree = HclTree::parse(&text);
    for c in original.chars() {
        let at = text.len();
        text.push(c);
        tree = tree.edited(Span::empty(at), c.len_utf8(), &text);
        assert_eq!(TerraformFile::from_tree(&text, &tree), TerraformFile::read(&text), "{text}");
    }
    assert_eq!(TerraformFile::from_tree(&text, &tree), TerraformFile::read_whole(&original).unwrap());
}

#[test]
fn when_a_file_becomes_longer_than_anybody_writes() {
    let original = crate::corpus::file("aws_user_data.tf");
    let more = original.repeat(1024 * 1024 / original.len() + 1);
    let (mut text, mut tree) = (original.clone(), HclTree::parse(&original));
    let edits = [(original.len()..original.len(), more.as_str()), (0..0, "\n"), (1..1 + more.len(), "")];
    for (range, piece) in edits {
        text.replace_range(range.clone(), piece);
        tree = tree.edited(range.into(), piece.len(), &text);
        assert_eq!(TerraformFile::from_tree(&text, &tree), TerraformFile::read(&text), "{}", text.len());
    }
    assert_eq!(text.trim_start(), original.trim_start());
}
