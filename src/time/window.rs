//! Windows: a stretch of time by its two edges, symbolic until a clock is given.

use super::{Clock, Instant, Length, Period, Point};
use chrono::{NaiveDate, NaiveDateTime};

/// An edge of a window. Days begin at 00:00 of the project's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// The as-of instant.
    Now,
    /// 00:00 of a day.
    Day(NaiveDate),
    /// A moment of the project's clock on the wall.
    Moment(NaiveDateTime),
    /// The second after a moment.
    After(NaiveDateTime),
    /// 00:00 of the day that lies so far from today.
    Today(Length),
    /// 00:00 of the day after the one that lies so far from today.
    DayAfter(Length),
    /// So far from the as-of instant, to the second.
    Exactly(Length),
    /// 00:00 of the first day of a period, so many periods from the present one.
    Start(Period, i32),
}

/// A stretch of time: from `from` on, up to but without `to`. [`Edge::Now`] as
/// `to` takes the as-of instant in, since a row at that instant exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// Where it begins; none for "ever before".
    pub from: Option<Edge>,
    /// Where it ends; none for "ever after".
    pub to: Option<Edge>,
}

impl Window {
    const fn new(from: Option<Edge>, to: Option<Edge>) -> Self {
        Self { from, to }
    }

    /// `last 90d`: from 00:00 on the day 90 days before today, to now. Hours are exact.
    pub fn last(length: Length) -> Self {
        Self::since(Point::Ago(length))
    }

    /// `next 30d`: today, up to 24:00 of the 30th day ahead. Hours are exact.
    pub fn next(length: Length) -> Self {
        match length {
            Length::Minutes(_) => Self::new(Some(Edge::Now), Some(Edge::Exactly(length))),
            Length::Days(days) => {
                Self::new(Some(Edge::Today(Length::Days(0))), Some(Edge::Today(Length::Days(days.saturating_add(1)))))
            }
            Length::Months(_) => Self::new(Some(Edge::Today(Length::Days(0))), Some(Edge::DayAfter(length))),
        }
    }

    /// `this month` (0), `last month` (-1), `next month` (1): the whole period.
    pub fn period(period: Period, ahead: i32) -> Self {
        match period {
            Period::Day => Self::during(Point::FromToday(i64::from(ahead))),
            _ => Self::new(Some(Edge::Start(period, ahead)), Some(Edge::Start(period, ahead.saturating_add(1)))),
        }
    }

    /// `between 2023 and 2024`: both years whole; none for years that no calendar has.
    pub fn years(from: i32, to: i32) -> Option<Self> {
        let year = |year| NaiveDate::from_ymd_opt(year, 1, 1).map(Point::Year);
        Some(Self::between(year(from)?, year(to)?))
    }

    /// `since POINT`: from where it begins, to now.
    pub fn since(point: Point) -> Self {
        Self::new(Some(point.start()), Some(Edge::Now))
    }

    /// `before POINT`, `< POINT`: what lies before it begins.
    pub fn before(point: Point) -> Self {
        Self::new(None, Some(point.start()))
    }

    /// `<= POINT`: up to where it is over.
    pub fn through(point: Point) -> Self {
        Self::new(None, Some(past(point)))
    }

    /// `>= POINT`: from where it begins, without end.
    pub fn from(point: Point) -> Self {
        Self::new(Some(point.start()), None)
    }

    /// `after POINT`, `> POINT`: from where it is over, without end.
    pub fn after(point: Point) -> Self {
        Self::new(Some(past(point)), None)
    }

    /// `on POINT`, `= POINT`: all of it.
    pub fn during(point: Point) -> Self {
        Self::new(Some(point.start()), Some(past(point)))
    }

    /// `between A and B`: both days whole; `between 60d and 30d ago` stops where
    /// `last 30d` begins, so that the two neither overlap nor leave a gap.
    pub fn between(a: Point, b: Point) -> Self {
        match (a, b) {
            (Point::Ago(_), Point::Ago(_)) => Self::new(Some(a.start()), Some(b.start())),
            _ => Self::new(Some(a.start()), Some(past(b))),
        }
    }

    /// The instants between which it lies.
    pub fn range(&self, clock: &Clock) -> Range {
        let to = match self.to {
            None => Upper::Open,
            Some(Edge::Now) => Upper::Through(clock.as_of()),
            Some(edge) => Upper::Before(clock.instant(edge)),
        };
        Range { from: self.from.map(|edge| clock.instant(edge)), to }
    }
}

/// The edge after a point: of a moment, the next second begins.
fn past(point: Point) -> Edge {
    match point {
        Point::Moment(moment) => Edge::After(moment),
        _ => point.end(),
    }
}

/// The upper end of a range of instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Upper {
    /// No end.
    Open,
    /// Up to, without it.
    Before(Instant),
    /// Up to, with it.
    Through(Instant),
}

/// A window with its edges reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// The first instant inside; none for no beginning.
    pub from: Option<Instant>,
    /// Where it ends.
    pub to: Upper,
}

impl Range {
    /// Whether it holds all that has happened since its beginning.
    pub fn ends_now(&self, clock: &Clock) -> bool {
        match self.to {
            Upper::Open => true,
            Upper::Before(end) => end > clock.as_of(),
            Upper::Through(end) => end >= clock.as_of(),
        }
    }
}
