//! Work-done progress of what is read in the background.

use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::NumberOrString;

/// So few files are read before anybody could see a progress bar.
const WORTH_SHOWING: usize = 100;

/// How often the progress is told.
const PAUSE: Duration = Duration::from_millis(100);

/// Where progress is shown.
pub(super) struct Progress {
    client: Client,
    runtime: Handle,
    allowed: AtomicBool,
    shown: AtomicI32,
}

/// Progress that ends when this is dropped.
pub(super) struct Ongoing(Option<watch::Sender<usize>>);

impl Progress {
    /// Shows progress in `client`, once it is allowed.
    pub fn new(client: Client, runtime: Handle) -> Self {
        Self { client, runtime, allowed: AtomicBool::new(false), shown: AtomicI32::new(0) }
    }

    /// Whether the client shows progress.
    pub fn allow(&self, allowed: bool) {
        self.allowed.store(allowed, Ordering::Relaxed);
    }

    /// Begins to read so many files. Nobody waits for the client: one that does not answer sees no progress.
    pub fn begin(&self, total: usize) -> Ongoing {
        if total < WORTH_SHOWING || !self.allowed.load(Ordering::Relaxed) {
            return Ongoing(None);
        }
        let (sender, done) = watch::channel(0);
        let number = self.shown.fetch_add(1, Ordering::Relaxed);
        let token = NumberOrString::String(format!("tiebeam/reading/{number}"));
        let client = self.client.clone();
        self.runtime.spawn(async move {
            let refused = client.create_work_done_progress(token.clone()).await.is_err();
            if refused || done.has_changed().is_err() {
                return;
            }
            let title = "Tiebeam: reading documents";
            let progress = client.progress(token, title).with_percentage(0).begin().await;
            while done.has_changed().is_ok() {
                let read = *done.borrow();
                let percentage = u32::try_from(read * 100 / total).unwrap_or(100);
                progress.report_with_message(format!("{read} of {total} files"), percentage).await;
                tokio::time::sleep(PAUSE).await;
            }
            progress.finish().await;
        });
        Ongoing(Some(sender))
    }
}

impl Ongoing {
    /// So many files are read.
    pub fn report(&self, done: usize) {
        if let Some(sender) = &self.0 {
            // Nobody may be looking.
            let _ = sender.send(done);
        }
    }
}
