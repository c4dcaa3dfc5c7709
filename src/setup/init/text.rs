//! Reads text files (CSV): a sample of their rows, and single columns from end to end.

use super::find::Files;
use super::profile::Column;
use super::read::unreadable;
use super::spelled::{Style, Texts, understood};
use crate::setup::SetupError;
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::csv::ReaderBuilder;
use datafusion::arrow::csv::reader::{Format, Reader};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Rows that are read at once.
const BATCH: usize = 8_192;

/// Files that the sample is taken from at most.
const PARTS: usize = 8;

/// The columns of a table with the first rows of some of its files.
pub(super) fn sample(table: &Files, rows: usize) -> Result<(Vec<Column>, Style), SetupError> {
    let names: Vec<String> = table.schema.fields().iter().map(|field| field.name().clone()).collect();
    let mut columns: Vec<Texts> = vec![Vec::new(); names.len()];
    let step = table.files.len().div_ceil(PARTS).max(1);
    let each = rows / table.files.len().div_ceil(step).max(1);
    for path in table.files.iter().step_by(step) {
        let mut left = each;
        let (header, reader) = open(path, table)?;
        for batch in reader {
            let batch = batch.map_err(|error| unreadable(path, &error))?;
            let taken = left.min(batch.num_rows());
            for (name, texts) in names.iter().zip(&mut columns) {
                let place = header.iter().position(|other| other == name);
                match place.and_then(|place| batch.columns().get(place)) {
                    Some(array) => texts.extend((0..taken).map(|row| value(array, row).map(str::to_owned))),
                    None => texts.extend(std::iter::repeat_n(None, taken)),
                }
            }
            left -= taken;
            if left == 0 {
                break;
            }
        }
    }
    let (understood, mut style) = understood(&columns);
    style.delimiter = table.delimiter.filter(|delimiter| *delimiter != b',').map(char::from);
    style.delimiter = style.delimiter.filter(|delimiter| *delimiter != '\t' || !is_tabs(table));
    let column = |(name, (kind, cells, spelled))| Column { name, kind, cells, spelled };
    Ok((names.into_iter().zip(understood).map(column).collect(), style))
}

/// Whether tabs go without saying.
fn is_tabs(table: &Files) -> bool {
    table.files.iter().all(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tsv")))
}

/// Hands every value of a column to a function, until it says that it has seen enough.
pub(super) fn each(table: &Files, column: usize, mut see: impl FnMut(Option<&str>) -> bool) -> Result<(), SetupError> {
    let Some(field) = table.schema.fields().get(column) else { return Ok(()) };
    for path in &table.files {
        let (header, reader) = open(path, table)?;
        let Some(place) = header.iter().position(|name| name == field.name()) else { continue };
        for batch in reader {
            let batch = batch.map_err(|error| unreadable(path, &error))?;
            let Some(array) = batch.columns().get(place) else { continue };
            if !(0..array.len()).all(|row| see(value(array, row))) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// A value as it is read: without blanks, and without the apostrophe that spreadsheets are told by.
fn value(array: &ArrayRef, row: usize) -> Option<&str> {
    let texts = array.as_string_opt::<i32>()?;
    let text = texts.is_valid(row).then(|| texts.value(row).trim())?;
    let bare = text.strip_prefix('\'').filter(|bare| {
        let is_number = |c: char| c.is_ascii_digit() || " .,/-".contains(c);
        bare.starts_with(['-', '+', '=', '@'])
            || bare.starts_with(|c: char| c.is_ascii_digit()) && bare.chars().all(is_number)
    });
    Some(bare.unwrap_or(text)).filter(|text| !text.is_empty())
}

/// A file with the names of its columns, in its own order.
fn open(path: &Path, table: &Files) -> Result<(Vec<String>, Reader<File>), SetupError> {
    let delimiter = table.delimiter.unwrap_or(b',');
    let file = || File::open(path).map_err(SetupError::at(path));
    let form = Format::default().with_header(true).with_delimiter(delimiter);
    let (seen, _) = form.infer_schema(file()?, Some(0)).map_err(|error| unreadable(path, &error))?;
    let fields = seen.fields().iter().map(|field| Field::new(field.name(), DataType::Utf8, true));
    let schema = Schema::new(fields.collect::<Vec<_>>());
    let name = |(at, field): (usize, &Arc<Field>)| {
        let name = field.name().trim_start_matches('\u{FEFF}').trim();
        if name.is_empty() { format!("column {}", at + 1) } else { name.to_owned() }
    };
    let header = schema.fields().iter().enumerate().map(name).collect();
    let builder =
        ReaderBuilder::new(Arc::new(schema)).with_header(true).with_delimiter(delimiter).with_batch_size(BATCH);
    let reader = builder.build(file()?).map_err(|error| unreadable(path, &error))?;
    Ok((header, reader))
}
