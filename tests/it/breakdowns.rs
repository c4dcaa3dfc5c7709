//! Work that breaks down is an error, never an answer of nobody.

use crate::engine_kit::Kit;
use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder, Volatility, create_udf, lit};
use std::sync::Arc;

/// One row with the value of a function that panics where it is called: what does not
/// change is called while planning, the rest while rows are worked on.
fn breaking(volatility: Volatility) -> LogicalPlan {
    let broken = Arc::new(|_: &[_]| panic!("broken"));
    let broken = create_udf("broken", vec![DataType::Int64], DataType::Int64, volatility, broken);
    let row = LogicalPlanBuilder::values(vec![vec![lit(1_i64)]]).unwrap();
    row.project([broken.call(vec![lit(1_i64)])]).unwrap().build().unwrap()
}

#[test]
fn a_panic_is_an_error_and_no_empty_answer() {
    let data = Kit::new().customers(3).ask().data;
    for (when, volatility) in [("planning", Volatility::Immutable), ("running", Volatility::Volatile)] {
        let error = data.run_plan(breaking(volatility)).expect_err(when);
        assert_eq!(error.to_string(), "a mistake in seg itself stopped this run", "{when}");
        let cause = error.cause.map(|cause| cause.to_string()).unwrap_or_default();
        assert!(cause.contains("broken"), "{when}: {cause}");
    }
}

#[test]
fn after_a_breakdown_the_next_question_is_answered() {
    let ask = Kit::new().customers(3).ask();
    ask.data.run_plan(breaking(Volatility::Immutable)).unwrap_err();
    assert_eq!(ask.data.count(&[], &ask.clock).unwrap().customers, 3);
}
