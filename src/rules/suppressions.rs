//! Comments that accept a finding, and what is wrong with such comments.

use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::context::Context;
use super::finding::{Finding, Fix, Severity, Subject};
use super::place;
use super::registry::{self, Rule, no_fix};
use crate::model::terraform::TerraformFile;
use crate::model::{Directive, DirectiveKind, Scope};
use crate::text::{Edit, Span};
use crate::workspace::Level;
use crate::workspace::config::nearest;

/// A suppression names a rule that does not exist.
pub static UNKNOWN_IGNORE: Rule = Rule {
    name: "unknown-ignore",
    severity: Severity::Hint,
    by_default: true,
    summary: "A suppression names a rule that does not exist.",
    docs: "\
`<!-- tiebeam-ignore RULE: reason -->` accepts the findings of one rule in the block after it, \
`<!-- tiebeam-ignore-file RULE: reason -->` in the whole file, `# tiebeam-ignore RULE: reason` in the Terraform \
block or attribute after it. A misspelt rule accepts nothing.

To cure it, correct the name; `tiebeam explain` lists all rules.",
    check: nothing,
    in_terraform: true,
    fixes: correct_or_remove,
};

/// A suppression accepts nothing.
pub static UNUSED_IGNORE: Rule = Rule {
    name: "unused-ignore",
    severity: Severity::Hint,
    by_default: true,
    summary: "A suppression accepts nothing.",
    docs: "\
A suppression that outlived its finding will hide the next one.

It stays silent where the rule is switched off in the configuration.

To cure it, remove the comment.",
    check: nothing,
    in_terraform: true,
    fixes: correct_or_remove,
};

/// A suppression does not say why.
pub static IGNORE_WITHOUT_REASON: Rule = Rule {
    name: "ignore-without-reason",
    severity: Severity::Hint,
    by_default: true,
    summary: "A suppression gives no reason.",
    docs: "\
An accepted risk without a reason cannot be reviewed: nobody knows whether it still holds.

To cure it, write the reason after a colon: `<!-- tiebeam-ignore dead-link: the runbook moves in May -->`.",
    check: nothing,
    in_terraform: true,
    fixes: no_fix,
};

/// These rules speak after all others, in [`apply`].
fn nothing(_: &Context<'_>, _: &mut Vec<Finding>) {}

/// A suppression and where it holds.
struct Suppression {
    path: Arc<Path>,
    directive: Directive,
    reach: Span,
    used: bool,
}

/// Takes accepted findings out, and adds what is wrong with the comments that accept them.
pub(super) fn apply(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut suppressions: Vec<Suppression> = in_document(context).chain(in_terraform(context)).collect();
    let by_place = ByPlace::of(&suppressions);
    findings.retain(|finding| {
        // What stands between two files can be accepted in either.
        let other = finding.other_side().map(|other| (&other.path, other.span));
        let places = std::iter::once((&finding.path, finding.span)).chain(other);
        let mut accepted = false;
        for (path, span) in places {
            for index in by_place.reaching(finding.rule.name, path, span.start) {
                if let Some(suppression) = suppressions.get_mut(index) {
                    suppression.used = true;
                    accepted = true;
                }
            }
        }
        !accepted
    });
    findings.extend(suppressions.iter().filter_map(|suppression| suppression.fault(context)));
}

/// Suppressions by their rule and file, in the order in which they begin to reach.
struct ByPlace(FxHashMap<(String, Arc<Path>), Vec<Reaching>>);

/// A suppression of a rule in a file.
struct Reaching {
    reach: Span,
    /// The furthest that it or one before it reaches.
    furthest: usize,
    /// Its place in the list.
    index: usize,
}

impl ByPlace {
    fn of(suppressions: &[Suppression]) -> Self {
        let mut by_place: FxHashMap<_, Vec<Reaching>> = FxHashMap::default();
        for (index, suppression) in suppressions.iter().enumerate() {
            let DirectiveKind::Ignore { rule, .. } = &suppression.directive.kind else { continue };
            let key = (rule.clone(), Arc::clone(&suppression.path));
            let reaching = Reaching { reach: suppression.reach, furthest: 0, index };
            by_place.entry(key).or_default().push(reaching);
        }
        for places in by_place.values_mut() {
            places.sort_by_key(|place| place.reach);
            let mut furthest = 0;
            for place in places {
                furthest = furthest.max(place.reach.end);
                place.furthest = furthest;
            }
        }
        Self(by_place)
    }

    /// The suppressions of a rule that reach a place.
    fn reaching(&self, rule: &str, path: &Arc<Path>, offset: usize) -> impl Iterator<Item = usize> + '_ {
        let places = self.0.get(&(rule.to_owned(), Arc::clone(path))).map_or(&[][..], Vec::as_slice);
        let before = places.get(..places.partition_point(|place| place.reach.start <= offset));
        let before = before.unwrap_or_default().iter().rev();
        let reaching = before.take_while(move |place| offset <= place.furthest);
        reaching.filter(move |place| offset <= place.reach.end).map(|place| place.index)
    }
}

