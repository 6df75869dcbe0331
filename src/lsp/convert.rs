//! Between the engine's values and the protocol's types.

use std::path::{Path, PathBuf};

use ropey::Rope;
use tower_lsp_server::ls_types::{
    DiagnosticSeverity, Position as LspPosition, PositionEncodingKind, Range, Uri,
};

use crate::rules::Severity;
use crate::text::{Encoding, Lines, Position, Span};
use crate::workspace::normal;

/// The encoding of columns: the first that the client offers, else UTF-16.
pub(super) fn encoding(offered: &[&str]) -> Encoding {
    let known = offered.iter().find_map(|kind| match *kind {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    });
    known.unwrap_or(Encoding::Utf16)
}

/// The name of an encoding.
pub(super) fn encoding_kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// Where a position is; one that is beyond the text is put at its end.
pub(super) fn offset(rope: &Rope, encoding: Encoding, position: LspPosition) -> usize {
    let position = Position { line: wide(position.line), column: wide(position.character) };
    Lines::new(rope, encoding).offset(position)
}

/// Where a range is; one that is beyond the text or the wrong way round is put right.
pub(super) fn span(rope: &Rope, encoding: Encoding, range: Range) -> Span {
    let (start, end) = (offset(rope, encoding, range.start), offset(rope, encoding, range.end));
    Span::new(start.min(end), start.max(end))
}

/// The range of a span.
pub(super) fn range(rope: &Rope, encoding: Encoding, span: Span) -> Range {
    let lines = Lines::new(rope, encoding);
    let position = |offset| {
        let Position { line, column } = lines.position(offset);
        LspPosition::new(narrow(line), narrow(column))
    };
    Range::new(position(span.start), position(span.end))
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How the protocol calls a severity.
pub(super) fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// The path of a file; nothing for a document that is no file.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    if !uri.scheme().as_str().eq_ignore_ascii_case("file") {
        return None;
    }
    uri.to_file_path().map(|path| normal(&path)).filter(|path| path.is_absolute())
}

/// The name of a document that is no file: the last part of its address.
pub(super) fn name(uri: &Uri) -> String {
    let path = uri.path().decode().to_string_lossy();
    path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("untitled").to_owned()
}

/// The address of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    Uri::from_file_path(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(uri: &str) -> Uri {
        uri.parse().unwrap()
    }

    #[cfg(unix)]
    #[test]
    fn files_have_paths_and_back() {
        assert_eq!(path(&parsed("file:///a%20b/%C3%BC.md")), Some(PathBuf::from("/a b/ü.md")));
        assert_eq!(uri(Path::new("/a b/ü.md")), Some(parsed("file:///a%20b/%C3%BC.md")));
        assert_eq!(path(&parsed("file:///a/./b/../c.md")), Some(PathBuf::from("/a/c.md")));
    }

    #[test]
    fn what_is_no_file_has_a_name() {
        assert_eq!(path(&parsed("untitled:Untitled-1")), None);
        assert_eq!(name(&parsed("untitled:Untitled-1")), "Untitled-1");
        assert_eq!(name(&parsed("untitled:")), "untitled");
    }

    #[test]
    fn ranges_out_of_place_are_put_right() {
        let rope = Rope::from_str("ab\ncd");
        let at = LspPosition::new;
        assert_eq!(span(&rope, Encoding::Utf16, Range::new(at(0, 99), at(99, 0))), Span::new(2, 5));
        assert_eq!(span(&rope, Encoding::Utf16, Range::new(at(1, 1), at(0, 1))), Span::new(1, 4));
    }
}
