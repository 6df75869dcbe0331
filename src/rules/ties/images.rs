//! Images: what the document says about them beside the instances that run them.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Proof, Tie, has_any, in_scope, may_speak_of, report};
use crate::facts::{Evidence, Reading, Resource, Verdict};
use crate::model::{Said, behind_comments};
use crate::rules::claims::answers_to;
use crate::rules::context::Context;
use crate::rules::finding::Severity;
use crate::rules::registry::{Rule, no_fix};
use crate::schema::conditions::means_instances;
use crate::schema::evidence::Subject;
use crate::text::Span;

/// The section about images is said not to apply, and there are instances.
pub static IMMUTABILITY_REQUIRED: Rule = Rule {
    name: "immutability-required",
    severity: Severity::Warning,
    by_default: true,
    summary: "Immutability is said not to apply, and the Terraform has instances.",
    docs: "\
Whoever owns instances owns what is on them: what the image contains, what builds it, and how a change reaches them.

It triggers where the section about immutability says no more than that it does not apply, and the Terraform has \
instances, launch templates or groups of them. It stays silent where the section speaks of nodes, images or the \
resource itself, where the resources that the document names have no instances, and for nodes that the provider \
manages. Where the section is missing, `missing-section` says so.

To cure it, say what the image contains and how a change of it is rolled out.",
    check: |context, findings| report(context, &IMMUTABILITY_REQUIRED, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// New images are not rolled out.
pub static MUTABLE_ROLLOUT: Rule = Rule {
    name: "mutable-rollout",
    severity: Severity::Information,
    by_default: true,
    summary: "The document says that new images are rolled out, and nothing in the Terraform does it.",
    docs: "\
A new version of a launch template changes no instance that runs; something has to replace them.

It triggers where the document says that instances are replaced by rolling or refreshing, and every group of instances \
leaves that to somebody: no `instance_refresh` and no `max_instance_lifetime`, `OPPORTUNISTIC` updates, the upgrade mode \
`Manual`. It stays silent where a value is not known, and where the answer names another means: CodeDeploy, Spinnaker, \
a script, the pipeline.

To cure it, let the group replace its instances, or say what does.",
    check: |context, findings| report(context, &MUTABLE_ROLLOUT, findings),
    in_terraform: false,
    fixes: no_fix,
};

/// The section that speaks of images.
const IMMUTABILITY: &str = "immutability";

/// Nodes whose images the provider builds and rolls out.
const MANAGED: &[&str] =
    &["aws_eks_node_group", "azurerm_kubernetes_cluster_node_pool", "google_container_node_pool"];

/// Words of a reason that knows of the instances.
const KNOWS: &[&str] = &[
    "node",
    "ami",
    "image",
    "template",
    "bastion",
    "jump",
    "runner",
    "agent",
    "exporter",
    "elsewhere",
    "see ",
    "another",
    "other document",
    "container",
    "eks",
    "gke",
    "aks",
    "ecs",
];

/// Names of instances that stand beside what a document is about.
const BESIDE: &[&str] = &["bastion", "jump", "nat", "vpn", "runner"];

/// What replaces instances outside of the Terraform, or that they are not replaced.
const ELSEWHERE: &[&str] = &[
    "spinnaker",
    "codedeploy",
    "code deploy",
    "jenkins",
    "ansible",
    "script",
    "lambda",
    "blue",
    "canary",
    "by hand",
    "manual",
    "somebody",
    "terminat",
    "recreat",
    "re-creat",
    "pipeline start",
    "pipeline trigger",
    "pipeline roll",
    "pipeline replace",
    "pipeline refresh",
    "github action",
    "gitlab",
    "argo",
    "helm",
    "ssm",
    "step function",
    " cli",
    "no ",
    "not ",
    "never",
    "without",
    "planned",
    "later",
    "ecs",
    "task",
    "pod",
    "kubernetes",
];

/// All ties about images.
pub fn ties(context: &Context<'_>, ties: &mut Vec<Tie>) {
    ties.extend(required(context));
    ties.extend(rollout(context));
}

fn required(context: &Context<'_>) -> Option<Tie> {
    let span = not_applicable(context)?;
    let text = context.words(span).to_lowercase();
    let resources: Vec<&Resource<'_>> =
        context.estate().resources().iter().filter(|resource| is_own_instance(context, resource)).collect();
    let told = |resource: &&Resource<'_>| {
        let name = resource.declared.block.name().unwrap_or_default().to_lowercase();
        text.contains(&name) || text.contains(resource.kind)
    };
    if resources.is_empty() || resources.iter().any(told) || has_any(&text, KNOWS) {
        return None;
    }
    let said = "means instances of your own";
    let proofs = resources.into_iter().map(|resource| Proof::of(resource, said, Verdict::Contradicts));
    let claim = "Immutability does not apply".to_owned();
    let mut tie = Tie::new(&IMMUTABILITY_REQUIRED, claim, span, proofs.collect());
    if tie.contradiction().is_some() {
        tie.verdict = Verdict::Contradicts;
    }
    Some(tie.saying(|proof| {
        format!(
            "Immutability is said not to apply, but `{}` means instances of your own. Say what their image contains and \
how a change of it is rolled out.",
            proof.address
        )
    }))
}

/// Where the section about immutability says that it does not apply, and nothing else.
fn not_applicable(context: &Context<'_>) -> Option<Span> {
    let section = context.template.sections.iter().position(|it| it.id.as_str() == IMMUTABILITY)?;
    let heading = context.outline.headings.get(context.heading_of(section)?)?;
    let body = Span::new(heading.span().end, heading.end);
    let text = context.words(body);
    let no = |said: Said| matches!(said, Said::NotApplicable { .. });
    if no(Said::of(&text)) {
        // A comment that accepts the finding stands before what it accepts.
        let said = behind_comments(&text);
        return Some(Span::new(body.end - said.len(), body.start + text.trim_end().len()));
    }
    let answers =
        ["image", "rollout"].into_iter().flat_map(|prompt| answers_to(context, IMMUTABILITY, prompt));
    let answers: Vec<_> = answers.filter(|answer| answer.answer.start >= body.start).collect();
    let first = answers.first()?;
    answers.iter().all(|answer| no(answer.said)).then_some(first.answer)
}

/// Whether a resource runs on instances that the document may speak of.
fn is_own_instance(context: &Context<'_>, resource: &Resource<'_>) -> bool {
    let name = resource.declared.block.name().unwrap_or_default();
    let beside = name.split(['_', '-']).any(|word| BESIDE.contains(&word));
    // Managed nodes have launch templates too.
    let of_nodes = resource.kind == "aws_launch_template"
        && context.estate().of_kind("aws_eks_node_group").next().is_some();
    means_instances(resource.kind)
        && !MANAGED.contains(&resource.kind)
        && !beside
        && !of_nodes
        && may_speak_of(context, resource)
}

fn rollout(context: &Context<'_>) -> Option<Tie> {
    let answers = answers_to(context, IMMUTABILITY, "rollout");
    let [answer] = answers[..] else { return None };
    let text = context.words(answer.answer).to_lowercase();
    let rolls = ["rolling", "instance refresh", "refresh", "one by one", "one at a time"];
    if answer.said != Said::Something || !has_any(&text, &rolls) || text.contains('|') {
        return None;
    }
    let evidence = in_scope(super::evidence(context, Subject::ImageRollout), answer.scope.as_deref());
    let speaks = |evidence: &&Evidence<'_, '_>| {
        !(evidence.is_absent && matches!(evidence.reading, Reading::Unknown(_) | Reading::Nothing))
    };
    let mut proofs: Vec<Proof> = evidence
        .iter()
        .filter(speaks)
        .map(|evidence| Proof::new(evidence, Verdict::of(evidence.reading.truth())))
        .collect();
    // One way of several is enough for a resource.
    let holds = |proof: &Proof| proof.verdict == Verdict::Holds;
    let rolled: FxHashSet<Arc<str>> =
        proofs.iter().filter(|proof| holds(proof)).map(|proof| proof.address.clone()).collect();
    proofs.retain(|proof| holds(proof) || !rolled.contains(&proof.address));
    if proofs.is_empty() {
        return None;
    }
    let resources = context.estate().resources();
    let elsewhere = has_any(&text, ELSEWHERE)
        || resources.iter().any(|resource| resource.kind.starts_with("aws_codedeploy"))
        || resources.iter().any(|resource| is_replaced_whole(context, resource));
    let claim = "New images are rolled out".to_owned();
    let tie = Tie::new(&MUTABLE_ROLLOUT, claim, answer.answer, proofs).unless(elsewhere);
    Some(tie.saying(|proof| {
        format!(
            "New images are rolled out here, but nothing replaces the instances of `{}`: {}. Let it do so, or say what \
does.",
            proof.address, proof.said
        )
    }))
}

/// Whether a new image makes a new group: its name is that of the launch template.
fn is_replaced_whole(context: &Context<'_>, resource: &Resource<'_>) -> bool {
    let names = ["name", "name_prefix"].into_iter().filter_map(|name| resource.declared.attribute(name));
    let mut names = names.map(|name| context.estate().source(name.path, name.attribute.value_span));
    resource.kind == "aws_autoscaling_group" && names.any(|name| name.contains("launch_"))
}
