//! Whole documents, where nothing but a title stands yet.

use super::insert::Insert;
use super::matching::begins_a_word;
use super::{Completion, Completions, Kind, Line, Place};
use crate::ide::explain::Topic;
use crate::ide::new_document::{continued, new_document, title};
use crate::schema::Template;

/// A file of more bytes than this is not looked through for whether it is blank.
const LARGEST: usize = 4096;

/// Whole documents where every other line is blank; where the file begins with a dash, front matter.
pub(super) fn completions(place: &Place<'_>, line: &Line) -> Option<Completions> {
    if !is_otherwise_blank(place, line) {
        return None;
    }
    let text = line.text.trim();
    let settings = place.workspace.settings(place.path);
    let templates = settings.vocabulary.templates().iter();
    if !text.is_empty() && text.chars().all(|c| c == '-') && text.len() <= 3 && line.number == 0 {
        let items = templates.map(|template| declared(line, template)).collect();
        return Some(Completions { items, incomplete: true });
    }
    let items: Vec<_> = templates.filter_map(|template| document(place, line, template, text)).collect();
    (!items.is_empty()).then_some(Completions { items, incomplete: true })
}

fn is_otherwise_blank(place: &Place<'_>, line: &Line) -> bool {
    let text = place.document.text();
    let blank = |text: String| text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty();
    text.len_bytes() <= LARGEST
        && text.lines().enumerate().all(|(number, other)| number == line.number || blank(other.to_string()))
}

/// A document under the title that stands there, or under one made from its path.
fn document(place: &Place<'_>, line: &Line, template: &Template, text: &str) -> Option<Completion> {
    let heading = text.trim_start_matches('#');
    let is_heading = heading.len() < text.len();
    let heading = heading.trim();
    let names = || {
        [template.title.as_str(), template.name.as_str()]
            .into_iter()
            .chain(template.title_aliases.iter().map(String::as_str))
    };
    if !is_heading && !text.is_empty() && !names().any(|name| begins_a_word(text, name)) {
        return None;
    }
    let title = if is_heading && !heading.is_empty() {
        let known = place.document.vocabulary().document_title(&crate::schema::name_key(heading));
        if known.is_some() { heading.to_owned() } else { continued(heading, &template.title) }
    } else {
        title(place.path, &template.title)
    };
    let text = new_document(place.workspace, place.path, template, &title, place.today);
    Some(Completion {
        label: template.title.clone(),
        detail: "a whole document".to_owned(),
        kind: Kind::Document,
        span: line.span,
        insert: Insert::scaffold(&text).with_line_breaks(place.document.line_break()),
        preselect: true,
        topic: Topic::Template(template.name.to_string()),
    })
}

/// Front matter that names a template.
fn declared(line: &Line, template: &Template) -> Completion {
    Completion {
        label: format!("template: {}", template.name),
        detail: "front matter of a requirements document".to_owned(),
        kind: Kind::Document,
        span: line.span,
        insert: Insert::text(format!("---\ntemplate: {}\n---\n", template.name)),
        preselect: false,
        topic: Topic::Template(template.name.to_string()),
    }
}
