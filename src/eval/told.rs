//! What a value tells by itself: days gone by, items, countries.

use super::civil::{self, Date};
use super::window;
use super::world::Datum;
use crate::syntax::ast::Aspect;
use crate::time::{Clock, Instant, Window};
use crate::vocabulary::phone;
use rust_decimal::Decimal;

/// What a value tells; missing if it is, or does not tell.
pub(super) fn value(aspect: Aspect, of: &Datum, clock: &Clock) -> Datum {
    let today = || civil::day_of(clock.as_of(), clock.zone());
    match (aspect, of) {
        (Aspect::DaysSince, Datum::Date(then)) => number(today() - civil::day_of(*then, clock.zone())),
        (Aspect::DaysUntil, Datum::Date(then)) => number(civil::day_of(*then, clock.zone()) - today()),
        (Aspect::YearsSince, Datum::Date(then)) => {
            let (born, now) = (date(*then, clock), civil::date(today()));
            let come = civil::number(anniversary(born, now.0)) <= today();
            number(now.0 - born.0 - i64::from(!come))
        }
        (Aspect::Size, Datum::List(items)) => number(items.len() as i64),
        (Aspect::PhoneCountry, Datum::Text(text)) => country(text).into(),
        (Aspect::EmailDomain, Datum::Text(text)) => {
            let domain = text.rsplit_once('@').map(|(_, domain)| domain.to_lowercase());
            domain.filter(|domain| !domain.is_empty()).map_or(Datum::Missing, Datum::Text)
        }
        _ => Datum::Missing,
    }
}

/// The date of an instant in the project's zone.
pub(super) fn date(instant: Instant, clock: &Clock) -> Date {
    civil::date(civil::day_of(instant, clock.zone()))
}

/// Whether one of a date's anniversaries falls on a day of a window.
pub(super) fn comes_round(window: &Window, instant: Instant, clock: &Clock) -> bool {
    let born = date(instant, clock);
    let this_year = date(clock.as_of(), clock).0;
    // No length of time is more than 200 years.
    (this_year - 202..this_year + 203).any(|year| {
        let day = civil::first_instant(civil::number(anniversary(born, year)), clock.zone());
        day.is_some_and(|day| window::holds(window, day, clock))
    })
}

/// The anniversary of a date in a year: 29 February becomes 28 February.
fn anniversary((_, month, day): Date, year: i64) -> Date {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month, day) == (2, 29) && !leap { (year, 2, 28) } else { (year, month, day) }
}

fn country(number: &str) -> Option<&'static str> {
    let digits: String = number.chars().filter(|c| !phone::BETWEEN.contains(*c)).collect();
    let digits = digits.strip_prefix('+')?;
    let fit = phone::PREFIXES.iter().filter(|(prefix, _)| digits.starts_with(prefix));
    fit.max_by_key(|(prefix, _)| prefix.len()).map(|(_, country)| *country)
}

fn number(whole: i64) -> Datum {
    Datum::Number(Decimal::from(whole))
}
