//! Whether a customer of chance wants texts and e-mails, since when, and how they said so.

use chrono::{DateTime, TimeDelta, Utc};

use super::AS_OF;
use super::dice::Dice;
use super::kinds::{Channel, ConsentMethod, ConsentStatus, ListName};
use super::life::Life;

/// When a customer consented to each channel.
#[derive(Debug, Default)]
pub(super) struct Consented {
    /// To texts.
    pub sms: Spans,
    /// To e-mails.
    pub email: Spans,
}

/// Spans of consent, each from its first instant up to (not including) its end, if it ended.
#[derive(Debug, Default)]
pub(super) struct Spans(Vec<(DateTime<Utc>, Option<DateTime<Utc>>)>);

impl Spans {
    /// Whether consent holds at the instant and for two minutes more.
    pub fn hold(&self, at: DateTime<Utc>) -> bool {
        let soon = at + TimeDelta::minutes(2);
        self.0.iter().any(|(from, to)| *from <= at && to.is_none_or(|to| soon < to))
    }

    /// When consent was first given.
    pub fn first(&self) -> Option<DateTime<Utc>> {
        self.0.first().map(|(from, _)| *from)
    }
}

/// Writes the customer's consents, the texts that gave them, and the lists they are on.
pub(super) fn live(dice: &mut Dice, life: &mut Life) -> Consented {
    let mut consented = Consented::default();
    if life.customer.phone.is_some() {
        if dice.chance(610) {
            consented.sms = history(dice, life, Channel::Sms);
        } else if dice.chance(30) {
            refuses(dice, life);
        }
    }
    if life.customer.email.is_some() && dice.chance(720) {
        consented.email = history(dice, life, Channel::Email);
    }
    lists(dice, life, &consented);
    consented
}

/// Consent given once; sometimes withdrawn; sometimes given again.
fn history(dice: &mut Dice, life: &mut Life, channel: Channel) -> Spans {
    let mut spans = Spans::default();
    let (mut from, mut method) = start(dice, life);
    loop {
        if channel == Channel::Sms && dice.chance(250) {
            method = ConsentMethod::Keyword;
            let word = join_word(dice, life.customer.language);
            life.texts((from - TimeDelta::seconds(2)).max(life.customer.joined), word);
        }
        life.consents(from, channel, ConsentStatus::Subscribed, method);
        let withdrawn = if dice.chance(200) { later(dice, from) } else { None };
        spans.0.push((from, withdrawn));
        let Some(to) = withdrawn else { return spans };
        let way = stop(dice, life, channel, to);
        life.consents(to, channel, ConsentStatus::Unsubscribed, way);
        let again = if dice.chance(250) { later(dice, to) } else { None };
        let Some(again) = again else { return spans };
        (from, method) = (again, ConsentMethod::Form);
    }
}

/// When and how consent was first given: with an order, in a form, or by import on the first day.
fn start(dice: &mut Dice, life: &Life) -> (DateTime<Utc>, ConsentMethod) {
    let joined = life.customer.joined;
    let ordered = life.order_times().find(|at| *at <= AS_OF);
    let (at, method) = match (dice.below(100), ordered) {
        (0..45, Some(at)) => (at, ConsentMethod::Checkout),
        (0..60, _) => (joined, ConsentMethod::Import),
        (60..70, _) => (AS_OF - TimeDelta::seconds(dice.between(60, 40 * 86_400)), ConsentMethod::Form),
        _ => (later(dice, joined).unwrap_or(joined), ConsentMethod::Form),
    };
    (at.max(joined), method)
}

/// A later instant, at least an hour on, if there is one before the as-of instant.
fn later(dice: &mut Dice, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let left = (AS_OF - from).num_seconds();
    (left > 7_200).then(|| from + TimeDelta::seconds(dice.between(3_600, left)))
}

/// How consent is withdrawn: by a text with STOP, or in a form.
fn stop(dice: &mut Dice, life: &mut Life, channel: Channel, at: DateTime<Utc>) -> ConsentMethod {
    if channel == Channel::Email || !dice.chance(700) {
        return ConsentMethod::Form;
    }
    let word = dice.weighted(&[(800, "STOP"), (120, "Stop"), (80, "stop please")]);
    life.texts(at - TimeDelta::seconds(2), word);
    ConsentMethod::Keyword
}

/// Withdraws a consent that was never given.
fn refuses(dice: &mut Dice, life: &mut Life) {
    if let Some(at) = later(dice, life.customer.joined) {
        let method = stop(dice, life, Channel::Sms, at);
        life.consents(at, Channel::Sms, ConsentStatus::Unsubscribed, method);
    }
}

fn join_word(dice: &mut Dice, language: Option<&str>) -> &'static str {
    if language == Some("es") && dice.chance(800) {
        return dice.weighted(&[(850, "UNIRSE"), (150, "Unirse")]);
    }
    dice.weighted(&[(600, "JOIN"), (180, "Join"), (90, "join "), (70, "JION"), (40, "JOIN!"), (20, "JOINT")])
}

fn lists(dice: &mut Dice, life: &mut Life, consented: &Consented) {
    if let Some(at) = consented.email.first()
        && dice.chance(550)
    {
        life.joins(at, ListName::Newsletter);
    }
    for (permille, list) in [(30, ListName::Wholesale), (25, ListName::Beta)] {
        if dice.chance(permille) {
            life.joins(later(dice, life.customer.joined).unwrap_or(life.customer.joined), list);
        }
    }
}
