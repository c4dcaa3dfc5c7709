//! The truth table of sequences: who did one thing and then another.

use crate::meaning::meaning;
use crate::support;
use chrono::{NaiveDateTime, TimeZone};
use chrono_tz::Europe::Rome;
use rust_decimal::Decimal;
use seg::eval::{self, Person, Row, World};
use seg::time::{Clock, Instant, WeekStart};
use std::collections::BTreeSet;

fn at(text: &str) -> Instant {
    let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Rome.from_local_datetime(&wall).earliest().unwrap().to_utc()
}

/// A person by their day in June: `12 views mug` or `14 orders mug`, one thing a line.
fn person(key: &str, did: &[&str]) -> Person {
    did.iter().enumerate().fold(Person::new(key), |person, (number, did)| {
        let words: Vec<&str> = did.split_whitespace().collect();
        let [when, verb, rest @ ..] = words.as_slice() else { panic!("{did}") };
        let (day, hour) = when.split_once('T').unwrap_or((when, "12:00"));
        let when = at(&format!("2026-06-{day} {hour}"));
        let row = || Row::new().with("date", when);
        let order = number.to_string();
        match *verb {
            "views" => {
                person.with_row("visits", row().with("kind", "viewed_product").with("product", rest.join(" ").as_str()))
            }
            "clicks" => person.with_row("messages", row().with("channel", "sms").with("kind", "clicked")),
            "starts" => person.with_row("checkouts", row().with("total", Decimal::TEN)),
            "orders" => {
                let person = person.with_row(
                    "orders",
                    row()
                        .with("key", order.as_str())
                        .with("total", Decimal::TEN)
                        .with("refunded", Decimal::ZERO)
                        .with("cancelled", false)
                        .with("test", false),
                );
                rest.iter().fold(person, |person, product| {
                    let line = row().with("order", order.as_str()).with("product", *product);
                    person.with_row("order_lines", line.with("cancelled", false).with("test", false))
                })
            }
            other => panic!("{other}"),
        }
    })
}

/// Each segment with those who are in it, seen on 30 June at 12:00; the rest are in its complement.
fn truths(people: Vec<Person>, table: &[(&str, &str)]) {
    let (model, world) = (support::demo(), World { people, ..World::default() });
    let clock = Clock::new(at("2026-06-30 12:00"), Rome, WeekStart::Monday);
    for (text, expected) in table {
        let condition = meaning(text, model);
        let members = eval::members(&condition, &world, model, &clock);
        let expected: BTreeSet<&str> = expected.split_whitespace().collect();
        assert_eq!(members, expected, "{text}");
        let others = eval::members(&condition.negate(), &world, model, &clock);
        assert_eq!(members.len() + others.len(), world.people.len(), "not ({text})");
    }
}

#[test]
fn one_thing_then_another() {
    truths(
        vec![
            person("right", &["10 clicks", "11T12:00 orders"]),
            person("late", &["10 clicks", "11T12:01 orders"]),
            person("before", &["9 orders", "10 clicks"]),
            person("at_once", &["10 clicks", "10 orders"]),
            person("again", &["1 clicks", "10 clicks", "10T13:00 orders"]),
            person("clicks", &["10 clicks"]),
            person("orders", &["10 orders"]),
            person("nil", &[]),
        ],
        &[
            ("clicked_sms then ordered", "right late again"),
            ("clicked_sms then ordered within 1d", "right again"),
            ("clicked_sms then ordered within 24h", "right again"),
            ("ordered then clicked_sms", "before"),
            ("not (clicked_sms then ordered)", "before at_once clicks orders nil"),
            ("clicked_sms then clicked_sms", "again"),
            // A period on a step is about that step's rows alone.
            ("clicked_sms last 20d then ordered within 1d", "right again"),
            ("clicked_sms before 2026-06-05 then ordered within 1d", ""),
            ("clicked_sms then ordered on 2026-06-11", "right late"),
        ],
    );
}

#[test]
fn one_thing_and_then_not_another() {
    truths(
        vec![
            person("never", &["10 starts"]),
            person("in_time", &["10 starts", "15 orders"]),
            person("too_late", &["10 starts", "15T12:01 orders"]),
            person("before", &["9 orders", "10 starts"]),
            person("too_soon", &["25T12:01 starts"]),
            person("just_over", &["25T12:00 starts"]),
            person("twice", &["1 starts", "10 starts", "11 orders"]),
            person("nil", &[]),
        ],
        &[
            // Five days must have gone by: before that nobody can know.
            ("started_checkout then not ordered within 5d", "never too_late before just_over twice"),
            ("started_checkout then not ordered", "never before too_soon just_over"),
            ("started_checkout last 15d then not ordered", "too_soon just_over"),
            ("not (started_checkout then not ordered)", "in_time too_late twice nil"),
        ],
    );
}

