//! Which `.seg` files a folder has.

use super::paths::PROJECT_FILE;
use ignore::WalkBuilder;
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
        .filter_entry(|entry| entry.depth() == 0 || !entry.path().join(PROJECT_FILE).is_file())
        .build();
    let mut files: Vec<PathBuf> = walk
        .filter_map(Result::ok)
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|e| e == "seg") && path.is_file())
        .collect();
    files.sort();
    files
}
