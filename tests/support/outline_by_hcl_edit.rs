//! Where attributes and blocks stand as `hcl-edit` sees it.

use hcl_edit::Span as _;
use hcl_edit::structure::{Body, Structure};
use tiebeam::syntax::hcl::{Item, Scanner, Token};
use tiebeam::text::Span;

/// The items of a text without faults; nothing where there are any. Strings over several lines pass `hcl-edit`, but
/// not Terraform.
pub fn outline_by_hcl_edit(text: &str) -> Option<Vec<Item>> {
    if Scanner::new(text, Span::new(0, text.len())).any(|(token, _)| token == Token::Unclosed) {
        return None;
    }
    items(&hcl_edit::parser::parse_body(text).ok()?)
}

fn items(body: &Body) -> Option<Vec<Item>> {
    let item = |structure: &Structure| match structure {
        Structure::Attribute(attribute) => Some(Item::Attribute { name: attribute.key.span()?.into() }),
        Structure::Block(block) => {
            Some(Item::Block { span: block.span()?.into(), items: items(&block.body)? })
        }
    };
    body.iter().map(item).collect()
}
