//! Threads, the way of a message from the client to the service and of the answer back, and the end of the process.
//!
//! The thread that reads calls the service itself and takes each handler as far as it goes without waiting: what
//! handlers put on the queue stands there in the order of the wire, and an edit passes through no other thread on its
//! way. Answers that take longer are waited for, and written, on the thread of the runtime. tower-lsp-server's own loop
//! is not used: it ends at the first body that it cannot read, and has an edit change threads twice.

use std::convert::Infallible;
use std::future::{Future, poll_fn, ready};
use std::io::{BufReader, stdin};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use futures_core::Stream;
use futures_sink::Sink;
use serde_json::Value;
use tokio::runtime::{Builder, Handle};
use tokio::sync::mpsc::UnboundedReceiver;
use tower_lsp_server::LspService;
use tower_lsp_server::jsonrpc::{Error, Id, Request, RequestBuilder, Response};

use super::answer::Answer;
use super::frames::{Frame, Frames};
use super::guard::Guard;
use super::log::Told;
use super::output::Output;
use super::server::TiebeamServer;

/// Bytes that are read at once.
const BUFFER: usize = 256 * 1024;

/// Where the client leaves, answers that are on their way have this long.
const GRACE: Duration = Duration::from_millis(300);

/// Serves on standard input and output until the client leaves; `told` goes to its log.
pub(super) fn run(told: UnboundedReceiver<Told>) -> ExitCode {
    // One thread is enough: handlers only pass messages on.
    let Ok(runtime) = Builder::new_current_thread().enable_time().build() else { return ExitCode::FAILURE };
    let Ok(output) = Output::of_process().map(Arc::new) else { return ExitCode::FAILURE };
    let handle = runtime.handle().clone();
    let (leave, left) = channel();
    let shut_down = Arc::new(AtomicBool::new(false));
    let (on_their_way, answered) = channel();
    let (service, socket) = {
        let (handle, output, leave) = (handle.clone(), Arc::clone(&output), leave.clone());
        let service = LspService::build(|client| TiebeamServer::new(client, output, handle, leave, told));
        // What tests need to see how faults and slow answers are borne; nothing that is shipped has it.
        #[cfg(debug_assertions)]
        let service = service.custom_method("tiebeam/test", TiebeamServer::test);
        service.finish()
    };
    let (requests, responses) = socket.split();
    let reader = Reader {
        service: Guard::new(service, Arc::clone(&shut_down)),
        responses,
        runtime: handle,
        output: Arc::clone(&output),
        on_their_way,
    };
    thread::spawn(move || {
        reader.read();
        // Nobody is left to be told where the receiver is gone.
        let _ = leave.send(GRACE);
    });
    thread::spawn(move || runtime.block_on(pass_on(requests, &output)));
    let grace = left.recv().unwrap_or_default();
    // A client that reads no more must not keep the process alive; all answers are out where this ends before.
    let _ = answered.recv_timeout(grace);
    if shut_down.load(Ordering::SeqCst) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Passes on what the server asks and tells of its own accord, for ever.
async fn pass_on(mut requests: impl Stream<Item = Request> + Unpin, output: &Output) {
    while let Some(request) = poll_fn(|context| Pin::new(&mut requests).poll_next(context)).await {
        output.send(&without_null(request));
    }
    // The answers that are still on their way are worked out on this thread.
    std::future::pending::<()>().await;
}

/// What reads the client's messages.
struct Reader<R> {
    service: Guard<LspService<TiebeamServer>>,
    /// Where the client's answers go.
    responses: R,
    runtime: Handle,
    output: Arc<Output>,
    /// Cloned for each answer that is on its way; nothing is ever sent.
    on_their_way: Sender<Infallible>,
}

impl<R: Sink<Response> + Unpin> Reader<R> {
    /// Reads until the client leaves.
    fn read(mut self) {
        let runtime = self.runtime.clone();
        // Handlers start tasks.
        let _inside = runtime.enter();
        let mut frames = Frames::new(BufReader::with_capacity(BUFFER, stdin()));
        while let Ok(Some(frame)) = frames.next() {
            match frame {
                Frame::Request(request) => {
                    let is_last = request.method() == "exit";
                    self.serve(request);
                    if is_last {
                        return;
                    }
                }
                // One that nobody waits for is passed over.
                Frame::Response(response) => drop(Pin::new(&mut self.responses).start_send(response)),
                Frame::NoJson => self.answer(ready(Some(fault(Error::parse_error())))),
                Frame::NoMessage => self.answer(ready(Some(fault(Error::invalid_request())))),
            }
        }
    }

    /// Goes as far as it can be gone without waiting.
    fn serve(&mut self, request: Request) {
        let mut answer = self.service.call(request);
        match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(None) => {}
            Poll::Ready(response) => self.answer(ready(response)),
            Poll::Pending => self.answer(answer),
        }
    }

    /// Writes an answer as soon as it is there, but not on this thread: a client may write before it reads.
    fn answer(&self, answer: impl Future<Output = Option<Answer>> + Send + 'static) {
        let (output, on_its_way) = (Arc::clone(&self.output), self.on_their_way.clone());
        self.runtime.spawn(async move {
            match answer.await {
                Some(Answer::Response(response)) => output.send(&response),
                Some(Answer::Json(id, result)) => output.result(&id, &result),
                None => {}
            }
            drop(on_its_way);
        });
    }
}

/// The request without parameters that are null: where the protocol has none, there must be none.
fn without_null(request: Request) -> Request {
    if !matches!(request.params(), Some(Value::Null)) {
        return request;
    }
    let (method, id, _) = request.into_parts();
    let bare = Request::build(method);
    id.into_iter().fold(bare, RequestBuilder::id).finish()
}

fn fault(error: Error) -> Answer {
    Response::from_error(Id::Null, error).into()
}
