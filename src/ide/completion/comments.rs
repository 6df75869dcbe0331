//! Comments that speak to Tiebeam, and the rules that they name.

use std::sync::Arc;

use ropey::Rope;

use super::insert::Insert;
use super::matching::fitting;
use super::{Completion, Completions, Kind, Line, Place, template_names};
use crate::ide::explain::{COMMENTS, Topic};
use crate::model::Document;
use crate::rules::{Context, Finding, RULES, Rule, check};
use crate::schema::Template;
use crate::text::{Edit, Span};

/// What a comment that names no rule yet begins with, and all comments do.
const MARK: &str = "tiebeam";

/// What can be written in a comment of a Markdown file.
pub(super) fn completions(place: &Place<'_>, line: &Line) -> Option<Completions> {
    let before = line.before();
    let open = before.rfind("<!--")?;
    let inner = before.get(open + 4..)?;
    if inner.contains("-->") {
        return None;
    }
    let said = inner.trim_start();
    let start = before.len() - said.len();
    let end = if line.after().contains("-->") { "" } else { " -->" };
    let items = if let Some(typed) = ignored(said) {
        // In a file that is no requirements document no finding is there to be accepted.
        let found = place.context.map(|context| found_when_closed(place, context, end));
        found.map(|found| rules(line, typed, end, &found, Rule::can_be_accepted)).unwrap_or_default()
    } else if let Some(typed) = said.strip_prefix("tiebeam:") {
        template_names(place, line.from(before.len() - typed.trim_start().len()), typed.trim(), "", end)
    } else {
        openings(place, line.from(start), said, end)
    };
    Some(Completions { items, incomplete: true })
}

/// What can be written in a comment of a Terraform file with this text.
pub fn in_terraform(text: &Rope, offset: usize) -> Completions {
    let line = Line::of(text, offset);
    let before = line.before();
    let marks = ["#", "//"].into_iter().filter_map(|mark| Some(before.find(mark)? + mark.len()));
    let said = marks.min().and_then(|at| before.get(at..)).map(str::trim_start);
    let Some(said) = said else { return Completions::default() };
    let accepted = |rule: &Rule| rule.in_terraform && rule.can_be_accepted();
    let items = match ignored(said) {
        Some(typed) => rules(&line, typed, "", &[], accepted),
        None if !said.is_empty() && MARK.starts_with(said.trim_end()) => {
            let span = line.from(before.len() - said.len());
            ignoring().map(|(word, about)| opening(span, word, about, "")).collect()
        }
        None => Vec::new(),
    };
    Completions { items, incomplete: true }
}

/// What is typed of a rule's name in a suppression; nothing where none is to be named.
fn ignored(said: &str) -> Option<&str> {
    let rest = said.strip_prefix("tiebeam-ignore")?;
    let rest = rest.strip_prefix("-file").unwrap_or(rest);
    let typed = rest.trim_start_matches([' ', '\t']);
    let name = typed.chars().all(|c| c.is_alphanumeric() || c == '-');
    (typed.len() < rest.len() && name).then_some(typed)
}

/// The findings of the document once the comment at the place is closed: until then it swallows what follows.
fn found_when_closed(place: &Place<'_>, context: &Context<'_>, end: &str) -> Vec<Finding> {
    let mut document = Document::clone(place.document);
    document.edit(&Edit::insert(place.offset, end));
    let closed = place.workspace.requirements(place.path, Arc::new(document));
    check(place.workspace, closed.as_ref().unwrap_or(context.requirements))
}

/// Rules whose findings can be accepted here: first those that have one further down, the nearest before the others.
fn rules(
    line: &Line,
    typed: &str,
    end: &'static str,
    found: &[Finding],
    accepted: fn(&Rule) -> bool,
) -> Vec<Completion> {
    let mut known: Vec<&'static Rule> = RULES.iter().copied().filter(|rule| accepted(rule)).collect();
    let nearest = |rule: &Rule| {
        let own =
            found.iter().filter(|finding| finding.rule.name == rule.name).map(|finding| finding.span.start);
        own.filter(|start| *start >= line.span.end).min().unwrap_or(usize::MAX)
    };
    known.sort_by_key(|rule| nearest(rule));
    let fitting = fitting(typed, known, |rule| vec![rule.name], true).into_iter();
    let items = fitting.map(|(rule, _)| {
        let mut insert = Insert::text(rule.name);
        // The reason may be written already, or have its place.
        if !line.after().trim_start().starts_with(':') {
            insert.push(":");
            insert.stop(" ", "");
            insert.push(end);
        }
        Completion {
            label: rule.name.to_owned(),
            detail: rule.summary.to_owned(),
            kind: Kind::Rule,
            span: line.from(line.before().len() - typed.len()),
            insert,
            preselect: false,
            topic: Topic::Rule(rule.name.to_owned()),
        }
    });
    items.collect()
}

/// The first words of comments: where nothing is recognised yet the one that names the template, else the others.
fn openings(place: &Place<'_>, span: Span, said: &str, end: &'static str) -> Vec<Completion> {
    let begun = MARK.starts_with(said) || said.starts_with(MARK);
    // Any comment begins like this; only who asks, or has begun to say it, means one of these.
    if !begun || (said.is_empty() && !place.asked) {
        return Vec::new();
    }
    if place.context.is_none() {
        let settings = place.workspace.settings(place.path);
        return settings
            .vocabulary
            .templates()
            .iter()
            .map(|template| declaring(template, span, end))
            .collect();
    }
    let fitting = fitting(said, ignoring().collect(), |(word, _)| vec![*word], false);
    fitting.into_iter().map(|((word, about), _)| opening(span, word, about, end)).collect()
}

/// The comments that accept findings.
fn ignoring() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    COMMENTS.iter().filter(|(word, _)| *word != MARK)
}

/// A comment that says which template the document follows.
fn declaring(template: &Template, span: Span, end: &str) -> Completion {
    let text = format!("{MARK}: {}", template.name);
    Completion {
        label: text.clone(),
        detail: "makes this a requirements document".to_owned(),
        kind: Kind::Comment,
        span,
        insert: Insert::text(text + end),
        preselect: false,
        topic: Topic::Template(template.name.to_string()),
    }
}

fn opening(span: Span, word: &str, about: &str, end: &'static str) -> Completion {
    let mut insert = Insert::text(format!("{word} "));
    insert.stop("", ":");
    insert.stop(" ", "");
    insert.push(end);
    Completion {
        label: word.to_owned(),
        detail: about.to_owned(),
        kind: Kind::Comment,
        span,
        insert,
        preselect: false,
        topic: Topic::Comment(word.to_owned()),
    }
}
