//! One customer's history as it is written into the shop's tables: keys, copies and sums are made
//! here, so that a line always agrees with its order. Rolls no dice.

use chrono::{DateTime, TimeDelta, Utc};

use super::Shop;
use super::catalogue;
use super::kinds::{Channel, ConsentMethod, ConsentStatus, ListName, MessageKind, OrderStatus, VisitKind};
use super::purchase::{Fate, Item, Purchase};
use super::rows::{Checkout, Consent, Customer, ListMember, Message, Order, OrderLine, Visit};

/// Keys of a customer's orders and checkouts are the customer's key and three digits.
const KEYS_EACH: i64 = 1_000;

/// A customer, and the tables that their history goes into.
pub(super) struct Life<'a> {
    /// Who lives it.
    pub customer: &'a mut Customer,
    shop: &'a mut Shop,
    orders: i64,
    checkouts: i64,
}

impl<'a> Life<'a> {
    /// The life of a customer who has not done anything yet.
    pub fn new(shop: &'a mut Shop, customer: &'a mut Customer) -> Self {
        Self { customer, shop, orders: 0, checkouts: 0 }
    }

    /// Writes an order and its lines.
    pub fn buys(&mut self, purchase: &Purchase) {
        let (at, test) = (purchase.at, purchase.test);
        let sum = purchase.sum();
        let total = sum - sum * purchase.code.map_or(0, catalogue::discount_percent) / 100;
        let (status, refunded) = match purchase.fate {
            Fate::Paid => (OrderStatus::Paid, 0),
            Fate::Fulfilled => (OrderStatus::Fulfilled, 0),
            Fate::PartlyRefunded(cents) if cents < total => (OrderStatus::PartiallyRefunded, cents),
            Fate::PartlyRefunded(_) | Fate::Refunded => (OrderStatus::Refunded, total),
            Fate::Cancelled => (OrderStatus::Cancelled, 0),
        };
        self.orders += 1;
        let (id, customer_id) = (self.customer.id * KEYS_EACH + self.orders, self.customer.id);
        for Item { product, quantity, unit_price } in purchase.basket.iter().copied() {
            let line = OrderLine { order_id: id, customer_id, at, unit_price, quantity, product, status, test };
            self.shop.order_lines.push(line);
        }
        let (channel, discount_code) = (purchase.channel, purchase.code);
        self.shop.orders.push(Order { id, customer_id, at, total, refunded, status, test, channel, discount_code });
    }

    /// Writes a checkout of so many cents.
    pub fn checks_out(&mut self, at: DateTime<Utc>, total: i64, completed_at: Option<DateTime<Utc>>) {
        self.checkouts += 1;
        let (id, customer_id) = (self.customer.id * KEYS_EACH + self.checkouts, self.customer.id);
        self.shop.checkouts.push(Checkout { id, customer_id, at, total, completed_at });
    }

    /// Writes a visit to a page.
    pub fn visits(&mut self, at: DateTime<Utc>, page: &'static str) {
        let (customer_id, kind) = (self.customer.id, VisitKind::Visited);
        self.shop.visits.push(Visit { customer_id, at, kind, product: None, page: Some(page) });
    }

    /// Writes a look at a product.
    pub fn views(&mut self, at: DateTime<Utc>, product: u16) {
        let (customer_id, kind) = (self.customer.id, VisitKind::ViewedProduct);
        self.shop.visits.push(Visit { customer_id, at, kind, product: Some(product), page: None });
    }

    /// Writes a change of consent.
    pub fn consents(&mut self, at: DateTime<Utc>, channel: Channel, status: ConsentStatus, method: ConsentMethod) {
        let customer_id = self.customer.id;
        self.shop.consents.push(Consent { customer_id, at, channel, status, method });
    }

    /// Writes a text from the customer.
    pub fn texts(&mut self, at: DateTime<Utc>, text: &'static str) {
        let (customer_id, kind) = (self.customer.id, MessageKind::Received);
        self.shop.messages.push(Message {
            customer_id,
            at,
            channel: Channel::Sms,
            kind,
            text: Some(text),
            campaign: None,
        });
    }

    /// Writes what happened so many seconds later to a message sent at `at`.
    pub fn gets(&mut self, at: DateTime<Utc>, later: i64, kind: MessageKind, letter: &Letter) {
        let message = Message {
            customer_id: self.customer.id,
            at: at + TimeDelta::seconds(later),
            channel: letter.channel,
            kind,
            text: letter.text,
            campaign: Some(letter.campaign),
        };
        self.shop.messages.push(message);
    }

    /// Writes a place on a list.
    pub fn joins(&mut self, added_at: DateTime<Utc>, list: ListName) {
        self.shop.lists.push(ListMember { customer_id: self.customer.id, list, added_at });
    }

    /// When the customer's orders were placed, in the order of writing.
    pub fn order_times(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let written = self.shop.orders.len().saturating_sub(self.orders as usize);
        self.shop.orders.iter().skip(written).map(|order| order.at)
    }
}

/// A message of the shop to its customers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    /// How it travels.
    pub channel: Channel,
    /// Its campaign.
    pub campaign: &'static str,
    /// Its words, of texts only.
    pub text: Option<&'static str>,
}
