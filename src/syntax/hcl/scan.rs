//! Tokens of HCL.
//!
//! The scan never fails and takes time in proportion to the text, whatever the text is.

use crate::text::Span;

/// How deep templates may stand in templates; deeper ones end at the end of their line, as broken ones do.
const MAX_TEMPLATES: usize = 64;

/// What stands in a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// The end of a line.
    Newline,
    /// A comment: `#` or `//` to the end of the line, or `/* */`.
    Comment,
    /// A name, which may have hyphens.
    Identifier,
    /// A number without its sign.
    Number,
    /// A string in quotes with everything in it.
    Quoted,
    /// A heredoc with everything in it.
    Heredoc,
    /// A string up to the end of its first line, or a heredoc up to the end of the text, that does not end.
    Unclosed,
    /// A single byte of punctuation, or one that means nothing in HCL.
    Punctuation(u8),
}

/// What [`Scanner::skip_expression`] went past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The end of its last token, or where it began if there is none.
    pub end: usize,
    /// Whether it ended before the text did, or with it in good order.
    pub complete: bool,
}

/// Reads tokens from a part of a text.
#[derive(Clone, Debug)]
pub struct Scanner<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Scanner<'t> {
    /// Reads the part of `text` that `span` names.
    pub fn new(text: &'t str, span: Span) -> Self {
        let end = span.end.min(text.len());
        Self { bytes: text.as_bytes().get(..end).unwrap_or_default(), at: span.start }
    }

    /// Where the next token, or the space before it, begins.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes on from another place.
    pub fn move_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The next token, still to be read.
    pub fn peek(&self) -> Option<(Token, Span)> {
        self.clone().next()
    }

    /// The next token that is no comment and, where `newlines` are mere space, no newline; still to be read.
    /// Everything before it is read.
    pub fn peek_past_space(&mut self, newlines: bool) -> Option<(Token, Span)> {
        loop {
            let mut ahead = self.clone();
            let found = ahead.next()?;
            match found.0 {
                Token::Comment => {}
                Token::Newline if newlines => {}
                _ => {
                    self.at = found.1.start;
                    return Some(found);
                }
            }
            *self = ahead;
        }
    }

    /// Reads to the end of an expression: a comma or a closing bracket that it does not own, or, unless
    /// `newlines` are mere space, the end of the line.
    pub fn skip_expression(&mut self, newlines: bool) -> Skipped {
        let mut skipped = Skipped { end: self.at, complete: true };
        let mut open = Vec::new();
        while let Some((token, span)) = self.peek_past_space(newlines || !open.is_empty()) {
            match token {
                Token::Newline => return skipped,
                Token::Punctuation(b',') if open.is_empty() => return skipped,
                Token::Punctuation(bracket @ (b'(' | b'[' | b'{')) => open.push(bracket),
                Token::Punctuation(bracket @ (b')' | b']' | b'}'))
                    if open.pop() != Some(opening(bracket)) =>
                {
                    return skipped;
                }
                Token::Unclosed if span.end == self.bytes.len() => skipped.complete = false,
                _ => {}
            }
            self.at = span.end;
            skipped.end = span.end;
        }
        skipped.complete &= open.is_empty();
        skipped
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn starts_with(&self, prefix: &[u8]) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(prefix))
    }

    fn skip_while(&mut self, accept: impl Fn(u8) -> bool) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|&byte| !accept(byte)).unwrap_or(rest.len());
    }

    fn skip_space(&mut self) {
        while matches!(self.byte(0), Some(b' ' | b'\t' | b'\r' | 0x0b | 0x0c)) && !self.starts_with(b"\r\n") {
            self.at += 1;
        }
    }

    /// Goes to the end of the line, before its `\n` or `\r\n`.
    fn skip_line(&mut self) {
        let start = self.at;
        self.skip_while(|byte| byte != b'\n');
        if self.byte(0).is_some() && self.at > start && self.bytes.get(self.at - 1) == Some(&b'\r') {
            self.at -= 1;
        }
    }

    /// Reads one token; nothing at the end, and nothing where a template in it is broken.
    fn token(&mut self, depth: usize) -> Option<Token> {
        self.skip_space();
        match self.byte(0)? {
            b'\n' => Some(self.punctuation(1, Token::Newline)),
            // One without its line feed is space.
            b'\r' => Some(self.punctuation(2, Token::Newline)),
            b'#' => Some(self.line_comment()),
            b'/' if self.byte(1) == Some(b'/') => Some(self.line_comment()),
            b'/' if self.byte(1) == Some(b'*') => Some(self.block_comment()),
            b'"' => self.quoted(depth),
            b'<' if self.heredoc_marker().is_some() => self.heredoc(depth),
            b'0'..=b'9' => Some(self.number()),
            byte if is_name_start(byte) => Some(self.name()),
            byte => Some(self.punctuation(1, Token::Punctuation(byte))),
        }
    }

    fn punctuation(&mut self, len: usize, token: Token) -> Token {
        self.at += len;
        token
    }

    fn line_comment(&mut self) -> Token {
        self.skip_line();
        Token::Comment
    }

    fn block_comment(&mut self) -> Token {
        self.at += 2;
        while self.byte(0).is_some() && !self.starts_with(b"*/") {
            self.at += 1;
        }
        self.at = (self.at + 2).min(self.bytes.len());
        Token::Comment
    }

    fn number(&mut self) -> Token {
        let digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
        self.skip_while(|byte| byte.is_ascii_digit());
        if self.byte(0) == Some(b'.') && digit(self.byte(1)) {
            self.at += 1;
            self.skip_while(|byte| byte.is_ascii_digit());
        }
        if matches!(self.byte(0), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.byte(1), Some(b'+' | b'-')));
            if digit(self.byte(1 + sign)) {
                self.at += 1 + sign;
                self.skip_while(|byte| byte.is_ascii_digit());
            }
        }
        Token::Number
    }

    fn name(&mut self) -> Token {
        self.skip_while(is_name);
        Token::Identifier
    }

    /// A string in quotes; nothing where a line ends before it does.
    fn quoted(&mut self, depth: usize) -> Option<Token> {
        self.at += 1;
        loop {
            self.skip_while(|byte| !matches!(byte, b'"' | b'\n' | b'\\' | b'$' | b'%'));
            match self.byte(0)? {
                b'"' => return Some(self.punctuation(1, Token::Quoted)),
                b'\n' => return None,
                b'\\' if !matches!(self.byte(1), Some(b'\n' | b'\r') | None) => self.at += 2,
                b'\\' => self.at += 1,
                _ => self.marker(depth)?,
            }
        }
    }

    /// What begins with `$` or `%` in a template; nothing where it is an interpolation that does not end.
    fn marker(&mut self, depth: usize) -> Option<()> {
        let sign = self.byte(0)?;
        if self.byte(1) == Some(sign) && self.byte(2) == Some(b'{') {
            self.at += 3;
            return Some(());
        }
        self.at += 1;
        if self.byte(0) != Some(b'{') {
            return Some(());
        }
        self.at += 1;
        if depth >= MAX_TEMPLATES {
            return None;
        }
        let mut braces = 1;
        while braces > 0 {
            match self.token(depth + 1)? {
                Token::Punctuation(b'{') => braces += 1,
                Token::Punctuation(b'}') => braces -= 1,
                _ => {}
            }
        }
        Some(())
    }

    /// The name that ends the heredoc which begins here, and where its text begins.
    fn heredoc_marker(&self) -> Option<(&'t [u8], usize)> {
        if !self.starts_with(b"<<") {
            return None;
        }
        let start = self.at + 2 + usize::from(self.byte(2) == Some(b'-'));
        let rest = self.bytes.get(start..)?;
        let len = rest.iter().position(|&byte| !is_name(byte)).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(len)?;
        let newline = if after.starts_with(b"\r\n") { 2 } else { usize::from(after.starts_with(b"\n")) };
        (name.first().copied().is_some_and(is_name_start) && newline > 0)
            .then_some((name, start + len + newline))
    }

    fn heredoc(&mut self, depth: usize) -> Option<Token> {
        let (name, start) = self.heredoc_marker()?;
        self.at = start;
        // An interpolation that does not end hides the end of the heredoc; then lines alone must find it.
        if self.heredoc_text(name, depth).is_none() {
            if depth > 0 {
                return None;
            }
            self.at = start;
            while !self.heredoc_end(name) {
                self.skip_while(|byte| byte != b'\n');
                if self.byte(0).is_none() {
                    return Some(Token::Unclosed);
                }
                self.at += 1;
            }
        }
        Some(Token::Heredoc)
    }

    /// Reads the lines of a heredoc and its end; nothing where a template in it, or itself, does not end.
    fn heredoc_text(&mut self, name: &[u8], depth: usize) -> Option<()> {
        while !self.heredoc_end(name) {
            loop {
                self.skip_while(|byte| !matches!(byte, b'\n' | b'$' | b'%'));
                match self.byte(0)? {
                    b'\n' => break self.at += 1,
                    _ => self.marker(depth)?,
                }
            }
        }
        Some(())
    }

    /// Reads the end of a heredoc if this line is one: its name and nothing else.
    fn heredoc_end(&mut self, name: &[u8]) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let line = rest.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let found = line.trim_ascii() == name;
        if found {
            self.at += line.len() - line.trim_ascii_start().len() + name.len();
        }
        found
    }
}

impl Iterator for Scanner<'_> {
    type Item = (Token, Span);

    fn next(&mut self) -> Option<Self::Item> {
        self.skip_space();
        self.byte(0)?;
        let start = self.at;
        let token = self.token(0).unwrap_or_else(|| {
            self.at = start;
            self.skip_line();
            Token::Unclosed
        });
        Some((token, Span::new(start, self.at)))
    }
}

fn opening(bracket: u8) -> u8 {
    match bracket {
        b')' => b'(',
        b']' => b'[',
        _ => b'{',
    }
}

/// Whether a name can begin with `byte`. Every byte of a character outside ASCII passes: what such characters
/// mean is the same to every reader of a whole file, and of no use in a broken one.
fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii()
}

fn is_name(byte: u8) -> bool {
    is_name_start(byte) || byte.is_ascii_digit() || byte == b'-'
}
