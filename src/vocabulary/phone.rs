//! Which country a phone number in international form belongs to, as data.

use std::sync::LazyLock;

/// Signs that people put between the digits of a number.
pub const BETWEEN: &str = " -.()/\u{a0}";

/// What numbers begin with after the plus sign, and the country of each beginning. Of
/// several beginnings that fit a number the longest counts.
pub static PREFIXES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("phone.txt").lines().filter(|line| !line.starts_with('#'));
    let of_line = |line: &'static str| {
        let mut words = line.split_whitespace();
        let country = words.next().unwrap_or_default();
        words.map(move |prefix| (prefix, country))
    };
    lines.flat_map(of_line).collect()
});
