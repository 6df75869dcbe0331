//! What a file says after an edit is what it says when it is read anew.

use tiebeam::model::terraform::TerraformFile;
use tiebeam::text::Span;

use crate::corpus::{Dice, files};

/// Edits a file as it was read, and compares.
fn edit(file: &TerraformFile, span: Span, piece: &str, name: &str) -> TerraformFile {
    let mut text = file.text.to_string();
    text.replace_range(span.range(), piece);
    let edited = file.edited(span, piece.len(), &text);
    assert_eq!(edited, TerraformFile::read(&text), "{name}: {span:?} became {piece:?} in\n{}", file.text);
    edited
}

#[test]
fn in_long_chains_of_random_edits() {
    let mut dice = Dice(1);
    for (name, original) in files() {
        let mut file = TerraformFile::read(&original);
        for step in 0..84 {
            // Now and then everything is put back, so that most edits meet text that is nearly sound.
            let (start, end, piece) =
                if step % 12 == 11 { (0, file.text.len(), original.as_str()) } else { dice.edit(&file.text) };
            file = edit(&file, Span::new(start, end), piece, &name);
        }
    }
}

#[test]
fn in_one_place_of_a_sound_file() {
    let mut dice = Dice(2);
    for (name, original) in files() {
        let file = TerraformFile::read(&original);
        for _ in 0..300 {
            let (start, end, piece) = dice.edit(&original);
            edit(&file, Span::new(start, end), piece, &name);
        }
    }
}

#[test]
fn when_a_file_is_typed_one_character_at_a_time() {
    let original = crate::corpus::file("aws_user_data.tf");
    let mut file = TerraformFile::read("");
    for c in original.chars() {
        let end = Span::empty(file.text.len());
        file = edit(&file, end, c.encode_utf8(&mut [0; 4]), "typed");
    }
    assert_eq!(*file.text, *original);
}
