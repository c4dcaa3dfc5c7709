//! Sequences of chance: two to four steps, some that must not have happened.

use super::events::{EVENTS, Event, spaced};
use super::writer::Writer;

impl Writer<'_> {
    /// Events one after the other.
    pub fn sequence_test(&mut self) -> String {
        let first = self.dice.pick(EVENTS);
        // A list right behind the first event would be read as a comparison.
        let mut modifiers = if self.dice.chance(25) { self.modifiers(first) } else { Vec::new() };
        modifiers.retain(|modifier| !modifier.starts_with("in ("));
        let mut text = format!("{}{}{}", self.maybe_nth(), first.word, spaced(&modifiers));
        let mut happened = vec![first];
        let mut open = false;
        for _ in 0..1 + self.dice.below(3) {
            let event = self.dice.pick(EVENTS);
            let not = self.dice.chance(35);
            let within = (!(open && not) && self.dice.chance(60)).then(|| format!(" within {}", self.exact_length()));
            let shared = shared(event, &happened);
            let same = match !shared.is_empty() && self.dice.chance(60) {
                true => format!(" the same {}", self.dice.pick(&shared)),
                false => String::new(),
            };
            text.push_str(&format!(
                " then {}{}{}{}{same}{}",
                if not { "not " } else { "" },
                self.maybe_nth(),
                event.word,
                self.few_modifiers(event),
                within.as_deref().unwrap_or_default()
            ));
            open = not && within.is_none();
            if !not {
                happened.push(event);
            }
        }
        format!("({text})")
    }

    /// When something happened for the first time, or the second, and so on.
    pub fn nth_test(&mut self) -> String {
        let event = self.dice.pick(EVENTS);
        let nth = self.nth();
        let filter = match self.dice.chance(40) {
            true => format!(" where ({})", self.filter(event, 1)),
            false => String::new(),
        };
        match self.dice.below(3) {
            0 => self.date_comparison(&format!("{nth} {}{filter}", event.word)),
            1 => format!("days since {nth} {}{filter} < {}", event.word, self.dice.below(400)),
            _ => format!("{nth} {}{filter} {}", event.word, self.window()),
        }
    }

    /// In how many of the last periods something happened.
    pub fn regular_test(&mut self) -> String {
        let event = self.dice.pick(EVENTS);
        let of = self.dice.between(1, 6);
        let periods = self.pick_text(&["days", "weeks", "months", "quarters", "years"]);
        let how_many = match self.dice.below(5) {
            0 => "each".to_owned(),
            1 => format!("at most {}", self.dice.between(1, of)),
            2 => format!("exactly {}", self.dice.between(1, of)),
            _ => format!("at least {}", self.dice.between(1, of)),
        };
        let filter = match self.dice.chance(40) {
            true => format!(" where ({})", self.filter(event, 1)),
            false => String::new(),
        };
        let times = self.pick_text(&["", "", " at least twice", " at least 3 times"]);
        format!("{}{filter}{times} in {how_many} of the last {of} {periods}", event.word)
    }

    fn maybe_nth(&mut self) -> String {
        if self.dice.chance(15) { format!("{} ", self.nth()) } else { String::new() }
    }

    fn nth(&mut self) -> String {
        self.pick_text(&["first", "first", "second", "2nd", "third", "4th"])
    }

    fn few_modifiers(&mut self, event: &Event) -> String {
        match self.dice.chance(25) {
            true => spaced(&self.modifiers(event)),
            false => String::new(),
        }
    }

    fn exact_length(&mut self) -> String {
        match self.dice.below(5) {
            0 => format!("{}min", self.dice.between(1, 5_000)),
            1 => format!("{}h", self.dice.between(1, 2_000)),
            2 => format!("{}w", self.dice.between(1, 40)),
            _ => format!("{}d", self.dice.between(1, 200)),
        }
    }
}

/// The texts that an event and one before it have.
fn shared(event: &Event, happened: &[&Event]) -> Vec<&'static str> {
    let has = |name: &&str| happened.iter().any(|before| before.texts.contains(name));
    event.texts.iter().copied().filter(has).collect()
}
