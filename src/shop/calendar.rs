//! The shop's clock: instants from what clocks in Rome show, by the European summer-time rule.
//! Knows no other zone and reads no clock; `time` is the module for zones at large.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::AS_OF;

/// The instant at which clocks in Rome show this date and time: the earlier one where they show
/// it twice, an hour later where they skip it. A date that does not exist counts as 1970-01-01.
pub(super) fn local(year: i32, month: u32, day: u32, hour: i64, minute: i64, second: i64) -> DateTime<Utc> {
    let date = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    local_on(date, hour * 3_600 + minute * 60 + second)
}

/// The instant at which clocks in Rome have shown so many seconds since this day's midnight.
pub(super) fn local_on(date: NaiveDate, seconds: i64) -> DateTime<Utc> {
    let shown = date.and_time(chrono::NaiveTime::MIN) + TimeDelta::seconds(seconds);
    let in_summer = shown.and_utc() - TimeDelta::hours(2);
    if is_summer(in_summer) { in_summer } else { in_summer + TimeDelta::hours(1) }
}

/// The day that calendars in Rome show at an instant.
pub(super) fn day_of(at: DateTime<Utc>) -> NaiveDate {
    let hours = if is_summer(at) { 2 } else { 1 };
    (at + TimeDelta::hours(hours)).date_naive()
}

/// The as-of instant moved by so many seconds, back when negative.
pub(super) fn as_of_plus(seconds: i64) -> DateTime<Utc> {
    AS_OF + TimeDelta::seconds(seconds)
}

fn is_summer(at: DateTime<Utc>) -> bool {
    last_sunday(at.year(), 3) <= at && at < last_sunday(at.year(), 10)
}

/// 01:00 UTC on the last Sunday of a month that has 31 days: when European clocks change.
fn last_sunday(year: i32, month: u32) -> DateTime<Utc> {
    let end = NaiveDate::from_ymd_opt(year, month, 31).unwrap_or_default();
    let sunday = end - TimeDelta::days(i64::from(end.weekday().num_days_from_sunday()));
    sunday.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::hours(1)
}
