//! Names as people write them, made comparable.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser};

/// The text of a heading or label without its Markdown.
///
/// Emphasis, code marks, links' targets, HTML tags and a trailing `{#id}` go; the words stay.
pub fn plain_text(markdown: &str) -> String {
    let source = markdown.trim();
    let source = match source.rfind("{#") {
        Some(at) if source.ends_with('}') => source.get(..at).unwrap_or(source).trim_end(),
        _ => source,
    };
    if !source.contains(['*', '_', '`', '[', '<', '&', '\\', '\n', '\r']) {
        return source.to_owned();
    }
    // A full stop in front keeps "1. Logs" from being read as a list, and lets emphasis open after it.
    let paragraph = format!(".{source}");
    let mut text = String::with_capacity(source.len());
    for event in Parser::new_ext(&paragraph, Options::empty()) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.strip_prefix('.').unwrap_or(&text).trim().to_owned()
}

/// What two names must share to be the same name: their words, in lower case, without numbering, punctuation
/// and remarks such as "(optional)", `&` as "and", the last word without a plural s.
///
/// `text` has no Markdown any more, see [`plain_text`].
pub fn name_key(text: &str) -> String {
    let mut key = name_words(text);
    singular(&mut key);
    key
}

/// The words of a name as [`name_key`] has them, the last one as it is written.
pub(super) fn name_words(text: &str) -> String {
    let text = without_marks(text);
    let mut key = String::with_capacity(text.len());
    for word in words(without_numbering(&text)) {
        push_word(&mut key, word);
    }
    key
}

/// The first word of a name as [`name_key`] has it, with a plural s.
pub fn first_word(text: &str) -> String {
    let text = without_marks(text);
    let mut key = String::new();
    for word in words(without_numbering(&text)) {
        push_word(&mut key, word);
        if !key.is_empty() {
            break;
        }
    }
    key
}

/// The names that a combined heading is made of: what stands between "and", `/`, `,` and the like.
/// A heading that is not combined gives nothing.
pub fn name_parts(text: &str) -> Vec<String> {
    let text = text.replace(" - ", " / ").replace('&', " and ");
    let mut parts = vec![String::new()];
    for piece in text.split_inclusive([' ', '/', ',', '+', ':', ';', '(', ')', '|', '–', '—']) {
        let word = piece.trim_end_matches([' ', '/', ',', '+', ':', ';', '(', ')', '|', '–', '—']);
        let ends = piece.len() > word.len() && !piece.ends_with(' ');
        if word.eq_ignore_ascii_case("and") || word.eq_ignore_ascii_case("plus") {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push_str(word);
            part.push(' ');
        }
        if ends {
            parts.push(String::new());
        }
    }
    let keys: Vec<String> = parts.iter().map(|part| name_key(part)).filter(|key| !key.is_empty()).collect();
    if keys.len() > 1 { keys } else { Vec::new() }
}

/// What stands between what is no part of a word; some of it has no letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '&' && c != '\'' && c != '’')
}

/// Adds a word to a key, in lower case and without apostrophes, where anything is left of it.
fn push_word(key: &mut String, word: &str) {
    let end = key.len();
    if !key.is_empty() {
        key.push(' ');
    }
    let start = key.len();
    if word == "&" {
        key.push_str("and");
    } else if word.is_ascii() {
        key.extend(word.chars().filter(|c| !matches!(c, '&' | '\'')).map(|c| c.to_ascii_lowercase()));
    } else {
        key.push_str(&word.replace(['&', '\'', '’'], "").to_lowercase());
    }
    if key.len() == start {
        key.truncate(end);
    }
}

/// Drops what stands before the first word or number, and remarks.
fn without_marks(text: &str) -> Cow<'_, str> {
    without_remarks(
        without_shortcode(text.trim()).trim_start_matches(|c: char| !c.is_alphanumeric() && c != '('),
    )
}

/// Drops an emoji's name at the start: `:lock:`.
fn without_shortcode(text: &str) -> &str {
    let named = text.strip_prefix(':').and_then(|rest| rest.split_once(':'));
    match named {
        Some((name, rest)) if !name.is_empty() && !name.contains(char::is_whitespace) => rest.trim_start(),
        _ => text,
    }
}

