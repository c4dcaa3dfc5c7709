//! Work done by all cores: the same on many things, whose results stand in the order of the things, or two at once.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// So many things a thread takes at once; fewer are not worth one.
const FEW: usize = 64;

/// What a thread may use, in bytes: as much as the main one, for texts that lie deep.
const STACK: usize = 8 << 20;

/// The result of some work for each of many things.
pub fn each<'t, T: Sync, R: Send>(things: &'t [T], work: impl Fn(&'t T) -> R + Sync) -> Vec<R> {
    each_with(things, || (), |(), thing| work(thing))
}

/// The result of some work for each of many things, for which every thread has something of its own. Whichever
/// thread is done with a few takes the next few: one that is held up leaves more to the others.
pub fn each_with<'t, T: Sync, S, R: Send>(
    things: &'t [T],
    own: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &'t T) -> R + Sync,
) -> Vec<R> {
    let taken = AtomicUsize::new(0);
    let of_thread = || {
        let mut own = own();
        let next = || things.chunks(FEW).enumerate().nth(taken.fetch_add(1, Ordering::Relaxed));
        let of_few =
            |(at, few): (usize, &'t [T])| (at, few.iter().map(|thing| work(&mut own, thing)).collect::<Vec<R>>());
        std::iter::from_fn(next).map(of_few).collect::<Vec<_>>()
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(things.len().div_ceil(FEW));
    let mut done = Vec::new();
    if workers > 1 {
        thread::scope(|scope| {
            let begin = || Builder::new().stack_size(STACK).spawn_scoped(scope, of_thread);
            // Where no thread is to be had, the others do its part.
            let begun: Vec<_> = (0..workers).filter_map(|_| begin().ok()).collect();
            done.extend(
                begun.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|cause| resume_unwind(cause))),
            );
        });
    }
    // One thread is this one, which also does what no other could be had for.
    if done.is_empty() {
        done = of_thread();
    }
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().flat_map(|(_, few)| few).collect()
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
