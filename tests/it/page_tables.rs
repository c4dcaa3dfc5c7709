//! The tables of `docs/language.md`, held to what they say: who is in, and where periods begin and end.

use crate::eval::{at, order};
use crate::meaning::meaning;
use crate::support;
use chrono::{Datelike, NaiveDate};
use chrono_tz::Europe::Rome;
use rust_decimal::Decimal;
use seg::eval::{self, Person, Row, World};
use seg::time::{Clock, Instant, Upper, WeekStart};
use seg::types::ir::{Condition, Test};

const PAGE: &str = include_str!("../../docs/language.md");

/// The tables of the page: a row is its cells.
fn tables() -> Vec<Vec<Vec<&'static str>>> {
    let mut tables: Vec<Vec<Vec<&str>>> = vec![Vec::new()];
    for line in PAGE.lines() {
        match line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) {
            Some(cells) if cells.starts_with("---") => {}
            Some(cells) => tables.last_mut().unwrap().push(cells.split('|').map(str::trim).collect()),
            None if tables.last().is_some_and(Vec::is_empty) => {}
            None => tables.push(Vec::new()),
        }
    }
    tables
}

/// What stands between backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn seen(when: &str) -> Clock {
    Clock::new(at(when), Rome, WeekStart::Monday)
}

/// Whom the head of a column speaks of, among whom, and when they are looked at.
fn somebody(corner: &str, head: &str) -> (&'static str, World, Clock) {
    if corner.starts_with("spent 90, 50, 50, 0") {
        let spent = [("1", "90.00"), ("2", "50.00"), ("3", "50.00")];
        let spent =
            spent.map(|(key, total)| Person::new(key).with_row("orders", order(key, "2026-06-20 12:00:00", total)));
        let people: Vec<Person> = spent.into_iter().chain([Person::new("4")]).collect();
        let key = ["1", "2", "3", "4"].into_iter().find(|key| *key == head).unwrap();
        return (key, World { people, ..World::default() }, seen("2026-06-30 12:00:00"));
    }
    let (person, clock) = person(corner, head);
    let near = |code: &str, degrees: i64| {
        let degrees = [Decimal::new(degrees, 4), Decimal::new(91_900, 4)];
        let row = Row::new().with("postcode", code).with("country", "IT");
        row.with("latitude", degrees[0]).with("longitude", degrees[1])
    };
    let postcodes = vec![near("20831", 456_881), near("22066", 456_899)];
    ("x", World { people: vec![person], tables: [("postcodes".to_owned(), postcodes)].into() }, clock)
}

fn person(corner: &str, head: &str) -> (Person, Clock) {
    let nobody = || Person::new("x");
    let ordered =
        |person: Person, key: &str, when: &str, total: &str| person.with_row("orders", order(key, when, total));
    let clicked = || {
        let click = Row::new().with("date", at("2026-06-10 12:00:00")).with("channel", "sms").with("kind", "clicked");
        nobody().with_row("messages", click)
    };
    let born = || nobody().with("birthday", at("1992-02-29 00:00:00"));
    let person = match head {
        "country US" => nobody().with("country", "US"),
        "country IT" => nobody().with("country", "IT"),
        "24.9 km" => nobody().with("country", "IT").with("postcode", "20831"),
        "25.1 km" => nobody().with("country", "IT").with("postcode", "22066"),
        "country missing" | "never ordered" | "not known" => nobody(),
        "spent 150" => ordered(nobody(), "1", "2026-06-20 12:00:00", "150.00"),
        "spent 0" => ordered(nobody(), "1", "2026-06-20 12:00:00", "0.00"),
        "one order, 20 June" => ordered(nobody(), "1", "2026-06-20 12:00:00", "10.00"),
        "orders on 1 and 20 June" => {
            ordered(ordered(nobody(), "1", "2026-06-01 12:00:00", "10.00"), "2", "2026-06-20 12:00:00", "10.00")
        }
        days if corner.contains("; orders on") => days_of_june(days)
            .fold(nobody(), |person, day| ordered(person, &day, &format!("2026-06-{day:0>2} 12:00:00"), "10.00")),
        time if corner.starts_with("a checkout") => {
            let [begun, finished] = ["11:00", "12:00"].map(|time| at(&format!("2026-06-10 {time}:00")));
            let checkout = Row::new().with("date", begun).with("completed_at", finished);
            return (nobody().with_row("checkouts", checkout), seen(&format!("2026-06-10 {time}:00")));
        }
        "nothing" if corner == "texted" => nobody(),
        text if corner == "texted" => {
            let row = Row::new().with("date", at("2026-06-10 12:00:00")).with("channel", "sms");
            nobody().with_row("messages", row.with("kind", "received").with("text", text))
        }
        "nothing" => clicked(),
        "order on the 11th, 12:00" => ordered(clicked(), "1", "2026-06-11 12:00:00", "10.00"),
        "order on the 11th, 12:01" => ordered(clicked(), "1", "2026-06-11 12:01:00", "10.00"),
        "order on the 9th" => ordered(clicked(), "1", "2026-06-09 12:00:00", "10.00"),
        day if corner.starts_with("born") => return (born(), seen(&format!("{} 12:00:00", date(day, "").0))),
        other => panic!("who is `{other}`?"),
    };
    (person, seen("2026-06-30 12:00:00"))
}

