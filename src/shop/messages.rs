//! What the shop sends to customers of chance, and what they make of it. Texts go only to people
//! who consent to texts at that instant, e-mails likewise.

use chrono::{DateTime, TimeDelta, Utc};

use super::AS_OF;
use super::calendar::local;
use super::consents::{Consented, Spans};
use super::dice::Dice;
use super::kinds::{Channel, MessageKind};
use super::life::{Letter, Life};

/// A message to many at once: campaign, words, and year, month, day and hour in Rome.
type Campaign = (&'static str, &'static str, (i32, u32, u32, i64));

const CAMPAIGNS: [Campaign; 14] = [
    ("Back in stock", "The Blue Mug is back.", (2024, 10, 8, 10)),
    ("Black Friday", "20% off until Sunday: BLACKFRIDAY", (2024, 11, 29, 8)),
    ("Spring sale", "Spring is here: SPRING15", (2025, 3, 20, 10)),
    ("Summer sale", "Summer sale, in the shop and online.", (2025, 7, 1, 9)),
    ("Product launch", "New: Nike Pegasus 41", (2025, 9, 16, 18)),
    ("Black Friday", "20% off until Sunday: BLACKFRIDAY", (2025, 11, 28, 8)),
    ("Christmas", "Pajamas for all of you.", (2025, 12, 9, 17)),
    ("Spring sale", "Spring is here: SPRING15", (2026, 3, 20, 10)),
    ("Back in stock", "Crème brûlée sets are back.", (2026, 4, 14, 10)),
    ("Win-back", "We miss you.", (2026, 5, 5, 11)),
    ("Product launch", "New: 抹茶 Matcha", (2026, 5, 21, 18)),
    ("Back in stock", "Salmon treats are back. Woof.", (2026, 6, 9, 10)),
    ("Summer sale", "Summer sale, from tomorrow.", (2026, 6, 22, 9)),
    ("Last chance", "The sale ends tonight.", (2026, 6, 28, 19)),
];

/// Writes what the customer was sent.
pub(super) fn live(dice: &mut Dice, life: &mut Life, consented: &Consented) {
    let eager = dice.weighted(&[(600, 40), (300, 120), (100, 400)]);
    welcome(dice, life, Channel::Sms, &consented.sms, eager);
    welcome(dice, life, Channel::Email, &consented.email, eager);
    for (campaign, words, (year, month, day, hour)) in CAMPAIGNS {
        let at = local(year, month, day, hour, 0, 0) + TimeDelta::seconds(dice.between(0, 900));
        let sms = Letter { channel: Channel::Sms, campaign, text: Some(words) };
        if consented.sms.hold(at) && dice.chance(370) {
            send(dice, life, at, &sms, eager);
        }
        let email = Letter { channel: Channel::Email, campaign, text: None };
        if consented.email.hold(at) && dice.chance(280) {
            send(dice, life, at, &email, eager);
        }
    }
    if consented.sms.hold(AS_OF) && dice.chance(40) {
        let back = TimeDelta::seconds(dice.between(60, 20 * 86_400));
        life.texts((AS_OF - back).max(life.customer.joined), dice.weighted(&[(5, "Grazie!"), (3, "?"), (2, "👍")]));
    }
}

/// The first message of a channel, a minute after consent; by text sometimes with a contact card.
fn welcome(dice: &mut Dice, life: &mut Life, channel: Channel, spans: &Spans, eager: u64) {
    let Some(at) = spans.first().map(|first| first + TimeDelta::minutes(1)) else {
        return;
    };
    if !spans.hold(at) || at > AS_OF || !dice.chance(700) {
        return;
    }
    let text = (channel == Channel::Sms).then_some("Welcome! Reply STOP to leave.");
    send(dice, life, at, &Letter { channel, campaign: "Welcome", text }, eager);
    if channel == Channel::Sms && spans.hold(at + TimeDelta::minutes(1)) && dice.chance(300) {
        let card = Letter { channel, campaign: "Contact card", text: Some("Save our number.") };
        send(dice, life, at + TimeDelta::minutes(1), &card, eager);
    }
}

/// One message and what comes of it; `eager` is the clicks of 1,000 delivered messages.
fn send(dice: &mut Dice, life: &mut Life, at: DateTime<Utc>, letter: &Letter, eager: u64) {
    life.gets(at, 0, MessageKind::Sent, letter);
    if dice.chance(30) {
        life.gets(at, dice.between(1, 60), MessageKind::Bounced, letter);
        return;
    }
    life.gets(at, dice.between(1, 60), MessageKind::Delivered, letter);
    let mut read = dice.between(61, 30 * 3_600);
    let left = (AS_OF - at).num_seconds();
    if letter.channel == Channel::Email {
        if read > left || !dice.chance(250 + eager) {
            return;
        }
        life.gets(at, read, MessageKind::Opened, letter);
        read += dice.between(2, 600);
    }
    if read <= left && dice.chance(eager) {
        life.gets(at, read, MessageKind::Clicked, letter);
    }
}
