//! Windows in words.

use crate::time::{Clock, Edge, Length, Window, add_days, add_months};
use chrono::NaiveDate;

/// From an edge on, up to now.
pub(super) fn since(clock: &Clock, edge: Edge) -> String {
    format!("since {}", moment(clock, edge))
}

/// A window as a part of a sentence, with the days that it covers.
pub(super) fn window(clock: &Clock, window: &Window, tense: Tense) -> String {
    let day = |edge: Edge| date(clock.day(edge));
    match (window.from, window.to) {
        (None, None) => "at any time".to_owned(),
        (Some(Edge::Today(length)), Some(Edge::Now)) => {
            let since = day(Edge::Today(length));
            match length.back() {
                Length::Days(0) => format!("today ({since})"),
                back => format!("{} the last {} (since {since})", tense.within(), last(back)),
            }
        }
        (Some(Edge::Exactly(length)), Some(Edge::Now)) => {
            format!("{} the last {}", tense.within(), last(length.back()))
        }
        (Some(from), Some(Edge::Now)) => format!("since {}", moment(clock, from)),
        (None, Some(to)) => format!("before {}", moment(clock, to)),
        (Some(from), None) => format!("on or after {}", moment(clock, from)),
        (Some(Edge::Start(period, ahead)), Some(Edge::Start(..))) if (-1..=1).contains(&ahead) => {
            let which = match ahead {
                -1 => "last",
                0 => "this",
                _ => "next",
            };
            let last = add_days(clock.day(Edge::Start(period, ahead + 1)), -1);
            let days = format!("{which} {} ({} to {})", period.name(), day(Edge::Start(period, ahead)), date(last));
            match tense {
                Tense::Past => days,
                Tense::Date => format!("within {days}"),
            }
        }
        (Some(Edge::Today(Length::Days(0))), Some(Edge::Today(Length::Days(1)))) => {
            format!("today ({})", day(Edge::Today(Length::Days(0))))
        }
        (Some(Edge::Today(Length::Days(-1))), Some(Edge::Today(Length::Days(0)))) => {
            format!("yesterday ({})", day(Edge::Today(Length::Days(-1))))
        }
        (Some(from), Some(to)) if is_moment(from) || is_moment(to) => {
            format!("from {} until {}", moment(clock, from), moment(clock, to))
        }
        (Some(from), Some(to)) => {
            let (first, last) = (clock.day(from), add_days(clock.day(to), -1));
            if first == last {
                return format!("on {}", date(first));
            }
            if first.format("%d").to_string() == "01" && add_months(first, 1) == clock.day(to) {
                return format!("in {}", first.format("%B %Y"));
            }
            format!("from {} to {}", date(first), date(last))
        }
    }
}

/// A length as it is said behind "the last": one of a unit is the unit alone.
fn last(length: Length) -> String {
    let words = length.words();
    words.strip_prefix("1 ").map_or_else(|| words.clone(), str::to_owned)
}

fn moment(clock: &Clock, edge: Edge) -> String {
    if !is_moment(edge) {
        return date(clock.day(edge));
    }
    let local = clock.instant(edge).with_timezone(&clock.zone());
    local.format("%-d %B %Y, %H:%M").to_string()
}

/// Whether a window is about things done, or about a date.
#[derive(Clone, Copy)]
pub(super) enum Tense {
    Past,
    Date,
}

fn is_moment(edge: Edge) -> bool {
    matches!(edge, Edge::Moment(_) | Edge::After(_) | Edge::Exactly(_) | Edge::Now)
}

fn date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

impl Tense {
    fn within(self) -> &'static str {
        match self {
            Tense::Past => "in",
            Tense::Date => "within",
        }
    }
}

/// The name of a month, from 1.
pub(super) fn month(number: u32) -> &'static str {
    let month = u8::try_from(number).ok().and_then(|number| chrono::Month::try_from(number).ok());
    month.map_or("no month", |month| month.name())
}
