//! Folders to measure in.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::generate;

/// A workspace with the diagram of the example; with its Terraform, tests and policies, much of what the generated
/// documents say is found to be wrong.
pub fn beside_a_document(with_terraform: bool) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the benchmark");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/session-cache");
    let mut names = vec!["diagram.drawio.svg"];
    if with_terraform {
        names.extend(["infra/main.tf", "infra/variables.tf", "infra/alarms.tf"]);
        names.extend(["infra/test/session_cache_test.go", "infra/policy/session_cache.rego"]);
    }
    for name in names {
        // The Terraform stands beside the document, to which it then belongs.
        let place = folder.path().join(Path::new(name).file_name().expect("a name"));
        fs::copy(example.join(name), place).expect("a file of the example");
    }
    folder
}

/// Documents of 100 lines, one a service, each beside as many Terraform files.
pub fn of_services(documents: usize, terraform_files: usize, terraform_lines: usize) -> TempDir {
    let root = tempfile::tempdir().expect("a folder for the benchmark");
    fs::create_dir(root.path().join(".git")).expect("a folder");
    let (document, terraform) = (generate::document(100), generate::terraform(terraform_lines));
    for service in 0..documents {
        let folder = root.path().join(format!("team-{}/service-{service}", service % 50));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("requirements.md"), &document).expect("a document");
        for file in 0..terraform_files {
            let text = terraform.replace("\"orders_", &format!("\"part_{file}_"));
            fs::write(folder.join(format!("part{file}.tf")), text).expect("a file");
        }
    }
    root
}

/// A folder as an editor's only one.
pub fn as_folder(folder: &Path) -> Value {
    json!({"workspaceFolders": [{"uri": uri(folder), "name": "folder"}]})
}

/// What an editor calls a file or a folder.
pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
