//! From the places of attributes and blocks to what they say.

use super::{Attribute, Block, Element, Entry, Label, TerraformFile, Value};
use crate::syntax::hcl::{Item, MAX_DEPTH, Outline, Scanner, Token, outline};
use crate::text::Span;

/// What a text says.
pub(super) fn file(text: &str) -> TerraformFile {
    let Outline { items, is_complete } = outline(text);
    let (attributes, blocks) = body(text, &items, text.len());
    let comments = super::comment::comments(text, &blocks);
    TerraformFile { blocks, attributes, comments, is_complete, ..TerraformFile::of_text(text) }
}

fn body(text: &str, items: &[Item], end: usize) -> (Vec<Attribute>, Vec<Block>) {
    let mut attributes = Vec::new();
    let mut blocks = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match item {
            Item::Attribute { name } => {
                // What a value that does not end cannot do is reach into the next item.
                let limit = items.get(index + 1).map_or(end, |next| match next {
                    Item::Attribute { name } => name.start,
                    Item::Block { span, .. } => span.start,
                });
                attributes.push(attribute(text, *name, limit));
            }
            Item::Block { span, items } => blocks.push(block(text, *span, items)),
        }
    }
    (attributes, blocks)
}

/// What a block with these items says.
pub(super) fn block(text: &str, span: Span, items: &[Item]) -> Block {
    let mut scanner = Scanner::new(text, span);
    let keyword = scanner.next().map_or(Span::empty(span.start), |(_, span)| span);
    let mut labels = Vec::new();
    while let Some((token @ (Token::Identifier | Token::Quoted), span)) = scanner.peek_past_space(false) {
        scanner.move_to(span.end);
        labels.push(Label { text: label(token, span.of(text)), span });
    }
    let header = Span::new(keyword.start, labels.last().map_or(keyword.end, |label| label.span.end));
    let (attributes, blocks) = body(text, items, span.end);
    Block { keyword: keyword.of(text).to_owned(), labels, span, header, attributes, blocks }
}

fn label(token: Token, raw: &str) -> String {
    match token {
        Token::Quoted => quoted(raw).unwrap_or_else(|| raw.trim_matches('"').to_owned()),
        _ => raw.to_owned(),
    }
}

fn attribute(text: &str, name: Span, limit: usize) -> Attribute {
    let mut scanner = Scanner::new(text, Span::new(name.end, limit));
    let sign = scanner.peek_past_space(false).map_or(name, |(_, span)| span);
    scanner.move_to(sign.end);
    let (value, value_span) = match scanner.peek_past_space(false) {
        None | Some((Token::Newline | Token::Punctuation(b'}'), _)) => {
            (Value::Expression, Span::empty(sign.end))
        }
        Some((_, first)) => {
            let mut reader = Reader { text, scanner: scanner.clone() };
            reader.value(false, 0).unwrap_or_else(|| {
                (Value::Expression, Span::new(first.start, scanner.skip_expression(false).end))
            })
        }
    };
    Attribute { name: name.of(text).to_owned(), name_span: name, value, value_span }
}

/// Reads values.
/// Nothing comes back where what stands there is malformed or too deep; then all around it is an expression.
struct Reader<'t> {
    text: &'t str,
    scanner: Scanner<'t>,
}

