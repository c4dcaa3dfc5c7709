//! Days by their number, months, and the clock on the wall, reckoned from first
//! principles. Of the zone only its offset at an instant is asked.

use crate::time::Instant;
use chrono::{DateTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

const DAY: i64 = 86_400;

/// A date of the calendar: year, month from 1, day from 1.
pub(crate) type Date = (i64, i64, i64);

/// The number of a date: days since 1970-01-01.
pub(crate) fn number((year, month, day): Date) -> i64 {
    // Years that begin in March have their leap day last.
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of a day's number.
pub(crate) fn date(number: i64) -> Date {
    let days = number + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + next, month, day)
}

/// The same day of the month so many months later, or the month's last day.
pub(crate) fn months_later((year, month, day): Date, months: i64) -> Date {
    let count = year * 12 + (month - 1) + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    (year, month, day.min(length(year, month)))
}

/// How many days a month has.
fn length(year: i64, month: i64) -> i64 {
    let next = if month == 12 { (year + 1, 1, 1) } else { (year, month + 1, 1) };
    number(next) - number((year, month, 1))
}

/// How many days a day lies after the Monday at or before it.
pub(crate) fn since_monday(number: i64) -> i64 {
    // 1970-01-01 was a Thursday.
    (number + 3).rem_euclid(7)
}

/// The day on which an instant falls in a zone, by its number.
pub(crate) fn day_of(instant: Instant, zone: Tz) -> i64 {
    (instant.timestamp() + offset(instant, zone)).div_euclid(DAY)
}

/// The first instant of a day in a zone; none beyond the calendar.
pub(crate) fn first_instant(number: i64, zone: Tz) -> Option<Instant> {
    first_shown(DateTime::from_timestamp(number.checked_mul(DAY)?, 0)?, zone)
}

/// The first instant at which the clock on the wall shows a moment. One that the
/// clock skips is read as if it had not yet been moved.
pub(crate) fn moment(moment: NaiveDateTime, zone: Tz) -> Option<Instant> {
    let (date, time) = (moment.date(), moment.time());
    let day = i64::from(date.to_epoch_days());
    let seconds = day * DAY + i64::from(time.num_seconds_from_midnight());
    first_shown(DateTime::from_timestamp(seconds, time.nanosecond())?, zone)
}

/// `wall` is the time on the wall, written as if it were UTC.
fn first_shown(wall: Instant, zone: Tz) -> Option<Instant> {
    let day = TimeDelta::try_days(1)?;
    let before = offset(wall.checked_sub_signed(day)?, zone);
    let after = offset(wall.checked_add_signed(day)?, zone);
    let by = |offset| wall.checked_sub_signed(TimeDelta::try_seconds(offset)?);
    let (early, late) = (by(before)?, by(after)?);
    let skipped = offset(late, zone) != after;
    Some(if offset(early, zone) == before || skipped { early } else { late })
}

/// How far the clock on the wall is ahead of UTC at an instant, in seconds.
fn offset(instant: Instant, zone: Tz) -> i64 {
    let offset = zone.offset_from_utc_datetime(&instant.naive_utc());
    i64::from(offset.fix().local_minus_utc())
}
