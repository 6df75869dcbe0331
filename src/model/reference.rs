//! What a document calls by its name in code: addresses and types of Terraform's, tests, policies.

use super::names_in_code::{is_policy_name, is_test_name};
use crate::text::Span;

/// What a name is the name of, by its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// `aws_db_instance.orders`, `module.redis`.
    Address,
    /// `aws_db_instance`.
    Type,
    /// `TestRedisFailover`, `TestRedis/failover`.
    Test,
    /// `deny_public_redis`.
    Policy,
    /// `tests/redis.tftest.hcl`.
    TestFile,
}

/// A name in a code span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What it looks like.
    pub kind: ReferenceKind,
    /// The name.
    pub name: Box<str>,
    /// Where it stands, without the backticks.
    pub span: Span,
    /// Whether the words around it leave no doubt that it is to be found here: nothing is denied, planned, gone, an
    /// example or somewhere else.
    pub claimed: bool,
}

impl Reference {
    /// The same in a text that has `by` more bytes in front.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        self.span = self.span.shifted(by);
        self
    }
}

/// The providers whose types are told by their first word.
pub const PROVIDERS: [&str; 3] = ["aws", "google", "azurerm"];

/// The names in the code spans of a text.
pub fn references(text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    for span in code_spans(text) {
        let name = span.of(text);
        if let Some(kind) = kind(name) {
            found.push(Reference { kind, name: name.into(), span, claimed: is_claimed(text, span) });
        }
    }
    found
}

/// What stands between backticks, without spaces and the brackets of a call around it.
fn code_spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('`')).map(|open| at + open) {
        let rest = text.get(open..).unwrap_or_default();
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        let start = open + ticks;
        let Some(len) = closing(text.get(start..).unwrap_or_default(), ticks) else {
            at = start;
            continue;
        };
        let inner = Span::new(start, start + len).of(text);
        let trimmed = inner.trim().trim_end_matches("()");
        let begin = start + (inner.len() - inner.trim_start().len());
        spans.push(Span::new(begin, begin + trimmed.len()));
        at = start + len + ticks;
    }
    spans
}

/// The length of what stands before so many backticks.
fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = text.get(at..)?.find('`').map(|next| at + next) {
        let rest = text.get(next..)?;
        let run = rest.len() - rest.trim_start_matches('`').len();
        if run == ticks {
            return Some(next);
        }
        at = next + run;
    }
    None
}

fn kind(name: &str) -> Option<ReferenceKind> {
    let file = name.split(':').next().unwrap_or_default();
    if file.ends_with(".tftest.hcl") || file.ends_with(".tofutest.hcl") {
        return (!file.contains(['*', ' ', '<', '{'])).then_some(ReferenceKind::TestFile);
    }
    if is_test_name(name.split('/').next().unwrap_or_default()) {
        return Some(ReferenceKind::Test);
    }
    if is_policy_name(name) {
        return Some(ReferenceKind::Policy);
    }
    if is_type(name) {
        return Some(ReferenceKind::Type);
    }
    Address::read(name).map(|_| ReferenceKind::Address)
}

/// Whether a name has the form of a type of one of the known providers.
fn is_type(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    let provider = name.split_once('_').filter(|(_, rest)| rest.len() > 1);
    plain && provider.is_some_and(|(provider, _)| PROVIDERS.contains(&provider))
}

/// The parts of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address<'t> {
    /// The modules that lead to it, the outermost first.
    pub modules: Vec<&'t str>,
    /// Whether it is a data source.
    pub is_data: bool,
    /// Its type and name; nothing for the address of a module, or of what a module puts out.
    pub resource: Option<(&'t str, &'t str)>,
}

impl<'t> Address<'t> {
    /// Reads `module.cache.aws_elasticache_replication_group.this[0].arn` and its like; nothing for other names.
    pub fn read(text: &'t str) -> Option<Self> {
        let mut rest = text;
        let mut modules = Vec::new();
        while let Some(behind) = rest.strip_prefix("module.") {
            let (name, after) = part(behind)?;
            modules.push(name);
            rest = after.strip_prefix('.').unwrap_or(after);
            if rest.is_empty() {
                return Some(Self { modules, is_data: false, resource: None });
            }
        }
        let (is_data, rest) = rest.strip_prefix("data.").map_or((false, rest), |rest| (true, rest));
        let (kind, after) = part(rest)?;
        let name = after.strip_prefix('.').and_then(part).filter(|_| kind.contains('_'));
        let plain =
            |kind: &str| kind.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        let begins = |name: &str| name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        match name.filter(|(name, _)| plain(kind) && begins(kind) && begins(name)) {
            Some((name, after)) if after.is_empty() || after.starts_with('.') => {
                Some(Self { modules, is_data, resource: Some((kind, name)) })
            }
            None if !modules.is_empty() && !is_data && after.is_empty() => {
                Some(Self { modules, is_data, resource: None })
            }
            _ => None,
        }
    }
}

