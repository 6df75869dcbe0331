//! The names in a text that may be names of Terraform's.

use rustc_hash::FxHashSet;

/// The words that have an underscore, with the dots and hyphens in them: `aws_db_instance.orders`.
pub(super) fn identifiers(text: &str) -> Vec<Box<str>> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    let bytes = text.as_bytes();
    let mut found: Vec<Box<str>> = Vec::new();
    let mut known = FxHashSet::default();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('_')).map(|at| from + at) {
        let before =
            bytes.get(from..at).unwrap_or_default().iter().rev().take_while(|byte| is_part(**byte)).count();
        let after = bytes.get(at..).unwrap_or_default().iter().take_while(|byte| is_part(**byte)).count();
        let word = text.get(at - before..at + after).unwrap_or_default().trim_matches(['.', '-', '_']);
        if word.contains('_') && known.insert(word) {
            found.push(word.into());
        }
        from = at + after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_an_underscore_are_found_with_their_dots() {
        let text = "See `aws_db_instance.orders`, module.x.null_resource.y[0] and _emphasis_ (snake_case). aws_db_instance.orders.";
        let found = identifiers(text);
        assert_eq!(
            found.iter().map(|name| &**name).collect::<Vec<_>>(),
            ["aws_db_instance.orders", "module.x.null_resource.y", "snake_case"]
        );
    }
}
