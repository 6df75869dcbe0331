//! The settings that an editor has for this server: what `tiebeam.toml` may say, as JSON.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The section under which editors keep the settings.
pub(super) const SECTION: &str = "tiebeam";

/// What a configuration file may say; other settings under the section are the editor's own.
const KEYS: [&str; 5] = ["rules", "documents", "exclude", "editor", "service-levels"];

/// Settings as the text of a configuration file. What is not set is left out.
///
/// # Errors
/// Where a setting is of a kind that no configuration file can hold.
pub(super) fn to_text(settings: &Value) -> Result<String, String> {
    // Some clients send the section's content, some the section in an object.
    let settings = settings.get(SECTION).unwrap_or(settings);
    let known = KEYS.iter().filter_map(|key| Some(((*key).to_owned(), without_nulls(settings.get(*key)?)?)));
    let known: serde_json::Map<String, Value> = known.collect();
    toml::to_string(&known).map_err(|error| error.to_string())
}

fn without_nulls(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(values) => Some(values.iter().filter_map(without_nulls).collect()),
        Value::Object(values) => {
            let values = values.iter().filter_map(|(key, value)| Some((key.clone(), without_nulls(value)?)));
            Some(Value::Object(values.collect()))
        }
        other => Some(other.clone()),
    }
}

/// The settings that hold for a workspace: those of the nearest folder that it is in, else of the topmost folder
/// in it, else those for all.
pub(super) fn text_for<'s>(settings: &'s BTreeMap<Option<PathBuf>, String>, root: &Path) -> &'s str {
    let rank = |folder: &Option<PathBuf>| {
        let Some(folder) = folder else { return Some((0, 0)) };
        let depth = folder.components().count();
        if root.starts_with(folder) {
            Some((2, depth))
        } else {
            folder.starts_with(root).then_some((1, usize::MAX - depth))
        }
    };
    let ranked = settings.iter().filter_map(|(folder, text)| Some((rank(folder)?, text)));
    ranked.max_by_key(|(rank, _)| *rank).map_or("", |(_, text)| text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_become_the_text_of_a_configuration_file() {
        let rules = json!({"rules": {"dead-link": "off", "section-order": null}, "server": {"path": null}, "exclude": null});
        assert_eq!(to_text(&rules).unwrap(), "[rules]\ndead-link = \"off\"\n");
        assert_eq!(to_text(&json!({"tiebeam": {"exclude": ["a/**"]}})).unwrap(), "exclude = [\"a/**\"]\n");
        for nothing in [json!(null), json!({}), json!([]), json!("x"), json!({"tiebeam": null})] {
            assert_eq!(to_text(&nothing).unwrap(), "");
        }
    }

    #[test]
    fn the_nearest_folder_has_its_say() {
        let settings = BTreeMap::from([
            (None, "all".to_owned()),
            (Some(PathBuf::from("/a")), "a".to_owned()),
            (Some(PathBuf::from("/a/b")), "b".to_owned()),
        ]);
        let text = |root: &str| text_for(&settings, Path::new(root)).to_owned();
        assert_eq!([text("/a/b/c"), text("/x"), text("/a/c"), text("/a")], ["b", "all", "a", "a"]);
        assert_eq!(text("/"), "a");
    }
}
