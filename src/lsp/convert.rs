//! Between the engine's values and the protocol's types.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use ropey::Rope;
use tower_lsp_server::ls_types::{
    DiagnosticSeverity, Position as LspPosition, PositionEncodingKind, Range, Uri,
};

use crate::rules::Severity;
use crate::text::{Encoding, Lines, Position, Span};
use crate::workspace::normal;

/// What is escaped in an address of a shared file, as editors do it.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

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
    range_in(&Lines::new(rope, encoding), span)
}

/// The same where there are many.
pub(super) fn range_in(lines: &Lines<'_>, span: Span) -> Range {
    Range::new(position_in(lines, span.start), position_in(lines, span.end))
}

/// The position of a place.
pub(super) fn position_in(lines: &Lines<'_>, offset: usize) -> LspPosition {
    let Position { line, column } = lines.position(offset);
    LspPosition::new(narrow(line), narrow(column))
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
    let shared = if cfg!(windows) { on_share(uri).map(PathBuf::from) } else { None };
    let path = shared.or_else(|| uri.to_file_path().map(Cow::into_owned))?;
    Some(normal(&path)).filter(|path| path.is_absolute())
}

/// The path of a file that another machine shares, as Windows writes it: `\\server\share\a.md` for
/// `file://server/share/a.md`.
fn on_share(uri: &Uri) -> Option<String> {
    let host = uri.authority().map(|authority| authority.host()).filter(|host| !host.is_empty())?;
    let host = percent_decode_str(host).decode_utf8_lossy();
    let path = uri.path().decode().to_string_lossy().replace('/', "\\");
    Some(format!("\\\\{host}{path}"))
}

/// The address of a file that another machine shares; nothing for a path of Windows that names none.
fn of_share(path: &str) -> Option<Uri> {
    let named = path.strip_prefix("\\\\").filter(|named| !named.starts_with(['?', '.']))?;
    let parts = named.split('\\').map(|part| utf8_percent_encode(part, ESCAPED).to_string());
    format!("file://{}", parts.collect::<Vec<_>>().join("/")).parse().ok()
}

/// The name of a document that is no file: the last part of its address.
pub(super) fn name(uri: &Uri) -> String {
    let path = uri.path().decode().to_string_lossy();
    path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("untitled").to_owned()
}

/// The address of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    let shared = if cfg!(windows) { path.to_str().and_then(of_share) } else { None };
    shared.or_else(|| Uri::from_file_path(path))
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

    #[cfg(windows)]
    #[test]
    fn drives_and_shares_have_paths_and_back() {
        for (address, file, back) in [
            ("file:///c:/a%20b/x.md", r"C:\a b\x.md", "file:///C%3A/a%20b/x.md"),
            ("file:///C%3A/a/./b/../x.md", r"C:\a\x.md", "file:///C%3A/a/x.md"),
            ("file://server/share/x.md", r"\\server\share\x.md", "file://server/share/x.md"),
            ("file://wsl%24/Ubuntu/x.md", r"\\wsl$\Ubuntu\x.md", "file://wsl%24/Ubuntu/x.md"),
        ] {
            assert_eq!(path(&parsed(address)), Some(PathBuf::from(file)));
            assert_eq!(uri(Path::new(file)), Some(parsed(back)));
        }
        assert_eq!(path(&parsed("file:///a.md")), None);
    }

    #[test]
    fn what_another_machine_shares_is_named_as_windows_names_it() {
        for (address, share) in [
            ("file://server/share/a%20b/x.md", r"\\server\share\a b\x.md"),
            ("file://wsl%24/Ubuntu/home/me/my_notes-1.md", r"\\wsl$\Ubuntu\home\me\my_notes-1.md"),
            ("file://wsl.localhost/Ubuntu/%C3%BC~.md", r"\\wsl.localhost\Ubuntu\ü~.md"),
        ] {
            assert_eq!(on_share(&parsed(address)).as_deref(), Some(share));
            assert_eq!(of_share(share), Some(parsed(address)));
        }
        assert_eq!(on_share(&parsed("file:///c%3A/x.md")), None);
        assert_eq!(of_share(r"C:\x.md"), None);
        assert_eq!(of_share(r"\\?\C:\x.md"), None);
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
