//! Conditions copied from a form, with bars between its fields: `Date Added | is after | a specific date | 01/01/2026`.

use super::Found;
use super::pieces::Kind;
use super::view::View;
use super::words::Place;
use crate::diagnostics::Rule;
use chrono::NaiveDate;

/// How forms compare, and how it is said here.
const COMPARISONS: [(&str, &str); 24] = [
    ("is", "="),
    ("is exactly", "="),
    ("equals", "="),
    ("is equal to", "="),
    ("is not", "!="),
    ("does not equal", "!="),
    ("is not equal to", "!="),
    ("contains", "contains"),
    ("does not contain", "does not contain"),
    ("starts with", "starts with"),
    ("ends with", "ends with"),
    ("is greater than", ">"),
    ("greater than", ">"),
    ("is less than", "<"),
    ("less than", "<"),
    ("is after", "after"),
    ("is before", "before"),
    ("is on", "on"),
    ("is within", "last"),
    ("is in the last", "last"),
    ("is blank", "is missing"),
    ("is empty", "is missing"),
    ("is not blank", "is known"),
    ("is not empty", "is known"),
];

/// What a form shows before the value itself.
const HEADINGS: [&str; 4] = ["a specific date", "specific date", "a custom date", "the last"];

/// A field, a comparison and a value with bars between them.
pub(super) fn fields(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let end = view.clause.end;
    let bars = view.outside_brackets(at..end, &["|"]);
    let (first, last) = (*bars.first()?, *bars.last()?);
    if at != view.clause.start || first == at {
        return None;
    }
    let parts = bars.iter().zip(bars.iter().skip(1).copied().chain([end])).map(|(bar, to)| bar + 1..to);
    let parts: Vec<&str> = parts.map(|part| view.slice(part)).collect();
    let (said, values) = parts.split_first()?;
    let said = said.to_lowercase();
    let (_, op) = COMPARISONS.into_iter().find(|(form, _)| *form == said)?;
    let (field, place) = match view.word(at) {
        Some((to, name)) if to == first => (name, view.words.place(name)),
        _ => (view.slice(at..first), None),
    };
    let op = match (op, place) {
        ("=", Some(Place::List)) => "contains",
        ("!=", Some(Place::List)) => "does not contain",
        ("=", Some(Place::Date)) => "on",
        (op, _) => op,
    };
    let values: Vec<&str> =
        values.iter().filter(|part| !HEADINGS.contains(&part.to_lowercase().as_str())).copied().collect();
    let is_word = view.piece(last + 1).is_some_and(|piece| piece.kind == Kind::Word);
    let value = match values.join(" ") {
        text if is_word && text.contains(' ') => format!("\"{text}\""),
        text => text,
    };
    let days = days(&value);
    let values = if days.is_empty() { vec![value] } else { days };
    let writes = values.iter().map(|value| format!("{field} {op} {value}").trim_end().to_owned()).collect();
    let says = "a condition is written in a row, without `|` between its parts".to_owned();
    Some(Found { end, writes, says, rule: Rule::OtherWords, is_guess: false })
}

/// The days that `01/02/2026` may be: the month first, as these forms have it, or the day.
fn days(value: &str) -> Vec<String> {
    let parts: Vec<u32> = value.split('/').map_while(|part| part.parse().ok()).collect();
    let &[first, second, year] = parts.as_slice() else { return Vec::new() };
    let day = |month, day| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    let mut days: Vec<String> =
        [day(first, second), day(second, first)].into_iter().flatten().map(|day| day.to_string()).collect();
    days.dedup();
    days
}
