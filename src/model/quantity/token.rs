//! The words, numbers and signs of an answer, without its emphasis.

use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits with points and commas between them: `99.95`, `1,240`, `1.4.0`.
    Number,
    /// A letter or an underscore and what follows of letters, digits and underscores.
    Word,
    /// One other character.
    Sign,
}

/// One word, number or sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub span: Span,
    /// Whether it follows the token before it without a space.
    pub glued: bool,
    /// Whether a line begins with it.
    pub opens_line: bool,
}

impl Token<'_> {
    pub fn is(&self, text: &str) -> bool {
        self.text.eq_ignore_ascii_case(text)
    }

    pub fn is_any(&self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.is(text))
    }

    pub fn is_dash(&self) -> bool {
        self.is_any(&["-", "–", "—", "−"])
    }
}

/// The tokens of one answer.
pub(super) struct Tokens<'a> {
    text: &'a str,
    list: Vec<Token<'a>>,
}

impl<'a> Tokens<'a> {
    /// Cuts a text into tokens. Spaces, HTML tags, `*`, backticks, backslashes and underscores around a word are none.
    ///
    /// Directly behind a number a word has no digits, so that `1h30m` is four tokens.
    pub fn of(text: &'a str) -> Self {
        let mut tokens: Vec<Token> = Vec::new();
        let (mut at, mut glued, mut opens_line) = (0, false, true);
        while let Some(rest) = text.get(at..)
            && let Some(first) = rest.chars().next()
        {
            let after_number = glued && tokens.last().is_some_and(|token: &Token| token.kind == Kind::Number);
            if first == '<'
                && let Some(len) = tag_len(rest)
            {
                (at, glued) = (at + len, false);
                continue;
            }
            let (kind, len) = match first {
                '0'..='9' => (Kind::Number, number_len(rest)),
                '_' if !continues_word(text, at) => (Kind::Sign, 0),
                _ if first.is_alphabetic() || first == '_' => (Kind::Word, word_len(rest, after_number)),
                '*' | '`' | '\\' => (Kind::Sign, 0),
                _ => (Kind::Sign, first.len_utf8()),
            };
            if first.is_whitespace() || len == 0 {
                glued &= !first.is_whitespace();
                opens_line |= first == '\n';
                at += first.len_utf8();
                continue;
            }
            let span = Span::new(at, at + len);
            let word = span.of(text);
            tokens.push(Token { kind, text: word, span, glued, opens_line });
            (at, glued, opens_line) = (span.end, true, false);
        }
        Self { text, list: tokens }
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn get(&self, at: usize) -> Option<&Token<'a>> {
        self.list.get(at)
    }

