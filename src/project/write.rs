//! Writing segment files.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes beside the file and renames, so that no half-written file is ever there. A link
/// stays a link, and who may read the file stays as it was.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    let part = path.with_extension("seg.part");
    let written = fs::write(&part, text)
        .and_then(|()| fs::set_permissions(&part, fs::metadata(&path)?.permissions()))
        .and_then(|()| fs::rename(&part, &path));
    written.inspect_err(|_| drop(fs::remove_file(&part)))
}

/// Writes a file that is not there yet; one that is there is left as it is, an error.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(path)?.write_all(text.as_bytes())
}
