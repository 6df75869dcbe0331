//! Links, images and anchors in the text of one block.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::text::Span;

/// A text longer than this is not searched for inline markup.
const LONGEST: usize = 64 * 1024;

/// A link or image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The whole of it.
    pub span: Span,
    /// The text between its brackets.
    pub text: Span,
    /// Where it leads, as written; empty where the place of the target in the text is not known.
    pub target_span: Span,
    /// Where it leads, unescaped.
    pub target: String,
    /// Whether it shows a picture.
    pub image: bool,
}

/// What is found in the text of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// Links and images with a target of their own, in order.
    pub links: Vec<Link>,
    /// Names that `<a name="…">` and `id="…"` give to the place.
    pub anchors: Vec<String>,
    /// Whether there is an `<img>`.
    pub picture: bool,
}

/// Finds links and anchors in the part `span` of `text`, and adds them.
pub fn read(text: &str, span: Span, found: &mut Inline) {
    let source = span.of(text);
    if source.len() > LONGEST || !source.contains(['[', '<']) {
        return;
    }
    let mut open: Vec<Link> = Vec::new();
    for (event, range) in Parser::new_ext(source, Options::empty()).into_offset_iter() {
        found.event(text, &event, Span::from(range).shifted(span.start), &mut open);
    }
}

impl Inline {
    /// Takes what one event tells; `open` holds the links that have begun.
    pub(super) fn event(&mut self, text: &str, event: &Event<'_>, span: Span, open: &mut Vec<Link>) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                open.push(link(text, span, *link_type, dest_url, false));
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                open.push(link(text, span, *link_type, dest_url, true));
            }
            // A link by reference has its target at the definition.
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let own = |link: &Link| !link.target_span.is_empty() || link.target.is_empty();
                self.links.extend(open.pop().filter(own));
            }
            Event::Html(html) | Event::InlineHtml(html) => read_html(html, self),
            _ => {}
        }
    }

    /// Puts the links in the order of their places.
    pub(super) fn sort(&mut self) {
        self.links.sort_by_key(|link| link.span);
    }
}

/// The link of a link reference definition.
pub(super) fn definition(text: &str, span: Span, target: Span) -> Link {
    let (text_span, target_span) = (Span::empty(span.start), target);
    Link { span, text: text_span, target_span, target: target.of(text).to_owned(), image: false }
}

/// Finds anchors and pictures in a piece of HTML.
pub fn read_html(html: &str, found: &mut Inline) {
    for attribute in ["name=", "id="] {
        for (at, _) in html.match_indices(attribute) {
            let value = html.get(at + attribute.len()..).unwrap_or_default();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let name = match quote {
                Some(quote) => value.get(1..).and_then(|rest| rest.split(quote).next()),
                None => value.split([' ', '>', '/']).next(),
            };
            found.anchors.extend(name.filter(|name| !name.is_empty()).map(str::to_owned));
        }
    }
    found.picture |= html.contains("<img") || html.contains("<svg") || html.contains("<object");
}

fn link(text: &str, span: Span, link_type: LinkType, target: &str, image: bool) -> Link {
    let source = span.of(text);
    let open = usize::from(image) + 1;
    let inline = link_type == LinkType::Inline;
    let split = if inline { source.rfind("](") } else { None };
    let text_span =
        Span::new(span.start + open.min(source.len()), span.start + split.unwrap_or(source.len()));
    let target_span = split.and_then(|split| {
        let rest = source.get(split + 2..)?;
        let skipped = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let (skipped, rest) = match rest.strip_prefix('<') {
            Some(rest) => (skipped + 1, rest.split('>').next()?),
            None => (skipped, rest.split(char::is_whitespace).next()?),
        };
        let len = if rest.starts_with(target) { target.len() } else { rest.trim_end_matches(')').len() };
        let start = span.start + split + 2 + skipped;
        Some(Span::new(start, start + len))
    });
    Link {
        span,
        text: text_span,
        target_span: target_span.unwrap_or_default(),
        target: target.to_owned(),
        image,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<(String, String)> {
        let mut found = Inline::default();
        read(text, Span::new(0, text.len()), &mut found);
        found
            .links
            .iter()
            .map(|link| (link.text.of(text).to_owned(), link.target_span.of(text).to_owned()))
            .collect()
    }

    #[test]
    fn links_are_found_with_the_place_of_their_target() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            targets("see [null resource](#) and ![x](a.svg \"t\")"),
            [pair("null resource", "#"), pair("x", "a.svg")]
        );
        assert_eq!(
            targets("[a](<my file.md>) [b](x(1).md)"),
            [pair("a", "my file.md"), pair("b", "x(1).md")]
        );
        assert_eq!(targets("`[a](b)` [ref] [x][y] <http://z>"), []);
    }

    #[test]
    fn anchors_are_found_in_html() {
        let text = "<a name=\"backup\"></a> <a id='x'>y</a>";
        let mut found = Inline::default();
        read(text, Span::new(0, text.len()), &mut found);
        assert_eq!(found.anchors, ["backup", "x"]);
    }
}
