//! The command `tiebeam`.

use std::process::ExitCode;

use tiebeam::cli::{self, Outcome};

fn main() -> ExitCode {
    match cli::main(std::env::args_os()) {
        Outcome::Done(code) => code,
        // The command line and the language server do not know each other; they meet here.
        #[cfg(feature = "server")]
        Outcome::Serve(log) => tiebeam::lsp::main(log.as_deref()),
    }
}
