//! The demo: a made-up shop as a project folder that is ready to use.

use std::fs;
use std::path::{Path, PathBuf};

use super::embedded::PROJECT_FILES;
use super::error::SetupError;
use super::files::{WrittenTable, write_shop};
use crate::shop::{Options, Shop};

/// The file that says that a folder is the demo's own, and with which options it was made.
pub const MARKER: &str = ".seg-demo";

/// A demo that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its folder.
    pub folder: PathBuf,
    /// What it was made from.
    pub options: Options,
    /// Its tables.
    pub tables: Vec<WrittenTable>,
}

/// Writes the demo to this folder: an absent or empty one, or one that it made before, whose
/// data is then replaced; its `seg.toml` and segments, which may have been changed, stay.
pub fn write_demo(folder: &Path, options: &Options) -> Result<Written, SetupError> {
    claim(folder)?;
    let data = folder.join("data");
    fs::create_dir_all(&data).map_err(SetupError::at(&data))?;
    let tables = write_shop(&data, Shop::parts(options))?;
    for file in PROJECT_FILES {
        let path = folder.join(file.path);
        // What somebody has changed is theirs.
        if !path.exists() {
            replace(&path, file.text)?;
        }
    }
    let Options { customers, seed } = options;
    replace(&folder.join(MARKER), &format!("customers = {customers}\nseed = {seed}\n"))?;
    Ok(Written { folder: folder.to_owned(), options: *options, tables })
}

/// Makes the folder ours before anything is written to it, so that an interrupted run can be repeated.
fn claim(folder: &Path) -> Result<(), SetupError> {
    if folder.exists() && !folder.is_dir() {
        return Err(SetupError::NotAFolder(folder.to_owned()));
    }
    let marker = folder.join(MARKER);
    if marker.is_file() {
        return Ok(());
    }
    fs::create_dir_all(folder).map_err(SetupError::at(folder))?;
    let mut entries = fs::read_dir(folder).map_err(SetupError::at(folder))?;
    if entries.next().is_some() {
        return Err(SetupError::NotOurs(folder.to_owned()));
    }
    fs::write(&marker, "# unfinished\n").map_err(SetupError::at(&marker))
}

/// Writes a text file under a temporary name first.
fn replace(path: &Path, text: &str) -> Result<(), SetupError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(SetupError::at(parent))?;
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    fs::write(&part, text).map_err(SetupError::at(&part))?;
    fs::rename(&part, path).map_err(SetupError::at(path))
}
