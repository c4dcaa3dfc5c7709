//! The months by their names.

/// Their names, in small letters.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month by its name in small letters, from 1.
pub fn month_named(name: &str) -> Option<u32> {
    MONTHS.iter().zip(1..).find_map(|(month, number)| (*month == name).then_some(number))
}
