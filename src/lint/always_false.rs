//! `always-false`: what is asked for excludes itself, so that nobody can match.

use super::Found;
use super::text::Text;
use super::verdict::{Piece, Verdict};
use crate::diagnostics::{Diagnostic, Rule};
use crate::types::ir::{Comparison, Condition, Test, Value};

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        for verdict in segment.verdicts(text) {
            if let Verdict::Never { part, why, whole } = verdict {
                found.report(finding(text, part, why, *whole));
            }
        }
    }
}

fn finding(text: &Text<'_>, part: &Piece, why: &[Piece], whole: bool) -> Diagnostic {
    let message = if whole { "nobody can match this segment" } else { "nobody can match this part" };
    let new = |piece: &Piece, label: &str| Diagnostic::new(Rule::AlwaysFalse, piece.span, message, label);
    match why {
        [one, other] => {
            let (first, second) = match (bound(&one.meaning), bound(&other.meaning)) {
                (Some((a, one)), Some((b, other))) if a == b => (format!("{one} here"), format!("and {other} here")),
                _ => ("this".to_owned(), "and this exclude each other".to_owned()),
            };
            help(text, new(other, &second).also(one.span, first), one, other)
        }
        [one, .., last] if why.len() > 2 => new(last, "and this exclude each other")
            .also(one.span, "this")
            .help("no two of them do it alone; look at what stands between them, too"),
        [only] if only.span != part.span => new(only, "this is never so"),
        _ => new(part, if whole { "this is never so" } else { "not beside what else must hold here" })
            .help("it may be left out, or means something else than is written"),
    }
}

fn help(text: &Text<'_>, finding: Diagnostic, one: &Piece, other: &Piece) -> Diagnostic {
    let (Some((value, _)), Some((same, _))) = (bound(&one.meaning), bound(&other.meaning)) else {
        return finding.help("one of the two may mean something else than is written");
    };
    if value != same {
        return finding.help("one of the two may mean something else than is written");
    }
    let subject = text.slice(one.span).split_whitespace().next().unwrap_or_default();
    match (range(&one.meaning), range(&other.meaning)) {
        (Some((a, true)), Some((b, false))) | (Some((b, false)), Some((a, true))) if b < a => finding
            .help("one value cannot be both; did you mean `or`,")
            .help(format!("or `{subject} between {b} and {a}`?")),
        _ => finding.help("one value cannot be both; did you mean `or`?"),
    }
}

/// The value that a plain comparison is about, and what it asks of it.
fn bound(condition: &Condition) -> Option<(&Value, String)> {
    match condition {
        Condition::Test(Test::Compare(value, comparison, Value::Number(number))) => {
            let how = match comparison {
                Comparison::Equal => "exactly",
                Comparison::Less => "less than",
                Comparison::AtMost => "at most",
                Comparison::Greater => "more than",
                Comparison::AtLeast => "at least",
            };
            Some((value, format!("{how} {number}")))
        }
        Condition::Test(Test::OneOf { value, options, .. }) => match options.as_slice() {
            [one] => Some((value, format!("`{one}`"))),
            _ => Some((value, "one of these".to_owned())),
        },
        _ => None,
    }
}

/// The number of a bound, and whether it is a lower one.
fn range(condition: &Condition) -> Option<(rust_decimal::Decimal, bool)> {
    match condition {
        Condition::Test(Test::Compare(_, comparison, Value::Number(number))) => match comparison {
            Comparison::Greater | Comparison::AtLeast => Some((*number, true)),
            Comparison::Less | Comparison::AtMost => Some((*number, false)),
            Comparison::Equal => None,
        },
        _ => None,
    }
}
