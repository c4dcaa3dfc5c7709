//! The customers: the rows of their own files that there are by the as-of instant, or the
//! different customers of a table.

use super::context::{Context, column, instant};
use super::error::Result;
use super::{distance, needs, read};
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
    let columns = columns.filter(|column| column.table == CUSTOMERS).chain(distance::columns(cx, segments));
    read_columns(cx, columns)
}

/// One row a customer, with the key and these columns.
pub(super) fn read_columns(cx: &Context, columns: impl Iterator<Item = ColumnRef>) -> Result<LogicalPlan> {
    let since = ColumnRef::new(CUSTOMERS, ColumnRef::SINCE);
    // Those who are made from rows have one by then.
    let says_since =
        cx.model.mapping(CUSTOMERS).is_some_and(|mapping| mapping.time.is_some() && mapping.from.is_none());
    let columns = columns.chain([key_ref()]).chain(says_since.then(|| since.clone()));
    let rows = read::read(cx, CUSTOMERS, columns)?;
    let mut filter = key().is_not_null();
    if says_since {
        let since = column(&since);
        filter = filter.and(since.clone().is_null().or(since.lt_eq(instant(cx.clock.as_of()))));
    }
    Ok(LogicalPlanBuilder::from(rows).filter(filter)?.build()?)
}
