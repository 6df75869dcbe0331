//! Policies of AWS that allow everything, as far as they are written out.

use std::path::Path;

use hcl::Value as Known;
use hcl::expr::{Expression, Object, ObjectKey};
use serde_json::Value as Json;

use super::estate::{Estate, Resource};
use super::sites::{Site, SiteKind};
use crate::model::terraform::{Block, Declared, PlacedAttribute, Value};
use crate::text::Span;

/// Where the policies of identities stand: what says what somebody may do, not who may use something.
const POLICIES: [(&str, &str); 6] = [
    ("aws_iam_policy", "policy"),
    ("aws_iam_role_policy", "policy"),
    ("aws_iam_user_policy", "policy"),
    ("aws_iam_group_policy", "policy"),
    ("aws_iam_role", "inline_policy.policy"),
    ("aws_ssoadmin_permission_set_inline_policy", "inline_policy"),
];

/// How often a document of policies may take in another.
const DEEPEST: usize = 4;

/// A policy that an identity has, with what it allows.
pub struct Policy<'e, 'a> {
    /// The resource that has it.
    pub resource: &'e Resource<'a>,
    /// The file.
    pub path: &'a Path,
    /// The place of the statement that allows everything, else that of the policy.
    pub span: Span,
    /// Whether a statement allows all actions; nothing where that is not known.
    pub allows_everything: Option<bool>,
}

/// The policies of identities, those left out that only bound what others allow.
pub fn policies<'e, 'a>(estate: &'e Estate<'a>) -> Vec<Policy<'e, 'a>> {
    let mut found = Vec::new();
    for (kind, attribute) in POLICIES {
        for resource in estate.of_kind(kind).filter(|resource| !is_boundary(estate, resource)) {
            for site in estate.sites(resource, attribute).unwrap_or_default() {
                found.push(policy(estate, resource, &site));
            }
        }
    }
    found
}

/// Whether a policy only bounds what others allow: there, all actions are the usual beginning.
fn is_boundary(estate: &Estate<'_>, resource: &Resource<'_>) -> bool {
    let address = &*resource.local_address;
    let named = ["boundary", "boundaries", "guardrail"].iter().any(|word| address.contains(word));
    named
        || estate.resources().iter().any(|other| {
            let bound = other.declared.attribute("permissions_boundary");
            bound.is_some_and(|bound| {
                let source = estate.source(bound.path, bound.attribute.value_span);
                source.contains(&format!("{address}.")) || source.contains(&format!("{address}["))
            })
        })
}

fn policy<'e, 'a>(estate: &'e Estate<'a>, resource: &'e Resource<'a>, site: &Site<'a>) -> Policy<'e, 'a> {
    let policy = |path, span, allows_everything| Policy { resource, path, span, allows_everything };
    let (span, value) = match site.what {
        SiteKind::Attribute(attribute) => (attribute.value_span, &attribute.value),
        SiteKind::Part(value, span) => (span, value),
        SiteKind::Block(_) | SiteKind::Perhaps => return policy(site.path, site.span, None),
    };
    if let Ok(Known::String(text)) = estate.read(resource, site).value {
        let allows = serde_json::from_str(&text).ok().map(|json: Json| allows_everything(&json));
        return policy(site.path, site.span, allows);
    }
    let source = estate.source(site.path, span);
    if let Some(name) = data_document(source) {
        let statement = in_document(estate, resource, name, 0);
        return match statement {
            Ok(Some((path, span))) => policy(path, span, Some(true)),
            Ok(None) => policy(site.path, site.span, Some(false)),
            Err(Untold) => policy(site.path, site.span, None),
        };
    }
    let json = if matches!(value, Value::Expression) { partly(source) } else { None };
    policy(site.path, site.span, json.map(|json| allows_everything(&json)))
}

/// What cannot be told.
struct Untold;

/// The name in `data.aws_iam_policy_document.NAME.json`.
fn data_document(source: &str) -> Option<&str> {
    let name = source.trim().strip_prefix("data.aws_iam_policy_document.")?;
    let end = name.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))?;
    let (name, rest) = (name.get(..end)?, name.get(end..)?);
    let (_, output) = rest.rsplit_once('.')?;
    ["json", "minified_json"].contains(&output).then_some(name)
}

/// The statement of a data source that allows everything.
fn in_document<'a>(
    estate: &Estate<'a>,
    resource: &Resource<'a>,
    name: &str,
    depth: usize,
) -> Result<Option<(&'a Path, Span)>, Untold> {
    let scope = estate.scope_of(resource);
    let found = estate.data().find(|(at, data)| {
        *at == scope
            && data.block.label(0) == Some("aws_iam_policy_document")
            && data.block.label(1) == Some(name)
    });
    let Some((_, document)) = found.filter(|_| depth < DEEPEST) else { return Err(Untold) };
    let read = |attribute: PlacedAttribute<'a>| estate.outcome_in(scope, &attribute).value;
    for statement in document.blocks("statement") {
        if statement.block.keyword != "statement" || is_narrowed(statement.block) {
            continue;
        }
        let effect = statement.block.attribute("effect");
        let effect = effect.map(|attribute| read(PlacedAttribute { path: statement.path, attribute }));
        let allows = effect.is_none_or(|effect| effect.is_ok_and(|effect| effect.as_str() == Some("Allow")));
        let Some(actions) = statement.block.attribute("actions").filter(|_| allows) else { continue };
        let all = match &actions.value {
            Value::List(elements) => elements.iter().any(|element| element.value.as_str() == Some("*")),
            _ => read(PlacedAttribute { path: statement.path, attribute: actions })
                .is_ok_and(|value| value.as_array().is_some_and(|all| all.iter().any(is_star))),
        };
        if all {
            return Ok(Some((statement.path, actions.span())));
        }
    }
    taken_in(estate, resource, &document, depth)
}

