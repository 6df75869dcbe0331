//! Where a Markdown text can be cut so that each piece can be parsed on its own.
//!
//! A chunk starts at a line before which no container and no leaf is open, so that the state of the scan at a
//! chunk's start is always the same and nothing has to be stored for it.
//! Whether a line starts a chunk depends only on the lines from the previous chunk's start up to itself.
//!
//! A line starts a chunk when it is
//! - the line after front matter, a top-level fence or an HTML block that only its end marker ends,
//! - the first line of such a fence or HTML block,
//! - an ATX heading in column 0, or
//! - any other line in column 0 after a blank line, except a list item that may continue a list.
//!
//! A line that begins `---` or `+++` is left to the chunk before it: at the start of a text it would be read as
//! front matter.

/// What a chunk holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChunkKind {
    /// YAML or TOML between its markers, at the start of the text.
    FrontMatter,
    /// One fenced code block of the top level.
    Fence,
    /// One HTML block of the top level that ends at its end marker: a comment, a script, a declaration.
    Html,
    /// Any other blocks.
    Blocks,
}

/// What the lines so far have left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaf {
    None,
    Paragraph,
    FrontMatter {
        marker: u8,
    },
    Fence {
        marker: u8,
        len: usize,
    },
    /// An HTML block that ends at the end of the line that holds one of these, in any case of letters.
    Marked(&'static [&'static str]),
    /// An HTML block that ends at a blank line.
    Markup,
}

/// Reads a text line by line and says where chunks start.
#[derive(Debug)]
pub struct Scanner {
    leaf: Leaf,
    /// Content column of the outermost open list item of the top level.
    item: Option<usize>,
    after_blank: bool,
    after_opaque: bool,
    kind: ChunkKind,
    first_line: bool,
}

impl Default for Scanner {
    fn default() -> Self {
        Self {
            leaf: Leaf::None,
            item: None,
            after_blank: true,
            after_opaque: false,
            kind: ChunkKind::Blocks,
            first_line: true,
        }
    }
}

impl Scanner {
    /// A scanner for a text that begins with closed front matter.
    pub fn in_front_matter(marker: u8) -> Self {
        Self { leaf: Leaf::FrontMatter { marker }, kind: ChunkKind::FrontMatter, ..Self::default() }
    }

    /// Takes the next line, its line break included.
    /// Returns the kind of the chunk that ends before this line, where the line starts a new one.
    pub fn line(&mut self, line: &str) -> Option<ChunkKind> {
        let line = Line::new(line);
        let finished = self.starts_chunk(&line).then_some(self.kind);
        if finished.is_some() {
            *self = Self { first_line: true, ..Self::default() };
        }
        self.advance(&line);
        finished
    }

    /// The kind of the chunk that is still open.
    pub fn kind(&self) -> ChunkKind {
        self.kind
    }

    fn starts_chunk(&self, line: &Line) -> bool {
        if self.first_line {
            return false;
        }
        if self.after_opaque {
            return true;
        }
        if self.in_opaque() || self.leaf == Leaf::Markup {
            return false;
        }
        if self.is_top_level(line) && (line.fence().is_some() || line.marked_html().is_some()) {
            return true;
        }
        line.indent == 0
            && !line.is_blank()
            && !line.text.starts_with("---")
            && !line.text.starts_with("+++")
            && (line.is_atx_heading()
                || (self.after_blank && (self.item.is_none() || line.list_marker().is_none())))
    }

    fn in_opaque(&self) -> bool {
        matches!(self.leaf, Leaf::FrontMatter { .. } | Leaf::Fence { .. } | Leaf::Marked(_))
    }

    /// Whether a block that the line begins is in no list item.
    fn is_top_level(&self, line: &Line) -> bool {
        line.indent <= 3 && self.item.is_none_or(|width| line.indent < width)
    }

    fn advance(&mut self, line: &Line) {
        let first_line = std::mem::replace(&mut self.first_line, false);
        let after_blank = std::mem::replace(&mut self.after_blank, line.is_blank());
        self.after_opaque = false;
        match self.leaf {
            Leaf::FrontMatter { marker } => {
                self.after_opaque = !first_line && line.is_front_matter_marker(marker);
            }
            Leaf::Fence { marker, len } => self.after_opaque = line.closes_fence(marker, len),
            Leaf::Marked(ends) => self.after_opaque = line.contains_any(ends),
            Leaf::Markup if !line.is_blank() => {}
            Leaf::None | Leaf::Paragraph | Leaf::Markup => self.advance_blocks(line, after_blank),
        }
    }

    fn advance_blocks(&mut self, line: &Line, after_blank: bool) {
        if line.is_blank() {
            self.leaf = Leaf::None;
            return;
        }
        if !self.is_top_level(line) && self.item.is_some_and(|width| line.indent >= width) {
            self.leaf = Leaf::Paragraph;
            return;
        }
        if self.is_top_level(line) && self.open_opaque(line) {
            return;
        }
        if let Some(width) = line.list_marker().filter(|_| line.indent <= 3) {
            self.item = Some(width);
            self.leaf = Leaf::Paragraph;
            return;
        }
        let lazy = !after_blank && self.leaf == Leaf::Paragraph && !line.is_atx_heading();
        if !lazy {
            self.item = None;
        }
        self.leaf = if line.begins_markup(lazy) { Leaf::Markup } else { Leaf::Paragraph };
    }

