//! Every change that results make to the disk goes through here: one place that hashes
//! what is written, and at which a test can end the program before any step.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

type Before = dyn Fn() -> io::Result<()> + Send + Sync;

/// The disk.
#[derive(Default)]
pub struct Disk {
    before: Option<Box<Before>>,
}

impl Disk {
    /// A disk on which `before` is asked before each step, and may refuse it.
    pub fn watched(before: impl Fn() -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self { before: Some(Box::new(before)) }
    }

    fn step(&self) -> io::Result<()> {
        self.before.as_ref().map_or(Ok(()), |before| before())
    }

    pub(super) fn create(&self, path: &Path) -> io::Result<DiskFile<'_>> {
        self.step()?;
        Ok(DiskFile { disk: self, file: File::create(path)?, hash: Sha256::new() })
    }

    pub(super) fn create_folder(&self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        self.step()?;
        fs::create_dir_all(path)
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        fs::rename(from, to)
    }

    pub(super) fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::remove_file(path)
    }

    pub(super) fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::remove_dir_all(path)
    }

    /// Makes the names in a folder last through a loss of power.
    pub(super) fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        // Where a folder cannot be opened as a file, the system has no such step.
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }

    /// Writes a whole text, and makes it last.
    pub(super) fn write(&self, path: &Path, text: &[u8]) -> io::Result<String> {
        let mut file = self.create(path)?;
        file.write_all(text)?;
        file.finish()
    }
}

/// A file that is being written.
pub(super) struct DiskFile<'d> {
    disk: &'d Disk,
    file: File,
    hash: Sha256,
}

impl Write for DiskFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.step()?;
        let written = self.file.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or(bytes));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl DiskFile<'_> {
    /// Makes what was written last; the SHA-256 of all of it.
    pub fn finish(self) -> io::Result<String> {
        self.disk.step()?;
        self.file.sync_all()?;
        Ok(hex(&self.hash.finalize()))
    }
}

/// The SHA-256 of a text.
pub(super) fn sha256(text: &[u8]) -> String {
    hex(&Sha256::digest(text))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
