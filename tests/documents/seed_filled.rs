//! The template that everything started from, filled in: behind each question, under it, or under labels in the place
//! of the questions. The same answers are read in the same way.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;

use crate::support::{Folder, tests};
use tiebeam::model::{Objective, Said, Value};
use tiebeam::rules::claims::objectives;
use tiebeam::rules::{self, Context};
use tiebeam::schema::{Prompt, Template, Vocabulary};
use tiebeam::workspace::Workspace;

/// Where an answer is put.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Style {
    /// On the line of its question.
    Behind,
    /// As a bullet, so many spaces further in than its question.
    Under(usize),
    /// Behind the label of its prompt, the question replaced.
    Labelled,
}

const STYLES: [Style; 4] = [Style::Behind, Style::Under(1), Style::Under(2), Style::Labelled];

/// The header, whose guidance is replaced in each style.
const HEADER: [(&str, &str); 5] = [
    ("Date", "2026-03-14"),
    ("Description", "Valkey cache that holds the session tokens of the web application."),
    ("Diagram", "[draw.io diagram](https://app.diagrams.net/#Hexample/session-cache.drawio)"),
    ("Product Requirements", "Login (critical), session renewal (critical): 99.95 % a month"),
    ("Stakeholders", "@alice (SRE), @bob (security), @carol (login product)"),
];

/// Questions that only lead to others, or go on with the one above them.
const ASK_NOTHING: [&str; 4] = [
    "if the resource is deployed using terraform:",
    "if the resource requires instances:",
    "Which metrics should be monitored:",
    "i.e. - no disk for elasticsearch is critical.",
];

/// What is said to a question; nothing to one that asks for nothing.
fn answer<'t>(question: &str, section: &str, prompt: &'t Prompt) -> Option<&'t str> {
    Some(match (section, prompt.id.as_str(), question) {
        _ if ASK_NOTHING.contains(&question) => return None,
        (_, _, "Disk ?") => "disk_used_percent > 80 % warning",
        (_, _, "CPU ?") => "EngineCPUUtilization > 80 % for 10 min warning",
        (_, _, "Memory ?") => "DatabaseMemoryUsagePercentage > 75 % warning, > 85 % critical",
        (_, _, "Number of items ?") => "CurrItems > 4000000 warning",
        ("infrastructure-as-code", "pseudo", _) => "`module.session_cache(shards = 3 to 6)`",
        ("sla", "required", _) => "99.95 % a month (at most 21.6 min in 30 days)",
        ("backup-restore", "rpo", _) => "24 h",
        ("backup-restore", "rto", _) => "20 min",
        ("backup-restore", "ttr", _) => "12 min for 6 GB (drill of 2026-02-03)",
        ("backup-restore", "method", _) => "snapshots, daily 01:00–02:00 UTC, kept 7 days",
        ("maintenance", "window", _) => "Sun 03:00–04:00 UTC",
        _ => prompt.example.as_str(),
    })
}

/// The seed, every question of it answered.
fn filled(template: &Template, style: Style) -> String {
    let mut asked: HashMap<&str, Vec<(&str, &Prompt)>> = HashMap::new();
    for section in &template.sections {
        for prompt in &section.prompts {
            for question in &prompt.seed {
                asked.entry(question).or_default().push((section.id.as_str(), prompt));
            }
        }
    }
    let mut text = String::new();
    let mut answers = 0;
    for line in fs::read_to_string(tests("corpus/seed.md")).unwrap().lines() {
        let field = HEADER.iter().find(|(label, _)| line.split('\t').next() == Some(label));
        if let Some((label, value)) = field {
            let _ = writeln!(text, "{label}\t{value}");
            continue;
        }
        let Some((indent, question)) = line.split_once("- ").filter(|(indent, _)| indent.trim().is_empty())
        else {
            let _ = writeln!(text, "{line}");
            continue;
        };
        let Some(prompts) = asked.get(question) else {
            let _ = writeln!(text, "{line}");
            continue;
        };
        let said = prompts.iter().map(|(section, prompt)| (*prompt, answer(question, section, prompt)));
        let said: Vec<(&Prompt, &str)> = said.filter_map(|(prompt, said)| Some((prompt, said?))).collect();
        answers += said.len();
        // The one question about two prompts names them both; so does its answer.
        let both: Vec<String> =
            said.iter().rev().map(|(prompt, said)| format!("{} {said}", prompt.label)).collect();
        let whole = match said.as_slice() {
            [(_, said)] => (*said).to_owned(),
            _ => both.join(", "),
        };
        let _ = match style {
            Style::Labelled => {
                let lines =
                    said.iter().map(|(prompt, said)| format!("{indent}- **{}:** {said}\n", prompt.label));
                write!(text, "{}", lines.collect::<String>())
            }
            _ if said.is_empty() => writeln!(text, "{line}"),
            Style::Under(by) => writeln!(text, "{line}\n{indent}{}- {whole}", " ".repeat(by)),
            // Nothing but a colon tells such a short line from what is said to it.
            Style::Behind if ["Calculate Budget", "Expected Growth"].contains(&question) => {
                writeln!(text, "{line}: {whole}")
            }
            Style::Behind => writeln!(text, "{line} {whole}"),
        };
    }
    assert_eq!(answers, 60, "{style:?}");
    text
}