    /// Opens a fence or a marked HTML block that this line begins.
    fn open_opaque(&mut self, line: &Line) -> bool {
        if let Some((marker, len)) = line.fence() {
            self.leaf = Leaf::Fence { marker, len };
            self.kind = ChunkKind::Fence;
        } else if let Some((ends, opening)) = line.marked_html() {
            self.leaf = Leaf::Marked(ends);
            self.kind = ChunkKind::Html;
            self.after_opaque = line.rest_contains_any(opening, ends);
        } else {
            return false;
        }
        self.item = None;
        true
    }
}

/// One line and its indentation in columns.
struct Line<'a> {
    indent: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn new(line: &'a str) -> Self {
        let mut indent = 0;
        let mut rest = line;
        loop {
            if let Some(after) = rest.strip_prefix(' ') {
                indent += 1;
                rest = after;
            } else if let Some(after) = rest.strip_prefix('\t') {
                indent += 4 - indent % 4;
                rest = after;
            } else {
                break;
            }
        }
        Self { indent, text: rest.trim_end_matches(['\n', '\r']) }
    }

    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    fn is_atx_heading(&self) -> bool {
        let rest = self.text.trim_start_matches('#');
        let level = self.text.len() - rest.len();
        self.indent <= 3 && (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']))
    }

    /// Marker and length of an opening code fence.
    fn fence(&self) -> Option<(u8, usize)> {
        let marker = *self.text.as_bytes().first().filter(|b| matches!(b, b'`' | b'~'))?;
        let rest = self.text.trim_start_matches(char::from(marker));
        let len = self.text.len() - rest.len();
        let open = self.indent <= 3 && len >= 3 && !(marker == b'`' && rest.contains('`'));
        open.then_some((marker, len))
    }

    fn closes_fence(&self, marker: u8, len: usize) -> bool {
        let rest = self.text.trim_start_matches(char::from(marker));
        self.indent <= 3 && self.text.len() - rest.len() >= len && rest.trim_matches([' ', '\t']).is_empty()
    }

    fn is_front_matter_marker(&self, marker: u8) -> bool {
        let rest = self.text.trim_start_matches(char::from(marker));
        self.indent == 0 && self.text.len() - rest.len() == 3 && rest.trim_end().is_empty()
    }

    /// Content column of a list item that the line begins.
    fn list_marker(&self) -> Option<usize> {
        let marker = match self.text.as_bytes().first()? {
            b'-' | b'*' | b'+' => 1,
            b'0'..=b'9' => {
                let rest = self.text.trim_start_matches(|c: char| c.is_ascii_digit());
                let digits = self.text.len() - rest.len();
                (digits <= 9 && rest.starts_with(['.', ')'])).then_some(digits + 1)?
            }
            _ => return None,
        };
        let rest = self.text.get(marker..)?;
        let content = rest.trim_start_matches([' ', '\t']);
        if content.is_empty() {
            return Some(self.indent + marker + 1);
        }
        let column = self.indent + marker;
        let padding = Line::new(rest).indent;
        (padding > 0).then_some(if padding <= 4 { column + padding } else { column + 1 })
    }

    /// The end markers of an HTML block that only they end, and the length of the marker that opens it.
    fn marked_html(&self) -> Option<(&'static [&'static str], usize)> {
        const RAW: [&str; 4] = ["<script", "<pre", "<style", "<textarea"];
        const RAW_ENDS: &[&str] = &["</script>", "</pre>", "</style>", "</textarea>"];
        if self.indent > 3 || !self.text.starts_with('<') {
            return None;
        }
        if self.text.starts_with("<!--") {
            return Some((&["-->"], 4));
        }
        if self.text.starts_with("<?") {
            return Some((&["?>"], 2));
        }
        if self.text.starts_with("<![CDATA[") {
            return Some((&["]]>"], 9));
        }
        if self.text.starts_with("<!") && self.text.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) {
            return Some((&[">"], 2));
        }
        RAW.iter().find_map(|open| {
            let head = self.text.get(..open.len())?;
            let next = self.text.as_bytes().get(open.len());
            let ends_name = next.is_none_or(|b| matches!(b, b' ' | b'\t' | b'>'));
            (head.eq_ignore_ascii_case(open) && ends_name).then_some((RAW_ENDS, open.len()))
        })
    }

    fn contains_any(&self, ends: &[&str]) -> bool {
        self.rest_contains_any(0, ends)
    }

    fn rest_contains_any(&self, from: usize, ends: &[&str]) -> bool {
        let rest = self.text.get(from..).unwrap_or_default();
        ends.iter().any(|end| {
            rest.as_bytes().windows(end.len()).any(|window| window.eq_ignore_ascii_case(end.as_bytes()))
        })
    }

    /// Whether the line begins an HTML block that a blank line ends.
    /// `in_paragraph`: only the tags that CommonMark lists may interrupt a paragraph.
    fn begins_markup(&self, in_paragraph: bool) -> bool {
        let Some(rest) = self.text.strip_prefix('<') else { return false };
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let name_len = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
        let name = rest.get(..name_len).unwrap_or_default();
        let after = rest.as_bytes().get(name_len);
        if self.indent > 3 || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return false;
        }
        let listed = BLOCK_TAGS.binary_search(&name.to_ascii_lowercase().as_str()).is_ok();
        if listed {
            return after.is_none_or(|b| matches!(b, b' ' | b'\t' | b'>' | b'/'));
        }
        let whole = self.text.trim_end().ends_with('>') && self.text.matches('<').count() == 1;
        !in_paragraph && whole && after.is_some_and(|b| matches!(b, b' ' | b'\t' | b'>' | b'/'))
    }
}

/// The tags that begin an HTML block anywhere (CommonMark 0.31, section 4.6, start condition 6), sorted.
const BLOCK_TAGS: [&str; 62] = [
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];
