//! Ranges of time, whose edges move with the day: what is certain of their order on every day.

use super::stretch::Part;
use crate::time::{Clock, Edge, Length, Period, Window};
use crate::types::ir::Comparison;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A cut on the line of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cut {
    /// Right before an edge.
    Before(Edge),
    /// Right after the as-of instant.
    AfterNow,
}

/// The times of a window.
pub(super) fn part(window: &Window) -> Part<Cut> {
    let to = window.to.map(|edge| if edge == Edge::Now { Cut::AfterNow } else { Cut::Before(edge) });
    Part { from: window.from.map(Cut::Before), to }
}

/// The times up to now.
pub(super) fn until_now() -> Part<Cut> {
    Part { from: None, to: Some(Cut::AfterNow) }
}

/// The dates whose days since, or until, compare so; none where the number is beyond all calendars.
pub(super) fn days_away(comparison: Comparison, days: Decimal, since: bool) -> Option<Part<Cut>> {
    // The least and the most days that pass.
    let (least, most) = match comparison {
        Comparison::Equal if !days.is_integer() => return None,
        Comparison::Equal => (Some(days), Some(days)),
        Comparison::Less => (None, Some(days.ceil().checked_sub(Decimal::ONE)?)),
        Comparison::AtMost => (None, Some(days.floor())),
        Comparison::Greater => (Some(days.floor().checked_add(Decimal::ONE)?), None),
        Comparison::AtLeast => (Some(days.ceil()), None),
    };
    let day = |days: Decimal| {
        let days = days.to_i64().filter(|days| Length::Days(*days).is_sane())?;
        Some(if since { -days } else { days })
    };
    let start = |day: i64| Cut::Before(Edge::Today(Length::Days(day)));
    let (first, last) = if since { (most, least) } else { (least, most) };
    Some(Part {
        from: first.map(day).map_or(Some(None), |day| Some(Some(start(day?))))?,
        to: last.map(day).map_or(Some(None), |day| Some(Some(start(day? + 1))))?,
    })
}

/// Whether one cut is certain not to lie behind another, on whatever day.
pub(super) fn at_most(one: &Cut, other: &Cut, clock: &Clock) -> bool {
    match (*one, *other) {
        (Cut::AfterNow, Cut::AfterNow) => true,
        (Cut::Before(edge), Cut::AfterNow) => edge_at_most(edge, Edge::Now, clock),
        (Cut::AfterNow, Cut::Before(edge)) => match edge {
            Edge::Exactly(Length::Minutes(minutes)) => minutes > 0,
            edge => days(edge).is_some_and(|(least, _)| least >= 1),
        },
        (Cut::Before(one), Cut::Before(other)) => edge_at_most(one, other, clock),
    }
}

fn edge_at_most(one: Edge, other: Edge, clock: &Clock) -> bool {
    let is_fixed = |edge: Edge| matches!(edge, Edge::Day(_) | Edge::Moment(_) | Edge::After(_));
    if one == other {
        return true;
    }
    if is_fixed(one) && is_fixed(other) {
        return clock.instant(one) <= clock.instant(other);
    }
    let minutes = |edge: Edge| match edge {
        Edge::Exactly(Length::Minutes(minutes)) => Some(minutes),
        Edge::Now => Some(0),
        _ => None,
    };
    match (minutes(one), minutes(other)) {
        (Some(one), Some(other)) => return one <= other,
        (Some(minutes), None) => return days(other).is_some_and(|(least, _)| lies_before(minutes, least)),
        (None, Some(minutes)) => return days(one).is_some_and(|(_, most)| lies_after(minutes, most)),
        (None, None) => {}
    }
    by_months(one, other)
        || match (days(one), days(other)) {
            (Some((_, most)), Some((least, _))) => most <= least,
            _ => false,
        }
}

/// So many minutes are the clocks set forward or back at most while days go by.
const SLACK: i64 = 26 * 60;

/// Whether so many minutes from now is before the day that is so many days from today
/// begins, even in the last minute of today.
fn lies_before(minutes: i64, day: i64) -> bool {
    minutes <= (day - 1) * 24 * 60 - SLACK || day >= 1 && minutes <= 0
}

/// Whether so many minutes from now is after the day that is so many days from today
/// has begun, even in the first minute of today.
fn lies_after(minutes: i64, day: i64) -> bool {
    minutes >= day * 24 * 60 + SLACK || day <= 0 && minutes >= 0
}

/// Order among beginnings of months, quarters and years, and among lengths in months.
fn by_months(one: Edge, other: Edge) -> bool {
    // By how many months the beginning is away from that of this month, in each month of the year.
    let months = |edge: Edge, month: i64| match edge {
        Edge::Start(Period::Month, ahead) => Some(i64::from(ahead)),
        Edge::Start(Period::Quarter, ahead) => Some(3 * i64::from(ahead) - month % 3),
        Edge::Start(Period::Year, ahead) => Some(12 * i64::from(ahead) - month),
        _ => None,
    };
    let in_each =
        (0..12).all(|month| matches!((months(one, month), months(other, month)), (Some(a), Some(b)) if a <= b));
    in_each
        || match (one, other) {
            (Edge::Today(Length::Months(a)), Edge::Today(Length::Months(b)) | Edge::DayAfter(Length::Months(b)))
            | (Edge::DayAfter(Length::Months(a)), Edge::DayAfter(Length::Months(b))) => a <= b,
            (Edge::DayAfter(Length::Months(a)), Edge::Today(Length::Months(b))) => a < b,
            _ => false,
        }
}

/// The fewest and the most days that an edge at the beginning of a day is away from today.
fn days(edge: Edge) -> Option<(i64, i64)> {
    let (least, most) = match edge {
        Edge::Today(length) | Edge::Exactly(length) => away(length)?,
        Edge::DayAfter(length) => {
            let (least, most) = away(length)?;
            (least + 1, most + 1)
        }
        Edge::Start(Period::Day, ahead) => (i64::from(ahead), i64::from(ahead)),
        Edge::Start(Period::Week, ahead) => (7 * i64::from(ahead) - 6, 7 * i64::from(ahead)),
        Edge::Start(Period::Month, ahead) => start(i64::from(ahead), 30)?,
        Edge::Start(Period::Quarter, ahead) => start(3 * i64::from(ahead), 91)?,
        Edge::Start(Period::Year, ahead) => start(12 * i64::from(ahead), 365)?,
        Edge::Now | Edge::Day(_) | Edge::Moment(_) | Edge::After(_) => return None,
    };
    Some((least, most))
}

fn away(length: Length) -> Option<(i64, i64)> {
    match length {
        Length::Days(days) => Some((days, days)),
        Length::Months(0) => Some((0, 0)),
        Length::Months(months) => {
            // A month has 30.436875 days; no run of months is further from that than four days.
            let days = months.checked_mul(30_436_875)?.div_euclid(1_000_000);
            Some((days - 4, days + 5))
        }
        Length::Minutes(_) => None,
    }
}

/// The beginning of a period so many months from the present one, which began at most so many days ago.
fn start(months: i64, ago: i64) -> Option<(i64, i64)> {
    let (least, most) = away(Length::Months(months))?;
    Some(if months > 0 { ((least - ago).max(1), most) } else { (least - ago, most.min(0)) })
}
