//! Rankings and samples of chance.

use super::writer::Writer;

impl Writer<'_> {
    /// Those with the most or least of something, of everybody or of some.
    pub fn rank_test(&mut self) -> String {
        let which = *self.dice.pick(&["top", "bottom"]);
        let amount = match self.dice.chance(60) {
            true => self.percentage(),
            false => self.dice.between(1, 40).to_string(),
        };
        let by = self.ranked_by();
        let of = match self.dice.chance(40) {
            true => format!(" of ({})", self.condition(1)),
            false => String::new(),
        };
        format!("{which} {amount} by {by}{of}")
    }

    /// Some of all.
    pub fn sample_test(&mut self) -> String {
        let percentage = self.percentage();
        let seed = self.pick_text(&["", "", " seed \"spring\"", " seed autumn", " seed 7", " seed \"è ½\""]);
        format!("sample {percentage}{seed}")
    }

    fn ranked_by(&mut self) -> String {
        match self.dice.below(4) {
            0 => self.sum(),
            1 => self.pick_text(&["days since joined", "money_spent / order_count", "order_count + refunded"]),
            _ => self.pick_text(&[
                "money_spent",
                "money_spent last 90d",
                "order_count",
                "average_order_value",
                "predicted_clv",
                "last_order_date",
                "joined",
                "first ordered",
                "distinct(ordered_item.product)",
            ]),
        }
    }

    fn percentage(&mut self) -> String {
        match self.dice.below(4) {
            0 => self.pick_text(&["0.5%", "33.3333%", "100%", "99.99%"]),
            _ => format!("{}%", self.dice.between(1, 99)),
        }
    }
}
