//! Stopping the work: what is asked of the data ends with an error, soon.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use tokio::runtime::Handle;
use tokio::task::AbortHandle;

/// What stops the work of a [`Data`](super::Data); copies are one.
#[derive(Debug, Clone)]
pub struct Stop {
    stopped: Arc<AtomicBool>,
    work: Arc<Mutex<Vec<AbortHandle>>>,
    runtime: Handle,
}

impl Stop {
    pub(super) fn new(runtime: Handle) -> Self {
        Self { stopped: Arc::default(), work: Arc::default(), runtime }
    }

    /// Stops the work.
    pub fn now(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        if let Ok(mut work) = self.work.lock() {
            work.drain(..).for_each(|work| work.abort());
        }
    }

    /// Whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// Stops the work when somebody presses ctrl-c; a program that does not heed that
    /// ends when it is pressed again.
    pub fn on_interrupt(&self) {
        let stop = self.clone();
        self.runtime.spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                stop.now();
            }
            if tokio::signal::ctrl_c().await.is_ok() {
                std::process::exit(130);
            }
        });
    }

    /// Makes this end when the work is stopped.
    pub(super) fn ends(&self, new: AbortHandle) {
        if let Ok(mut work) = self.work.lock() {
            work.retain(|work| !work.is_finished());
            work.push(new);
        }
    }
}
