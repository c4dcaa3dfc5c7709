//! Questions that follow each other, of somebody who explores: what one of them read of
//! the customers is kept for the next.

mod columns;
mod keys;
mod look;

pub use look::{Group, Spread};

use super::{Counts, Data, RunError};
use crate::plan::{self, PlanError, Question};
use crate::time::Clock;
use crate::types::ir::{Condition, Value};
use crate::types::{Catalog, Wants};
use columns::{Columns, leaves};
use datafusion::arrow::array::{AsArray, RecordBatch};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A project's data, and what is kept of it.
pub struct Explorer {
    data: Arc<Data>,
    columns: Mutex<Columns>,
    limit: usize,
}

/// How much is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptSize {
    /// How many values of the customers.
    pub columns: usize,
    /// How many bytes they take.
    pub bytes: usize,
    /// How many bytes they may take.
    pub limit: usize,
}

impl Explorer {
    /// Keeps columns of up to so many bytes.
    pub fn new(data: Data, limit: usize) -> Self {
        Self { data: Arc::new(data), columns: Mutex::default(), limit }
    }

    /// The data.
    pub fn data(&self) -> Arc<Data> {
        self.data.clone()
    }

    /// The data, to look at.
    pub fn data_ref(&self) -> &Data {
        &self.data
    }

    /// How much is kept.
    pub fn size(&self) -> KeptSize {
        let (columns, bytes) = self.columns().size();
        KeptSize { columns, bytes, limit: self.limit }
    }

    /// How many customers there are, and how many are in each segment.
    pub fn count(&self, segments: &[Condition], clock: &Clock) -> Result<Counts, RunError> {
        let question = Question { within: None, conditions: segments, values: &[] };
        let Some(batches) = self.ask(&question, clock)? else {
            return self.data.count(segments, clock);
        };
        let mut counts = Counts { customers: 0, matched: vec![0; segments.len()] };
        for batch in batches {
            counts.customers += batch.num_rows() as u64;
            for (place, matched) in counts.matched.iter_mut().enumerate() {
                if let Some(holds) = batch.column_by_name(&plan::segment(place)) {
                    *matched += holds.as_boolean().true_count() as u64;
                }
            }
        }
        Ok(counts)
    }

    /// What analysis would like to know.
    pub fn answer(&self, wants: &Wants, clock: &Clock) -> Result<Catalog, RunError> {
        let asked: Vec<Condition> = wants.counts.iter().cloned().collect();
        let values = Wants { values: wants.values.clone(), ..Wants::default() };
        let mut catalog = self.data.answer(&values, clock)?;
        if !asked.is_empty() {
            let counts = self.count(&asked, clock)?;
            catalog.customers = Some(counts.customers);
            catalog.counts = asked.into_iter().zip(counts.matched).collect();
        }
        Ok(catalog)
    }

    /// Asks what is kept, reading what is not; none if it is not to be answered so, or
    /// would take more than may be kept.
    fn ask(&self, question: &Question<'_>, clock: &Clock) -> Result<Option<Vec<RecordBatch>>, RunError> {
        let data = self.data.as_ref();
        // What cannot be looked at over values alone is refused before anything is read.
        let needed: Vec<Value> = leaves(question);
        let table = {
            let mut columns = self.columns();
            columns.be_at(clock);
            columns.need(&needed, data, clock, self.limit)?;
            columns.table(&needed)?
        };
        match plan::lower_kept(question, (&table.0, table.1), &data.model, clock, &data.tables) {
            Ok(plan) => data.session.run(plan).collect::<Result<Vec<_>, _>>().map(Some),
            Err(PlanError::Refused(error)) => Err((*error).into()),
            Err(_) => Ok(None),
        }
    }

    fn columns(&self) -> MutexGuard<'_, Columns> {
        self.columns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
