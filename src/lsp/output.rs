//! What the server says, kept until the client takes it: one that does not listen for a while is still listened to.
//!
//! tower-lsp-server reads no more once some hundred answers wait for their turn. A client that says much before it
//! looks at what comes back would then wait for the server, which waits for it.

use std::io::{Error, ErrorKind, Result, Write, stdout};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::{Context, Poll};
use std::thread;

use tokio::io::AsyncWrite;

/// Standard output; it is never full.
pub(super) struct Output(Sender<Vec<u8>>);

impl Output {
    /// Standard output, and who hears when all is said after this is dropped.
    pub fn start() -> (Self, Receiver<()>) {
        let (sender, said) = channel();
        let (done, is_done) = channel();
        thread::spawn(move || {
            // A client that closed its end has heard enough.
            let _ = write(&said);
            let _ = done.send(());
        });
        (Self(sender), is_done)
    }
}

/// Writes all that comes, until nobody is left from whom anything can come.
fn write(said: &Receiver<Vec<u8>>) -> Result<()> {
    let mut output = stdout().lock();
    for message in said {
        output.write_all(&message)?;
        output.flush()?;
    }
    Ok(())
}

impl AsyncWrite for Output {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        let sent = self.0.send(bytes.to_vec());
        Poll::Ready(sent.map(|()| bytes.len()).map_err(|_| Error::from(ErrorKind::BrokenPipe)))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }
}
