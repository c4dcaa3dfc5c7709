//! Who a customer is: one row of the customers table from one stream of chance.
//! Knows nothing of what the customer does.

use chrono::{NaiveDate, TimeDelta};

use super::calendar::local_on;
use super::dice::Dice;
use super::kinds::AccountStatus;
use super::places::Country;
use super::rows::Customer;

/// Days from the shop's opening, 2021-01-01, to the day before the as-of instant.
const DAYS_OPEN: u64 = 2_006;

/// A customer with this key.
pub(super) fn person(dice: &mut Dice, id: i64) -> Customer {
    let country = Country::any(dice);
    let city = dice.pick(country.cities);
    let first_name = *dice.pick(country.first_names);
    let last_name = *dice.pick(country.last_names);
    let phone_of = if dice.chance(60) { Country::any(dice) } else { country };
    Customer {
        id,
        first_name,
        last_name,
        email: dice.chance(930).then(|| email(dice, first_name, id)),
        phone: dice.chance(820).then(|| phone(dice, phone_of)),
        country: dice.maybe(950, country.code),
        city: dice.maybe(880, city.name),
        postcode: dice.maybe(800, city.postcode),
        language: dice.chance(850).then(|| if dice.chance(930) { country.language } else { "en" }),
        joined: joined(dice),
        birthday: dice.chance(600).then(|| birthday(dice)),
        tags: dice.chance(700).then(|| tags(dice)),
        vip: dice.weighted(&[(900, None), (60, Some(false)), (40, Some(true))]),
        sms_preferences: dice.chance(350).then(|| sms_preferences(dice)),
        predicted_clv: dice.chance(550).then(|| predicted_clv(dice)),
        account_status: dice.weighted(&[
            (880, AccountStatus::Enabled),
            (40, AccountStatus::Disabled),
            (80, AccountStatus::Invited),
        ]),
    }
}

fn email(dice: &mut Dice, first_name: &str, id: i64) -> String {
    let plain: String = first_name.chars().filter_map(plain).collect();
    let name = if plain.is_empty() { "kunde" } else { &plain };
    let host =
        dice.weighted(&[(600, "example.com"), (250, "example.org"), (130, "mail.example.net"), (20, "EXAMPLE.com")]);
    format!("{name}.{id}@{host}")
}

/// The letter as an e-mail address would have it, if it would.
fn plain(letter: char) -> Option<char> {
    Some(match letter.to_ascii_lowercase() {
        small @ 'a'..='z' => small,
        'à' | 'á' | 'â' | 'å' | 'Å' | 'ä' | 'Á' => 'a',
        'ç' | 'Ç' => 'c',
        'è' | 'é' | 'ë' | 'É' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ı' | 'Í' | 'İ' => 'i',
        'ł' | 'Ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ò' | 'ó' | 'ö' | 'ø' | 'Ö' => 'o',
        'ş' => 's',
        'ú' | 'ü' => 'u',
        'ż' | 'Ż' => 'z',
        _ => return None,
    })
}

fn phone(dice: &mut Dice, country: &Country) -> String {
    let mut number = String::from(country.dial);
    number.push_str(dice.pick(country.cities).area);
    number.push(char::from(b'2' + dice.below(8) as u8));
    for _ in 1..country.digits {
        number.push(char::from(b'0' + dice.below(10) as u8));
    }
    number
}

/// More people joined of late than in the beginning.
fn joined(dice: &mut Dice) -> chrono::DateTime<chrono::Utc> {
    let mut day = dice.below(DAYS_OPEN);
    if dice.chance(400) {
        day = day.max(dice.below(DAYS_OPEN));
    }
    let opening = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap_or_default();
    local_on(opening + TimeDelta::days(day as i64), dice.between(7 * 3_600, 24 * 3_600 - 1))
}

fn birthday(dice: &mut Dice) -> NaiveDate {
    let year = dice.between(1945, 2008) as i32;
    if dice.chance(8) {
        return NaiveDate::from_ymd_opt(year - year % 4, 2, 29).unwrap_or_default();
    }
    NaiveDate::from_yo_opt(year, dice.between(1, 365) as u32).unwrap_or_default()
}

fn tags(dice: &mut Dice) -> Vec<&'static str> {
    const TAGS: [(u64, &str); 9] = [
        (60, "vip"),
        (40, "wholesale"),
        (25, "occasion-wedding"),
        (15, "occasion-2025-09"),
        (90, "friend"),
        (30, "Enabled"),
        (120, "newsletter"),
        (20, "VIP"),
        (50, "fiera 2025"),
    ];
    TAGS.iter().filter_map(|(permille, tag)| dice.maybe(*permille, *tag)).collect()
}

fn sms_preferences(dice: &mut Dice) -> Vec<&'static str> {
    ["product launches", "sales", "restocks"].into_iter().filter_map(|about| dice.maybe(450, about)).collect()
}

/// Cents, mostly little, seldom much.
fn predicted_clv(dice: &mut Dice) -> i64 {
    let most = dice.weighted(&[(150, 2_000), (450, 20_000), (300, 80_000), (95, 300_000), (5, 2_000_000)]);
    dice.between(0, most)
}
