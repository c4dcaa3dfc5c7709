//! Whether an instant lies in a window, by the calendar of `civil`.
//!
//! An edge at a day's 00:00 is compared by days, without asking at which instant
//! the day began; edges that are exact are compared by instants. It must not use
//! `Window::range` or the clock's own reckoning of edges, which it checks.

use super::civil;
use crate::time::{Clock, Edge, Instant, Length, Period, WeekStart, Window};
use chrono::{Datelike, NaiveDate, TimeDelta};

/// Whether an instant lies in a window.
pub(super) fn holds(window: &Window, instant: Instant, clock: &Clock) -> bool {
    let begun = window.from.is_none_or(|edge| !is_before(instant, edge, clock));
    let over = match window.to {
        None => false,
        Some(Edge::Now) => instant > clock.as_of(),
        Some(edge) => !is_before(instant, edge, clock),
    };
    begun && !over
}

fn is_before(instant: Instant, edge: Edge, clock: &Clock) -> bool {
    let zone = clock.zone();
    match edge {
        Edge::Now => instant < clock.as_of(),
        Edge::Exactly(Length::Minutes(minutes)) => match TimeDelta::try_minutes(minutes) {
            Some(length) => instant.signed_duration_since(clock.as_of()) < length,
            None => minutes > 0,
        },
        Edge::Moment(moment) => civil::moment(moment, zone).is_none_or(|edge| instant < edge),
        Edge::After(moment) => civil::moment(moment, zone).is_none_or(|edge| instant < edge + TimeDelta::seconds(1)),
        Edge::Day(day) => civil::day_of(instant, zone) < number(day),
        Edge::Today(length) | Edge::Exactly(length) => civil::day_of(instant, zone) < later(today(clock), length),
        Edge::DayAfter(length) => civil::day_of(instant, zone) <= later(today(clock), length),
        Edge::Start(period, ahead) => civil::day_of(instant, zone) < start(clock, period, i64::from(ahead)),
    }
}

fn today(clock: &Clock) -> i64 {
    civil::day_of(clock.as_of(), clock.zone())
}

fn later(day: i64, length: Length) -> i64 {
    match length {
        Length::Days(days) => day.saturating_add(days),
        Length::Months(months) => {
            // Lengths are bounded when they are read; this keeps others within 64 bits.
            let months = months.clamp(-1_000_000_000, 1_000_000_000);
            civil::number(civil::months_later(civil::date(day), months))
        }
        Length::Minutes(_) => day,
    }
}

/// The first day of a period, so many periods from the present one.
fn start(clock: &Clock, period: Period, ahead: i64) -> i64 {
    let today = today(clock);
    let (year, month, _) = civil::date(today);
    let months_to = |first, count| civil::number(civil::months_later((year, first, 1), count));
    match period {
        Period::Day => today + ahead,
        Period::Week => {
            let into = match clock.week_start() {
                WeekStart::Monday => civil::since_monday(today),
                WeekStart::Sunday => (civil::since_monday(today) + 1) % 7,
            };
            today - into + 7 * ahead
        }
        Period::Month => months_to(month, ahead),
        Period::Quarter => months_to((month - 1) / 3 * 3 + 1, 3 * ahead),
        Period::Year => months_to(1, 12 * ahead),
    }
}

fn number(day: NaiveDate) -> i64 {
    civil::number((i64::from(day.year()), i64::from(day.month()), i64::from(day.day())))
}
