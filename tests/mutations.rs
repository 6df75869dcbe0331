//! `tests/mutations/<name>/` are documents that are true, with the Terraform that makes them so. Every literal on which
//! one of their claims rests is changed, one at a time: each change must be found, at its place, and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use support::{Folder, folders, tests};
use tiebeam::facts::Verdict;
use tiebeam::rules::ties::{Proof, Tie};
use tiebeam::rules::{self, Context, Finding};
use tiebeam::schema::evidence::{KNOWN, Reader, Row, Subject};
use tiebeam::text::Span;
use tiebeam::workspace::Workspace;

/// How many claims of a document at least are shown to hold.
const LEAST_TIES: usize = 10;

/// How many changes there are at least.
const LEAST_CHANGES: usize = 90;

/// Rules about claims that hold only where they hold for everything: one proof against them is enough.
const ABOUT_ALL: [&str; 3] = ["open-ingress", "public-endpoint", "spot-contradiction"];

/// A metric that none of the documents speaks of.
const OTHER_METRIC: &str = "SwapUsage";

/// A literal in a Terraform file.
struct Literal {
    path: PathBuf,
    /// Where the attribute stands that has it.
    attribute: Span,
    /// Where it stands itself.
    span: Span,
    text: String,
}

/// A change of a literal on which a claim rests.
struct Change<'t> {
    tie: &'t Tie,
    proof: &'t Proof,
    literal: Literal,
    to: String,
}

/// What comes of a change.
enum Outcome {
    /// It is found, or need not be.
    Right,
    /// It is not made, for this reason.
    Skipped(&'static str),
    /// What is wrong.
    Wrong(String),
}

#[test]
fn what_is_true_is_not_reported_and_every_untruth_is() {
    let outcomes: Vec<Outcome> =
        folders(&tests("mutations")).par_iter().flat_map_iter(|folder| outcomes(folder)).collect();
    let mut faults = Vec::new();
    let (mut right, mut skipped) = (0, BTreeMap::new());
    for outcome in outcomes {
        match outcome {
            Outcome::Right => right += 1,
            Outcome::Skipped(why) => *skipped.entry(why).or_insert(0) += 1,
            Outcome::Wrong(fault) => faults.push(fault),
        }
    }
    let summary = format!("{right} changes are found, {} are not; left out: {skipped:#?}", faults.len());
    eprintln!("{summary}");
    assert!(faults.is_empty(), "{summary}\n{}", faults.join("\n"));
    assert!(right >= LEAST_CHANGES, "{summary}");
}

/// What comes of all changes in a folder.
fn outcomes(folder: &Path) -> Vec<Outcome> {
    let ties = ties(folder);
    let open = Folder::open(folder);
    let told: Vec<String> =
        open.check().findings.iter().filter(|it| is_about_both(it)).map(message).collect();
    assert!(told.is_empty(), "{} is true, but:\n{}", folder.display(), told.join("\n"));
    let holding: Vec<&Tie> = ties.iter().filter(|tie| tie.verdict == Verdict::Holds).collect();
    assert!(
        holding.len() >= LEAST_TIES,
        "{}: only {} claims hold:\n{}",
        folder.display(),
        holding.len(),
        ties.iter()
            .map(|tie| format!("{:?} {}: {}", tie.verdict, tie.rule.name, tie.claim))
            .collect::<Vec<_>>()
            .join("\n")
    );
    let text = fs::read_to_string(folder.join("requirements.md")).unwrap();
    let of_tie = |tie: &&Tie| {
        let proofs = tie.proofs.iter().filter(|proof| proof.verdict == Verdict::Holds);
        let changes = proofs.flat_map(|proof| changes(tie, proof));
        let outcomes = changes.map(|change| match change {
            Ok(change) => match cannot_contradict(&change, &text) {
                Some(why) => Outcome::Skipped(why),
                None => outcome(&open, &change),
            },
            Err(why) => Outcome::Skipped(why),
        });
        outcomes.collect::<Vec<_>>()
    };
    holding.iter().flat_map(of_tie).collect()
}

/// What the document of a folder claims, beside its Terraform.
fn ties(folder: &Path) -> Vec<Tie> {
    let path = folder.join("requirements.md");
    let workspace = Workspace::new(folder, &rules::names());
    let document = workspace.document(&path, &fs::read_to_string(&path).unwrap());
    let requirements = workspace.requirements(&path, Arc::new(document)).into_iter().next().unwrap();
    let context = Context::new(&workspace, &requirements).unwrap();
    context.ties().to_vec()
}

/// The changes of the literal on which a proof rests, or why there is none.
fn changes<'t>(tie: &'t Tie, proof: &'t Proof) -> Vec<Result<Change<'t>, &'static str>> {
    let literal = match literal(proof) {
        Ok(literal) => literal,
        Err(why) => return vec![Err(why)],
    };
    let kind = proof.address.rsplit('.').nth(1).unwrap_or_default();
    let ends = |row: &&Row| row.attribute.ends_with(&format!(".{}", proof.attribute));
    let speaks =
        |row: &&Row| row.attribute == proof.attribute || row.claim == Subject::OpenIngress && ends(row);
    let rows = KNOWN.rows().iter().filter(|row| row.resource == kind).filter(speaks);
    let rows: Vec<&Row> = rows.filter(|row| claims_of(tie.rule.name).contains(&row.claim)).collect();
    let Some(row) = rows.first() else { return vec![Err("the evidence has no row with other values")] };
    let others = others(row, &literal.text);
    if others.is_empty() {
        return vec![Err("whatever it is, it is there")];
    }
    let change = |to: String| {
        let literal = Literal { path: literal.path.clone(), text: literal.text.clone(), ..literal };
        Ok(Change { tie, proof, literal, to })
    };
    others.into_iter().map(change).collect()
}

