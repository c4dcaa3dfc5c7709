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

impl Side {
    /// In which stretch something near a row is looked for, in its own and in the one beside it.
    fn asked(self, own: Expr) -> Expr {
        match self {
            Self::After => own + named(BESIDE),
            Self::Before => own - named(BESIDE),
        }
    }
}

/// Of rows with these keys, what has to be known to tell whether one is near.
pub(super) fn rows(rows: LogicalPlan, keys: Vec<Expr>, time: &Expr, micros: i64, side: Side) -> Result<LogicalPlan> {
    let names: Vec<String> = keys.iter().map(|key| key.schema_name().to_string()).collect();
    let groups = keys.into_iter().chain([stretch(time, micros).alias(STRETCH)]);
    let bounds = [min(time.clone()).alias(FIRST), max(time.clone()).alias(LAST)];
    let grouped = LogicalPlanBuilder::from(rows).aggregate(groups, bounds)?.build()?;
    let columns = [side.asked(named(STRETCH)).alias(STRETCH), named(BESIDE), named(FIRST), named(LAST)];
    let columns = names.into_iter().map(named).chain(columns);
    Ok(LogicalPlanBuilder::from(twice(grouped)?).project(columns)?.build()?)
}

/// All these rows, each in both stretches in which something near them may lie.
pub(super) fn stretches(rows: LogicalPlan, time: &Expr, micros: i64, side: Side) -> Result<LogicalPlan> {
    let columns: Vec<Expr> = rows.schema().fields().iter().map(|field| named(field.name())).collect();
    let asked = side.asked(stretch(time, micros)).alias(STRETCH);
    Ok(LogicalPlanBuilder::from(twice(rows)?).project(columns.into_iter().chain([asked]))?.build()?)
}

/// That a moment lies in one of the [`stretches`].
pub(super) fn in_stretch(moment: &Expr, micros: i64) -> Expr {
    stretch(moment, micros).eq(named(STRETCH))
}

fn twice(rows: LogicalPlan) -> Result<LogicalPlan> {
    let twice = LogicalPlanBuilder::values(vec![vec![lit(0_i64)], vec![lit(1_i64)]])?;
    let twice = twice.project([named("column1").alias(BESIDE)])?.build()?;
    Ok(LogicalPlanBuilder::from(rows).cross_join(twice)?.build()?)
}

/// That one of the [`rows`] lies within this time of a moment, on their side of it, and not at it.
pub(super) fn one(moment: &Expr, micros: i64, side: Side) -> [Expr; 2] {
    let is_own = named(BESIDE).eq(lit(0_i64));
    let (own, beside) = match side {
        Side::After => (named(FIRST).lt(moment.clone()), named(LAST).gt_eq(moment.clone() - lit(micros))),
        Side::Before => (named(LAST).gt(moment.clone()), named(FIRST).lt_eq(moment.clone() + lit(micros))),
    };
    let near = is_own.clone().and(own).or(is_own.is_not_true().and(beside));
    [in_stretch(moment, micros), near]
}

fn stretch(time: &Expr, micros: i64) -> Expr {
    (time.clone() + lit(LONG_AGO)) / lit(micros.max(1))
}