/// The text with the questions put right that have a slip.
fn corrected(text: &str) -> String {
    let swapped = "RTO (Recovery Point Objective) / PRO (Recovery Time Objective)";
    let right = "RTO (Recovery Time Objective) / RPO (Recovery Point Objective)";
    text.replace(swapped, right).replace("confest", "conftest")
}

/// What is read: the answers in the order of the text, and the recovery objectives.
#[derive(Debug, PartialEq)]
struct Read {
    answers: Vec<(String, Said, Vec<Value>)>,
    objectives: Vec<Vec<f64>>,
    rules: Vec<&'static str>,
}

fn read(text: &str) -> (Read, String) {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("seed.md"), text).unwrap();
    let folder = Folder::open(root.path());
    let checked = folder.check();
    let workspace = Workspace::new(root.path(), &rules::names());
    let context = Context::new(&workspace, &checked.requirements[0]).unwrap();
    let mut answers = Vec::new();
    for answer in context.answers().iter().filter(|answer| answer.said != Said::Nothing) {
        let section = &context.template.sections[answer.section];
        let prompts = answer.prompts.iter().map(|prompt| section.prompts[*prompt].id.as_str());
        // One question asks for both objectives; they are compared below.
        if prompts.clone().all(|prompt| !["rpo", "rto"].contains(&prompt)) {
            let asked = format!("{}.{}", section.id, prompts.collect::<Vec<_>>().join("+"));
            answers.push((asked, answer.said, answer.values.iter().map(|read| read.value.clone()).collect()));
        }
    }
    let of = |objective| objectives(&context, objective).iter().map(|claim| claim.value.seconds).collect();
    let objectives = [Objective::Rpo, Objective::Rto, Objective::Ttr].map(of).into();
    let mut rules = checked.rules();
    rules.sort_unstable();
    rules.dedup();
    (Read { answers, objectives, rules }, checked.report(&folder))
}

#[test]
fn the_seed_is_read_alike_however_it_is_filled_in() {
    let vocabulary = Vocabulary::new([]);
    let template = &vocabulary.templates()[0];
    let (labelled, report) = read(&filled(template, Style::Labelled));
    assert_eq!(labelled.rules, ["plain-text-heading"], "{report}");
    assert_eq!(labelled.answers.len(), 58);
    assert_eq!(labelled.objectives, [[86_400.0], [1_200.0], [720.0]]);
    let values = labelled.answers.iter().map(|(.., values)| values.len()).sum::<usize>();
    assert!(values > 30, "{values}");
    for style in STYLES {
        let text = filled(template, style);
        for text in [corrected(&text), text.replace('\n', "\r\n"), text] {
            let (read, report) = read(&text);
            for (one, other) in read.answers.iter().zip(&labelled.answers) {
                assert_eq!(one, other, "{style:?}\n{text}");
            }
            assert_eq!(read.answers.len(), labelled.answers.len(), "{style:?}\n{text}");
            assert_eq!(read.objectives, labelled.objectives, "{style:?}");
            // What is wrong in the questions themselves is wrong still.
            let own = ["acronym-swapped", "acronym-typo", "dead-link", "plain-text-heading"];
            let wrong = match style {
                Style::Labelled => &own[3..],
                _ if text.contains("conftest") => &own[2..],
                _ => &own[..],
            };
            assert_eq!(read.rules, wrong, "{style:?}\n{report}");
        }
    }
}

#[test]
fn a_question_that_was_put_right_is_asked_still() {
    let seed = fs::read_to_string(tests("corpus/seed.md")).unwrap();
    let open = |text: &str| read(text).1.matches("unanswered-prompt").count();
    assert_ne!(corrected(&seed), seed);
    assert_eq!(open(&corrected(&seed)), open(&seed));
}
