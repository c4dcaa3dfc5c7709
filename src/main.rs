//! The program: its arguments go to [`seg::cli`], which says how it ends.

use std::io::{Write, stderr};
use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;
use std::thread;

/// Texts may nest a hundred deep and helpers deeper; the stack that a system gives to a
/// program differs, so the work is done on one of a known size.
const STACK: usize = 64 << 20;

fn main() -> ExitCode {
    panic::set_hook(Box::new(own_up));
    let work = thread::Builder::new().stack_size(STACK).spawn(|| seg::cli::run(std::env::args_os()));
    match work.map(thread::JoinHandle::join) {
        Ok(Ok(ending)) => ending,
        _ => ExitCode::from(2),
    }
}

/// Says in the reader's words that the program is wrong, not the reader.
fn own_up(info: &PanicHookInfo<'_>) {
    let what = info.payload_as_str().unwrap_or("unknown");
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    // Nobody may be left to hear it.
    let _ = writeln!(
        stderr(),
        "  × this is a mistake in seg, not in your segment\n  help: please send us what you typed, and this: {what} ({place})"
    );
}
