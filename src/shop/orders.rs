//! What a customer of chance buys, when, and what becomes of it: most buy once, few very often;
//! many lapse; the end of the year is busy; some order at awkward times.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::AS_OF;
use super::calendar::{as_of_plus, day_of, local_on};
use super::catalogue::{self, CHRISTMAS, KITCHEN, SHELVES, Shelf};
use super::dice::Dice;
use super::kinds::OrderChannel;
use super::life::Life;
use super::purchase::{Fate, Item, Purchase};

const DAY: i64 = 86_400;

/// Writes the customer's orders, and the checkouts and looks that led to them.
pub(super) fn live(dice: &mut Dice, life: &mut Life) {
    let favourite = *dice.pick(&SHELVES);
    for at in times(dice, life.customer.joined) {
        let purchase = purchase(dice, at, favourite);
        lead_up(dice, life, &purchase);
        life.buys(&purchase);
    }
}

/// The instants of all orders, rising.
fn times(dice: &mut Dice, joined: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let (low, high) = dice.weighted(&[
        (245, (0, 0)),
        (200, (1, 1)),
        (170, (2, 3)),
        (180, (4, 10)),
        (140, (11, 30)),
        (59, (31, 90)),
        (6, (91, 200)),
    ]);
    let days = (AS_OF - joined).num_days();
    let wanted = dice.between(low, high).min(days / 5 + 1);
    let active = if dice.chance(450) { days * dice.between(10, 90) / 100 } else { days };
    let mut times: Vec<_> = (0..wanted)
        .map(|nth| {
            let first = nth == 0 && dice.chance(600);
            let day = if first { day_of(joined) } else { busy_day(dice, joined, active) };
            let at = moment(dice, day);
            within(dice, at, joined)
        })
        .collect();
    if wanted > 0 && dice.chance(6) {
        times.push(as_of_plus(dice.between(1, 3 * DAY)));
    }
    times.sort_unstable();
    times
}

/// The instant, moved by a day or so where it lies before the customer joined or is yet to come.
fn within(dice: &mut Dice, at: DateTime<Utc>, joined: DateTime<Utc>) -> DateTime<Utc> {
    match at {
        at if at > AS_OF => (at - TimeDelta::days(1)).max(joined),
        at if at < joined => joined + TimeDelta::seconds(dice.between(0, 1_800)),
        _ => at,
    }
}

/// A day of the customer's active time, more likely in November and December.
fn busy_day(dice: &mut Dice, joined: DateTime<Utc>, active: i64) -> NaiveDate {
    if dice.chance(6) {
        let change = dice.weighted(&[(1, (2025, 10, 26)), (1, (2026, 3, 29))]);
        let change = NaiveDate::from_ymd_opt(change.0, change.1, change.2).unwrap_or_default();
        if change > day_of(joined) {
            return change;
        }
    }
    let mut day = NaiveDate::default();
    for _ in 0..3 {
        day = day_of(joined + TimeDelta::days(dice.between(0, active)));
        if day.month() >= 11 || dice.chance(600) {
            break;
        }
    }
    day
}

/// A time of a day: in shop hours mostly, sometimes within minutes of midnight or of a clock change.
fn moment(dice: &mut Dice, day: NaiveDate) -> DateTime<Utc> {
    let change = (day.month() == 3 || day.month() == 10) && day.day() >= 25;
    let (from, to) = match () {
        () if change && dice.chance(300) => (3_600, 4 * 3_600),
        () if dice.chance(10) => (-300, 300),
        () => dice.weighted(&[
            (60, (0, 7 * 3_600)),
            (280, (7 * 3_600, 13 * 3_600)),
            (360, (13 * 3_600, 19 * 3_600)),
            (300, (19 * 3_600, DAY - 1)),
        ]),
    };
    local_on(day, dice.between(from, to))
}

fn purchase(dice: &mut Dice, at: DateTime<Utc>, favourite: Shelf) -> Purchase {
    let day = day_of(at);
    let basket = basket(dice, day, favourite);
    let busy = day.month() == 11;
    let code = match day.month() {
        11 => dice.maybe(350, "BLACKFRIDAY"),
        3..=5 => dice.maybe(150, "SPRING15"),
        _ => dice.weighted(&[(900, None), (60, Some("WELCOME10")), (38, Some("VIP5")), (2, Some("FREEGIFT"))]),
    };
    let channel = dice.weighted(&[(620, OrderChannel::Web), (250, OrderChannel::App), (130, OrderChannel::Pos)]);
    let mut purchase = Purchase { at, basket, fate: Fate::Fulfilled, test: dice.chance(3), channel, code };
    purchase.fate = fate(dice, &purchase, busy);
    purchase
}

fn fate(dice: &mut Dice, purchase: &Purchase, busy: bool) -> Fate {
    let cents = purchase.basket.first().map_or(0, |item| item.unit_price);
    let fresh = AS_OF - purchase.at < TimeDelta::days(2);
    match dice.below(1_000) {
        0..30 => Fate::Cancelled,
        30..55 => Fate::Refunded,
        55..90 if purchase.basket.len() > 1 => Fate::PartlyRefunded(cents),
        55..90 => Fate::PartlyRefunded(cents / 2),
        90..100 if busy => Fate::Cancelled,
        _ if fresh => Fate::Paid,
        _ => Fate::Fulfilled,
    }
}

fn basket(dice: &mut Dice, day: NaiveDate, favourite: Shelf) -> Vec<Item> {
    let lines = dice.weighted(&[(250, 1), (270, 2), (210, 3), (150, 4), (75, 5), (45, 7)]);
    let mut basket: Vec<Item> = Vec::with_capacity(lines);
    for _ in 0..lines {
        let product = product(dice, day, favourite);
        if basket.iter().all(|item| item.product != product) {
            let quantity = dice.weighted(&[(780, 1), (140, 2), (50, 3), (20, 4), (8, 6), (2, 12)]);
            basket.push(Item { product, quantity, unit_price: price_on(product, day) });
        }
    }
    basket
}

/// A product of the favourite shelf rather than of another, an early one rather than a late one.
fn product(dice: &mut Dice, day: NaiveDate, favourite: Shelf) -> u16 {
    let season = if day.month() >= 10 { 250 } else { 3 };
    let (first, count) = match () {
        () if dice.chance(season) => CHRISTMAS,
        () if dice.chance(600) => favourite,
        () if dice.chance(200) => KITCHEN,
        () => *dice.pick(&SHELVES),
    };
    let count = u64::from(count);
    first + dice.below(count).min(dice.below(count)) as u16
}

/// Cents for one piece: lower before 2024, a tenth off in November.
fn price_on(product: u16, day: NaiveDate) -> i64 {
    let price = catalogue::price(product);
    match day {
        day if day.year() < 2024 => price - price * 6 / 100,
        day if day.month() == 11 => price - price / 10,
        _ => price,
    }
}

/// What happens before an order on the web or in the app: a look at a product, then a checkout.
fn lead_up(dice: &mut Dice, life: &mut Life, purchase: &Purchase) {
    if purchase.channel == OrderChannel::Pos {
        return;
    }
    let joined = life.customer.joined;
    let before = |seconds| (purchase.at - TimeDelta::seconds(seconds)).max(joined);
    if let Some(item) = purchase.basket.first()
        && dice.chance(280)
    {
        let most = dice.weighted(&[(600, 3_600), (250, DAY), (150, 8 * DAY)]);
        life.views(before(dice.between(600, most)), item.product);
    }
    if dice.chance(460) {
        let started = before(dice.between(40, 1_500));
        life.checks_out(started, purchase.sum(), Some(purchase.at));
    }
}
