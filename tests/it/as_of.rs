//! As of a moment in the past, only what had happened by then counts, wherever the data says when.

use crate::eval::{at, line, order};
use crate::meaning::meaning;
use crate::{random, support};
use chrono::TimeDelta;
use chrono_tz::Europe::Rome;
use rust_decimal::Decimal;
use seg::eval::{self, Datum, Person, Row, World};
use seg::time::{Clock, Instant, WeekStart};
use seg::types::ir::ColumnRef;

/// The moment at which all the rows below happened.
const WHEN: &str = "2026-06-10 12:00:00";

fn row() -> Row {
    Row::new().with("date", at(WHEN))
}

fn earlier(days: i64) -> Instant {
    at(WHEN) - TimeDelta::days(days)
}

fn nobody() -> Person {
    Person::new("x")
}

fn orders() -> Person {
    let line = line("1", WHEN, "Blue Mug", 2, "5.00").with("cancelled", false).with("test", false);
    nobody().with_row("orders", order("1", WHEN, "10.00")).with_row("order_lines", line)
}

fn sees_then_orders() -> Person {
    let seen = Row::new().with("date", earlier(1)).with("kind", "viewed_product").with("product", "Blue Mug");
    orders().with_row("visits", seen)
}

fn orders_again() -> Person {
    orders().with_row("orders", order("0", "2026-05-01 12:00:00", "10.00"))
}

fn checks_out() -> Person {
    let started = Row::new().with("date", earlier(0) - TimeDelta::hours(1)).with("total", Decimal::TEN);
    nobody().with_row("checkouts", started.with("completed_at", at(WHEN)))
}

fn consents(status: &str, when: Instant) -> Row {
    Row::new().with("date", when).with("channel", "sms").with("status", status).with("method", "form")
}

/// Moves the as-of instant back over what happened: a second before, it had not.
#[test]
fn a_row_counts_from_its_moment_on() {
    let is = |person: fn() -> Person, texts: &'static [&'static str]| texts.iter().map(move |text| (person, *text));
    let agrees = || nobody().with_row("consents", consents("subscribed", at(WHEN)));
    let withdraws = || {
        let agreed = nobody().with_row("consents", consents("subscribed", earlier(9)));
        agreed.with_row("consents", consents("unsubscribed", at(WHEN)))
    };
    let texted =
        || nobody().with_row("messages", row().with("channel", "sms").with("kind", "received").with("text", "JOIN"));
    let listed = || nobody().with_row("lists", row().with("list", "Newsletter"));
    let joins = || nobody().with("joined", at(WHEN));
    // Who holds from then on.
    let begins = is(
        orders,
        &[
            "ordered",
            "ordered product \"Blue Mug\"",
            "ordered last 30d",
            "ordered_since 2026-06-01",
            "ordered at least once in 2026-06",
            "ordered where (quantity = 2 and total > 5)",
            "order_count = 1",
            "money_spent > 5",
            "average_order_value = 10",
            "last_order_date is known",
            "days since last_order_date = 0",
            "sum(ordered_item.quantity) = 2",
            "distinct(ordered.channel) = 1",
            "first(ordered.channel) = web",
            "first ordered last 30d",
            "ordered in each of the last 1 month",
            "top 1 by money_spent of (ordered)",
            "top 1 by average_order_value",
        ],
    )
    .chain(is(
        orders_again,
        &[
            "second ordered last 30d",
            "ordered in each of the last 2 months",
            "ordered then ordered within 60d",
            "days_between_orders = 40",
        ],
    ))
    .chain(is(
        sees_then_orders,
        &["viewed_product then ordered", "viewed_product then ordered the same product within 1d"],
    ))
    .chain(is(checks_out, &["started_checkout and not abandoned_checkout"]))
    .chain(is(texted, &["texted \"JOIN\""]))
    .chain(is(listed, &["in list \"newsletter\"", "joined_list \"Newsletter\" last 30d"]))
    .chain(is(
        agrees,
        &[
            "sms_consent",
            "sms_subscribed",
            "sms_status = subscribed",
            "sms_consent_method = form",
            "sms_consent_date last 30d",
        ],
    ))
    .chain(is(withdraws, &["not sms_consent", "sms_unsubscribed", "sms_subscribed then sms_unsubscribed"]))
    .chain(is(joins, &["joined is known", "joined last 30d", "days since joined = 0", "top 1 by joined"]));
    // Who holds until then.
    let ends = is(orders, &["never ordered", "not ordered_since 90d", "last_order_date is missing", "money_spent = 0"])
        .chain(is(orders_again, &["lapsed 30d", "ordered exactly once", "ordered in at most 1 of the last 2 months"]))
        .chain(is(sees_then_orders, &["viewed_product then not ordered"]))
        .chain(is(checks_out, &["abandoned_checkout", "abandoned_checkout last 5d"]))
        .chain(is(withdraws, &["sms_consent", "sms_subscribed then not sms_unsubscribed"]))
        .chain(is(listed, &["not in list \"newsletter\""]))
        .chain(is(joins, &["joined is missing", "not joined before 2027-01-01"]));
    let cases = begins.map(|case| (case, true)).chain(ends.map(|case| (case, false)));
    for ((person, text), from_then_on) in cases {
        let condition = meaning(text, support::demo());
        for (second, holds) in [(0, from_then_on), (-1, !from_then_on)] {
            let clock = Clock::new(at(WHEN) + TimeDelta::seconds(second), Rome, WeekStart::Monday);
            assert_eq!(eval::holds(&condition, &person(), support::demo(), &clock), holds, "{text} {second}s");
        }
    }
}

