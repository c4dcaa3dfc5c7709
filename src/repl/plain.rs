//! Entries from standard input, answers on standard output: for scripts.

use super::session::Session;
use std::io::{self, BufRead, Write};

/// Answers each entry; an entry is a line, or several as long as the grammar waits.
/// Gives whether all could be answered.
pub(super) fn run(session: &mut Session<'_>) -> io::Result<bool> {
    let (mut fine, mut first) = (true, true);
    let mut entry = String::new();
    let mut lines = io::stdin().lock().lines();
    loop {
        let line = lines.next().transpose()?;
        let ended = line.is_none();
        if let Some(line) = line {
            entry.push_str(&line);
            entry.push('\n');
            if !line.trim().is_empty() && session.goes_on(&entry) {
                continue;
            }
        }
        let whole = std::mem::take(&mut entry);
        if !whole.trim().is_empty() {
            let reply = session.enter(&whole);
            fine &= !reply.failed;
            io::stderr().write_all(reply.talk.as_bytes())?;
            let mut out = io::stdout().lock();
            if !first && !reply.answer.is_empty() && !session.quiet {
                out.write_all(b"\n")?;
            }
            first &= reply.answer.is_empty();
            out.write_all(reply.answer.as_bytes())?;
            out.flush()?;
            if reply.quits {
                return Ok(fine);
            }
        }
        if ended {
            return Ok(fine);
        }
    }
}
