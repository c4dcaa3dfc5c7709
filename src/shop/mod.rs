//! A made-up shop, in memory, from a seed: what the demo writes to files and what tests compute by
//! hand. The same seed gives the same shop on every platform, and each customer has a stream of
//! chance of their own, so customer 1017 is the same in a small shop and in a large one.
//!
//! It must not know of files, Arrow, DataFusion, the language or the present time.

mod calendar;
mod catalogue;
mod consents;
mod dice;
mod edges;
mod kinds;
mod life;
mod messages;
mod orders;
mod parts;
mod person;
mod places;
mod purchase;
mod rows;
mod visits;
mod world;

use chrono::{DateTime, Utc};

pub use catalogue::discount_percent;
pub use edges::edges;
pub use kinds::*;
pub use places::postcodes;
pub use rows::*;

use dice::Dice;
use edges::Edge;
use life::Life;

/// The instant up to which the shop's events count: 2026-06-30T12:00:00 in Rome.
pub const AS_OF: DateTime<Utc> = match DateTime::from_timestamp(1_782_813_600, 0) {
    Some(instant) => instant,
    None => DateTime::UNIX_EPOCH,
};

/// The shop's IANA time zone.
pub const ZONE: &str = "Europe/Rome";

/// The shop's ISO 4217 currency.
pub const CURRENCY: &str = "EUR";

/// How much shop, and which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Number of customers.
    pub customers: usize,
    /// Any number; another seed is another shop.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { customers: 2_000, seed: 1 }
    }
}

/// The shop's tables, each in time order, ties by customer; products by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shop {
    /// The people, by the time they joined.
    pub customers: Vec<Customer>,
    /// The catalogue.
    pub products: Vec<Product>,
    /// Their orders.
    pub orders: Vec<Order>,
    /// The lines of these orders.
    pub order_lines: Vec<OrderLine>,
    /// Checkouts that were started, whether they became orders or not.
    pub checkouts: Vec<Checkout>,
    /// What happened to texts and e-mails.
    pub messages: Vec<Message>,
    /// What people did on the site.
    pub visits: Vec<Visit>,
    /// Consent given and withdrawn.
    pub consents: Vec<Consent>,
    /// Who is on which list.
    pub lists: Vec<ListMember>,
}

impl Shop {
    /// Makes up the shop of these options.
    #[must_use]
    pub fn generate(options: &Options) -> Self {
        Self::within(options, &(DateTime::<Utc>::MIN_UTC..DateTime::<Utc>::MAX_UTC))
    }

    /// Adds the customer at this place and all that they do.
    fn add(&mut self, seed: u64, index: usize) {
        let mut dice = Dice::new(seed, index as u64);
        match edges::EDGES.get(index) {
            Some(edge) => self.add_edge(&mut dice, index, edge),
            None => self.add_customer(&mut dice, index),
        }
    }

    fn add_edge(&mut self, dice: &mut Dice, index: usize, edge: &Edge) {
        let mut customer = person::person(dice, edges::id(index));
        edges::prepare(&mut customer);
        edge.shape(&mut Life::new(self, &mut customer));
        self.customers.push(customer);
    }

    fn add_customer(&mut self, dice: &mut Dice, index: usize) {
        let id = edges::id(index) + dice.between(0, 2);
        let mut customer = person::person(dice, id);
        let mut life = Life::new(self, &mut customer);
        orders::live(dice, &mut life);
        visits::live(dice, &mut life);
        let consent = consents::live(dice, &mut life);
        messages::live(dice, &mut life, &consent);
        self.customers.push(customer);
    }

    fn sort(&mut self) {
        self.customers.sort_by_key(|row| (row.joined, row.id));
        self.orders.sort_by_key(|row| (row.at, row.id));
        self.order_lines.sort_by_key(|row| (row.at, row.order_id));
        self.checkouts.sort_by_key(|row| (row.at, row.id));
        self.messages.sort_by_key(|row| (row.at, row.customer_id));
        self.visits.sort_by_key(|row| (row.at, row.customer_id));
        self.consents.sort_by_key(|row| (row.at, row.customer_id));
        self.lists.sort_by_key(|row| (row.added_at, row.customer_id));
    }
}
