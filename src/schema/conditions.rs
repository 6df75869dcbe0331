//! The table behind conditions that Terraform fulfils: which resource types mean what.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Condition;

/// The table that Tiebeam knows without any file.
pub const BUILT_IN: &str = include_str!("../../schemas/conditions.json");

// A malformed table would be an empty one; a test reads it.
static TABLE: LazyLock<HashMap<Condition, Vec<String>>> =
    LazyLock::new(|| serde_json::from_str(BUILT_IN).unwrap_or_default());

/// The resource types of which one is enough to fulfil a condition, in alphabetical order.
/// None for a condition that has nothing to do with resource types.
pub fn resource_types(condition: Condition) -> &'static [String] {
    TABLE.get(&condition).map_or(&[], Vec::as_slice)
}

/// Whether resources of this type are, or run on, instances the team owns.
pub fn means_instances(resource_type: &str) -> bool {
    resource_types(Condition::Instances).binary_search_by(|known| known.as_str().cmp(resource_type)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed_and_in_order() {
        let table: HashMap<Condition, Vec<String>> = serde_json::from_str(BUILT_IN).unwrap();
        for types in table.values() {
            assert!(types.is_sorted_by(|one, next| one < next));
        }
        assert!(resource_types(Condition::Terraform).is_empty());
    }

    #[test]
    fn instances_are_told_from_what_the_provider_runs() {
        assert!(means_instances("aws_instance"));
        assert!(means_instances("azurerm_linux_virtual_machine_scale_set"));
        assert!(means_instances("google_container_node_pool"));
        assert!(!means_instances("aws_db_instance"));
        assert!(!means_instances("aws_instanc"));
    }
}
