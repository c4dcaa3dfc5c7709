//! What was done: how often, what, and when.

use super::object::Object;
use super::{Teller, list_of};
use crate::analysis::dates::{self, Tense};
use crate::analysis::prove::Prover;
use crate::time::Window;
use crate::types::ir::{Aggregate, Comparison, Condition, Function, Value};
use rust_decimal::Decimal;

impl Teller<'_> {
    /// Whether what is said beside leaves only people to whom an event happened.
    pub(super) fn happened_beside(&self, event: &str) -> bool {
        let beside = self.beside.iter().copied().cloned().collect();
        Prover::new(self.model).happened(&Condition::All(beside), event)
    }

    pub(super) fn times(&self, aggregate: &Aggregate, comparison: Comparison, times: Decimal, negated: bool) -> String {
        let did = self.says(&aggregate.event);
        let at_all = times == Decimal::ONE && comparison == Comparison::AtLeast;
        if let Some(list) = list_of(aggregate).filter(|_| at_all) {
            return format!("who are {}on the list \"{list}\"", if negated { "not " } else { "" });
        }
        let detail = self.detail(aggregate, true);
        if at_all {
            let have = if negated { "have not" } else { "have" };
            let never =
                if negated && aggregate.window.is_none() && aggregate.filter.is_none() { "have never" } else { have };
            let narrowed = aggregate.window.is_some() || aggregate.filter.is_some();
            let includes_never = negated && narrowed && !self.happened_beside(&aggregate.event);
            let note =
                if includes_never { format!(", including people who never {}", past(&did)) } else { String::new() };
            return format!("who {never} {did}{detail}{note}");
        }
        // "Not at least 3 times" is "fewer than 3 times".
        let (comparison, negated) = match (comparison, negated) {
            (Comparison::AtLeast, true) => (Comparison::Less, false),
            (Comparison::AtMost, true) => (Comparison::Greater, false),
            (Comparison::Greater, true) => (Comparison::AtMost, false),
            (Comparison::Less, true) => (Comparison::AtLeast, false),
            as_said => as_said,
        };
        let object = self.object(aggregate);
        if times.is_zero() && matches!(comparison, Comparison::Equal | Comparison::AtMost) && !negated {
            return format!("who have never {did}{detail}");
        }
        let bound = match comparison {
            Comparison::AtLeast => "at least",
            Comparison::Greater => "more than",
            Comparison::AtMost => "at most",
            Comparison::Less => "fewer than",
            Comparison::Equal => "exactly",
        };
        let times = match times {
            once if once == Decimal::ONE => "once".to_owned(),
            twice if twice == Decimal::TWO => "twice".to_owned(),
            many => format!("{many} times"),
        };
        let never = match (comparison, negated) {
            (Comparison::AtMost | Comparison::Less, false) | (_, true) => " (never counts too)",
            _ => "",
        };
        let rest = self.rest(&object, aggregate, true);
        let not = if negated { "not " } else { "" };
        format!("who have {not}{did}{} {bound} {times}{never}{rest}", object.what)
    }

    /// What is said of those who have a row of an event.
    pub(super) fn says(&self, event: &str) -> String {
        let word = self.model.vocabulary().word(event);
        word.and_then(|word| word.says.first()).map_or_else(|| event.replace('_', " "), Clone::clone)
    }

    /// The filter and window of an aggregate.
    pub(super) fn detail(&self, aggregate: &Aggregate, done: bool) -> String {
        let object = self.object(aggregate);
        let rest = self.rest(&object, aggregate, done);
        format!("{}{rest}", object.what)
    }

    /// What is said of rows behind the count: which of them, and when.
    pub(super) fn rest(&self, object: &Object, aggregate: &Aggregate, done: bool) -> String {
        let tense = if done { Tense::Past } else { Tense::Date };
        let is_ahead = |window: &Window| window.from.is_some_and(|from| self.clock.instant(from) > self.clock.as_of());
        let when = aggregate.window.map(|window| {
            let said = dates::window(self.clock, &window, tense);
            // Rows later than the instant of the run do not exist.
            if is_ahead(&window) { format!("{said} (still ahead, so nobody yet)") } else { said }
        });
        let comma = if object.which.is_empty() { "" } else { "," };
        when.map_or_else(|| object.which.clone(), |when| format!("{}{comma} {when}", object.which))
    }
}

pub(super) fn count_of(value: &Value) -> Option<&Aggregate> {
    let Value::Fact(fact) = value else { return None };
    fact.aggregate().filter(|aggregate| aggregate.function == Function::Count)
}

/// "been sent an SMS" after "never": "were sent an SMS".
pub(super) fn past(did: &str) -> String {
    did.strip_prefix("been ").map_or_else(|| did.to_owned(), |rest| format!("were {rest}"))
}
