//! The truth table of near spelling.

use crate::eval::{at, truths};
use seg::eval::{Person, Row};

fn sms(when: &str, text: &str) -> Row {
    Row::new().with("date", at(when)).with("channel", "sms").with("kind", "received").with("text", text)
}

#[test]
fn an_event_with_one_text() {
    let texted = |key: &str, texts: &[&str]| {
        texts
            .iter()
            .fold(Person::new(key), |person, text| person.with_row("messages", sms("2026-06-10 10:00:00", text)))
    };
    let people = vec![
        texted("just", &["join"]),
        texted("swapped", &["JION"]),
        texted("lost", &["JON"]),
        texted("doubled", &["JOINN"]),
        texted("wrong", &["Jo1n"]),
        texted("blank", &["JOIN "]),
        texted("two", &["JIONN"]),
        texted("longer", &["JOIN us"]),
        texted("stop", &["STOP"]),
        texted("both", &["STOP", "JION"]),
        Person::new("never"),
    ];
    truths(
        people,
        &[
            ("texted like \"JOIN\"", "just swapped lost doubled wrong blank both"),
            ("texted like \"join\" last 30d", "just swapped lost doubled wrong blank both"),
            ("texted like JOIN last 7d", ""),
            ("texted_since 30d like \"JOIN\"", "just swapped lost doubled wrong blank both"),
            ("texted where text like \"JOIN\" last 30d", "just swapped lost doubled wrong blank both"),
            ("texted where text not like \"JOIN\"", "two longer stop both"),
            ("texted not like \"JOIN\"", "two longer stop never"),
            ("never texted like \"JOIN\"", "two longer stop never"),
            ("texted and not texted like \"JOIN\"", "two longer stop"),
            ("texted like (\"JOIN\", \"SHOP\")", "just swapped lost doubled wrong blank stop both"),
            ("texted like \"JOIN\" and texted like \"STOP\"", "both"),
            ("count(texted like \"JOIN\") = 1", "just swapped lost doubled wrong blank both"),
            ("first texted like \"JOIN\" last 30d", "just swapped lost doubled wrong blank both"),
            ("texted like \"JOIN\" then not texted", "just swapped lost doubled wrong blank both"),
        ],
    );
}

#[test]
fn letters_are_those_of_the_word_in_lower_case() {
    let called = |key: &str, name: &str| Person::new(key).with("first_name", name);
    let people = vec![
        called("accent", "Zoé"),
        called("sigma", "ΟΔΥΣΣΕΥΣ"),
        called("swapped", "Οδυσσεσυ"),
        called("far", "Οδυσεα"),
        Person::new("missing"),
    ];
    truths(
        people,
        &[
            ("first_name like \"zoë\"", "accent"),
            ("first_name like \"Οδυσσευς\"", "sigma swapped"),
            ("not first_name like \"Οδυσσευς\"", "accent far missing"),
            ("first_name not like \"Οδυσσευς\"", "accent far missing"),
        ],
    );
}
