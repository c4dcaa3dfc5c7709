//! Who is in each segment: batches of keys, sorted, and for each segment which of
//! them are in it. The key has the name and type that it has in the files.

use super::error::RunError;
use super::internal;
use super::session::Batches;
use crate::plan;
use datafusion::arrow::array::{ArrayRef, AsArray, BooleanArray};
use datafusion::arrow::compute::{cast, filter};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use std::sync::Arc;

/// The customers who are in at least one of several segments, batch by batch.
pub struct Members {
    batches: Batches,
    schema: SchemaRef,
    segments: usize,
}

/// Some of the customers.
pub struct Batch {
    schema: SchemaRef,
    keys: ArrayRef,
    holds: Vec<BooleanArray>,
}

impl Members {
    pub(super) fn new(batches: Batches, (name, kind): (String, DataType), segments: usize) -> Self {
        // How texts lie in memory is no concern of those who read the result.
        let kind = match kind {
            DataType::Utf8View => DataType::Utf8,
            other => other,
        };
        let schema = Arc::new(Schema::new(vec![Field::new(name, kind, false)]));
        Self { batches, schema, segments }
    }

    /// The key: its name and type.
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

impl Iterator for Members {
    type Item = Result<Batch, RunError>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch = self.batches.next()?;
        Some(batch.and_then(|batch| Batch::of(&batch, &self.schema, self.segments)))
    }
}

impl Batch {
    fn of(batch: &RecordBatch, schema: &SchemaRef, segments: usize) -> Result<Self, RunError> {
        let column = |name: &str| {
            let column = batch.column_by_name(name).cloned();
            column.ok_or_else(|| internal_missing(name))
        };
        let keys = column(plan::KEY)?;
        let kind = schema.field(0).data_type();
        let holds = (0..segments).map(|place| {
            let holds = column(&plan::segment(place))?;
            Ok(holds.as_boolean().clone())
        });
        Ok(Self {
            schema: schema.clone(),
            keys: cast(&keys, kind).map_err(internal)?,
            holds: holds.collect::<Result<_, RunError>>()?,
        })
    }

    /// Those of them who are in the segment at this place.
    pub fn of_segment(&self, place: usize) -> Result<RecordBatch, RunError> {
        let holds = self.holds.get(place);
        let holds = holds.ok_or_else(|| internal_missing(&plan::segment(place)))?;
        let keys = filter(&self.keys, holds).map_err(internal)?;
        RecordBatch::try_new(self.schema.clone(), vec![keys]).map_err(internal)
    }
}

fn internal_missing(column: &str) -> RunError {
    let error = datafusion::arrow::error::ArrowError::SchemaError(column.to_owned());
    internal(error)
}
