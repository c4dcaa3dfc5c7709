//! How far a plan is, by the rows of files that it has read.

use datafusion::common::stats::Precision;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::statistics::{StatisticsArgs, StatisticsContext};
use std::fmt;
use std::sync::{Arc, Mutex};

/// How far the work is that a [`Data`](super::Data) does; copies are one.
#[derive(Clone, Default)]
pub struct Progress {
    plan: Arc<Mutex<Option<Arc<dyn ExecutionPlan>>>>,
}

impl Progress {
    pub(super) fn is_about(&self, plan: Arc<dyn ExecutionPlan>) {
        if let Ok(mut current) = self.plan.lock() {
            *current = Some(plan);
        }
    }

    /// How many rows were read, and of how many; none before anything is.
    pub fn rows(&self) -> Option<(u64, u64)> {
        let plan = self.plan.lock().ok()?.clone()?;
        let (mut read, mut all) = (0, 0);
        add(plan.as_ref(), &mut read, &mut all);
        Some((read.min(all), all))
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Progress").field(&self.rows()).finish()
    }
}

fn add(plan: &dyn ExecutionPlan, read: &mut u64, all: &mut u64) {
    let inside = plan.children();
    if inside.is_empty() {
        let rows = plan.metrics().and_then(|metrics| metrics.output_rows());
        *read += rows.unwrap_or_default() as u64;
        let whole = StatisticsContext::new().compute(plan, &StatisticsArgs::new());
        if let Ok(Precision::Exact(rows) | Precision::Inexact(rows)) = whole.map(|whole| whole.num_rows) {
            *all += rows as u64;
        }
    }
    for part in inside {
        add(part.as_ref(), read, all);
    }
}
