//! What lints would like to know: rankings that cut through equals, and the last row of a table.

use super::{Data, RunError};
use crate::plan::{self, INSIDE, VALUE};
use crate::time::{Clock, Instant};
use crate::types::Tie;
use crate::types::ir::Rank;
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type};

impl Data {
    /// The customers of one value through whom a ranking cuts, if it does.
    pub(super) fn tie(&self, rank: &Rank, clock: &Clock) -> Result<Option<Tie>, RunError> {
        for batch in self.run(|tables| plan::lower_tie(rank, &self.model, clock, tables))? {
            let batch = batch?;
            let number = |name| u64::try_from(whole(&batch, name)?).ok();
            if let (Some(customers), Some(inside)) = (number(plan::CUSTOMERS), number(INSIDE)) {
                return Ok(Some(Tie { customers, inside }));
            }
        }
        Ok(None)
    }

    /// When the last row of a table was.
    pub(super) fn latest(&self, table: &str, clock: &Clock) -> Result<Option<Instant>, RunError> {
        for batch in self.run(|tables| plan::lower_latest(table, &self.model, clock, tables))? {
            let batch = batch?;
            if let Some(micros) = whole(&batch, VALUE) {
                return Ok(Instant::from_timestamp_micros(micros));
            }
        }
        Ok(None)
    }
}

/// The whole number of a batch's first row, if there is one.
fn whole(batch: &RecordBatch, name: &str) -> Option<i64> {
    let column = cast(batch.column_by_name(name)?, &DataType::Int64).ok()?;
    column.as_primitive::<Int64Type>().iter().next().flatten()
}