impl Reader<'_> {
    /// A value; `newlines` says whether they are mere space around it.
    fn value(&mut self, newlines: bool, depth: usize) -> Option<(Value, Span)> {
        let start = self.scanner.peek_past_space(newlines)?.1.start;
        let value = self.literal(depth)?;
        let end = self.scanner.at();
        match self.scanner.peek_past_space(newlines) {
            None | Some((Token::Newline | Token::Punctuation(b',' | b')' | b']' | b'}'), _)) => {
                Some((value, Span::new(start, end)))
            }
            Some(_) => {
                let end = self.scanner.skip_expression(newlines).end;
                Some((Value::Expression, Span::new(start, end)))
            }
        }
    }

    /// A literal, or the beginning of an expression.
    fn literal(&mut self, depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        let (token, span) = self.scanner.next()?;
        let raw = span.of(self.text);
        let value = match token {
            Token::Number => raw.parse().ok().map(Value::Number),
            Token::Quoted => quoted(raw).map(Value::String),
            Token::Heredoc => heredoc(raw).map(Value::String),
            Token::Identifier => match raw {
                "true" => Some(Value::Bool(true)),
                "false" => Some(Value::Bool(false)),
                "null" => Some(Value::Null),
                _ => None,
            },
            Token::Punctuation(b'-') => match self.literal(depth + 1)? {
                Value::Number(number) => Some(Value::Number(-number)),
                _ => None,
            },
            Token::Punctuation(b'(') => Some(self.parenthesised(depth)?),
            Token::Punctuation(b'[') => Some(self.list(depth)?),
            Token::Punctuation(b'{') => Some(self.object(depth)?),
            Token::Punctuation(b',' | b')' | b']' | b'}') | Token::Newline | Token::Comment => return None,
            Token::Punctuation(_) | Token::Unclosed => None,
        };
        Some(value.unwrap_or(Value::Expression))
    }

    fn parenthesised(&mut self, depth: usize) -> Option<Value> {
        let (value, _) = self.value(true, depth + 1)?;
        self.eat(b')').then_some(value)
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        if self.is_for() {
            return self.rest_of_for(b']');
        }
        let mut elements = Vec::new();
        loop {
            self.scanner.peek_past_space(true)?;
            if self.eat(b']') {
                return Some(Value::List(elements));
            }
            let (value, span) = self.value(true, depth + 1)?;
            elements.push(Element { value, span });
            let next = self.scanner.peek_past_space(true)?.0;
            if !self.eat(b',') && next != Token::Punctuation(b']') {
                return None;
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        if self.is_for() {
            return self.rest_of_for(b'}');
        }
        let mut entries = Vec::new();
        loop {
            self.scanner.peek_past_space(true)?;
            if self.eat(b'}') {
                return Some(Value::Object(entries));
            }
            let (key, key_span) = self.key()?;
            let (value, value_span) = self.value(false, depth + 1)?;
            entries.push(Entry { key, key_span, value, value_span });
            let next = self.scanner.peek_past_space(false)?.0;
            if !self.eat(b',') && !matches!(next, Token::Punctuation(b'}') | Token::Newline) {
                return None;
            }
        }
    }

    /// A key and the sign after it.
    fn key(&mut self) -> Option<(Option<String>, Span)> {
        let (token, first) = self.scanner.next()?;
        let mut span = first;
        if token == Token::Punctuation(b'(') {
            self.scanner.skip_expression(true);
            span.end = self.scanner.at() + 1;
            if !self.eat(b')') {
                return None;
            }
        }
        loop {
            let (token, next) = self.scanner.peek_past_space(false)?;
            self.scanner.move_to(next.end);
            match token {
                Token::Punctuation(b'=' | b':') => break,
                Token::Newline | Token::Punctuation(b',' | b')' | b']' | b'}') => return None,
                _ => span.end = next.end,
            }
        }
        let raw = first.of(self.text);
        let key = match token {
            _ if span != first => None,
            Token::Identifier | Token::Number => Some(raw.to_owned()),
            Token::Quoted => quoted(raw),
            _ => None,
        };
        Some((key, span))
    }

    fn is_for(&self) -> bool {
        let mut ahead = self.scanner.clone();
        ahead.peek_past_space(true).is_some_and(|(_, span)| span.of(self.text) == "for")
    }

    fn rest_of_for(&mut self, close: u8) -> Option<Value> {
        loop {
            self.scanner.skip_expression(true);
            if self.eat(close) {
                return Some(Value::Expression);
            }
            if !self.eat(b',') {
                return None;
            }
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let next = self.scanner.peek();
        if let Some((Token::Punctuation(found), span)) = next
            && found == byte
        {
            self.scanner.move_to(span.end);
            return true;
        }
        false
    }
}

/// What a string in quotes says; nothing where it is a template or broken.
fn quoted(raw: &str) -> Option<String> {
    unescaped(raw.strip_prefix('"')?.strip_suffix('"')?, true)
}

/// What a heredoc says; nothing where it is a template.
fn heredoc(raw: &str) -> Option<String> {
    let (first, rest) = raw.split_once('\n')?;
    let lines = rest.get(..rest.rfind('\n').map_or(0, |end| end + 1))?;
    let text = unescaped(lines, false)?;
    Some(if first.starts_with("<<-") { without_indent(&text) } else { text })
}

/// Takes from every line the indent that all of them share; blank lines neither count nor change.
fn without_indent(text: &str) -> String {
    let indent = |line: &str| line.chars().take_while(|c| c.is_whitespace()).count();
    let blank = |line: &str| line.trim().is_empty();
    let shared = text.lines().filter(|line| !blank(line)).map(indent).min().unwrap_or(0);
    text.split_inclusive('\n')
        .map(|line| {
            let cut = if blank(line) { 0 } else { shared };
            line.char_indices().nth(cut).map_or("", |(at, _)| line.get(at..).unwrap_or_default())
        })
        .collect()
}

/// Resolves what is escaped in the text of a template; nothing where it is more than text.
fn unescaped(text: &str, quoted: bool) -> Option<String> {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c| matches!(c, '$' | '%') || quoted && matches!(c, '\\' | '\n')) {
        let (before, after) = rest.split_at_checked(at)?;
        result.push_str(before);
        rest = after;
        if let Some(escape) = rest.strip_prefix('\\') {
            let (character, len) = escaped(escape)?;
            result.push(character);
            rest = escape.get(len..)?;
        } else if rest.starts_with("$${") || rest.starts_with("%%{") {
            result.push_str(rest.get(1..3)?);
            rest = rest.get(3..)?;
        } else if rest.starts_with("${") || rest.starts_with("%{") || rest.starts_with('\n') {
            return None;
        } else {
            result.push_str(rest.get(..1)?);
            rest = rest.get(1..)?;
        }
    }
    result.push_str(rest);
    Some(result)
}

/// The character that an escape stands for, and the length of the escape after its backslash.
fn escaped(escape: &str) -> Option<(char, usize)> {
    let hex = |len: usize| char::from_u32(u32::from_str_radix(escape.get(1..=len)?, 16).ok()?);
    match escape.chars().next()? {
        'n' => Some(('\n', 1)),
        'r' => Some(('\r', 1)),
        't' => Some(('\t', 1)),
        '"' => Some(('"', 1)),
        '\\' => Some(('\\', 1)),
        'u' => Some((hex(4)?, 5)),
        'U' => Some((hex(8)?, 9)),
        _ => None,
    }
}
