//! Reads what the decisions need from the files: a bounded sample of each table, spread over its
//! row groups, and answers about all values of single columns. It decides nothing.

use super::find::Files;
use super::keys::{Lookup, Place};
use super::profile::{Cell, Column, Kind, Table};
use super::spelled::{self, Spelled, Style};
use super::text;
use crate::setup::SetupError;
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float64Type, Int32Type, Int64Type, TimeUnit};
use datafusion::arrow::error::ArrowError;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::HashSet;
use std::fs::File;
use std::path::Path;

/// Rows of a table's sample.
const SAMPLE: usize = 16_384;

/// Parts of a table that the sample is taken from.
const PARTS: usize = 8;

/// Keys that are kept in memory to see whether one is there twice; of more, an even part.
const KEPT: u64 = 2_000_000;

/// The files of all tables, as answers to questions about their keys.
pub(super) struct Reader<'a> {
    /// The files of the tables, in their order.
    pub tables: &'a [Files],
    /// What is seen in them.
    pub seen: &'a [Table],
}

/// The columns of a table with a sample of its rows, and how its text files are written.
pub(super) fn sample(table: &Files) -> Result<(Vec<Column>, Style), SetupError> {
    match table.delimiter {
        Some(_) => text::sample(table, SAMPLE),
        None => Ok((of_parquet(table)?, Style::default())),
    }
}

fn of_parquet(table: &Files) -> Result<Vec<Column>, SetupError> {
    let fields = table.schema.fields();
    let mut columns: Vec<Column> = fields
        .iter()
        .map(|field| Column {
            name: field.name().clone(),
            kind: kind(field.data_type()),
            cells: Vec::new(),
            spelled: Spelled::default(),
        })
        .collect();
    let mut parts = Vec::new();
    for path in &table.files {
        let groups = open(path)?.metadata().num_row_groups();
        parts.extend((0..groups).map(|group| (path, group)));
    }
    let step = parts.len().div_ceil(PARTS).max(1);
    let chosen: Vec<_> = parts.into_iter().step_by(step).collect();
    let each = SAMPLE / chosen.len().max(1);
    for (path, group) in chosen {
        let reader = open(path)?.with_row_groups(vec![group]).with_limit(each).with_batch_size(4096).build();
        for batch in reader.map_err(|error| unreadable(path, &error))? {
            let batch = batch.map_err(|error| unreadable(path, &error))?;
            for (column, array) in columns.iter_mut().zip(batch.columns()) {
                column.cells.extend(cells(array, column.kind).map_err(|error| unreadable(path, &error))?);
            }
        }
    }
    Ok(columns)
}

