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
