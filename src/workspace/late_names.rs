//! Names in the code of a large workspace, which are read while other things are already judged.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::disk::Disk;
use super::named_code::NamedCode;

/// In a workspace with no more such files, names are read when they are first asked for: nobody notices.
const FEW: usize = 500;

/// The names in the code of a workspace, as they were last read.
///
/// Until they have been read for the first time, nothing is known of them; where the disk was changed since, what was
/// known before holds until they have been read again.
#[derive(Debug, Default)]
pub(super) struct LateNames(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    known: Arc<NamedCode>,
    /// Whether somebody has asked for names that were not read.
    wanted: bool,
    reading: bool,
}

impl LateNames {
    /// The names as far as they are known now.
    pub fn get(&self, disk: &Disk, root: &Path) -> Arc<NamedCode> {
        disk.known_names(root).or_else(|| disk.few_names(root, FEW)).unwrap_or_else(|| {
            let mut state = self.lock();
            state.wanted = true;
            Arc::clone(&state.known)
        })
    }

    /// The names as they were last given.
    pub fn last(&self, disk: &Disk, root: &Path) -> Arc<NamedCode> {
        disk.known_names(root).unwrap_or_else(|| Arc::clone(&self.lock().known))
    }

    /// Whether somebody has to read them now; who is told so does it.
    pub fn begin(&self) -> bool {
        let mut state = self.lock();
        let begins = state.wanted && !state.reading;
        if begins {
            (state.wanted, state.reading) = (false, true);
        }
        begins
    }

    /// Reads them, which takes long.
    pub fn read(&self, disk: &Disk, root: &Path) {
        let read = disk.named_code(root);
        let mut state = self.lock();
        (state.known, state.reading) = (read, false);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