#[test]
fn three_things_and_something_between() {
    truths(
        vec![
            person("all", &["1 views mug", "2 starts", "3 orders"]),
            person("skipped", &["1 views mug", "3 orders"]),
            person("other_way", &["1 starts", "2 views mug", "3 orders"]),
            person("clicked", &["1 views mug", "2 clicks", "3 orders"]),
            person("retried", &["1 views mug", "2 clicks", "3 views mug", "4 orders"]),
        ],
        &[
            ("viewed_product then started_checkout then ordered", "all"),
            ("viewed_product then ordered", "all skipped other_way clicked retried"),
            ("viewed_product then not clicked_sms then ordered", "all skipped other_way retried"),
            // The day without a click is over before the order.
            ("viewed_product then not clicked_sms within 1d then ordered", "all skipped"),
            ("viewed_product then not started_checkout then not clicked_sms then ordered", "skipped other_way retried"),
        ],
    );
}

#[test]
fn the_same_product() {
    truths(
        vec![
            person("same", &["1 views mug", "2 orders mug bowl"]),
            person("other", &["1 views mug", "2 orders bowl"]),
            person("case", &["1 views MUG", "2 orders Mug"]),
            person("third", &["1 views mug", "2 views bowl", "3 orders bowl"]),
            person("unknown", &["1 views", "2 orders"]),
            person("before", &["1 orders mug", "2 views mug"]),
        ],
        &[
            ("viewed_product then ordered the same product", "same case third"),
            ("viewed_product then not ordered the same product", "other third unknown before"),
            ("viewed_product then viewed_product then ordered the same product", "third"),
            ("viewed_product then ordered", "same other case third unknown"),
        ],
    );
}

#[test]
fn the_first_time_and_the_second() {
    truths(
        vec![
            person("new", &["20 orders mug"]),
            person("old", &["1 orders bowl", "20 orders mug"]),
            person("older", &["1 orders bowl", "2 orders mug", "20 orders mug"]),
            person("twice_at_once", &["1 orders bowl", "1 orders mug"]),
            person("soon", &["1 orders bowl", "3 orders mug"]),
            person("nil", &[]),
        ],
        &[
            ("first ordered last 15d", "new"),
            ("not first ordered last 15d", "old older twice_at_once soon nil"),
            ("ordered last 15d", "new old older"),
            ("second ordered last 15d", "old"),
            ("2nd ordered on 2026-06-01", "twice_at_once"),
            ("third ordered last 15d", "older"),
            ("4th ordered last 1y", ""),
            // Which rows are counted is said by what narrows the event.
            ("first ordered product mug last 15d", "new old"),
            ("first ordered where (product = mug) last 15d", "new old"),
            ("first ordered in june", "new old older twice_at_once soon"),
            ("days since first ordered >= 29", "old older twice_at_once soon"),
            ("second ordered is known", "old older twice_at_once soon"),
            // In a sequence, the row that a step may be.
            ("first ordered then ordered within 2d", "older soon"),
            ("first ordered then not ordered within 2d", "new old twice_at_once"),
            ("first ordered last 15d then not ordered", "new"),
            ("ordered then not ordered within 2d", "new old older twice_at_once soon"),
            ("ordered then second ordered product mug", "older"),
        ],
    );
}

#[test]
fn in_how_many_of_the_last_weeks() {
    // 30 June 2026 is a Tuesday: this week began on the 29th, the ones before on the 22nd, 15th and 8th.
    truths(
        vec![
            person("each", &["10 orders", "16 orders", "24 orders", "29 orders"]),
            person("three", &["10 orders", "16 orders", "30 orders"]),
            person("often", &["16 orders", "16T13:00 orders", "17 orders", "24 orders", "25 orders"]),
            person("edges", &["8T00:00 orders", "14T23:59 orders", "22T00:00 orders"]),
            person("before", &["7 orders", "1 orders"]),
            person("later", &["10 orders", "30T12:01 orders"]),
            person("nil", &[]),
        ],
        &[
            ("ordered in each of the last 4 weeks", "each"),
            ("ordered in at least 3 of the last 4 weeks", "each three"),
            ("ordered in at least 2 of the last 4 weeks", "each three often edges"),
            ("ordered in exactly 2 of the last 4 weeks", "often edges"),
            ("ordered in at most 1 of the last 4 weeks", "before later nil"),
            ("not ordered in at least 2 of the last 4 weeks", "before later nil"),
            ("ordered in at least 1 of the last 1 week", "each three"),
            ("ordered at least twice in at least 2 of the last 4 weeks", "often"),
            ("ordered at least 3 times in at least 1 of the last 4 weeks", "often"),
            ("ordered in each of the last 2 months", ""),
            ("ordered in at least 1 of the last 2 months", "each three often edges before later"),
        ],
    );
}
