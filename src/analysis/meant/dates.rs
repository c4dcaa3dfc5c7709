//! Dates as people write them: `January 1, 2025`, `Q1 2025`, `30-60 days ago`.

use super::Found;
use super::looks::other_words;
use super::pieces::Kind;
use super::view::View;
use super::words::Place;
use crate::time::{MONTHS, month_named};
use chrono::{Datelike, NaiveDate};

/// `between 30 and 60 days ago`, `30-60 days ago`: the day further back stands first.
pub(super) fn days_apart(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let from = if matches!(view.low(at), "between" | "from") { at + 1 } else { at };
    let number = |at: usize| view.low(at).parse::<u32>().ok();
    let first = number(from)?;
    if !matches!(view.low(from + 1), "and" | "to" | "-" | "or") {
        return None;
    }
    let (end, length) = view.length(from + 2)?;
    let second = number(from + 2).or_else(|| length.trim_end_matches(char::is_alphabetic).trim().parse().ok())?;
    let unit = length.trim_start_matches(|c: char| c.is_ascii_digit());
    let end = if matches!(view.low(end), "ago" | "back") { end + 1 } else { return None };
    let (far, near) = (first.max(second), first.min(second));
    other_words(end, format!("between {far}{unit} and {near}{unit} ago"), "each bound of `between` has its unit")
}

/// `ordered_since yesterday`: a day or period that is named follows `since`, a word of its own.
pub(super) fn since_word(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let event = view.piece(at)?.text.strip_suffix("_since")?;
    view.words.place(event).filter(|place| *place == Place::Event)?;
    if !matches!(view.low(at + 1), "yesterday" | "today" | "last" | "this") {
        return None;
    }
    let says = format!("`{event}_since` takes a length of time or a date");
    other_words(at + 1, format!("{event} since"), says)
}

/// The number of a month by its name or the first letters of it.
fn month_of(word: &str) -> Option<u32> {
    let is_short = word.len() == 3 || word == "sept";
    let spelled = MONTHS.iter().find(|month| **month == word || is_short && month.starts_with(word))?;
    month_named(spelled)
}

/// `January 1, 2025`, `1 January 2025`, `December 2025`.
pub(super) fn date_in_words(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let day_of = |at: usize| {
        let text = view.low(at);
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let rest = text.strip_prefix(digits).unwrap_or_default();
        matches!(rest, "" | "st" | "nd" | "rd" | "th").then(|| digits.parse::<u32>().ok()).flatten()
    };
    let year_of = |at: usize| view.low(at).parse::<i32>().ok().filter(|year| (1900..2200).contains(year));
    let skip = |at: usize| if matches!(view.low(at), "," | "of") { at + 1 } else { at };
    if let Some(month) = month_of(view.low(at)) {
        let behind = skip(at + 1);
        if let Some(year) = year_of(behind) {
            return other_words(behind + 1, format!("{year}-{month:02}"), "months are written with the year first");
        }
        let day = day_of(behind)?;
        let year_at = skip(behind + 1);
        let date = NaiveDate::from_ymd_opt(year_of(year_at)?, month, day)?;
        return other_words(year_at + 1, date.to_string(), "dates are written year first");
    }
    let day = day_of(at)?;
    let month_at = skip(at + 1);
    let month = month_of(view.low(month_at))?;
    let year_at = skip(month_at + 1);
    let date = NaiveDate::from_ymd_opt(year_of(year_at)?, month, day)?;
    other_words(year_at + 1, date.to_string(), "dates are written year first")
}

/// `"2025-01-01"`.
pub(super) fn quoted_date(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let text = view.piece(at).filter(|piece| piece.kind == Kind::Text)?.text;
    let inside = text.get(1..text.len() - 1)?;
    let is_date = NaiveDate::parse_from_str(inside, "%Y-%m-%d").is_ok();
    is_date.then(|| other_words(at + 1, inside, "dates are written without quotation marks"))?
}

/// `2025-01- 01`, `2025 - 01 - 01`.
pub(super) fn broken_date(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let joined =
        |end: usize| -> Option<String> { Some(view.pieces.get(at..end)?.iter().map(|piece| piece.text).collect()) };
    let day = |end: usize| NaiveDate::parse_from_str(&joined(end).filter(|text| text.len() >= 8)?, "%Y-%m-%d").ok();
    let (end, day) = (at + 2..=at + 5).rev().find_map(|end| Some((end, day(end)?)))?;
    other_words(end, day.to_string(), "a date has no blanks in it")
}

/// Days that have a name and come on the same date every year: the name, the month, the day.
const NAMED: &[(&str, u32, u32)] = &[
    ("christmas eve", 12, 24),
    ("christmas", 12, 25),
    ("xmas", 12, 25),
    ("boxing day", 12, 26),
    ("new year's eve", 12, 31),
    ("new years eve", 12, 31),
    ("new year's day", 1, 1),
    ("new year", 1, 1),
    ("valentine's day", 2, 14),
    ("valentines day", 2, 14),
    ("valentines", 2, 14),
    ("halloween", 10, 31),
];

/// `on christmas`: the last one, where the project says when now is.
pub(super) fn named_day(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let is_here =
        |name: &str| name.split(' ').enumerate().all(|(nth, word)| view.low(at + nth).replace('’', "'") == word);
    let (name, month, day) = NAMED.iter().find(|(name, ..)| is_here(name))?;
    let date = latest(view, |year| NaiveDate::from_ymd_opt(year, *month, *day))?;
    other_words(at + name.split(' ').count(), date.to_string(), "a day is written as a date, with its year")
}

/// `since January`: the last one.
pub(super) fn month_alone(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let before = at.checked_sub(1).map(|before| view.low(before))?;
    let month = month_of(view.low(at)).filter(|_| matches!(before, "since" | "before" | "after" | "from"))?;
    let date = latest(view, |year| NaiveDate::from_ymd_opt(year, month, 1))?;
    other_words(at + 1, date.format("%Y-%m").to_string(), "a month is written with its year")
}

/// The latest of a day that comes every year, up to the day on which the project looks at its data.
fn latest(view: &View<'_, '_>, of_year: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    let now = view.words.as_of()?.date_naive();
    [now.year(), now.year() - 1].into_iter().filter_map(of_year).find(|day| *day <= now)
}

/// `Q1 2025`, `2025 Q1`.
pub(super) fn quarter(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let from = if view.low(at) == "in" { at + 1 } else { at };
    let number =
        |at: usize| view.low(at).strip_prefix('q').and_then(|n| n.parse::<u32>().ok()).filter(|n| (1..=4).contains(n));
    let year = |at: usize| view.low(at).parse::<u32>().ok().filter(|year| (1900..2200).contains(year));
    let (quarter, year) = number(from).zip(year(from + 1)).or_else(|| number(from + 1).zip(year(from)))?;
    let last = if quarter == 2 || quarter == 3 { 30 } else { 31 };
    let (first_month, last_month) = (quarter * 3 - 2, quarter * 3);
    let write = format!("between {year}-{first_month:02}-01 and {year}-{last_month:02}-{last}");
    other_words(from + 2, write, "a quarter of a year is written with its days")
}
