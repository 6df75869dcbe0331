//! The data about evidence and service levels can be read, and says nothing that does not exist.

use tiebeam::schema::evidence::{self, EVIDENCE, MODULES};
use tiebeam::schema::service_level::{self, SERVICE_LEVELS};

#[test]
fn every_file_can_be_read() {
    for json in EVIDENCE {
        let rows = evidence::rows(json).unwrap();
        assert!(rows.len() > 50, "{}", rows.len());
        for row in rows {
            assert!(row.source.starts_with("https://"), "{row:?}");
        }
    }
    assert!(evidence::modules(MODULES).unwrap().len() > 20);
    for json in SERVICE_LEVELS {
        assert!(service_level::services(json).unwrap().len() >= 10);
    }
}

/// What is wrong with a file by a schema beside it.
fn faults(schema: &str, json: &str) -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let schema: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(root.join(schema)).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    validator.iter_errors(&json).map(|error| format!("{error} at {}", error.instance_path())).collect()
}

#[test]
fn every_file_is_as_its_schema_says() {
    for json in EVIDENCE {
        assert_eq!(faults("evidence.schema.json", json), [""; 0]);
        let misspelt = json.replacen("\"claim\"", "\"clam\"", 1);
        assert!(!faults("evidence.schema.json", &misspelt).is_empty() && evidence::rows(&misspelt).is_err());
    }
    for json in SERVICE_LEVELS {
        assert_eq!(faults("service-levels.schema.json", json), [""; 0]);
    }
}

#[test]
fn nothing_is_said_twice() {
    let mut seen = std::collections::BTreeSet::new();
    for row in EVIDENCE.iter().flat_map(|json| evidence::rows(json).unwrap()) {
        let key = (row.resource, row.attribute, format!("{:?}", row.claim));
        assert!(seen.insert(key.clone()), "{key:?}");
    }
}