    /// The token `by` places before another.
    pub fn before(&self, at: usize, by: usize) -> Option<&Token<'a>> {
        self.get(at.checked_sub(by)?)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Token<'a>> {
        self.list.iter()
    }

    pub fn is(&self, at: usize, text: &str) -> bool {
        self.get(at).is_some_and(|token| token.is(text))
    }

    pub fn is_any(&self, at: usize, texts: &[&str]) -> bool {
        self.get(at).is_some_and(|token| token.is_any(texts))
    }

    /// Whether these words stand here one after the other.
    pub fn are(&self, at: usize, texts: &[&str]) -> bool {
        texts.iter().zip(at..).all(|(text, at)| self.is(at, text))
    }

    /// Whether these words stand directly before a place.
    pub fn are_before(&self, at: usize, texts: &[&str]) -> bool {
        at.checked_sub(texts.len()).is_some_and(|at| self.are(at, texts))
    }

    pub fn number(&self, at: usize) -> Option<&Token<'a>> {
        self.get(at).filter(|token| token.kind == Kind::Number)
    }

    pub fn word(&self, at: usize) -> Option<&Token<'a>> {
        self.get(at).filter(|token| token.kind == Kind::Word)
    }

    /// Whether a token stands here without a space before it.
    pub fn glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.glued)
    }

    /// From the first byte of one token to the last of the one before `end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let from = self.get(start).map_or(0, |token| token.span.start);
        Span::new(from, self.before(end, 1).map_or(from, |token| token.span.end))
    }

    /// Whether backticks or quotes stand around a place.
    pub fn is_quoted(&self, span: Span) -> bool {
        let quote = |c: char| matches!(c, '`' | '"');
        let before = self.text.get(..span.start).is_some_and(|text| text.ends_with(quote));
        before && self.text.get(span.end..).is_some_and(|text| text.starts_with(quote))
    }

    /// Whether a value can begin here: not within a version, an address, a path, an identifier or a longer number.
    pub fn can_begin(&self, at: usize) -> bool {
        let Some(before) = self.before(at, 1).filter(|_| self.glued(at)) else { return true };
        match before.text {
            "(" | "[" | "{" | "|" | "=" | "~" | "≈" | "<" | ">" | "≤" | "≥" | "\"" | "'" | "“" | "‘"
            | "," | ";" | "…" | "⇒" | "→" => true,
            ":" => self.before(at, 2).is_none_or(|token| token.kind != Kind::Number),
            _ => false,
        }
    }

    /// Whether the token here goes on with what is before it, as the `-03` of a date and the `.4` of a version do.
    pub fn goes_on(&self, at: usize) -> bool {
        let Some(token) = self.get(at).filter(|token| token.glued) else { return false };
        let next_glued = self.get(at + 1).is_some_and(|next| next.glued && next.kind != Kind::Sign);
        match token.kind {
            Kind::Number | Kind::Word => true,
            Kind::Sign => next_glued && matches!(token.text, "." | "-" | "/" | ":" | "_" | "@" | "\\"),
        }
    }
}

/// Whether an underscore is part of a word: a letter or a digit follows, and it does not begin emphasis.
fn continues_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at + 1..).unwrap_or_default();
    let word = before.is_some_and(char::is_alphanumeric);
    word && after.trim_start_matches('_').starts_with(char::is_alphanumeric)
}

/// The length of an HTML tag or comment; `CPU <80 and disk >90` has none.
fn tag_len(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|at| at + 3);
    }
    let len = text.find('>')? + 1;
    let inner = text.get(1..len - 1)?.trim_matches('/');
    let name = inner.find(char::is_whitespace).and_then(|end| inner.get(..end)).unwrap_or(inner);
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_name && (name.len() == inner.trim_end().len() || inner.contains('='))).then_some(len)
}

fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut len = 0;
    while digit(len) || (matches!(bytes.get(len), Some(b'.' | b',')) && digit(len + 1)) {
        len += 1;
    }
    len
}

fn word_len(text: &str, letters_only: bool) -> usize {
    let goes_on = |c: char| if letters_only { c.is_alphabetic() } else { c.is_alphanumeric() || c == '_' };
    let word = text.find(|c| !goes_on(c)).and_then(|end| text.get(..end)).unwrap_or(text);
    match word.trim_end_matches('_').len() {
        0 => word.len(),
        len => len,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_leave_emphasis_out() {
        for (text, expected) in [
            ("**1h30m** `x_y`", "1 h 30 m x_y"),
            ("_4 h_ __5__ a_", "4 h 5 a"),
            ("99,95 %, 1.4.0.", "99,95 % , 1.4.0 ."),
            ("P1: v2h m2", "P1 : v2h m2"),
            ("März 日本", "März 日本"),
            ("\\< 4", "< 4"),
            ("<p class=\"x\">4 h<br/>5 <!-- 6 --></p> <7 and 8>", "4 h 5 < 7 and 8 >"),
        ] {
            let tokens: Vec<_> = Tokens::of(text).iter().map(|token| token.text).collect();
            assert_eq!(tokens.join(" "), expected);
        }
        let glued: Vec<_> = Tokens::of("1h 2 **h**m").iter().map(|token| token.glued).collect();
        assert_eq!(glued, [false, true, false, false, true]);
    }
}
