//! The customers: the rows of their own files, or the different customers of a table.

use super::context::{CUSTOMER, Context, column, instant, name};
use super::error::{PlanError, Result};
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
    let mapping = cx.model.mapping(CUSTOMERS);
    let mapping = mapping.ok_or_else(|| PlanError::NoTable(CUSTOMERS.to_owned()))?;
    let columns = columns.chain([key_ref()]);
    if let Some((table, _)) = &mapping.from {
        // Only the key is there, and what stands for columns that are not.
        return distinct(cx, table);
    }
    let rows = read::read(cx, CUSTOMERS, columns)?;
    Ok(LogicalPlanBuilder::from(rows).filter(key().is_not_null())?.build()?)
}

/// The different customers of a table by the rows that there are as of the run: a
/// customer whose first row comes later does not exist yet.
fn distinct(cx: &Context, table: &str) -> Result<LogicalPlan> {
    let customer = ColumnRef::new(table, CUSTOMER);
    let date = ColumnRef::new(table, ColumnRef::TIME);
    let mut filter = column(&customer).is_not_null();
    let mut columns = vec![customer.clone()];
    if read::has_time(cx, table) {
        filter = filter.and(column(&date).lt_eq(instant(cx.clock.as_of())));
        columns.push(date);
    }
    let rows = read::read(cx, table, columns)?;
    let key = column(&customer).alias(name(&key_ref()));
    Ok(LogicalPlanBuilder::from(rows).filter(filter)?.aggregate([key], Vec::<Expr>::new())?.build()?)
}
