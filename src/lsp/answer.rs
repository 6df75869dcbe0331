//! What a request is answered: by the service, or past it.
//!
//! tower-lsp-server makes a tree of values of each result before it writes it. For the lists that are as long as their
//! document that takes longer than all the rest, so these go past it: the reader that works one out makes its JSON, the
//! handler leaves that here, and the guard takes it in place of what the service says.

use std::future::Future;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tokio::task::futures::TaskLocalFuture;
use tower_lsp_server::jsonrpc::{Id, Response};

/// What a request is answered.
#[derive(Debug, PartialEq)]
pub(super) enum Answer {
    /// By the service.
    Response(Response),
    /// Past the service: the request's id, and the result as JSON.
    Json(Id, String),
}

impl From<Response> for Answer {
    fn from(response: Response) -> Self {
        Self::Response(response)
    }
}

/// Where the handler of one request leaves its result.
#[derive(Clone, Debug, Default)]
pub(super) struct Left(Arc<OnceLock<String>>);

tokio::task_local! {
    static LEFT: Left;
}

impl Left {
    /// A handler that leaves its result here.
    pub fn by<F: Future>(&self, handler: F) -> TaskLocalFuture<Self, F> {
        LEFT.scope(self.clone(), handler)
    }

    /// What was left, with the service's own response put aside; an error stands.
    pub fn or(mut self, response: Response, id: Id) -> Answer {
        match Arc::get_mut(&mut self.0).and_then(OnceLock::take) {
            Some(json) if response.is_ok() => Answer::Json(id, json),
            _ => Answer::Response(response),
        }
    }
}

/// The JSON of a result; nothing where there is no result.
pub(super) fn json(result: Option<impl Serialize>) -> Option<String> {
    // The types of the protocol can all be JSON.
    result.and_then(|result| serde_json::to_string(&result).ok())
}

/// Leaves the result of the request that is being handled; there is nothing else to return then.
pub(super) fn leave<T>(json: Option<String>) -> Option<T> {
    if let Some(json) = json {
        let _ = LEFT.try_with(|left| left.0.set(json));
    }
    None
}

#[cfg(test)]
mod tests {
    use tower_lsp_server::jsonrpc::Error;

    use super::*;

    #[test]
    fn what_a_handler_leaves_stands_for_its_response_unless_that_is_an_error() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let handled = |json: Option<&str>, response: Response| {
            let left = Left::default();
            let json = json.map(str::to_owned);
            assert_eq!(runtime.block_on(left.by(async { leave::<()>(json) })), None);
            left.or(response, Id::Number(1))
        };
        let null = Response::from_ok(Id::Number(1), serde_json::Value::Null);
        let error = Response::from_error(Id::Number(1), Error::request_cancelled());
        assert_eq!(handled(Some("[1]"), null.clone()), Answer::Json(Id::Number(1), "[1]".to_owned()));
        assert_eq!(handled(None, null.clone()), Answer::Response(null));
        assert_eq!(handled(Some("[1]"), error.clone()), Answer::Response(error));
    }
}
