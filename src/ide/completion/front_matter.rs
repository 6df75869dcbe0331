//! Keys of the front matter, and names of templates.

use super::insert::Insert;
use super::matching::begins_a_word;
use super::{Completion, Completions, Kind, Line, Place, line_text, template_names};
use crate::ide::explain::{KEYS, Topic};
use crate::schema::{Answer, Meaning, Template, name_key};

/// Front matter that is longer is none that anybody writes.
const MOST_LINES: usize = 200;

/// What can be written between the marks of front matter, or below the first of them.
pub(super) fn completions(place: &Place<'_>, line: &Line) -> Option<Completions> {
    let above = lines_above(place, line)?;
    let before = line.before();
    let items = match before.split_once(':') {
        Some((key, value)) if key.trim().eq_ignore_ascii_case("template") => {
            let start = before.len() - value.trim_start().len();
            // A colon without a space behind it parts no key from its value.
            let space = if value.is_empty() { " " } else { "" };
            template_names(place, line.from(start), value.trim(), space, "")
        }
        None if before.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') => {
            keys(place, line, &above)
        }
        _ => Vec::new(),
    };
    Some(Completions { items, incomplete: true })
}

/// The lines of the front matter above a place in it; nothing where the place is in none.
fn lines_above(place: &Place<'_>, line: &Line) -> Option<Vec<String>> {
    if line.number == 0 || line.number > MOST_LINES {
        return None;
    }
    let mut lines = (0..line.number).filter_map(|number| line_text(place.document, number));
    let first = lines.next()?;
    if first.trim_start_matches('\u{feff}').trim_end() != "---" {
        return None;
    }
    let lines: Vec<String> = lines.map(|line| line.trim_end().to_owned()).collect();
    let is_end = |line: &String| line == "---" || line == "...";
    let is_key = |line: &String| {
        let value = line.starts_with([' ', '\t', '-', '#']) || line.is_empty();
        value || line.split_once(':').is_some_and(|(key, _)| !key.trim().contains(' '))
    };
    // Where the end is not written yet, everything must look like keys and values.
    (!lines.iter().any(is_end) && lines.iter().all(is_key)).then_some(lines)
}

/// Keys that are not there yet. In a file that is no requirements document, only the one that makes it one.
fn keys(place: &Place<'_>, line: &Line, above: &[String]) -> Vec<Completion> {
    let entries = place.document.front_matter().map(|(_, front_matter)| front_matter.entries.as_slice());
    let known = entries.unwrap_or_default().iter().map(|entry| name_key(&entry.key.text));
    let typed = above.iter().filter_map(|line| line.split_once(':')).map(|(key, _)| name_key(key));
    let present: Vec<String> = known.chain(typed).collect();
    let template = place.context.map(|context| context.template).or_else(|| named(place, above));
    let own = KEYS.iter().filter(|(key, ..)| template.is_some() || *key == "template");
    let mut items: Vec<Completion> =
        own.map(|(key, short, _)| item(line, key, short, "", Topic::Key((*key).to_owned()))).collect();
    if let Some(template) = template {
        items.extend(fields(template, place, line));
    }
    let wanted = line.before();
    items.retain(|item| {
        !present.contains(&name_key(&item.label)) && (wanted.is_empty() || begins_a_word(wanted, &item.label))
    });
    items
}

/// The template that front matter names whose end is not written yet.
fn named<'a>(place: &'a Place<'_>, above: &[String]) -> Option<&'a Template> {
    let value = above.iter().find_map(|line| line.strip_prefix("template:"))?.trim();
    let vocabulary = place.document.vocabulary();
    Some(vocabulary.template(vocabulary.named(value)?)?.as_ref())
}

/// The header fields whose ids are read as keys.
fn fields<'t>(
    template: &'t Template,
    place: &'t Place<'_>,
    line: &'t Line,
) -> impl Iterator<Item = Completion> + 't {
    let header = template.header.iter().enumerate().filter(|(index, field)| {
        let mut named = place.document.vocabulary().name(&name_key(field.id.as_str()));
        named.any(|(_, meaning)| meaning == Meaning::Field(*index))
    });
    header.map(|(_, field)| {
        let dated = field.prompts.iter().any(|prompt| prompt.answer == Answer::Date);
        let value = if dated { place.today } else { "" };
        let topic = Topic::Field(template.name.to_string(), field.id.to_string());
        item(line, field.id.as_str(), &field.label, value, topic)
    })
}

fn item(line: &Line, key: &str, detail: &str, value: &str, topic: Topic) -> Completion {
    Completion {
        label: key.to_owned(),
        detail: detail.to_owned(),
        kind: Kind::Key,
        span: line.from(0),
        insert: Insert::text(format!("{key}: {value}")),
        preselect: false,
        topic,
    }
}
