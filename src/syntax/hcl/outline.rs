//! Where the attributes and blocks of a file stand.

use hcl_edit::Span as _;
use hcl_edit::structure::{Body, Structure};
use tree_sitter::Node;

use super::{HclTree, Scanner, Token};
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

/// Finds the items of any text, line by line.
pub fn outline(text: &str) -> Vec<Item> {
    read(text, |_| None)
}

/// Finds the items of a text that is being edited: where the tree is sound by the tree, elsewhere line by line.
pub fn outline_by_tree(text: &str, tree: &HclTree) -> Vec<Item> {
    let mut nodes = tree.top_nodes().into_iter().peekable();
    read(text, |start| {
        while nodes.next_if(|node| node.start_byte() < start).is_some() {}
        let node = nodes.next_if(|node| node.start_byte() == start && !node.has_error())?;
        Some((sound(node, text, 0)?, node.end_byte()))
    })
}

/// A longer text is not given to `hcl-edit`, which looks through all entries of an object for each entry in it.
const LONGEST_WHOLE: usize = 64 * 1024;

/// Finds the items of a text without faults; nothing where it is long, and where `hcl-edit` refuses the text, or
/// accepts what Terraform does not, such as a string over several lines.
pub fn outline_of_whole(text: &str) -> Option<Vec<Item>> {
    if text.len() > LONGEST_WHOLE {
        return None;
    }
    whole(&hcl_edit::parser::parse_body(text).ok()?, text)
}

fn whole(body: &Body, text: &str) -> Option<Vec<Item>> {
    let item = |structure: &Structure| match structure {
        Structure::Attribute(attribute) => {
            let name = Span::from(attribute.key.span()?);
            let same = Lines::new(text, name.end, text.len()).attribute()? == attribute.value.span()?.end;
            same.then_some(Item::Attribute { name })
        }
        Structure::Block(block) => {
            Lines::new(text, block.ident.span()?.end, text.len()).open_block()?;
            Some(Item::Block { span: block.span()?.into(), items: whole(&block.body, text)? })
        }
    };
    body.iter().map(item).collect()
}

/// Reads the items at the top, taking from `known` what it knows of the item that begins at an offset.
fn read(text: &str, mut known: impl FnMut(usize) -> Option<(Item, usize)>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut limit = text.len();
    // Once something has run to the end of the text without its closing bracket, headers end what they follow.
    let mut broken = false;
    while let Some((_, span)) = Scanner::new(text, Span::new(at, text.len())).peek_past_space(true) {
        if broken && limit <= span.start {
            limit = next_header(text, span.start);
        }
        let from_known = known(span.start).filter(|(_, end)| *end <= limit);
        let (item, complete, end) = if let Some((item, end)) = from_known {
            (Some(item), true, end)
        } else {
            let mut lines =
                Lines { scanner: Scanner::new(text, Span::new(span.start, limit)), complete: true };
            (lines.item(0), lines.complete, lines.scanner.at())
        };
        if complete || broken {
            items.extend(item);
            at = end;
        } else {
            broken = true;
            limit = next_header(text, span.start);
        }
    }
    items
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

impl<'t> Lines<'t> {
    fn new(text: &'t str, start: usize, end: usize) -> Self {
        Self { scanner: Scanner::new(text, Span::new(start, end)), complete: true }
    }

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

/// The item of a node without errors; nothing where the line-aware scan sees it otherwise.
fn sound(node: Node<'_>, text: &str, depth: usize) -> Option<Item> {
    let mut lines = Lines::new(text, node.start_byte(), text.len());
    let (Token::Identifier, name) = lines.scanner.next()? else { return None };
    if node.kind() == "attribute" {
        let same = lines.attribute()? == node.end_byte();
        return same.then_some(Item::Attribute { name });
    }
    let mut cursor = node.walk();
    let open = lines.open_block()?;
    let mut items = Vec::new();
    for child in node.children(&mut cursor) {
        match child.kind() {
            "block_start" if child.end_byte() != open => return None,
            "body" => items = sound_body(child, text, depth + 1)?,
            _ => {}
        }
    }
    Some(Item::Block { span: node.byte_range().into(), items })
}

fn sound_body(body: Node<'_>, text: &str, depth: usize) -> Option<Vec<Item>> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut cursor = body.walk();
    body.children(&mut cursor)
        .filter(|child| matches!(child.kind(), "attribute" | "block"))
        .map(|child| sound(child, text, depth))
        .collect()
}
