//! A folder of results, and the protocol that keeps it whole.
//!
//! ```text
//! DIR/manifest.json, NAME.parquet, changes/NAME.entered.parquet, ...
//! DIR/.seg/lock             held by the one run that may write
//! DIR/.seg/committed.json   the record: which run counts, and what it moves where
//! DIR/.seg/run-7/out/...    what run 7 puts into DIR
//! DIR/.seg/run-7/members/   who was in a segment, since when: for the next run
//! ```
//!
//! A run writes everything below its own folder, and then renames the record into its
//! place: before that instant the old results count, after it the new ones. The files
//! then move to their names; whoever opens the folder next finishes a move that was
//! interrupted, and clears away what no record names.

use super::disk::Disk;
use super::error::{Result, ResultsError};
use super::manifest::Manifest;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

const VERSION: u32 = 1;
const OWN: &str = ".seg";
const RECORD: &str = "committed.json";
const LOCK: &str = "lock";

/// A run that is just ending is waited for.
const PATIENCE: Duration = Duration::from_secs(1);
const A_MOMENT: Duration = Duration::from_millis(50);

/// The record of the last run that counts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Committed {
    version: u32,
    /// What it found.
    pub manifest: Manifest,
    /// For each segment the file of its members below the folder's own part.
    pub members: BTreeMap<String, PathBuf>,
    /// What goes from the run's folder to the same name below the results' folder.
    moves: Vec<String>,
    /// What was a result before and is none any more.
    removes: Vec<String>,
}

/// A folder of results that only this run may write to.
pub(super) struct Folder<'d> {
    path: PathBuf,
    pub disk: &'d Disk,
    /// The last run that counts.
    pub committed: Option<Committed>,
    _lock: File,
}