/// The days of `10, 16 and 24 June`.
fn days_of_june(cell: &str) -> impl Iterator<Item = String> {
    let days = cell.strip_suffix(" June").unwrap_or_else(|| panic!("which days are `{cell}`?"));
    days.split([',', ' ']).filter(|day| !["", "and"].contains(day)).map(str::to_owned)
}

fn holds(text: &str, key: &str, world: &World, clock: &Clock) -> bool {
    let condition = meaning(text, support::demo());
    let complement = eval::members(&condition.clone().negate(), world, support::demo(), clock);
    let holds = eval::members(&condition, world, support::demo(), clock).contains(key);
    assert_ne!(complement.contains(key), holds, "not ({text})");
    holds
}

#[test]
fn who_is_in_is_as_the_page_says() {
    let mut tried = 0;
    for table in tables() {
        let Some((head, rows)) = table.split_first() else { continue };
        let says_who = |cell: &&&str| ["in", "out", "**in**", "**out**"].contains(&**cell);
        if !rows.iter().flatten().any(|cell| says_who(&cell)) {
            continue;
        }
        for row in rows {
            for text in quoted(row[0]) {
                for (head_of, cell) in head.iter().zip(row).skip(1) {
                    let (key, world, clock) = somebody(head[0], head_of);
                    let (text, wanted) = match cell.trim_matches('*') {
                        "in" => (text.to_owned(), true),
                        "out" => (text.to_owned(), false),
                        number => (format!("{text} = {number}"), true),
                    };
                    assert_eq!(holds(&text, key, &world, &clock), wanted, "{text}: {head_of}");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 60, "{tried} cells");
}

/// The day that a cell names, `26 October`, in the year of the text if it has none; and the hour behind it.
fn date(cell: &str, text: &str) -> (NaiveDate, &'static str) {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let words: Vec<&str> = cell.split([' ', ',']).filter(|word| !word.ends_with("day")).collect();
    let day = words[0].parse().unwrap_or_else(|_| panic!("which day is `{cell}`?"));
    let month = MONTHS.iter().position(|name| words[1].starts_with(name)).unwrap() + 1;
    let year = |text: &str| text.as_bytes().windows(4).find_map(|w| std::str::from_utf8(w).ok()?.parse::<i32>().ok());
    let year = words
        .get(2)
        .and_then(|word| word.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok())
        .or_else(|| year(text))
        .unwrap_or(2026);
    let day = NaiveDate::from_ymd_opt(year, month.try_into().unwrap(), day).unwrap();
    assert!(!cell.contains("Monday") || day.weekday() == chrono::Weekday::Mon, "{cell}");
    (day, if cell.contains("12:00") { "12:00:00" } else { "00:00:00" })
}

#[test]
fn periods_begin_and_end_as_the_page_says() {
    let clock = seen("2026-06-30 12:00:00");
    let table = tables().into_iter().find(|table| table.first().is_some_and(|head| head[0] == "written")).unwrap();
    let mut tried = 0;
    for row in &table[1..] {
        let of = |place: usize, number: usize| {
            let parts: Vec<&str> = row[place].split(" · ").collect();
            *parts.get(number).unwrap_or(&parts[0])
        };
        for (number, text) in quoted(row[0]).into_iter().enumerate() {
            let said = meaning(&format!("joined {text}"), support::demo());
            let Condition::Test(Test::During(_, window)) = said else { panic!("{text} is {said:?}") };
            let instant = |cell: &str| -> Instant {
                let (day, hour) = date(cell, text);
                at(&format!("{day} {hour}"))
            };
            let (from, to) = (of(1, number), of(2, number));
            let range = window.range(&clock);
            assert_eq!(range.from, (from != "ever").then(|| instant(from)), "{text}: from {from}");
            let end = match to {
                "now" => Upper::Through(clock.as_of()),
                day => Upper::Before(instant(day)),
            };
            assert_eq!(range.to, end, "{text}: up to {to}");
            tried += 1;
        }
    }
    assert!(tried >= 18, "{tried} periods");
}
