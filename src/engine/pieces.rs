//! Files are handed out in pieces, to whoever has nothing to do.
//!
//! DataFusion gives each core one stretch of a file. Where the rows are in the order of time, as
//! those of an export are, and only the last year's count, one core has them all and the other
//! none. Its streams do share a queue of what is not yet open, so smaller pieces spread the work.

use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder, ParquetSource};
use datafusion::datasource::source::DataSourceExec;
use datafusion::error::Result;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;
use std::sync::Arc;

/// Pieces of a core's stretch: of a few, the last keeps the others waiting; each costs a look
/// at what the file says of its rows.
const PIECES: u64 = 16;
/// About the bytes of one group of rows.
const SMALLEST: u64 = 1 << 20;

/// Cuts what is read of Parquet files into pieces.
#[derive(Debug)]
pub(super) struct InPieces {
    /// Bytes of a piece at least.
    pub smallest: u64,
}

impl Default for InPieces {
    fn default() -> Self {
        Self { smallest: SMALLEST }
    }
}

impl PhysicalOptimizerRule for InPieces {
    fn optimize(&self, plan: Arc<dyn ExecutionPlan>, _: &ConfigOptions) -> Result<Arc<dyn ExecutionPlan>> {
        plan.transform_down(|plan| {
            Ok(match self.cut(&plan) {
                Some(cut) => Transformed::yes(cut),
                None => Transformed::no(plan),
            })
        })
        .data()
    }

    fn name(&self) -> &str {
        "InPieces"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

impl InPieces {
    /// The same rows in smaller pieces, if the plan reads files by more than one core, in any order.
    fn cut(&self, plan: &Arc<dyn ExecutionPlan>) -> Option<Arc<dyn ExecutionPlan>> {
        let scan = plan.downcast_ref::<DataSourceExec>()?;
        let (config, _) = scan.downcast_to_file_source::<ParquetSource>()?;
        let in_order =
            config.preserve_order || config.output_partitioning.is_some() || !config.output_ordering.is_empty();
        if in_order || config.file_groups.len() < 2 {
            return None;
        }
        let groups = config.file_groups.iter().map(|group| {
            let bytes: u64 = group.iter().map(PartitionedFile::effective_size).sum();
            let piece = bytes.div_ceil(PIECES).max(self.smallest);
            FileGroup::new(group.iter().flat_map(|file| stretches(file, piece)).collect())
        });
        let groups: Vec<FileGroup> = groups.collect();
        let config = FileScanConfigBuilder::from(config.clone()).with_file_groups(groups).build();
        Some(DataSourceExec::from_data_source(config))
    }
}

/// A file in stretches of about so many bytes.
fn stretches(file: &PartitionedFile, piece: u64) -> Vec<PartitionedFile> {
    let (start, end) = file.range();
    let count = ((end - start) / piece).max(1);
    let edge = |at: u64| i64::try_from(start + (end - start) * at / count).unwrap_or(i64::MAX);
    (0..count).map(|at| file.clone().with_range(edge(at), edge(at + 1))).collect()
}
