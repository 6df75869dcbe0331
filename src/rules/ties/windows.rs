//! Windows of maintenance and backup beside those that Terraform sets.

use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Weekday;
use rustc_hash::FxHashSet;

use super::{Proof, Tie, has_any, in_scope, proofs, report};
use crate::facts::{Evidence, Reading, Verdict, evidence};
use crate::model::quantity::window::{self, Window, Zone};
use crate::rules::claims::{RECOVERY, answers_to};
use crate::rules::context::Context;
use crate::rules::finding::{Finding, Related, Severity, Subject as About};
use crate::rules::registry::{Rule, no_fix};
use crate::schema::evidence::{Reader, Subject};
use crate::text::Span;

/// The windows are at different times.
pub static WINDOW_DIFFERS: Rule = Rule {
    name: "window-differs",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document and the Terraform have different maintenance or backup windows.",
    docs: "\
Consumers plan around the window that the document promises; the provider works in the one that the code sets.

It triggers where the document gives a window with its time zone, and every resource that sets one sets it to another \
time. Times are compared in UTC. A window in the Terraform that lies within the one of the document is no difference. \
It stays silent where the zone is missing (`window-without-timezone` says so), where the hour depends on summer time, \
where a value is not known, and where the document says that the window is not in the code.

To cure it, correct the document or the window.",
    check: |context, findings| report(context, &WINDOW_DIFFERS, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// The Terraform leaves the window to the provider.
pub static UNMANAGED_WINDOW: Rule = Rule {
    name: "unmanaged-window",
    severity: Severity::Hint,
    by_default: true,
    summary: "The document gives a maintenance window, and the Terraform leaves it to the provider.",
    docs: "\
Left out, the provider picks a window itself, and another one when the resource is made anew.

It triggers where the document gives a maintenance window and no resource that has one sets it. It stays silent where \
any sets it, where a value is not known, and where the document says who picked the window.

To cure it, set the window (`maintenance_window`, `preferred_maintenance_window`).",
    check: |context, findings| report(context, &UNMANAGED_WINDOW, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// The provider refuses both windows together.
pub static WINDOW_OVERLAP: Rule = Rule {
    name: "window-overlap",
    severity: Severity::Error,
    by_default: true,
    summary: "The backup window of a database overlaps its maintenance window.",
    docs: "\
Amazon RDS, Aurora, DocumentDB and Neptune refuse a backup window that overlaps the maintenance window. The plan does \
not tell; the apply fails.

It stands in the Terraform file, at the backup window, and only where a requirement document is bound to it. It \
triggers where both windows of one resource are known and overlap.

To cure it, move one of the two.",
    check: window_overlap,
    in_terraform: true,
    fixes: no_fix,
};

/// The types whose provider refuses that their windows overlap.
const REFUSING: [&str; 4] =
    ["aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"];

/// What says that a window is not the one in the code.
const ELSEWHERE: [&str; 15] = [
    "not in the code",
    "not in code",
    "not in terraform",
    "not set",
    "not configured",
    "not managed",
    "outside",
    "agreement",
    "by hand",
    "console",
    "picked",
    "picks",
    "chooses",
    "chosen by",
    "assigned",
];

/// What makes backups that the provider does not make: their time is not that of the provider's window.
const OWN_BACKUPS: [&str; 11] = [
    "aws backup",
    "backup plan",
    "dump",
    "export",
    "script",
    "cron",
    "job",
    "lambda",
    "velero",
    "pgbackrest",
    "wal-g",
];

/// The windows that the document gives in one place.
struct Given<'c> {
    /// One is enough for the Terraform to agree with.
    windows: Vec<Window>,
    /// Where the first stands.
    span: Span,
    scope: Option<&'c str>,
    /// What is said around them, in lower case.
    text: String,
    /// The one window as a provider wants it for a week and for a day, worked out when it is first asked for.
    as_provider: OnceCell<[Option<String>; 2]>,
}

impl Given<'_> {
    /// The one window as an attribute has it that is read in this way.
    fn as_attribute(&self, reader: Reader) -> Option<&str> {
        let [window] = self.windows.as_slice() else { return None };
        let readers = [Reader::WeeklyWindow, Reader::DailyWindow];
        let written = self.as_provider.get_or_init(|| readers.map(|reader| as_provider(window, reader)));
        let at = readers.iter().position(|known| *known == reader)?;
        written.get(at)?.as_deref()
    }
}

/// All ties about windows.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    for given in given(context, "maintenance", "window", false) {
        if has_any(&given.text, &ELSEWHERE) {
            continue;
        }
        let evidence = in_scope(super::evidence(context, Subject::MaintenanceWindow), given.scope);
        ties.extend(differs(context, &given, "maintenance window", &evidence));
        ties.extend(unmanaged(context, &given, &evidence));
    }
    for given in given(context, RECOVERY, "method", true) {
        if has_any(&given.text, &ELSEWHERE) || has_any(&given.text, &OWN_BACKUPS) {
            continue;
        }
        let evidence = in_scope(super::evidence(context, Subject::BackupWindow), given.scope);
        ties.extend(differs(context, &given, "backup window", &evidence));
    }
}

