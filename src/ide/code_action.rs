//! Code actions: fixes, document-wide changes, accepted findings.

use std::path::PathBuf;

use super::prompts;
use crate::model::quantity::number::counted;
use crate::model::terraform::TerraformFile;
use crate::model::{Answer, Form, Said, marks};
use crate::rules::{self, Context, Finding, Fix, Subject};
use crate::schema::name_key;
use crate::text::{Difference, Edit, Span};

/// Something that can be done.
#[derive(Clone, Debug)]
pub struct Action {
    /// What it does, as an order.
    pub title: String,
    /// The edits, all speaking of the texts as they are.
    pub edits: Vec<(PathBuf, Edit)>,
    /// The finding that it cures.
    pub cures: Option<Finding>,
    /// Whether it is the best of those that cure the finding.
    pub preferred: bool,
}

/// The place at which somebody asks, widened to the link that it is in: findings stand at its target alone.
pub fn on_whole_links(context: &Context<'_>, place: Span) -> Span {
    let links = context.document().passages_with(marks::LINKS);
    let links =
        links.flat_map(|(base, passage)| passage.links.iter().map(move |link| link.span.shifted(base)));
    let touched = links.into_iter().find(|link| link.start <= place.start && place.end <= link.end);
    touched.unwrap_or(place)
}

/// So many findings at a place are cured there; nobody reads a longer menu, and links in links may be many.
const MOST_AT_A_PLACE: usize = 200;

/// What cures those of a file's findings that touch `place`, the document-wide cures first; then what accepts them.
pub fn quick_fixes(
    findings: &[Finding],
    place: Span,
    fixes: impl Fn(&Finding) -> Vec<Fix>,
    accept: impl Fn(&Finding) -> Option<Fix>,
) -> Vec<Action> {
    let touched = |finding: &&Finding| finding.span.start <= place.end && place.start <= finding.span.end;
    let here = findings.iter().filter(touched).take(MOST_AT_A_PLACE);
    let here: Vec<(&Finding, Vec<Fix>)> = here.map(|finding| (finding, fixes(finding))).collect();
    let mut actions: Vec<Action> = Vec::new();
    let mut add = |finding: &Finding, fix: Fix, preferred: bool| {
        if !actions.iter().any(|known| known.edits == fix.edits) {
            let Fix { title, edits, .. } = fix;
            actions.push(Action { title, edits, cures: Some(finding.clone()), preferred });
        }
    };
    for wide in [true, false] {
        for (finding, fixes) in &here {
            // Of several findings of one rule, what cures them all is the best.
            let alike = here.iter().filter(|(other, _)| other.rule.name == finding.rule.name).count();
            for (index, fix) in fixes.iter().enumerate().filter(|(_, fix)| fix.document_wide == wide) {
                let best = if alike > 1 { wide } else { index == 0 };
                add(finding, fix.clone(), best && fix.certain);
            }
        }
    }
    for (finding, _) in &here {
        if let Some(fix) = accept(finding) {
            add(finding, fix, false);
        }
    }
    actions
}

/// Changes of the document as a whole, each once; those of one rule are the same for all its findings.
pub fn document_wide(findings: &[Finding], fixes: impl Fn(&Finding) -> Vec<Fix>) -> Vec<Action> {
    let mut asked: Vec<(&str, bool)> = Vec::new();
    let mut actions: Vec<Action> = Vec::new();
    for finding in findings {
        let key = (finding.rule.name, finding.subject == Subject::Document);
        if asked.contains(&key) {
            continue;
        }
        asked.push(key);
        for fix in fixes(finding).into_iter().filter(|fix| fix.document_wide) {
            if !actions.iter().any(|known| known.edits == fix.edits) {
                let Fix { title, edits, .. } = fix;
                actions.push(Action { title, edits, cures: None, preferred: false });
            }
        }
    }
    actions
}