/// The statement that allows everything in one of the documents that a document takes in.
fn taken_in<'a>(
    estate: &Estate<'a>,
    resource: &Resource<'a>,
    document: &Declared<'a>,
    depth: usize,
) -> Result<Option<(&'a Path, Span)>, Untold> {
    let overridden = document.attribute("override_policy_documents").is_some();
    let has_generated = document.blocks("statement").iter().any(|block| block.block.keyword != "statement");
    let mut untold = overridden || has_generated;
    let sources = document.attribute("source_policy_documents");
    for source in sources.iter().filter(|_| !overridden) {
        let Value::List(elements) = &source.attribute.value else { return Err(Untold) };
        for element in elements {
            let Some(name) = data_document(estate.source(source.path, element.span)) else {
                untold = true;
                continue;
            };
            match in_document(estate, resource, name, depth + 1) {
                Ok(Some(found)) => return Ok(Some(found)),
                Ok(None) => {}
                Err(Untold) => untold = true,
            }
        }
    }
    if untold { Err(Untold) } else { Ok(None) }
}

/// Whether a statement is one of a policy of a resource, or holds under conditions only.
fn is_narrowed(statement: &Block) -> bool {
    let narrowing = ["principals", "not_principals", "condition"];
    statement.blocks.iter().any(|block| {
        narrowing.contains(&block.keyword.as_str())
            || block.label(0).is_some_and(|label| narrowing.contains(&label))
    })
}

fn is_star(value: &Known) -> bool {
    value.as_str() == Some("*")
}

/// Whether a policy in JSON has a statement that allows all actions to who has it, without conditions.
fn allows_everything(policy: &Json) -> bool {
    let statements = match policy.get("Statement") {
        Some(Json::Array(statements)) => statements.iter().collect(),
        Some(statement) => vec![statement],
        None => Vec::new(),
    };
    let star = |value: &Json| value.as_str() == Some("*");
    statements.into_iter().any(|statement| {
        let is_narrowed =
            ["Principal", "NotPrincipal", "Condition"].iter().any(|key| statement.get(key).is_some());
        let all = statement.get("Action").is_some_and(|action| match action {
            Json::Array(actions) => actions.iter().any(star),
            action => star(action),
        });
        all && !is_narrowed && statement.get("Effect").and_then(Json::as_str) == Some("Allow")
    })
}

/// A policy that is not known as a whole, what is not known in it left out.
fn partly(source: &str) -> Option<Json> {
    let source = source.trim();
    if source.starts_with("<<") {
        let (_, body) = source.split_once('\n')?;
        let (body, _) = body.trim_end().rsplit_once('\n')?;
        return serde_json::from_str(&without_interpolations(body)?).ok();
    }
    let Ok(Expression::FuncCall(call)) = source.parse::<Expression>() else { return None };
    match call.args.as_slice() {
        [policy @ Expression::Object(_)] if call.name.name.as_str() == "jsonencode" => Some(json(policy)),
        _ => None,
    }
}

/// A template with something in place of each interpolation; nothing where it has directives.
fn without_interpolations(template: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once("${") {
        text.push_str(before);
        text.push('x');
        let mut open = 1_usize;
        let end = behind.find(|c| {
            match c {
                '{' => open += 1,
                '}' => open = open.saturating_sub(1),
                _ => {}
            }
            open == 0
        })?;
        rest = behind.get(end + 1..)?;
    }
    text.push_str(rest);
    (!template.contains("%{")).then_some(text)
}

/// An expression as far as it is written out; `null` for what is not.
fn json(expression: &Expression) -> Json {
    match expression {
        Expression::String(text) => Json::String(text.clone()),
        Expression::Bool(truth) => Json::Bool(*truth),
        Expression::Array(elements) => Json::Array(elements.iter().map(json).collect()),
        Expression::Parenthesis(inner) => json(inner),
        Expression::Object(object) => Json::Object(entries(object).collect()),
        _ => Json::Null,
    }
}

fn entries(object: &Object<ObjectKey, Expression>) -> impl Iterator<Item = (String, Json)> + '_ {
    object.iter().filter_map(|(key, value)| {
        let key = match key {
            ObjectKey::Identifier(name) => name.to_string(),
            ObjectKey::Expression(Expression::String(name)) => name.clone(),
            _ => return None,
        };
        Some((key, json(value)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_read_as_far_as_they_are_written_out() {
        for (source, expected) in [
            (
                r#"jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = aws_x.y.arn }] })"#,
                Some(true),
            ),
            (
                r#"jsonencode({ Statement = { "Effect" = "Allow", "Action" = ["s3:Get*", "*"] } })"#,
                Some(true),
            ),
            (r#"jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*" }] })"#, Some(false)),
            (r#"jsonencode({ Statement = [{ Effect = "Deny", Action = "*" }] })"#, Some(false)),
            (r#"jsonencode({ Statement = [{ Effect = "Allow", NotAction = "*" }] })"#, Some(false)),
            (r#"jsonencode({ Statement = [{ Effect = var.effect, Action = "*" }] })"#, Some(false)),
            (
                r#"jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Principal = "*" }] })"#,
                Some(false),
            ),
            ("jsonencode(var.policy)", None),
            ("file(\"policy.json\")", None),
            (
                "<<-EOF\n  {\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"${a.b[\"c\"]}/*\"}]}\n  EOF",
                Some(true),
            ),
            ("<<EOF\n{\"Statement\": ${jsonencode([])}}\nEOF", None),
        ] {
            assert_eq!(partly(source).map(|json| allows_everything(&json)), expected, "{source}");
        }
    }
}
