//! Where the entries of earlier sessions are kept.

use etcetera::{BaseStrategy, choose_base_strategy};
use std::fs;
use std::path::PathBuf;

/// How many entries are kept.
pub(super) const MOST: usize = 5_000;

/// The file of entries, in a folder that is there; none if there can be none, and then
/// the session's own entries are all there is.
pub(super) fn file() -> Option<PathBuf> {
    let system = choose_base_strategy().ok()?;
    let state = system.state_dir().unwrap_or_else(|| system.data_dir());
    let folder = state.join("seg");
    fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history"))
}
