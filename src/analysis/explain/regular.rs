//! In how many periods something happened, in words.

use super::{Teller, past};
use crate::analysis::dates;
use crate::types::ir::{Aggregate, Comparison, Fact, Regular, Value};
use rust_decimal::Decimal;

impl Teller<'_> {
    /// "who have ordered in at least 3 of the last 4 quarters (since 1 July 2025)".
    pub(super) fn regular_compared(
        &self,
        left: &Value,
        comparison: Comparison,
        right: &Value,
        negated: bool,
    ) -> Option<String> {
        let (Value::Fact(fact), Value::Number(periods)) = (left, right) else { return None };
        let Fact::Regular(regular) = fact.as_ref() else { return None };
        let did = self.says(&regular.event);
        let not = if negated { "not " } else { "" };
        let bound = match comparison {
            Comparison::AtLeast if *periods == Decimal::from(regular.of) => "each".to_owned(),
            Comparison::AtLeast => format!("at least {periods}"),
            Comparison::AtMost => format!("at most {periods}"),
            Comparison::Greater => format!("more than {periods}"),
            Comparison::Less => format!("fewer than {periods}"),
            Comparison::Equal => format!("exactly {periods}"),
        };
        let takes_none = matches!(comparison, Comparison::AtMost | Comparison::Less);
        let known = self.happened_beside(&regular.event);
        let never = match takes_none != negated && !known {
            true => format!(", including people who never {}", past(&did)),
            false => String::new(),
        };
        Some(format!("who have {not}{did}{} in {bound} of {}{never}", self.of_rows(regular), self.periods(regular)))
    }

    /// "number of the last 4 quarters (since 1 July 2025) in which they ordered".
    pub(super) fn regular(&self, regular: &Regular) -> String {
        let event = regular.event.replace('_', " ");
        format!("number of {} in which they {event}{}", self.periods(regular), self.of_rows(regular))
    }

    fn of_rows(&self, regular: &Regular) -> String {
        let rows = regular.counts().next().map(|rows| Aggregate { window: None, ..rows });
        let detail = rows.map(|rows| self.detail(&rows, true)).unwrap_or_default();
        match regular.times {
            1 => detail,
            times => format!("{detail} at least {times} times"),
        }
    }

    fn periods(&self, regular: &Regular) -> String {
        let first = regular.counts().last().and_then(|rows| rows.window).and_then(|window| window.from);
        let since = first.map(|first| format!(" ({})", dates::since(self.clock, first))).unwrap_or_default();
        format!("the last {} {}s{since}", regular.of, regular.period.name())
    }
}
