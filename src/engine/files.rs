//! The files of a table, opened: Parquet by its footer only, a text file from end to end.

use super::csv::{self, Fault};
use super::folders::{Folders, folders};
use super::schema;
use crate::diagnostics::{Diagnostic, Rule};
use crate::source::Span;
use crate::vocabulary::Style;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// What a Parquet file begins and ends with.
const MAGIC: &[u8; 4] = b"PAR1";
/// What an encrypted Parquet file begins with.
const LOCKED: &[u8; 4] = b"PARE";
/// The endings of text files; what has another is Parquet.
const TEXT_FILES: &[&str] = &["csv", "tsv", "txt"];

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Parquet.
    Parquet,
    /// A text file with a header.
    Csv {
        /// What stands between two values.
        delimiter: u8,
        /// Whether every row is one line.
        is_plain: bool,
    },
}

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
    pub(super) form: Form,
    /// Names that several of its columns have.
    pub(super) twice: BTreeSet<String>,
    /// What its folders say of its rows.
    pub(super) folders: Folders,
}

impl DataFile {
    /// Its name without its folders.
    pub(super) fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The same, sharing what it has in common with another.
    pub(super) fn alike(mut self, other: Option<&DataFile>) -> Self {
        if let Some(other) = other.filter(|other| other.schema == self.schema) {
            self.schema = other.schema.clone();
        }
        self
    }

    /// Whether all of its columns are texts.
    pub(super) fn is_text(&self) -> bool {
        self.form != Form::Parquet
    }

    /// Whether it still is as it was when it was opened.
    pub(super) fn is_the_same(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|now| now.len() == self.bytes && now.modified().ok() == self.modified)
    }
}

/// Opens a file: Parquet by its footer, a text file from end to end.
pub(super) fn open(path: &Path, shown: &Path, style: &Style, span: Span) -> Result<DataFile, Diagnostic> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match TEXT_FILES.contains(&ending.as_str()) {
        true => open_text(path, style, &ending),
        false => open_parquet(path),
    }
    .map(|file| DataFile { folders: folders(shown), ..file })
    .map_err(|refusal| {
        let message = format!("`{}` {}", shown.display(), refusal.what);
        Diagnostic::new(Rule::UnreadableFile, span, message, refusal.help)
    })
}

/// What is wrong with a file, and what to do about it.
struct Refusal {
    what: String,
    help: String,
}

impl Refusal {
    fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }

    fn system(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Self::new("may not be read by you", "its permissions forbid it"),
            _ => Self::new("cannot be read", "the system gives no better reason; may it be read by you?"),
        }
    }
}

const AGAIN: &str = "write or copy the file again";
const READ: &str = "data is read from Parquet and CSV files";
const EMPTY: &str = "is empty: it has 0 bytes";

fn open_parquet(path: &Path) -> Result<DataFile, Refusal> {
    let read = File::open(path).and_then(|mut file| Ok((ends(&mut file)?, file)));
    let (ends, file) = read.map_err(|error| Refusal::system(&error))?;
    match ends {
        Ends::Empty => return Err(Refusal::new(EMPTY, AGAIN)),
        Ends::Other(first) => return Err(other(first).unwrap_or(Refusal::new("is not a Parquet file", READ))),
        Ends::Locked => return Err(Refusal::new("is encrypted", "write it without encryption")),
        Ends::Cut => return Err(Refusal::new("is cut short: its end is missing", AGAIN)),
        Ends::Parquet => {}
    }
    let footer = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())
        .map_err(|_| Refusal::new("is damaged: its table of contents cannot be read", AGAIN))?;
    let rows = footer.metadata().file_metadata().num_rows();
    let rows = u64::try_from(rows).unwrap_or_default();
    Ok(data_file(path, rows, schema::plain(footer.schema()), Form::Parquet))
}

fn open_text(path: &Path, style: &Style, ending: &str) -> Result<DataFile, Refusal> {
    if fs::metadata(path).is_ok_and(|meta| meta.len() == 0) {
        return Err(Refusal::new(EMPTY, AGAIN));
    }
    let mut first = [0; 4];
    if File::open(path).and_then(|mut file| file.read_exact(&mut first)).is_ok()
        && let Some(refusal) = other(first)
    {
        return Err(refusal);
    }
    let delimiter = style.delimiter.or((ending == "tsv").then_some(b'\t'));
    let csv = csv::read(path, delimiter).map_err(refusal)?;
    let field = |name: String| Field::new(name, DataType::Utf8View, true);
    let schema = Schema::new(csv.header.into_iter().map(field).collect::<Vec<_>>());
    let form = Form::Csv { delimiter: delimiter.unwrap_or(b','), is_plain: csv.is_plain };
    let file = data_file(path, csv.rows, Arc::new(schema), form);
    Ok(DataFile { twice: csv.twice, ..file })
}

