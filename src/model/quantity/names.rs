//! Names in an answer: people, links, Terraform addresses and types, tests and policy rules.

pub use super::people::people;
use super::{Read, place};

/// Links: bare URLs and the targets of Markdown links.
pub fn links(text: &str) -> Vec<Read<&str>> {
    let mut found: Vec<Read<&str>> = Vec::new();
    for (at, open) in text.match_indices("](") {
        let target =
            text.get(at + open.len()..).and_then(|rest| rest.split_once(')')).map(|(target, _)| target);
        let target = target.and_then(|target| target.split_whitespace().next()).unwrap_or_default();
        let target = target.trim_matches(['<', '>']);
        if !target.is_empty() {
            found.push(named(text, target));
        }
    }
    for scheme in ["https://", "http://"] {
        for (at, _) in text.match_indices(scheme) {
            let rest = text.get(at..).unwrap_or_default();
            let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | ')' | ']' | '|');
            let url = rest
                .split(ends)
                .next()
                .unwrap_or_default()
                .trim_end_matches(['.', ',', ';', ':', '*', '_', '!', '?', '\'']);
            let url = named(text, url);
            if url.value.len() > scheme.len() && !found.iter().any(|link| link.span.contains(at)) {
                found.push(url);
            }
        }
    }
    found.sort_by_key(|read| read.span);
    found
}

/// Terraform addresses: `aws_db_instance.orders`, `module.x.aws_y.z`, `data.aws_ami.base`, `module.x`.
pub fn addresses(text: &str) -> Vec<Read<&str>> {
    let parts = words(text, |c| c.is_alphanumeric() || "_-./".contains(c));
    let parts = parts.map(|part| part.trim_end_matches(['.', '-']));
    parts.filter(|part| is_address(part)).map(|part| named(text, part)).collect()
}

/// Resource types of the three large providers: `aws_db_instance`; also that of an address.
pub fn resource_types(text: &str) -> Vec<Read<&str>> {
    let is_type = |word: &&str| {
        let kind = ["aws_", "google_", "azurerm_"].iter().find_map(|provider| word.strip_prefix(provider));
        kind.is_some_and(|kind| kind.starts_with(|c: char| c.is_ascii_lowercase()) && !kind.ends_with('_'))
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    identifiers(text).filter(is_type).map(|word| named(text, word)).collect()
}

/// Go tests: `TestRedisFailover`.
pub fn go_tests(text: &str) -> Vec<Read<&str>> {
    let is_test = |word: &&str| {
        let rest = word.strip_prefix("Test");
        rest.is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
        })
    };
    identifiers(text).filter(is_test).map(|word| named(text, word)).collect()
}

/// Rego rules: `deny_public_redis`; `deny`, `warn` and `violation` alone only in backticks, being words too.
pub fn rego_rules(text: &str) -> Vec<Read<&str>> {
    let is_rule = |word: &&str| {
        let kind = ["deny", "warn", "violation"].iter().find_map(|kind| word.strip_prefix(kind));
        match kind {
            Some("") => in_backticks(text, word),
            Some(rest) => rest.starts_with('_') && rest.ends_with(|c: char| c.is_ascii_alphanumeric()),
            None => false,
        }
    };
    identifiers(text).filter(is_rule).map(|word| named(text, word)).collect()
}

pub(super) fn named<'a>(text: &str, name: &'a str) -> Read<&'a str> {
    Read::new(name, place(text, name))
}

/// The longest parts of a text that have only some characters.
pub(super) fn words(text: &str, belongs: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(move |c| !belongs(c)).filter(|word| !word.is_empty())
}

/// Identifiers that are no part of a path, a link or a longer name with hyphens, and no longer than their emphasis.
fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    let parts = words(text, |c| c.is_alphanumeric() || "_-/@:%#=?&".contains(c));
    let parts = parts.map(|part| part.trim_end_matches(['-', '/', ':', '=', '?']));
    let parts = parts.flat_map(|part| part.split([':', '=']));
    let parts = parts.map(|part| part.trim_matches('_'));
    parts.filter(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_'))
}

