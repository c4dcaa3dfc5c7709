//! Facts that are no aggregates: each has a pass of its own.

use super::aggregate::{customer_name, or_zero, value_name};
use super::context::{Context, named};
use super::error::Result;
use super::{nth, regular, sequence};
use crate::types::ir::Fact;
use datafusion::logical_expr::{Expr, LogicalPlan, lit};

/// The values of a fact, one row a customer; none of an aggregate, a ranking or a distance.
pub(super) fn pass(cx: &Context, fact: &Fact, number: usize, pass: usize) -> Result<Option<LogicalPlan>> {
    Ok(match fact {
        Fact::Aggregate(_) | Fact::Rank(_) | Fact::Distance(_) => None,
        Fact::Regular(regular) => Some(regular::pass(cx, regular, number, pass)?),
        Fact::Nth(nth) => Some(nth::pass(cx, nth, number, pass)?),
        Fact::Sequence(sequence) => Some(sequence::pass(cx, sequence, pass)?),
    })
}

/// The value of a fact after the join, where customers without rows have nulls.
pub(super) fn value(fact: &Fact, number: usize, pass: usize) -> Expr {
    match fact {
        Fact::Aggregate(_) | Fact::Nth(_) | Fact::Rank(_) | Fact::Distance(_) => named(value_name(number)),
        Fact::Regular(_) => or_zero(number, lit(0_i64)),
        // Not a column that says true: DataFusion takes what is the same in all rows of one side
        // of an outer join for the same in all rows of the join, and does not sort by it.
        Fact::Sequence(_) => named(customer_name(pass)).is_not_null(),
    }
}
