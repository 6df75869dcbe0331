//! Every answer of every complete document taken out: without its words its prompt is reported as unanswered, and
//! nothing else is; without its label too, nothing is.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::support::{Checked, Folder, folders, tests};
use tiebeam::model::{Form, Said};
use tiebeam::rules::{self, Context, Finding};
use tiebeam::schema::Answer as Kind;
use tiebeam::text::Span;
use tiebeam::workspace::Workspace;

const UNANSWERED: &str = "unanswered-prompt";

/// What follows from an answer that is gone: its document, its prompt, the rule that finds it, and why.
const FOLLOWS: [(&str, &str, &str, &str); 6] = [
    (
        "feature-flags",
        "monitoring-alerts.metrics",
        "alert-not-in-doc",
        "the alarm is there all the same, and the document does not list its metric any more",
    ),
    (
        "orders-database",
        "monitoring-alerts.metrics",
        "alert-not-in-doc",
        "the alarm is there all the same, and the document does not list its metric any more",
    ),
    (
        "rate-limit-cache",
        "monitoring-alerts.metrics",
        "alert-not-in-doc",
        "the alarm is there all the same, and the document does not list its metric any more",
    ),
    (
        "reporting-warehouse",
        "monitoring-alerts.metrics",
        "alert-not-in-doc",
        "the alarm is there all the same, and the document does not list its metric any more",
    ),
    (
        "reporting-warehouse",
        "infrastructure-as-code.null-resource",
        "undocumented-provisioner",
        "the answer is the only place where the provisioner is explained",
    ),
    (
        "secrets-store",
        "backup-restore.restore-method",
        "dead-link",
        "a link leads to the heading that is gone with its answer",
    ),
];

/// Answers without whose words something else is read as the answer: their document, their prompt, and why.
const READ_ON: [(&str, &str, &str); 1] = [(
    "product-search",
    "scalability.sla",
    "the paragraph after the label, which has none itself, answers it like any paragraph under a label",
)];

/// A document with what is found in it as it is.
struct Complete {
    name: String,
    folder: Folder,
    path: PathBuf,
    text: String,
    checked: Checked,
}

/// A prompt as it stands in a document.
struct Given {
    /// The ids of its section and prompts.
    asked: String,
    form: Form,
    label: Span,
    answer: Span,
    said: Said,
    leads: bool,
    /// Whether it is one of several cells that answer a prompt together.
    in_column: bool,
}

fn documents() -> Vec<Complete> {
    let open = |root: PathBuf| {
        let folder = Folder::open(&root);
        let checked = folder.check();
        let path = checked.requirements[0].path.clone();
        let text = folder.text(&path);
        let name = root.file_name().unwrap().to_str().unwrap().to_owned();
        Complete { name, folder, path, text, checked }
    };
    folders(&tests("corpus/documents")).into_iter().map(open).collect()
}

impl Complete {
    fn prompts(&self) -> Vec<Given> {
        let workspace = Workspace::new(self.path.parent().unwrap(), &rules::names());
        let context = Context::new(&workspace, &self.checked.requirements[0]).unwrap();
        let answers = context.answers();
        let given = |answer: &tiebeam::model::Answer| {
            let section = &context.template.sections[answer.section];
            let prompts = answer.prompts.iter().map(|prompt| &section.prompts[*prompt]);
            let ids: Vec<&str> = prompts.clone().map(|prompt| prompt.id.as_str()).collect();
            let beside = answers.iter().filter(|other| other.label == answer.label).count();
            let list = prompts.into_iter().any(|prompt| matches!(prompt.answer, Kind::List | Kind::Metrics));
            Given {
                asked: format!("{}.{}", section.id, ids.join("+")),
                form: answer.form,
                label: answer.label,
                answer: answer.answer,
                said: answer.said,
                leads: answer.leads,
                in_column: beside > 1 && (list || answer.scope.is_none()),
            }
        };
        answers.iter().map(given).collect()
    }

