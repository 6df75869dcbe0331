//! What a block parse gives, whichever parser made it.

use crate::text::Span;

/// A block of Markdown, leaf or list item, with spans relative to its chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes, without white space at the end.
    pub span: Span,
    /// How many list items it is in.
    pub depth: u8,
    /// Whether it is in a block quote.
    pub quoted: bool,
}

/// The kinds of block that matter here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// An ATX or setext heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Whether it is marked by the line below it.
        setext: bool,
        /// The heading's text, without its marks.
        content: Span,
    },
    /// A paragraph.
    Paragraph,
    /// A list item; what it holds follows with a greater depth.
    Item,
    /// A row of a table, the head included, the delimiter row left out.
    Row {
        /// The cells' text, trimmed; empty cells have empty spans.
        cells: Vec<Span>,
    },
    /// A fenced or indented code block.
    Code {
        /// The info string after the fence; empty for indented code.
        info: Span,
    },
    /// A block of HTML, comments included.
    Html,
    /// Front matter with its markers.
    FrontMatter,
    /// A block too large to be read.
    Unread,
    /// A thematic break.
    Break,
    /// A link reference definition.
    Definition {
        /// The destination, without angle brackets.
        target: Span,
    },
}

impl Block {
    /// A block in no container.
    pub fn top(kind: BlockKind, span: Span) -> Self {
        Self { kind, span, depth: 0, quoted: false }
    }

    /// Whether it is in no container.
    pub fn is_top(&self) -> bool {
        self.depth == 0 && !self.quoted
    }
}

/// The span without white space at its ends.
pub(crate) fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start().len());
    Span::new(start, start + inner.trim().len())
}

/// The block of a chunk that is one fence.
pub(super) fn opaque_fence(text: &str) -> Block {
    let span = Span::new(text.len() - text.trim_start_matches([' ', '\t']).len(), text.trim_end().len());
    Block::top(BlockKind::Code { info: fence_info(text, span) }, span)
}

/// The info string of a code block; empty where it is not fenced.
pub(super) fn fence_info(text: &str, span: Span) -> Span {
    let source = span.of(text);
    let line = source.split(['\n', '\r']).next().unwrap_or_default();
    let rest = line.trim_start_matches(['`', '~']);
    if line.len() - rest.len() < 3 {
        return Span::empty(span.start);
    }
    trimmed(text, Span::new(span.start + line.len() - rest.len(), span.start + line.len()))
}

/// A heading's block, its content found in its source.
pub(super) fn heading(text: &str, span: Span, level: u8) -> BlockKind {
    let source = span.of(text);
    let setext = !source.starts_with('#');
    let content = if setext {
        let underline = source.trim_end().rfind(['\n', '\r']).unwrap_or(source.len());
        trimmed(text, Span::new(span.start, span.start + underline))
    } else {
        let inner = source.trim_end();
        let open = inner.len() - inner.trim_start_matches('#').len();
        let closed = inner.trim_end_matches('#');
        let end = if closed.len() == inner.len() || closed.ends_with([' ', '\t']) {
            closed.len()
        } else {
            inner.len()
        };
        trimmed(text, Span::new(span.start + open, span.start + end.max(open)))
    };
    BlockKind::Heading { level, setext, content }
}

/// A table row's block, its cells split at the pipes that are neither escaped nor in a code span.
pub(super) fn row(text: &str, span: Span) -> BlockKind {
    let source = span.of(text).trim_end();
    let mut cells = Vec::new();
    let mut start = usize::from(source.starts_with('|'));
    let mut escaped = false;
    let mut code = false;
    for (at, byte) in source.bytes().enumerate().skip(start) {
        match byte {
            b'`' if !escaped => code = !code,
            b'|' if !(escaped || code && closes_code(source, at)) => {
                cells.push(trimmed(text, Span::new(span.start + start, span.start + at)));
                start = at + 1;
                code = false;
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    if start < source.len() {
        cells.push(trimmed(text, Span::new(span.start + start, span.start + source.len())));
    }
    BlockKind::Row { cells }
}

/// Whether a backtick still comes after `at`, so that the code span open there has an end.
fn closes_code(source: &str, at: usize) -> bool {
    source.bytes().skip(at).any(|byte| byte == b'`')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(source: &str) -> Vec<&str> {
        let BlockKind::Row { cells } = row(source, Span::new(0, source.len())) else { return Vec::new() };
        cells.into_iter().map(|cell| cell.of(source)).collect()
    }

    #[test]
    fn rows_keep_empty_cells_and_escaped_pipes() {
        assert_eq!(cells("| Stakeholders | |"), ["Stakeholders", ""]);
        assert_eq!(cells("a | b"), ["a", "b"]);
        assert_eq!(cells(r"| a \| b | `x | y` | z |"), [r"a \| b", "`x | y`", "z"]);
        assert_eq!(cells("| ` | b |"), ["`", "b"]);
    }

    #[test]
    fn headings_lose_their_marks() {
        let content = |source: &str| match heading(source, Span::new(0, source.len()), 2) {
            BlockKind::Heading { content, .. } => content.of(source).to_owned(),
            _ => String::new(),
        };
        assert_eq!(content("## C# and F#"), "C# and F#");
        assert_eq!(content("##  Logs  ## "), "Logs");
        assert_eq!(content("##"), "");
        assert_eq!(content("## ##"), "");
        assert_eq!(content("Back-\nup\n---"), "Back-\nup");
    }
}