impl Suppression {
    fn fault(&self, context: &Context<'_>) -> Option<Finding> {
        let DirectiveKind::Ignore { rule, rule_span, reasoned, .. } = &self.directive.kind else {
            return None;
        };
        let finding = |fault: &'static Rule, span: Span, message: String| {
            let mut finding = context.finding(fault, span, Subject::Place, message);
            finding.path = Arc::clone(&self.path);
            Some(finding)
        };
        if registry::named(rule).is_none() {
            let message = if rule.is_empty() {
                "This suppression names no rule; write the rule's name and a reason.".to_owned()
            } else {
                let near = nearest(rule, &registry::names()).map(|near| format!(" Did you mean `{near}`?"));
                format!("There is no rule `{rule}`.{}", near.unwrap_or_default())
            };
            return finding(
                &UNKNOWN_IGNORE,
                if rule.is_empty() { self.directive.span } else { *rule_span },
                message,
            );
        }
        if !self.used && context.requirements.settings.level(rule) != Some(Level::Off) {
            let message = format!("Nothing here to ignore: no finding of `{rule}`. Remove the comment.");
            return finding(&UNUSED_IGNORE, self.directive.span, message);
        }
        if self.used && !reasoned {
            let message = format!("Say why `{rule}` is accepted here: `tiebeam-ignore {rule}: reason`.");
            return finding(&IGNORE_WITHOUT_REASON, self.directive.span, message);
        }
        None
    }
}

fn in_document<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Suppression> + 'c {
    let document = context.document();
    let blocks = OnceCell::new();
    document.directives().filter_map(move |directive| {
        let DirectiveKind::Ignore { scope, .. } = &directive.kind else { return None };
        let reach = match scope {
            Scope::File => Span::new(0, document.text().len_bytes()),
            Scope::NextBlock => {
                let block =
                    next_block(context, blocks.get_or_init(|| blocks_of(context)), directive.span.end);
                context.judged(block);
                block
            }
        };
        Some(Suppression { path: Arc::clone(&context.path), directive, reach, used: false })
    })
}

/// The blocks of the top level, in their order.
fn blocks_of(context: &Context<'_>) -> Vec<Span> {
    let passages = context.document().passages();
    passages.flat_map(|(base, passage)| passage.blocks.iter().map(move |span| span.shifted(base))).collect()
}

/// The block after `offset`; an anchor belongs to what follows it.
fn next_block(context: &Context<'_>, blocks: &[Span], offset: usize) -> Span {
    let after = blocks.get(blocks.partition_point(|block| block.start < offset)..).unwrap_or_default();
    let start = after.first().map_or(offset, |block| block.start);
    let last = after.iter().find(|block| !place::is_anchor(&context.document().slice(**block)));
    Span::new(start, last.map_or(start, |last| last.end))
}

fn in_terraform<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Suppression> + 'c {
    let modules = context.requirements.binding.iter().flat_map(|binding| &binding.modules);
    let files = modules.flat_map(|module| module.files());
    files.flat_map(|(path, file)| {
        let path: Arc<Path> = Arc::from(path);
        in_file(file).map(move |(directive, reach)| Suppression {
            path: Arc::clone(&path),
            directive,
            reach,
            used: false,
        })
    })
}

