//! The realistic files that the tests share.

use std::fs;
use std::path::Path;

/// All files of the corpus, by name.
pub fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/terraform/corpus");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// One file of the corpus.
pub fn file(name: &str) -> String {
    files().into_iter().find(|(found, _)| found == name).unwrap().1
}

/// A small generator of numbers, the same in every run (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }

    /// A place between two characters.
    pub fn place(&mut self, text: &str) -> usize {
        let mut at = self.roll(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// A replacement: what goes, and what comes in its place.
    pub fn edit(&mut self, text: &str) -> (usize, usize, &'static str) {
        const PIECES: [&str; 30] = [
            "",
            "",
            "",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "\"",
            "${",
            "%{",
            "=",
            "\n",
            "\r\n",
            "<<EOT\n",
            "\nEOT\n",
            "#",
            "/*",
            "*/",
            "//",
            "🚀",
            "é",
            "a",
            "x = 1\n",
            "b {\n}\n",
            ",",
            "\\",
            "\t",
            "resource \"a\" \"b\" {\n",
        ];
        let start = self.place(text);
        let longest = if self.roll(8) == 0 { 60 } else { 4 };
        let mut end = (start + self.roll(longest)).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        (start, end, PIECES[self.roll(PIECES.len())])
    }
}
