//! Rows that lie within so much time of each other, without comparing each with each.
//!
//! Time is cut into stretches that are as long as that. Of rows in one stretch two are as
//! near to each other as is asked; and of those in the stretch beside it only the nearest
//! matters. So the first and the last row of each stretch say all, and whatever is to be
//! near them is joined by its own stretch: one row a customer and stretch, however many there were.

use super::context::named;
use super::error::Result;
use datafusion::functions_aggregate::expr_fn::{max, min};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, lit};

const STRETCH: &str = "stretch";
const BESIDE: &str = "beside";
const FIRST: &str = "earliest";
const LAST: &str = "latest";

/// Makes all times count from before there were any, since division cuts toward zero.
const LONG_AGO: i64 = 1 << 60;

/// The side of rows on which something near them lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The rows come first.
    After,
    /// The rows come later.
    Before,
}

/// Of rows with these keys, what has to be known to tell whether one is near.
pub(super) fn rows(rows: LogicalPlan, keys: Vec<Expr>, time: &Expr, micros: i64, side: Side) -> Result<LogicalPlan> {
    let names: Vec<String> = keys.iter().map(|key| key.schema_name().to_string()).collect();
    let groups = keys.into_iter().chain([stretch(time, micros).alias(STRETCH)]);
    let bounds = [min(time.clone()).alias(FIRST), max(time.clone()).alias(LAST)];
    let grouped = LogicalPlanBuilder::from(rows).aggregate(groups, bounds)?;
    let twice = LogicalPlanBuilder::values(vec![vec![lit(0_i64)], vec![lit(1_i64)]])?;
    let twice = twice.project([named("column1").alias(BESIDE)])?.build()?;
    let where_asked = match side {
        Side::After => named(STRETCH) + named(BESIDE),
        Side::Before => named(STRETCH) - named(BESIDE),
    };
    let columns = [where_asked.alias(STRETCH), named(BESIDE), named(FIRST), named(LAST)];
    let columns = names.into_iter().map(named).chain(columns);
    Ok(grouped.cross_join(twice)?.project(columns)?.build()?)
}

/// That one of the [`rows`] lies within this time of a moment, on their side of it, and not at it.
pub(super) fn one(moment: &Expr, micros: i64, side: Side) -> [Expr; 2] {
    let is_own = named(BESIDE).eq(lit(0_i64));
    let (own, beside) = match side {
        Side::After => (named(FIRST).lt(moment.clone()), named(LAST).gt_eq(moment.clone() - lit(micros))),
        Side::Before => (named(LAST).gt(moment.clone()), named(FIRST).lt_eq(moment.clone() + lit(micros))),
    };
    let near = is_own.clone().and(own).or(is_own.is_not_true().and(beside));
    [stretch(moment, micros).eq(named(STRETCH)), near]
}

fn stretch(time: &Expr, micros: i64) -> Expr {
    (time.clone() + lit(LONG_AGO)) / lit(micros.max(1))
}
