//! Stands around the service: what panics, what is no message, and what the process ends with.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;
use tower_lsp_server::ExitedError;
use tower_lsp_server::jsonrpc::{Error, Id, Request, Response};
use tower_service::Service;
use tracing::Instrument;

/// The method under which the transport reports bytes that are not JSON.
pub(super) const NO_JSON: &str = "$/tiebeam/noJson";

/// The method under which the transport reports JSON that is not one message.
pub(super) const NO_MESSAGE: &str = "$/tiebeam/noMessage";

/// After `exit` the answers that are ready may take this long to be written.
const GRACE: Duration = Duration::from_millis(300);

/// A service that loses one answer where the one inside panics.
pub(super) struct Guard<S> {
    inner: S,
    /// Whether the client asked for a shutdown.
    shut_down: Arc<AtomicBool>,
    leave: UnboundedSender<Duration>,
}

impl<S> Guard<S> {
    /// Guards `inner`; `shut_down` is set by a shutdown, `leave` is told of the exit.
    pub fn new(inner: S, shut_down: Arc<AtomicBool>, leave: UnboundedSender<Duration>) -> Self {
        Self { inner, shut_down, leave }
    }
}

type Answer = Result<Option<Response>, ExitedError>;

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Pin<Box<dyn Future<Output = Answer> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let fault = match request.method() {
            NO_JSON => Some(Error::parse_error()),
            NO_MESSAGE => Some(Error::invalid_request()),
            _ => None,
        };
        if let Some(fault) = fault {
            return Box::pin(std::future::ready(Ok(Some(Response::from_error(Id::Null, fault)))));
        }
        let id = request.id().cloned();
        // tower-lsp-server leaves requests unanswered whose name begins like this and that it does not know.
        let optional = request.method().starts_with("$/");
        let asks_to_end = request.method() == "shutdown";
        if request.method() == "exit" {
            // Nobody is left to be told where the receiver is gone.
            let _ = self.leave.send(GRACE);
        }
        let shut_down = Arc::clone(&self.shut_down);
        let span = if let Some(id) = &id {
            tracing::info_span!("request", method = request.method(), %id)
        } else {
            tracing::debug_span!("notification", method = request.method())
        };
        let request = readable(request);
        let called = span.in_scope(|| catch_unwind(AssertUnwindSafe(|| self.inner.call(request))));
        let answer = async move {
            let answer = match called {
                Ok(future) => Caught(Box::pin(future)).await,
                Err(_) => None,
            };
            match (answer, id) {
                (Some(Ok(None)), Some(id)) if optional => {
                    Ok(Some(Response::from_error(id, Error::method_not_found())))
                }
                (Some(answer), _) => {
                    if let (true, Ok(Some(response))) = (asks_to_end, &answer)
                        && response.is_ok()
                    {
                        shut_down.store(true, Ordering::SeqCst);
                    }
                    answer
                }
                (None, Some(id)) => Ok(Some(Response::from_error(id, Error::internal_error()))),
                (None, None) => Ok(None),
            }
        };
        Box::pin(answer.instrument(span))
    }
}

/// The request with parameters that can be read.
///
/// What a client says of itself may hold anything; read as the protocol's types, one unheard-of word in it would end
/// the session before it begins. All of it goes where anything may stand: into the options.
fn readable(request: Request) -> Request {
    if request.method() != "initialize" {
        return request;
    }
    let (method, id, parameters) = request.into_parts();
    let parameters = match parameters {
        Some(parameters) if parameters.get("capabilities").is_some_and(Value::is_object) => {
            Some(json!({"processId": null, "capabilities": {}, "initializationOptions": parameters}))
        }
        other => other,
    };
    let mut readable = Request::build(method);
    if let Some(id) = id {
        readable = readable.id(id);
    }
    if let Some(parameters) = parameters {
        readable = readable.params(parameters);
    }
    readable.finish()
}

/// A future that gives nothing where the one inside panics.
struct Caught<F>(Pin<Box<F>>);

impl<F: Future> Future for Caught<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let inner = self.0.as_mut();
        match catch_unwind(AssertUnwindSafe(|| inner.poll(context))) {
            Ok(poll) => poll.map(Some),
            Err(_) => Poll::Ready(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Panics {
        at_once: bool,
    }

    impl Service<Request> for Panics {
        type Response = Option<Response>;
        type Error = ExitedError;
        type Future = Pin<Box<dyn Future<Output = Answer> + Send>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: Request) -> Self::Future {
            assert!(!self.at_once, "at once");
            Box::pin(async { panic!("later") })
        }
    }

    #[test]
    fn a_panic_costs_one_answer() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for at_once in [true, false] {
            let (leave, _left) = tokio::sync::mpsc::unbounded_channel();
            let mut guard = Guard::new(Panics { at_once }, Arc::default(), leave);
            let request = Request::build("x").id(7_i64).finish();
            let answer = runtime.block_on(guard.call(request)).unwrap().unwrap();
            let expected = Response::from_error(Id::Number(7), Error::internal_error());
            assert_eq!(answer, expected);
            let notification = Request::build("x").finish();
            assert_eq!(runtime.block_on(guard.call(notification)), Ok(None));
        }
    }
}
