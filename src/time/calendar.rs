//! Stretches of the calendar: decades, years, quarters, months, weeks or days.

use super::{add_days, add_months};
use chrono::{Datelike, NaiveDate};

/// A kind of stretch: its days at least, where the first begins, where the next one does,
/// and what one is called.
type Stretch = (usize, NaiveDate, fn(NaiveDate) -> NaiveDate, fn(NaiveDate) -> String);

/// The stretches that hold all days from `first` to `last`: of each its name, and the day
/// that is no longer in it. They are as fine as gives at most `most` of them; decades if need be.
pub fn calendar(first: NaiveDate, last: NaiveDate, most: usize) -> Vec<(String, NaiveDate)> {
    let days = usize::try_from((last - first).num_days()).unwrap_or_default();
    let month = first.with_day(1).unwrap_or(first);
    let year = month.with_month(1).unwrap_or(month);
    let decade = add_months(year, -12 * i64::from(year.year().rem_euclid(10)));
    let in_quarter = i64::from(month.month0() % 3);
    let each: [Stretch; 6] = [
        (1, first, |day| add_days(day, 1), |day| day.format("%Y-%m-%d").to_string()),
        (
            7,
            add_days(first, -i64::from(first.weekday().num_days_from_monday())),
            |day| add_days(day, 7),
            |day| format!("week of {}", day.format("%Y-%m-%d")),
        ),
        (28, month, |day| add_months(day, 1), |day| day.format("%Y-%m").to_string()),
        (
            90,
            add_months(month, -in_quarter),
            |day| add_months(day, 3),
            |day| format!("{} Q{}", day.year(), day.month0() / 3 + 1),
        ),
        (365, year, |day| add_months(day, 12), |day| day.year().to_string()),
        (3650, decade, |day| add_months(day, 120), |day| format!("{}s", day.year())),
    ];
    let fine = each.iter().find(|(length, ..)| days / length < most).or(each.last());
    let Some((_, start, next, name)) = fine else { return Vec::new() };
    let mut found = Vec::new();
    let mut day = *start;
    while day <= last {
        let after = next(day);
        if after <= day {
            break;
        }
        found.push((name(day), after));
        day = after;
    }
    found
}
