//! Customers flow past what was found out about them.
//!
//! Of two sides of a join DataFusion collects the one that it takes for the smaller, and how many
//! groups an aggregate makes it cannot know. So it would collect all customers for each table,
//! with all that was joined to them before, again and again.

use datafusion::common::JoinType;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::error::Result;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::aggregates::AggregateExec;
use datafusion::physical_plan::joins::{HashJoinExec, PartitionMode};
use datafusion::physical_plan::projection::ProjectionExec;
use datafusion::physical_plan::repartition::RepartitionExec;
use std::sync::Arc;

/// The rule of DataFusion that chooses which side is collected.
const CHOOSES: &str = "join_selection";

/// DataFusion's rules, and after the one that chooses sides, one that knows better.
pub(super) fn with_groups_collected() -> Vec<Arc<dyn PhysicalOptimizerRule + Send + Sync>> {
    let mut rules = PhysicalOptimizer::new().rules;
    if let Some(at) = rules.iter().position(|rule| rule.name() == CHOOSES) {
        rules.insert(at + 1, Arc::new(CollectGroups));
    }
    rules
}

/// Collects the groups, of which each row of the other side has one at most.
#[derive(Debug)]
struct CollectGroups;

impl PhysicalOptimizerRule for CollectGroups {
    fn optimize(&self, plan: Arc<dyn ExecutionPlan>, _: &ConfigOptions) -> Result<Arc<dyn ExecutionPlan>> {
        plan.transform_up(|plan| {
            Ok(match plan.downcast_ref::<HashJoinExec>().filter(|join| collects_rows(join)) {
                Some(join) => Transformed::yes(join.swap_inputs(PartitionMode::Partitioned)?),
                None => Transformed::no(plan),
            })
        })
        .data()
    }

    fn name(&self) -> &str {
        "CollectGroups"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

/// Whether a join brings groups to rows, and collects the rows.
fn collects_rows(join: &HashJoinExec) -> bool {
    *join.partition_mode() == PartitionMode::Partitioned
        && *join.join_type() == JoinType::Left
        && are_groups(join.right())
}

fn are_groups(plan: &Arc<dyn ExecutionPlan>) -> bool {
    if let Some(project) = plan.downcast_ref::<ProjectionExec>() {
        return are_groups(project.input());
    }
    if let Some(spread) = plan.downcast_ref::<RepartitionExec>() {
        return are_groups(spread.input());
    }
    plan.downcast_ref::<AggregateExec>().is_some()
}
