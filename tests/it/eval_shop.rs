//! The made-up shop as a world: its customers at the edges are where they should be.

use crate::meaning::meaning;
use crate::{random, support};
use seg::eval::{self, World};
use seg::shop::{Options, Shop};
use std::collections::BTreeSet;

/// Segments, and the keys of those edge customers who are in them.
const EDGES: &[(&str, &str)] = &[
    ("money_spent > 100 and not ordered_since 90d and sms_consent", "1004"),
    ("ordered last 90d", "1001 1010 1022 1025 1028 1031 1055 1058 1061"),
    ("never ordered", "1013 1016 1019 1040 1043 1046 1049 1052 1070"),
    ("money_spent = 100", "1007 1025"),
    ("money_spent_gross = 150 and money_spent = 100", "1025"),
    ("ordered and money_spent = 0", "1022 1028"),
    ("ordered discount_code \"freegift\"", "1028"),
    ("ordered on 2026-05-31", "1031 1061"),
    ("ordered exactly 3 times on 2025-10-26", "1034"),
    ("ordered exactly twice on 2026-03-29", "1037"),
    ("birthday on 1992-02-29", "1040"),
    ("sms_consent", "1001 1004 1007 1046 1052 1058"),
    ("sms_unsubscribed", "1046 1049"),
    ("ordered between 60d and 30d ago", "1061"),
    ("ordered in 2025-12 and ordered in 2026-01", "1064"),
    ("ordered where (product = \"Blue Mug\" and quantity >= 2)", "1001 1004 1007 1010"),
    ("ordered where (collection contains \"dog treats\" and total > 100)", "1067"),
    ("abandoned_checkout last 7d", "1070"),
    ("abandoned_checkout last 168h", ""),
    ("texted \"jion\"", "1070"),
    ("joined_list \"Newsletter\"", "1067"),
];

#[test]
fn customers_at_the_edges_are_where_they_should_be() {
    let edges = seg::shop::edges().count();
    let shop = Shop::generate(&Options { customers: edges, seed: 1 });
    let (world, model, clock) = (World::from(&shop), support::demo(), support::clock(support::demo()));
    for (text, expected) in EDGES {
        let members = eval::members(&meaning(text, model), &world, model, &clock);
        let expected: BTreeSet<&str> = expected.split_whitespace().collect();
        assert_eq!(members, expected, "{text}");
    }
}

#[test]
fn every_row_of_the_shop_is_in_the_world() {
    let shop = random::shop(3);
    let world = World::from(&shop);
    let rows = |table: &str| -> usize {
        let people = world.people.iter();
        people.map(|person| person.rows(table).len()).sum()
    };
    assert_eq!(world.people.len(), shop.customers.len());
    assert_eq!(rows("orders"), shop.orders.len());
    assert_eq!(rows("order_lines"), shop.order_lines.len());
    assert_eq!(rows("checkouts"), shop.checkouts.len());
    assert_eq!(rows("messages"), shop.messages.len());
    assert_eq!(rows("visits"), shop.visits.len());
    assert_eq!(rows("consents"), shop.consents.len());
    assert_eq!(rows("lists"), shop.lists.len());
}
