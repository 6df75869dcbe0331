//! Texts that are none, or too much: an answer comes, and soon.

use std::time::{Duration, Instant};

use tiebeam::model::terraform::TerraformFile;
use tiebeam::text::Span;

use crate::corpus::Dice;

/// Reads a text, and again after an edit, on a stack as small as those of worker threads.
fn read(name: &str, text: String) -> TerraformFile {
    let name = name.to_owned();
    let work = move || {
        let start = Instant::now();
        let file = TerraformFile::read(&text);
        assert_eq!(file.edited(Span::empty(text.len() / 2), 0, &text), file, "{name}");
        // On a machine that may be busy.
        let limit = Duration::from_secs(3) + Duration::from_micros(9) * u32::try_from(text.len()).unwrap();
        assert!(start.elapsed() < limit, "{name} took {:?}", start.elapsed());
        file
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap()
}

#[test]
fn nesting_without_end() {
    for piece in
        ["{", "a {\n", "a = {\n", "a = [", "[", "(", "}", "-", "\"${", "x = \"${", "%{ if ", "a = -("]
    {
        read(piece, piece.repeat(5_000));
        read(piece, format!("a = {}", piece.repeat(5_000)));
    }
    read("closed", format!("a = {}1{}\n", "[".repeat(5_000), "]".repeat(5_000)));
    let file = read("blocks", format!("{}{}", "a {\n".repeat(5_000), "}\n".repeat(5_000)));
    assert_eq!(file.blocks.len(), 1);
}

#[test]
fn constructs_without_end() {
    for piece in
        ["x = <<A\n", "x = \"${<<A\n", "x = \"${\n", "/*", "x = \"\n", "x = <<A\n${\n", "module \"a\" {\n"]
    {
        read(piece, piece.repeat(5_000));
    }
    read("operators", format!("a = {}", "1 + ".repeat(5_000)));
    read("assignments", "a = 1 + ".repeat(20_000));
    read("conditionals", "a = x ? ".repeat(5_000));
}

#[test]
fn lines_without_end() {
    read("words", "abc ".repeat(25_000));
    read("string", format!("a = \"{}\"\n", "abc ".repeat(250_000)));
    read("list", format!("a = [{}]\n", "1, ".repeat(20_000)));
    read("comment", format!("# {}", "abc ".repeat(25_000)));
}

#[test]
fn what_is_no_text() {
    let mut dice = Dice(9);
    let noise = |dice: &mut Dice, sides: usize| -> String {
        (0..50_000).map(|_| char::from(u8::try_from(dice.roll(sides)).unwrap())).collect()
    };
    read("control", noise(&mut dice, 32));
    read("ascii", noise(&mut dice, 128));
    read("latin", noise(&mut dice, 256));
    read("nul", "\0".repeat(10_000));
    let file = read("nul inside", "a {\n  x = 1\0\n}\nb \"c\" {\n  y = 2\n}\n".to_owned());
    assert_eq!(file.blocks[1].label(0), Some("c"));
    read("carriage returns", "a = 1\rb = 2\r".repeat(100));
}