/// The literal on which a proof rests: that of the attribute, or of the last step to its value.
fn literal(proof: &Proof) -> Result<Literal, &'static str> {
    if proof.is_absent {
        return Err("the default of the provider speaks");
    }
    let (path, attribute) =
        proof.steps.last().map_or((&*proof.path, proof.span), |step| (&*step.path, step.span));
    let file = fs::read_to_string(path).unwrap();
    let text = &file[attribute.start..attribute.end];
    let (name, value) = text.split_once('=').ok_or("it is a block")?;
    let value = value.trim();
    let is_quoted =
        |text: &str| text.len() >= 2 && text.starts_with('"') && text.ends_with('"') && !text.contains("${");
    let is_list = value.starts_with('[') && value.ends_with(']') && !value.contains("${");
    let is_plain =
        is_quoted(value) || is_list || value == "true" || value == "false" || value.parse::<f64>().is_ok();
    if name.contains('{') || !is_plain {
        return Err("its value is no plain literal");
    }
    let start = attribute.start + text.rfind(value).unwrap();
    let span = Span::new(start, start + value.len());
    Ok(Literal { path: path.to_owned(), attribute, span, text: value.to_owned() })
}

/// What the rows that a rule looks at speak about.
fn claims_of(rule: &str) -> &'static [Subject] {
    match rule {
        "backup-claimed-but-off" | "rpo-not-met" => &[Subject::Backup, Subject::BackupInterval],
        "retention-mismatch" => &[Subject::BackupRetention],
        "declared-rpo-rto-differ" => &[Subject::DeclaredRpo, Subject::DeclaredRto],
        "sla-needs-ha" | "no-provider-sla" => &[Subject::HighAvailability],
        "scaling-metric-differs" => &[Subject::ScalingMetric],
        "scale-down-contradiction" => &[Subject::ScaleInBlocked, Subject::GrowsOnly],
        "window-differs" => &[Subject::MaintenanceWindow, Subject::BackupWindow],
        "public-endpoint" => &[Subject::Public],
        "open-ingress" => &[Subject::OpenIngress],
        "tenant-data-unencrypted" => &[Subject::Encrypted],
        "audit-claimed-absent" => &[Subject::AuditTrail, Subject::FlowLog, Subject::ConfigRecorder],
        "alert-not-in-code" => &[Subject::AlarmMetric],
        "threshold-differs" => &[Subject::AlarmThreshold],
        "log-retention-differs" => &[Subject::LogRetention],
        "log-export-absent" => &[Subject::LogExport],
        "budget-differs" => &[Subject::Budget],
        "spot-contradiction" => &[Subject::Spot],
        "mutable-rollout" => &[Subject::ImageRollout],
        _ => &[],
    }
}