    /// The rules that find something after parts of the text are gone that they did not find before, with its place
    /// in the text as it was.
    fn new_findings(&self, gone: &[Range<usize>]) -> Vec<(&'static str, usize)> {
        let mut text = self.text.clone();
        for part in gone.iter().rev() {
            text.replace_range(part.clone(), "");
        }
        let checked = self.folder.with(&self.path, text).check_one(&self.path);
        let before = |finding: &Finding| {
            let mut place = finding.span.start;
            for part in gone.iter().filter(|_| *finding.path == *self.path) {
                if place > part.start {
                    place += part.len();
                }
            }
            place
        };
        let known = |finding: &Finding, place: usize| {
            self.checked.findings.iter().any(|known| {
                (known.rule.name, &known.path, known.span.start) == (finding.rule.name, &finding.path, place)
            })
        };
        let found = checked.findings.iter().map(|finding| (finding, before(finding)));
        let new = found.filter(|(finding, place)| !known(finding, *place));
        new.map(|(finding, place)| (finding.rule.name, place)).collect()
    }

    /// The whole lines of a part, with their ends.
    fn lines(&self, part: Range<usize>) -> Range<usize> {
        let start = self.text[..part.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let end = self.text[part.end..].find(['\n', '\r']).map_or(self.text.len(), |at| part.end + at);
        let rest = &self.text[end..];
        start..end + if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) }
    }

    fn with_label(&self, given: &Given) -> Range<usize> {
        match given.form {
            Form::Cell => self.lines(given.answer.range()),
            _ => self.lines(given.label.start..given.answer.end.max(given.label.end)),
        }
    }

    /// The lines of an answer, and those of the labels above it that lead to nothing else.
    fn with_leads(&self, given: &Given, prompts: &[Given]) -> Range<usize> {
        let indent = |part: &Range<usize>| {
            let lines = &self.text[part.clone()];
            lines.len() - lines.trim_start_matches(' ').len()
        };
        let blank = |part: Range<usize>| self.text[part].trim().is_empty();
        let mut gone = self.with_label(given);
        while let Some(lead) = prompts.iter().find(|lead| {
            let lines = self.with_label(lead);
            let holds = lead.form == Form::Heading && lines.start < gone.start && gone.end <= lines.end;
            let around = lead.answer.start..gone.start;
            if holds {
                return blank(around) && blank(gone.end..lines.end);
            }
            let above = lead.leads && lead.said == Said::Nothing && lines.end == gone.start;
            above && indent(&(gone.end..self.text.len())) <= indent(&lines)
        }) {
            let lines = self.with_label(lead);
            gone = lines.start..lines.end.max(gone.end);
        }
        gone
    }

    /// Whether a part is all that stands behind the end of the heading at `place`.
    fn is_all_of(&self, place: usize, part: &Range<usize>) -> bool {
        let heading = self.lines(place..place);
        let underline = |c: char| c.is_whitespace() || matches!(c, '-' | '=');
        heading.end <= part.start && self.text[heading.end..part.start].trim_matches(underline).is_empty()
    }

    fn follows(&self, given: &Given, rule: &str) -> Option<usize> {
        FOLLOWS.iter().position(|(document, asked, known, _)| {
            (*document, *asked, *known) == (self.name.as_str(), given.asked.as_str(), rule)
        })
    }

    fn told(&self, given: &Given, what: &str, found: &[(&'static str, usize)]) -> String {
        let mut told = String::new();
        let (label, asked) = (&self.text[given.label.range()], &given.asked);
        let _ = writeln!(told, "{}, \"{label}\" ({asked}, {:?}), {what}:", self.name, given.form);
        for (rule, place) in found {
            let line = self.text[..*place].lines().count();
            let _ = writeln!(told, "  {rule} at line {line} of the whole text");
        }
        told
    }
}

/// Whether a rule, or none, found one thing, at a place or at what was left of it.
fn is_only(found: &[(&str, usize)], rule: Option<&str>, place: Span) -> bool {
    match (found, rule) {
        ([], None) => true,
        ([(found, at)], Some(rule)) => *found == rule && (place.start - 1..=place.end + 1).contains(at),
        _ => false,
    }
}

/// What came of all attempts.
#[derive(Default)]
struct Outcome {
    emptied: usize,
    columns: usize,
    removed: usize,
    read_on: BTreeSet<String>,
    followed: BTreeSet<usize>,
    wrong: String,
}

impl Outcome {
    fn and(mut self, other: Self) -> Self {
        self.emptied += other.emptied;
        self.columns += other.columns;
        self.removed += other.removed;
        self.read_on.extend(other.read_on);
        self.followed.extend(other.followed);
        self.wrong += &other.wrong;
        self
    }

    /// Takes out the words of an answer; a priority without any lists nothing.
    fn empty(&mut self, document: &Complete, given: &Given) {
        let read_on = READ_ON.iter().any(|(name, asked, _)| *name == document.name && *asked == given.asked);
        let found = document.new_findings(&[given.answer.range()]);
        let label = &document.text[given.label.range()];
        let rule = if ["P0", "P1"].contains(&label) { "priority-without-names" } else { UNANSWERED };
        let expected = if given.in_column || read_on { None } else { Some(rule) };
        let place = if given.form == Form::Cell { given.answer } else { given.label };
        let mut others = Vec::new();
        for (rule, at) in &found {
            match document.follows(given, rule) {
                Some(follows) => drop(self.followed.insert(follows)),
                None => others.push((*rule, *at)),
            }
        }
        if !is_only(&others, expected, place) {
            self.wrong += &document.told(given, "without its answer", &found);
        }
        if read_on {
            self.read_on.insert(given.asked.clone());
        } else if !given.in_column {
            self.emptied += 1;
        }
    }

    /// Takes out all cells of a column: its first one tells it.
    fn empty_column(&mut self, document: &Complete, column: &[&Given]) {
        let cells: Vec<_> = column.iter().map(|given| given.answer.range()).collect();
        let found = document.new_findings(&cells);
        if !is_only(&found, Some(UNANSWERED), column[0].answer) {
            self.wrong += &document.told(column[0], "without its whole column", &found);
        }
        self.columns += 1;
    }

    /// Takes out an answer with its label.
    fn remove(&mut self, document: &Complete, given: &Given, prompts: &[Given]) {
        let gone = document.with_leads(given, prompts);
        let found = document.new_findings(std::slice::from_ref(&gone));
        let mut others = Vec::new();
        for (rule, at) in &found {
            match document.follows(given, rule) {
                Some(follows) => drop(self.followed.insert(follows)),
                None if *rule == "empty-section" && document.is_all_of(*at, &gone) => {}
                None => others.push((*rule, *at)),
            }
        }
        if !others.is_empty() {
            self.wrong += &document.told(given, "removed", &others);
        }
        self.removed += 1;
    }
}

#[test]
fn an_answer_that_is_taken_out_is_missed_at_its_label_and_one_without_its_label_is_not() {
    let documents = documents();
    let prompts: Vec<Vec<Given>> = documents.iter().map(Complete::prompts).collect();
    let answered = |given: &&Given| given.said.is_answer();
    let all: Vec<(&Complete, &[Given], &Given)> = documents
        .iter()
        .zip(&prompts)
        .flat_map(|(document, prompts)| {
            prompts.iter().filter(answered).map(move |given| (document, prompts.as_slice(), given))
        })
        .collect();
    let attempt = |(document, prompts, given): &(&Complete, &[Given], &Given)| {
        let mut outcome = Outcome::default();
        outcome.empty(document, given);
        outcome.remove(document, given, prompts);
        if given.in_column {
            let column: Vec<_> = prompts.iter().filter(|other| other.label == given.label).collect();
            if column[0].answer == given.answer {
                outcome.empty_column(document, &column);
            }
        }
        outcome
    };
    let outcome = all.par_iter().map(attempt).reduce(Outcome::default, Outcome::and);
    assert!(outcome.wrong.is_empty(), "{}", outcome.wrong);
    assert_eq!(outcome.followed.len(), FOLLOWS.len(), "each is seen: {:?}", outcome.followed);
    assert_eq!(outcome.read_on.len(), READ_ON.len(), "each is seen: {:?}", outcome.read_on);

    let skipped = all.len() - outcome.emptied;
    let told = format!(
        "{} answers: {} emptied, {} columns emptied, {} removed",
        all.len(),
        outcome.emptied,
        outcome.columns,
        outcome.removed
    );
    assert!(outcome.emptied > 450 && outcome.columns > 10 && outcome.removed > 490, "{told}");
    // Cells of a column, which are missed together only, and those without which something else is read.
    assert!(skipped * 10 < all.len(), "{told}");
}

/// What is found in a document whose sections are these.
fn found(sections: &str) -> Vec<String> {
    let root = tempfile::tempdir().unwrap();
    let text = format!("---\ntemplate: infrastructure\n---\n\n# Cache\n\n{sections}");
    std::fs::write(root.path().join("cache.md"), &text).unwrap();
    let findings = Folder::open(root.path()).check().findings;
    let own = findings.iter().filter(|finding| ["empty-section", UNANSWERED].contains(&finding.rule.name));
    own.map(|finding| format!("{}: {}", finding.rule.name, &text[finding.span.range()])).collect()
}

#[test]
fn parts_of_an_answer_are_no_prompts() {
    for (sections, expected) in [
        // Names of metrics are items of a list, wherever they stand.
        ("## Monitoring and Alerts\n\n- CPU\n- Memory\n- Disk\n", &[][..]),
        ("## Monitoring and Alerts\n\n- Monitored metrics:\n  - CPU\n  - Memory\n", &[]),
        ("## Monitoring and Alerts\n\n- CPU ?\n- Memory ? above 80 %\n", &["unanswered-prompt: CPU"]),
        ("## Scalability and Monitoring\n\n- Scale-up metrics:\n  - CPU: above 70 %\n  - Memory:\n", &[]),
        // So are priorities.
        ("## Testing & Acceptance\n\n- Terratest\n  - P0: `TestA`\n  - P1: none\n", &[]),
        // A row goes on with the one above it; a column that is empty is told once.
        ("## Monitoring\n\n| Metric | Threshold |\n|---|---|\n| CPU | > 80 % |\n| | > 90 % |\n", &[]),
        (
            "## Logs\n\n| Export | Kibana |\n|---|---|\n| slow log | |\n| engine log | |\n",
            &["unanswered-prompt: "],
        ),
        // An example that was left under its question, which is answered.
        (
            "## Monitoring\n\n- Which metrics should trigger critical alerts? Disk above 95 %.\n \
             - i.e. - no disk for elasticsearch is critical.\n",
            &[],
        ),
        // A section without anything is told as such, and a sub-heading as a prompt.
        ("## SLA\n\n### Required\n\n### Provider\n", &["empty-section: SLA"]),
        ("## Backup / Restore\n\n### Backup\n\n### RPO\n\n1 h\n", &["unanswered-prompt: Backup"]),
        // Questions whose last word has a plural s, or that hold another question.
        (
            "## Maintenance\n\n- is there any maintenance required that is not performed by the resource provider? (clean up old logs) None.\n",
            &[],
        ),
        (
            "## Budget\n\n- Alternative cost models\n - Spot instances? reserved?\n",
            &["unanswered-prompt: Spot instances? reserved"],
        ),
    ] {
        assert_eq!(found(sections), expected, "{sections}");
    }
}
