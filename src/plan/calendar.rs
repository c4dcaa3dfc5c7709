//! The civil date of an instant in the project's zone, and what is reckoned from it:
//! days and years gone by, anniversaries.

use super::context::{instant, instant_type};
use crate::time::{Clock, Edge, Window, add_days};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::functions::datetime::expr_fn::date_part;
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{Expr, cast, lit};

/// Days from 1970-01-01 to a day.
fn number(day: NaiveDate) -> i64 {
    i64::from(day.to_epoch_days())
}

/// An instant as the clocks of the zone show it. What lies outside of the calendar is
/// missing: the reckoning of dates fails on it.
fn local(value: Expr, clock: &Clock) -> Expr {
    let year =
        |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).map(|day| day.and_time(chrono::NaiveTime::MIN).and_utc());
    let (from, to) = (year(1).unwrap_or(DateTime::<Utc>::MIN_UTC), year(9_999).unwrap_or(DateTime::<Utc>::MAX_UTC));
    let inside = value.clone().gt_eq(instant(from)).and(value.clone().lt(instant(to)));
    let value = when(inside, cast(value, instant_type()), None);
    cast(value, DataType::Timestamp(TimeUnit::Microsecond, Some(clock.zone().name().into())))
}

fn when(test: Expr, then: Expr, otherwise: Option<Expr>) -> Expr {
    Expr::Case(Case::new(None, vec![(Box::new(test), Box::new(then))], otherwise.map(Box::new)))
}

fn part(value: Expr, name: &str) -> Expr {
    cast(date_part(lit(name), value), DataType::Int64)
}

/// The day of a date, as its number.
fn day_number(value: Expr, clock: &Clock) -> Expr {
    cast(cast(cast(local(value, clock), DataType::Date32), DataType::Int32), DataType::Int64)
}

/// A day of the year as one number: 229 is 29 February.
fn day_of_year(value: &Expr) -> Expr {
    part(value.clone(), "month") * lit(100_i64) + part(value.clone(), "day")
}

fn key(day: NaiveDate) -> i64 {
    i64::from(day.month() * 100 + day.day())
}

/// The last day of the year whose anniversary falls on `day` at the latest.
fn last_key(day: NaiveDate) -> i64 {
    match key(day) {
        // In a year without it, 29 February falls on the 28th.
        228 if !day.leap_year() => 229,
        key => key,
    }
}

/// The days of the calendar from a date to today.
pub(super) fn days_since(value: Expr, clock: &Clock) -> Expr {
    lit(number(clock.today())) - day_number(value, clock)
}

/// The days of the calendar from today to a date.
pub(super) fn days_until(value: Expr, clock: &Clock) -> Expr {
    day_number(value, clock) - lit(number(clock.today()))
}

/// How many anniversaries of a date have come.
pub(super) fn years_since(value: Expr, clock: &Clock) -> Expr {
    let (local, today) = (local(value, clock), clock.today());
    let to_come = day_of_year(&local).gt(lit(last_key(today)));
    let missing = when(to_come, lit(1_i64), Some(lit(0_i64)));
    lit(i64::from(today.year())) - part(local, "year") - missing
}

/// That an anniversary of a date falls on a day of a window.
pub(super) fn comes_round(value: Expr, window: &Window, clock: &Clock) -> Expr {
    let from = window.from.map_or(NaiveDate::MIN, |edge| clock.day(edge));
    let to = match window.to {
        None => NaiveDate::MAX,
        Some(Edge::Now) => clock.today(),
        Some(edge) => add_days(clock.day(edge), -1),
    };
    let days = to.signed_duration_since(from).num_days();
    let known = value.clone().is_not_null();
    if days < 0 {
        return lit(false);
    }
    if days >= 365 {
        return known;
    }
    let day = day_of_year(&local(value, clock));
    let begun = day.clone().gt_eq(lit(key(from)));
    let over = day.lt_eq(lit(last_key(to)));
    if key(from) <= key(to) { begun.and(over) } else { begun.or(over) }
}

/// That a date lies in a month of any year.
pub(super) fn in_month(value: Expr, month: u32, clock: &Clock) -> Expr {
    part(local(value, clock), "month").eq(lit(i64::from(month)))
}
