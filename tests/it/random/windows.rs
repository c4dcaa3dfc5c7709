//! Windows of chance, in all their forms.

use super::writer::Writer;

const PERIODS: &[&str] = &["week", "month", "quarter", "year"];

impl Writer<'_> {
    pub fn window(&mut self) -> String {
        let stock = self.stock;
        match self.dice.below(19) {
            0..=2 => format!("last {}", self.length()),
            3 => format!("last {}", self.dice.pick(PERIODS)),
            4 => format!("this {}", self.dice.pick(PERIODS)),
            5 => format!("since {}", stock.day(&mut self.dice)),
            6 => format!("since {}", stock.moment(&mut self.dice)),
            7 => format!("since {}", self.length()),
            8 => format!("before {}", stock.day(&mut self.dice)),
            9 => format!("before {}", stock.moment(&mut self.dice)),
            10 => format!("after {}", stock.day(&mut self.dice)),
            11 => format!("on {}", stock.day(&mut self.dice)),
            12 => {
                let mut days = [stock.day(&mut self.dice), stock.day(&mut self.dice)];
                days.sort();
                format!("between {} and {}", days[0], days[1])
            }
            13 => {
                let mut days = [stock.days_ago(&mut self.dice), stock.days_ago(&mut self.dice)];
                days.sort();
                match self.dice.below(3) {
                    0 => "between 60d and 30d ago".to_owned(),
                    1 => "between 6mo and 3mo ago".to_owned(),
                    _ => format!("between {}d and {}d ago", days[1].max(days[0] + 1), days[0]),
                }
            }
            14 => format!("in {}", &stock.day(&mut self.dice)[..7]),
            17 => {
                let day = stock.day(&mut self.dice);
                format!("{} {day}", self.pick_text(&["on or before", "on or after"]))
            }
            18 => {
                let keyword = self.pick_text(&["since", "before", "after", "on or before", "on or after"]);
                format!("{keyword} {} {}", self.pick_text(&["last", "this"]), self.dice.pick(PERIODS))
            }
            15 => format!("in {}", &stock.day(&mut self.dice)[..4]),
            _ => self.pick_text(&["today", "yesterday", "next 30d", "next month"]),
        }
    }

    /// One of a few questions, in a window.
    pub fn windowed(&mut self) -> String {
        let window = self.window();
        match self.dice.below(10) {
            0 => format!("ordered {window}"),
            1 => format!("not ordered {window}"),
            2 => format!("ordered 0 times {window}"),
            3 => format!("ordered product \"Blue Mug\" {window}"),
            4 => format!("ordered product \"Blue Mug\" at least twice {window}"),
            5 => format!("viewed_product {window} or clicked_sms {window}"),
            6 => format!("ordered at least {} times {window}", self.dice.between(2, 4)),
            _ => format!("money_spent {window} > {}", self.dice.between(0, 500)),
        }
    }

    pub fn length(&mut self) -> String {
        match self.dice.below(8) {
            0 => format!("{}h", self.dice.between(1, 3_000)),
            1 => format!("{}w", self.dice.between(1, 30)),
            2 => format!("{}mo", self.dice.between(1, 30)),
            3 => format!("{}y", self.dice.between(1, 3)),
            4 => self.pick_text(&["30d", "60d", "90d", "365d"]),
            5 => format!("{} months", self.dice.between(2, 14)),
            _ => format!("{}d", self.stock.days_ago(&mut self.dice)),
        }
    }
}
