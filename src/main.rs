//! The command `tiebeam`.

use std::process::ExitCode;

fn main() -> ExitCode {
    tiebeam::cli::main(std::env::args_os())
}
