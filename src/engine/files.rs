//! The files of a table: found by path or glob, opened by their footers only.

use super::schema;
use crate::diagnostics::{Diagnostic, Rule, suggest};
use crate::source::Span;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use glob::{MatchOptions, Pattern};
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What a Parquet file begins and ends with.
const MAGIC: &[u8; 4] = b"PAR1";
const EXTENSION: &str = "parquet";

/// A file of a table.
#[derive(Debug, Clone)]
pub struct DataFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Its number of rows.
    pub rows: u64,
    /// When it was last written to.
    pub modified: Option<SystemTime>,
    pub(super) schema: SchemaRef,
}

impl DataFile {
    /// Whether it still is as it was when it was opened.
    pub(super) fn is_the_same(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|now| now.len() == self.bytes && now.modified().ok() == self.modified)
    }
}

/// The files that a path, glob or folder stands for, in order of their names.
pub(super) fn find(folder: &Path, path: &str, span: Span) -> Result<Vec<PathBuf>, Diagnostic> {
    let whole = folder.join(path);
    if whole.is_file() {
        return Ok(vec![whole]);
    }
    let within = Pattern::escape(&folder.to_string_lossy());
    let pattern = if Path::new(path).is_absolute() { path.to_owned() } else { format!("{within}/{path}") };
    let pattern = if whole.is_dir() { format!("{}/**/*.{EXTENSION}", pattern.trim_end_matches('/')) } else { pattern };
    let options = MatchOptions { require_literal_leading_dot: true, ..MatchOptions::default() };
    let found = glob::glob_with(&pattern, options);
    let mut files: Vec<PathBuf> =
        found.map(|paths| paths.flatten().filter(|path| path.is_file()).collect()).unwrap_or_default();
    files.sort();
    if files.is_empty() {
        return Err(missing(&whole, path, span));
    }
    Ok(files)
}

fn missing(whole: &Path, path: &str, span: Span) -> Diagnostic {
    let message = format!("there is no file `{path}`");
    let folder = whole.parent().unwrap_or(Path::new("."));
    let name = whole.file_name().unwrap_or_default().to_string_lossy();
    let near = fs::read_dir(folder)
        .map(|entries| {
            let names = entries.flatten().map(|entry| entry.file_name());
            names.map(|name| name.to_string_lossy().into_owned()).collect()
        })
        .unwrap_or_else(|_| Vec::<String>::new());
    let near = suggest::nearest(&name, near.iter().map(String::as_str));
    let label = match near.first() {
        Some(near) => format!("did you mean `{near}`?"),
        None if folder.is_dir() => "nothing is found here".to_owned(),
        None => "not even its folder is there".to_owned(),
    };
    Diagnostic::new(Rule::MissingFile, span, message, label).help("paths are relative to the folder of `seg.toml`")
}

/// Opens a file by its footer.
pub(super) fn open(path: &Path, shown: &str, span: Span) -> Result<DataFile, Diagnostic> {
    let refused = |what: &str, help: &str| {
        let message = format!("`{shown}` {what}");
        Diagnostic::new(Rule::UnreadableFile, span, message, "named here").help(help)
    };
    let again = "write or copy the file again";
    let read = File::open(path).and_then(|mut file| Ok((ends(&mut file)?, file)));
    let (ends, file) = match read {
        Ok(read) => read,
        Err(_) => return Err(refused("cannot be read", "may it be read by you?")),
    };
    match ends {
        Ends::Empty => return Err(refused("is empty: it has 0 bytes", again)),
        Ends::Other => {
            return Err(refused("is not a Parquet file", "data is read from Parquet files"));
        }
        Ends::Cut => return Err(refused("is cut short: its end is missing", again)),
        Ends::Parquet => {}
    }
    let meta = file.metadata().ok();
    let footer = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())
        .map_err(|_| refused("is damaged: its table of contents cannot be read", again))?;
    let rows = footer.metadata().file_metadata().num_rows();
    Ok(DataFile {
        path: path.to_owned(),
        bytes: meta.as_ref().map_or(0, fs::Metadata::len),
        modified: meta.and_then(|meta| meta.modified().ok()),
        rows: u64::try_from(rows).unwrap_or_default(),
        schema: schema::plain(footer.schema()),
    })
}

enum Ends {
    Empty,
    Other,
    Cut,
    Parquet,
}

fn ends(file: &mut File) -> std::io::Result<Ends> {
    let size = file.metadata()?.len();
    if size == 0 {
        return Ok(Ends::Empty);
    }
    let mut four = [0; 4];
    if size < 12 {
        return Ok(Ends::Other);
    }
    file.read_exact(&mut four)?;
    if four != *MAGIC {
        return Ok(Ends::Other);
    }
    file.seek(SeekFrom::End(-4))?;
    file.read_exact(&mut four)?;
    Ok(if four == *MAGIC { Ends::Parquet } else { Ends::Cut })
}
