//! The first customers of every shop, shaped by hand: each stands at the exact edge of a rule of the
//! language, so that even a small shop tells a segment from its near misses. Apart from what their
//! entry says they do nothing at all; keys are 1001, 1004, 1007, ... in the order of the table.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::calendar::{as_of_plus, local};
use super::catalogue::{BLUE_MUG, BLUE_MUG_XL, DOG_TREATS, GIFT_CARD, PAJAMAS, PEGASUS};
use super::kinds::{Channel, ConsentMethod, ConsentStatus, ListName, MessageKind};
use super::life::{Letter, Life};
use super::purchase::{Fate, Purchase};
use super::rows::Customer;

/// A customer at the edge of a rule.
pub(super) struct Edge {
    /// Which edge it is, in one sentence.
    pub why: &'static str,
    shape: fn(&mut Life),
}

impl Edge {
    pub fn shape(&self, life: &mut Life) {
        (self.shape)(life);
    }
}

/// The customers at the edges: their keys and what they are for.
pub fn edges() -> impl Iterator<Item = (i64, &'static str)> {
    EDGES.iter().enumerate().map(|(index, edge)| (id(index), edge.why))
}

/// The key of the customer with this index, exact for the edges; others are up to 2 higher.
pub(super) fn id(index: usize) -> i64 {
    1_001 + 3 * index as i64
}

/// Gives an edge customer what most of them need: somebody reachable, here for years, nothing special.
pub(super) fn prepare(customer: &mut Customer) {
    customer.joined = local(2022, 2, 1, 9, 0, 0);
    customer.phone.get_or_insert_with(|| format!("+39347{:07}", customer.id));
    customer.email.get_or_insert_with(|| format!("edge.{}@example.com", customer.id));
    customer.vip = None;
}

