//! Work done by all cores: the same on many things, whose results stand in the order of the things, or two at once.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread::{self, Builder};

/// Fewer things than this are not worth a thread.
const FEW: usize = 64;

/// What a thread may use, in bytes: as much as the main one, for texts that lie deep.
const STACK: usize = 8 << 20;

/// The result of some work for each of many things.
pub fn each<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    each_with(things, || (), |(), thing| work(thing))
}

/// The result of some work for each of many things, for which every thread has something of its own.
pub fn each_with<T: Sync, S, R: Send>(
    things: &[T],
    own: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    let of_part = |part: &[T]| {
        let mut own = own();
        part.iter().map(|thing| work(&mut own, thing)).collect::<Vec<R>>()
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let share = things.len().div_ceil(workers).max(FEW);
    if share >= things.len() {
        return of_part(things);
    }
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

/// The results of two pieces of work that are done at the same time.
pub fn both<A, B: Send>(one: impl FnOnce() -> A, other: impl Fn() -> B + Sync) -> (A, B) {
    thread::scope(|scope| {
        let begun = Builder::new().stack_size(STACK).spawn_scoped(scope, &other);
        let one = one();
        let other = match begun {
            Ok(thread) => thread.join().unwrap_or_else(|cause| resume_unwind(cause)),
            Err(_) => other(),
        };
        (one, other)
    })
}
