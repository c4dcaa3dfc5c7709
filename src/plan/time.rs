//! Times of files as instants.
//!
//! A time on the wall is read as [`Clock::resolve`](crate::time::Clock::resolve)
//! reads it: of two instants the first; where the clocks skip it, as far after the
//! gap as it was meant to be. Both are what the offset before the change gives.

use super::context::instant_type;
use super::error::Result;
use crate::time::{Clock, Range, Upper};
use crate::vocabulary::{Read, Unit};
use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::functions::core::expr_fn::coalesce;
use datafusion::functions::regex::expr_fn::regexp_replace;
use datafusion::functions::string::expr_fn::replace;
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{Expr, cast, lit, try_cast};

const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// A column of a file as instants.
pub(super) fn instants(
    value: Expr,
    kind: &DataType,
    read: Option<Read>,
    unit: Option<Unit>,
    clock: &Clock,
) -> Result<Expr> {
    use DataType::{Date32, Date64, Timestamp};
    let zone = clock.zone().name();
    Ok(match kind {
        kind if *kind == instant_type() && read != Some(Read::Day) => value,
        Date32 | Date64 => of_wall(value, read, zone),
        Timestamp(_, Some(_)) if read != Some(Read::Day) => try_cast(value, instant_type()),
        // The day that a time with a zone shows there.
        Timestamp(_, _) if read == Some(Read::Day) => of_wall(try_cast(value, Date32), Some(Read::Day), zone),
        Timestamp(_, None) => of_wall(value, read, zone),
        kind if kind.is_integer() => of_epoch(value, unit, read, zone),
        _ => of_text(value, read, zone),
    })
}

/// That an instant lies in a range.
pub(super) fn during(value: Expr, range: &Range) -> Expr {
    use super::context::instant;
    let from = range.from.map(|from| value.clone().gt_eq(instant(from)));
    let to = match range.to {
        Upper::Open => None,
        Upper::Before(to) => Some(value.clone().lt(instant(to))),
        Upper::Through(to) => Some(value.clone().lt_eq(instant(to))),
    };
    match (from, to) {
        (Some(from), Some(to)) => from.and(to),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => value.is_not_null(),
    }
}

/// That an instant which has come lies in a range; none if each does.
pub(super) fn happened_during(value: &Expr, range: &Range, clock: &Clock) -> Option<Expr> {
    let to = if range.ends_now(clock) { Upper::Open } else { range.to };
    let range = Range { to, ..*range };
    (range.from.is_some() || to != Upper::Open).then(|| during(value.clone(), &range))
}

/// An instant, if it has come; else nothing.
pub(super) fn by_now(value: Expr, clock: &Clock) -> Expr {
    let has_come = value.clone().lt_eq(super::context::instant(clock.as_of()));
    Expr::Case(Case::new(None, vec![(Box::new(has_come), Box::new(value))], None))
}

fn wall_type() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, None)
}

fn zoned_type(zone: &str) -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some(zone.into()))
}

/// A day or a time without a zone.
fn of_wall(value: Expr, read: Option<Read>, zone: &str) -> Expr {
    let value = try_cast(value, wall_type());
    match read {
        Some(Read::Utc) => try_cast(value, instant_type()),
        _ => in_zone(value, zone),
    }
}

/// A time on the wall of a zone. A zone that never changes its clocks needs no care.
fn in_zone(wall: Expr, zone: &str) -> Expr {
    let plain = try_cast(wall.clone(), zoned_type(zone));
    if zone == "UTC" {
        return plain;
    }
    coalesce(vec![cast(plain, instant_type()), at_change(wall, zone)])
}

/// A time on the wall near a change of the clocks: the same time a day before, read
/// by the offset of then, and a day of 24 hours later. The reckoning is in whole
/// numbers, since that of times fails at the ends of what they can hold.
fn at_change(wall: Expr, zone: &str) -> Expr {
    let micros = |value: Expr| cast(value, DataType::Int64);
    let day_before = cast(micros(wall) - lit(DAY), wall_type());
    let then = cast(try_cast(day_before, zoned_type(zone)), instant_type());
    cast(micros(then) + lit(DAY), instant_type())
}

fn of_epoch(value: Expr, unit: Option<Unit>, read: Option<Read>, zone: &str) -> Expr {
    let unit = match unit {
        Some(Unit::Milliseconds) => TimeUnit::Millisecond,
        Some(Unit::Microseconds) => TimeUnit::Microsecond,
        _ => TimeUnit::Second,
    };
    let value = cast(try_cast(value, DataType::Int64), DataType::Timestamp(unit, None));
    match read {
        Some(Read::Day) => of_wall(cast(value, DataType::Date32), read, zone),
        _ => try_cast(value, instant_type()),
    }
}

/// A text in the form of ISO 8601; what is none is missing.
fn of_text(value: Expr, read: Option<Read>, zone: &str) -> Expr {
    // Times are often written without seconds, as the language writes them too.
    let minutes = r"^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2})( ?(?:Z|[+-].*))?$";
    let value = replace(value, lit(" UTC"), lit("Z"));
    let value = regexp_replace(value, lit(minutes), lit("${1}:00${2}"), None);
    let wall = try_cast(value.clone(), wall_type());
    match read {
        Some(Read::Utc) => try_cast(value, instant_type()),
        Some(Read::Day) => of_wall(try_cast(wall, DataType::Date32), read, zone),
        Some(Read::Local | Read::Number) | None => {
            coalesce(vec![cast(try_cast(value, zoned_type(zone)), instant_type()), at_change(wall, zone)])
        }
    }
}
