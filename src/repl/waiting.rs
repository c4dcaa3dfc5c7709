//! Something to look at while a count takes its time.

use std::io::{self, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Nobody wonders for so long.
const PATIENCE: Duration = Duration::from_millis(400);

/// A line that says that work goes on; it is gone when this is dropped.
pub(super) struct Waiting {
    ended: Option<Sender<()>>,
    line: Option<JoinHandle<()>>,
}

impl Waiting {
    /// Work begins.
    pub fn begin() -> Self {
        let (ended, heard) = channel();
        let line = thread::spawn(move || {
            if heard.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                show("counting ... ctrl-c stops it");
                let _ = heard.recv();
                show("\r\x1b[K");
            }
        });
        Self { ended: Some(ended), line: Some(line) }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        drop(self.ended.take());
        if let Some(line) = self.line.take() {
            // It only ever prints.
            let _ = line.join();
        }
    }
}

fn show(text: &str) {
    let mut out = io::stdout().lock();
    // A terminal that is gone shows nothing.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
