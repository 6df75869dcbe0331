//! Files are written here and nowhere else.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::workspace::disk;

/// Puts `text` in the place of `before` in a file: the whole of it or nothing, with the file's permissions.
///
/// # Errors
/// Where the file is read-only, holds something else than `before` by now, or cannot be written.
pub fn replace(path: &Path, before: &str, text: &str) -> io::Result<()> {
    // A link stays a link; what it leads to is replaced.
    let path = &fs::canonicalize(path)?;
    let permissions = fs::metadata(path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let (temporary, mut file) = beside(path)?;
    let written = (|| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        drop(file);
        fs::set_permissions(&temporary, permissions)?;
        if disk::read_text(path)? != before {
            return Err(io::Error::other("it was changed by someone else meanwhile"));
        }
        fs::rename(&temporary, path)
    })();
    if written.is_err() {
        // Whatever went wrong is worth more to tell than that the temporary file stays.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Writes a file that does not exist, and the folders above it.
///
/// # Errors
/// Where there is a file already, or it cannot be written.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

/// A new file in the same folder, so that it can take the other's place in one step.
fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut last = io::Error::other("no free name for a temporary file");
    for attempt in 0..100 {
        let temporary = path.with_file_name(format!(".{name}.{}-{attempt}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}
