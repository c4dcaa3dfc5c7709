//! How far long work is, for somebody who waits at a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};
use std::time::Duration;

/// Nothing is shown of work that is done sooner.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar that is not shown yet, and gone when the work is over.
pub fn hidden(length: Option<u64>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden()).with_finish(ProgressFinish::AndClear);
    match ProgressStyle::with_template("  {bar:30} {percent:>3} %  {msg}  {elapsed}") {
        Ok(style) => bar.with_style(style.progress_chars("━━ ")),
        Err(_) => bar,
    }
}

/// Shows a bar whose work has taken long.
pub fn show(bar: &ProgressBar) {
    if bar.is_hidden() && bar.elapsed() >= PATIENCE {
        bar.set_draw_target(ProgressDrawTarget::stderr());
    }
}

/// Shows whoever watches how many of some things are done.
pub struct Steps {
    bar: ProgressBar,
    is_watched: bool,
}

impl Steps {
    /// So many things, and what is done with them.
    pub fn new(length: usize, doing: &'static str, is_watched: bool) -> Self {
        Self { bar: hidden(Some(length as u64)).with_message(doing), is_watched }
    }

    /// One more is done.
    pub fn step(&self) {
        self.bar.inc(1);
        if self.is_watched {
            show(&self.bar);
        }
    }
}
