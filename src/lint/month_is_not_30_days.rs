//! `month-is-not-30-days`: `last 30d` and `last 1 month` side by side are two periods.

use super::Found;
use super::periods::{Period, periods};
use super::text::Text;
use crate::diagnostics::{Diagnostic, Rule};
use crate::time::{Edge, Length};

pub(super) fn check(text: &Text<'_>, found: &mut Found) {
    for segment in &text.segments {
        let periods = periods(&segment.said.body);
        for (at, period) in periods.iter().enumerate() {
            let earlier = periods.get(..at).unwrap_or_default();
            if let Some(other) = earlier.iter().find(|other| are_meant_alike(other, period)) {
                found.report(finding(other, period));
                // Said once, it is said.
                break;
            }
        }
    }
}

/// Whether one counts days, and the other as many months as those days are about.
fn are_meant_alike(one: &Period<'_>, other: &Period<'_>) -> bool {
    match (length(one), length(other)) {
        (Some(Length::Days(days)), Some(Length::Months(months)))
        | (Some(Length::Months(months)), Some(Length::Days(days))) => {
            let about =
                months.saturating_mul(30) == days || months % 12 == 0 && (months / 12).saturating_mul(365) == days;
            months > 0 && about
        }
        _ => false,
    }
}

/// How far a period goes back from today.
fn length(period: &Period<'_>) -> Option<Length> {
    match (period.window.from, period.window.to) {
        (Some(Edge::Today(length)), Some(Edge::Now)) => Some(length.back()),
        _ => None,
    }
}

fn finding(one: &Period<'_>, other: &Period<'_>) -> Diagnostic {
    let words = |period: &Period<'_>| length(period).map(Length::words).unwrap_or_default();
    let (first, second) = (words(one), words(other));
    let message = format!("{first} and {second} are not the same");
    let differ = if first.contains("year") || second.contains("year") {
        "a year has 365 or 366 days"
    } else {
        "a month has 28 to 31 days"
    };
    Diagnostic::new(Rule::MonthIsNot30Days, other.span, message, format!("{second} here"))
        .also(one.span, format!("{first} here"))
        .help(format!("{differ}; write both in one unit"))
}