/// The world as it was: what had not happened is not there.
fn as_it_was(world: &World, when: Instant) -> World {
    let later = |datum: Option<&Datum>| matches!(datum, Some(Datum::Date(date)) if *date > when);
    let mut world = world.clone();
    world.people.retain(|person| !later(person.fields.get(ColumnRef::SINCE)));
    for person in &mut world.people {
        if later(person.fields.get("joined")) {
            person.fields = person.fields.clone().with("joined", Datum::Missing);
        }
        for rows in person.tables.values_mut() {
            rows.retain(|row| !later(row.get(ColumnRef::TIME)));
            for row in rows.iter_mut().filter(|row| later(row.get("completed_at"))) {
                *row = row.clone().with("completed_at", Datum::Missing);
            }
        }
    }
    world
}

#[test]
fn whatever_happens_later_changes_nothing() {
    let model = support::demo();
    for (seed, day) in [(1, "2026-06-15 09:30:00"), (2, "2026-01-01 00:00:00"), (3, "2025-03-30 03:30:00")] {
        let shop = random::shop(seed);
        let world = World::from(&shop);
        let was = as_it_was(&world, at(day));
        assert_ne!(world, was);
        let clock = model.project.settings.clock(at(day));
        for text in random::segments(seed + 50, &shop, 150) {
            let condition = meaning(&text, model);
            let [now, then] = [&world, &was].map(|world| eval::members(&condition, world, model, &clock));
            assert_eq!(now, then, "as of {day}: {text}");
        }
    }
}

#[test]
fn who_was_no_customer_yet_is_not_among_them() {
    let person = |key: &str, since: Option<Instant>, clv: i64| {
        Person::new(key).with(ColumnRef::SINCE, since).with("predicted_clv", Decimal::from(clv))
    };
    let people =
        vec![person("early", Some(earlier(9)), 1), person("late", Some(at(WHEN)), 3), person("unknown", None, 2)];
    let (model, world) = (support::demo(), World { people, ..World::default() });
    for (second, text, expected) in [
        (0, "never ordered", "early late unknown"),
        (-1, "never ordered", "early unknown"),
        (0, "top 1 by predicted_clv", "late"),
        (-1, "top 1 by predicted_clv", "unknown"),
    ] {
        let clock = Clock::new(at(WHEN) + TimeDelta::seconds(second), Rome, WeekStart::Monday);
        let members: Vec<&str> = eval::members(&meaning(text, model), &world, model, &clock).into_iter().collect();
        assert_eq!(members.join(" "), expected, "{text} {second}s");
    }
}