/// The windows that answer a prompt, together where they hold for the same. `daily`: only those of every day.
fn given<'c>(context: &'c Context<'_>, section: &str, prompt: &str, daily: bool) -> Vec<Given<'c>> {
    let mut found: Vec<Given<'c>> = Vec::new();
    for answer in answers_to(context, section, prompt) {
        let text = context.words(answer.answer);
        let scope = answer.scope.as_deref();
        for read in window::read_all(&text) {
            if daily && read.value.weekday.is_some() {
                continue;
            }
            // What else is said about backups is about other backups.
            let around = if daily { sentence(&text, read.span) } else { text.to_lowercase() };
            let same = |given: &&mut Given<'_>| given.scope == scope;
            if let Some(given) = found.iter_mut().find(same) {
                given.windows.push(read.value);
                given.text.push_str(&around);
                continue;
            }
            let span = read.span.shifted(answer.answer.start);
            found.push(Given {
                windows: vec![read.value],
                span,
                scope,
                text: around,
                as_provider: OnceCell::new(),
            });
        }
    }
    found
}

/// The sentence around a place, in lower case.
fn sentence(text: &str, span: Span) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let behind = text.get(span.end..).unwrap_or_default();
    let before = before.rsplit(". ").next().unwrap_or_default();
    let before = before.rsplit([';', '|']).next().unwrap_or_default();
    let behind = behind.split(". ").next().unwrap_or_default();
    let behind = behind.split([';', '|']).next().unwrap_or_default();
    format!("{before} {behind}").to_lowercase()
}

/// Whether a window that Terraform sets is one of those that the document gives.
fn fits(given: &Given<'_>, evidence: &Evidence<'_, '_>) -> Option<bool> {
    let Reading::Window(set) = &evidence.reading else { return None };
    // Where only the hour is set at which it begins, nobody has said when it ends.
    let compare = if evidence.row.read == Reader::WeekdayHour { window::overlaps } else { window::lies_in };
    let mut fits = Some(false);
    for window in &given.windows {
        match compare(set, window) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => fits = None,
        }
    }
    fits
}

/// A proof with what could be changed; a day and hour in numbers are said in words.
fn changeable(mut proof: Proof, given: &Given<'_>, evidence: &Evidence<'_, '_>) -> Proof {
    if let Reading::Window(set) = &evidence.reading {
        if evidence.row.read == Reader::WeekdayHour {
            proof.said = format!("{}, that is {}", proof.said, beginning(set)).into();
        } else {
            proof = proof.claiming(|| (set.zone == Some(Zone::Utc)).then(|| in_words(set)));
        }
    }
    proof.wanting(|| given.as_attribute(evidence.row.read).map(str::to_owned))
}

