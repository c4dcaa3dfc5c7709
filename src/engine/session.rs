//! Where plans are run: a plan goes in, batches come out. The only place that knows
//! how; a cluster would take its place here.

use super::error::RunError;
use super::flow;
use super::guard::Guard;
use super::pieces::InPieces;
use super::progress::Progress;
use super::stop::Stop;
use super::wide::SortForWide;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::execution::SessionStateBuilder;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_plan::execute_stream;
use datafusion::prelude::{SessionConfig, SessionContext};
use futures::StreamExt;
use futures::future::{Either, select};
use std::num::NonZeroUsize;
use std::pin::pin;
use std::sync::Arc;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::JoinHandle;

/// Stack of a thread that plans and runs: plans of many conditions are deep.
const STACK: usize = 16 << 20;
/// Files that are read at the same time at most: systems let a program open no more than 256.
const FILES_AT_ONCE: usize = 64;

/// How the work is spread. It changes how long an answer takes, never the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effort {
    /// Threads that work side by side; else one for each core.
    pub threads: Option<NonZeroUsize>,
    /// Rows that are worked on at once; else what suits the engine.
    pub rows_at_once: Option<NonZeroUsize>,
    /// Bytes of a file that one thread reads at a time at least; else what suits the engine.
    pub bytes_at_once: Option<NonZeroUsize>,
}

/// Runs plans on the machine's cores.
pub(super) struct Session {
    context: SessionContext,
    runtime: Runtime,
    progress: Progress,
    /// What ends the work that is running.
    pub stop: Stop,
}

impl Session {
    pub fn new(effort: Effort) -> Result<Self, std::io::Error> {
        let mut threads = Builder::new_multi_thread();
        threads.thread_stack_size(STACK).thread_name("seg").enable_all().max_blocking_threads(FILES_AT_ONCE);
        let mut config = SessionConfig::new().with_information_schema(false);
        if let Some(count) = effort.threads {
            threads.worker_threads(count.get());
            config = config.with_target_partitions(count.get());
        }
        if let Some(rows) = effort.rows_at_once {
            config = config.with_batch_size(rows.get());
        }
        let mut pieces = InPieces::default();
        if let Some(bytes) = effort.bytes_at_once {
            config = config.with_repartition_file_min_size(bytes.get());
            pieces.smallest = bytes.get() as u64;
        }
        let runtime = threads.build()?;
        config.options_mut().execution.time_zone = Some("UTC".to_owned());
        let state = SessionStateBuilder::new()
            .with_config(config)
            .with_default_features()
            .with_physical_optimizer_rules(flow::with_groups_collected())
            .with_physical_optimizer_rule(Arc::new(SortForWide))
            .with_physical_optimizer_rule(Arc::new(pieces))
            .build();
        let context = SessionContext::new_with_state(state);
        Ok(Self { context, runtime, progress: Progress::default(), stop: Stop::default() })
    }

    /// How far the plan is that was started last.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// Takes each interrupt from the keyboard for a wish to stop the work at hand.
    pub fn heed_interrupts(&self) {
        self.stop.clone().heed_interrupts(&self.runtime);
    }

    /// Starts a plan.
    pub fn run(&self, plan: LogicalPlan) -> Batches {
        let (context, progress) = (self.context.clone(), self.progress.clone());
        let (sender, batches) = channel(2);
        let work = self.runtime.spawn(async move {
            let opened = async {
                let state = context.state();
                let physical = state.create_physical_plan(&plan).await?;
                progress.is_about(physical.clone());
                execute_stream(physical, state.task_ctx())
            };
            let mut stream = match opened.await {
                Ok(stream) => stream,
                Err(error) => return drop(sender.send(Err(error)).await),
            };
            while let Some(batch) = stream.next().await {
                if sender.send(batch).await.is_err() {
                    return;
                }
            }
        });
        Batches {
            batches,
            work: Some(work),
            handle: self.runtime.handle().clone(),
            stop: self.stop.clone(),
            guard: None,
        }
    }

    /// The plan as it is run, as text.
    pub fn optimized(&self, plan: LogicalPlan) -> Result<String, RunError> {
        let context = self.context.clone();
        let work = self.runtime.spawn(async move {
            let plan = context.state().optimize(&plan)?;
            Ok::<_, DataFusionError>(plan.display_indent().to_string())
        });
        match self.runtime.block_on(work) {
            Ok(text) => Ok(text?),
            Err(error) => Err(DataFusionError::External(Box::new(error)).into()),
        }
    }
}

/// The batches of a running plan. Dropping it ends the work.
pub(super) struct Batches {
    batches: Receiver<Result<RecordBatch, DataFusionError>>,
    /// The work, until its end has been seen.
    work: Option<JoinHandle<()>>,
    handle: Handle,
    stop: Stop,
    /// What watches over the files, if it reads some.
    guard: Option<Guard>,
}

impl Batches {
    /// The same, over files that are watched over until the end.
    #[must_use]
    pub fn over(self, guard: Guard) -> Self {
        let mut all = self;
        all.guard = Some(guard);
        all
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, RunError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.handle.block_on(async {
            let stopped = pin!(self.stop.asked());
            let batch = pin!(self.batches.recv());
            match select(stopped, batch).await {
                Either::Left(_) => Some(Err(RunError::stopped())),
                Either::Right((Some(batch), _)) => Some(batch.map_err(RunError::from)),
                // Work that broke down has sent no more batches either.
                Either::Right((None, _)) => match self.work.take()?.await {
                    Ok(()) => None,
                    Err(error) => Some(Err(DataFusionError::External(Box::new(error)).into())),
                },
            }
        });
        let next = match (next, &self.guard) {
            (Some(Err(error)), Some(guard)) => Some(Err(guard.explain(error))),
            (None, Some(guard)) => guard.is_same().err().map(Err),
            (next, _) => next,
        };
        if !matches!(next, Some(Ok(_))) {
            self.guard = None;
        }
        if matches!(next, Some(Err(_))) {
            self.batches.close();
        }
        next
    }
}

impl Drop for Batches {
    fn drop(&mut self) {
        self.work.iter().for_each(JoinHandle::abort);
    }
}

/// A table's files as a plan's source.
pub(super) type Source = Arc<dyn datafusion::logical_expr::TableSource>;
