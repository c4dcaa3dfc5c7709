//! Writes segments of chance, in the words of the vocabulary.

use super::stock::Stock;
use crate::dice::Dice;

const TEXTS: &[&str] = &["email", "phone", "first_name", "last_name", "country", "city", "postcode", "language"];
pub const COMPARISONS: &[&str] = &["=", "!=", "<", "<=", ">", ">="];

pub struct Writer<'s> {
    pub dice: Dice,
    pub stock: &'s Stock,
}

impl<'s> Writer<'s> {
    pub fn new(seed: u64, stock: &'s Stock) -> Self {
        Self { dice: Dice::new(seed), stock }
    }

    /// A condition of customers, in parentheses where it is joined.
    pub fn condition(&mut self, depth: usize) -> String {
        if depth == 0 || self.dice.chance(40) {
            return self.clause();
        }
        self.joined(|writer| writer.condition(depth - 1))
    }

    /// Several conditions joined, or one turned round.
    pub fn joined(&mut self, mut part: impl FnMut(&mut Self) -> String) -> String {
        if self.dice.chance(25) {
            let inner = part(self);
            return match self.dice.below(2) {
                0 => format!("not {inner}"),
                _ => format!("not ({inner})"),
            };
        }
        let connective = *self.dice.pick(&[" and ", " or "]);
        let count = 2 + self.dice.below(2);
        let parts: Vec<String> = (0..count).map(|_| part(self)).collect();
        format!("({})", parts.join(connective))
    }

    fn clause(&mut self) -> String {
        match self.dice.below(29) {
            28 => self.near_test(),
            20..=22 => self.sequence_test(),
            23 | 24 => self.nth_test(),
            25 => self.rank_test(),
            27 => self.regular_test(),
            26 => self.sample_test(),
            0..=2 => {
                let field = *self.dice.pick(TEXTS);
                self.text_test(field, field)
            }
            3 => {
                let field = *self.dice.pick(&["tags", "sms_preferences"]);
                self.list_test(field, field)
            }
            4 => self.pick_text(&[
                "vip",
                "sms_consent",
                "in list \"Newsletter\"",
                "email_consent",
                "account_status = enabled",
                "account_status in (disabled, invited)",
                "account_status != enabled",
                "sms_status = unsubscribed",
                "sms_status is missing",
                "email_status != subscribed",
                "vip is missing",
                "vip is known",
            ]),
            5 => self.money_test("predicted_clv"),
            6 => match self.dice.below(4) {
                0 => self.told_test(),
                1 => self.birthday_test(),
                _ => self.date_test("joined"),
            },
            7..=11 => self.event_test(),
            12 => {
                let period = self.length();
                let event =
                    *self.dice.pick(&["ordered", "visited", "viewed_product", "started_checkout", "clicked_sms"]);
                match self.dice.below(3) {
                    0 => format!("lapsed {period}"),
                    1 => format!("{event}_since {}", self.stock.day(&mut self.dice)),
                    _ => format!("{event}_since {period}"),
                }
            }
            13..=15 => self.measure_test(),
            16 | 17 => self.aggregate_test(),
            _ => self.arithmetic_test(),
        }
    }

    /// A test of a text, by the word for it and the column of its values.
    pub fn text_test(&mut self, word: &str, column: &str) -> String {
        let (dice, stock) = (&mut self.dice, self.stock);
        let exactly = if dice.chance(15) { "exactly " } else { "" };
        match dice.below(13) {
            0 | 1 => format!("{word} = {exactly}{}", stock.text(dice, column)),
            2 => format!("{word} != {exactly}{}", stock.text(dice, column)),
            3 => format!("{word} in ({})", self.texts(column)),
            4 => format!("{word} not in ({})", self.texts(column)),
            5 => format!("{word} contains {exactly}{}", stock.piece(dice, column)),
            6 => format!("{word} does not contain {exactly}{}", stock.piece(dice, column)),
            7 => format!("{word} starts with {exactly}{}", stock.piece(dice, column)),
            8 => format!("{word} ends with {exactly}{}", stock.piece(dice, column)),
            9 => format!("{word} matches {exactly}{}", stock.pattern(dice, column)),
            10 => format!("{word} like {}", stock.misspelt(dice, column)),
            11 => format!("{word} not like {}", stock.misspelt(dice, column)),
            _ => self.presence(word),
        }
    }

    /// A test of a list, by the word for it and the column of its values.
    pub fn list_test(&mut self, word: &str, column: &str) -> String {
        let (dice, stock) = (&mut self.dice, self.stock);
        let exactly = if dice.chance(15) { "exactly " } else { "" };
        match dice.below(6) {
            0 => format!("{word} contains {exactly}{}", stock.text(dice, column)),
            1 => format!("{word} does not contain {exactly}{}", stock.text(dice, column)),
            2 => format!("{word} contains any of ({})", self.texts(column)),
            3 => format!("{word} contains all of ({})", self.texts(column)),
            4 => format!("{word} contains none of ({})", self.texts(column)),
            _ => self.presence(word),
        }
    }

    pub fn money_test(&mut self, word: &str) -> String {
        if self.dice.chance(10) {
            return self.presence(word);
        }
        let (low, high) = (self.stock.money(&mut self.dice), self.stock.money(&mut self.dice));
        self.between_or_compare(word, low, high)
    }

    pub fn number_test(&mut self, word: &str, most: i64) -> String {
        if self.dice.chance(5) {
            return self.presence(word);
        }
        let (low, high) = (self.dice.between(0, most), self.dice.between(0, most));
        self.between_or_compare(word, low.to_string(), high.to_string())
    }

    /// A test of a date that a word stands for.
    pub fn date_test(&mut self, word: &str) -> String {
        match self.dice.chance(50) {
            true => self.date_comparison(word),
            false => format!("{word} {}", self.window()),
        }
    }

    /// A test of a date that is not a word's, by signs only.
    pub fn date_comparison(&mut self, word: &str) -> String {
        let sign = *self.dice.pick(COMPARISONS);
        let (dice, stock) = (&mut self.dice, self.stock);
        match dice.below(7) {
            0 => self.presence(word),
            1 | 2 => format!("{word} {sign} {}", stock.moment(dice)),
            3 => format!("{word} {sign} {}d ago", stock.days_ago(dice)),
            4 => {
                let mut days = [stock.day(dice), stock.day(dice)];
                days.sort();
                format!("{word} between {} and {}", days[0], days[1])
            }
            _ => format!("{word} {sign} {}", stock.day(dice)),
        }
    }

    fn between_or_compare(&mut self, word: &str, low: String, high: String) -> String {
        let worth = |text: &str| text.trim_end_matches(" EUR").parse::<f64>().unwrap();
        let (low, high) = if worth(&low) > worth(&high) { (high, low) } else { (low, high) };
        match self.dice.below(8) {
            0 => format!("{word} between {low} and {high}"),
            1 => format!("{word} not between {low} and {high}"),
            _ => format!("{word} {} {high}", self.dice.pick(COMPARISONS)),
        }
    }

    fn presence(&mut self, word: &str) -> String {
        let which = self.dice.pick(&["missing", "known", "not missing"]);
        format!("{word} is {which}")
    }

    fn texts(&mut self, column: &str) -> String {
        let count = 1 + self.dice.below(3);
        let texts: Vec<String> = (0..count).map(|_| self.stock.text(&mut self.dice, column)).collect();
        texts.join(", ")
    }

    pub fn pick_text(&mut self, texts: &[&str]) -> String {
        (*self.dice.pick(texts)).to_owned()
    }
}
