//! Stands around the service: what panics, what the service leaves unanswered, and what the process ends with.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use serde_json::{Value, json};
use tower_lsp_server::jsonrpc::{Error, Request, Response};
use tower_service::Service;
use tracing::Instrument;

use super::answer::{Answer, Left};

/// A service that loses one answer where the one inside panics.
pub(super) struct Guard<S> {
    inner: S,
    /// Whether the client asked for a shutdown.
    shut_down: Arc<AtomicBool>,
}

/// What becomes of a request; nothing is answered to a notification.
pub(super) type Answering = Pin<Box<dyn Future<Output = Option<Answer>> + Send>>;

impl<S> Guard<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
{
    /// Guards `inner`; `shut_down` is set by a shutdown.
    pub fn new(inner: S, shut_down: Arc<AtomicBool>) -> Self {
        Self { inner, shut_down }
    }

    /// What the service makes of a request or a notification.
    pub fn call(&mut self, request: Request) -> Answering {
        let id = request.id().cloned();
        // tower-lsp-server leaves requests unanswered whose name begins like this and that it does not know.
        let optional = request.method().starts_with("$/");
        let asks_to_end = request.method() == "shutdown";
        let shut_down = Arc::clone(&self.shut_down);
        let span = if let Some(id) = &id {
            tracing::info_span!("request", method = request.method(), %id)
        } else {
            tracing::debug_span!("notification", method = request.method())
        };
        let request = readable(request);
        let called = span.in_scope(|| catch_unwind(AssertUnwindSafe(|| self.inner.call(request))));
        let answer = async move {
            let left = Left::default();
            let answer = match called {
                Ok(future) => Caught(Box::pin(left.by(future))).await,
                Err(_) => None,
            };
            match (answer, id) {
                (Some(Ok(Some(response))), Some(id)) if response.is_ok() && !asks_to_end => {
                    Some(left.or(response, id))
                }
                (Some(Ok(None)), Some(id)) if optional => {
                    Some(Response::from_error(id, Error::method_not_found()).into())
                }
                (Some(Ok(response)), _) => {
                    if asks_to_end && response.as_ref().is_some_and(Response::is_ok) {
                        shut_down.store(true, Ordering::SeqCst);
                    }
                    response.map(Answer::from)
                }
                // The service answers nothing after the exit.
                (Some(Err(_)), _) | (None, None) => None,
                (None, Some(id)) => Some(Response::from_error(id, Error::internal_error()).into()),
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
    use std::convert::Infallible;

    use tower_lsp_server::jsonrpc::Id;

    use super::*;

    struct Panics {
        at_once: bool,
    }

    impl Service<Request> for Panics {
        type Response = Option<Response>;
        type Error = Infallible;
        type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, Infallible>> + Send>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
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
            let mut guard = Guard::new(Panics { at_once }, Arc::default());
            let request = Request::build("x").id(7_i64).finish();
            let answer = runtime.block_on(guard.call(request)).unwrap();
            let expected = Response::from_error(Id::Number(7), Error::internal_error());
            assert_eq!(answer, expected.into());
            let notification = Request::build("x").finish();
            assert_eq!(runtime.block_on(guard.call(notification)), None);
        }
    }
}
