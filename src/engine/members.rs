//! Who is in each segment: the customers who are in at least one, sorted by key, with
//! the values that were asked for, and for each segment which of them are in it.

use super::columns::days;
use super::error::RunError;
use super::internal;
use super::session::Batches;
use crate::plan;
use crate::time::Clock;
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, BooleanBufferBuilder, UInt32Array, new_empty_array,
};
use datafusion::arrow::buffer::BooleanBuffer;
use datafusion::arrow::compute::{cast, concat, filter, sort_to_indices, take};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use std::sync::Arc;

/// The customers who are in at least one of several segments, sorted by key.
pub struct Members {
    schema: SchemaRef,
    /// Keys as they are compared, which is also how they are sorted.
    keys: ArrayRef,
    /// The values that were asked for, in the same order.
    columns: Vec<ArrayRef>,
    /// For each segment, who of them is in it.
    holds: Vec<BooleanBuffer>,
}

impl Members {
    /// Gathers the batches of a plan: the key, the values under these fields, the segments.
    pub(super) fn gather(
        batches: Batches,
        fields: Vec<Field>,
        segments: usize,
        clock: &Clock,
    ) -> Result<Self, RunError> {
        let values = fields.len() - 1;
        let mut columns: Vec<Vec<ArrayRef>> = vec![Vec::new(); fields.len()];
        let mut holds: Vec<BooleanBufferBuilder> = (0..segments).map(|_| BooleanBufferBuilder::new(0)).collect();
        for batch in batches {
            let batch = batch?;
            let mut of_batch = Vec::with_capacity(segments);
            for place in 0..segments {
                of_batch.push(column(&batch, &plan::segment(place))?.as_boolean().values().clone());
            }
            let Some(anywhere) = of_batch.iter().cloned().reduce(|one, other| &one | &other) else {
                continue;
            };
            if anywhere.count_set_bits() == 0 {
                continue;
            }
            let anywhere = BooleanArray::new(anywhere, None);
            let names = std::iter::once(plan::KEY.to_owned()).chain((0..values).map(plan::column));
            for (name, columns) in names.zip(&mut columns) {
                columns.push(filter(column(&batch, &name)?, &anywhere).map_err(internal)?);
            }
            for (of_batch, holds) in of_batch.into_iter().zip(&mut holds) {
                let kept = filter(&BooleanArray::new(of_batch, None), &anywhere).map_err(internal)?;
                holds.append_buffer(kept.as_boolean().values());
            }
        }
        let holds: Vec<BooleanBuffer> = holds.into_iter().map(|mut holds| holds.finish()).collect();
        Self::sorted(fields, columns, holds, clock).map_err(internal)
    }

    fn sorted(
        fields: Vec<Field>,
        columns: Vec<Vec<ArrayRef>>,
        holds: Vec<BooleanBuffer>,
        clock: &Clock,
    ) -> Result<Self, ArrowError> {
        let whole = columns.iter().zip(&fields).map(|(parts, field)| {
            let parts: Vec<&dyn Array> = parts.iter().map(AsRef::as_ref).collect();
            match parts.is_empty() {
                true => Ok(new_empty_array(field.data_type())),
                false => concat(&parts),
            }
        });
        let mut whole = whole.collect::<Result<Vec<_>, _>>()?.into_iter();
        let keys = whole.next().unwrap_or_else(|| new_empty_array(&DataType::Int64));
        let order = sort_to_indices(&keys, None, None)?;
        let keys = take(&keys, &order, None)?;
        let columns = whole.zip(fields.iter().skip(1)).map(|(column, field)| {
            let column = take(&column, &order, None)?;
            match field.data_type() {
                DataType::Date32 => days(&column, clock),
                kind => cast(&column, kind),
            }
        });
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        let rows = order.values();
        let in_order = |holds: BooleanBuffer| {
            if holds.is_empty() { holds } else { rows.iter().map(|row| holds.value(*row as usize)).collect() }
        };
        let holds = holds.into_iter().map(in_order).collect();
        Ok(Self { schema: Arc::new(Schema::new(fields)), keys, columns, holds })
    }

    /// How many are in the segment at this place.
    pub fn count(&self, place: usize) -> usize {
        self.holds.get(place).map_or(0, BooleanBuffer::count_set_bits)
    }

    /// The members of the segment at this place: the key, as it is in the files, and the
    /// values that were asked for.
    pub fn of_segment(&self, place: usize) -> Result<RecordBatch, RunError> {
        let kind = self.schema.fields().first().map_or(&DataType::Int64, |field| field.data_type());
        let keys = cast(&self.keys_of_segment(place)?, kind).map_err(internal)?;
        let rows = self.rows(place);
        let columns = self.columns.iter().map(|column| take(column, &rows, None));
        let columns = std::iter::once(Ok(keys)).chain(columns).collect::<Result<Vec<_>, _>>();
        RecordBatch::try_new(self.schema.clone(), columns.map_err(internal)?).map_err(internal)
    }

    /// The keys of the segment at this place, sorted, in one type for all keys of a kind.
    pub fn keys_of_segment(&self, place: usize) -> Result<ArrayRef, RunError> {
        take(&self.keys, &self.rows(place), None).map_err(internal)
    }

    fn rows(&self, place: usize) -> UInt32Array {
        let rows = self.holds.get(place).into_iter().flat_map(BooleanBuffer::set_indices);
        UInt32Array::from_iter_values(rows.filter_map(|row| u32::try_from(row).ok()))
    }
}

fn column<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a ArrayRef, RunError> {
    batch.column_by_name(name).ok_or_else(|| internal(ArrowError::SchemaError(name.to_owned())))
}