/// What can be done to the section at a place: insert the prompts that it does not have, write labels in place of the
/// template's questions, make room for a reason behind "N/A".
pub fn in_section(context: &Context<'_>, place: Span) -> Vec<Action> {
    let path = &context.requirements.path;
    let action = |title: String, edits: Vec<Edit>| Action {
        title,
        edits: edits.into_iter().map(|edit| (path.clone(), edit)).collect(),
        cures: None,
        preferred: false,
    };
    let mut actions: Vec<Action> = insert_prompts(context, place.start)
        .map(|(title, edit)| action(title, vec![edit]))
        .into_iter()
        .collect();
    let line = Span::new(context.document().line(place.start).start, context.document().line(place.end).end);
    for answer in context.answers().iter().filter(|answer| line.covers(answer.label)) {
        if let Some((label, edit)) = labelled(context, answer) {
            actions.push(action(format!("Write the label \"{label}\" in place of the question"), vec![edit]));
        }
        if (answer.said == Said::NotApplicable { reasoned: false }) {
            let edit = Edit::insert(answer.answer.end, " — ");
            actions.push(action("Make room for the reason behind N/A".to_owned(), vec![edit]));
        }
    }
    actions
}

/// Labels in place of all questions of the template, for the whole document; nothing where there is none.
pub fn label_all(context: &Context<'_>) -> Option<Action> {
    let edits = context.answers().iter().filter_map(|answer| labelled(context, answer)).map(|(_, edit)| edit);
    let edits: Vec<_> = edits.map(|edit| (context.requirements.path.clone(), edit)).collect();
    let title = "Write labels in place of all questions".to_owned();
    (edits.len() > 1).then_some(Action { title, edits, cures: None, preferred: false })
}

/// The edit that replaces a question by the label of its prompt and keeps the answer; the label.
fn labelled(context: &Context<'_>, answer: &Answer) -> Option<(String, Edit)> {
    let document = context.document();
    let (_, asked) = prompts::of_answer(context, answer)?;
    let [prompt] = asked.as_slice() else { return None };
    let line = document.line(answer.label.start);
    let text = document.slice(line);
    let start = line.start + (text.len() - prompts::without_marks(&text).len());
    let key = name_key(&document.slice(answer.label));
    let asks = |name: &String| name_key(name) == key;
    // "CloudTrail ?" is a label that asks.
    let behind = document.slice(Span::new(answer.label.end, line.end));
    let is_question = answer.form == Form::Question
        || prompt.seed.iter().any(asks)
            && (name_key(&prompt.label) != key || behind.trim_start().starts_with('?'));
    let beside = answer.answer.start <= line.end && !answer.answer.is_empty();
    let (end, space) = if beside { (answer.answer.start, " ") } else { (line.end, "") };
    // Two prompts may share a question; the label of one would lose the other.
    let label = format!("**{}:**{space}", prompt.label);
    (is_question && !answer.leads && start < end)
        .then(|| (prompt.label.clone(), Edit::replace(Span::new(start, end), label)))
}

/// The insertion of the prompts that the section at an offset does not have, behind the last that it has.
fn insert_prompts(context: &Context<'_>, offset: usize) -> Option<(String, Edit)> {
    let headings = &context.outline.headings;
    let heading = headings.iter().rposition(|heading| heading.span().start <= offset)?;
    let sections = context.sections_of(heading);
    let own = context.progress().iter().find(|progress| sections.contains(&progress.section))?;
    let section = context.template.sections.get(own.section)?;
    let absent = own.absent.iter().filter_map(|prompt| section.prompts.get(*prompt));
    let labels: Vec<String> = absent.map(|prompt| format!("- **{}:**", prompt.label)).collect();
    let last = context
        .answers()
        .iter()
        .rfind(|answer| answer.section == own.section && answer.form == Form::Label)?;
    let document = context.document();
    let end = document.line(last.answer.end.max(last.label.end)).end;
    let line_break = document.line_break();
    let text = labels.iter().flat_map(|label| [line_break, label.as_str()]).collect::<String>();
    let title = format!("Insert {} of \"{}\"", counted(labels.len(), "missing prompt"), section.heading);
    (!labels.is_empty()).then(|| (title, Edit::insert(end, text)))
}

