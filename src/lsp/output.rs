//! What the client is told: whole messages, from any thread, each written before the next one begins.

use std::io::{self, PipeWriter, Write};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use tower_lsp_server::jsonrpc::Id;

/// Standard output, without the buffer that would cut messages at their line breaks.
pub(super) struct Output(Mutex<PipeWriter>);

/// A notification, as it stands in a message.
#[derive(Serialize)]
struct Notification<'n, P> {
    jsonrpc: &'static str,
    method: &'static str,
    params: &'n P,
}

impl Output {
    /// That of this process.
    pub fn of_process() -> io::Result<Self> {
        #[cfg(unix)]
        let own = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?;
        #[cfg(windows)]
        let own = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned()?;
        Ok(Self(Mutex::new(own.into())))
    }

    /// Writes a request or a response.
    ///
    /// Waits for a client that does not read: the thread that reads what the client says must not call this.
    pub fn send(&self, message: &impl Serialize) {
        // What is sent is made of types of the protocol, all of which can be JSON.
        let Ok(body) = serde_json::to_vec(message) else { return };
        self.write(&[&body]);
    }

    /// Writes the response to a request whose result is JSON already; waits like [`Self::send`].
    pub fn result(&self, id: &Id, result: &str) {
        let Ok(id) = serde_json::to_vec(id) else { return };
        self.write(&[br#"{"jsonrpc":"2.0","id":"#, &id, br#","result":"#, result.as_bytes(), b"}"]);
    }

    /// Writes a message of these parts.
    fn write(&self, body: &[&[u8]]) {
        let len: usize = body.iter().map(|part| part.len()).sum();
        let mut bytes = Vec::with_capacity(len + 32);
        let _ = write!(bytes, "Content-Length: {len}\r\n\r\n");
        bytes.extend(body.iter().copied().flatten());
        // A client that is gone misses nothing; that it is gone is seen where its messages are read.
        let _ = self.0.lock().unwrap_or_else(PoisonError::into_inner).write_all(&bytes);
    }

    /// Writes a notification; waits like [`Self::send`].
    pub fn notify(&self, method: &'static str, params: &impl Serialize) {
        self.send(&Notification { jsonrpc: "2.0", method, params });
    }
}
