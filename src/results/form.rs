//! The forms of a file of people: Parquet, CSV that is safe to open in a spreadsheet,
//! JSON Lines. The same people give the same bytes.

use super::disk::Disk;
use super::error::{Result, ResultsError, parquet_system};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::csv;
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::json::LineDelimitedWriter;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;
use std::io::{BufWriter, IntoInnerError, Write};
use std::path::Path;
use std::sync::Arc;

/// Bytes that are written at a time.
const BUFFER: usize = 1 << 18;

/// What stands between the items of a list in CSV.
const BETWEEN: &str = "; ";

/// The form of a file of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Form {
    /// Apache Parquet.
    #[default]
    Parquet,
    /// Comma-separated values with a heading, safe to open in a spreadsheet.
    Csv,
    /// A JSON object a line.
    JsonLines,
}

impl Form {
    /// The ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Form::Parquet => "parquet",
            Form::Csv => "csv",
            Form::JsonLines => "jsonl",
        }
    }

    /// Writes people to a file; the SHA-256 of what was written.
    pub(super) fn write(self, disk: &Disk, path: &Path, people: &RecordBatch) -> Result<String> {
        let file = disk.create(path).map_err(ResultsError::at(path))?;
        let mut file = BufWriter::with_capacity(BUFFER, file);
        let written = match self {
            Form::Parquet => parquet(&mut file, people),
            Form::Csv => comma_separated(&mut file, people),
            Form::JsonLines => json_lines(&mut file, people),
        };
        written.map_err(ResultsError::in_file(path))?;
        let file = file.into_inner().map_err(IntoInnerError::into_error).map_err(ResultsError::at(path))?;
        file.finish().map_err(ResultsError::at(path))
    }
}

fn parquet(file: &mut (impl Write + Send), people: &RecordBatch) -> std::result::Result<(), ArrowError> {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let io = |error| ArrowError::from(parquet_system(error));
    let mut writer = ArrowWriter::try_new(file, people.schema(), Some(properties)).map_err(io)?;
    writer.write(people).map_err(io)?;
    writer.close().map_err(io)?;
    Ok(())
}

fn comma_separated(file: &mut impl Write, people: &RecordBatch) -> std::result::Result<(), ArrowError> {
    // The heading is there even if nobody is in the segment.
    let mut writer = csv::WriterBuilder::new().with_header(true).build(file);
    writer.write(&for_spreadsheets(people)?)
}

fn json_lines(file: &mut impl Write, people: &RecordBatch) -> std::result::Result<(), ArrowError> {
    let mut writer = LineDelimitedWriter::new(file);
    writer.write(people)?;
    writer.finish()
}

/// Lists as one text each, and no text that a spreadsheet would take for a formula.
fn for_spreadsheets(people: &RecordBatch) -> std::result::Result<RecordBatch, ArrowError> {
    let columns = people.columns().iter().map(|column| match column.data_type() {
        DataType::List(_) => Arc::new(joined(column)) as ArrayRef,
        DataType::Utf8 => {
            let texts = column.as_string::<i32>().iter();
            Arc::new(texts.map(|text| text.map(harmless)).collect::<StringArray>()) as ArrayRef
        }
        _ => column.clone(),
    });
    let columns: Vec<ArrayRef> = columns.collect();
    let fields = people.schema();
    let fields = fields.fields().iter().zip(&columns);
    let fields: Vec<Field> =
        fields.map(|(field, column)| Field::new(field.name(), column.data_type().clone(), true)).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}

fn joined(lists: &ArrayRef) -> StringArray {
    let lists = lists.as_list::<i32>().iter().map(|list| {
        let list = list?;
        let items = list.as_string_opt::<i32>()?.iter().flatten();
        Some(harmless(&items.collect::<Vec<_>>().join(BETWEEN)))
    });
    lists.collect()
}

/// A text that a spreadsheet takes as it is. Numbers with a sign, such as those of
/// phones, are no formulas.
fn harmless(text: &str) -> String {
    let number = |rest: &str| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '.');
    match text.chars().next() {
        Some('+' | '-') if text.get(1..).is_some_and(number) => text.to_owned(),
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => format!("'{text}"),
        _ => text.to_owned(),
    }
}