impl Reader<'_> {
    fn seen(&self, place: Place) -> Option<(&Column, &Style)> {
        let table = self.seen.get(place.0)?;
        Some((table.columns.get(place.1)?, &table.style))
    }

    /// Hands every key of a column to a function, until it says that it has seen enough.
    fn each_key(&self, place: Place, mut see: impl FnMut(u64) -> bool) -> Result<(), SetupError> {
        let Some(table) = self.tables.get(place.0) else { return Ok(()) };
        if let Some((column, style)) = table.delimiter.and_then(|_| self.seen(place)) {
            return text::each(table, place.1, |value| {
                spelled::cell(value, column.kind, &column.spelled, style).key().is_none_or(&mut see)
            });
        }
        for path in &table.files {
            let builder = open(path)?;
            let mask = ProjectionMask::roots(builder.parquet_schema(), [place.1]);
            let reader = builder.with_projection(mask).with_batch_size(65_536).build();
            for batch in reader.map_err(|error| unreadable(path, &error))? {
                let batch = batch.map_err(|error| unreadable(path, &error))?;
                let Some(array) = batch.columns().first() else { continue };
                let cells = cells(array, kind(array.data_type())).map_err(|error| unreadable(path, &error))?;
                if !cells.iter().filter_map(Cell::key).all(&mut see) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

impl Lookup for Reader<'_> {
    type Error = SetupError;

    fn is_unique(&mut self, place: Place) -> Result<bool, SetupError> {
        let rows = self.tables.get(place.0).map_or(0, |table| table.rows);
        let part = rows / KEPT + 1;
        let mut seen = HashSet::new();
        let mut unique = true;
        self.each_key(place, |key| {
            unique = !key.is_multiple_of(part) || seen.insert(key);
            unique
        })?;
        Ok(unique)
    }

    fn found(&mut self, place: Place, keys: &HashSet<u64>) -> Result<HashSet<u64>, SetupError> {
        let mut found = HashSet::new();
        self.each_key(place, |key| {
            if keys.contains(&key) {
                found.insert(key);
            }
            found.len() < keys.len()
        })?;
        Ok(found)
    }
}

fn open(path: &Path) -> Result<ParquetRecordBatchReaderBuilder<File>, SetupError> {
    let file = File::open(path).map_err(SetupError::at(path))?;
    ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| unreadable(path, &error))
}

pub(super) fn unreadable(path: &Path, error: &dyn std::error::Error) -> SetupError {
    SetupError::Unreadable { path: path.to_owned(), reason: error.to_string() }
}

fn kind(kind: &DataType) -> Kind {
    match kind {
        DataType::Boolean => Kind::YesNo,
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Kind::Text,
        DataType::Dictionary(_, value) => self::kind(value),
        DataType::Decimal128(_, 0) => Kind::Whole,
        kind if kind.is_integer() => Kind::Whole,
        kind if kind.is_decimal() => Kind::Decimal,
        kind if kind.is_floating() => Kind::Float,
        DataType::Date32 | DataType::Date64 => Kind::Day,
        DataType::Timestamp(_, zone) => zone.as_ref().map_or(Kind::Wall, |_| Kind::Instant),
        DataType::List(item) | DataType::LargeList(item) if self::kind(item.data_type()) == Kind::Text => Kind::List,
        _ => Kind::Other,
    }
}

fn cells(array: &ArrayRef, kind: Kind) -> Result<Vec<Cell>, ArrowError> {
    let or = |cell: Option<Cell>| cell.unwrap_or(Cell::Missing);
    Ok(match kind {
        Kind::YesNo => array.as_boolean().iter().map(|value| or(value.map(Cell::Yes))).collect(),
        Kind::Whole => {
            let array = cast(array, &DataType::Int64)?;
            array.as_primitive::<Int64Type>().iter().map(|value| or(value.map(Cell::Whole))).collect()
        }
        Kind::Decimal | Kind::Float => {
            let array = cast(array, &DataType::Float64)?;
            array.as_primitive::<Float64Type>().iter().map(|value| or(value.map(Cell::Decimal))).collect()
        }
        Kind::Text => {
            let array = cast(array, &DataType::Utf8)?;
            array.as_string::<i32>().iter().map(|value| or(value.map(|text| Cell::Text(text.to_owned())))).collect()
        }
        Kind::Day => {
            let array = cast(&cast(array, &DataType::Date32)?, &DataType::Int32)?;
            let day = |day: i32| Cell::Moment(i64::from(day) * 86_400_000_000);
            array.as_primitive::<Int32Type>().iter().map(|value| or(value.map(day))).collect()
        }
        Kind::Instant | Kind::Wall => {
            let zone = if let DataType::Timestamp(_, zone) = array.data_type() { zone.clone() } else { None };
            let array = cast(&cast(array, &DataType::Timestamp(TimeUnit::Microsecond, zone))?, &DataType::Int64)?;
            array.as_primitive::<Int64Type>().iter().map(|value| or(value.map(Cell::Moment))).collect()
        }
        Kind::List => {
            let item = |at: usize| -> Result<Cell, ArrowError> {
                let items = match array.data_type() {
                    DataType::LargeList(_) => array.as_list::<i64>().value(at),
                    _ => array.as_list::<i32>().value(at),
                };
                let items = cast(&items, &DataType::Utf8)?;
                Ok(Cell::List(items.as_string::<i32>().iter().flatten().map(str::to_owned).collect()))
            };
            let cell = |at| if array.is_null(at) { Ok(Cell::Missing) } else { item(at) };
            (0..array.len()).map(cell).collect::<Result<_, _>>()?
        }
        Kind::Other => array_of_unknown(array),
    })
}

/// Whether there is something is all that is said of values that cannot be read.
fn array_of_unknown(array: &ArrayRef) -> Vec<Cell> {
    let cell = |at| if array.is_null(at) { Cell::Missing } else { Cell::List(Vec::new()) };
    (0..array.len()).map(cell).collect()
}
