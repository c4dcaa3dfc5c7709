//! The members of segments as files: written under temporary names, and renamed when
//! all are whole.

use super::{Data, RunError, internal};
use crate::diagnostics::Rule;
use crate::source::Span;
use crate::time::Clock;
use crate::types::ir::Condition;
use datafusion::arrow::array::{ArrayRef, AsArray, StringArray};
use datafusion::arrow::csv;
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::json::LineDelimitedWriter;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The form of a file of members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Apache Parquet.
    #[default]
    Parquet,
    /// Comma-separated values with a heading, safe to open in a spreadsheet.
    Csv,
    /// A JSON object a line.
    JsonLines,
}

impl Format {
    /// The ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Parquet => "parquet",
            Format::Csv => "csv",
            Format::JsonLines => "jsonl",
        }
    }
}

/// A file of members that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The segment.
    pub segment: String,
    /// The file.
    pub path: PathBuf,
    /// How many members it holds.
    pub members: u64,
}

/// Writes the members of each segment to `FOLDER/SEGMENT.FORMAT`, sorted by key. All
/// segments are computed in one run; a file that was there before is replaced.
pub fn write_members(
    data: &Data,
    segments: &[(String, Condition)],
    clock: &Clock,
    folder: &Path,
    format: Format,
) -> Result<Vec<Written>, RunError> {
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, error))?;
    let mut whole = Vec::with_capacity(segments.len());
    for some in segments.chunks(OPEN_FILES) {
        let conditions: Vec<Condition> = some.iter().map(|(_, is)| is.clone()).collect();
        let members = data.members(&conditions, clock)?;
        let open = some.iter().map(|(name, _)| Draft::open(folder, name, format, &members.schema()));
        let mut drafts = open.collect::<Result<Vec<_>, _>>()?;
        for batch in members {
            let batch = batch?;
            for (place, draft) in drafts.iter_mut().enumerate() {
                draft.write(&batch.of_segment(place)?)?;
            }
        }
        for draft in drafts {
            whole.push(draft.close()?);
        }
    }
    whole.into_iter().map(Whole::publish).collect()
}

/// So many files are written at once; systems allow a program a few hundred.
const OPEN_FILES: usize = 200;

/// A file under its temporary name; it goes when it is not made to stay.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // After the renaming nothing is there any more, which is as it should be.
        let _ = fs::remove_file(&self.0);
    }
}

/// A file that is being written, under its temporary name.
struct Draft {
    segment: String,
    path: PathBuf,
    part: Part,
    members: u64,
    writer: Writer,
}

/// A file that is whole, still under its temporary name.
struct Whole {
    part: Part,
    written: Written,
}

enum Writer {
    Parquet(ArrowWriter<BufWriter<File>>),
    Csv(csv::Writer<BufWriter<File>>),
    JsonLines(LineDelimitedWriter<BufWriter<File>>),
}

impl Draft {
    fn open(folder: &Path, segment: &str, format: Format, schema: &SchemaRef) -> Result<Self, RunError> {
        let path = folder.join(format!("{segment}.{}", format.extension()));
        let part = Part(folder.join(format!("{segment}.{}.part", format.extension())));
        let file = File::create(&part.0).map_err(|error| cannot_write(&part.0, error))?;
        let writer = Writer::new(BufWriter::new(file), format, schema);
        Ok(Self {
            segment: segment.to_owned(),
            writer: writer.map_err(|error| cannot_write(&part.0, error))?,
            path,
            part,
            members: 0,
        })
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<(), RunError> {
        self.members += batch.num_rows() as u64;
        let written = match &mut self.writer {
            Writer::Parquet(writer) => writer.write(batch).map_err(ArrowError::from),
            Writer::Csv(writer) => writer.write(&for_spreadsheets(batch).map_err(internal)?),
            Writer::JsonLines(writer) => writer.write(batch),
        };
        written.map_err(|error| cannot_write(&self.part.0, error))
    }

    fn close(self) -> Result<Whole, RunError> {
        let closed = self.writer.close();
        closed.map_err(|error| cannot_write(&self.part.0, error))?;
        Ok(Whole {
            part: self.part,
            written: Written { segment: self.segment, path: self.path, members: self.members },
        })
    }
}

impl Writer {
    fn new(file: BufWriter<File>, format: Format, schema: &SchemaRef) -> Result<Self, ArrowError> {
        Ok(match format {
            Format::Parquet => {
                let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
                Writer::Parquet(ArrowWriter::try_new(file, schema.clone(), Some(properties))?)
            }
            Format::Csv => {
                // The heading is there even if nobody is in the segment.
                let mut writer = csv::WriterBuilder::new().with_header(true).build(file);
                writer.write(&RecordBatch::new_empty(schema.clone()))?;
                Writer::Csv(writer)
            }
            Format::JsonLines => Writer::JsonLines(LineDelimitedWriter::new(file)),
        })
    }

    fn close(self) -> Result<(), ArrowError> {
        let mut file = match self {
            Writer::Parquet(writer) => writer.into_inner()?,
            Writer::Csv(writer) => writer.into_inner(),
            Writer::JsonLines(mut writer) => {
                writer.finish()?;
                writer.into_inner()
            }
        };
        file.flush()?;
        file.get_ref().sync_all()?;
        Ok(())
    }
}

impl Whole {
    fn publish(self) -> Result<Written, RunError> {
        let path = &self.written.path;
        fs::rename(&self.part.0, path).map_err(|error| cannot_write(path, error))?;
        Ok(self.written)
    }
}

/// Texts that a spreadsheet would take for a formula get an apostrophe in front.
fn for_spreadsheets(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let columns = batch.columns().iter().map(|column| match column.data_type() {
        DataType::Utf8 => {
            let texts = column.as_string::<i32>().iter();
            let safe = texts.map(|text| text.map(harmless)).collect::<StringArray>();
            Arc::new(safe) as ArrayRef
        }
        _ => column.clone(),
    });
    RecordBatch::try_new(batch.schema(), columns.collect())
}

fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn cannot_write(path: &Path, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> RunError {
    let cause = cause.into();
    let message = format!("`{}` cannot be written", path.display());
    RunError::new(Rule::Internal, Span::default(), message).help(cause.to_string()).because(cause)
}
