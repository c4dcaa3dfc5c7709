//! In how many periods something happened: the rows of each are counted in one pass, and
//! then the periods that have enough.

use super::aggregate::{self, customer_name, value_name};
use super::context::{Context, named};
use super::error::Result;
use super::lines::{self, Naming};
use super::rows::{self, Wanted};
use crate::types::ir::{Aggregate, Regular};
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, cast, lit};

/// The number of periods, one row for each customer who has rows in one.
pub(super) fn pass(cx: &Context, regular: &Regular, number: usize, pass: usize) -> Result<LogicalPlan> {
    let counts: Vec<Aggregate> = regular.counts().collect();
    let wanted: Vec<Wanted> =
        counts.iter().enumerate().map(|(number, aggregate)| Wanted { number, aggregate }).collect();
    let Some(first) = counts.first() else {
        return Ok(LogicalPlanBuilder::empty(false).build()?);
    };
    let event = rows::event(cx, first)?;
    let rows = match lines::naming(cx, event, first) {
        Naming::None => rows::of_table(cx, &event.table, &wanted)?,
        naming => lines::of_event(cx, event, &wanted, naming)?,
    };
    let plan = aggregate::group(rows, pass)?;
    let enough = |place: usize| cast(named(value_name(place)).gt_eq(lit(i64::from(regular.times))), DataType::Int64);
    let periods = (0..counts.len()).map(enough).fold(lit(0_i64), |sum: Expr, one| sum + one);
    let columns = [named(customer_name(pass)), periods.alias(value_name(number))];
    Ok(LogicalPlanBuilder::from(plan).project(columns)?.build()?)
}
