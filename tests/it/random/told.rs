//! What values tell, of chance: days gone by, days of every year, items, countries.

use super::writer::{COMPARISONS, Writer};

impl Writer<'_> {
    /// A test of a birthday: of its day near today, whatever the year, else of the date itself.
    pub fn birthday_test(&mut self) -> String {
        match self.dice.below(5) {
            0 => self.date_comparison("birthday"),
            1 => format!("birthday {} {}d", self.pick_text(&["last", "next"]), self.dice.between(0, 364)),
            2 => {
                let days = self.dice.between(0, 180);
                format!("birthday between {}d and {days}d ago", days + self.dice.between(1, 180))
            }
            3 => {
                let windows = ["today", "yesterday", "tomorrow", "this month", "last week", "next quarter", "in june"];
                format!("birthday {}", self.pick_text(&windows))
            }
            _ => format!("birthday on {}d ago", self.dice.between(0, 365)),
        }
    }

    /// A test of what a value tells.
    pub fn told_test(&mut self) -> String {
        let sign = *self.dice.pick(COMPARISONS);
        let dates = ["last_order_date", "first_order_date", "joined", "birthday", "max(clicked_sms.date)"];
        match self.dice.below(9) {
            0 | 1 => format!("days since {} {sign} {}", self.pick_text(&dates), self.stock.days_ago(&mut self.dice)),
            2 => format!("days until {} {sign} {}", self.pick_text(&dates), self.dice.between(0, 40)),
            3 => format!("years since {} {sign} {}", self.pick_text(&dates), self.dice.between(0, 60)),
            4 => format!("number of tags {sign} {}", self.dice.between(0, 3)),
            5 => format!("joined in {}", self.pick_text(&["february", "june", "december"])),
            6 => format!("{} in {}", self.pick_text(&["country", "phone_country"]), self.pick_text(&["EU", "DACH"])),
            7 => format!("phone_country {} {}", self.pick_text(&["=", "!="]), self.pick_text(&["IT", "US", "CA"])),
            _ => format!("email_domain {} \"example.com\"", self.pick_text(&["=", "!="])),
        }
    }
}