fn in_backticks(text: &str, word: &str) -> bool {
    let span = place(text, word);
    let before = text.get(..span.start).is_some_and(|text| text.ends_with('`'));
    before && text.get(span.end..).is_some_and(|text| text.starts_with('`'))
}

/// Any number of `module.name`, then nothing or a resource or a data source.
fn is_address(text: &str) -> bool {
    let name = |part: &str| {
        part.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    let parts: Vec<&str> = text.split('.').collect();
    let mut rest = parts.as_slice();
    let mut in_module = false;
    while let ["module", module, others @ ..] = rest
        && name(module)
    {
        (rest, in_module) = (others, true);
    }
    let (rest, is_data) = match rest {
        ["data", others @ ..] => (others, true),
        others => (others, false),
    };
    let is_type = |kind: &str| {
        name(kind)
            && kind.split('_').filter(|part| !part.is_empty()).count() > 1
            && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    match rest {
        [] => in_module && !is_data,
        [kind, resource] => is_type(kind) && name(resource) && !is_file_extension(resource),
        _ => false,
    }
}

/// `main_test.go` and `my_file.tf` are files.
fn is_file_extension(name: &str) -> bool {
    matches!(
        name,
        "tf" | "go"
            | "rego"
            | "py"
            | "sh"
            | "md"
            | "json"
            | "yaml"
            | "yml"
            | "hcl"
            | "tfvars"
            | "svg"
            | "png"
            | "com"
            | "org"
            | "io"
            | "txt"
            | "log"
    )
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn check(grammar: impl Fn(&str) -> Vec<Read<&str>>, cases: &[(&str, &[&str])]) {
        for (text, expected) in cases {
            let found = grammar(text);
            assert!(found.iter().all(|read| read.span.of(text) == read.value), "{text}");
            assert_eq!(found.iter().map(|read| read.value).collect::<Vec<_>>(), *expected, "{text}");
        }
    }

    #[test]
    fn links_are_found() {
        check(
            links,
            &[
                ("see https://example.org/a?b=c. Then", &["https://example.org/a?b=c"]),
                ("[runbook](docs/run.md#restore) and [x](<y.md> \"t\")", &["docs/run.md#restore", "y.md"]),
                ("[x](https://example.org/x) <http://e.org>", &["https://example.org/x", "http://e.org"]),
                ("**https://e.org/x**", &["https://e.org/x"]),
                ("[x]() https:// none", &[]),
            ],
        );
    }

    #[test]
    fn terraform_is_found() {
        check(
            addresses,
            &[
                ("`aws_db_instance.orders`.", &["aws_db_instance.orders"]),
                ("module.x.aws_y.z, data.aws_ami.base", &["module.x.aws_y.z", "data.aws_ami.base"]),
                ("module.a.module.b and **null_resource.x**", &["module.a.module.b", "null_resource.x"]),
                ("terraform_data.größe: no API", &["terraform_data.größe"]),
                ("main_test.go, a.b, example.org, docs/aws_x.y, v1.2.3, module., data.x", &[]),
            ],
        );
        check(
            resource_types,
            &[
                (
                    "aws_db_instance, `google_sql_database_instance`.",
                    &["aws_db_instance", "google_sql_database_instance"],
                ),
                ("module.x.azurerm_redis_cache.z", &["azurerm_redis_cache"]),
                ("aws_, aws_X, my_aws_db, /aws_x/y, aws_db-x", &[]),
            ],
        );
    }

    #[test]
    fn tests_and_rules_are_found() {
        check(
            go_tests,
            &[
                (
                    "P0: TestRedisFailover, `TestGröße_y`; P1:Test1",
                    &["TestRedisFailover", "TestGröße_y", "Test1"],
                ),
                ("Tests, Testing, Test, myTestX, a/TestX", &[]),
            ],
        );
        check(
            rego_rules,
            &[
                ("P0: deny_public_redis; **warn_tags**, `deny`", &["deny_public_redis", "warn_tags", "deny"]),
                ("we deny and warn, denyx, deny_, deny-all", &[]),
            ],
        );
    }
}
