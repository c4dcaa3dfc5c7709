//! Constants that tell people apart: drawn from the rows of a shop.

use crate::dice::Dice;
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use seg::shop::{self, Shop};

/// Values as the shop's rows hold them; frequent ones are drawn more often.
pub struct Stock {
    texts: Vec<(&'static str, Vec<String>)>,
    cents: Vec<i64>,
    instants: Vec<DateTime<Utc>>,
    zone: Tz,
}

impl Stock {
    pub fn of(shop: &Shop) -> Self {
        let people = &shop.customers;
        let field = |value: fn(&shop::Customer) -> Option<&str>| -> Vec<String> {
            people.iter().filter_map(value).map(str::to_owned).collect()
        };
        let products: Vec<&shop::Product> =
            shop.order_lines.iter().map(|line| &shop.products[usize::from(line.product)]).collect();
        let of_products = |values: fn(&shop::Product) -> Vec<&str>| -> Vec<String> {
            let all = products.iter().flat_map(|product| values(product));
            all.map(str::to_owned).collect()
        };
        let texts = vec![
            ("email", field(|row| row.email.as_deref())),
            ("phone", field(|row| row.phone.as_deref())),
            ("first_name", field(|row| Some(row.first_name))),
            ("last_name", field(|row| Some(row.last_name))),
            ("country", field(|row| row.country)),
            ("city", field(|row| row.city)),
            ("postcode", field(|row| row.postcode)),
            ("language", field(|row| row.language)),
            ("tags", owned(people.iter().filter_map(|row| row.tags.as_ref()).flatten())),
            ("sms_preferences", owned(people.iter().filter_map(|row| row.sms_preferences.as_ref()).flatten())),
            ("product", of_products(|product| vec![product.title])),
            ("vendor", of_products(|product| vec![product.vendor])),
            ("product_type", of_products(|product| vec![product.product_type])),
            ("collection", of_products(|product| product.collections.to_vec())),
            ("product_tags", of_products(|product| product.tags.to_vec())),
            ("channel", owned(&["web", "app", "pos"])),
            ("discount_code", owned(shop.orders.iter().filter_map(|row| row.discount_code.as_ref()))),
            ("text", owned(shop.messages.iter().filter_map(|row| row.text.as_ref()))),
            ("campaign", owned(shop.messages.iter().filter_map(|row| row.campaign.as_ref()))),
            ("page", owned(shop.visits.iter().filter_map(|row| row.page.as_ref()))),
            ("method", owned(&["checkout", "form", "keyword", "import"])),
        ];
        let cents = people.iter().filter_map(|row| row.predicted_clv);
        let orders = shop.orders.iter().flat_map(|row| [row.total, row.total, row.refunded]);
        let instants = shop.orders.iter().map(|row| row.at);
        let others = shop.checkouts.iter().map(|row| row.at);
        Self {
            texts,
            cents: cents.chain(orders).collect(),
            instants: instants.chain(others).chain(people.iter().map(|row| row.joined)).collect(),
            zone: shop::ZONE.parse().unwrap(),
        }
    }

    /// A text that rows hold in this column, quoted; at times in another case or cut short.
    pub fn text(&self, dice: &mut Dice, column: &str) -> String {
        let (_, texts) = self.texts.iter().find(|(name, _)| *name == column).unwrap();
        if texts.is_empty() {
            return quoted("nothing");
        }
        let text = dice.pick(texts);
        quoted(&match dice.below(8) {
            0 => text.to_uppercase(),
            1 => text.to_lowercase(),
            _ => text.clone(),
        })
    }

    /// A piece of such a text, quoted; none of its own signs is a wildcard.
    pub fn piece(&self, dice: &mut Dice, column: &str) -> String {
        let text = self.text(dice, column).replace(['"', '\\'], "");
        let letters: Vec<char> = text.chars().collect();
        let start = dice.below(letters.len());
        let length = 1 + dice.below(4);
        match dice.below(3) {
            0 => quoted(&letters.iter().take(length).collect::<String>()),
            1 => quoted(&letters[letters.len().saturating_sub(length)..].iter().collect::<String>()),
            _ => quoted(&letters[start..].iter().take(length).collect::<String>()),
        }
    }

    /// Such a text with up to three slips, quoted; of as many letters as `like` takes.
    pub fn misspelt(&self, dice: &mut Dice, column: &str) -> String {
        let text = self.text(dice, column).replace(['"', '\\', '%', '*', '_'], "");
        let mut letters: Vec<char> = text.chars().take(40).collect();
        let other = *dice.pick(&letters);
        for _ in 0..dice.below(4) {
            let at = dice.below(letters.len());
            match dice.below(4) {
                0 => letters.insert(at, other),
                1 => letters[at] = other,
                2 if letters.len() > 2 => {
                    letters.remove(at);
                }
                _ if at > 0 => letters.swap(at - 1, at),
                _ => {}
            }
        }
        letters.resize(letters.len().max(2), 'x');
        quoted(&letters.iter().collect::<String>())
    }

    /// A pattern that some such text follows, quoted.
    pub fn pattern(&self, dice: &mut Dice, column: &str) -> String {
        let piece = self.piece(dice, column);
        let piece = piece.trim_matches('"');
        quoted(&match dice.below(4) {
            0 => format!("{piece}*"),
            1 => format!("*{piece}"),
            2 => format!("*{piece}*"),
            _ => {
                let letters: Vec<char> = piece.chars().collect();
                format!("*{}*{}*", letters[0], letters[letters.len() - 1])
            }
        })
    }

    /// An amount near those of the shop's orders.
    pub fn money(&self, dice: &mut Dice) -> String {
        let cents = match dice.below(4) {
            0 => dice.between(0, 400) * 100,
            1 => 10_000,
            _ => *dice.pick(&self.cents) + dice.between(-1, 1),
        }
        .max(0);
        match (cents % 100, dice.below(5)) {
            (0, 0) => format!("{} EUR", cents / 100),
            (0, _) => format!("{}", cents / 100),
            (rest, _) => format!("{}.{rest:02}", cents / 100),
        }
    }

    /// A moment at or next to that of a row, on the shop's clock.
    pub fn moment(&self, dice: &mut Dice) -> String {
        let at = *dice.pick(&self.instants) + Duration::seconds(dice.between(-1, 1));
        let at = at.with_timezone(&self.zone);
        at.format("%Y-%m-%dT%H:%M:%S").to_string()
    }

    /// The day of a row, or one of its neighbours.
    pub fn day(&self, dice: &mut Dice) -> String {
        let at = *dice.pick(&self.instants) + Duration::days(dice.between(-1, 1));
        at.with_timezone(&self.zone).format("%Y-%m-%d").to_string()
    }

    /// Days from a row to today.
    pub fn days_ago(&self, dice: &mut Dice) -> i64 {
        let day = dice.pick(&self.instants).with_timezone(&self.zone).date_naive();
        let today = shop::AS_OF.with_timezone(&self.zone).date_naive();
        (today - day).num_days().clamp(1, 2_000)
    }
}

fn owned<'t>(texts: impl IntoIterator<Item = &'t &'static str>) -> Vec<String> {
    texts.into_iter().map(|text| (*text).to_owned()).collect()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
