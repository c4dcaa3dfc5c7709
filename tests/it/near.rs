//! Sequences over rows that lie close together and at one instant: plans, against a plain look at every row.

use crate::dice::Dice;
use crate::engine_kit::{Asked, Kit};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Of a customer: what was done, a or b, in which minute, with what.
type Did = Vec<(char, i64, char)>;

/// In which minute, and with what.
type Row = (i64, char);

const TOML: &str = r#"
[tables.customers]
path = "customers.csv"
key  = "id"

[tables.done]
path     = "done.csv"
customer = "customer"
time     = "at"

[tables.done.columns]
what = { column = "what", type = "text", about = "What was done" }
with = { column = "with", type = "text", about = "With what" }

[events.did_a]
table = "done"
where = 'what = "a"'
about = "Did a"
says  = "did a"

[events.did_b]
table = "done"
where = 'what = "b"'
about = "Did b"
says  = "did b"
"#;

/// People who did little or much in half an hour, up to the as-of instant.
fn people() -> Vec<Did> {
    let mut dice = Dice::new(5);
    let person = |number: i64| -> Did {
        let rows = 1 + number % 9;
        (0..rows).map(|_| (*dice.pick(&['a', 'b']), dice.between(0, 30), *dice.pick(&['x', 'y', 'X', ' ']))).collect()
    };
    (1..=400).map(person).collect()
}

fn shop(people: &[Did]) -> Asked {
    let mut customers = String::from("id\n");
    let mut done = String::from("customer,at,what,with\n");
    for (number, did) in people.iter().enumerate() {
        writeln!(customers, "{number}").unwrap();
        for (what, minute, with) in did {
            let minute = minute + 30;
            writeln!(
                done,
                "{number},2026-06-30T{}:{:02},{what},{}",
                11 + minute / 60,
                minute % 60,
                with.to_string().trim()
            )
            .unwrap();
        }
    }
    Kit::new().toml(TOML).csv("customers.csv", &customers).csv("done.csv", &done).ask()
}

fn rows(did: &Did, wanted: char) -> Vec<Row> {
    did.iter().filter(|(what, ..)| *what == wanted).map(|(_, at, with)| (*at, with.to_ascii_lowercase())).collect()
}

#[test]
fn rows_close_together() {
    let people = people();
    let asked = shop(&people);
    // The as-of instant is minute 30.
    let check = |text: &str, holds: &dyn Fn(&[Row], &[Row]) -> bool| {
        let found = asked.who(text);
        let found: BTreeSet<usize> = found.split_whitespace().map(|key| key.parse().unwrap()).collect();
        let plain = |(number, did): (usize, &Did)| holds(&rows(did, 'a'), &rows(did, 'b')).then_some(number);
        let plain: BTreeSet<usize> = people.iter().enumerate().filter_map(plain).collect();
        assert_eq!(found, plain, "{text}");
        assert!(!plain.is_empty() && plain.len() < people.len(), "{text}: {}", plain.len());
    };
    for minutes in [1, 3, 10] {
        let near = move |a: i64, b: i64| a < b && b <= a + minutes;
        check(&format!("did_a then did_b within {minutes}min"), &|a, b| {
            a.iter().any(|a| b.iter().any(|b| near(a.0, b.0)))
        });
        check(&format!("did_a then not did_b within {minutes}min"), &|a, b| {
            a.iter().any(|a| a.0 + minutes <= 30 && !b.iter().any(|b| near(a.0, b.0)))
        });
        check(&format!("did_a then did_b the same with within {minutes}min"), &|a, b| {
            a.iter().any(|a| b.iter().any(|b| near(a.0, b.0) && a.1 == b.1 && a.1 != ' '))
        });
        check(&format!("did_a then not did_b the same with within {minutes}min"), &|a, b| {
            a.iter().any(|a| {
                let alike = |b: &&Row| near(a.0, b.0) && a.1 == b.1 && a.1 != ' ';
                a.0 + minutes <= 30 && !b.iter().any(|b| alike(&b))
            })
        });
        check(&format!("did_a then did_b within {minutes}min then did_a within {minutes}min"), &|a, b| {
            b.iter().any(|b| a.iter().any(|one| near(one.0, b.0)) && a.iter().any(|again| near(b.0, again.0)))
        });
        check(&format!("did_a then not did_b then did_a within {minutes}min"), &|a, b| {
            let free = |one: i64, other: i64| !b.iter().any(|b| one < b.0 && b.0 < other);
            a.iter().any(|one| a.iter().any(|other| near(one.0, other.0) && free(one.0, other.0)))
        });
    }
    check("did_a then did_b the same with then did_a the same with", &|a, b| {
        let alike = |one: &Row, other: &Row| one.0 < other.0 && one.1 == other.1 && one.1 != ' ';
        b.iter().any(|b| a.iter().any(|one| alike(one, b)) && a.iter().any(|again| alike(b, again)))
    });
    check("did_a then not did_b the same with then did_a the same with", &|a, b| {
        let alike = |one: &Row, other: &Row| one.0 < other.0 && one.1 == other.1 && one.1 != ' ';
        let free = |one: &Row, other: &Row| !b.iter().any(|b| alike(one, b) && b.0 < other.0);
        a.iter().any(|one| a.iter().any(|other| alike(one, other) && free(one, other)))
    });
    check("did_b then did_a then not did_b then not did_b then did_a then not did_b", &|a, b| {
        let free = |one: i64, other: i64| !b.iter().any(|b| one < b.0 && b.0 < other);
        let begun = |one: i64| b.iter().any(|b| b.0 < one);
        a.iter().any(|one| {
            begun(one.0) && a.iter().any(|other| one.0 < other.0 && free(one.0, other.0) && free(other.0, i64::MAX))
        })
    });
    check("did_a then did_b", &|a, b| a.iter().any(|a| b.iter().any(|b| a.0 < b.0)));
    check("did_a then not did_b", &|a, b| a.iter().any(|a| !b.iter().any(|b| a.0 < b.0)));
    check("did_a then not did_b then did_a", &|a, b| {
        let free = |one: i64, other: i64| !b.iter().any(|b| one < b.0 && b.0 < other);
        a.iter().any(|one| a.iter().any(|other| one.0 < other.0 && free(one.0, other.0)))
    });
}

/// A row a minute for two weeks: rows are not compared with all other rows.
#[test]
fn one_customer_with_very_many_rows() {
    let start: chrono::NaiveDateTime = "2026-01-01T00:00:00".parse().unwrap();
    let mut done = String::from("customer,at,what,with\n2,2026-06-01T12:00,a,x\n2,2026-06-01T12:01,a,x\n");
    for minute in 0..20_000 {
        let at = start + chrono::TimeDelta::minutes(minute);
        let what = if minute % 2 == 0 { "a" } else { "b" };
        writeln!(done, "1,{},{what},x", at.format("%Y-%m-%dT%H:%M")).unwrap();
    }
    let asked = Kit::new().toml(TOML).csv("customers.csv", "id\n1\n2\n").csv("done.csv", &done).ask();
    for (text, who) in [
        ("did_a then did_b", "1"),
        ("did_a then not did_b", "2"),
        ("did_a then did_b within 1min", "1"),
        ("did_a then not did_b within 1min", "2"),
        ("did_a then did_b the same with then did_a the same with", "1"),
        ("did_a then not did_b then did_a", "2"),
        ("did_a then not did_b then did_a within 2min", "2"),
        ("did_a then not did_b the same with then did_a the same with", "2"),
        ("did_a then not did_b then did_a then not did_b", "2"),
    ] {
        assert_eq!(asked.who(text), who, "{text}");
    }
}
