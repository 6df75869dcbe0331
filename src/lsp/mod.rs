//! The language server: `tiebeam lsp`, over standard input and output.
//!
//! `stdin -> frames -> transport -> server -> queue -> writer -> snapshot -> checker -> publications`
//!
//! | module | what it does |
//! |---|---|
//! | `frames` | cuts what comes in into messages and survives what is none |
//! | `transport`, `output` | the way of a message to the service and of the answer back, the end of the process |
//! | `guard` | stands around the service: panics, what it leaves unanswered, exit codes |
//! | `answer` | what a request is answered: by the service, or past it where that is long |
//! | `server` | the protocol's methods; they only put messages on the queue |
//! | `session` | what the client can do and where it works |
//! | `writer` | one thread that applies messages in the order of the wire |
//! | `open_file`, `snapshot` | a file as an editor has it; all of them at one moment |
//! | `checker`, `publish` | one thread that judges the newest snapshot and tells the client |
//! | `found` | what the checker found last, for requests |
//! | `readers`, `features` | a few threads that answer requests from snapshots, by what `ide` knows |
//! | `indexer`, `index`, `progress` | one thread that reads all documents in the client's folders |
//! | `configuration` | the settings that the editor has |
//! | `watcher`, `client_process` | changes on disk; whether the client's process still lives |
//! | `convert` | positions, severities and addresses, to and from the protocol's types |
//! | `log` | what happened, for the client's log and for a file |
//!
//! Nothing here judges a document, and nothing that takes long runs where messages are read.

mod answer;
mod checker;
mod client_process;
mod configuration;
mod convert;
mod features;
mod found;
mod frames;
mod guard;
mod index;
mod indexer;
mod log;
mod open_file;
mod output;
mod progress;
mod publish;
mod readers;
mod server;
mod session;
mod snapshot;
mod transport;
mod watcher;
mod writer;

use std::path::Path;
use std::process::ExitCode;
use std::thread;

use crate::schema;

/// Serves one client on standard input and output until it leaves; what happens is logged to `log`, if it is given.
///
/// The exit code is 0 where the client asked for a shutdown first, and 1 otherwise.
pub fn main(log: Option<&Path>) -> ExitCode {
    thread::spawn(schema::read_built_in);
    transport::run(log::begin(log))
}