#[cfg(feature = "engine")]
mod with_data {
    use super::*;
    use crate::engine_kit::{Kit, clock};
    use crate::found;

    #[test]
    fn plan_and_oracle_agree_as_of_the_past() {
        let shop = random::shop(21);
        let folder = tempfile::tempdir().unwrap();
        let model = found::written(&shop, folder.path());
        let (world, data) = (World::from(&shop), found::open(&model));
        let mut texts = random::segments(21, &shop, 40);
        let more = [
            "abandoned_checkout",
            "joined is known",
            "not joined last 90d",
            "top 10% by joined",
            "never abandoned_checkout last 30d",
        ];
        texts.extend(more.map(str::to_owned));
        let conditions: Vec<_> = texts.iter().map(|text| meaning(text, &model)).collect();
        for day in ["2026-06-15 09:30:00", "2025-10-26 02:30:00"] {
            let clock = model.project.settings.clock(at(day));
            let members = |condition| eval::members(condition, &world, &model, &clock);
            let oracle: Vec<_> = conditions
                .iter()
                .map(|condition| members(condition).into_iter().map(str::to_owned).collect())
                .collect();
            random::assert_same(21, &texts, &oracle, &found::members(&data, &conditions, &clock), &world);
        }
    }

    #[test]
    fn what_was_cancelled_later_counts_till_then() {
        let columns = r#"total = "total"
cancelled = { is = "cancelled_at is known" }
cancelled_at = { column = "cancelled", type = "date", happened = true }"#;
        let orders = "[tables.orders]\npath = \"orders.csv\"\nkey = \"id\"\ncustomer = \"customer\"\ntime = \"at\"";
        let kit = Kit::new().toml("[tables.customers]\npath = \"customers.csv\"\nkey = \"id\"").csv("customers.csv", "id\n1\n2\n").toml(&format!("{orders}\n[tables.orders.columns]\n{columns}")).csv(
            "orders.csv",
            "id,customer,at,total,cancelled\n1,1,2026-06-05T12:00,5.00,2026-06-10T12:00\n2,2,2026-06-05T12:00,5.00,\n",
        );
        let mut asked = kit.ask();
        for (now, expected) in [("2026-06-10T11:59:59", "1 2"), ("2026-06-10T12:00", "2"), ("2026-06-05T11:00", "")] {
            asked.clock = clock(&asked.model, now);
            assert_eq!(asked.who("ordered"), expected, "as of {now}");
            assert_eq!(asked.who("money_spent = 5"), expected, "as of {now}");
        }
    }

    #[test]
    fn customers_with_a_time_are_there_from_then_on() {
        let kit = Kit::new()
            .toml("[tables.customers]\npath = \"customers.csv\"\nkey = \"id\"\ntime = \"created\"\n[tables.customers.columns]\njoined = \"created\"\npredicted_clv = \"clv\"\ncity = \"city\"")
            .csv("customers.csv", "id,created,clv,city\n1,2026-06-01T12:00,1,Rome\n2,2026-06-10T12:00,3,Rome\n3,,2,Oslo\n")
            .toml("[tables.orders]\npath = \"orders.csv\"\nkey = \"id\"\ncustomer = \"customer\"\ntime = \"at\"\n[tables.orders.columns]\ntotal = \"total\"")
            .csv("orders.csv", "id,customer,at,total\n1,2,2026-06-05T12:00,5.00\n");
        let mut asked = kit.ask();
        for (now, text, expected) in [
            ("2026-06-10T12:00", "city = Rome", "1 2"),
            ("2026-06-10T11:59:59", "city = Rome", "1"),
            ("2026-06-10T12:00", "never ordered", "1 3"),
            ("2026-06-10T11:59:59", "ordered", ""),
            ("2026-06-10T12:00", "top 1 by predicted_clv", "2"),
            ("2026-06-10T11:59:59", "top 1 by predicted_clv", "3"),
            ("2026-06-10T11:59:59", "joined is known", "1"),
            ("2026-05-01T12:00", "not city = Oslo", ""),
        ] {
            asked.clock = clock(&asked.model, now);
            assert_eq!(asked.who(text), expected, "{text} as of {now}");
        }
    }
}
