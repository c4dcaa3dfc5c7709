//! The truth table of rankings and samples: who has the most, and who is picked.

use crate::eval::{order, truths};
use seg::eval::Person;

/// Somebody of a country who paid this in single orders, each a day after the one before.
fn person(key: &str, country: &str, paid: &[&str]) -> Person {
    paid.iter().enumerate().fold(Person::new(key).with("country", country), |person, (day, paid)| {
        person.with_row("orders", order(&day.to_string(), &format!("2026-06-{:02} 12:00:00", day + 1), paid))
    })
}

#[test]
fn those_with_the_most() {
    let people = vec![
        person("1", "IT", &[]),
        person("2", "IT", &["50.00", "50.00"]),
        person("9", "IT", &["100.00"]),
        person("10", "US", &["100.00"]),
        person("11", "US", &["30.00"]),
        person("12", "US", &[]),
    ];
    truths(
        people,
        &[
            // Of equals the first by key, numbers by their worth: 9 before 10.
            ("top 1 by money_spent", "2"),
            ("top 2 by money_spent", "2 9"),
            ("top 3 by money_spent", "10 2 9"),
            ("bottom 1 by money_spent", "1"),
            ("bottom 2 by money_spent", "1 12"),
            ("top 100 by money_spent", "1 10 11 12 2 9"),
            // A part of one counts as one: 10% of six are one, 17% are two.
            ("top 10% by money_spent", "2"),
            ("top 16.6666% by money_spent", "2"),
            ("top 17% by money_spent", "2 9"),
            ("top 50% by money_spent", "10 2 9"),
            ("top 100% by money_spent", "1 10 11 12 2 9"),
            // Who has no such value is not ranked.
            ("top 50% by average_order_value", "10 9"),
            ("bottom 1 by average_order_value", "11"),
            ("bottom 1 by predicted_clv", ""),
            ("top 1 by last_order_date", "2"),
            ("bottom 1 by first ordered", "2"),
            ("top 1 by order_count last 29d", "2"),
            ("top 1 by money_spent where total < 100", "2"),
            // Among some.
            ("top 1 by money_spent of (country = US)", "10"),
            ("top 50% by money_spent of (country = US)", "10 11"),
            ("country = US and top 1 by money_spent", ""),
            ("not top 1 by money_spent of (country = US)", "1 11 12 2 9"),
            ("top 1 by order_count of (bottom 3 by money_spent of (ordered))", "2"),
            ("bottom 1 by order_count of (top 3 by money_spent)", "9"),
        ],
    );
}

#[test]
fn samples_are_by_key_and_seed_alone() {
    let people: Vec<Person> = (1..=8).map(|key| person(&key.to_string(), "IT", &[])).collect();
    // By the first 32 bits of md5(':KEY') and md5('spring:KEY'), reckoned elsewhere.
    truths(
        people,
        &[
            ("sample 20.8375%", "2"),
            ("sample 20.8376%", "1 2"),
            ("sample 50%", "1 2 6 8"),
            ("sample 75%", "1 2 4 5 6 8"),
            ("not sample 75%", "3 7"),
            ("sample 50% seed spring", "2 5 6 7"),
            ("sample 50% seed \"spring\"", "2 5 6 7"),
            ("sample 50% seed 7", "1 2 3 6"),
            ("sample 100%", "1 2 3 4 5 6 7 8"),
        ],
    );
}