/// The suppressions of a Terraform file and what each reaches: the block or attribute that follows it; at the end
/// of a block, that block.
fn in_file(file: &TerraformFile) -> impl Iterator<Item = (Directive, Span)> + '_ {
    file.comments.iter().filter_map(|comment| {
        let said = Span::new(0, comment.text.len());
        let mut directive = Directive::parse(&comment.text, said, said)?.shifted(comment.inner.start);
        directive.span = comment.span;
        let DirectiveKind::Ignore { scope, .. } = &directive.kind else { return None };
        let reach = match scope {
            Scope::File => Span::new(0, usize::MAX),
            Scope::NextBlock => match file.following(comment.span.end) {
                Some(item) => item.span(),
                None => file.enclosing(comment.span.start).last().map_or(comment.span, |block| block.span),
            },
        };
        Some((directive, reach))
    })
}

fn correct_or_remove(context: &Context<'_>, finding: &Finding) -> Vec<Fix> {
    let path = finding.path.to_path_buf();
    let mut all = in_document(context).chain(in_terraform(context)).filter(|it| it.path == finding.path);
    let Some(comment) = all.find(|it| it.directive.span.covers(finding.span)) else { return Vec::new() };
    if let (DirectiveKind::Ignore { rule, .. }, true) =
        (&comment.directive.kind, finding.rule.name == UNKNOWN_IGNORE.name)
        && let Some(near) = nearest(rule, &registry::names())
    {
        let edits = vec![(path, Edit::replace(finding.span, near))];
        return vec![Fix {
            title: format!("Correct the rule to `{near}`"),
            edits,
            certain: true,
            document_wide: false,
        }];
    }
    let span = comment.directive.span;
    let span = with_its_line(context, &finding.path, span);
    let edits = vec![(path, Edit::replace(span, ""))];
    // A reason that somebody wrote is not thrown away without a look.
    let reasoned = matches!(comment.directive.kind, DirectiveKind::Ignore { reasoned: true, .. });
    let certain = finding.rule.name == UNUSED_IGNORE.name && !reasoned;
    vec![Fix { title: "Remove the suppression".to_owned(), edits, certain, document_wide: false }]
}

/// A comment with its line, where it has the line to itself; with a blank line too where it stands between two, or
/// behind one at the end.
fn with_its_line(context: &Context<'_>, path: &Path, span: Span) -> Span {
    let (start, around, is_end) = if *path == *context.path {
        let text = context.document().text();
        let above = text.byte_to_line(span.start).saturating_sub(1);
        let behind = text.byte_to_line(span.end) + 2;
        let lines = Span::new(text.line_to_byte(above), text.line_to_byte(behind.min(text.len_lines())));
        (lines.start, context.document().slice(lines), lines.end == text.len_bytes())
    } else {
        let modules = context.requirements.binding.iter().flat_map(|binding| &binding.modules);
        let Some(file) = modules.into_iter().find_map(|module| module.file(path)) else { return span };
        let text = &*file.text;
        let (before, behind) = (Span::new(0, span.start).of(text), Span::new(span.end, text.len()).of(text));
        let start = before.rmatch_indices('\n').nth(1).map_or(0, |(at, _)| at + 1);
        let end = behind.match_indices('\n').nth(1).map_or(text.len(), |(at, _)| span.end + at + 1);
        (start, Span::new(start, end).of(text).to_owned(), end == text.len())
    };
    whole_line(&around, Span::new(span.start - start, span.end - start), is_end).shifted(start)
}

/// What goes with a comment in a text that reaches from the line above it to the line below it.
fn whole_line(text: &str, comment: Span, is_end: bool) -> Span {
    let (before, behind) =
        (Span::new(0, comment.start).of(text), Span::new(comment.end, text.len()).of(text));
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let rest = behind.find(['\n', '\r']).map_or("", |at| behind.get(at..).unwrap_or_default());
    let below = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    let end = text.len() - below.len();
    let beside = [Span::new(start, comment.start).of(text), Span::new(comment.end, end).of(text)];
    if !beside.iter().all(|part| part.trim().is_empty()) {
        return comment;
    }
    let above = Span::new(0, start).of(text);
    match !above.is_empty() && above.trim().is_empty() {
        true if below.is_empty() && is_end => Span::new(0, end),
        true if !below.is_empty() && below.trim().is_empty() => Span::new(start, text.len()),
        _ => Span::new(start, end),
    }
}