/// The insertion of all sections that are missing, and how many they are; nothing where none is missing or where
/// something unclosed would swallow them.
pub fn insert_missing(context: &Context<'_>) -> Option<(Fix, usize)> {
    let mut findings = Vec::new();
    (rules::MISSING_SECTION.check)(context, &mut findings);
    // The last fix inserts all of them; where one section is missing it is the only one.
    let fix = (rules::MISSING_SECTION.fixes)(context, findings.first()?).pop()?;
    Some((fix, findings.len()))
}

/// Everything that is certain in one document, as one action; nothing where nothing is.
pub fn fix_all(context: &Context<'_>, findings: &[Finding]) -> Option<Action> {
    let fixed = rules::fix_all(context, findings)?;
    let before = context.document().text().to_string();
    let edits = Difference::new(&before, &fixed)
        .edits()
        .into_iter()
        .map(|edit| (context.requirements.path.clone(), edit));
    Some(Action {
        title: "Fix all that needs no decision".to_owned(),
        edits: edits.collect(),
        cures: None,
        preferred: false,
    })
}

/// A comment above the block in which a finding of the document stands, that accepts it and leaves room to say why;
/// for the whole file where no block holds it.
pub fn accept(context: &Context<'_>, finding: &Finding) -> Option<Fix> {
    if !finding.rule.can_be_accepted() || finding.path != context.path {
        return None;
    }
    let comment = |word: &str| format!("<!-- {word} {}: -->", finding.rule.name);
    let line_break = context.document().line_break();
    let edit = match block_line(context, finding.span.start) {
        Some(line) => Edit::insert(line, comment("tiebeam-ignore") + line_break),
        None => match context.document().front_matter() {
            Some((base, front_matter)) => Edit::insert(
                base + front_matter.span.end,
                format!("{line_break}{}", comment("tiebeam-ignore-file")),
            ),
            None => Edit::insert(after_mark(context, 0), comment("tiebeam-ignore-file") + line_break),
        },
    };
    Some(accepting(finding, context.requirements.path.clone(), edit))
}

/// Where the line begins with which the block of the top level starts that holds `offset`; front matter is none.
fn block_line(context: &Context<'_>, offset: usize) -> Option<usize> {
    let passages = context.document().passages();
    let blocks =
        passages.flat_map(|(base, passage)| passage.blocks.iter().map(move |block| block.shifted(base)));
    let holding = blocks.take_while(|block| block.start <= offset).last()?;
    (offset <= holding.end).then(|| after_mark(context, context.document().line(holding.start).start))
}

/// The byte order mark stays the first thing in the file.
fn after_mark(context: &Context<'_>, offset: usize) -> usize {
    let marked = offset == 0 && context.document().slice(Span::new(0, 3)) == "\u{feff}";
    if marked { '\u{feff}'.len_utf8() } else { offset }
}

fn accepting(finding: &Finding, path: PathBuf, edit: Edit) -> Fix {
    Fix {
        title: format!("Accept `{}` here; say why in the comment", finding.rule.name),
        edits: vec![(path, edit)],
        certain: false,
        document_wide: false,
    }
}

/// The same in a Terraform file with this text.
pub fn accept_in_terraform(file: &TerraformFile, text: &str, finding: &Finding) -> Option<Fix> {
    if !finding.rule.can_be_accepted() {
        return None;
    }
    let at = finding.span.start;
    let line = text.get(..at)?.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let indent: String = text.get(line..at)?.chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    // Something that begins in the middle of a line belongs to the block around it.
    let own_line = text.get(line..at)?.trim().is_empty();
    let line = if own_line {
        line
    } else {
        let block = file.enclosing(at).last()?.span.start;
        text.get(..block)?.rfind(['\n', '\r']).map_or(0, |end| end + 1)
    };
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let comment = format!("{indent}# tiebeam-ignore {}: {line_break}", finding.rule.name);
    Some(accepting(finding, finding.path.to_path_buf(), Edit::insert(line, comment)))
}
