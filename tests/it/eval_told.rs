//! The truth table of dates that come round, days gone by, items and countries.

use crate::meaning::meaning;
use crate::support;
use chrono::{NaiveDateTime, TimeZone};
use chrono_tz::Europe::Rome;
use seg::eval::{self, Person, World};
use seg::time::{Clock, Instant, WeekStart};
use std::collections::BTreeSet;

fn at(text: &str) -> Instant {
    let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Rome.from_local_datetime(&wall).earliest().unwrap().to_utc()
}

/// Each moment and segment with the keys of those who are in it; the rest are in its complement.
fn truths(people: Vec<Person>, table: &[(&str, &str, &str)]) {
    let (model, world) = (support::demo(), World { people, ..World::default() });
    for (now, text, expected) in table {
        let clock = Clock::new(at(now), Rome, WeekStart::Monday);
        let condition = meaning(text, model);
        let members = eval::members(&condition, &world, model, &clock);
        let expected: BTreeSet<&str> = expected.split_whitespace().collect();
        assert_eq!(members, expected, "{text}, on {now}");
        let others = eval::members(&condition.negate(), &world, model, &clock);
        assert_eq!(members.len() + others.len(), world.people.len(), "not ({text})");
    }
}

#[test]
fn days_that_come_round() {
    let born = |key: &str, day: &str| Person::new(key).with("birthday", at(&format!("{day} 00:00")));
    let people = vec![
        born("leap", "1992-02-29"),
        born("eve", "1990-12-31"),
        born("new", "1991-01-01"),
        born("june", "1985-06-30"),
        Person::new("nil"),
    ];
    truths(
        people,
        &[
            // 29 February is kept on the 28th in other years.
            ("2023-02-28 12:00", "birthday today", "leap"),
            ("2023-03-01 12:00", "birthday today", ""),
            ("2024-02-28 12:00", "birthday today", ""),
            ("2024-02-29 12:00", "birthday today", "leap"),
            ("2023-03-01 12:00", "birthday yesterday", "leap"),
            ("2023-02-27 12:00", "birthday tomorrow", "leap"),
            ("2023-03-03 12:00", "birthday on 3d ago", "leap"),
            ("2023-03-03 12:00", "birthday = 3d ago", "leap"),
            // The year's end lies inside the period.
            ("2025-12-30 12:00", "birthday next 2d", "eve new"),
            ("2025-12-30 12:00", "birthday next 1d", "eve"),
            ("2026-01-01 12:00", "birthday last 1d", "eve new"),
            ("2026-01-02 12:00", "birthday between 2d and 1d ago", "eve"),
            ("2025-12-30 12:00", "birthday this month", "eve"),
            ("2025-12-30 12:00", "birthday next month", "new"),
            ("2025-12-29 12:00", "birthday this week", "eve new"),
            ("2026-05-31 12:00", "birthday next 30d", "june"),
            ("2026-05-30 12:00", "birthday next 30d", ""),
            ("2026-06-30 12:00", "not birthday next 30d", "leap eve new nil"),
            // A period that names its year asks for the date itself.
            ("2026-06-30 12:00", "birthday in 1990", "eve"),
            ("2026-06-30 12:00", "birthday before 1990-01-01", "june"),
            ("2026-06-30 12:00", "birthday on 1992-02-29", "leap"),
            ("2026-06-30 12:00", "birthday in february", "leap"),
            ("2026-06-30 12:00", "not birthday in february", "eve new june nil"),
            // An age counts the birthdays that have come.
            ("2026-06-29 23:59", "years since birthday >= 41", ""),
            ("2026-06-30 00:00", "years since birthday >= 41", "june"),
            ("2023-02-27 12:00", "years since birthday = 31", ""),
            ("2023-02-28 12:00", "years since birthday = 31", "leap"),
            ("2024-02-28 12:00", "years since birthday = 31", "leap"),
            ("2024-02-29 12:00", "years since birthday = 32", "leap"),
        ],
    );
}

#[test]
fn days_gone_by_are_days_of_the_calendar() {
    let joined = |key: &str, when: &str| Person::new(key).with("joined", at(when));
    let people = vec![
        joined("late", "2026-03-28 23:59"),
        joined("early", "2026-03-29 00:00"),
        // Who joins later has not joined; a day of birth may be one ahead.
        joined("ahead", "2026-04-02 08:00").with("birthday", at("2026-04-02 00:00")),
        Person::new("nil"),
    ];
    truths(
        people,
        &[
            // The clocks were put forward on 29 March: two days, 47 hours.
            ("2026-03-31 00:00", "days since joined = 3", "late"),
            ("2026-03-31 23:59", "days since joined = 3", "late"),
            ("2026-03-31 00:00", "days since joined = 2", "early"),
            ("2026-03-31 12:00", "days since joined > 2", "late"),
            ("2026-03-31 12:00", "not days since joined > 2", "early ahead nil"),
            ("2026-03-31 12:00", "days since birthday < 0", "ahead"),
            ("2026-03-31 12:00", "days until birthday = 2", "ahead"),
            ("2026-03-31 12:00", "days until joined is missing", "ahead nil"),
        ],
    );
}

#[test]
fn items_countries_and_domains() {
    let phone = |key: &str, number: &str| Person::new(key).with("phone", number);
    let people = vec![
        phone("it", "+39 333 123-4567"),
        phone("us", "+12125550100"),
        phone("ca", "+1 (416) 555-0100"),
        phone("bs", "+12425550100"),
        phone("va", "+39 06698 12345"), // the Vatican, inside Rome
        phone("gg", "+447781123456"),
        phone("gb", "+447400123456"),
        phone("kz", "+77012345678"),
        phone("ru", "+79161234567"),
        phone("local", "333 1234567"),
        Person::new("nil").with("email", "nil@").with("tags", [].as_slice()),
        Person::new("ada").with("email", "ada@b@Example.COM").with("tags", ["a", "b", "b"].as_slice()),
    ];
    let now = "2026-06-30 12:00";
    truths(
        people,
        &[
            (now, "phone_country = IT", "it"),
            (now, "phone_country = US", "us"),
            (now, "phone_country = CA", "ca"),
            (now, "phone_country = BS", "bs"),
            (now, "phone_country = GB", "gb"),
            (now, "phone_country = GG", "gg"),
            (now, "phone_country = KZ", "kz"),
            (now, "phone_country = RU", "ru"),
            (now, "phone_country in EU", "it"),
            (now, "phone_country is missing", "local nil ada"),
            (now, "phone_country not in (US, CA)", "it bs va gg gb kz ru local nil ada"),
            (now, "email_domain = \"example.com\"", "ada"),
            (now, "email_domain is missing", "it us ca bs va gg gb kz ru local nil"),
            (now, "number of tags = 3", "ada"),
            (now, "number of tags = 0", "nil"),
            (now, "number of tags is missing", "it us ca bs va gg gb kz ru local"),
        ],
    );
}
