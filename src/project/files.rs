//! Which `.seg` files a folder has.

use super::paths::{PROJECT_FILE, is_named_as_segments, shown};
use super::read::Unread;
use ignore::{DirEntry, WalkBuilder};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The `.seg` files below a folder, sorted; hidden and ignored ones are left out, and
/// folders that are projects of their own.
///
/// Only the ignore files that travel with the project count, so that everybody who
/// has it sees the same segments.
///
/// A folder that may not be read is an error, shown as from `reader`'s folder: what is in it would go unchecked.
pub fn segment_files(folder: &Path, reader: &Path) -> Result<Vec<PathBuf>, Unread> {
    let versioned = folder.ancestors().any(|above| above.join(".git").exists());
    let walk = WalkBuilder::new(folder)
        .git_global(false)
        .git_exclude(false)
        .require_git(false)
        .parents(versioned)
        .filter_entry(|entry| entry.depth() == 0 || !is_project(entry))
        .build();
    let mut files = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) if is_named_as_segments(entry.path()) && is_file(&entry) => {
                files.push(entry.into_path());
            }
            Err(error) if error.io_error().is_some_and(|error| error.kind() == ErrorKind::PermissionDenied) => {
                return Err(Unread::Denied(shown(path_of(&error).unwrap_or(folder), reader)));
            }
            // What is gone by now is no file of the project.
            Ok(_) | Err(_) => {}
        }
    }
    files.sort();
    Ok(files)
}

/// Where looking through folders failed.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// Whether a folder is a project of its own. What the walk knows already is not asked again.
fn is_project(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir()) && entry.path().join(PROJECT_FILE).is_file()
}

/// Whether there is a file, if only behind a link.
fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file() || kind.is_symlink() && entry.path().is_file())
}
