//! Lines and columns: the only code that knows how many bytes a character or a UTF-16 unit takes.

use std::cell::Cell;

use ropey::Rope;
use ropey::str_utils::{byte_to_line_idx, line_to_byte_idx};

use super::Span;

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the default of the Language Server Protocol.
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

/// A place in a text by line and column, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, counted from 0. `\n`, `\r\n` and a lone `\r` end a line.
    pub line: usize,
    /// Column, counted from 0, in units of the [`Encoding`] asked for.
    pub column: usize,
}

/// Converts between bytes and positions of one text; in the order of the text, many are found faster than one by one.
pub struct Lines<'a> {
    rope: &'a Rope,
    encoding: Encoding,
    last: Cell<Option<Known<'a>>>,
}

/// What is known of a part of a rope.
#[derive(Clone, Copy)]
struct Known<'a> {
    chunk: &'a str,
    /// Where the chunk begins, as a byte of the rope.
    start: usize,
    /// The start of the chunk or of a line in it, as a byte of the chunk.
    from: usize,
    /// How many lines end before that.
    line: usize,
}

impl<'a> Lines<'a> {
    /// Positions in `rope` with columns in `encoding`.
    pub fn new(rope: &'a Rope, encoding: Encoding) -> Self {
        Self { rope, encoding, last: Cell::default() }
    }

    /// The position of a byte offset; an offset beyond the end is taken as the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.rope.len_bytes());
        // Most lines begin in the chunk of the rope that they end in; what is counted there is not looked up.
        let mut known = self.known(offset);
        let behind = known.chunk.get(known.from..).unwrap_or_default();
        let within = byte_to_line_idx(behind, offset - known.start - known.from);
        known.line += within;
        known.from += line_to_byte_idx(behind, within);
        self.last.set(Some(known));
        let start =
            if known.from > 0 { known.start + known.from } else { self.rope.line_to_byte(known.line) };
        let before =
            start.checked_sub(known.start).and_then(|from| known.chunk.get(from..offset - known.start));
        Position { line: known.line, column: self.column(before, start, offset) }
    }

    /// What is known of the chunk that holds a byte, up to that byte.
    fn known(&self, offset: usize) -> Known<'a> {
        let holds =
            |known: &Known<'_>| (known.start + known.from..known.start + known.chunk.len()).contains(&offset);
        self.last.get().filter(holds).unwrap_or_else(|| {
            let (chunk, start, _, line) = self.rope.chunk_at_byte(offset);
            Known { chunk, start, from: 0, line }
        })
    }

    /// What is counted between the start of a line and a place in it; `before` is the text there where it is in one
    /// chunk.
    fn column(&self, before: Option<&str>, start: usize, offset: usize) -> usize {
        if self.encoding == Encoding::Utf8 {
            return offset - start;
        }
        match before {
            Some(text) if text.is_ascii() => text.len(),
            Some(text) if self.encoding == Encoding::Utf16 => text.encode_utf16().count(),
            Some(text) => text.chars().count(),
            None => {
                let (start, offset) = (self.rope.byte_to_char(start), self.rope.byte_to_char(offset));
                match self.encoding {
                    Encoding::Utf16 => self.utf16(offset) - self.utf16(start),
                    _ => offset - start,
                }
            }
        }
    }

    /// The byte offset of a position; a column beyond the end of its line is taken as the end of that line,
    /// before its line break, a line beyond the last as the end of the text.
    pub fn offset(&self, position: Position) -> usize {
        if position.line >= self.rope.len_lines() {
            return self.rope.len_bytes();
        }
        let start = self.rope.line_to_char(position.line);
        let end = start + self.content_chars(position.line);
        let column = match self.encoding {
            Encoding::Utf8 => {
                let offset = self.rope.char_to_byte(start).saturating_add(position.column);
                self.rope.byte_to_char(offset.min(self.rope.char_to_byte(end)))
            }
            Encoding::Utf16 => {
                let unit = self.utf16(start).saturating_add(position.column);
                self.rope.utf16_cu_to_char(unit.min(self.utf16(end)))
            }
            Encoding::Utf32 => start.saturating_add(position.column),
        };
        self.rope.char_to_byte(column.min(end))
    }

    fn utf16(&self, char_index: usize) -> usize {
        self.rope.char_to_utf16_cu(char_index)
    }

    /// Characters of a line without its line break.
    fn content_chars(&self, line: usize) -> usize {
        let slice = self.rope.line(line);
        let breaks = slice.chars_at(slice.len_chars()).reversed().take(2);
        slice.len_chars() - breaks.take_while(|c| matches!(c, '\n' | '\r')).count()
    }
}

/// The line at a byte offset, without its line break.
pub fn line_at(rope: &Rope, offset: usize) -> Span {
    let line = rope.byte_to_line(offset.min(rope.len_bytes()));
    let start = rope.line_to_byte(line);
    let text = rope.line(line);
    let breaks =
        text.chars_at(text.len_chars()).reversed().take(2).take_while(|c| matches!(c, '\n' | '\r')).count();
    Span::new(start, start + text.len_bytes() - breaks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_what_the_encoding_counts() {
        let rope = Rope::from_str("a😀é\r\nb\rc\u{2028}d");
        let at = |encoding, offset| Lines::new(&rope, encoding).position(offset);
        assert_eq!(at(Encoding::Utf8, 7), Position { line: 0, column: 7 });
        assert_eq!(at(Encoding::Utf16, 7), Position { line: 0, column: 4 });
        assert_eq!(at(Encoding::Utf32, 7), Position { line: 0, column: 3 });
        assert_eq!(at(Encoding::Utf32, 11), Position { line: 2, column: 0 });
        assert_eq!(at(Encoding::Utf32, rope.len_bytes()), Position { line: 2, column: 3 });
    }

    #[test]
    fn positions_in_a_text_of_many_chunks_are_counted_from_its_start() {
        let text = "ä line\r\n\ranother 😀 line\n".repeat(500) + &"x".repeat(9_000) + "\r\nend";
        let rope = Rope::from_str(&text);
        assert!(rope.chunks().count() > 10);
        let known = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32].map(|it| Lines::new(&rope, it));
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let line = rope.byte_to_line(offset);
            let before = text.get(rope.line_to_byte(line)..offset).unwrap();
            let columns = [
                (Encoding::Utf8, before.len()),
                (Encoding::Utf16, before.encode_utf16().count()),
                (Encoding::Utf32, before.chars().count()),
            ];
            for ((encoding, column), known) in columns.into_iter().zip(&known) {
                assert_eq!(Lines::new(&rope, encoding).position(offset), Position { line, column });
                assert_eq!(known.position(offset), Position { line, column });
            }
        }
    }

    #[test]
    fn positions_beyond_a_line_stay_on_it() {
        let rope = Rope::from_str("a😀\r\nb");
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let lines = Lines::new(&rope, encoding);
            assert_eq!(lines.offset(Position { line: 0, column: 99 }), 5);
            assert_eq!(lines.offset(Position { line: 9, column: 0 }), 8);
        }
    }

    #[test]
    fn every_boundary_survives_the_round_trip() {
        let text = "x\u{feff}ü\n\n😀😀 z\r\nend";
        let rope = Rope::from_str(text);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let lines = Lines::new(&rope, encoding);
            for (offset, c) in text.char_indices().filter(|(_, c)| !matches!(c, '\r' | '\n')) {
                assert_eq!(lines.offset(lines.position(offset)), offset, "{encoding:?} {c:?}");
            }
        }
    }
}
