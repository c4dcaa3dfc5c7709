//! Who is in each of many sequences, as bits.
//!
//! Joined to the customers one after the other, hundreds of sequences are hundreds of joins, each of
//! which carries what those before it found, and planning them takes longer the more there are: each
//! is looked at again from all that stand above it. So their customers are put one below the other,
//! with a bit that says of which sequence they are, and come to the customers by one join.

use super::context::{self, named};
use super::error::Result;
use datafusion::functions::core::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::bit_or;
use datafusion::logical_expr::{Expr, LogicalPlan, Operator, Union, binary_expr, lit};
use std::sync::Arc;

/// Bits of a column: the sign is left alone.
const BITS: usize = 63;

/// One row for each customer of these plans, the only column of each, with the bits of all; and of
/// each plan whether a customer is in it, when the rows have been joined to all customers.
pub(super) fn of(plans: Vec<LogicalPlan>, customer: &str) -> Result<(LogicalPlan, Vec<Expr>)> {
    let words: Vec<String> = (0..plans.len().div_ceil(BITS)).map(|word| format!("{customer}f{word}")).collect();
    let bit = |place: usize| 1_i64 << (place % BITS);
    let mut rows = Vec::with_capacity(plans.len());
    let mut is_in = Vec::with_capacity(plans.len());
    for (place, plan) in plans.into_iter().enumerate() {
        let own = plan.schema().columns().into_iter().map(|column| Expr::Column(column).alias(customer));
        let bits = words.iter().enumerate().map(|(word, name)| {
            let bits = if word == place / BITS { bit(place) } else { 0 };
            lit(bits).alias(name)
        });
        rows.push(Arc::new(context::project(plan, own.chain(bits).collect())?));
        let words = words.get(place / BITS).map(|word| coalesce(vec![named(word), lit(0_i64)]));
        let own = words.map(|word| binary_expr(word, Operator::BitwiseAnd, lit(bit(place))).not_eq(lit(0_i64)));
        is_in.extend(own);
    }
    let all = LogicalPlan::Union(Union::try_new(rows)?);
    let bits = words.iter().map(|word| bit_or(named(word)).alias(word)).collect();
    Ok((context::aggregate(all, vec![named(customer)], bits)?, is_in))
}