fn clock(minute: i32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The first letters of a day.
fn day(day: Weekday) -> String {
    format!("{day:?}").chars().take(3).collect()
}

fn beginning(window: &Window) -> String {
    let day = window.weekday.map(|weekday| format!("{} ", day(weekday))).unwrap_or_default();
    format!("{day}{} UTC", clock(window.start))
}

/// A window in UTC as a document has it.
fn in_words(window: &Window) -> String {
    let (start, end) = (clock(window.start), clock(window.end));
    match (window.weekday, window.end_weekday) {
        (Some(from), Some(to)) if from != to => format!("{} {start} – {} {end} UTC", day(from), day(to)),
        (Some(from), _) => format!("{} {start}–{end} UTC", day(from)),
        (None, _) => format!("{start}–{end} UTC"),
    }
}

/// A window of a document as a provider wants it, where it is one only in UTC.
fn as_provider(window: &Window, reader: Reader) -> Option<String> {
    let utc = window.in_utc();
    let [utc] = utc.as_slice() else { return None };
    let (start, end) = (clock(utc.start), clock(utc.end));
    match (reader, utc.weekday) {
        (Reader::WeeklyWindow, Some(from)) => {
            let to = utc.end_weekday.unwrap_or(from);
            let (from, to) = (day(from).to_lowercase(), day(to).to_lowercase());
            Some(format!("\"{from}:{start}-{to}:{end}\""))
        }
        (Reader::DailyWindow, None) => Some(format!("\"{start}-{end}\"")),
        _ => None,
    }
}

fn differs(
    context: &Context<'_>,
    given: &Given<'_>,
    what: &str,
    evidence: &[Evidence<'_, '_>],
) -> Option<Tie> {
    let speaking = evidence.iter().filter(|evidence| evidence.reading != Reading::Nothing);
    let proofs = proofs(
        speaking,
        |evidence| Verdict::of(fits(given, evidence)),
        |proof, evidence| changeable(proof, given, evidence),
    );
    if proofs.is_empty() {
        return None;
    }
    let written = context.words(given.span);
    let tie = Tie::new(&WINDOW_DIFFERS, format!("{} {written}", capital(what)), given.span, proofs);
    Some(tie.saying(|proof| {
        format!(
            "The {what} is {written} here, but `{}`: {}. Correct one of the two.",
            proof.address, proof.said
        )
    }))
}

fn unmanaged(context: &Context<'_>, given: &Given<'_>, evidence: &[Evidence<'_, '_>]) -> Option<Tie> {
    let proofs = proofs(
        evidence,
        |evidence| Verdict::of(Some(evidence.reading != Reading::Nothing)),
        |proof, evidence| changeable(proof, given, evidence),
    );
    if !proofs.iter().any(|proof| proof.verdict == Verdict::Contradicts) {
        return None;
    }
    let written = context.words(given.span);
    let claim = format!("Maintenance window {written}");
    let tie = Tie::new(&UNMANAGED_WINDOW, claim, given.span, proofs);
    Some(tie.saying(|proof| {
        format!(
            "The maintenance window is {written} here, but `{}` leaves it to the provider: {}. Set it there.",
            proof.address, proof.said
        )
    }))
}

fn capital(what: &str) -> String {
    let mut characters = what.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}

fn window_overlap(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.requirements.binding.is_none() {
        return;
    }
    let estate = context.estate();
    // A module that is called twice is one fault.
    let mut known: FxHashSet<(*const Path, Span)> = FxHashSet::default();
    for resource in estate.resources().iter().filter(|resource| REFUSING.contains(&resource.kind)) {
        let backups = evidence::of_resource(estate, resource, Subject::BackupWindow);
        let maintenance = evidence::of_resource(estate, resource, Subject::MaintenanceWindow);
        for backup in &backups {
            for other in maintenance.iter().filter(|other| overlap(backup, other)) {
                if known.insert((std::ptr::from_ref(backup.path), backup.span)) {
                    findings.push(overlapping(context, backup, other));
                }
            }
        }
    }
}

fn overlap(backup: &Evidence<'_, '_>, maintenance: &Evidence<'_, '_>) -> bool {
    let (Reading::Window(one), Reading::Window(other)) = (&backup.reading, &maintenance.reading) else {
        return false;
    };
    !backup.is_absent && !maintenance.is_absent && window::overlaps(one, other) == Some(true)
}

fn overlapping(context: &Context<'_>, backup: &Evidence<'_, '_>, other: &Evidence<'_, '_>) -> Finding {
    let message = format!(
        "The backup window of `{}` overlaps its maintenance window, which the provider refuses: {}; {}. Move one of \
         the two.",
        backup.resource.address,
        backup.said(),
        other.said()
    );
    let about = About::Name(backup.resource.address.to_string());
    let mut finding = context.finding(&WINDOW_OVERLAP, backup.span, about, message);
    finding.path = Arc::from(backup.path);
    let place = Related {
        path: Arc::from(other.path),
        span: other.span,
        message: "the maintenance window".to_owned(),
    };
    finding.related.push(place);
    let steps = backup.steps.iter().chain(&other.steps);
    finding.related.extend(steps.map(|step| Related {
        path: Arc::clone(&step.path),
        span: step.span,
        message: step.what.to_string(),
    }));
    finding
}
