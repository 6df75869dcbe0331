//! Comments that speak to Tiebeam: which template a document follows, which findings are accepted.

use crate::text::Span;

/// A comment that speaks to Tiebeam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// What it says.
    pub kind: DirectiveKind,
    /// The whole comment.
    pub span: Span,
}

/// What a directive says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectiveKind {
    /// `tiebeam: NAME`: the document follows this template.
    Template(String),
    /// `tiebeam-ignore RULE: reason` and `tiebeam-ignore-file RULE: reason`.
    Ignore {
        /// How far it reaches.
        scope: Scope,
        /// The rule's name as written.
        rule: String,
        /// The place of the rule's name.
        rule_span: Span,
        /// Whether a reason is given.
        reasoned: bool,
    },
}

/// How far a suppression reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The block after it.
    NextBlock,
    /// The whole file.
    File,
}

impl Directive {
    /// The same directive in a text that has `by` more bytes in front.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        self.span = self.span.shifted(by);
        if let DirectiveKind::Ignore { rule_span, .. } = &mut self.kind {
            *rule_span = rule_span.shifted(by);
        }
        self
    }

    /// Reads the inside of a comment; `inner` is its place in `text`, `span` that of the whole comment.
    pub fn parse(text: &str, span: Span, inner: Span) -> Option<Self> {
        let source = inner.of(text);
        let trimmed = source.trim_start();
        let rest = trimmed.strip_prefix("tiebeam")?;
        let at = inner.start + (source.len() - rest.len());
        if let Some(name) = rest.strip_prefix(':') {
            let name = name.split_whitespace().next().unwrap_or_default();
            return Some(Self { kind: DirectiveKind::Template(name.to_owned()), span });
        }
        let rest = rest.strip_prefix("-ignore")?;
        let (scope, rest) = match rest.strip_prefix("-file") {
            Some(rest) => (Scope::File, rest),
            None => (Scope::NextBlock, rest),
        };
        if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
            return None;
        }
        let (named, reason) = rest.split_once(':').unwrap_or((rest, ""));
        let rule = named.trim();
        let start =
            at + (source.len() - (at - inner.start) - rest.len()) + (named.len() - named.trim_start().len());
        let kind = DirectiveKind::Ignore {
            scope,
            rule: rule.to_owned(),
            rule_span: Span::new(start, start + rule.len()),
            reasoned: reason.chars().any(char::is_alphanumeric),
        };
        Some(Self { kind, span })
    }

    /// Reads every directive in the HTML comments of `text`.
    pub fn in_html(text: &str) -> Vec<Self> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(open) = text.get(from..).and_then(|rest| rest.find("<!--")).map(|at| from + at) {
            let inner_start = open + 4;
            let Some(len) = text.get(inner_start..).and_then(|rest| rest.find("-->")) else { break };
            let inner = Span::new(inner_start, inner_start + len);
            from = inner.end + 3;
            found.extend(Self::parse(text, Span::new(open, from), inner));
        }
        found
    }
}

/// Whether HTML is nothing but comments.
pub(super) fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(inner) = rest.strip_prefix("<!--") {
        rest = inner.find("-->").and_then(|end| inner.get(end + 3..)).unwrap_or_default().trim_start();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_read_with_the_place_of_the_rule() {
        let text = "<!-- tiebeam-ignore dead-link: moved soon --> <!--tiebeam-ignore-file  empty-section--> <!-- tiebeam: infrastructure@1 -->";
        let found = Directive::in_html(text);
        let rules: Vec<_> = found
            .iter()
            .filter_map(|directive| match &directive.kind {
                DirectiveKind::Ignore { scope, rule_span, reasoned, .. } => {
                    Some((*scope, rule_span.of(text), *reasoned))
                }
                DirectiveKind::Template(_) => None,
            })
            .collect();
        assert_eq!(rules, [(Scope::NextBlock, "dead-link", true), (Scope::File, "empty-section", false)]);
        assert_eq!(found[2].kind, DirectiveKind::Template("infrastructure@1".to_owned()));
    }

    #[test]
    fn other_comments_are_left_alone() {
        assert!(
            Directive::in_html(
                "<!-- tiebeams --> <!-- note --> <!-- tiebeam-ignored x --> <!-- tiebeam-ignore"
            )
            .is_empty()
        );
    }
}
