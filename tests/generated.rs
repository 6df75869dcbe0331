//! Files that are made from the code are fresh.

use std::fs;
use std::path::Path;

#[test]
fn generated_files_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let update = std::env::var_os("TIEBEAM_UPDATE").is_some();
    let mut stale = Vec::new();
    for (name, expected) in tiebeam::cli::generated::files() {
        let path = root.join(name);
        if update {
            fs::write(&path, &expected).unwrap();
        }
        // A checkout on Windows may have other line ends.
        let found = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if found != expected {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "stale: {stale:?}; run TIEBEAM_UPDATE=1 cargo test --test generated");
}
