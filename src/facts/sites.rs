//! Where something stands in the block of a resource, however it is written: as an attribute, a part of one, a block, a
//! generated block.

use std::path::Path;

use super::estate::{Estate, Resource, ScopeId};
use super::expression::Unknown;
use crate::model::terraform::{Attribute, Block, PlacedAttribute, PlacedBlock, Value};
use crate::text::Span;

/// An attribute or block of a resource, or what is known about its absence.
#[derive(Clone, Debug)]
pub struct Site<'a> {
    /// The file.
    pub path: &'a Path,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub what: SiteKind<'a>,
}

/// What stands at a site.
#[derive(Clone, Copy, Debug)]
pub enum SiteKind<'a> {
    /// An attribute.
    Attribute(&'a Attribute),
    /// A part of an attribute's value.
    Part(&'a Value, Span),
    /// A block.
    Block(&'a Block),
    /// A block that may be generated or not.
    Perhaps,
}

impl<'a> Estate<'a> {
    /// The attributes and blocks under a path of a resource; none where it is absent.
    ///
    /// # Errors
    /// Why nothing is known about them: the resource is made by a module whose defaults are its own.
    pub fn sites(&self, resource: &Resource<'a>, path: &str) -> Result<Vec<Site<'a>>, Unknown> {
        let Some(known) = resource.known else { return Ok(self.sites_in(resource, path)) };
        let input = known.inputs.get(path);
        let given = input.map(|input| self.sites_in(resource, input)).unwrap_or_default();
        if given.is_empty() {
            return Err(Unknown::because(format!("depends on the defaults of the module {}", known.source)));
        }
        Ok(given)
    }

    fn sites_in(&self, resource: &Resource<'a>, path: &str) -> Vec<Site<'a>> {
        let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
        let scope = self.scope_of(resource);
        let mut found = Vec::new();
        if let Some(attribute) = resource.declared.attribute(first) {
            found.extend(self.part(scope, attribute, rest));
        }
        if found.is_empty() {
            for block in resource.declared.blocks(first) {
                self.sites_in_block(scope, block, rest, &mut found);
            }
        }
        found
    }

    /// What stands under the rest of a path in the value of an attribute.
    fn part(&self, scope: ScopeId, attribute: PlacedAttribute<'a>, rest: Option<&str>) -> Option<Site<'a>> {
        let Some(rest) = rest else { return Some(site(attribute)) };
        let inner = match &attribute.attribute.value {
            Value::List(elements) if elements.len() == 1 => elements.first().map(|element| &element.value),
            value => Some(value),
        };
        let entry = inner.and_then(|value| value.entry(rest));
        if let Some(entry) = entry {
            let what = SiteKind::Part(&entry.value, entry.value_span);
            return Some(Site { path: attribute.path, span: entry.value_span, what });
        }
        let written_out = matches!(inner, Some(Value::Object(_)));
        let perhaps = !written_out && self.outcome_in(scope, &attribute).value.is_err();
        perhaps.then_some(Site {
            path: attribute.path,
            span: attribute.attribute.span(),
            what: SiteKind::Perhaps,
        })
    }

    fn sites_in_block(
        &self,
        scope: ScopeId,
        PlacedBlock { path, block }: PlacedBlock<'a>,
        rest: Option<&str>,
        found: &mut Vec<Site<'a>>,
    ) {
        let mut block = block;
        if block.keyword == "dynamic" {
            let each = block.attribute("for_each").map(|attribute| PlacedAttribute { path, attribute });
            let each = each.map(|each| self.outcome_in(scope, &each).value);
            match each {
                Some(Ok(hcl::Value::Array(elements))) if elements.is_empty() => return,
                Some(Ok(hcl::Value::Object(entries))) if entries.is_empty() => return,
                Some(Ok(_)) => {}
                _ => {
                    found.push(Site { path, span: block.header, what: SiteKind::Perhaps });
                    return;
                }
            }
            let Some(content) = block.blocks("content").next() else { return };
            block = content;
        }
        let Some(rest) = rest else {
            found.push(Site { path, span: block.header, what: SiteKind::Block(block) });
            return;
        };
        let (first, deeper) = rest.split_once('.').map_or((rest, None), |(first, rest)| (first, Some(rest)));
        let attributes = block.attributes.iter().filter(|attribute| attribute.name == first);
        let before = found.len();
        found.extend(
            attributes.filter_map(|attribute| self.part(scope, PlacedAttribute { path, attribute }, deeper)),
        );
        if found.len() == before {
            let generates = |inner: &Block| inner.keyword == "dynamic" && inner.label(0) == Some(first);
            for inner in block.blocks.iter().filter(|inner| inner.keyword == first || generates(inner)) {
                self.sites_in_block(scope, PlacedBlock { path, block: inner }, deeper, found);
            }
        }
    }
}

fn site(PlacedAttribute { path, attribute }: PlacedAttribute<'_>) -> Site<'_> {
    Site { path, span: attribute.span(), what: SiteKind::Attribute(attribute) }
}