/// Other values for what a row reads, as Terraform has them.
fn others(row: &Row, text: &str) -> Vec<String> {
    let bare = text.trim_matches('"');
    let like = |value: String| if text.starts_with('"') { format!("\"{value}\"") } else { value };
    match row.read {
        Reader::Truth => vec![like((bare != "true").to_string())],
        Reader::Positive => vec![like("0".to_owned())],
        Reader::NotEmpty => vec![if text.starts_with('[') { "[]" } else { "\"\"" }.to_owned()],
        Reader::Present => Vec::new(),
        Reader::Days | Reader::Hours | Reader::Minutes | Reader::Seconds | Reader::Number => {
            let number: f64 = bare.parse().unwrap();
            vec![like(format!("{}", number * 2.0 + 1.0)), like("1".to_owned())]
        }
        Reader::GoDuration => vec!["\"97h0m0s\"".to_owned(), "\"0h1m0s\"".to_owned()],
        Reader::Words => {
            let meaning = row.words.get(bare);
            let other = row.words.iter().find(|(_, other)| Some(*other) != meaning);
            other.map(|(word, _)| like(word.clone())).into_iter().collect()
        }
        Reader::WeeklyWindow => vec![two_days_later(text)],
        Reader::DailyWindow => vec!["\"13:00-14:00\"".to_owned()],
        Reader::WeekdayHour => {
            let other = row.days.keys().find(|day| row.days[*day] == "thu").unwrap();
            vec![like(other.clone())]
        }
        Reader::Schedule => vec!["\"cron(0 3 1 * ? *)\"".to_owned()],
        Reader::List | Reader::Text if row.claim == Subject::OpenIngress => {
            vec![if text.starts_with('[') { "[\"0.0.0.0/0\"]" } else { "\"0.0.0.0/0\"" }.to_owned()]
        }
        Reader::List | Reader::Text => match text.split_once("metric.type") {
            Some(_) => vec![format!("\"metric.type = \\\"{OTHER_METRIC}\\\"\"")],
            None => vec![format!("\"{OTHER_METRIC}\"")],
        },
    }
}

/// A window of the week, moved.
fn two_days_later(window: &str) -> String {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let later = |part: &str| {
        let at = DAYS.iter().position(|day| part.trim_matches('"').starts_with(day)).unwrap();
        format!("{}{}", DAYS[(at + 2) % 7], &part.trim_matches('"')[3..])
    };
    let (from, to) = window.split_once('-').unwrap();
    format!("\"{}-{}\"", later(from), later(to))
}

