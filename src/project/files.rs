//! Which `.seg` files a folder has.

use super::paths::PROJECT_FILE;
use ignore::{DirEntry, WalkBuilder};
use std::path::{Path, PathBuf};

/// The `.seg` files below a folder, sorted; hidden and ignored ones are left out, and
/// folders that are projects of their own.
///
/// Only the ignore files that travel with the project count, so that everybody who
/// has it sees the same segments.
pub fn segment_files(folder: &Path) -> Vec<PathBuf> {
    let versioned = folder.ancestors().any(|above| above.join(".git").exists());
    let walk = WalkBuilder::new(folder)
        .git_global(false)
        .git_exclude(false)
        .require_git(false)
        .parents(versioned)
        .filter_entry(|entry| entry.depth() == 0 || !is_project(entry))
        .build();
    let mut files: Vec<PathBuf> = walk
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "seg") && is_file(entry))
        .map(DirEntry::into_path)
        .collect();
    files.sort();
    files
}

/// Whether a folder is a project of its own. What the walk knows already is not asked again.
fn is_project(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir()) && entry.path().join(PROJECT_FILE).is_file()
}

/// Whether there is a file, if only behind a link.
fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file() || kind.is_symlink() && entry.path().is_file())
}
