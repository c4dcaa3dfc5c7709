//! Values of all customers, kept in memory by what they mean: a question that only
//! changes a bound needs no file.

use super::super::{Data, RunError, internal};
use super::keys::Places;
use crate::plan::{self, Question};
use crate::time::Clock;
use crate::types::ir::{Condition, Value};
use datafusion::arrow::array::{Array, ArrayRef, RecordBatch, RecordBatchOptions, StringViewArray};
use datafusion::arrow::compute::concat;
use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::datasource::{MemTable, provider_as_source};
use datafusion::logical_expr::TableSource;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::thread::available_parallelism;

/// Rows that are looked at together.
const ROWS: usize = 16_384;

/// The values that are kept.
#[derive(Default)]
pub(super) struct Columns {
    clock: Option<Clock>,
    keys: Option<(ArrayRef, Places)>,
    kept: HashMap<Value, Column>,
    /// Grows with each question, so that what was long not asked for is known.
    now: u64,
}

struct Column {
    values: ArrayRef,
    bytes: usize,
    used: u64,
}

/// What a plan over kept values reads.
pub(super) type Table = (Vec<Value>, Arc<dyn TableSource>);

impl Columns {
    /// How many columns are kept, and how many bytes they take.
    pub fn size(&self) -> (usize, usize) {
        let columns: usize = self.kept.values().map(|column| column.bytes).sum();
        let keys = self.keys.as_ref().map_or(0, |(keys, places)| keys.get_array_memory_size() + places.bytes());
        (self.kept.len(), columns + keys)
    }

    /// How many customers there are, once they are known.
    pub fn customers(&self) -> Option<usize> {
        self.keys.as_ref().map(|(keys, _)| keys.len())
    }

    /// The places of the customers, once they are known.
    pub fn places(&self) -> Option<&Places> {
        self.keys.as_ref().map(|(_, places)| places)
    }

    /// Forgets everything if it was kept as of another instant.
    pub fn be_at(&mut self, clock: &Clock) {
        if self.clock != Some(*clock) {
            *self = Self { clock: Some(*clock), ..Self::default() };
        }
    }

    /// Whether a value is kept.
    pub fn has(&self, value: &Value) -> bool {
        self.kept.contains_key(value)
    }

    /// Makes these values kept, reading those that are not; then forgets as much of the
    /// others as is over the limit.
    pub fn need(&mut self, values: &[Value], data: &Data, clock: &Clock, limit: usize) -> Result<(), RunError> {
        self.now += 1;
        let missing: Vec<Value> = values.iter().filter(|value| !self.has(value)).cloned().collect();
        if !missing.is_empty() || self.keys.is_none() {
            self.read(missing, data, clock)?;
        }
        for value in values {
            if let Some(column) = self.kept.get_mut(value) {
                column.used = self.now;
            }
        }
        while self.size().1 > limit {
            let oldest = self.kept.iter().filter(|(_, column)| column.used < self.now);
            let Some(value) = oldest.min_by_key(|(_, column)| column.used).map(|(value, _)| value.clone()) else {
                break;
            };
            self.kept.remove(&value);
        }
        Ok(())
    }

    /// Keeps a value whose column is in the order of the customers.
    pub fn keep(&mut self, value: Value, values: ArrayRef) {
        // Texts that were cut out of larger pieces would hold on to those.
        let values = match values.as_any().downcast_ref::<StringViewArray>() {
            Some(texts) => Arc::new(texts.gc()),
            None => values,
        };
        let bytes = values.get_array_memory_size();
        self.kept.insert(value, Column { values, bytes, used: self.now });
    }

    fn read(&mut self, missing: Vec<Value>, data: &Data, clock: &Clock) -> Result<(), RunError> {
        let plan = plan::lower_each(&missing, &data.model, clock, &data.tables)?;
        let batches: Vec<RecordBatch> = data.run(plan)?.collect::<Result<_, _>>()?;
        let keys = whole(&batches, plan::KEY)?;
        let first = self.keys.is_none();
        if first {
            self.keys = Some((keys.clone(), Places::new(&keys)?));
        }
        let Some((kept, places)) = &self.keys else { return Ok(()) };
        let (same, customers) = (first || kept.as_ref() == keys.as_ref(), kept.len());
        let mut read = Vec::new();
        for (place, value) in missing.into_iter().enumerate() {
            let column = whole(&batches, &plan::column(place))?;
            let column = if same { column } else { places.in_order(&keys, &column, customers)? };
            read.push((value, column));
        }
        for (value, column) in read {
            self.keep(value, column);
        }
        Ok(())
    }

    /// Kept values as a table that plans can read.
    pub fn table(&self, values: &[Value]) -> Result<Table, RunError> {
        let mut fields = Vec::new();
        let mut columns: Vec<ArrayRef> = Vec::new();
        for (place, value) in values.iter().enumerate() {
            if let Some(column) = self.kept.get(value) {
                fields.push(Field::new(plan::kept(value, place), column.values.data_type().clone(), true));
                columns.push(column.values.clone());
            }
        }
        let schema = Arc::new(Schema::new(fields));
        let rows = self.customers().unwrap_or_default();
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let all = RecordBatch::try_new_with_options(schema.clone(), columns, &options).map_err(internal)?;
        let cores = available_parallelism().map_or(1, usize::from);
        let mut parts: Vec<Vec<RecordBatch>> = vec![Vec::new(); cores];
        for (at, start) in (0..rows).step_by(ROWS).enumerate() {
            if let Some(part) = parts.get_mut(at % cores) {
                part.push(all.slice(start, ROWS.min(rows - start)));
            }
        }
        let table = MemTable::try_new(schema, parts)?;
        Ok((values.to_vec(), provider_as_source(Arc::new(table))))
    }
}

/// The columns and facts that conditions and values look at.
pub(super) fn leaves(question: &Question<'_>) -> Vec<Value> {
    let mut found = BTreeSet::new();
    let of_values = question.values.iter().map(|value| {
        let known = crate::types::ir::Test::Known(value.clone());
        Condition::Test(known)
    });
    for condition in question.conditions.iter().chain(question.within).cloned().chain(of_values) {
        plan::leaves(&condition.canonical(), &mut found);
    }
    found.into_iter().collect()
}

fn whole(batches: &[RecordBatch], name: &str) -> Result<ArrayRef, RunError> {
    let parts: Vec<&dyn Array> =
        batches.iter().filter_map(|batch| batch.column_by_name(name)).map(AsRef::as_ref).collect();
    match parts.is_empty() {
        true => Ok(datafusion::arrow::array::new_null_array(&datafusion::arrow::datatypes::DataType::Int64, 0)),
        false => concat(&parts).map_err(internal),
    }
}
