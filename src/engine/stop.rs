//! Work that somebody no longer waits for.

use futures::future::poll_immediate;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::runtime::Runtime;
use tokio::signal;
use tokio::sync::Notify;

/// Whether the work at hand is to stop. Its clones are one.
#[derive(Debug, Clone, Default)]
pub(super) struct Stop {
    asked: Arc<AtomicBool>,
    heard: Arc<Notify>,
}

impl Stop {
    /// Stops the work at hand.
    pub fn ask(&self) {
        self.asked.store(true, Ordering::SeqCst);
        self.heard.notify_waiters();
    }

    /// Other work begins, which nobody has asked to stop.
    pub fn begin(&self) {
        self.asked.store(false, Ordering::SeqCst);
    }

    /// Whether it was asked for.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::SeqCst)
    }

    /// Waits until it is asked for.
    pub async fn asked(&self) {
        let heard = self.heard.notified();
        // Whoever asks from here on is heard; whoever asked before is seen.
        if !self.is_asked() {
            heard.await;
        }
    }

    /// Takes each interrupt from the keyboard for a wish to stop, from this call on.
    pub fn heed_interrupts(self, runtime: &Runtime) {
        let mut interrupt = Box::pin(signal::ctrl_c());
        // The system is told when the wait begins: before that an interrupt would end the program.
        if runtime.block_on(poll_immediate(&mut interrupt)).is_some() {
            return;
        }
        runtime.spawn(async move {
            while interrupt.as_mut().await.is_ok() {
                self.ask();
                interrupt = Box::pin(signal::ctrl_c());
            }
        });
    }
}