/// Drops `1.`, `1.2`, `1)`, `A.` at the start.
fn without_numbering(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digits = text.len() - rest.len();
    let number = text.starts_with(|c: char| c.is_ascii_digit());
    let rest = match rest.strip_prefix(')') {
        Some(rest) if number => rest,
        _ if number && digits > 0 => rest,
        _ => lettered(text).unwrap_or(text),
    };
    if rest.starts_with([' ', '\t']) && !rest.trim().is_empty() { rest } else { text }
}

fn lettered(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(|c: char| c.is_ascii_alphabetic())?;
    rest.strip_prefix(['.', ')'])
}

/// Drops `(optional)`, `[required]`, `(N/A)` and their like.
fn without_remarks(text: &str) -> Cow<'_, str> {
    const REMARKS: [&str; 9] = [
        "optional",
        "required",
        "mandatory",
        "n/a",
        "na",
        "if applicable",
        "if any",
        "where applicable",
        "tbd",
    ];
    let mut text = Cow::Borrowed(text);
    for (open, close) in [('(', ')'), ('[', ']')] {
        while let Some((start, end)) =
            bracketed(&text, open, close, |inner| REMARKS.contains(&inner.trim().to_lowercase().as_str()))
        {
            text.to_mut().replace_range(start..end, " ");
        }
    }
    text
}

fn bracketed(text: &str, open: char, close: char, accept: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
    text.match_indices(open).find_map(|(start, _)| {
        let len = text.get(start..)?.find(close)?;
        accept(text.get(start + 1..start + len)?).then_some((start, start + len + 1))
    })
}

fn singular(key: &mut String) {
    let last = key.rsplit(' ').next().unwrap_or_default();
    let plural =
        last.len() > 3 && last.ends_with('s') && !["ss", "us", "is"].iter().any(|end| last.ends_with(end));
    if plural {
        key.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_mean_the_same_have_the_same_key() {
        let same = [
            "Backup / Restore",
            "backup/restore",
            "**Backup / Restore**",
            "3. Backup / Restore",
            "3.1 Backup / Restore:",
            "## Backup / Restores",
            ":floppy_disk: Backup / Restore",
            "💾 Backup / Restore",
            "Backup-Restore",
            "<a name=\"x\"></a>Backup / Restore",
            "[Backup / Restore](#x)",
            "Backup / Restore (optional)",
            "Backup / Restore [required]",
            "A. Backup / Restore",
            "1) Backup / Restore",
            "Backup / Restore {#backup}",
        ];
        for heading in same {
            assert_eq!(name_key(&plain_text(heading)), "backup restore", "{heading}");
        }
        assert_eq!(name_key("Security & Auditing"), name_key("security and auditing"));
        assert_eq!(name_key("Infrastructure-as-code"), name_key("Infrastructure as code"));
        assert_eq!(name_key("SLAs"), "sla");
        assert_eq!(name_key("99.95"), "99 95");
        assert_eq!(name_key("日本語 の 見出し"), "日本語 の 見出し");
        assert_eq!(name_key("?!"), "");
    }

    #[test]
    fn plain_text_keeps_the_words_and_the_numbering() {
        assert_eq!(plain_text("10. Security & **Auditing**"), "10. Security & Auditing");
        assert_eq!(plain_text("_Logs_ of `snake_case` [here](x.md)"), "Logs of snake_case here");
        assert_eq!(plain_text("# not a heading *here*"), "# not a heading here");
    }

    #[test]
    fn combined_headings_name_their_parts() {
        assert_eq!(name_parts("Metrics, Monitoring and Logging"), ["metric", "monitoring", "logging"]);
        assert_eq!(name_parts("Backup/Restore"), ["backup", "restore"]);
        assert_eq!(name_parts("Service level agreement (SLA)"), ["service level agreement", "sla"]);
        assert_eq!(name_parts("SLA - availability"), ["sla", "availability"]);
        assert_eq!(name_parts("Logs & Metrics"), ["log", "metric"]);
        assert!(name_parts("On-call").is_empty());
    }
}
