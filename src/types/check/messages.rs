//! Wording that several checks share.

use crate::time::{Length, Point};
use crate::vocabulary::Type;

/// What belongs where only values of a type can stand.
pub(super) fn belongs(kind: &Type) -> &'static str {
    match kind {
        Type::Date => "a date belongs here",
        Type::List => "a list belongs here",
        _ => "a text belongs here",
    }
}

/// A value of a type, to stand in an example.
pub(super) fn sample(kind: &Type) -> String {
    match kind {
        Type::Number => "3".to_owned(),
        Type::Money => "100".to_owned(),
        Type::Date => "2024-12-24".to_owned(),
        Type::Choice(values) => values.first().cloned().unwrap_or_default(),
        _ => "\"...\"".to_owned(),
    }
}

/// An example of a condition over a word of a type.
pub(super) fn example(word: &str, kind: &Type) -> String {
    match kind {
        Type::YesNo => format!("`{word}` or `not {word}`"),
        Type::Number | Type::Money => format!("`{word} > {}`", sample(kind)),
        Type::Date => format!("`{word} last 30d` or `{word} before 2025-01-01`"),
        Type::List => format!("`{word} contains \"...\"`"),
        _ => format!("`{word} = {}`", sample(kind)),
    }
}

pub(super) fn not_in_data(column: &str, value: &str) -> String {
    match column {
        "product" | "title" => format!("no product is titled \"{value}\""),
        "collection" => format!("no collection is called \"{value}\""),
        "tags" | "product_tags" => format!("nothing is tagged \"{value}\""),
        "campaign" => format!("no campaign is called \"{value}\""),
        _ => format!("`{}` is never \"{value}\" in the data", column),
    }
}

/// A number with its thousands set apart.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A length as it is written: `90d`.
pub(super) fn length(length: Length) -> String {
    match length {
        Length::Minutes(n) if n % 60 == 0 => format!("{}h", n / 60),
        Length::Minutes(n) => format!("{n}min"),
        Length::Days(n) => format!("{n}d"),
        Length::Months(n) if n % 12 == 0 => format!("{}y", n / 12),
        Length::Months(n) => format!("{n}mo"),
    }
}

/// What a point in time is called.
pub(super) fn point(point: Point) -> String {
    match point {
        Point::Day(day) => format!("a day: {}", day.format("%-d %B %Y")),
        Point::Month(day) => format!("a month: {}", day.format("%B %Y")),
        Point::Year(day) => format!("a year: {}", day.format("%Y")),
        Point::Moment(_) => "a moment".to_owned(),
        Point::Ago(length) => format!("a day: {} ago", length.words()),
        Point::FromToday(_) => "a day".to_owned(),
        Point::Period(period, _) => format!("a {}", period.name()),
    }
}

/// `twice`, `3 times`.
pub(super) fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        many => format!("{many} times"),
    }
}

/// `first`, `4th`.
pub fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    match number {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        many => format!("{many}{ending}"),
    }
}
