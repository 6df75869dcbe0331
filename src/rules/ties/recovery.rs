//! Backups and recovery objectives beside the Terraform that makes the backups.

use super::{Proof, Tie, has_any, in_scope, report, say_the_same};
use crate::facts::{Evidence, Reading, Verdict, together};
use crate::model::quantity::duration::{self, Duration};
use crate::model::quantity::retention;
use crate::model::{Answer, Objective, Said, Value};
use crate::rules::claims::{RECOVERY, answers_to, objectives, only, section_text};
use crate::rules::context::Context;
use crate::rules::finding::Severity;
use crate::rules::objectives::is_kept_otherwise;
use crate::rules::registry::{Rule, no_fix};
use crate::schema::evidence::{Reader, Subject};
use crate::text::Span;

/// Backups are required, and nothing makes any.
pub static BACKUP_CLAIMED_BUT_OFF: Rule = Rule {
    name: "backup-claimed-but-off",
    severity: Severity::Error,
    by_default: true,
    summary: "The document requires backups, and the Terraform makes none.",
    docs: "\
The worst time to learn that there is no backup is the day it is needed.

It triggers where the document says that backups are needed, or gives an RPO or a schedule, and every resource that \
could be backed up has backups switched off, in writing or by the provider's default. It stays silent where any \
resource makes backups, where a value is not known, where a backup plan or a module about backups is there, and where \
the section says that something outside of this Terraform makes them.

To cure it, switch backups on (`backup_retention_period`, `snapshot_retention_limit`, `point_in_time_recovery`), or say \
in the document why none are needed.",
    check: |context, findings| report(context, &BACKUP_CLAIMED_BUT_OFF, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// No mechanism copies often enough.
pub static RPO_NOT_MET: Rule = Rule {
    name: "rpo-not-met",
    severity: Severity::Error,
    by_default: true,
    summary: "No backup that the Terraform makes is frequent enough for the RPO.",
    docs: "\
An RPO of one hour with one snapshot a day loses up to a day.

It triggers where the document gives an RPO and the best of all backup mechanisms that are switched on is slower. It \
stays silent where a value is not known, for an RPO of zero, which no backup meets, and where a standby or replica may \
keep the promise; where the section itself describes another way to keep changes, it weighs one step less.

To cure it, choose a mechanism that is fast enough, or agree on another RPO.",
    check: |context, findings| report(context, &RPO_NOT_MET, findings),
    in_terraform: false,
    fixes: say_the_same,
};

/// Backups are kept for another time.
pub static RETENTION_MISMATCH: Rule = Rule {
    name: "retention-mismatch",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document and the Terraform keep backups for different times.",
    docs: "\
Whoever plans to restore last week's state relies on it being there.

It triggers where the backup method gives one retention, and every resource that tells one keeps backups for another \
time. \"At least 14 days\" is met by more.

To cure it, correct the document or the retention.",
    check: |context, findings| report(context, &RETENTION_MISMATCH, findings),
    in_terraform: false,
    fixes: say_the_same,
};

/// Backups are made that nobody asked for.
pub static NO_BACKUP_BUT_CONFIGURED: Rule = Rule {
    name: "no-backup-but-configured",
    severity: Severity::Information,
    by_default: true,
    summary: "The document says that no backup is needed, and the Terraform makes some.",
    docs: "\
Either the backups are paid for without need, or the document is out of date.

It triggers where the document says that no backup is needed, and every resource that could be backed up has backups \
switched on in writing.

To cure it, switch the backups off, or say what they are for.",
    check: |context, findings| report(context, &NO_BACKUP_BUT_CONFIGURED, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// Terraform declares other objectives.
pub static DECLARED_RPO_RTO_DIFFER: Rule = Rule {
    name: "declared-rpo-rto-differ",
    severity: Severity::Error,
    by_default: true,
    summary: "The Terraform declares another RPO or RTO than the document.",
    docs: "\
Some resources state an objective in so many words: a policy of AWS Resilience Hub, a plan of Backup for GKE.

It triggers where the document gives one RPO (or RTO) and every declared one is another.

To cure it, agree on one.",
    check: |context, findings| report(context, &DECLARED_RPO_RTO_DIFFER, findings),
    in_terraform: false,
    fixes: say_the_same,
};

/// A shorter time is taken for the same: what clocks and roundings make of it.
const TOLERANCE: f64 = 0.05;

/// What makes backups outside of the Terraform that the document is bound to.
const ELSEWHERE: [&str; 24] = [
    "aws backup",
    "backup plan",
    "backup vault",
    "backup policy",
    "velero",
    "dump",
    "restic",
    "borg",
    "wal-g",
    "barman",
    "pgbackrest",
    "central",
    "organi",
    "platform team",
    "lambda",
    "commvault",
    "veeam",
    "rubrik",
    "script",
    "cronjob",
    "cron job",
    "export to",
    "exported to",
    "percona",
];

/// All ties about backups.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    let copies = copies(context);
    let off = off(context, &copies);
    let is_off = off.as_ref().is_some_and(|tie| tie.verdict == Verdict::Contradicts);
    ties.extend(off);
    if !is_off {
        ties.extend(rpo(context, &copies));
        ties.extend(kept(context));
    }
    ties.extend(unneeded(context, &copies));
    ties.extend(declared(context, Objective::Rpo, Subject::DeclaredRpo));
    ties.extend(declared(context, Objective::Rto, Subject::DeclaredRto));
}

/// What says whether and how often copies are made.
fn copies<'c>(context: &'c Context<'_>) -> Vec<Evidence<'c, 'c>> {
    let mut copies = super::evidence(context, Subject::Backup);
    copies.extend(super::evidence(context, Subject::BackupInterval));
    copies
}

/// Whether copies are made, as evidence says it: an interval is one of copies that are made.
fn is_made(evidence: &Evidence<'_, '_>) -> Option<bool> {
    match evidence.reading {
        Reading::Truth(made) => Some(made),
        Reading::Seconds(_) => Some(true),
        _ => None,
    }
}

/// Whether evidence says anything: where only a schedule is missing, it does not.
fn speaks(evidence: &Evidence<'_, '_>) -> bool {
    evidence.row.claim == Subject::Backup || evidence.reading != Reading::Nothing
}

/// The claim that backups are needed: said so, or an RPO or schedule that needs them.
fn wanted(context: &Context<'_>) -> Option<(Span, String)> {
    let needed = answers_to(context, RECOVERY, "needed");
    let yes = |answer: &&&Answer| answer.values.iter().any(|read| *read.value == Value::YesNo(true));
    if needed.iter().any(|answer| says_no(answer)) {
        return None;
    }
    if let Some(answer) = needed.iter().find(yes) {
        let read = answer.values.iter().find(|read| matches!(read.value, Value::YesNo(true)))?;
        return Some((read.span, "Backups are needed".to_owned()));
    }
    let rpos = objectives(context, Objective::Rpo);
    if let Some(rpo) = only(&rpos) {
        return Some((rpo.span, format!("RPO {}", context.words(rpo.span))));
    }
    let methods = answers_to(context, RECOVERY, "method");
    let method = methods.iter().find(|answer| answer.scope.is_none() && answer.said == Said::Something)?;
    let schedule = method.values.iter().find(|read| matches!(read.value, Value::Schedule(_)))?;
    Some((schedule.span, format!("Backups {}", context.words(schedule.span))))
}

fn says_no(answer: &Answer) -> bool {
    matches!(answer.said, Said::NotApplicable { .. })
        || answer.values.iter().any(|read| *read.value == Value::YesNo(false))
}

fn off(context: &Context<'_>, copies: &[Evidence<'_, '_>]) -> Option<Tie> {
    let (span, claim) = wanted(context)?;
    // As the document says, else a week.
    let kept = retentions(context).first().map_or_else(|| "7".to_owned(), |(said, ..)| days(said));
    let proofs: Vec<Proof> = copies
        .iter()
        .filter(|evidence| speaks(evidence))
        .map(|evidence| {
            Proof::new(evidence, Verdict::of(is_made(evidence))).wanting(|| switched_on(evidence, &kept))
        })
        .collect();
    if proofs.is_empty() {
        return None;
    }
    let tie = Tie::new(&BACKUP_CLAIMED_BUT_OFF, claim, span, proofs);
    let elsewhere = || {
        has_any(&section_text(context, context.section_heading(span.start)), &ELSEWHERE)
            || context.estate().may_be_in_a_module(&["backup"])
            || copies.iter().any(|evidence| is_tagged(context, evidence))
    };
    let excused = tie.verdict == Verdict::Contradicts && elsewhere();
    let tie = tie.unless(excused);
    let claim = tie.claim.clone();
    Some(tie.saying(|proof| {
        format!(
            "{claim}, but `{}` makes none: {}. Switch backups on, or say why none are needed.",
            proof.address, proof.said
        )
    }))
}

/// What an attribute would be with backups switched on: kept for so many days.
fn switched_on(evidence: &Evidence<'_, '_>, kept: &str) -> Option<String> {
    match evidence.row.read {
        Reader::Truth => Some("true".to_owned()),
        Reader::Positive => Some(kept.to_owned()),
        _ => None,
    }
}

fn days(duration: &Duration) -> String {
    format!("{}", (duration.seconds / 86_400.0).ceil())
}

/// Whether the tags of a resource speak of backups: then something outside looks for them.
fn is_tagged(context: &Context<'_>, evidence: &Evidence<'_, '_>) -> bool {
    let estate = context.estate();
    let tags = ["tags", "labels"].into_iter().filter_map(|name| evidence.resource.declared.attribute(name));
    let mut tags = tags.map(|tags| estate.source(tags.path, tags.attribute.value_span).to_lowercase());
    tags.any(|tags| tags.contains("backup"))
}

fn rpo(context: &Context<'_>, copies: &[Evidence<'_, '_>]) -> Option<Tie> {
    let rpos = objectives(context, Objective::Rpo);
    let rpo = only(&rpos).filter(|rpo| rpo.value.seconds >= 1.0)?;
    let written = context.words(rpo.span);
    let proofs: Vec<Proof> = copies
        .iter()
        .filter(|evidence| speaks(evidence))
        .filter(|evidence| is_made(evidence) != Some(false))
        .filter(|evidence| !has_interval(evidence, copies))
        .map(|evidence| {
            let reached = reached(evidence).map(|reached| reached <= rpo.value.seconds * (1.0 + TOLERANCE));
            let mut proof = Proof::new(evidence, Verdict::of(reached))
                .claiming(|| self::reached(evidence).map(duration::words));
            if proof.verdict == Verdict::Contradicts
                && let (Some(reached), Some(mechanism)) = (self::reached(evidence), &evidence.row.mechanism)
            {
                let every = duration::words(reached);
                proof.said = format!("{mechanism}, {every} apart at best ({})", proof.said).into();
            }
            proof
        })
        .collect();
    if proofs.is_empty() {
        return None;
    }
    let standby = super::evidence(context, Subject::HighAvailability);
    let standby = standby.iter().any(|evidence| evidence.reading != Reading::Truth(false));
    let excused = standby && rpo.value.seconds < 300.0;
    let mut tie = Tie::new(&RPO_NOT_MET, format!("RPO {written}"), rpo.span, proofs).unless(excused);
    tie.eased = is_kept_otherwise(context, rpo);
    Some(tie.saying(|proof| {
        format!(
            "RPO {written} is not met by `{}`: {}. Copy more often, or agree on another RPO.",
            proof.address, proof.said
        )
    }))
}

/// Whether evidence that copies are made says nothing about how often, and other evidence of the same resource does.
fn has_interval(evidence: &Evidence<'_, '_>, copies: &[Evidence<'_, '_>]) -> bool {
    let silent = evidence.row.claim == Subject::Backup && evidence.row.reaches.is_none();
    silent
        && copies.iter().any(|other| {
            let same = other.resource.address == evidence.resource.address
                || other.row.mechanism == evidence.row.mechanism;
            same && other.reading.seconds().is_some()
        })
}

/// The shortest time between two copies that a mechanism reaches.
fn reached(evidence: &Evidence<'_, '_>) -> Option<f64> {
    match evidence.reading {
        Reading::Seconds(seconds) if evidence.row.claim == Subject::BackupInterval => Some(seconds),
        Reading::Truth(true) => evidence.reaches,
        _ => None,
    }
}

/// How long backups are kept as their method says it, each with its place and what it holds for.
fn retentions<'c>(context: &'c Context<'_>) -> Vec<(Duration, Span, Option<&'c str>)> {
    let mut claims = Vec::new();
    let methods = answers_to(context, RECOVERY, "method").into_iter();
    for answer in methods.filter(|answer| answer.said == Said::Something) {
        let text = context.words(answer.answer);
        let found = retention::read_all(&text).into_iter();
        claims.extend(
            found.map(|read| (read.value, read.span.shifted(answer.answer.start), answer.scope.as_deref())),
        );
    }
    claims
}

fn kept(context: &Context<'_>) -> Option<Tie> {
    // Several are several kinds of copies, and which is which only their author knows.
    let [(said, span, scope)] = retentions(context)[..] else { return None };
    let evidence = in_scope(super::evidence(context, Subject::BackupRetention), scope);
    let kept = |evidence: &Evidence<'_, '_>| evidence.reading.seconds().filter(|kept| *kept > 0.0);
    let proofs: Vec<Proof> = evidence
        .iter()
        .filter(|evidence| evidence.reading != Reading::Nothing && evidence.reading != Reading::Seconds(0.0))
        .map(|evidence| {
            Proof::new(evidence, Verdict::of(kept(evidence).map(|kept| retention::agrees(&said, kept))))
                .claiming(|| kept(evidence).map(duration::words))
                .wanting(|| (evidence.row.read == Reader::Days).then(|| days(&said)))
        })
        .collect();
    if proofs.is_empty() {
        return None;
    }
    let written = context.words(span);
    let tie = Tie::new(&RETENTION_MISMATCH, format!("Backups are kept {written}"), span, proofs);
    Some(tie.saying(|proof| {
        format!(
            "Backups are to be kept {written}, but `{}` keeps them otherwise: {}. Correct one of the two.",
            proof.address, proof.said
        )
    }))
}

fn unneeded(context: &Context<'_>, copies: &[Evidence<'_, '_>]) -> Option<Tie> {
    let needed = answers_to(context, RECOVERY, "needed");
    let [answer] = needed[..] else { return None };
    let says_no = answer.values.iter().find(|read| *read.value == Value::YesNo(false))?;
    let written_out = |evidence: &&Evidence<'_, '_>| !evidence.is_absent;
    let proofs: Vec<Proof> = copies
        .iter()
        .filter(|evidence| speaks(evidence))
        .map(|evidence| {
            let made = is_made(evidence).filter(|made| !made || written_out(&evidence));
            Proof::new(evidence, Verdict::of(made.map(|made| !made)))
        })
        .collect();
    if proofs.is_empty() || together(proofs.iter().map(|proof| proof.verdict)) == Verdict::Unknown {
        return None;
    }
    let tie = Tie::new(&NO_BACKUP_BUT_CONFIGURED, "No backup is needed".to_owned(), says_no.span, proofs);
    Some(tie.saying(|proof| {
        format!(
            "No backup is needed, but `{}` makes some: {}. Switch them off, or say what they are for.",
            proof.address, proof.said
        )
    }))
}

fn declared(context: &Context<'_>, objective: Objective, aspect: Subject) -> Option<Tie> {
    let claims = objectives(context, objective);
    let claim = only(&claims)?;
    let name = if objective == Objective::Rpo { "RPO" } else { "RTO" };
    let written = context.words(claim.span);
    let near = |seconds: f64| (seconds - claim.value.seconds).abs() <= claim.value.seconds * TOLERANCE;
    let evidence = super::evidence(context, aspect);
    let proofs: Vec<Proof> = evidence
        .iter()
        .filter(|evidence| !evidence.is_absent)
        .map(|evidence| {
            let declared = evidence.reading.seconds();
            Proof::new(evidence, Verdict::of(declared.map(near))).claiming(|| declared.map(duration::words))
        })
        .collect();
    if proofs.is_empty() {
        return None;
    }
    let tie = Tie::new(&DECLARED_RPO_RTO_DIFFER, format!("{name} {written}"), claim.span, proofs);
    Some(tie.saying(|proof| {
        format!(
            "The {name} is {written}, but `{}` declares another: {}. Agree on one.",
            proof.address, proof.said
        )
    }))
}
