//! The truth table: segments over people made by hand, and who is in them.

use crate::meaning::meaning;
use crate::support;
use chrono::{NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Europe::Rome;
use rust_decimal::Decimal;
use seg::eval::{self, Datum, Person, Row, World};
use seg::time::{Clock, Instant, WeekStart};
use seg::types::ir::Condition;

fn clock() -> Clock {
    Clock::new(at("2026-06-30 12:00:00"), Rome, WeekStart::Monday)
}

/// The instant of a time on Rome's wall; of two, the first.
pub fn at(text: &str) -> Instant {
    let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap();
    Rome.from_local_datetime(&wall).earliest().unwrap().to_utc()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Each segment with the keys of those who are in it; the rest are in its complement.
pub fn truths(people: Vec<Person>, table: &[(&str, &str)]) {
    let (model, clock, world) = (support::demo(), clock(), World { people, ..World::default() });
    let all = world.people.iter().map(|person| person.key.as_str());
    let all: std::collections::BTreeSet<&str> = all.collect();
    for (text, expected) in table {
        let condition = meaning(text, model);
        let members = eval::members(&condition, &world, model, &clock);
        let expected: std::collections::BTreeSet<&str> = expected.split_whitespace().collect();
        assert_eq!(members, expected, "{text}\n{condition:#?}");
        let others = eval::members(&condition.clone().negate(), &world, model, &clock);
        assert_eq!(others, &all - &members, "not ({text})");
        let canonical = eval::members(&condition.canonical(), &world, model, &clock);
        assert_eq!(canonical, members, "the canonical form of {text}");
    }
}

pub fn order(key: &str, when: &str, total: &str) -> Row {
    Row::new()
        .with("key", key)
        .with("date", at(when))
        .with("total", number(total))
        .with("refunded", number("0.00"))
        .with("cancelled", false)
        .with("test", false)
        .with("channel", "web")
}

pub fn line(order: &str, when: &str, product: &str, quantity: i64, price: &str) -> Row {
    Row::new()
        .with("order", order)
        .with("date", at(when))
        .with("product", product)
        .with("quantity", Decimal::from(quantity))
        .with("price", number(price))
        .with("collection", ["Mugs", "Kitchen"].as_slice())
        .with("cancelled", false)
        .with("test", false)
}

fn buyer(key: &str, times: &[&str]) -> Person {
    times.iter().fold(Person::new(key), |person, when| person.with_row("orders", order("1", when, "10.00")))
}

/// Everything known, almost nothing the same, nothing known.
fn strangers() -> Vec<Person> {
    let ada = Person::new("ada")
        .with("country", "IT")
        .with("city", "Forlì")
        .with("email", "Ada@Example.com")
        .with("tags", ["VIP", "gift"].as_slice())
        .with("predicted_clv", number("100.00"))
        .with("account_status", "enabled")
        .with("joined", at("2026-05-31 00:00:00"))
        .with("birthday", at("1992-02-29 00:00:00"));
    let bob = Person::new("bob")
        .with("country", "it")
        .with("city", "ΟΔΟΣ*")
        .with("email", "bob@example.org")
        .with("tags", [].as_slice())
        .with("predicted_clv", number("99.99"))
        .with("account_status", "invited")
        .with("joined", at("2026-05-30 23:59:59"))
        .with("birthday", at("1992-03-01 00:00:00"));
    vec![ada, bob, Person::new("nil")]
}

#[test]
fn fields() {
    truths(
        strangers(),
        &[
            ("country = \"IT\"", "ada bob"),
            ("country = exactly \"IT\"", "ada"),
            ("country != \"IT\"", "nil"),
            ("country != exactly \"IT\"", "bob nil"),
            ("country in (\"US\", \"it\")", "ada bob"),
            ("country not in (\"US\", \"CA\")", "ada bob nil"),
            ("country is missing", "nil"),
            ("country is known", "ada bob"),
            ("account_status = invited", "bob"),
            ("account_status != invited", "ada nil"),
            ("predicted_clv >= 100", "ada"),
            ("predicted_clv < 100", "bob"),
            ("not predicted_clv >= 100", "bob nil"),
            ("predicted_clv != 100.0", "bob nil"),
            ("predicted_clv between 99.99 and 100", "ada bob"),
            ("predicted_clv not between 99.99 and 100", "nil"),
            ("joined last 30d", "ada"),
            ("joined before 2026-05-31", "bob"),
            ("not joined last 30d", "bob nil"),
            ("joined = 2026-05-30", "bob"),
            ("joined != 2026-05-30", "ada nil"),
            ("joined > 2026-05-30", "ada"),
            ("joined <= 2026-05-30", "bob"),
            ("birthday on 1992-02-29", "ada"),
            ("birthday in 1992-03", "bob"),
            ("birthday next 30d", ""),
        ],
    );
}

#[test]
fn texts_and_lists() {
    truths(
        strangers(),
        &[
            ("email contains \"EXAMPLE\"", "ada bob"),
            ("email contains exactly \"Example\"", "ada"),
            ("email does not contain \"example.org\"", "ada nil"),
            ("email starts with \"ADA@\"", "ada"),
            ("email ends with \".ORG\"", "bob"),
            ("email matches \"*@example.*\"", "ada bob"),
            ("email matches \"example\"", ""),
            ("email matches \"b*b*g\"", "bob"),
            ("email matches \"b*example\"", ""),
            ("email matches \"b*b*b*b*g\"", ""),
            ("city = \"οδος*\"", "bob"),
            ("city = \"FORLÌ\"", "ada"),
            ("city = \"Forli\"", ""),
            ("city matches \"*\"", "ada bob"),
            ("tags contains \"vip\"", "ada"),
            ("tags contains exactly \"vip\"", ""),
            ("tags contains \"vi\"", ""),
            ("tags does not contain \"vip\"", "bob nil"),
            ("tags contains all of (\"vip\", \"gift\")", "ada"),
            ("tags contains any of (\"x\", \"gift\")", "ada"),
            ("tags contains none of (\"x\", \"gift\")", "bob nil"),
            ("tags is known", "ada bob"),
        ],
    );
}

#[test]
fn chains() {
    truths(
        strangers(),
        &[
            ("country = \"IT\" and predicted_clv = 100", "ada"),
            ("country is missing or predicted_clv = 100", "ada nil"),
            ("not country = \"IT\" and not ordered", "nil"),
            ("not (country = \"IT\" and predicted_clv = 100)", "bob nil"),
            ("not not country = \"IT\"", "ada bob"),
        ],
    );
    let (model, clock, nil) = (support::demo(), clock(), Person::new("nil"));
    let holds = |condition: &Condition| eval::holds(condition, &nil, model, &clock);
    assert!(holds(&Condition::Always(true)) && !holds(&Condition::Always(false)));
    assert!(holds(&Condition::All(Vec::new())) && !holds(&Condition::Any(Vec::new())));
}

#[test]
fn when_they_ordered() {
    let cancelled = order("1", "2026-06-01 10:00:00", "10.00").with("cancelled", true);
    let test = order("1", "2026-06-01 10:00:00", "10.00").with("test", true);
    let undated = order("1", "2026-06-01 10:00:00", "10.00").with("date", None::<Instant>);
    let people = vec![
        buyer("first", &["2026-04-01 00:00:00"]),
        buyer("late", &["2026-03-31 23:59:59"]),
        buyer("seam", &["2026-05-30 23:59:59", "2026-05-31 00:00:00"]),
        buyer("now", &["2026-06-30 12:00:00"]),
        buyer("soon", &["2026-06-30 12:00:01"]),
        Person::new("cancelled").with_row("orders", cancelled),
        Person::new("test").with_row("orders", test),
        Person::new("undated").with_row("orders", undated),
        Person::new("never"),
    ];
    truths(
        people,
        &[
            ("ordered", "first late seam now"),
            ("never ordered", "soon cancelled test undated never"),
            ("ordered_since 90d", "first seam now"),
            ("not ordered_since 90d", "late soon cancelled test undated never"),
            ("lapsed 90d", "late"),
            ("not lapsed 90d", "first seam now soon cancelled test undated never"),
            ("ordered last 30d", "seam now"),
            ("ordered between 60d and 30d ago", "seam"),
            ("ordered exactly once last 30d", "seam now"),
            ("ordered exactly twice", "seam"),
            ("ordered 0 times last 30d", "first late soon cancelled test undated never"),
            ("ordered at most once", "first late now soon cancelled test undated never"),
            ("ordered on 2026-05-30 and ordered on 2026-05-31", "seam"),
            ("order_count >= 1", "first late seam now"),
            ("order_count between 0 and 1", "first late now soon cancelled test undated never"),
            ("last_order_date = 2026-05-31", "seam"),
            ("last_order_date before 2026-06-01", "first late seam"),
            ("not last_order_date before 2026-06-01", "now soon cancelled test undated never"),
            ("first_order_date = 2026-05-30", "seam"),
            ("last_order_date is missing", "soon cancelled test undated never"),
            ("money_spent = 0", "soon cancelled test undated never"),
            ("average_order_value is missing", "soon cancelled test undated never"),
            ("average_order_value < 100", "first late seam now"),
        ],
    );
}

#[test]
fn days_when_the_clocks_change() {
    let twice = at("2025-10-26 02:30:00");
    let again = order("2", "2025-10-26 00:00:00", "1.00").with("date", twice + TimeDelta::hours(1));
    let people = vec![
        buyer("autumn", &["2025-10-26 02:30:00"]).with_row("orders", again),
        buyer("midnight", &["2025-10-27 00:00:00"]),
        buyer("spring", &["2026-03-29 01:59:59", "2026-03-29 03:00:00"]),
        buyer("eve", &["2026-03-28 23:59:59", "2026-03-30 00:00:00"]),
    ];
    truths(
        people,
        &[
            ("ordered on 2025-10-26", "autumn"),
            ("ordered exactly twice on 2025-10-26", "autumn"),
            ("ordered on 2025-10-27", "midnight"),
            ("ordered exactly once since 2025-10-26T02:45", "autumn midnight"),
            ("ordered exactly twice on 2026-03-29", "spring"),
            ("ordered exactly once since 2026-03-29T02:30", "eve"),
            ("ordered on 2026-03-28 and ordered on 2026-03-30", "eve"),
            ("ordered on 2026-03-29", "spring"),
        ],
    );
}

#[test]
fn the_grain_of_orders_and_lines() {
    let when = "2026-06-01 10:00:00";
    let mug = |order, quantity| line(order, when, "Blue Mug", quantity, "12.50");
    let bed = |order, quantity| line(order, when, "Dog Bed", quantity, "89.00");
    let person = |key| Person::new(key).with_row("orders", order("1", when, "101.50"));
    let people = vec![
        person("one_line").with_row("order_lines", mug("1", 2)),
        person("two_lines").with_row("order_lines", mug("1", 1)).with_row("order_lines", bed("1", 2)),
        person("two_orders")
            .with_row("orders", order("2", when, "25.00"))
            .with_row("order_lines", bed("1", 1))
            .with_row("order_lines", mug("2", 2)),
        person("no_lines"),
        Person::new("nobody"),
    ];
    truths(
        people,
        &[
            ("ordered product \"blue mug\"", "one_line two_lines two_orders"),
            ("ordered where (product = \"Blue Mug\" and quantity >= 2)", "one_line two_orders"),
            ("ordered product \"Blue Mug\" where quantity >= 2", "one_line two_orders"),
            ("ordered product \"Blue Mug\" and ordered where quantity >= 2", "one_line two_lines two_orders"),
            ("ordered where (product = \"Blue Mug\" and total > 100)", "one_line two_lines"),
            ("ordered where not product = \"Blue Mug\"", "two_lines two_orders"),
            ("ordered where (product = \"Blue Mug\" or total > 0)", "one_line two_lines two_orders"),
            ("ordered where total > 100", "one_line two_lines two_orders no_lines"),
            ("ordered exactly once product in (\"Blue Mug\", \"Dog Bed\")", "one_line two_lines"),
            ("ordered_item at least twice", "two_lines two_orders"),
            ("sum(ordered_item.quantity) = 3", "two_lines two_orders"),
            ("sum(ordered_item.amount) = 25", "one_line"),
            ("money_spent where product = \"Blue Mug\" = 25", "two_orders"),
            ("money_spent where (product = \"Blue Mug\" and quantity >= 2) > 100", "one_line"),
            ("money_spent where (total - refunded) > 50 > 101", "one_line two_lines two_orders no_lines"),
            ("ordered where (total > 100) in 2026-05", ""),
            ("ordered where (total < 100) between 30d and 1d ago", "two_orders"),
            ("distinct(ordered_item.product) = 2", "two_lines two_orders"),
            ("ordered collection \"mugs\"", "one_line two_lines two_orders"),
        ],
    );
}

#[test]
fn ties_go_to_the_smallest_and_to_the_largest() {
    let when = "2026-06-01 10:00:00";
    let placed = |key, when, channel, total| order(key, when, total).with("channel", channel);
    let people = vec![
        Person::new("tie")
            .with_row("orders", placed("1", when, "web", "30.00"))
            .with_row("orders", placed("2", when, "app", "20.00"))
            .with_row("orders", placed("3", when, "pos", "10.00")),
        Person::new("order")
            .with_row("orders", placed("1", "2026-06-02 10:00:00", "app", "1.00"))
            .with_row("orders", placed("2", when, "web", "2.00"))
            .with_row("orders", placed("3", when, "WEB", "2.00")),
        Person::new("half")
            .with_row("orders", placed("1", when, "app", "5.00"))
            .with_row("orders", order("2", "2026-06-03 10:00:00", "6.00").with("channel", None::<&str>)),
    ];
    truths(
        people,
        &[
            ("first(ordered.channel) = \"app\"", "tie half"),
            ("last(ordered.channel) = \"web\"", "tie"),
            ("last(ordered.channel) = \"app\"", "order half"),
            ("first(ordered.channel) = exactly \"WEB\"", "order"),
            ("first(ordered.total) = 10", "tie"),
            ("last(ordered.total) = 30", "tie"),
            ("min(ordered.total) = 1", "order"),
            ("max(ordered.total) = 2", "order"),
            ("distinct(ordered.channel) = 3", "tie"),
            ("distinct(ordered.channel) = 2", "order"),
            ("distinct(ordered.channel) = 1", "half"),
        ],
    );
}

#[test]
fn consent_is_the_last_change() {
    let change =
        |when: &str, status: &str| Row::new().with("date", at(when)).with("channel", "sms").with("status", status);
    let (yes, no) = ("subscribed", "unsubscribed");
    let person = |key, changes: &[(&str, &str)]| {
        let changes = changes.iter();
        changes.fold(Person::new(key), |person, (when, status)| person.with_row("consents", change(when, status)))
    };
    let people = vec![
        person("yes", &[("2026-01-01 00:00:00", yes)]),
        person("no", &[("2026-01-01 00:00:00", yes), ("2026-01-02 00:00:00", no)]),
        person("again", &[("2026-01-02 00:00:00", no), ("2026-01-03 00:00:00", yes), ("2026-01-01 00:00:00", yes)]),
        person("now", &[("2026-01-01 00:00:00", yes), ("2026-06-30 12:00:00", no)]),
        person("soon", &[("2026-01-01 00:00:00", yes), ("2026-06-30 12:00:01", no)]),
        person("both", &[("2026-01-01 00:00:00", yes), ("2026-01-01 00:00:00", no)]),
        person("never", &[]),
    ];
    truths(
        people,
        &[
            ("sms_consent", "yes again soon"),
            ("not sms_consent", "no now both never"),
            ("sms_status = unsubscribed", "no now both"),
            ("sms_status is missing", "never"),
            ("email_consent", ""),
        ],
    );
}

#[test]
fn numbers_are_exact() {
    let model = support::demo();
    let clock = clock();
    let when = "2026-06-01 10:00:00";
    let person = ["10.00", "0.00", "0.01"]
        .iter()
        .fold(Person::new("p"), |person, total| person.with_row("orders", order("1", when, total)));
    let value = |text: &str| {
        let condition = meaning(&format!("{text} > 0"), model);
        let mut found = None;
        condition.for_each_value(&mut |value| {
            found.get_or_insert_with(|| eval::value(value, &person, model, &clock));
        });
        match found.unwrap() {
            Datum::Number(number) => number.to_string(),
            other => format!("{other:?}"),
        }
    };
    for (text, expected) in [
        ("money_spent", "10.01"),
        ("average_order_value", "3.336666"),
        ("money_spent / 3", "3.336666"),
        ("money_spent / 3.00", "3.336666"),
        ("(0 - money_spent) / 3", "-3.336666"),
        ("order_count / 7", "0.4285"),
        ("order_count / 7 * 7", "2.9995"),
        ("order_count / 7.00", "0.4285"),
        ("money_spent / order_count * 1.5", "5.0049990"),
        ("money_spent / (money_spent - money_spent)", "Missing"),
        ("money_spent + predicted_clv", "Missing"),
        ("money_spent last 1d + 1", "1.00"),
        ("(money_spent last 1d + 1) / 3", "0.333333"),
        ("2 / 3 * order_count", "1.9998"),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
}
