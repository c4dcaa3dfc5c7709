//! The made-up shop keeps its promises.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, TimeZone, Timelike, Utc};
use seg::shop::{self, Channel, ConsentStatus, MessageKind, Options, Shop};

fn demo() -> Shop {
    Shop::generate(&Options::default())
}

#[test]
fn the_same_seed_is_the_same_shop() {
    let options = Options { customers: 300, seed: 7 };
    assert_eq!(Shop::generate(&options), Shop::generate(&options));
    assert_ne!(Shop::generate(&options), Shop::generate(&Options { seed: 8, ..options }));
}

#[test]
fn a_customer_is_the_same_in_a_larger_shop() {
    let small = Shop::generate(&Options { customers: 200, seed: 3 });
    let mut large = Shop::generate(&Options { customers: 500, seed: 3 });
    let kept: HashSet<i64> = small.customers.iter().map(|row| row.id).collect();
    large.customers.retain(|row| kept.contains(&row.id));
    large.orders.retain(|row| kept.contains(&row.customer_id));
    large.order_lines.retain(|row| kept.contains(&row.customer_id));
    large.checkouts.retain(|row| kept.contains(&row.customer_id));
    large.messages.retain(|row| kept.contains(&row.customer_id));
    large.visits.retain(|row| kept.contains(&row.customer_id));
    large.consents.retain(|row| kept.contains(&row.customer_id));
    large.lists.retain(|row| kept.contains(&row.customer_id));
    assert_eq!(small, large);
}

#[test]
fn the_parts_of_a_shop_are_the_whole() {
    let options = Options { customers: 1_500, seed: 5 };
    let mut whole = Shop { products: Shop::generate(&options).products, ..Shop::default() };
    let mut parts = 0;
    for mut part in Shop::in_parts(&options, 400) {
        assert!(part.orders.len() < 8_000, "{} orders at a time", part.orders.len());
        whole.customers.append(&mut part.customers);
        whole.orders.append(&mut part.orders);
        whole.order_lines.append(&mut part.order_lines);
        whole.checkouts.append(&mut part.checkouts);
        whole.messages.append(&mut part.messages);
        whole.visits.append(&mut part.visits);
        whole.consents.append(&mut part.consents);
        whole.lists.append(&mut part.lists);
        parts += 1;
    }
    assert_eq!(parts, 4);
    assert!(whole == Shop::generate(&options));
}

#[test]
fn a_quarter_never_ordered() {
    let shop = demo();
    let buyers: HashSet<i64> = shop.orders.iter().map(|row| row.customer_id).collect();
    let share = 100 - 100 * buyers.len() / shop.customers.len();
    assert!((15..=35).contains(&share), "{share} % never ordered");
}

#[test]
fn nobody_is_texted_without_consent() {
    let shop = demo();
    for message in &shop.messages {
        if message.channel == Channel::Sms && matches!(message.kind, MessageKind::Sent | MessageKind::Delivered) {
            let consent = shop.consents.iter().rfind(|row| {
                row.customer_id == message.customer_id && row.channel == Channel::Sms && row.at <= message.at
            });
            assert_eq!(consent.map(|row| row.status), Some(ConsentStatus::Subscribed), "{message:?}");
        }
    }
}

#[test]
fn lines_add_up_to_their_order() {
    let shop = demo();
    let mut sums: HashMap<i64, i64> = HashMap::new();
    for line in &shop.order_lines {
        *sums.entry(line.order_id).or_default() += i64::from(line.quantity) * line.unit_price;
    }
    assert_eq!(sums.len(), shop.orders.len());
    for order in &shop.orders {
        let sum = sums[&order.id];
        let discount = order.discount_code.map_or(0, |code| sum * shop::discount_percent(code) / 100);
        assert_eq!(order.total, sum - discount, "{order:?}");
        assert!((0..=order.total).contains(&order.refunded), "{order:?}");
    }
}

#[test]
fn tables_are_in_time_order_and_keys_are_unique() {
    let shop = demo();
    assert!(shop.customers.is_sorted_by_key(|row| row.joined));
    assert!(shop.orders.is_sorted_by_key(|row| row.at));
    assert!(shop.order_lines.is_sorted_by_key(|row| row.at));
    assert!(shop.checkouts.is_sorted_by_key(|row| row.at));
    assert!(shop.messages.is_sorted_by_key(|row| row.at));
    assert!(shop.visits.is_sorted_by_key(|row| row.at));
    assert!(shop.consents.is_sorted_by_key(|row| row.at));
    assert!(shop.lists.is_sorted_by_key(|row| row.added_at));
    let keys: HashSet<i64> = shop.customers.iter().map(|row| row.id).collect();
    assert_eq!(keys.len(), shop.customers.len());
    let orders: HashSet<i64> = shop.orders.iter().map(|row| row.id).collect();
    assert_eq!(orders.len(), shop.orders.len());
}

#[test]
fn the_clock_is_that_of_rome() {
    let noon: DateTime<Utc> = zoned(2026, 6, 30, 12);
    assert_eq!(shop::AS_OF, noon);
    let shop = demo();
    let at = |customer: i64| -> Vec<_> {
        let rows = shop.orders.iter().filter(|row| row.customer_id == customer);
        rows.map(|row| row.at.with_timezone(&chrono_tz::Europe::Rome).naive_local()).collect()
    };
    assert_eq!(at(1001), [NaiveDate::from_ymd_opt(2026, 4, 1).unwrap().into()]);
    let autumn = at(1034);
    assert_eq!((autumn[0], autumn[0].hour(), autumn[0].minute()), (autumn[1], 2, 30));
    let spring: Vec<_> = at(1037).iter().map(|at| (at.hour(), at.second())).collect();
    assert_eq!(spring, [(1, 59), (3, 0)]);
}

fn zoned(year: i32, month: u32, day: u32, hour: u32) -> DateTime<Utc> {
    chrono_tz::Europe::Rome.with_ymd_and_hms(year, month, day, hour, 0, 0).unwrap().to_utc()
}
