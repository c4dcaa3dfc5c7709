//! The shop as the world of the oracle: its rows under the names of the vocabulary,
//! straight from memory. Every row is there, whether it counts or not, since what
//! counts is for the vocabulary to say. It knows names of columns, not their meaning.

use super::rows::{Checkout, Consent, Customer, ListMember, Message, Order, OrderLine, Postcode, Product, Visit};
use super::{OrderStatus, Shop, ZONE};
use crate::eval::{Datum, Person, Row, World, civil};
use crate::types::ir::ColumnRef;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use std::collections::HashMap;

impl From<&Shop> for World {
    fn from(shop: &Shop) -> Self {
        let mut people: Vec<_> = shop.customers.iter().map(person).collect();
        let places: HashMap<i64, usize> = shop.customers.iter().map(|row| row.id).zip(0..).collect();
        let mut put = |table: &str, customer: i64, row: Row| {
            let place = places.get(&customer);
            if let Some(person) = place.and_then(|place| people.get_mut(*place)) {
                person.tables.entry(table.to_owned()).or_default().push(row);
            }
        };
        for order in &shop.orders {
            put("orders", order.customer_id, of_order(order));
        }
        for line in &shop.order_lines {
            let product = shop.products.get(usize::from(line.product));
            put("order_lines", line.customer_id, of_line(line, product));
        }
        for checkout in &shop.checkouts {
            put("checkouts", checkout.customer_id, of_checkout(checkout));
        }
        for message in &shop.messages {
            put("messages", message.customer_id, of_message(message));
        }
        for visit in &shop.visits {
            let product = visit.product.map(usize::from);
            let product = product.and_then(|place| shop.products.get(place));
            put("visits", visit.customer_id, of_visit(visit, product));
        }
        for consent in &shop.consents {
            put("consents", consent.customer_id, of_consent(consent));
        }
        for member in &shop.lists {
            put("lists", member.customer_id, of_member(member));
        }
        let postcodes = super::postcodes().iter().map(of_postcode).collect();
        World { people, tables: [("postcodes".to_owned(), postcodes)].into() }
    }
}

fn person(row: &Customer) -> Person {
    let fields = Row::new()
        .with("key", key(row.id))
        .with("email", row.email.as_deref())
        .with("phone", row.phone.as_deref())
        .with("first_name", row.first_name)
        .with("last_name", row.last_name)
        .with("country", row.country)
        .with("city", row.city)
        .with("postcode", row.postcode)
        .with("language", row.language)
        .with(ColumnRef::SINCE, row.joined)
        .with("joined", row.joined)
        .with("birthday", row.birthday.and_then(day))
        .with("tags", row.tags.as_deref())
        .with("account_status", row.account_status.as_str())
        .with("predicted_clv", row.predicted_clv.map(money))
        .with("vip", row.vip)
        .with("sms_preferences", row.sms_preferences.as_deref());
    Person { fields, ..Person::new(row.id.to_string()) }
}

fn of_order(row: &Order) -> Row {
    at(row.at)
        .with("key", key(row.id))
        .with("total", money(row.total))
        .with("refunded", money(row.refunded))
        .with("channel", row.channel.as_str())
        .with("discount_code", row.discount_code)
        .with("status", row.status.as_str())
        .with("cancelled", row.status == OrderStatus::Cancelled)
        .with("test", row.test)
}

fn of_line(row: &OrderLine, product: Option<&Product>) -> Row {
    at(row.at)
        .with("order", key(row.order_id))
        .with("product", product.map(|product| product.title))
        .with("collection", product.map(|product| product.collections))
        .with("product_type", product.map(|product| product.product_type))
        .with("product_tags", product.map(|product| product.tags))
        .with("vendor", product.map(|product| product.vendor))
        .with("quantity", Decimal::from(row.quantity))
        .with("price", money(row.unit_price))
        .with("status", row.status.as_str())
        .with("cancelled", row.status == OrderStatus::Cancelled)
        .with("test", row.test)
}

fn of_checkout(row: &Checkout) -> Row {
    at(row.at).with("key", key(row.id)).with("total", money(row.total)).with("completed_at", row.completed_at)
}

fn of_message(row: &Message) -> Row {
    at(row.at)
        .with("channel", row.channel.as_str())
        .with("kind", row.kind.as_str())
        .with("text", row.text)
        .with("campaign", row.campaign)
}

fn of_visit(row: &Visit, product: Option<&Product>) -> Row {
    at(row.at)
        .with("kind", row.kind.as_str())
        .with("product", product.map(|product| product.title))
        .with("page", row.page)
}

fn of_consent(row: &Consent) -> Row {
    at(row.at)
        .with("channel", row.channel.as_str())
        .with("status", row.status.as_str())
        .with("method", row.method.as_str())
}

fn of_member(row: &ListMember) -> Row {
    at(row.added_at).with("list", row.list.as_str())
}

fn of_postcode(row: &Postcode) -> Row {
    Row::new()
        .with("postcode", row.code)
        .with("country", row.country)
        .with("latitude", Decimal::new(row.latitude, 4))
        .with("longitude", Decimal::new(row.longitude, 4))
}

fn at(time: DateTime<Utc>) -> Row {
    Row::new().with("date", time)
}

fn key(id: i64) -> Datum {
    Datum::Text(id.to_string())
}

fn money(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

/// A day counts from the instant at which it begins where the shop is.
fn day(day: NaiveDate) -> Option<DateTime<Utc>> {
    let zone: Tz = ZONE.parse().ok()?;
    civil::first_instant(i64::from(day.to_epoch_days()), zone)
}
