//! Conditions of chance about few things, so that many say something of each other.

use super::writer::{COMPARISONS, Writer};

const WINDOWS: &[&str] = &[
    "last 30d",
    "last 90d",
    "last 3 months",
    "last 720h",
    "last 1 year",
    "since 2026-01-01",
    "since 2026-03-01T12:00",
    "before 2026-01-01",
    "on 2026-01-01",
    "between 2025-06-01 and 2026-01-31",
    "between 90d and 30d ago",
    "in 2025",
    "in 2026-01",
    "this year",
    "this quarter",
    "last quarter",
    "last month",
    "this week",
    "today",
    "next 30d",
    "before 90d ago",
    "after 2026-01-01",
];
const COUNTS: &[&str] = &["", "", "at least twice", "at most twice", "exactly once", "0 times", "exactly 2 times"];
const ORDERED: &[&str] = &[
    "ordered",
    "ordered",
    "ordered where total > 50",
    "ordered where total > 100",
    "ordered where (total > 50 and channel = web)",
    "ordered where quantity >= 2",
    "ordered where quantity >= 1",
    "ordered where (quantity >= 2 and total > 50)",
    "ordered where date since 2026-01-01",
];

impl Writer<'_> {
    /// A condition about the same few things as others of its family.
    pub fn close(&mut self, family: usize, depth: usize) -> String {
        if depth == 0 || self.dice.chance(45) {
            return self.close_clause(family);
        }
        self.joined(|writer| writer.close(family, depth - 1))
    }

    fn close_clause(&mut self, family: usize) -> String {
        let sign = *self.dice.pick(COMPARISONS);
        let few = self.dice.between(0, 3);
        let amount = *self.dice.pick(&[0, 50, 100, 100, 101]);
        let window = *self.dice.pick(WINDOWS);
        match family % 6 {
            0 => match self.dice.below(7) {
                0 => format!("money_spent {sign} {amount}"),
                1 => format!("order_count {sign} {few}"),
                2 => format!("average_order_value {sign} {amount}"),
                3 => "average_order_value is known".to_owned(),
                4 => format!("average_order_value between 50 and {}", 50 + amount),
                5 => self.pick_text(&["ordered", "never ordered", "ordered at least twice", "ordered exactly once"]),
                _ => format!("distinct(ordered.channel) {sign} {few}"),
            },
            1 | 2 => {
                let (ordered, count) = (*self.dice.pick(ORDERED), *self.dice.pick(COUNTS));
                let window = if self.dice.chance(75) { window } else { "" };
                match self.dice.below(8) {
                    0 => format!("last_order_date {}", self.dice.pick(WINDOWS)),
                    1 => format!("first_order_date {}", self.dice.pick(WINDOWS)),
                    2 => format!("days since last_order_date {sign} {}", self.dice.pick(&[0, 30, 90])),
                    3 => "last_order_date is missing".to_owned(),
                    4 => self.pick_text(&[
                        "lapsed 90d",
                        "ordered_since 2026-01-01",
                        "second ordered last 90d",
                        "(ordered then ordered within 30d)",
                        "(ordered then not ordered within 30d)",
                        "ordered in each of the last 2 months",
                        "ordered in at least 1 of the last 3 months",
                        "ordered in at most 1 of the last 2 quarters",
                        "ordered at least twice in at least 1 of the last 2 years",
                    ]),
                    _ => format!("{ordered} {count} {window}"),
                }
            }
            3 => self.pick_text(&[
                "country = US",
                "country = us",
                "country = exactly \"US\"",
                "country in (US, IT)",
                "country in (IT, DE, FR)",
                "country not in (US, DE)",
                "country starts with \"U\"",
                "country starts with \"I\"",
                "country contains \"s\"",
                "country contains exactly \"us\"",
                "country ends with \"T\"",
                "country is known",
                "country is missing",
                "country != IT",
                "tags contains \"vip\"",
                "tags contains exactly \"VIP\"",
                "tags contains none of (\"vip\", \"friend\")",
                "tags contains any of (\"vip\", \"friend\")",
                "tags is missing",
                "number of tags >= 1",
                "number of tags = 0",
                "vip",
                "vip is known",
            ]),
            4 => match self.dice.below(5) {
                0 => format!("joined {sign} 2026-01-01"),
                1 => format!("days since joined {sign} {}", self.dice.pick(&[0, 30, 90])),
                2 => self.pick_text(&[
                    "joined is known",
                    "birthday in june",
                    "birthday in may",
                    "age >= 18",
                    "age < 18",
                    "age is known",
                    "birthday is missing",
                    "joined <= birthday",
                    "joined > birthday",
                ]),
                _ => format!("joined {window}"),
            },
            _ => self.pick_text(&[
                "sms_consent",
                "sms_status = unsubscribed",
                "sms_status is known",
                "sms_subscribed",
                "sms_unsubscribed",
                "sms_subscribed last 90d",
                "changed_consent",
                "changed_consent where channel = sms",
                "never changed_consent where channel = email",
                "sms_consent_date last 90d",
                "sms_consent_method = keyword",
                "sms_subscribed where method = keyword",
                "(sms_subscribed then not sms_unsubscribed)",
                "visited",
                "viewed_product",
                "viewed_product at least twice",
                "never visited last 90d",
                "viewed_product last 30d",
                "started_checkout",
                "abandoned_checkout",
            ]),
        }
    }
}
