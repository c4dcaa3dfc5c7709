//! Limits that are checked before reading, so that reading cannot overflow.

use crate::diagnostics::{Diagnostic, Rule};
use crate::source::Span;

/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 100;
/// The largest text that is read, in bytes.
pub const MAX_BYTES: usize = 1_000_000;

/// Why a text is not read at all, if so.
pub(super) fn refuse(text: &str) -> Option<Diagnostic> {
    if text.len() > MAX_BYTES {
        let message = "this text is larger than 1 MB";
        return Some(
            Diagnostic::new(Rule::TooLarge, Span::new(0, 0), message, "")
                .help("split it into several files; a segment can use others by name"),
        );
    }
    too_deep(text).map(|at| deep(Span::new(at, at + 1), "one too many is opened here"))
}

/// What to say of a text that nests deeper than it could be read.
pub(super) fn deeper_than_read(text: &str) -> Diagnostic {
    let line = text.lines().next().unwrap_or_default();
    deep(Span::new(0, line.len()), "somewhere in this text")
}

fn deep(span: Span, label: &str) -> Diagnostic {
    let message = format!("more than {MAX_DEPTH} parentheses inside each other");
    Diagnostic::new(Rule::TooDeep, span, message, label).help("give parts a name with `let` and use the names")
}

/// The place where nesting passes the limit. `where` opens a level as a parenthesis does.
fn too_deep(text: &str) -> Option<usize> {
    let mut levels: Vec<usize> = Vec::new();
    let mut wheres = 0;
    let (mut in_text, mut in_comment, mut escaped) = (false, false, false);
    let mut word_start = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        if in_comment || in_text {
            in_comment &= c != '\n';
            in_text &= c != '\n' && (escaped || c != '"');
            escaped = !escaped && c == '\\';
            continue;
        }
        if c.is_alphanumeric() || c == '_' {
            word_start.get_or_insert(at);
            continue;
        }
        if let Some(start) = word_start.take() {
            match text.get(start..at) {
                Some("where") => wheres += 1,
                Some("and" | "or") => wheres = 0,
                _ => {}
            }
        }
        match c {
            '#' => in_comment = true,
            '"' => (in_text, escaped) = (true, false),
            '(' => levels.push(std::mem::take(&mut wheres)),
            ')' => wheres = levels.pop().unwrap_or_default(),
            _ => {}
        }
        if levels.iter().sum::<usize>() + levels.len() + wheres > MAX_DEPTH {
            return Some(at.min(text.len().saturating_sub(1)));
        }
    }
    None
}
