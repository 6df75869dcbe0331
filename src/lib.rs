//! Tiebeam checks infrastructure requirement documents against their template and the Terraform beside them.
//!
//! # The words
//!
//! A *template* says what a kind of document must contain: *sections* and the *prompts* that they ask. A *finding* is
//! one fault, a *rule* is what finds it, a *fix* is the edits that cure it. A *binding* says which Terraform belongs
//! to a document. A *claim* is what a document says and Terraform can prove or disprove; *evidence* is what Terraform
//! says about it; a *tie* holds both with their *verdict*: holds, contradicts or unknown.
//!
//! # The layers
//!
//! Lowest first; a module names only lower ones, and a test holds that.
//!
//! | module | what it knows |
//! |---|---|
//! | [`text`] | byte spans, edits, lines and columns |
//! | [`syntax`], [`schema`] | Markdown and HCL as blocks; templates and what their names mean |
//! | [`model`] | what a file means: outline, header, links, suppressions; resources and their attributes |
//! | [`workspace`] | documents with their configuration and their Terraform; the only room that reads files |
//! | [`facts`] | what Terraform says about a claim, and verdicts |
//! | [`rules`] | what is wrong, and the edits that cure it |
//! | [`ide`] | what an editor shows and offers, as pure functions |
//! | [`cli`], `lsp` | the command line; the language server, with the feature `server` |
//!
//! `cli` and `lsp` do not know each other. Below them nothing knows a protocol, an async runtime, the environment
//! or a process.
//!
//! # The flow
//!
//! `edit -> Rope -> chunks -> Passage -> Outline, Header, Answers / Module -> Estate -> evidence -> ties -> findings ->
//! output`
//!
//! A document is cut into chunks at places where a block parse can start afresh ([`syntax::markdown::chunks`]). What a
//! chunk says is a [`model::Passage`], read once and kept until the chunk changes; an edit reads the chunks that it
//! touches. An [`facts::Estate`] holds the resources of all modules of a document, each in the call that makes it, and works
//! out what their attributes come to; [`rules::ties`] puts that beside what the document claims. Rules look at the whole through [`rules::Context`]; after an edit that changed only words,
//! [`rules::Checked`] takes the findings over.

pub mod cli;
pub mod facts;
pub mod ide;
#[cfg(feature = "server")]
pub mod lsp;
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
