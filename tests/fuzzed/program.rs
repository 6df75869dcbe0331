//! A text and edits of it, read from bytes that a fuzzer made.

use std::path::{Path, PathBuf};

use tiebeam::text::{Edit, Span};

/// The bytes of one edit.
const EDIT: usize = 4;

/// More edits are not made of one input.
const MOST: usize = 15;

/// A text and what is done to it.
pub struct Program<'d> {
    /// What else is to be decided.
    pub flags: u8,
    /// The text to begin with.
    pub text: String,
    edits: std::slice::Chunks<'d, u8>,
}

impl<'d> Program<'d> {
    /// The first byte counts the edits, the second decides, four bytes make each edit, the rest is the text.
    pub fn read(data: &'d [u8]) -> Self {
        let count = usize::from(data.first().copied().unwrap_or_default()) % (MOST + 1);
        let flags = data.get(1).copied().unwrap_or_default();
        let rest = data.get(2..).unwrap_or_default();
        let (edits, text) = rest.split_at((count * EDIT).min(rest.len()));
        Self { flags, text: String::from_utf8_lossy(text).into_owned(), edits: edits.chunks(EDIT) }
    }

    /// The next edit of the text as it is now: where, how much goes, and which of the pieces comes, or which part of
    /// the text.
    pub fn edit(&mut self, text: &str, pieces: &[&str]) -> Option<Edit> {
        let &[place, fine, gone, piece] = self.edits.next()? else { return None };
        let at = (usize::from(place) * 256 + usize::from(fine)) % (text.len() + 1);
        let span =
            Span::new(text.floor_char_boundary(at), text.ceil_char_boundary(at + usize::from(gone % 64)));
        let piece = usize::from(piece);
        let inserted = match pieces.get(piece) {
            Some(piece) => (*piece).to_owned(),
            None if gone > 192 => String::new(),
            // What stands elsewhere, so that anything can come.
            None => {
                let from = text.floor_char_boundary(text.len() * (255 - piece) / 256);
                let to = text.ceil_char_boundary(from + usize::from(gone));
                text[from..to].to_owned()
            }
        };
        Some(Edit::replace(Span::new(span.start, span.end.min(text.len())), inserted))
    }
}

/// A folder with Terraform and a document about it, wherever this is built.
pub fn folder() -> PathBuf {
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let folder = |above: &Path| Some(above.join("tests/mutations/orders-database"));
    above.find_map(|above| folder(above).filter(|folder| folder.is_dir())).unwrap()
}
