//! Facts that are no aggregates: each has a pass of its own.

use super::aggregate::{or_zero, value_name};
use super::context::{Context, named};
use super::error::Result;
use super::{logic, nth, regular, sequence};
use crate::types::ir::Fact;
use datafusion::logical_expr::{Expr, LogicalPlan, lit};

/// The values of a fact, one row a customer; none of an aggregate, a ranking or a distance.
pub(super) fn pass(cx: &Context, fact: &Fact, number: usize, pass: usize) -> Result<Option<LogicalPlan>> {
    Ok(match fact {
        Fact::Aggregate(_) | Fact::Rank(_) | Fact::Distance(_) => None,
        Fact::Regular(regular) => Some(regular::pass(cx, regular, number, pass)?),
        Fact::Nth(nth) => Some(nth::pass(cx, nth, number, pass)?),
        Fact::Sequence(sequence) => Some(sequence::pass(cx, sequence, number, pass)?),
    })
}

/// The value of a fact after the join, where customers without rows have nulls.
pub(super) fn value(fact: &Fact, number: usize) -> Expr {
    let value = named(value_name(number));
    match fact {
        Fact::Aggregate(_) | Fact::Nth(_) | Fact::Distance(_) => value,
        Fact::Regular(_) => or_zero(number, lit(0_i64)),
        Fact::Sequence(_) | Fact::Rank(_) => logic::settled(value),
    }
}
