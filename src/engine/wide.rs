//! Aggregates of many columns, for as many customers as there are.
//!
//! DataFusion groups rows twice, before and after it spreads them over the cores, in a hash
//! table of all groups. With a hundred values a customer, the tables are gigabytes at random
//! places in memory, and where rows are in the order of time the first of the two passes
//! brings nothing together. So the rows, which are narrow, are spread first and sorted by
//! customer; then few groups are open at a time.

use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::error::Result;
use datafusion::physical_expr::{LexOrdering, PhysicalSortExpr};
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::aggregates::{AggregateExec, AggregateMode};
use datafusion::physical_plan::repartition::RepartitionExec;
use datafusion::physical_plan::sorts::sort::SortExec;
use datafusion::physical_plan::{ExecutionPlan, Partitioning};
use std::sync::Arc;

/// From so many values a group on, sorting the rows costs less than it saves.
const WIDE: usize = 16;

/// Sorts the rows of wide aggregates.
#[derive(Debug)]
pub(super) struct SortForWide;

impl PhysicalOptimizerRule for SortForWide {
    fn optimize(&self, plan: Arc<dyn ExecutionPlan>, _: &ConfigOptions) -> Result<Arc<dyn ExecutionPlan>> {
        plan.transform_down(|plan| {
            Ok(match sorted(&plan)? {
                Some(sorted) => Transformed::yes(sorted),
                None => Transformed::no(plan),
            })
        })
        .data()
    }

    fn name(&self) -> &str {
        "SortForWide"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

/// The same groups from sorted rows, if the plan is a wide aggregate in two passes.
fn sorted(plan: &Arc<dyn ExecutionPlan>) -> Result<Option<Arc<dyn ExecutionPlan>>> {
    let Some(last) = plan.downcast_ref::<AggregateExec>() else { return Ok(None) };
    if *last.mode() != AggregateMode::FinalPartitioned || last.aggr_expr().len() < WIDE {
        return Ok(None);
    }
    let Some(spread) = last.input().downcast_ref::<RepartitionExec>() else { return Ok(None) };
    let Some(first) = spread.input().downcast_ref::<AggregateExec>() else { return Ok(None) };
    if *first.mode() != AggregateMode::Partial || !first.group_expr().is_single() {
        return Ok(None);
    }
    let by = first.group_expr().input_exprs();
    let order = LexOrdering::new(by.iter().cloned().map(PhysicalSortExpr::new_default));
    let Some(order) = order else { return Ok(None) };
    let partitions = spread.partitioning().partition_count();
    let rows = RepartitionExec::try_new(first.input().clone(), Partitioning::Hash(by, partitions))?;
    let rows = SortExec::new(order, Arc::new(rows)).with_preserve_partitioning(true);
    let groups = AggregateExec::try_new(
        AggregateMode::SinglePartitioned,
        first.group_expr().clone(),
        first.aggr_expr().to_vec(),
        first.filter_expr().to_vec(),
        Arc::new(rows),
        first.input_schema(),
    )?;
    Ok(Some(Arc::new(groups)))
}
