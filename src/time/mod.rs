//! Time: lengths, periods, points, and the edges of windows.
//!
//! A [`Window`] is symbolic: `last 90d` stays "90 days before today" until a
//! [`Clock`] turns its edges into instants. Nothing here reads a clock; the
//! command line does, once.

mod calendar;
mod clock;
mod months;
mod window;

pub use calendar::calendar;
pub use clock::{Clock, WeekStart, as_of};
pub use months::{MONTHS, month_named};
pub use window::{Edge, Range, Upper, Window};

use chrono::{Months, NaiveDate, NaiveDateTime};

/// An instant, the same everywhere.
pub type Instant = chrono::DateTime<chrono::Utc>;

/// A length of time in the unit that gives it its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Length {
    /// Minutes and hours: exact.
    Minutes(i64),
    /// Days and weeks: days of the calendar.
    Days(i64),
    /// Months and years: months of the calendar, clamped at the month's end.
    Months(i64),
}

impl Length {
    /// The longest that is understood: 200 years, so that no date overflows.
    pub const MAX_YEARS: i64 = 200;

    /// Whether it lies within [`Length::MAX_YEARS`].
    pub fn is_sane(self) -> bool {
        let years = match self {
            Length::Minutes(n) => n / (366 * 24 * 60),
            Length::Days(n) => n / 366,
            Length::Months(n) => n / 12,
        };
        years.abs() < Self::MAX_YEARS
    }

    /// The same length backwards.
    #[must_use]
    pub fn back(self) -> Length {
        match self {
            Length::Minutes(n) => Length::Minutes(-n),
            Length::Days(n) => Length::Days(-n),
            Length::Months(n) => Length::Months(-n),
        }
    }

    /// In words: `90 days`, `1 month`, `2 years`, `36 hours`.
    pub fn words(self) -> String {
        let (count, unit) = match self {
            Length::Minutes(n) if n % 60 == 0 => (n / 60, "hour"),
            Length::Minutes(n) => (n, "minute"),
            Length::Days(n) => (n, "day"),
            Length::Months(n) if n % 12 == 0 => (n / 12, "year"),
            Length::Months(n) => (n, "month"),
        };
        if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
    }
}

/// A period of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// From midnight to midnight.
    Day,
    /// Seven days, from the project's first day of the week.
    Week,
    /// A month.
    Month,
    /// Three months, from January.
    Quarter,
    /// A year.
    Year,
}

impl Period {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Quarter => "quarter",
            Period::Year => "year",
        }
    }
}

/// A point or stretch of time as people write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// A whole day.
    Day(NaiveDate),
    /// A whole month, by its first day.
    Month(NaiveDate),
    /// A whole year, by its first day.
    Year(NaiveDate),
    /// A whole period, so many periods from the present one.
    Period(Period, i32),
    /// A whole day, so many days from today.
    FromToday(i64),
    /// A moment in the project's zone.
    Moment(NaiveDateTime),
    /// A length of time before now: a whole day, or an exact moment for hours.
    Ago(Length),
}

impl Point {
    /// Where it begins.
    pub fn start(self) -> Edge {
        match self {
            Point::Day(day) | Point::Month(day) | Point::Year(day) => Edge::Day(day),
            Point::Period(period, ahead) => Edge::Start(period, ahead),
            Point::FromToday(days) => Edge::Today(Length::Days(days)),
            Point::Moment(moment) => Edge::Moment(moment),
            Point::Ago(length @ Length::Minutes(_)) => Edge::Exactly(length.back()),
            Point::Ago(length) => Edge::Today(length.back()),
        }
    }

    /// Where it is over: the end of a day, month or year; of a moment, the moment itself.
    pub fn end(self) -> Edge {
        match self {
            Point::Day(day) => Edge::Day(add_days(day, 1)),
            Point::Month(day) => Edge::Day(add_months(day, 1)),
            Point::Year(day) => Edge::Day(add_months(day, 12)),
            Point::Period(period, ahead) => Edge::Start(period, ahead.saturating_add(1)),
            Point::FromToday(days) => Edge::Today(Length::Days(days + 1)),
            Point::Ago(length @ Length::Days(days)) if length.is_sane() => Edge::Today(Length::Days(1 - days)),
            Point::Ago(length @ Length::Months(_)) => Edge::DayAfter(length.back()),
            Point::Moment(_) | Point::Ago(_) => self.start(),
        }
    }

    /// Whether it is an exact moment rather than a stretch of days.
    pub fn is_moment(self) -> bool {
        matches!(self, Point::Moment(_) | Point::Ago(Length::Minutes(_)))
    }
}

/// The day `days` later; the calendar's last day if there is none.
pub fn add_days(day: NaiveDate, days: i64) -> NaiveDate {
    chrono::TimeDelta::try_days(days).and_then(|delta| day.checked_add_signed(delta)).unwrap_or(if days < 0 {
        NaiveDate::MIN
    } else {
        NaiveDate::MAX
    })
}

/// The same day `months` later, clamped at the month's end: 31 January and one month is 28 or 29 February.
pub fn add_months(day: NaiveDate, months: i64) -> NaiveDate {
    let count = Months::new(u32::try_from(months.unsigned_abs()).unwrap_or(u32::MAX));
    if months < 0 {
        day.checked_sub_months(count).unwrap_or(NaiveDate::MIN)
    } else {
        day.checked_add_months(count).unwrap_or(NaiveDate::MAX)
    }
}
