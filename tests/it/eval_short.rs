//! The truth table of short forms: what stands right after an event is of one and the same row.

use crate::eval::{at, line, order, truths};
use seg::eval::{Person, Row};

fn sms(when: &str, text: &str) -> Row {
    Row::new().with("date", at(when)).with("channel", "sms").with("kind", "received").with("text", text)
}

#[test]
fn an_event_that_has_one_text_takes_several() {
    let people = vec![
        Person::new("join").with_row("messages", sms("2026-01-10 10:00:00", "join")),
        Person::new("jion").with_row("messages", sms("2026-06-10 10:00:00", "JION")),
        Person::new("both")
            .with_row("messages", sms("2026-01-10 10:00:00", "JOIN"))
            .with_row("messages", sms("2026-01-11 10:00:00", "JION")),
        Person::new("longer").with_row("messages", sms("2026-06-10 10:00:00", "JOIN us")),
        Person::new("stop").with_row("messages", sms("2026-06-10 10:00:00", "STOP")),
        Person::new("never"),
    ];
    truths(
        people,
        &[
            ("texted in (\"JOIN\", \"JION\")", "join jion both"),
            ("texted in (exactly \"JOIN\", \"JION\")", "jion both"),
            ("texted in (\"JOIN\", \"JION\") last 30d", "jion"),
            ("texted last 30d in (\"JOIN\", \"JION\")", "jion"),
            ("texted in (\"JOIN\", \"JION\") at least twice", "both"),
            ("never texted in (\"JOIN\", \"JION\")", "longer stop never"),
            ("texted not in (\"JOIN\", \"JION\")", "longer stop never"),
            ("texted and not texted in (\"JOIN\", \"JION\")", "longer stop"),
        ],
    );
}

#[test]
fn short_forms_side_by_side_are_of_one_line() {
    let when = "2026-06-01 10:00:00";
    let of = |key: &str, lines: &[(&str, &str, i64)]| {
        let person = Person::new(key).with_row("orders", order("1", when, "100.00"));
        lines.iter().fold(person, |person, (vendor, kind, quantity)| {
            let line = line("1", when, "Thing", *quantity, "10.00").with("vendor", *vendor).with("product_type", *kind);
            person.with_row("order_lines", line)
        })
    };
    let people = vec![
        of("shoes", &[("Nike", "Shoes", 1)]),
        of("apart", &[("Nike", "Caps", 1), ("Rex", "Shoes", 1)]),
        of("pair", &[("Nike", "Shoes", 2)]),
        of("none", &[("Rex", "Caps", 2)]),
    ];
    truths(
        people,
        &[
            ("ordered vendor Nike", "shoes apart pair"),
            ("ordered vendor Nike product_type Shoes", "shoes pair"),
            ("ordered vendor Nike and ordered product_type Shoes", "shoes apart pair"),
            ("ordered vendor \"nike\" product_type \"shoes\" where quantity >= 2", "pair"),
            ("ordered quantity 2", "pair none"),
            ("ordered quantity in (1, 3)", "shoes apart"),
            ("ordered quantity 2 vendor Rex", "none"),
            ("count(ordered_item vendor Nike) >= 1", "shoes apart pair"),
        ],
    );
}
