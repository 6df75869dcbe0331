//! Scaling: what the document says about it beside the policies and sizes in Terraform.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Proof, Tie, has_any, in_scope, is_in_scope, may_speak_of, report, saying_no};
use crate::facts::{Evidence, Reading, Resource, Verdict};
use crate::model::quantity::scaling::{self, Mode};
use crate::model::{Answer, Said, Value};
use crate::rules::claims::{answers_to, section_text};
use crate::rules::context::Context;
use crate::rules::finding::Severity;
use crate::rules::registry::{Rule, no_fix};
use crate::schema::evidence::Subject;
use crate::schema::metrics;
use crate::text::Span;

/// Automatic scaling is claimed, and nothing scales.
pub static AUTOSCALING_CLAIMED_ABSENT: Rule = Rule {
    name: "autoscaling-claimed-absent",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document says that it scales automatically, and nothing in the Terraform does.",
    docs: "\
Automatic scaling that nobody has set up is noticed when the load comes.

It triggers where the scaling mode is automatic, and for every resource that could be scaled no policy scales it, or \
it may be no more than it must be at least (`min_size` = `max_size`). It stays silent where a size is not known, where \
anything scales by itself (on-demand tables, serverless), where a module may hold the policies, and where the section \
names another means: Karpenter, KEDA, Kubernetes, storage.

To cure it, add a policy or give it room, or say that it is scaled manually.",
    check: |context, findings| report(context, &AUTOSCALING_CLAIMED_ABSENT, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// Policies follow other metrics.
pub static SCALING_METRIC_DIFFERS: Rule = Rule {
    name: "scaling-metric-differs",
    severity: Severity::Warning,
    by_default: true,
    summary: "The scaling policies follow other metrics than the document says.",
    docs: "\
Whoever sizes a service by its memory and scales it by its CPU runs out of memory.

It triggers where every metric that the document scales by, and that of every scaling policy, is one that Tiebeam \
knows, and they have none in common. Words count by what they mean: \"CPU\" is `CPUUtilization` and \
`ECSServiceAverageCPUUtilization`. It stays silent where a policy's metric is not in the policy, as with step scaling, \
and where scaling is manual.

To cure it, correct the metric on one of the two sides.",
    check: |context, findings| report(context, &SCALING_METRIC_DIFFERS, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// Scaling down is claimed and switched off.
pub static SCALE_DOWN_CONTRADICTION: Rule = Rule {
    name: "scale-down-contradiction",
    severity: Severity::Warning,
    by_default: true,
    summary: "The document says that it scales down, and the Terraform keeps it from doing so.",
    docs: "\
What scales up and never down again is paid for until somebody looks.

It triggers where the answer to \"Scale down\" is yes, and every policy has scaling in switched off \
(`disable_scale_in`, the mode `ONLY_SCALE_OUT`); or where the answer speaks of storage that grows by itself, which never \
shrinks. It stays silent where a value is not known, where a schedule scales, and where the answer says that somebody \
does it.

To cure it, allow scaling in, or say that it does not scale down.",
    check: |context, findings| report(context, &SCALE_DOWN_CONTRADICTION, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// The section that speaks of scaling.
const SCALABILITY: &str = "scalability";

/// Resources that nothing scales but what is named beside them.
const SCALABLE: &[(&str, &[&str])] = &[
    ("aws_autoscaling_group", &["aws_autoscaling_policy", "aws_autoscaling_schedule"]),
    (
        "aws_ecs_service",
        &["aws_appautoscaling_policy", "aws_appautoscaling_scheduled_action", "aws_appautoscaling_target"],
    ),
    ("azurerm_linux_virtual_machine_scale_set", &["azurerm_monitor_autoscale_setting"]),
    ("azurerm_windows_virtual_machine_scale_set", &["azurerm_monitor_autoscale_setting"]),
    ("azurerm_orchestrated_virtual_machine_scale_set", &["azurerm_monitor_autoscale_setting"]),
    ("google_compute_instance_group_manager", &["google_compute_autoscaler"]),
    ("google_compute_region_instance_group_manager", &["google_compute_region_autoscaler"]),
];

/// Resources with which something else may scale: what it does stands outside of these files.
const SCALES_OTHERS: &[&str] = &[
    "aws_autoscalingplans_scaling_plan",
    "aws_cloudformation_stack",
    "aws_ecs_capacity_provider",
    "aws_eks_cluster",
    "helm_release",
    "kubectl_manifest",
];

/// What scales outside of the Terraform that the document is bound to.
const ELSEWHERE: &[&str] = &[
    "serverless",
    "pay_per_request",
    "pay-per-request",
    "pay per request",
    "on-demand",
    "on demand",
    "karpenter",
    "keda",
    "hpa",
    "horizontal pod",
    "cluster autoscaler",
    "cluster-autoscaler",
    "kubernetes",
    "cloud run",
    "app engine",
    "storage",
    "disk",
    "volume",
    "platform team",
    "outside",
    "elsewhere",
    "console",
    "nomad",
    "script",
    "lambda",
    "planned",
    "not yet",
    "todo",
];

/// Words for what of a module may hold policies.
const MODULES: &[&str] =
    &["scal", "ecs", "eks", "asg", "cluster", "service", "app", "worker", "fleet", "compute", "node", "web"];

/// All ties about scaling.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    ties.extend(automatic(context));
    ties.extend(metric(context));
    ties.extend(down(context));
}

/// The one answer to a prompt about scaling, which holds for all and has one cell.
fn answer<'c>(context: &'c Context<'_>, prompt: &str) -> Option<&'c Answer> {
    let answers = answers_to(context, SCALABILITY, prompt);
    let [answer] = answers[..] else { return None };
    let one = answer.said == Said::Something && answer.prompts.len() == 1;
    (one && !context.words(answer.answer).contains('|')).then_some(answer)
}

/// The mode that an answer gives; "yes" to "Automatic scaling" is one too.
fn mode(context: &Context<'_>, answer: &Answer) -> Option<(Mode, Span)> {
    let text = context.words(answer.answer);
    if let Some(read) = scaling::read(&text) {
        return Some((read.value, read.span.shifted(answer.answer.start)));
    }
    let label = context.words(answer.label).to_lowercase();
    let about = label.contains("auto") && !label.contains("manual");
    let yes = crate::model::quantity::yes_no::read(&text).filter(|read| about && read.value.yes)?;
    Some((Mode::Automatic, yes.span.shifted(answer.answer.start)))
}

fn automatic(context: &Context<'_>) -> Option<Tie> {
    let answer = answer(context, "mode")?;
    let (Mode::Automatic, span) = mode(context, answer)? else { return None };
    let scope = answer.scope.as_deref();
    let mut proofs = sizes(context, scope);
    let scaled = scaled(context, scope, &proofs);
    proofs.extend(scaled);
    if proofs.is_empty() {
        return None;
    }
    let sized: FxHashSet<Arc<str>> = proofs.iter().map(|proof| proof.address.clone()).collect();
    // What is as much at least as at most does not scale, whatever could scale it.
    proofs.extend(by_itself(context).into_iter().filter(|proof| !sized.contains(&proof.address)));
    let estate = context.estate();
    let text = section_text(context, context.section_heading(span.start));
    let others = estate
        .resources()
        .iter()
        .any(|resource| SCALES_OTHERS.contains(&resource.kind) || resource.kind.starts_with("kubernetes_"));
    let elsewhere = has_any(&text, ELSEWHERE) || others || estate.may_be_in_a_module(MODULES);
    let tie = Tie::new(&AUTOSCALING_CLAIMED_ABSENT, "Scales automatically".to_owned(), span, proofs);
    Some(tie.unless(elsewhere).saying(|proof| {
        format!(
            "Scaling is automatic here, but `{}` does not scale: {}. Let something scale it, or say that it is scaled \
manually.",
            proof.address, proof.said
        )
    }))
}

/// What has as much at least as at most.
fn sizes(context: &Context<'_>, scope: Option<&str>) -> Vec<Proof> {
    let least = in_scope(super::evidence(context, Subject::ScalingMinimum), scope);
    let most = in_scope(super::evidence(context, Subject::ScalingMaximum), scope);
    let mut proofs = Vec::new();
    for most in
        most.iter().filter(|most| most.reading != Reading::Nothing && is_meant(context, most.resource))
    {
        let own = || least.iter().filter(|least| std::ptr::eq(least.resource, most.resource));
        let set = own().find(|least| least.reading != Reading::Nothing);
        let Some(least) = set.or_else(|| own().next()) else { continue };
        let verdict = match (least.reading.number(), most.reading.number()) {
            // Its policies say the rest.
            (Some(least), Some(most)) if most > least => continue,
            (Some(_), Some(_)) => Verdict::Contradicts,
            _ => Verdict::Unknown,
        };
        let mut proof = Proof::new(most, verdict);
        if !least.is_certain() {
            proof.verdict = Verdict::Unknown;
        }
        proof.said = format!("{} and {}", least.said(), proof.said).into();
        proofs.push(proof);
    }
    proofs
}

/// What could be scaled, and whether anything does; not what `fixed` sizes keep from scaling.
fn scaled(context: &Context<'_>, scope: Option<&str>, fixed: &[Proof]) -> Vec<Proof> {
    let Some(binding) = &context.requirements.binding else { return Vec::new() };
    let estate = context.estate();
    let is_fixed = |address: &str| fixed.iter().any(|proof| *proof.address == *address);
    let mut targets = estate.of_kind("aws_appautoscaling_target").peekable();
    let targets_are_fixed = targets.peek().is_some() && targets.all(|target| is_fixed(&target.address));
    let mut proofs = Vec::new();
    for resource in estate.resources() {
        let known = SCALABLE.iter().find(|(kind, _)| *kind == resource.kind);
        let Some((_, by)) = known.filter(|_| binding.selects(&resource.local_address)) else { continue };
        let is_another = resource.is_module()
            || !is_meant(context, resource)
            || !is_in_scope(&resource.address, resource.path(), scope);
        if is_another
            || is_fixed(&resource.address)
            || resource.kind == "aws_ecs_service" && targets_are_fixed
        {
            continue;
        }
        let scaled = by.iter().any(|kind| estate.of_kind(kind).next().is_some());
        let said = if scaled { "a scaling policy is there" } else { "no scaling policy is there" };
        proofs.push(Proof::of(resource, said, Verdict::of(Some(scaled))));
    }
    proofs
}

/// Whether the document may speak of a resource, or of what it scales.
fn is_meant(context: &Context<'_>, resource: &Resource<'_>) -> bool {
    let named = context.requirements.binding.iter().flat_map(|binding| &binding.resources);
    let scales = SCALABLE
        .iter()
        .any(|(kind, by)| by.contains(&resource.kind) && named.clone().any(|address| address.contains(kind)));
    scales || may_speak_of(context, resource)
}

/// What scales without being told to.
fn by_itself(context: &Context<'_>) -> Vec<Proof> {
    let subjects = [Subject::ScalesByItself, Subject::GrowsOnly];
    let evidence = subjects.into_iter().flat_map(|subject| super::evidence(context, subject));
    let scales = |evidence: &Evidence<'_, '_>| match evidence.reading {
        Reading::Truth(true) => Some(Verdict::Holds),
        Reading::Unknown(_) if !evidence.is_absent => Some(Verdict::Unknown),
        _ => None,
    };
    evidence.filter_map(|evidence| Some(Proof::new(&evidence, scales(&evidence)?))).collect()
}

fn metric(context: &Context<'_>) -> Option<Tie> {
    let manual = answers_to(context, SCALABILITY, "mode").into_iter().any(|answer| {
        let mode = mode(context, answer);
        mode.is_some_and(|(mode, _)| mode == Mode::Manual)
    });
    let answer = answer(context, "metrics").filter(|_| !manual)?;
    let mut words: Vec<&'static str> = Vec::new();
    let mut first: Option<Span> = None;
    for read in answer.values.iter() {
        let Value::Metric { name, .. } = read.value else { continue };
        let meant = metrics::meant(name);
        if meant.is_empty() {
            return None;
        }
        let new = meant.iter().map(|metric| metric.word.as_str());
        for word in new {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        first = first.or(Some(read.span));
    }
    let span = first?;
    let text = context.words(answer.answer).to_lowercase();
    let policies = super::evidence(context, Subject::ScalingPolicy);
    let followed = super::evidence(context, Subject::ScalingMetric);
    let policies = policies.iter().filter(|policy| policy.reading != Reading::Truth(false));
    let policies = policies
        .filter(|policy| !is_by_the_clock(policy.resource.kind) && is_meant(context, policy.resource));
    let proofs: Vec<Proof> = policies
        .map(|policy| {
            let same = |it: &&Evidence<'_, '_>| std::ptr::eq(it.resource, policy.resource) && !it.is_absent;
            let own: Vec<_> = followed.iter().filter(same).collect();
            let Some(tells) = own.first() else { return Proof::new(policy, Verdict::Unknown) };
            let verdicts = own.iter().map(|it| follows(it, &words, &text)).collect::<Vec<_>>();
            let verdict = if verdicts.contains(&Some(true)) { Some(true) } else { all(&verdicts) };
            Proof::new(tells, Verdict::of(verdict))
        })
        .collect();
    if proofs.is_empty() {
        return None;
    }
    let name = |address: &str| {
        let mut found = followed.iter().filter(|it| *it.resource.address == *address);
        found.find_map(|it| it.reading.text()).map_or("another metric".to_owned(), |name| format!("`{name}`"))
    };
    let by = words.join(" and ");
    let tie = Tie::new(&SCALING_METRIC_DIFFERS, format!("Scales by {by}"), span, proofs);
    Some(tie.saying(|proof| {
        format!(
            "It scales by {by} here, but `{}` follows {}. Correct one of the two.",
            proof.address,
            name(&proof.address)
        )
    }))
}

/// No where all say no.
fn all(verdicts: &[Option<bool>]) -> Option<bool> {
    verdicts.iter().all(|verdict| *verdict == Some(false)).then_some(false)
}

/// Whether a policy follows one of the metrics that the document means.
fn follows(evidence: &Evidence<'_, '_>, words: &[&str], text: &str) -> Option<bool> {
    let name = evidence.reading.text()?;
    if text.contains(&name.to_lowercase()) {
        return Some(true);
    }
    let means: Vec<&str> = metrics::named(name).map(|metric| metric.word.as_str()).collect();
    (!means.is_empty()).then(|| means.iter().any(|word| words.contains(word)))
}

fn is_by_the_clock(kind: &str) -> bool {
    kind.contains("schedule")
}

fn down(context: &Context<'_>) -> Option<Tie> {
    let answer = answer(context, "down")?;
    let yes = answer.values.iter().find(|read| *read.value == Value::YesNo(true))?;
    let text = context.words(answer.answer).to_lowercase();
    let storage = has_any(&text, &["storage", "disk", "volume"]);
    let apart = [
        " no ", "not ", "never", "n't", "cannot", "except", "only", "without", "by hand", "manual",
        "somebody", "schedul", "night", "deploy", "same way", "we ", "another", "smaller", "restore",
        "recreat", "by a",
    ];
    if has_any(&text, &apart) {
        return None;
    }
    let scope = answer.scope.as_deref();
    let subject = if storage { Subject::GrowsOnly } else { Subject::ScaleInBlocked };
    let evidence = in_scope(super::evidence(context, subject), scope);
    // A target that is not suspended says nothing about its policies, nor does storage that does not grow.
    let speaks = |evidence: &&Evidence<'_, '_>| {
        evidence.reading == Reading::Truth(true)
            || !storage && evidence.resource.kind != "aws_appautoscaling_target"
            || matches!(evidence.reading, Reading::Unknown(_)) && !evidence.is_absent
    };
    let meant = |evidence: &&Evidence<'_, '_>| is_meant(context, evidence.resource);
    let proof = |evidence: &Evidence<'_, '_>| {
        let holds = evidence.reading.truth().map(|blocked| !blocked);
        Proof::new(evidence, Verdict::of(holds)).wanting(|| saying_no(evidence).filter(|_| !storage))
    };
    let proofs: Vec<Proof> = evidence.iter().filter(speaks).filter(meant).map(proof).collect();
    if proofs.is_empty() {
        return None;
    }
    let by_the_clock = context.estate().resources().iter().any(|resource| is_by_the_clock(resource.kind));
    let tie = Tie::new(&SCALE_DOWN_CONTRADICTION, "Scales down".to_owned(), yes.span, proofs);
    Some(tie.unless(by_the_clock && !storage).saying(|proof| {
        let why = if storage { "only grows" } else { "does not scale down" };
        format!("It scales down here, but `{}` {why}: {}. Correct one of the two.", proof.address, proof.said)
    }))
}
