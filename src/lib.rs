//! Tiebeam checks infrastructure requirement documents against their template and the Terraform beside them.
pub mod cli;
pub mod model;
pub mod rules;
pub mod schema;
pub mod syntax;
pub mod text;
pub mod workspace;

#[cfg(test)]
mod corpus {
    //! The documents that unit tests read.

    use std::path::Path;

    /// Every Markdown file under `tests/` and `examples/`.
    pub fn markdown() -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let walk = ["tests", "examples"].into_iter().flat_map(|folder| ignore::Walk::new(root.join(folder)));
        let files = walk.flatten().filter(|entry| entry.path().extension().is_some_and(|end| end == "md"));
        files.map(|entry| std::fs::read_to_string(entry.path()).unwrap()).collect()
    }
}
