//! Values of all customers, kept in memory by what they mean: a question that only
//! changes a bound needs no file.

use super::super::{Data, RunError, internal};
use super::keys::Places;
use crate::plan::{self, Question};
use crate::time::Clock;
use crate::types::Model;
use crate::types::ir::Value;
use crate::vocabulary::CUSTOMERS;
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

/// Bytes that a value of a customer is expected to take.
const EXPECTED: usize = 16;

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

    /// The values that are kept, with the bytes that each takes, the largest first.
    pub fn list(&self) -> Vec<(Value, usize)> {
        let mut list: Vec<(Value, usize)> =
            self.kept.iter().map(|(value, column)| (value.clone(), column.bytes)).collect();
        list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        list
    }

    /// How many customers there are, once they are known.
    pub fn customers(&self) -> Option<usize> {
        self.keys.as_ref().map(|(keys, _)| keys.len())
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

    /// Makes these values kept, reading those that are not, and forgets others to have room
    /// for them. Gives whether there is room.
    pub fn need(&mut self, values: &[Value], data: &Data, clock: &Clock, limit: usize) -> Result<bool, RunError> {
        self.now += 1;
        for value in values {
            if let Some(column) = self.kept.get_mut(value) {
                column.used = self.now;
            }
        }
        let missing: Vec<Value> = values.iter().filter(|value| !self.has(value)).cloned().collect();
        let customers = self.customers().unwrap_or_else(|| expected(data));
        let room = (missing.len() + usize::from(self.keys.is_none())) * customers * EXPECTED;
        if !self.make_room(room, limit) {
            return Ok(false);
        }
        if !missing.is_empty() || self.keys.is_none() {
            self.read(missing, data, clock)?;
        }
        Ok(true)
    }

    /// Forgets what was longest not asked for until the rest is within the limit.
    pub fn trim(&mut self, limit: usize) {
        self.now += 1;
        if !self.make_room(0, limit) {
            *self = Self { clock: self.clock, ..Self::default() };
        }
    }

    /// Forgets what was longest not asked for, and not now, until so many bytes are free.
    fn make_room(&mut self, bytes: usize, limit: usize) -> bool {
        while self.size().1.saturating_add(bytes) > limit {
            let others = self.kept.iter().filter(|(_, column)| column.used < self.now);
            let Some(oldest) = others.min_by_key(|(_, column)| column.used).map(|(value, _)| value.clone()) else {
                return false;
            };
            self.kept.remove(&oldest);
        }
        true
    }

    /// Keeps a value whose column is in the order of the customers.
    fn keep(&mut self, value: Value, values: ArrayRef) {
        // Texts that were cut out of larger pieces would hold on to those.
        let values = match values.as_any().downcast_ref::<StringViewArray>() {
            Some(texts) => Arc::new(texts.gc()),
            None => values,
        };
        let bytes = values.get_array_memory_size();
        self.kept.insert(value, Column { values, bytes, used: self.now });
    }

    fn read(&mut self, missing: Vec<Value>, data: &Data, clock: &Clock) -> Result<(), RunError> {
        let question = Question { within: None, conditions: &[], values: &missing };
        let batches = data.run(|tables| plan::lower_asked(&question, &data.model, clock, tables))?;
        let batches: Vec<RecordBatch> = batches.collect::<Result<_, _>>()?;
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
pub(super) fn leaves(question: &Question<'_>, model: &Model, clock: &Clock) -> Vec<Value> {
    let mut found = BTreeSet::new();
    for condition in question.looks_at(model, clock) {
        plan::leaves(&condition, &mut found);
    }
    found.into_iter().collect()
}

/// How many customers there are, as far as the files say without being read.
fn expected(data: &Data) -> usize {
    let rows = data.files().filter(|(table, _)| *table == CUSTOMERS).flat_map(|(_, files)| files).map(|file| file.rows);
    usize::try_from(rows.sum::<u64>()).unwrap_or(usize::MAX)
}

fn whole(batches: &[RecordBatch], name: &str) -> Result<ArrayRef, RunError> {
    let parts: Vec<&dyn Array> =
        batches.iter().filter_map(|batch| batch.column_by_name(name)).map(AsRef::as_ref).collect();
    match parts.is_empty() {
        true => Ok(datafusion::arrow::array::new_null_array(&datafusion::arrow::datatypes::DataType::Int64, 0)),
        false => concat(&parts).map_err(internal),
    }
}
