//! Making repairs: never overlapping, and only as far as they are trusted.

use super::{Diagnostic, Edit, Fix, Safety};

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

/// Whether two edits overlap or meet.
fn near(a: &Edit, b: &Edit) -> bool {
    a.span.start <= b.span.end && b.span.start <= a.span.end
}
