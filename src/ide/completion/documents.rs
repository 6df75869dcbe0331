//! Whole documents, where nothing but a title stands yet.

use super::insert::Insert;
use super::matching::begins_a_word;
use super::{Completion, Completions, Kind, Line, Place};
use crate::ide::explain::Topic;
use crate::ide::new_document::{continued, new_document, title};
use crate::schema::{Template, name_key};

/// A file of more bytes than this is not looked through for whether it is blank.
const LARGEST: usize = 4096;

/// Whole documents where every other line is blank, front matter apart; at the first mark of front matter, that.
pub(super) fn completions(place: &Place<'_>, line: &Line) -> Option<Completions> {
    let text = line.text.trim();
    let settings = place.workspace.settings(place.path);
    let templates = settings.vocabulary.templates().iter();
    if text == "---" && line.number == 0 && place.document.front_matter().is_none() {
        let is_last = line.number + 1 >= place.document.text().len_lines();
        let items = templates.map(|template| declared(line, template, is_last)).collect();
        return Some(Completions { items, incomplete: true });
    }
    if !is_otherwise_blank(place, line) {
        return None;
    }
    // The one that the front matter names, where it does.
    let own = place.context.map(|context| &context.template.name);
    let templates = templates.filter(|template| own.is_none_or(|own| *own == template.name));
    let items: Vec<_> = templates.filter_map(|template| document(place, line, template, text)).collect();
    (!items.is_empty()).then_some(Completions { items, incomplete: true })
}

fn is_otherwise_blank(place: &Place<'_>, line: &Line) -> bool {
    let text = place.document.text();
    let front_matter = place.document.front_matter();
    let end = front_matter.map_or(0, |(base, front_matter)| base + front_matter.span.end);
    let blank = |text: String| text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty();
    text.len_bytes() <= LARGEST
        && text.lines().enumerate().all(|(number, other)| {
            number == line.number || text.line_to_byte(number) < end || blank(other.to_string())
        })
}

/// A document under the title that stands there, or under one made from its path.
fn document(place: &Place<'_>, line: &Line, template: &Template, text: &str) -> Option<Completion> {
    let heading = text.trim_start_matches('#');
    let is_heading = heading.len() < text.len();
    let heading = heading.trim();
    let is_known = |title: &str| place.document.vocabulary().document_title(&name_key(title)).is_some();
    if !is_heading && !text.is_empty() && !names(template).any(|name| begins_a_word(text, name)) {
        return None;
    }
    // Most files that are begun are something else: only who asks, or names the file so, wants one of these.
    if !(place.asked || is_named_so(place, template) || is_known(heading) || place.context.is_some()) {
        return None;
    }
    let title = if !is_heading || heading.is_empty() {
        title(place.path, &template.title)
    } else if is_known(heading) {
        heading.to_owned()
    } else {
        continued(heading, &template.title)
    };
    let whole = new_document(place.workspace, place.path, template, &title, place.today);
    // The line break behind the line ends the document too.
    let is_last = line.number + 1 >= place.document.text().len_lines();
    let whole = if is_last { whole.as_str() } else { whole.trim_end() };
    Some(Completion {
        label: template.title.clone(),
        detail: "a whole document".to_owned(),
        kind: Kind::Document,
        span: line.span,
        insert: Insert::scaffold(whole),
        preselect: true,
        topic: Topic::Template(template.name.to_string()),
    })
}

fn names(template: &Template) -> impl Iterator<Item = &str> {
    let titles = std::iter::once(&template.title).chain(&template.title_aliases).map(String::as_str);
    std::iter::once(template.name.as_str()).chain(titles)
}

/// Whether the file has a name that documents of the template have.
fn is_named_so(place: &Place<'_>, template: &Template) -> bool {
    let name = place.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    template.is_file_name(name)
}

/// Front matter that names a template.
fn declared(line: &Line, template: &Template, is_last: bool) -> Completion {
    let tail = if is_last { "\n" } else { "" };
    Completion {
        label: format!("template: {}", template.name),
        detail: "front matter of a requirements document".to_owned(),
        kind: Kind::Document,
        span: line.span,
        insert: Insert::text(format!("---\ntemplate: {}\n---{tail}", template.name)),
        preselect: false,
        topic: Topic::Template(template.name.to_string()),
    }
}
