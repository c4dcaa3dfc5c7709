//! The manifest: what the last run found, from which data, and what lies in the folder.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What the last run found and from what; `manifest.json` in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this form.
    pub version: u32,
    /// The version of the program.
    pub seg: String,
    /// The number of the run; each run into a folder has one more than the last.
    pub run: u64,
    /// The instant of the run.
    pub as_of: String,
    /// The project's time zone.
    pub zone: String,
    /// SHA-256 of `seg.toml`.
    pub project_hash: String,
    /// The data files that were there.
    pub data: Vec<DataEntry>,
    /// The segments, by name.
    pub segments: Vec<Entry>,
}

/// A data file as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataEntry {
    /// The table that it is a file of.
    pub table: String,
    /// Where it is, as from the project's folder.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// When it was last written to.
    pub modified: Option<String>,
    /// Its number of rows.
    pub rows: u64,
}

/// What became of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Its members are of this run.
    Ok,
    /// It could not be computed; what lies in the folder is of an earlier run.
    Failed,
    /// This run was not about it; what lies in the folder is of an earlier run.
    Kept,
}

/// A segment: what lies in the folder, and of which run it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// SHA-256 of its meaning; none if it has none.
    pub hash: Option<String>,
    /// What became of it in this run.
    pub status: Status,
    /// The run that the numbers and files are of; none if there never was one.
    pub run: Option<u64>,
    /// The instant of that run.
    pub as_of: Option<String>,
    /// How many members it has.
    pub count: Option<u64>,
    /// How many of them were not in it before; none if nobody can know.
    pub entered: Option<u64>,
    /// How many were in it before and are not any more; none if nobody can know.
    pub left: Option<u64>,
    /// The file of its members, as from the folder.
    pub file: Option<String>,
    /// SHA-256 of that file.
    pub sha256: Option<String>,
    /// The files of those who entered and left.
    #[serde(default)]
    pub changes: Vec<String>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl Entry {
    /// A segment of which nothing is known.
    pub(super) fn unknown(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            hash: None,
            status: Status::Kept,
            run: None,
            as_of: None,
            count: None,
            entered: None,
            left: None,
            file: None,
            sha256: None,
            changes: Vec::new(),
            message: None,
        }
    }

    /// The files in the folder that are its own.
    pub(super) fn files(&self) -> impl Iterator<Item = &String> {
        self.file.iter().chain(&self.changes)
    }
}
