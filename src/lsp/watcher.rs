//! The server's own watch on the disk, for clients that do not tell of changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::writer::Message;

/// Changes that come together are told together.
const TOGETHER: Duration = Duration::from_millis(50);

/// More folders than this are not watched: the system gives each user so many watches and no more.
const MOST: usize = 4096;

/// Folders that are watched; none until [`Watched::start`].
#[derive(Debug, Default)]
pub(super) struct Watched(Mutex<Option<Watch>>);

#[derive(Debug)]
struct Watch {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
    queue: Sender<Message>,
}

impl Watched {
    /// Begins to watch; changes go to `queue`.
    pub fn start(&self, queue: Sender<Message>) {
        let (sender, changes) = channel();
        let handler = move |event: notify::Result<Event>| {
            if let Ok(event) = event
                && !event.kind.is_access()
            {
                // The receiver lives as long as the queue does.
                let _ = sender.send(event.paths);
            }
        };
        match notify::recommended_watcher(handler) {
            Ok(watcher) => {
                let watch = Watch { watcher, folders: BTreeSet::new(), queue: queue.clone() };
                *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(watch);
                thread::spawn(move || pass_on(&changes, &queue));
            }
            Err(error) => tracing::warn!("changes on disk go unnoticed: {error}"),
        }
    }

    /// Whether anything is watched.
    pub fn is_active(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Watches folders in which something was read already: what changed between the two is read again.
    pub fn add_after_reading(&self, folders: impl IntoIterator<Item = PathBuf>) {
        if self.add(folders)
            && let Some(watch) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner)
        {
            // The writer is gone only with the process.
            let _ = watch.queue.send(Message::DiskChanged(Vec::new()));
        }
    }

    /// Watches these folders too; of one that does not exist, the nearest above it that does. Whether any was not
    /// watched before.
    pub fn add(&self, folders: impl IntoIterator<Item = PathBuf>) -> bool {
        let mut watch = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(Watch { watcher, folders: watched, .. }) = watch.as_mut() else { return false };
        let known = watched.len();
        for folder in folders {
            let Some(folder) = folder.ancestors().find(|folder| folder.is_dir()) else { continue };
            if watched.len() >= MOST || !watched.insert(folder.to_owned()) {
                continue;
            }
            if let Err(error) = watcher.watch(folder, RecursiveMode::NonRecursive) {
                tracing::debug!("{} cannot be watched: {error}", folder.display());
            }
        }
        watched.len() > known
    }

    /// Forgets a folder that is gone, so that it is watched again when it comes back.
    pub fn forget(&self, folder: &Path) {
        let mut watch = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(watch) = watch.as_mut() {
            watch.folders.retain(|known| !known.starts_with(folder));
        }
    }
}

/// Tells the writer of changes, those together that come together.
fn pass_on(changes: &Receiver<Vec<PathBuf>>, queue: &Sender<Message>) {
    while let Ok(first) = changes.recv() {
        let mut paths: BTreeSet<PathBuf> = first.into_iter().collect();
        loop {
            match changes.recv_timeout(TOGETHER) {
                Ok(more) => paths.extend(more),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        if queue.send(Message::DiskChanged(paths.into_iter().collect())).is_err() {
            return;
        }
    }
}
