//! The same work on many things, by all cores; the results stand in the order of the things.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread::{self, Builder};

/// Fewer things than this are not worth a thread.
const FEW: usize = 64;

/// What a thread may use, in bytes: as much as the main one, for texts that lie deep.
const STACK: usize = 8 << 20;

/// The result of some work for each of many things.
pub fn each<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let share = things.len().div_ceil(workers).max(FEW);
    if share >= things.len() {
        return things.iter().map(work).collect();
    }
    let of_part = |part: &[T]| part.iter().map(&work).collect::<Vec<R>>();
    let of_part = &of_part;
    thread::scope(|scope| {
        let begin = |part| (part, Builder::new().stack_size(STACK).spawn_scoped(scope, move || of_part(part)));
        let parts: Vec<_> = things.chunks(share).map(begin).collect();
        let finished = parts.into_iter().flat_map(|(part, thread)| match thread {
            Ok(thread) => thread.join().unwrap_or_else(|cause| resume_unwind(cause)),
            // No other thread is to be had: then this one does it.
            Err(_) => of_part(part),
        });
        finished.collect()
    })
}
