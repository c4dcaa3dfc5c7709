//! Making repairs: never overlapping, and only as far as they are trusted.

use super::{Diagnostic, Edit, Fix, Safety};
use crate::source::Span;

/// The text with its safe repairs made, and how many they were; of two that touch the
/// same place the first is made, and the other is found again in the result.
pub fn mend(text: &str, diagnostics: &[Diagnostic]) -> (String, usize) {
    let fixes = repairs(diagnostics, Safety::Safe);
    (repaired(text, &fixes), fixes.len())
}

/// The repairs to make, none of which touch; the unsafe ones only where they are asked for, and where there
/// is no other one to choose.
pub fn repairs(diagnostics: &[Diagnostic], trusted: Safety) -> Vec<&Fix> {
    let mut made: Vec<&Fix> = Vec::new();
    for diagnostic in diagnostics {
        let safe = diagnostic.fixes.iter().find(|fix| fix.safety == Safety::Safe);
        let only = match diagnostic.fixes.as_slice() {
            [one] if trusted == Safety::Unsafe && one.safety == Safety::Unsafe => Some(one),
            _ => None,
        };
        let Some(fix) = safe.or(only) else { continue };
        let touches = |edit: &Edit| made.iter().flat_map(|other| &other.edits).any(|other| near(edit, other));
        if !fix.edits.iter().any(touches) {
            made.push(fix);
        }
    }
    made
}

/// The text with these repairs made, which do not touch.
pub fn repaired(text: &str, fixes: &[&Fix]) -> String {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        mended.push_str(text.get(at..edit.span.start).unwrap_or_default());
        mended.push_str(&edit.text);
        at = edit.span.end.max(at);
    }
    mended.push_str(text.get(at..).unwrap_or_default());
    mended
}

/// Takes repairs back that would take one of these comments with them: what it says is nobody's to leave out. Of a
/// comment that is itself what is wrong, a repair may.
pub fn spare(comments: &[Span], text: &str, diagnostics: &mut [Diagnostic]) {
    if comments.is_empty() {
        return;
    }
    let said = |comment: &Span| text.get(comment.range()).unwrap_or_default().trim_end();
    for diagnostic in diagnostics {
        let wrong = diagnostic.span();
        let loses = |edit: &Edit| {
            let mut lost = comments.iter().filter(|comment| edit.span.overlaps(**comment));
            lost.any(|comment| !comment.covers(wrong) && !edit.text.contains(said(comment)))
        };
        diagnostic.fixes.retain(|fix| !fix.edits.iter().any(loses));
    }
}

/// Whether two edits overlap or meet.
fn near(a: &Edit, b: &Edit) -> bool {
    a.span.start <= b.span.end && b.span.start <= a.span.end
}
