//! Where the data of a condition are from: what it names, what that is computed from, and what says whose
//! and of when each row is.

use crate::support::{demo, understand};
use std::collections::BTreeMap;

/// What each condition stands on: of each section of the demo's `seg.toml` the columns of the files.
const STANDS_ON: &[(&str, &str)] = &[
    ("city = Rome", "customers: id created_at city"),
    ("vip", "customers: id created_at; vip: vip"),
    ("city = Rome or not vip", "customers: id created_at city; vip: vip"),
    ("ordered", "customers: id created_at; orders: id customer_id created_at status test"),
    ("ordered where channel = pos", "customers: id created_at; orders: id customer_id created_at channel status test"),
    ("money_spent > 100", "customers: id created_at; orders: id customer_id created_at total refunded status test"),
    (
        "top 10% by money_spent",
        "customers: id created_at; orders: id customer_id created_at total refunded status test",
    ),
    (
        "ordered product \"Blue Mug\"",
        "customers: id created_at; orders: id customer_id created_at status test; \
         order_lines: customer_id created_at product_id order_id products.title; products: id",
    ),
    (
        "viewed_product then ordered the same product within 7d",
        "customers: id created_at; orders: id customer_id created_at status test; \
         order_lines: customer_id created_at product_id order_id products.title; products: id; \
         visits: customer_id happened_at product_id kind products.title",
    ),
    (
        "sum(ordered_item.quantity) > 3",
        "customers: id created_at; order_lines: customer_id created_at order_id quantity status test",
    ),
    (
        "within 10km of \"Milan store\"",
        "customers: id created_at country postcode; postcodes: postcode country latitude longitude",
    ),
    ("in list \"newsletter\"", "customers: id created_at; lists: customer_id added_at list"),
];

/// What a condition stands on, section by section, as the file has it.
fn stands_on(condition: &str) -> String {
    let model = demo();
    let text = model.project.source.text();
    let analysis = understand(condition, model);
    let meaning = analysis.segments[0].condition.as_ref().unwrap_or_else(|| panic!("{condition} is wrong"));
    let mut sections: BTreeMap<usize, (&str, Vec<&str>)> = BTreeMap::new();
    for place in model.sources(meaning) {
        let header = text[..place.start].rfind("\n[").unwrap() + 2;
        let path = text[header..].split(']').next().unwrap().trim_end_matches(".columns");
        let name = path.rsplit('.').next().unwrap();
        let first = text.find(&format!(".{name}]")).unwrap();
        sections.entry(first).or_insert((name, Vec::new())).1.push(&text[place.range()]);
    }
    let sections = sections.values().map(|(name, columns)| format!("{name}: {}", columns.join(" ")));
    sections.collect::<Vec<_>>().join("; ")
}

#[test]
fn a_condition_stands_on_all_that_it_is_computed_from() {
    let wrong: Vec<String> = STANDS_ON
        .iter()
        .map(|(condition, expected)| (condition, expected, stands_on(condition)))
        .filter(|(_, expected, found)| found != *expected)
        .map(|(condition, expected, found)| format!("{condition}\n  {found}\nnot\n  {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
