//! Sequences as texts: the rows of a customer in the order of time, each a letter that says of
//! which step it is, and the sequence a pattern of such letters.
//!
//! So what must not lie between two steps is found in one go through the rows, however many a
//! customer has. Among rows of one instant those of later steps stand first: then whatever
//! stands after a row of a step before it has come later indeed.

use super::context::named;
use super::error::Result;
use crate::types::ir::Sequence;
use datafusion::functions::expr_fn::regexp_like;
use datafusion::functions_aggregate::expr_fn::array_agg;
use datafusion::functions_nested::expr_fn::{array_sort, array_to_string, array_transform};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, lambda, lambda_var, lit};

/// Letters are digits, so there are no more steps.
const MOST_STEPS: usize = 10;
/// Makes all times count from before there were any, so that the letter is what division leaves.
const LONG_AGO: i64 = 1 << 58;
const ROWS: &str = "rows";
const ROW: &str = "row";

/// The pattern of a sequence in which something must not lie between two steps, if nothing
/// in it has to come in time or is shared by some of the steps only.
pub(super) fn pattern(sequence: &Sequence) -> Option<String> {
    let steps = sequence.then.len() + 1;
    let mut pattern = digit(0, steps).to_string();
    let mut open = String::new();
    let mut between = false;
    for (before, then) in sequence.then.iter().enumerate() {
        if then.within.is_some() || !then.same.is_empty() {
            return None;
        }
        let digit = digit(before + 1, steps).to_string();
        if then.negated {
            open.push_str(&digit);
            continue;
        }
        between |= !open.is_empty();
        pattern.push_str(&without(&std::mem::take(&mut open)));
        pattern.push_str(&digit);
    }
    if !open.is_empty() {
        pattern.push_str(&without(&open));
        pattern.push('$');
    }
    (between && steps <= MOST_STEPS).then_some(pattern)
}

/// When a row of a step was, and the digit of the step, in one number.
pub(super) fn letter(time: Expr, step: usize, steps: usize) -> Expr {
    (time + lit(LONG_AGO)) * lit(steps as i64) + lit(digit(step, steps) as i64)
}

/// The keys of those whose rows have a pattern.
pub(super) fn have(
    rows: LogicalPlan,
    keys: Vec<Expr>,
    letter: Expr,
    steps: usize,
    pattern: &str,
) -> Result<LogicalPlan> {
    let rows = LogicalPlanBuilder::from(rows).aggregate(keys, [array_agg(letter).alias(ROWS)])?.build()?;
    let digit = lambda([ROW], lambda_var(ROW) % lit(steps as i64));
    let digits = array_transform(array_sort(named(ROWS), lit("ASC"), lit("NULLS FIRST")), digit);
    let text = array_to_string(digits, lit(""));
    let has = regexp_like(text, lit(pattern), None).resolve_lambda_variables(rows.schema())?.data;
    Ok(LogicalPlanBuilder::from(rows).filter(has)?.build()?)
}

fn digit(step: usize, steps: usize) -> usize {
    steps.saturating_sub(step + 1)
}

/// Any letters, but not these.
fn without(letters: &str) -> String {
    match letters {
        "" => ".*".to_owned(),
        letters => format!("[^{letters}]*"),
    }
}
