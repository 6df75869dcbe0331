//! Prose for clients that render Markdown and for those that do not.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use tower_lsp_server::ls_types::{MarkupContent, MarkupKind};

/// Prose as the client can show it.
pub(super) fn markup(markdown: String, rendered: bool) -> MarkupContent {
    if rendered {
        return MarkupContent { kind: MarkupKind::Markdown, value: markdown };
    }
    MarkupContent { kind: MarkupKind::PlainText, value: plain(&markdown) }
}

/// The words of a Markdown text, with its paragraphs and list items on lines of their own.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::empty()) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::Rule => text.push_str("* * *\n\n"),
            Event::Start(Tag::Item) => {
                end_line(&mut text);
                text.push_str("- ");
            }
            Event::End(TagEnd::Item) => end_line(&mut text),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::List(_)) => {
                end_line(&mut text);
                text.push('\n');
            }
            _ => {}
        }
    }
    text.trim_end().to_owned()
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_stay_and_the_marks_go() {
        let markdown = "**SLA**, section of `x`\n\nWhy\nnot.\n\n**It asks**\n\n- **A:** one\n- `b`\n\n```markdown\n- **A:** 1\n```\n\n---\n\nend";
        let expected =
            "SLA, section of x\n\nWhy not.\n\nIt asks\n\n- A: one\n- b\n\n- **A:** 1\n\n* * *\n\nend";
        assert_eq!(plain(markdown), expected);
    }
}
