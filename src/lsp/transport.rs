//! Threads, the pipe to tower-lsp-server, and the end of the process.

use std::io::{BufReader, stdin};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use tokio::io::{AsyncWriteExt, DuplexStream};
use tokio::runtime::{Builder, Handle};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp_server::{LspService, Server};

use super::frames::{Frame, Frames};
use super::guard::{self, Guard};
use super::log::Told;
use super::output::Output;
use super::server::TiebeamServer;

/// Bytes on their way from the thread that reads to the one that serves.
const PIPE: usize = 256 * 1024;

/// More requests than any client has in flight: with fewer, slow ones keep everything else from being read.
const CONCURRENCY: usize = 100_000;

/// Where the client has closed its end, answers that are on their way have this long.
const GRACE: Duration = Duration::from_millis(300);

/// Serves on standard input and output until the client leaves; `told` goes to its log.
pub(super) fn run(told: UnboundedReceiver<Told>) -> ExitCode {
    // One thread is enough: handlers only pass messages on.
    let Ok(runtime) = Builder::new_current_thread().enable_time().build() else { return ExitCode::FAILURE };
    let (leave, mut left) = unbounded_channel();
    let shut_down = Arc::new(AtomicBool::new(false));
    let (pipe, input) = tokio::io::duplex(PIPE);
    let (handle, reader_leave) = (runtime.handle().clone(), leave.clone());
    thread::spawn(move || read(&handle, pipe, &reader_leave));
    let (output, said) = Output::start();
    runtime.block_on(async {
        let service =
            LspService::build(|client| TiebeamServer::new(client, Handle::current(), leave.clone(), told));
        // What tests need to see how faults and slow answers are borne; nothing that is shipped has it.
        #[cfg(debug_assertions)]
        let service = service.custom_method("tiebeam/test", TiebeamServer::test);
        let (service, socket) = service.finish();
        let service = Guard::new(service, Arc::clone(&shut_down), leave);
        let server = Server::new(input, output, socket).concurrency_level(CONCURRENCY);
        let gone = async {
            let grace = left.recv().await.unwrap_or_default();
            tokio::time::sleep(grace).await;
        };
        tokio::select! {
            () = server.serve(service) => {}
            () = gone => {}
        }
    });
    runtime.shutdown_background();
    // A client that reads no more must not keep the process alive.
    let _ = said.recv_timeout(GRACE);
    if shut_down.load(Ordering::SeqCst) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Passes on what comes in until it ends.
fn read(handle: &Handle, mut pipe: DuplexStream, leave: &UnboundedSender<Duration>) {
    let mut frames = Frames::new(BufReader::with_capacity(PIPE, stdin()));
    while let Ok(Some(frame)) = frames.next() {
        let body = match frame {
            Frame::Message(body) => body,
            Frame::NoJson => note(guard::NO_JSON),
            Frame::NoMessage => note(guard::NO_MESSAGE),
        };
        let mut message = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        message.extend(body);
        if handle.block_on(pipe.write_all(&message)).is_err() {
            break;
        }
    }
    // The other end may be gone already.
    let _ = leave.send(GRACE);
}

/// What tells the guard to answer that something was no message.
fn note(method: &str) -> Vec<u8> {
    format!("{{\"jsonrpc\":\"2.0\",\"method\":\"{method}\"}}").into_bytes()
}
