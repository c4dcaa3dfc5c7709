//! Questions that follow each other, of somebody who explores: what one of them read of
//! the customers is kept for the next.

mod columns;
mod keys;
mod look;

pub use look::{Group, Spread};

use super::session::Batches;
use super::{Counts, Data, RunError};
use crate::plan::{self, Question};
use crate::time::Clock;
use crate::types::ir::{Condition, Value};
use crate::types::{Catalog, Wants};
use columns::{Columns, leaves};
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

    /// Takes each interrupt from the keyboard for a wish to stop the question at hand.
    pub fn heed_interrupts(&self) {
        self.data.session.heed_interrupts();
    }

    /// Stops the question at hand.
    pub fn stop(&self) {
        self.data.session.stop.ask();
    }

    /// Another question begins: whoever wished to stop meant an earlier one.
    pub fn begin(&self) {
        self.data.session.stop.begin();
    }

    /// Whether somebody wished to stop since it began.
    pub fn is_stopped(&self) -> bool {
        self.data.session.stop.is_asked()
    }

    /// How much is kept.
    pub fn size(&self) -> KeptSize {
        let (columns, bytes) = self.columns().size();
        KeptSize { columns, bytes, limit: self.limit }
    }

    /// What is kept of each customer, and how many bytes it takes, the largest first.
    pub fn kept(&self) -> Vec<(Value, usize)> {
        self.columns().list()
    }

    /// How many customers there are, and how many are in each segment.
    pub fn count(&self, segments: &[Condition], clock: &Clock) -> Result<Counts, RunError> {
        let question = Question { within: None, conditions: segments, values: &[] };
        let mut counts = Counts { customers: 0, matched: vec![0; segments.len()] };
        for batch in self.ask(&question, clock)? {
            counts.add(&batch?);
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

    /// Asks what is kept, reading what is not; the files alone if it would take more than
    /// may be kept.
    fn ask(&self, question: &Question<'_>, clock: &Clock) -> Result<Batches, RunError> {
        let data = self.data.as_ref();
        data.guard().is_same()?;
        let needed: Vec<Value> = leaves(question, &data.model, clock);
        let table = {
            let mut columns = self.columns();
            columns.be_at(clock);
            let fits = columns.need(&needed, data, clock, self.limit)?;
            let table = fits.then(|| columns.table(&needed)).transpose()?;
            columns.trim(self.limit);
            table
        };
        match table {
            None => data.run(|tables| plan::lower_asked(question, &data.model, clock, tables)),
            Some((values, source)) => {
                let plan = plan::lower_kept(question, (&values, source), &data.model, clock, &data.tables)?;
                Ok(data.session.run(plan))
            }
        }
    }

    fn columns(&self) -> MutexGuard<'_, Columns> {
        self.columns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