#[rustfmt::skip]
pub(super) const EDGES: &[Edge] = &[
    Edge {
        why: "ordered for 125.00 exactly 90 days ago at local 00:00:00, the first instant of `last 90d`; consents to texts",
        shape: |life| { texts_welcome(life); buy(life, local(2026, 4, 1, 0, 0, 0), &[(BLUE_MUG, 10)]); },
    },
    Edge {
        why: "ordered for 125.00 one second before `last 90d` begins; consents to texts: in `winback`",
        shape: |life| { texts_welcome(life); buy(life, local(2026, 3, 31, 23, 59, 59), &[(BLUE_MUG, 10)]); },
    },
    Edge {
        why: "spent exactly 100.00, long ago; consents to texts: not `money_spent > 100`",
        shape: |life| { texts_welcome(life); buy(life, local(2025, 5, 2, 11, 0, 0), &[(BLUE_MUG, 8)]); },
    },
    Edge {
        why: "ordered exactly at the as-of instant: it exists",
        shape: |life| buy(life, as_of_plus(0), &[(BLUE_MUG, 2), (GIFT_CARD, 1)]),
    },
    Edge {
        why: "ordered one second after the as-of instant only: has not ordered yet",
        shape: |life| buy(life, as_of_plus(1), &[(GIFT_CARD, 2)]),
    },
    Edge {
        why: "the only order was cancelled: never ordered",
        shape: |life| special(life, local(2026, 6, 1, 10, 0, 0), |order| order.fate = Fate::Cancelled),
    },
    Edge {
        why: "the only order was a test: never ordered",
        shape: |life| special(life, local(2026, 6, 2, 10, 0, 0), |order| order.test = true),
    },
    Edge {
        why: "the only order was refunded in full: ordered, and spent 0.00",
        shape: |life| special(life, local(2026, 6, 3, 10, 0, 0), |order| order.fate = Fate::Refunded),
    },
    Edge {
        why: "150.00 charged, 50.00 given back: spent exactly 100.00 net",
        shape: |life| special(life, local(2026, 6, 4, 10, 0, 0), |order| order.fate = Fate::PartlyRefunded(50_00)),
    },
    Edge {
        why: "an order of 0.00, by a code that takes off everything",
        shape: |life| special(life, local(2026, 6, 5, 10, 0, 0), |order| order.code = Some("FREEGIFT")),
    },
    Edge {
        why: "ordered two minutes before and after local midnight between May and June, both on 31 May in UTC",
        shape: |life| {
            buy(life, local(2026, 5, 31, 23, 58, 0), &[(BLUE_MUG, 1)]);
            buy(life, local(2026, 6, 1, 0, 2, 0), &[(BLUE_MUG, 1)]);
        },
    },
    Edge {
        why: "ordered at both 02:30s of 2025-10-26, and at that day's last second",
        shape: |life| {
            let twice = local(2025, 10, 26, 2, 30, 0);
            buy(life, twice, &[(BLUE_MUG, 1)]);
            buy(life, twice + TimeDelta::hours(1), &[(BLUE_MUG_XL, 1)]);
            buy(life, local(2025, 10, 26, 23, 59, 59), &[(DOG_TREATS, 1)]);
        },
    },
    Edge {
        why: "ordered in the last second before and the first second after the hour that 2026-03-29 skips",
        shape: |life| {
            buy(life, local(2026, 3, 29, 1, 59, 59), &[(BLUE_MUG, 1)]);
            buy(life, local(2026, 3, 29, 3, 0, 0), &[(BLUE_MUG, 1)]);
        },
    },
    Edge {
        why: "born on 29 February; never ordered, never consented; a tag list without tags",
        shape: |life| {
            life.customer.birthday = NaiveDate::from_ymd_opt(1992, 2, 29);
            life.customer.tags = Some(Vec::new());
        },
    },
    Edge {
        why: "nothing is known: every field that may be missing is missing",
        shape: |life| forget(life.customer),
    },
    Edge {
        why: "texts: consented, withdrew, consented again",
        shape: |life| {
            texts_welcome(life);
            life.texts(local(2025, 2, 1, 8, 0, 0), "STOP");
            sms(life, local(2025, 2, 1, 8, 0, 0), ConsentStatus::Unsubscribed, ConsentMethod::Keyword);
            sms(life, local(2026, 5, 31, 0, 0, 0), ConsentStatus::Subscribed, ConsentMethod::Form);
        },
    },
    Edge {
        why: "withdrew consent to texts exactly at the as-of instant: has none",
        shape: |life| { texts_welcome(life); sms(life, as_of_plus(0), ConsentStatus::Unsubscribed, ConsentMethod::Form); },
    },
    Edge {
        why: "withdraws consent to texts one second after the as-of instant: still has it",
        shape: |life| { texts_welcome(life); sms(life, as_of_plus(1), ConsentStatus::Unsubscribed, ConsentMethod::Form); },
    },
    Edge {
        why: "viewed a product, then ordered it exactly 5 days later; ordered another 5 days and one second after its view",
        shape: |life| {
            life.views(local(2026, 6, 10, 12, 0, 0), PEGASUS);
            buy(life, local(2026, 6, 15, 12, 0, 0), &[(PEGASUS, 1)]);
            life.views(local(2026, 6, 17, 12, 0, 0), PAJAMAS);
            buy(life, local(2026, 6, 22, 12, 0, 1), &[(PAJAMAS, 1)]);
        },
    },
    Edge {
        why: "clicked a text, then ordered exactly 24 hours later, twice in that same second",
        shape: |life| {
            texts_welcome(life);
            let clicked = click(life, local(2026, 6, 22, 9, 0, 0));
            buy(life, clicked + TimeDelta::days(1), &[(DOG_TREATS, 3)]);
            buy(life, clicked + TimeDelta::days(1), &[(DOG_TREATS, 1)]);
        },
    },
    Edge {
        why: "ordered at the seams of `last 30d` and `between 60d and 30d ago`: both first instants and the last seconds before",
        shape: |life| {
            buy(life, local(2026, 4, 30, 23, 59, 59), &[(BLUE_MUG, 1)]);
            buy(life, local(2026, 5, 1, 0, 0, 0), &[(BLUE_MUG, 1)]);
            buy(life, local(2026, 5, 30, 23, 59, 59), &[(BLUE_MUG, 1)]);
            buy(life, local(2026, 5, 31, 0, 0, 0), &[(BLUE_MUG, 1)]);
        },
    },
    Edge {
        why: "ordered in the last second of 2025 and the first of 2026",
        shape: |life| {
            buy(life, local(2025, 12, 31, 23, 59, 59), &[(PAJAMAS, 2)]);
            buy(life, local(2026, 1, 1, 0, 0, 0), &[(PAJAMAS, 2)]);
        },
    },
    Edge {
        why: "one order has a Blue Mug once and treats for over 100.00: not `ordered where (product = \"Blue Mug\" and quantity >= 2)`",
        shape: |life| {
            life.joins(local(2024, 1, 1, 0, 0, 0), ListName::Newsletter);
            buy(life, local(2025, 9, 9, 9, 9, 9), &[(BLUE_MUG, 1), (DOG_TREATS, 14)]);
        },
    },
    Edge {
        why: "texted JION and never consented; abandoned a checkout exactly 7 days ago at local 00:00:00",
        shape: |life| {
            life.texts(local(2026, 6, 20, 20, 0, 0), "JION");
            life.checks_out(local(2026, 6, 23, 0, 0, 0), 50_00, None);
        },
    },
];

fn buy(life: &mut Life, at: DateTime<Utc>, basket: &[(u16, u16)]) {
    life.buys(&Purchase::of(at, basket));
}

/// One order of 150.00 with something special about it.
fn special(life: &mut Life, at: DateTime<Utc>, change: fn(&mut Purchase)) {
    let mut purchase = Purchase::of(at, &[(GIFT_CARD, 3)]);
    change(&mut purchase);
    life.buys(&purchase);
}

fn sms(life: &mut Life, at: DateTime<Utc>, status: ConsentStatus, method: ConsentMethod) {
    life.consents(at, Channel::Sms, status, method);
}

fn texts_welcome(life: &mut Life) {
    sms(life, local(2023, 3, 1, 10, 0, 0), ConsentStatus::Subscribed, ConsentMethod::Form);
}

/// A text that is sent, delivered and clicked; the instant of the click.
fn click(life: &mut Life, at: DateTime<Utc>) -> DateTime<Utc> {
    let text = Some("Summer sale, from tomorrow.");
    let letter = Letter { channel: Channel::Sms, campaign: "Summer sale", text };
    life.gets(at, 0, MessageKind::Sent, &letter);
    life.gets(at, 5, MessageKind::Delivered, &letter);
    life.gets(at, 600, MessageKind::Clicked, &letter);
    at + TimeDelta::seconds(600)
}

fn forget(customer: &mut Customer) {
    *customer = Customer {
        email: None,
        phone: None,
        country: None,
        city: None,
        postcode: None,
        language: None,
        birthday: None,
        tags: None,
        vip: None,
        sms_preferences: None,
        predicted_clv: None,
        ..customer.clone()
    };
}
