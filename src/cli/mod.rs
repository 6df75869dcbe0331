//! The command line: reads arguments, runs the engine over files, prints.
//!
//! Nothing is judged here. [`args`] is what can be asked, one module a command answers it, `input` finds the
//! files and `report` runs the rules over them.

pub mod args;
mod check;
mod console;
mod explain;
mod failure;
mod fix;
pub mod generated;
mod input;
pub mod json;
mod new;
mod progress;
mod report;
mod snippet;
mod sources;
mod text;
mod ties;
mod words;
mod wrap;
mod write;

use std::ffi::OsString;
#[cfg(feature = "server")]
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use console::Console;
use failure::Failure;

/// What the process ends with where a finding is as severe as `--fail-on` says.
const FOUND: u8 = 1;
/// What the process ends with where it could not do what it was asked.
const COULD_NOT_RUN: u8 = 2;

/// What came of the arguments.
#[derive(Debug)]
pub enum Outcome {
    /// The command was run; the process ends with this.
    Done(ExitCode),
    /// The language server is asked for, with a file for its log.
    #[cfg(feature = "server")]
    Serve(Option<PathBuf>),
}

/// Runs the command that `arguments` ask for; the first of them is the program's name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(asked) => {
            // Help and version come this way too. Where nobody reads them there is no one to tell.
            let _ = asked.print();
            return code(u8::try_from(asked.exit_code()).unwrap_or(COULD_NOT_RUN));
        }
    };
    let mut console = Console::new(arguments.color.into());
    match run(&mut console, arguments.command) {
        Ok(end) => end,
        Err(failure) => {
            console.error(&failure);
            code(COULD_NOT_RUN)
        }
    }
}

fn run(console: &mut Console, command: Command) -> Result<Outcome, Failure> {
    let folder = std::env::current_dir()
        .map_err(|error| Failure::new(format!("cannot tell the working directory: {error}")))?;
    let end = match command {
        Command::Check(options) => check::run(console, &folder, &options)?,
        Command::Fix(options) => fix::run(console, &folder, &options)?,
        Command::New(options) => new::run(console, &folder, &options)?,
        Command::Explain(options) => explain::run(console, &folder, &options)?,
        #[cfg(feature = "server")]
        Command::Lsp(options) => return Ok(Outcome::Serve(options.log)),
    };
    Ok(code(end))
}

fn code(number: u8) -> Outcome {
    Outcome::Done(ExitCode::from(number))
}
