//! `always-true`: what is asked for holds for everybody.

use super::Found;
use super::text::Text;
use super::verdict::{Piece, Verdict};
use crate::diagnostics::{Diagnostic, Rule};

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        for verdict in segment.verdicts(text) {
            if let Verdict::Always { part, why, whole } = verdict {
                found.report(finding(part, why, *whole));
            }
        }
    }
}

fn finding(part: &Piece, why: &[Piece], whole: bool) -> Diagnostic {
    let message = if whole { "everybody matches this segment" } else { "everybody matches this part" };
    let new = |piece: &Piece, label: &str| Diagnostic::new(Rule::AlwaysTrue, piece.span, message, label);
    let finding = match why {
        [one, .., last] => new(last, "whoever does not meet this")
            .also(one.span, "meets this")
            .help("if both must hold, join them with `and`"),
        [only] if only.span != part.span => new(only, "this is always so"),
        _ => new(part, "this is always so"),
    };
    match whole {
        true => finding,
        false => finding.help("left out, it would change nothing"),
    }
}
