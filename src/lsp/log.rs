//! What happened, for the client's log and for a file.

use std::fmt::{Debug, Write};
use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::MessageType;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{FilterExt, filter_fn};
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::{Context, SubscriberExt};

/// What goes to the client's log.
pub(super) type Told = (MessageType, String);

/// Begins to log: everything to `file`, where one is given, and what a user may want to know to whom the receiver
/// belongs. Spans of requests are closed with the time they took.
pub(super) fn begin(file: Option<&Path>) -> UnboundedReceiver<Told> {
    let (sender, told) = unbounded_channel();
    let opened = file.map(|path| (path, open(path)));
    let refused =
        opened.as_ref().and_then(|(path, opened)| Some((path.display(), opened.as_ref().err()?.to_string())));
    let to_file = opened.and_then(|(_, opened)| opened.ok()).map(|file| {
        tracing_subscriber::fmt::layer()
            .with_writer(Arc::new(file))
            .with_ansi(false)
            .with_span_events(FmtSpan::CLOSE)
            .with_filter(LevelFilter::INFO.or(filter_fn(is_own)))
    });
    let to_client = ToClient(sender).with_filter(LevelFilter::INFO.and(filter_fn(is_own)));
    let subscriber = tracing_subscriber::registry().with(to_file).with(to_client);
    // Somebody else's subscriber would do as well.
    let _ = tracing::subscriber::set_global_default(subscriber);
    if let Some((path, error)) = refused {
        tracing::warn!("{path} cannot be written, nothing is logged there: {error}");
    }
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        tracing::error!("a defect in Tiebeam cost one answer: {panic}");
        default(panic);
    }));
    told
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}

fn is_own(metadata: &Metadata<'_>) -> bool {
    metadata.target().starts_with(env!("CARGO_PKG_NAME"))
}

/// Sends what is told to the client, for ever.
pub(super) async fn pass_on(mut told: UnboundedReceiver<Told>, client: Client) {
    while let Some((kind, text)) = told.recv().await {
        client.log_message(kind, text).await;
    }
}

struct ToClient(UnboundedSender<Told>);

impl<S: Subscriber> Layer<S> for ToClient {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut text = Text::default();
        event.record(&mut text);
        let kind = match *event.metadata().level() {
            Level::ERROR => MessageType::ERROR,
            Level::WARN => MessageType::WARNING,
            Level::INFO => MessageType::INFO,
            _ => MessageType::LOG,
        };
        // Nobody listens once the session is over.
        let _ = self.0.send((kind, text.0));
    }
}

#[derive(Default)]
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}");
        }
    }
}