/// Why a change cannot make the claim untrue.
fn cannot_contradict(change: &Change<'_>, document: &str) -> Option<&'static str> {
    let tie = change.tie;
    let number = |text: &str| text.trim_matches('"').parse::<f64>().ok();
    let (from, to) = (number(&change.literal.text), number(&change.to));
    let is_more = from.zip(to).is_some_and(|(from, to)| to > from);
    let before = document[..tie.span.start].trim_end();
    let says_at_least = before.ends_with("at least") || document[tie.span.start..].starts_with("at least");
    let line = document[..tie.span.start].rsplit('\n').next().unwrap_or_default();
    let is_kept = ["retention-mismatch", "log-retention-differs"].contains(&tie.rule.name);
    if is_kept && is_more && says_at_least {
        Some("what is kept longer is kept at least so long")
    } else if tie.rule.name == "budget-differs" && is_more && line.contains("cost") {
        Some("a budget may leave room above the cost")
    } else if tie.rule.name == "rpo-not-met" && !is_more && to.is_some_and(|to| to > 0.0) {
        Some("more frequent copies meet the RPO too")
    } else {
        None
    }
}

/// Whether the claim rests on something else too, which is enough for it.
fn is_kept_otherwise(change: &Change<'_>) -> bool {
    let same = |proof: &Proof| {
        literal(proof).is_ok_and(|other| {
            (&other.path, other.attribute) == (&change.literal.path, change.literal.attribute)
        })
    };
    let mut holding = change.tie.proofs.iter().filter(|proof| proof.verdict == Verdict::Holds);
    holding.any(|proof| !same(proof)) && !ABOUT_ALL.contains(&change.tie.rule.name)
}

/// Makes a change and looks at what is found.
fn outcome(folder: &Folder, change: &Change<'_>) -> Outcome {
    let Literal { path, span, text, .. } = &change.literal;
    let mut changed = folder.text(path);
    changed.replace_range(span.start..span.end, &change.to);
    let checked = folder.with(path, changed).check();
    let findings: Vec<&Finding> = checked.findings.iter().filter(|finding| is_about_both(finding)).collect();
    let expected = |finding: &&&Finding| {
        let rule = finding.rule.name;
        let before = match change.tie.rule.name {
            "rpo-not-met" | "retention-mismatch" => "backup-claimed-but-off",
            // With one mechanism off, the ones that are left may be too slow.
            "backup-claimed-but-off" => "rpo-not-met",
            "sla-needs-ha" => "no-provider-sla",
            own => own,
        };
        (rule == change.tie.rule.name || rule == before) && is_at(finding, change)
    };
    let found = findings.iter().any(|finding| expected(&finding));
    let beside: Vec<String> =
        findings.iter().filter(|finding| !is_at(finding, change)).map(|finding| message(finding)).collect();
    let name = path.strip_prefix(tests("mutations")).unwrap().display();
    let what = format!("{name}: {text} -> {} ({}, {})", change.to, change.tie.rule.name, change.tie.claim);
    if findings.is_empty() && is_kept_otherwise(change) {
        return Outcome::Skipped("something else keeps the claim");
    }
    if !found {
        let told: Vec<String> = findings.iter().map(|finding| message(finding)).collect();
        return Outcome::Wrong(format!("{what}: is not found: {}", told.join("; ")));
    }
    if !beside.is_empty() {
        return Outcome::Wrong(format!("{what}: besides: {}", beside.join("; ")));
    }
    Outcome::Right
}

/// Whether a finding points to what is changed: the attribute, or where its value is from. Of a mechanism that is
/// switched off, it points to those that are left in the same resource.
fn is_at(finding: &Finding, change: &Change<'_>) -> bool {
    let is_off = finding.rule.name == "rpo-not-met" && change.to == "false";
    let here = |path: &Path, span: Span| {
        let at_literal = path == change.literal.path && span.start == change.literal.attribute.start;
        let at_attribute = path == &*change.proof.path && span.start == change.proof.span.start;
        at_literal || at_attribute
    };
    let mut related = finding.related.iter();
    related.any(|it| here(&it.path, it.span) || is_off && it.message.starts_with(&*change.proof.address))
}

/// Whether a finding is about the document and the Terraform, not one of them alone.
fn is_about_both(finding: &Finding) -> bool {
    finding.has_other_side || finding.rule.name == "alert-not-in-code"
}

fn message(finding: &Finding) -> String {
    format!("{}: {}", finding.rule.name, finding.message)
}
