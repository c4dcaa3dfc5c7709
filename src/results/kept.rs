//! Who was in a segment, and since when: kept from run to run, apart from the results
//! that others read, move and open.

use super::disk::Disk;
use super::error::{Result, ResultsError};
use super::form::Form;
use super::keys::canonical;
use datafusion::arrow::array::{ArrayRef, AsArray, TimestampMicrosecondArray};
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::{DataType, Field, Schema, TimeUnit, TimestampMicrosecondType};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// The column of since when somebody is in a segment.
pub(super) const SINCE: &str = "member_since";

/// The members of a segment in an earlier run, sorted by key.
pub(super) struct Kept {
    /// Their keys, in the form in which keys are compared.
    pub keys: ArrayRef,
    /// Since when, in microseconds.
    pub since: Vec<i64>,
}

impl Kept {
    /// Reads what an earlier run has kept; nothing if it is of no use any more.
    pub fn read(path: &Path) -> Option<Self> {
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).ok()?).ok()?;
        let schema = reader.schema().clone();
        let batches = reader.build().ok()?.collect::<std::result::Result<Vec<_>, _>>().ok()?;
        let batch = concat_batches(&schema, &batches).ok()?;
        let keys = canonical(batch.columns().first()?).ok()?;
        let since = batch.column_by_name(SINCE)?.as_primitive_opt::<TimestampMicrosecondType>()?;
        Some(Self { keys, since: since.values().to_vec() })
    }
}

/// Keeps the keys of a segment's members and since when they are in it.
pub(super) fn keep(disk: &Disk, path: &Path, key: &Field, keys: &ArrayRef, since: &[i64]) -> Result<()> {
    let batch = RecordBatch::try_new(
        Arc::new(Schema::new(vec![key.clone(), since_field()])),
        vec![keys.clone(), since_column(since)],
    );
    let batch = batch.map_err(ResultsError::in_file(path))?;
    Form::Parquet.write(disk, path, &batch).map(drop)
}

/// Since when, as a column.
pub(super) fn since_column(since: &[i64]) -> ArrayRef {
    Arc::new(TimestampMicrosecondArray::from(since.to_vec()).with_timezone("UTC"))
}

/// The field of [`since_column`].
pub(super) fn since_field() -> Field {
    Field::new(SINCE, DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())), false)
}
