//! The clock of a run: one instant, one zone, the first day of the week.

use super::{Edge, Instant, Length, Period, add_days, add_months};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The first day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WeekStart {
    /// As ISO 8601 has it.
    #[default]
    Monday,
    /// As in North America.
    Sunday,
}

/// The instant as of which a run looks at the data, and where days begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    as_of: Instant,
    zone: Tz,
    week_start: WeekStart,
}

impl Clock {
    /// A clock that stands at `as_of`, with the days of `zone`.
    pub fn new(as_of: Instant, zone: Tz, week_start: WeekStart) -> Self {
        Self { as_of, zone, week_start }
    }

    /// The instant as of which the data is looked at; rows at it exist, later ones do not.
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The project's time zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The first day of the week.
    pub fn week_start(&self) -> WeekStart {
        self.week_start
    }

    /// Today, in the project's zone.
    pub fn today(&self) -> NaiveDate {
        self.day_of(self.as_of)
    }

    /// The day on which an instant falls, in the project's zone.
    pub fn day_of(&self, instant: Instant) -> NaiveDate {
        instant.with_timezone(&self.zone).date_naive()
    }

    /// An instant as the project's calendars and clocks show it; at midnight it is the day alone.
    pub fn shown(&self, instant: Instant) -> String {
        let local = instant.with_timezone(&self.zone).naive_local();
        let form = if local.time() == NaiveTime::MIN { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M" };
        local.format(form).to_string()
    }

    /// The instant of an edge.
    pub fn instant(&self, edge: Edge) -> Instant {
        match edge {
            Edge::Now => self.as_of,
            Edge::Moment(moment) => self.resolve(moment),
            Edge::After(moment) => self.resolve(moment) + TimeDelta::seconds(1),
            Edge::Exactly(Length::Minutes(minutes)) => TimeDelta::try_minutes(minutes)
                .and_then(|delta| self.as_of.checked_add_signed(delta))
                .unwrap_or(if minutes < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC }),
            _ => self.midnight(self.day(edge)),
        }
    }

    /// The day that an edge begins.
    pub fn day(&self, edge: Edge) -> NaiveDate {
        match edge {
            Edge::Now | Edge::Exactly(Length::Minutes(_)) => self.day_of(self.instant(edge)),
            Edge::Day(day) => day,
            Edge::Moment(moment) | Edge::After(moment) => moment.date(),
            Edge::Today(length) | Edge::Exactly(length) => shift(self.today(), length),
            Edge::DayAfter(length) => add_days(shift(self.today(), length), 1),
            Edge::Start(period, ahead) => self.period_start(period, i64::from(ahead)),
        }
    }

    /// The first instant of a day: 00:00, or the first moment after it where the clocks skip it.
    pub fn midnight(&self, day: NaiveDate) -> Instant {
        self.resolve(day.and_time(NaiveTime::MIN))
    }

    /// The instant of a time on the wall: of two, the first; where the clocks
    /// skip it, as far after the gap as it was meant to be.
    pub fn resolve(&self, local: NaiveDateTime) -> Instant {
        use chrono::LocalResult::{Ambiguous, None, Single};
        match self.zone.from_local_datetime(&local) {
            Single(instant) | Ambiguous(instant, _) => instant.with_timezone(&Utc),
            None => {
                // The clocks skip this time: read it by the offset before the gap.
                let day = TimeDelta::days(1);
                local
                    .checked_sub_signed(day)
                    .and_then(|earlier| self.zone.from_local_datetime(&earlier).earliest())
                    .and_then(|earlier| earlier.with_timezone(&Utc).checked_add_signed(day))
                    .unwrap_or_else(|| local.and_utc())
            }
        }
    }

    fn period_start(&self, period: Period, ahead: i64) -> NaiveDate {
        let today = self.today();
        let month = today.with_day(1).unwrap_or(today);
        match period {
            Period::Day => add_days(today, ahead),
            Period::Week => {
                let weekday = today.weekday();
                let since = match self.week_start {
                    WeekStart::Monday => weekday.num_days_from_monday(),
                    WeekStart::Sunday => weekday.num_days_from_sunday(),
                };
                add_days(today, 7 * ahead - i64::from(since))
            }
            Period::Month => add_months(month, ahead),
            Period::Quarter => add_months(month, 3 * ahead - i64::from(month.month0() % 3)),
            Period::Year => add_months(month, 12 * ahead - i64::from(month.month0())),
        }
    }
}

/// Reads a moment as of which data is looked at: with an offset an instant, else in
/// the zone; a date alone is its 00:00.
pub fn as_of(text: &str, zone: Tz) -> Option<Instant> {
    let text = text.trim();
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Some(instant.with_timezone(&Utc));
    }
    let clock = Clock::new(DateTime::UNIX_EPOCH, zone, WeekStart::Monday);
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(clock.midnight(day));
    }
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"];
    let local = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    local.map(|local| clock.resolve(local))
}

fn shift(day: NaiveDate, length: Length) -> NaiveDate {
    match length {
        Length::Days(days) => add_days(day, days),
        Length::Months(months) => add_months(day, months),
        Length::Minutes(_) => day,
    }
}