/// A name with an index behind it, and what follows.
fn part(text: &str) -> Option<(&str, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let len: usize = text.chars().take_while(|c| is_part(*c)).map(char::len_utf8).sum();
    let (name, rest) = text.split_at_checked(len).filter(|(name, _)| !name.is_empty())?;
    let rest = match rest.strip_prefix('[') {
        Some(index) => index.get(index.find(']')? + 1..)?,
        None => rest,
    };
    Some((name, rest))
}

/// Words around a name that make it something else than a name of something that is here.
const NOT_HERE: [&str; 64] = [
    "no",
    "not",
    "without",
    "never",
    "none",
    "neither",
    "nor",
    "instead",
    "rather",
    "cannot",
    "nothing",
    "nobody",
    "isn't",
    "doesn't",
    "don't",
    "aren't",
    "wasn't",
    "won't",
    "removed",
    "deleted",
    "dropped",
    "gone",
    "former",
    "formerly",
    "old",
    "previously",
    "was",
    "were",
    "replaced",
    "replaces",
    "renamed",
    "deprecated",
    "missing",
    "absent",
    "planned",
    "plan",
    "future",
    "later",
    "will",
    "would",
    "could",
    "should",
    "might",
    "may",
    "todo",
    "yet",
    "until",
    "proposed",
    "example",
    "e.g",
    "like",
    "another",
    "other",
    "outside",
    "elsewhere",
    "repository",
    "repo",
    "stack",
    "account",
    "remote",
    "upstream",
    "belongs",
    "imported",
    "if",
];

/// Whether nothing in the clause around a name says that it is not here.
fn is_claimed(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default().trim_end_matches('`');
    let after = text.get(span.end..).unwrap_or_default().trim_start_matches("()").trim_start_matches('`');
    let before = before.get(last_end(before)..).unwrap_or_default();
    let after = after.get(..first_end(after)).unwrap_or_default();
    let clause = [before, after];
    let word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        NOT_HERE.contains(&word.as_str())
    };
    let denied = clause.iter().any(|part| part.split([' ', '\n', '\t', '(', ',', '/', '*']).any(word));
    // A path in another code span says where it is.
    let placed = clause.iter().any(|part| part.split('`').skip(1).step_by(2).any(|code| code.contains('/')));
    !denied && !placed
}

/// The place behind the last end of a clause.
fn last_end(text: &str) -> usize {
    let ends = [". ", ".\n", "; ", "|", "! ", "? ", "\n\n"];
    ends.iter().filter_map(|end| text.rfind(end).map(|at| at + end.len())).max().unwrap_or(0)
}

/// The place of the first end of a clause.
fn first_end(text: &str) -> usize {
    let ends = [". ", ".\n", "; ", "|", "! ", "? ", "\n\n"];
    ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let found = references(text).into_iter();
        let one = |it: Reference| {
            assert_eq!(it.span.of(text), &*it.name);
            format!("{:?} {}{}", it.kind, it.name, if it.claimed { "" } else { " ?" })
        };
        found.map(one).collect()
    }

    #[test]
    fn names_are_told_by_their_form() {
        for (text, expected) in [
            ("the cluster `aws_rds_cluster.main`", "Address aws_rds_cluster.main"),
            ("`module.redis` makes it", "Address module.redis"),
            ("`module.redis.aws_db_instance.this[0]`", "Address module.redis.aws_db_instance.this[0]"),
            ("`data.aws_ami.base`", "Address data.aws_ami.base"),
            ("two `aws_instance`", "Type aws_instance"),
            ("P0: `TestRedisFailover`", "Test TestRedisFailover"),
            ("`TestRedis/fails_over`", "Test TestRedis/fails_over"),
            ("`deny_public_redis`", "Policy deny_public_redis"),
            ("`tests/redis.tftest.hcl`", "TestFile tests/redis.tftest.hcl"),
            ("There is no `aws_kms_key.x`", "Address aws_kms_key.x ?"),
            ("`aws_kms_key.x` is planned", "Address aws_kms_key.x ?"),
            ("No script. `aws_kms_key.x` is ours", "Address aws_kms_key.x"),
            ("the flow log `aws_flow_log.x` in `aws/common`", "Address aws_flow_log.x ?"),
            ("`aws_kms_key.*` and `aws_x.<name>`", ""),
            ("``aws_kms_key.x``", "Address aws_kms_key.x"),
            ("aws_kms_key.x and `a b_c.d`", ""),
            ("`user_data.sh` `aws`", "Address user_data.sh"),
            ("`TestX` `Testing` `deny`", ""),
        ] {
            assert_eq!(read(text).join(", "), expected, "{text}");
        }
    }

    #[test]
    fn addresses_have_parts() {
        let address = Address::read("module.a[\"x\"].module.b.aws_db_instance.this.arn").unwrap();
        assert_eq!(address.modules, ["a", "b"]);
        assert_eq!(address.resource, Some(("aws_db_instance", "this")));
        assert_eq!(Address::read("module.vpc.private_subnets").unwrap().resource, None);
        assert_eq!(Address::read("var.region"), None);
        assert_eq!(Address::read("redis.example.com"), None);
    }
}
