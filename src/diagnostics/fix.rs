//! Making repairs: safe ones, never overlapping.

use super::{Diagnostic, Edit, Safety};

/// The text with its safe repairs made, and how many they were; of two that touch the
/// same place the first is made, and the other is found again in the result.
pub fn mend(text: &str, diagnostics: &[Diagnostic]) -> (String, usize) {
    let mut edits: Vec<&Edit> = Vec::new();
    let mut made = 0;
    for diagnostic in diagnostics {
        let Some(fix) = diagnostic.fixes.iter().find(|fix| fix.safety == Safety::Safe) else { continue };
        let touches = |edit: &Edit| edits.iter().any(|other| near(edit, other));
        if !fix.edits.iter().any(touches) {
            edits.extend(&fix.edits);
            made += 1;
        }
    }
    edits.sort_by_key(|edit| edit.span);
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        mended.push_str(text.get(at..edit.span.start).unwrap_or_default());
        mended.push_str(&edit.text);
        at = edit.span.end.max(at);
    }
    mended.push_str(text.get(at..).unwrap_or_default());
    (mended, made)
}

/// Whether two edits overlap or meet.
fn near(a: &Edit, b: &Edit) -> bool {
    a.span.start <= b.span.end && b.span.start <= a.span.end
}