impl<'d> Folder<'d> {
    /// Takes a folder that is absent, empty or of earlier results; finishes what an
    /// interrupted run has left to do.
    pub fn open(path: &Path, disk: &'d Disk) -> Result<Self> {
        if path.exists() && !path.is_dir() {
            return Err(ResultsError::NotAFolder(path.to_owned()));
        }
        let own = path.join(OWN);
        if !own.is_dir() && holds_something(path)? {
            return Err(ResultsError::NotOurs(path.to_owned()));
        }
        disk.create_folder(&own).map_err(ResultsError::at(path))?;
        let lock = own.join(LOCK);
        let file = File::options().create(true).append(true).open(&lock).map_err(ResultsError::at(&lock))?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if waited < PATIENCE => {
                    std::thread::sleep(A_MOMENT);
                    waited += A_MOMENT;
                }
                Err(TryLockError::WouldBlock) => return Err(ResultsError::Busy(path.to_owned())),
                Err(TryLockError::Error(error)) => return Err(ResultsError::at(&lock)(error)),
            }
        }
        let committed = Committed::read(&own.join(RECORD), path)?;
        let folder = Self { path: path.to_owned(), disk, committed, _lock: file };
        folder.put_in_place()?;
        Ok(folder)
    }

    /// A result's place.
    pub fn result(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// A path below the folder's own part.
    pub fn own(&self, path: impl AsRef<Path>) -> PathBuf {
        self.path.join(OWN).join(path)
    }

    /// The number of the run that comes next.
    pub fn next_run(&self) -> u64 {
        self.committed.as_ref().map_or(1, |committed| committed.manifest.run.saturating_add(1))
    }

    /// The files in the folder that came from runs.
    pub fn results(&self) -> BTreeSet<&str> {
        let segments = self.committed.iter().flat_map(|committed| &committed.manifest.segments);
        segments.flat_map(|entry| entry.files()).map(String::as_str).collect()
    }

    /// Makes a run count, whose files lie complete in its folder, and moves them to
    /// their names.
    pub fn commit(
        &mut self,
        manifest: Manifest,
        members: BTreeMap<String, PathBuf>,
        moves: Vec<String>,
        removes: Vec<String>,
    ) -> Result<()> {
        let (own, record) = (self.own(""), self.own(RECORD));
        let part = self.own(format!("{RECORD}.part"));
        let committed = Committed { version: VERSION, manifest, members, moves, removes };
        let text = serde_json::to_vec_pretty(&committed).unwrap_or_default();
        let disk = self.disk;
        disk.write(&part, &text).map_err(ResultsError::at(&record))?;
        disk.sync_folder(&own).map_err(ResultsError::at(&record))?;
        disk.rename(&part, &record).map_err(ResultsError::at(&record))?;
        self.committed = Some(committed);
        disk.sync_folder(&own).map_err(ResultsError::at(&record))?;
        self.put_in_place()
    }

    /// Moves what the record says, as far as that has not been done, and clears away
    /// what it does not name. Doing it twice is doing it once.
    fn put_in_place(&self) -> Result<()> {
        if let Some(committed) = &self.committed {
            let out = self.own(run_folder(committed.manifest.run)).join("out");
            for name in &committed.moves {
                let (from, to) = (out.join(name), self.result(name));
                if from.exists() {
                    let parent = to.parent().unwrap_or(&self.path);
                    let moved = self.disk.create_folder(parent).and_then(|()| self.disk.rename(&from, &to));
                    moved.map_err(|source| ResultsError::Unmoved { path: to, source })?;
                }
            }
            for name in &committed.removes {
                let path = self.result(name);
                if path.exists() {
                    let removed = self.disk.remove_file(&path);
                    removed.map_err(|source| ResultsError::Unmoved { path, source })?;
                }
            }
        }
        self.clear().map_err(ResultsError::at(&self.own("")))
    }

    /// Removes runs that no record names, and what a move has left empty.
    fn clear(&self) -> io::Result<()> {
        let committed = self.committed.as_ref();
        let named: BTreeSet<&Path> =
            committed.iter().flat_map(|committed| committed.members.values()).map(PathBuf::as_path).collect();
        for entry in fs::read_dir(self.own(""))?.flatten() {
            let run = PathBuf::from(entry.file_name());
            if !run.to_string_lossy().starts_with("run-") {
                continue;
            }
            if !named.iter().any(|path| path.starts_with(&run)) {
                self.disk.remove_folder(&entry.path())?;
                continue;
            }
            let out = entry.path().join("out");
            if out.exists() {
                self.disk.remove_folder(&out)?;
            }
            for kept in fs::read_dir(entry.path().join("members"))?.flatten() {
                let name = run.join("members").join(kept.file_name());
                if !named.contains(name.as_path()) {
                    self.disk.remove_file(&kept.path())?;
                }
            }
        }
        Ok(())
    }
}

impl Committed {
    fn read(record: &Path, folder: &Path) -> Result<Option<Self>> {
        let text = match fs::read(record) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(ResultsError::at(record)(error)),
        };
        #[derive(Deserialize)]
        struct Any {
            version: u32,
        }
        match serde_json::from_slice::<Any>(&text) {
            Ok(any) if any.version > VERSION => return Err(ResultsError::TooNew(folder.to_owned())),
            _ => {}
        }
        let read = serde_json::from_slice(&text);
        read.map(Some).map_err(|_| ResultsError::Damaged(record.to_owned()))
    }
}

/// The folder of a run, below the folder's own part.
pub(super) fn run_folder(run: u64) -> PathBuf {
    PathBuf::from(format!("run-{run}"))
}

/// Whether somebody keeps something in a folder; what systems and tools hide does not count.
fn holds_something(path: &Path) -> Result<bool> {
    if !path.exists() {
        return Ok(false);
    }
    let mut entries = fs::read_dir(path).map_err(ResultsError::at(path))?.flatten();
    Ok(entries.any(|entry| !entry.file_name().to_string_lossy().starts_with('.')))
}
