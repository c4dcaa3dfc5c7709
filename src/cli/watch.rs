//! What somebody at a terminal sees while the data is asked, and ctrl-c.

use super::bar;
use super::context::Context;
use crate::engine::{Data, Progress};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How often the picture changes.
const BEAT: Duration = Duration::from_millis(100);

/// A line that shows how far the work is, for as long as it lives.
#[derive(Debug)]
pub struct Watch {
    over: Arc<AtomicBool>,
    drawer: Option<JoinHandle<()>>,
}

impl Watch {
    /// Shows how far the work on the data is, and stops it on ctrl-c.
    pub fn over(data: &Data, context: &Context) -> Self {
        data.heed_interrupts();
        let over = Arc::new(AtomicBool::new(false));
        let drawer = (context.is_watched() && !context.quiet).then(|| {
            let (over, progress) = (over.clone(), data.progress());
            thread::spawn(move || draw(&progress, &over))
        });
        Self { over, drawer }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        if let Some(drawer) = self.drawer.take() {
            // It only draws; what becomes of it changes nothing.
            let _ = drawer.join();
        }
    }
}

fn draw(progress: &Progress, over: &AtomicBool) {
    let bar = bar::hidden(None);
    while !over.load(Ordering::SeqCst) {
        thread::sleep(BEAT);
        bar::show(&bar);
        if let Some((read, all)) = progress.rows().filter(|(_, all)| *all > 0) {
            bar.set_length(all);
            bar.set_position(read);
            bar.set_message(match read < all {
                true => "reading",
                false => "writing",
            });
        }
    }
}
