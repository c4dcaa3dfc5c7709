//! Those with the most of something: everybody with what they are ranked by, in order, and
//! cut. It is done over the customers when their facts are there, so no file is read again.

use super::condition::{Facts, Scope};
use super::context::{self, Context, named};
use super::error::Result;
use super::{customers, logic};
use crate::types::ir::{Fact, Rank, Share};
use datafusion::arrow::datatypes::DataType;
use datafusion::functions_aggregate::count::count_udaf;
use datafusion::functions_window::expr_fn::row_number;
use datafusion::logical_expr::expr::WindowFunction;
use datafusion::logical_expr::{Expr, ExprFunctionExt, LogicalPlan, WindowFrame, cast, lit};
use rust_decimal::prelude::ToPrimitive;

/// Decimals of a percentage at most, which the checker sees to.
const FINEST: u32 = 4;

/// Adds to the customers whether they are among those of each ranking; rankings that others
/// ask for come before them.
pub(super) fn join(cx: &Context, mut plan: LogicalPlan, ranks: &[&Rank], facts: &mut Facts) -> Result<LogicalPlan> {
    for (number, rank) in ranks.iter().enumerate() {
        let (ranked, place) = (format!("r{number}"), format!("r{number}n"));
        let scope = Scope { cx: *cx, schema: plan.schema(), facts: Some(facts) };
        let by = scope.value(&rank.by)?;
        let mut who = by.clone().is_not_null();
        if let Some(of) = &rank.of {
            who = who.and(logic::settled(scope.condition(of)?));
        }
        let columns = plan.schema().columns().into_iter().map(Expr::Column);
        let columns: Vec<Expr> = columns.chain([who.alias(&ranked)]).collect();
        let order = vec![by.sort(!rank.top, false), customers::key().sort(true, false)];
        let over = |function: Expr| function.partition_by(vec![named(&ranked)]).order_by(order.clone());
        let mut windows = vec![over(row_number()).build()?.alias(&place)];
        let all = format!("r{number}a");
        if let Share::Percent(_) = rank.share {
            // Over all of them, in the same order, so that they are sorted once.
            let count = Expr::from(WindowFunction::new(count_udaf(), vec![lit(1_i64)]));
            windows.push(over(count).window_frame(WindowFrame::new(None)).build()?.alias(&all));
        }
        plan = context::window(context::project(plan, columns)?, windows)?;
        let place = cast(named(place), DataType::Int64);
        let is_in = named(ranked).and(in_share(rank.share, place, named(all)));
        facts.values.insert(Fact::Rank((*rank).clone()), is_in);
    }
    Ok(plan)
}

/// Whether a place, from 1, is in a share of all: so much of all, a part of one being one.
fn in_share(share: Share, place: Expr, all: Expr) -> Expr {
    match share {
        Share::Count(count) => place.lt_eq(lit(i64::try_from(count).unwrap_or(i64::MAX))),
        Share::Percent(percent) => {
            let parts = 100 * 10_i64.pow(FINEST);
            let percent = (percent * rust_decimal::Decimal::from(10_i64.pow(FINEST))).to_i64().unwrap_or(i64::MAX);
            ((place - lit(1_i64)) * lit(parts)).lt(all * lit(percent))
        }
    }
}
