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

/// Goes through things, and shows whoever watches how many of them are done.
pub fn through<'a, T>(things: &'a [T], doing: &'static str, watched: bool) -> impl Iterator<Item = &'a T> {
    let bar = hidden(Some(things.len() as u64)).with_message(doing);
    things.iter().inspect(move |_| {
        if watched {
            show(&bar);
        }
        bar.inc(1);
    })
}
