//! Numbers and dates in ranges that people would choose.

use crate::engine::Spread;
use crate::render::text::number;
use crate::time::{Clock, Instant, calendar};

/// About so many ranges.
const ABOUT: usize = 12;
/// So many different whole numbers are shown one by one.
const FEW: usize = 12;

/// How many have a value in each range, in order; the last takes whatever is far above the rest.
pub(super) fn ranges(spread: &Spread, clock: &Clock) -> Vec<(String, u64)> {
    match spread.dates {
        true => of_dates(&spread.values, clock),
        false => of_numbers(&spread.values),
    }
}

fn of_numbers(values: &[f64]) -> Vec<(String, u64)> {
    let (Some(least), Some(most)) = (values.first(), values.last()) else { return Vec::new() };
    let whole = values.iter().all(|value| value.fract() == 0.0);
    let mut different: Vec<f64> = values.to_vec();
    different.dedup();
    if whole && different.len() <= FEW {
        let count = |value: f64| values.iter().filter(|other| **other == value).count() as u64;
        return different.into_iter().map(|value| (shown(value), count(value))).collect();
    }
    // A few that are far out would press all others into one range.
    let far = values.len() - values.len().div_ceil(10);
    let nearly = values.get(far).copied().unwrap_or(*most).max(*least);
    let mut step = round((nearly - least) / as_float(ABOUT));
    if whole {
        step = step.max(1.0);
    }
    let mut from = (least / step).floor() * step;
    let mut rows = Vec::new();
    let mut left = values;
    while !left.is_empty() && rows.len() < 2 * ABOUT {
        let to = from + step;
        let last = to > nearly && *most >= to;
        let inside = if last { left.len() } else { left.partition_point(|value| *value < to) };
        let (these, others) = left.split_at_checked(inside).unwrap_or((left, &[]));
        rows.push((
            if last { format!("{} and more", shown(from)) } else { between(from, to, whole) },
            these.len() as u64,
        ));
        (from, left) = (to, others);
    }
    rows
}

/// A range as people write it: whole numbers to the last that is in it.
fn between(from: f64, to: f64, whole: bool) -> String {
    match whole {
        true if to - from == 1.0 => shown(from),
        true => format!("{} to {}", shown(from), shown(to - 1.0)),
        false => format!("{} to under {}", shown(from), shown(to)),
    }
}

/// The next larger of 1, 2 or 5 and a power of ten.
fn round(step: f64) -> f64 {
    if step <= 0.0 || !step.is_finite() {
        return 1.0;
    }
    let power = 10_f64.powf(step.log10().floor());
    let times = [1.0, 2.0, 5.0, 10.0].into_iter().find(|times| times * power >= step * 0.999_999);
    times.unwrap_or(10.0) * power
}

fn of_dates(micros: &[f64], clock: &Clock) -> Vec<(String, u64)> {
    let days: Vec<_> = micros.iter().map(|micros| clock.day_of(instant(*micros))).collect();
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
    let starts = calendar(*first, *last, 2 * ABOUT);
    let mut left = days.as_slice();
    let mut rows = Vec::new();
    for (name, next) in starts {
        let inside = left.partition_point(|day| *day < next);
        let (these, others) = left.split_at_checked(inside).unwrap_or((left, &[]));
        rows.push((name, these.len() as u64));
        left = others;
    }
    rows
}

#[expect(clippy::cast_possible_truncation, reason = "microseconds of instants")]
fn instant(micros: f64) -> Instant {
    Instant::from_timestamp_micros(micros as i64).unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole by now, and shown only")]
fn shown(value: f64) -> String {
    let sign = if value < 0.0 { "-" } else { "" };
    let size = value.abs();
    match size.fract() == 0.0 {
        true => format!("{sign}{}", number(size as u64)),
        false => {
            let hundredths = format!("{size:.2}");
            let short = hundredths.trim_end_matches('0');
            format!("{sign}{short}")
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a small number")]
fn as_float(count: usize) -> f64 {
    count as f64
}
