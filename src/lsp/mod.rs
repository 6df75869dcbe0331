//! The language server: `tiebeam lsp`, over standard input and output.
//!
//! `stdin -> frames -> transport -> server -> queue -> writer -> snapshot -> checker -> publications`
//!
//! | module | what it does |
//! |---|---|
//! | `frames` | cuts what comes in into messages and survives what is none |
//! | `transport` | threads, the pipe to tower-lsp-server, the end of the process |
//! | `guard` | stands around the service: panics, faults of framing, exit codes |
//! | `server` | the protocol's methods; they only put messages on the queue |
//! | `writer` | one thread that applies messages in the order of the wire |
//! | `open_file`, `snapshot` | a file as an editor has it; all of them at one moment |
//! | `checker`, `publish` | one thread that judges the newest snapshot and tells the client |
//! | `convert` | positions, severities and addresses, to and from the protocol's types |
//! | `watch` | whether the client's process still lives |
//!
//! Nothing here judges a document, and nothing that takes long runs where messages are read.

mod checker;
mod convert;
mod frames;
mod guard;
mod open_file;
mod publish;
mod server;
mod snapshot;
mod transport;
mod watch;
mod writer;

use std::process::ExitCode;

/// Serves one client on standard input and output until it leaves.
///
/// The exit code is 0 where the client asked for a shutdown first, and 1 otherwise.
pub fn main() -> ExitCode {
    transport::run()
}
