//! The customers: the rows of their own files, or the different customers of a table.

use super::context::{Context, column};
use super::error::Result;
use super::{needs, read};
use crate::types::ir::{ColumnRef, Condition};
use crate::vocabulary::CUSTOMERS;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder};

/// The key of the customers' plan.
pub(super) fn key() -> Expr {
    column(&key_ref())
}

fn key_ref() -> ColumnRef {
    ColumnRef::new(CUSTOMERS, ColumnRef::KEY)
}

/// One row a customer, with the key and the columns that the segments name.
pub(super) fn read(cx: &Context, segments: &[Condition]) -> Result<LogicalPlan> {
    let columns = segments.iter().flat_map(needs::of_condition);
    read_columns(cx, columns.filter(|column| column.table == CUSTOMERS))
}

/// One row a customer, with the key and these columns.
pub(super) fn read_columns(cx: &Context, columns: impl Iterator<Item = ColumnRef>) -> Result<LogicalPlan> {
    let columns = columns.chain([key_ref()]);
    let rows = read::read(cx, CUSTOMERS, columns)?;
    Ok(LogicalPlanBuilder::from(rows).filter(key().is_not_null())?.build()?)
}
