//! An order about to be placed: what, where, at which price, and what becomes of it.

use chrono::{DateTime, Utc};

use super::catalogue;
use super::kinds::OrderChannel;

/// What becomes of an order.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fate {
    Paid,
    Fulfilled,
    /// So many cents were given back, if there were as many.
    PartlyRefunded(i64),
    Refunded,
    /// Nothing was given back, as nothing was taken.
    Cancelled,
}

/// An order about to be placed.
#[derive(Debug, Clone)]
pub(super) struct Purchase {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub basket: Vec<Item>,
    /// What becomes of it.
    pub fate: Fate,
    /// A try-out by the shop's own people.
    pub test: bool,
    /// Where.
    pub channel: OrderChannel,
    /// With which discount code.
    pub code: Option<&'static str>,
}

/// Some pieces of one product.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// Place in the catalogue.
    pub product: u16,
    /// Pieces.
    pub quantity: u16,
    /// Cents for one piece.
    pub unit_price: i64,
}

impl Purchase {
    /// A plain order on the web at today's prices: (product, pieces) each.
    pub fn of(at: DateTime<Utc>, basket: &[(u16, u16)]) -> Self {
        let item = |&(product, quantity)| Item { product, quantity, unit_price: catalogue::price(product) };
        let basket = basket.iter().map(item).collect();
        Self { at, basket, fate: Fate::Fulfilled, test: false, channel: OrderChannel::Web, code: None }
    }

    /// Cents in the basket before any discount.
    pub fn sum(&self) -> i64 {
        self.basket.iter().map(|item| i64::from(item.quantity) * item.unit_price).sum()
    }
}