/// What a file is that begins with these bytes, where that is something else than its name says.
fn other(first: [u8; 4]) -> Option<Refusal> {
    Some(match first {
        [0x1F, 0x8B, ..] | [0x28, 0xB5, 0x2F, 0xFD] | [b'B', b'Z', b'h', _] => Refusal::new("is packed", "unpack it"),
        [b'P', b'K', 3, 4] => Refusal::new("is a workbook or a ZIP archive", "save or unpack it as CSV"),
        [0xD0, 0xCF, 0x11, 0xE0] => Refusal::new("is a workbook of Excel", "save it as CSV, in UTF-8"),
        [b'O', b'R', b'C', _] => Refusal::new("is an ORC file", READ),
        [b'O', b'b', b'j', 1] => Refusal::new("is an Avro file", READ),
        [b'A', b'R', b'R', b'O'] => Refusal::new("is an Arrow file", READ),
        [b'<', b'!' | b'h' | b'H' | b'?', ..] => {
            Refusal::new("is a page of the web", "fetch the file itself, perhaps after signing in")
        }
        _ if first == *MAGIC => Refusal::new("is a Parquet file under another name", "let its name end in `.parquet`"),
        _ => return None,
    })
}

fn data_file(path: &Path, rows: u64, schema: SchemaRef, form: Form) -> DataFile {
    let meta = fs::metadata(path).ok();
    DataFile {
        path: path.to_owned(),
        bytes: meta.as_ref().map_or(0, fs::Metadata::len),
        modified: meta.and_then(|meta| meta.modified().ok()),
        rows,
        schema,
        form,
        twice: BTreeSet::new(),
        folders: Folders::new(),
    }
}

fn refusal(fault: Fault) -> Refusal {
    match fault {
        Fault::System(error) => Refusal::system(&error),
        Fault::NoHeader => Refusal::new("has no header", "its first line must name the columns"),
        Fault::NotText { line } => {
            Refusal::new(format!("is not UTF-8 text in line {line}"), "save it with the encoding UTF-8")
        }
        Fault::Wide => Refusal::new("is UTF-16 text", "save it with the encoding UTF-8"),
        Fault::Unclosed { line } => Refusal::new(
            format!("has a quotation mark in line {line} that is never closed"),
            "close it; a mark inside of a quoted value is written twice: \"\"",
        ),
        Fault::Ragged { rows, line, values, wanted } => {
            let others = if rows > 1 { format!(", and {} more lines are so", rows - 1) } else { String::new() };
            Refusal::new(
                format!(
                    "has {} in line {line}, and its header {}{others}",
                    count(values, "value"),
                    count(wanted, "column")
                ),
                "a value that holds the delimiter or a line break stands in quotes",
            )
        }
        Fault::OneColumn { perhaps } => {
            let shown = if perhaps == '\t' { "\\t".to_owned() } else { perhaps.to_string() };
            Refusal::new(
                "has no comma in its header",
                format!("if its columns are apart by this, write `delimiter = \"{shown}\"`"),
            )
        }
    }
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

enum Ends {
    Empty,
    Other([u8; 4]),
    Locked,
    Cut,
    Parquet,
}

fn ends(file: &mut File) -> std::io::Result<Ends> {
    let size = file.metadata()?.len();
    if size == 0 {
        return Ok(Ends::Empty);
    }
    let mut four = [0; 4];
    if size < 4 {
        return Ok(Ends::Other(four));
    }
    file.read_exact(&mut four)?;
    if four == *LOCKED {
        return Ok(Ends::Locked);
    }
    if four != *MAGIC {
        return Ok(Ends::Other(four));
    }
    if size < 12 {
        return Ok(Ends::Cut);
    }
    file.seek(SeekFrom::End(-4))?;
    file.read_exact(&mut four)?;
    Ok(if four == *MAGIC { Ends::Parquet } else { Ends::Cut })
}
