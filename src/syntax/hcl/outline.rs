//! Where the attributes and blocks of a file stand.

use super::{Scanner, Token};
use crate::text::Span;

/// How deep blocks may stand in blocks; what is deeper is left out.
pub const MAX_DEPTH: usize = 64;

/// What begins a line only at the top of a Terraform file, apart from mistakes in indentation.
const HEADERS: [&str; 11] = [
    "resource",
    "data",
    "module",
    "variable",
    "output",
    "locals",
    "provider",
    "terraform",
    "moved",
    "import",
    "check",
];

/// An attribute or a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An attribute, which is all told by its place.
    Attribute {
        /// Where its name stands.
        name: Span,
    },
    /// A block.
    Block {
        /// From its keyword to its closing brace, or to its last item where there is no brace.
        span: Span,
        /// What stands in it.
        items: Vec<Item>,
    },
}

/// The items at the top of a text, with what stands in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The items in their order.
    pub items: Vec<Item>,
    /// Whether each of them ends before the text does, or with it in good order: then none depends on what stands in
    /// another.
    pub is_complete: bool,
}

/// Finds the items of any text, line by line.
pub fn outline(text: &str) -> Outline {
    let mut items = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut limit = text.len();
    // Once something has run to the end of the text without its closing bracket, headers end what they follow.
    let mut broken = false;
    while let Some((_, span)) = Scanner::new(text, Span::new(at, text.len())).peek_past_space(true) {
        if broken && limit <= span.start {
            limit = next_header(text, span.start);
        }
        let mut lines = Lines { scanner: Scanner::new(text, Span::new(span.start, limit)), complete: true };
        let item = lines.item(0);
        if lines.complete || broken {
            items.extend(item);
            at = lines.scanner.at();
        } else {
            broken = true;
            limit = next_header(text, span.start);
        }
    }
    Outline { items, is_complete: !broken }
}

/// The items of the block that begins and ends where a span does; nothing where no such block is there.
pub fn outline_of_block(text: &str, span: Span) -> Option<Vec<Item>> {
    let mut lines = Lines { scanner: Scanner::new(text, Span::new(span.start, text.len())), complete: true };
    match lines.item(0) {
        Some(Item::Block { span: found, items }) if lines.complete && found == span => Some(items),
        _ => None,
    }
}

/// Where the first line after `start` begins that can only be the header of a block at the top.
fn next_header(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let mut at = start;
    for line in rest.split_inclusive('\n') {
        if at > start && is_header(line) {
            return at;
        }
        at += line.len();
    }
    text.len()
}

fn is_header(line: &str) -> bool {
    HEADERS.iter().any(|header| {
        line.strip_prefix(header)
            .is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(['"', '{']))
    })
}

/// Reads items line by line.
struct Lines<'t> {
    scanner: Scanner<'t>,
    /// Whether everything so far ended before the text did.
    complete: bool,
}

impl Lines<'_> {
    /// Reads one item, or whatever else stands there, and always goes on.
    fn item(&mut self, depth: usize) -> Option<Item> {
        let (token, name) = self.scanner.next()?;
        if token == Token::Identifier {
            if self.attribute().is_some() {
                return Some(Item::Attribute { name });
            }
            if self.open_block().is_some() {
                let (items, end) = self.body(depth + 1);
                return Some(Item::Block { span: Span::new(name.start, end), items });
            }
        }
        if !matches!(token, Token::Punctuation(b')' | b']' | b'}')) {
            self.scanner.move_to(name.start);
            self.complete &= self.scanner.skip_expression(false).complete;
            self.scanner.move_to(self.scanner.at().max(name.end));
        }
        None
    }

    /// Reads the rest of an attribute after its name, and says where it ends.
    fn attribute(&mut self) -> Option<usize> {
        let (Token::Punctuation(b'='), sign) = self.scanner.peek_past_space(false)? else { return None };
        self.scanner.move_to(sign.end);
        let value = self.scanner.skip_expression(false);
        self.complete &= value.complete;
        Some(value.end)
    }

    /// Reads the rest of a header after its keyword, and says where it ends.
    fn open_block(&mut self) -> Option<usize> {
        loop {
            let (token, span) = self.scanner.peek_past_space(false)?;
            match token {
                Token::Identifier | Token::Quoted => self.scanner.move_to(span.end),
                Token::Punctuation(b'{') => {
                    self.scanner.move_to(span.end);
                    return Some(span.end);
                }
                _ => return None,
            }
        }
    }

    /// Reads what stands in a block and its closing brace, and says where it ends.
    fn body(&mut self, depth: usize) -> (Vec<Item>, usize) {
        let mut items = Vec::new();
        let mut end = self.scanner.at();
        while let Some((token, span)) = self.scanner.peek_past_space(true) {
            if token == Token::Punctuation(b'}') {
                self.scanner.move_to(span.end);
                return (items, span.end);
            }
            if depth <= MAX_DEPTH {
                items.extend(self.item(depth));
            } else {
                let skipped = self.scanner.skip_expression(true);
                self.complete &= skipped.complete;
                self.scanner.move_to(skipped.end.max(span.end));
            }
            end = self.scanner.at();
        }
        self.complete = false;
        (items, end)
    }
}
