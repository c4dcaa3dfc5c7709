//! What a customer of chance does on the site without buying: visits, looks, abandoned checkouts.

use chrono::{DateTime, TimeDelta, Utc};

use super::AS_OF;
use super::catalogue::{self, CATALOGUE, SHELVES};
use super::dice::Dice;
use super::life::Life;

const PAGES: [(u64, &str); 7] = [
    (400, "/"),
    (150, "/sale"),
    (120, "/collections/dog-treats"),
    (120, "/collections/shoes"),
    (90, "/collections/mugs"),
    (70, "/pages/shipping"),
    (50, "/blog/crème-brûlée"),
];

/// Writes the customer's visits that led to no order.
pub(super) fn live(dice: &mut Dice, life: &mut Life) {
    let joined = life.customer.joined;
    let sessions = dice.weighted(&[(280, 0), (320, 1), (240, 2), (130, 4), (30, 8)]);
    for _ in 0..sessions {
        let span = (AS_OF - joined).num_seconds();
        let start = joined + TimeDelta::seconds(dice.between(0, span));
        session(dice, life, start);
    }
    if dice.chance(280) {
        let recent = TimeDelta::seconds(dice.between(60, 12 * 86_400));
        session(dice, life, (AS_OF - recent).max(joined));
    }
}

/// A visit, some looks, sometimes a checkout that is abandoned; nothing after the as-of instant.
fn session(dice: &mut Dice, life: &mut Life, start: DateTime<Utc>) {
    let mut at = start;
    life.visits(at, dice.weighted(&PAGES));
    let (first, count) = *dice.pick(&SHELVES);
    let mut seen = first;
    for _ in 0..dice.weighted(&[(350, 0), (300, 1), (200, 2), (150, 4)]) {
        at += TimeDelta::seconds(dice.between(5, 240));
        seen = if dice.chance(750) {
            first + dice.below(count.into()) as u16
        } else {
            dice.below(CATALOGUE.len() as u64) as u16
        };
        if at <= AS_OF {
            life.views(at, seen);
        }
    }
    at += TimeDelta::seconds(dice.between(5, 120));
    if at <= AS_OF && dice.chance(300) {
        life.checks_out(at, catalogue::price(seen) * dice.between(1, 3), None);
    }
}
