//! Events and what is computed from their rows, with modifiers of chance.

use super::writer::{COMPARISONS, Writer};

/// An event: its word, its text, list and money properties, those that are numbers.
pub struct Event {
    pub word: &'static str,
    pub texts: &'static [&'static str],
    lists: &'static [&'static str],
    money: &'static [&'static str],
    numbers: &'static [&'static str],
}

const ORDERED: Event = Event {
    word: "ordered",
    texts: &["channel", "discount_code", "product", "vendor", "product_type"],
    lists: &["collection", "product_tags"],
    money: &["total", "refunded", "net", "price", "amount"],
    numbers: &["quantity"],
};
const ITEM: Event = Event {
    word: "ordered_item",
    texts: &["product", "vendor", "product_type"],
    lists: &["collection", "product_tags"],
    money: &["price", "amount"],
    numbers: &["quantity"],
};
const fn event(word: &'static str, texts: &'static [&'static str], money: &'static [&'static str]) -> Event {
    Event { word, texts, lists: &[], money, numbers: &[] }
}
pub const EVENTS: &[Event] = &[
    ORDERED,
    ORDERED,
    ORDERED,
    ITEM,
    event("started_checkout", &[], &["total"]),
    event("abandoned_checkout", &[], &["total"]),
    event("viewed_product", &["product"], &[]),
    event("visited", &["page"], &[]),
    event("received_sms", &["campaign", "text"], &[]),
    event("clicked_sms", &["campaign"], &[]),
    event("opened_email", &["campaign"], &[]),
    event("changed_consent", &["method"], &[]),
    event("sms_subscribed", &["method"], &[]),
];

impl Writer<'_> {
    /// An event that happened, or did not.
    pub fn event_test(&mut self) -> String {
        let event = self.dice.pick(EVENTS);
        let mut modifiers = self.modifiers(event);
        if self.dice.chance(20) {
            return format!("never {}{}", event.word, spaced(&modifiers));
        }
        if self.dice.chance(40) {
            let frequency = self.frequency();
            let place = self.dice.below(modifiers.len() + 1);
            modifiers.insert(place, frequency);
        }
        format!("{}{}", event.word, spaced(&modifiers))
    }

    /// A measure with modifiers, compared.
    pub fn measure_test(&mut self) -> String {
        let modifiers = if self.dice.chance(50) { self.modifiers(&ORDERED) } else { Vec::new() };
        let modifiers = spaced(&modifiers);
        match self.dice.below(4) {
            0 => self.number_test(&format!("order_count{modifiers}"), 6),
            1 => {
                let word = *self.dice.pick(&["first_order_date", "last_order_date", "sms_consent_date"]);
                self.date_test(word)
            }
            _ => {
                let words = ["money_spent", "money_spent_gross", "refunded", "average_order_value"];
                let word = *self.dice.pick(&words);
                self.money_test(&format!("{word}{modifiers}"))
            }
        }
    }

    /// An aggregate of an event's property, compared.
    pub fn aggregate_test(&mut self) -> String {
        match self.dice.below(8) {
            0 | 1 => {
                let call = self.sum();
                self.money_test(&call)
            }
            2 => {
                let modifiers = self.modifiers(&ITEM);
                let function = *self.dice.pick(&["sum", "max", "min", "average", "first", "last"]);
                let call = format!("{function}(ordered_item.quantity{})", spaced(&modifiers));
                self.number_test(&call, 5)
            }
            3 => {
                let property = *self.dice.pick(&["product", "vendor", "product_type", "quantity"]);
                let modifiers = self.modifiers(&ITEM);
                let call = format!("distinct(ordered_item.{property}{})", spaced(&modifiers));
                self.number_test(&call, 5)
            }
            4 => {
                let event = self.dice.pick(EVENTS);
                let modifiers = self.modifiers(event);
                let call = format!("count({}{})", event.word, spaced(&modifiers));
                self.number_test(&call, 8)
            }
            5 => {
                let function = *self.dice.pick(&["first", "last"]);
                let column = *self.dice.pick(&["channel", "discount_code"]);
                let modifiers = self.modifiers(&ORDERED);
                let call = format!("{function}(ordered.{column}{})", spaced(&modifiers));
                self.text_test(&call, column)
            }
            6 => {
                let function = *self.dice.pick(&["first", "last"]);
                let call = format!("{function}(viewed_product.product)");
                self.text_test(&call, "product")
            }
            _ => {
                let function = *self.dice.pick(&["min", "max", "first", "last"]);
                let event = self.dice.pick(EVENTS);
                let modifiers = self.modifiers(event);
                let call = format!("{function}({}.date{})", event.word, spaced(&modifiers));
                self.date_comparison(&call)
            }
        }
    }

    /// Arithmetic between amounts and numbers, compared.
    pub fn arithmetic_test(&mut self) -> String {
        let (left, right) = (self.amount(), self.amount());
        let sign = *self.dice.pick(COMPARISONS);
        let money = self.stock.money(&mut self.dice);
        let count = self.dice.between(0, 4);
        match self.dice.below(7) {
            0 => format!("{left} + {right} {sign} {money}"),
            1 => format!("{left} - {right} {sign} {money}"),
            2 => format!("{left} {sign} {right} * {count}"),
            3 => format!("{left} / order_count {sign} {money}"),
            4 => format!("{left} / {right} {sign} 0.5"),
            5 => format!("order_count / (order_count + {count}) {sign} 0.6666"),
            _ => format!("({left} - {right}) / 3 {sign} {right}"),
        }
    }

    fn amount(&mut self) -> String {
        match self.dice.below(4) {
            0 => self.sum(),
            1 => "predicted_clv".to_owned(),
            _ => self.pick_text(&["money_spent", "money_spent last 90d", "average_order_value", "refunded"]),
        }
    }

    pub fn sum(&mut self) -> String {
        let function = *self.dice.pick(&["sum", "sum", "average", "min", "max", "first", "last"]);
        let (event, property) = *self.dice.pick(&[
            (&ORDERED, "total"),
            (&ORDERED, "net"),
            (&ORDERED, "refunded"),
            (&ITEM, "amount"),
            (&ITEM, "price"),
        ]);
        let modifiers = self.modifiers(event);
        format!("{function}({}.{property}{})", event.word, spaced(&modifiers))
    }

    /// A short form, a where and a window, in any order, each at most once.
    pub fn modifiers(&mut self, event: &Event) -> Vec<String> {
        let mut modifiers = Vec::new();
        if !event.texts.is_empty() && self.dice.chance(20) {
            let name = *self.dice.pick(event.texts);
            let (one, two) = (self.stock.text(&mut self.dice, name), self.stock.text(&mut self.dice, name));
            modifiers.push(match self.dice.below(6) {
                5 => format!("{name} like {}", self.stock.misspelt(&mut self.dice, name)),
                0 => format!("{name} in ({one}, {two})"),
                1 if event.word == "viewed_product" => format!("in ({one}, {two})"),
                // Before a comparison a text stands in quotes.
                2 if name == "channel" => "channel \"web\"".to_owned(),
                3 if !event.numbers.is_empty() => format!("quantity {} {name} {one}", 1 + self.dice.below(3)),
                _ => format!("{name} {one}"),
            });
        }
        if self.dice.chance(40) {
            let filter = match self.dice.below(2) {
                0 => self.property_test(event),
                _ => format!("({})", self.filter(event, 2)),
            };
            modifiers.push(format!("where {filter}"));
        }
        if self.dice.chance(45) {
            let window = self.window();
            let place = self.dice.below(modifiers.len() + 1);
            modifiers.insert(place, window);
        }
        modifiers
    }

    pub fn filter(&mut self, event: &Event, depth: usize) -> String {
        if depth == 0 || self.dice.chance(35) {
            return self.property_test(event);
        }
        self.joined(|writer| writer.filter(event, depth - 1))
    }

    fn property_test(&mut self, event: &Event) -> String {
        let kinds = [event.texts, event.lists, event.money, event.numbers, &["date"]];
        let kinds: Vec<usize> = (0..5).filter(|kind| !kinds[*kind].is_empty()).collect();
        match *self.dice.pick(&kinds) {
            0 => {
                let name = *self.dice.pick(event.texts);
                self.text_test(name, name)
            }
            1 => {
                let name = *self.dice.pick(event.lists);
                self.list_test(name, name)
            }
            2 => {
                let name = *self.dice.pick(event.money);
                self.money_test(name)
            }
            3 => {
                let name = *self.dice.pick(event.numbers);
                self.number_test(name, 4)
            }
            _ => format!("({})", self.date_test("date")),
        }
    }

    fn frequency(&mut self) -> String {
        self.pick_text(&[
            "once",
            "twice",
            "0 times",
            "3 times",
            "exactly once",
            "exactly 2 times",
            "at least once",
            "at least twice",
            "at least 3 times",
            "at least 5 times",
            "at most once",
            "at most twice",
            "at most 4 times",
            "at least 0 times",
        ])
    }
}

pub fn spaced(modifiers: &[String]) -> String {
    modifiers.iter().map(|modifier| format!(" {modifier}")).collect()
}
