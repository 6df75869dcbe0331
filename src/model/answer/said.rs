//! What a text says as an answer, as far as words alone tell.

/// What is said to a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// That it will be said later, or a mark in place of an answer.
    Placeholder,
    /// That it does not apply.
    NotApplicable {
        /// Whether it is said why.
        reasoned: bool,
    },
    /// The words of the template, left as they were.
    Guidance,
    /// An answer.
    Something,
}

impl Said {
    /// Whether the prompt is answered: also where it is said not to apply.
    pub fn is_answer(self) -> bool {
        matches!(self, Self::NotApplicable { .. } | Self::Something)
    }

    /// What a text says; it may have Markdown marks around it.
    pub fn of(text: &str) -> Self {
        let bare = bare(text);
        if bare.is_empty() {
            return if is_dash(text) { Self::Something } else { Self::Nothing };
        }
        if is_placeholder(bare) {
            return Self::Placeholder;
        }
        match not_applicable(bare) {
            Some(rest) => {
                Self::NotApplicable { reasoned: rest.chars().filter(|c| c.is_alphanumeric()).count() > 2 }
            }
            None => Self::Something,
        }
    }
}

/// The text without the marks of lists, quotes and emphasis and the separators around it.
fn bare(text: &str) -> &str {
    let marks =
        |c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':' | '-' | '+' | '|' | '–' | '—' | '=');
    without_comments(text.trim_start_matches(['>', ' ', '\t', '\r', '\n']).trim_matches(marks))
        .trim_matches(marks)
}

/// The text without the HTML comments around it, which no reader sees.
fn without_comments(mut text: &str) -> &str {
    while let Some((_, rest)) = text.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
        text = rest.trim_start();
    }
    while let Some((rest, _)) = text.strip_suffix("-->").and_then(|rest| rest.rsplit_once("<!--")) {
        text = rest.trim_end();
    }
    text
}

/// Whether a text is a dash, which says "none" as tables do. A hyphen is the mark of an empty item.
fn is_dash(text: &str) -> bool {
    ["–", "—"].contains(&text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|' | '-')))
}

/// What announces an answer and is none.
const ANNOUNCED: [&str; 28] = [
    "tbd",
    "tba",
    "tbc",
    "tbs",
    "todo",
    "wip",
    "fixme",
    "xxx",
    "pending",
    "to do",
    "to be added",
    "to be announced",
    "to be completed",
    "to be confirmed",
    "to be decided",
    "to be defined",
    "to be determined",
    "to be discussed",
    "to be documented",
    "to be done",
    "to be filled",
    "to be filled in",
    "to be specified",
    "to be written",
    "coming soon",
    "work in progress",
    "yyyy-mm-dd",
    "fill me in",
];

/// Whether the whole text stands for an answer that is not there.
fn is_placeholder(bare: &str) -> bool {
    let plain =
        bare.trim_matches(|c: char| matches!(c, '.' | '!' | '[' | ']' | '(' | ')' | ' ' | '?' | '*' | '_'));
    let lower = plain.to_lowercase();
    if plain.is_empty() {
        // "..." and "???" are marks; a lone code mark or bracket is half typed.
        return bare.chars().filter(|c| matches!(c, '.' | '?')).count() >= 2;
    }
    let announced = ANNOUNCED.contains(&lower.as_str());
    let by = lower.split_once([' ', ':']).is_some_and(|(first, rest)| {
        ["tbd", "tba", "tbc", "todo"].contains(&first)
            && rest.split_whitespace().count() <= 1
            && rest.starts_with('@')
    });
    announced || by || lower.starts_with("lorem ipsum") || is_slot(bare)
}

/// Whether the text is one slot to be filled in: `<reviewer name>`, `{title}`, `{{ title }}`, `[your team]`.
fn is_slot(bare: &str) -> bool {
    let inner = bare
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .or_else(|| bare.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')));
    let inner = inner.map(|inner| inner.trim_matches(['{', '}', ' ']));
    inner.is_some_and(|inner| {
        let words =
            inner.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '\'' | '.'));
        words && inner.starts_with(char::is_alphabetic) && !is_tag(inner)
    })
}

/// Whether this is the name of an HTML element, which shows something or sets a line apart.
fn is_tag(inner: &str) -> bool {
    ["br", "hr", "img", "p", "b", "i", "em", "strong", "br/", "br /", "hr/", "ul", "ol", "li", "sub", "sup"]
        .contains(&inner.to_lowercase().as_str())
}

/// What follows the words that say that something does not apply; nothing where a text does not begin so.
fn not_applicable(bare: &str) -> Option<&str> {
    const WORDS: [&str; 6] = ["not applicable", "does not apply", "n/a", "n.a.", "n. a.", "na"];
    let text = bare.trim_start_matches(['*', '_', '`', '(']);
    let found = WORDS.iter().find(|word| {
        text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            && !text.get(word.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    })?;
    text.get(found.len()..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_an_answer_from_what_stands_in_its_place() {
        for (text, said) in [
            ("", Said::Nothing),
            (" **  ", Said::Nothing),
            ("-", Said::Nothing),
            ("<!-- ask Ana -->", Said::Nothing),
            ("- <!-- ask --> TBD <!-- Ana -->", Said::Placeholder),
            ("1 h <!-- ask Ana -->", Said::Something),
            ("TBD", Said::Placeholder),
            ("**TBD**.", Said::Placeholder),
            ("TODO @alice", Said::Placeholder),
            ("to be added", Said::Placeholder),
            ("<reviewer name>", Said::Placeholder),
            ("{title}", Said::Placeholder),
            ("YYYY-MM-DD", Said::Placeholder),
            ("???", Said::Placeholder),
            ("...", Said::Placeholder),
            ("Lorem ipsum dolor sit amet", Said::Placeholder),
            ("TODO list service", Said::Something),
            ("<b>", Said::Something),
            ("`<reviewer>`", Said::Something),
            ("`TODO`", Said::Something),
            ("TBD whether the replica stays; until then 1 h", Said::Something),
            ("0", Said::Something),
            ("—", Said::Something),
            ("– | |", Said::Something),
            ("?", Said::Something),
            ("None", Said::Something),
            ("No", Said::Something),
            ("N/A", Said::NotApplicable { reasoned: false }),
            ("**n/a**", Said::NotApplicable { reasoned: false }),
            ("N/A.", Said::NotApplicable { reasoned: false }),
            ("Not applicable", Said::NotApplicable { reasoned: false }),
            ("N/A — rebuilt from S3", Said::NotApplicable { reasoned: true }),
            ("Not applicable, because there are no instances.", Said::NotApplicable { reasoned: true }),
            ("NAT gateways only", Said::Something),
            ("naïve", Said::Something),
        ] {
            assert_eq!(Said::of(text), said, "{text}");
        }
    }
}
