//! What values are called: numbers, columns, measures and other aggregates.

use super::{Teller, series};
use crate::syntax::ast::ArithmeticOp;
use crate::types::ir::{Aggregate, ColumnRef, Fact, Function, Value, fold};
use crate::vocabulary::{CUSTOMERS, Type};
use rust_decimal::Decimal;

impl Teller<'_> {
    /// What a value is called.
    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::Number(number) => number.normalize().to_string(),
            Value::Column(column) => self.column(column),
            Value::Told(aspect, of) => self.told(*aspect, of),
            Value::Arithmetic(left, op, right) => {
                let sign = match op {
                    ArithmeticOp::Add => "plus",
                    ArithmeticOp::Subtract => "minus",
                    ArithmeticOp::Multiply => "times",
                    ArithmeticOp::Divide => "divided by",
                };
                format!("({} {sign} {})", self.value(left), self.value(right))
            }
            Value::Fact(fact) => match fact.as_ref() {
                Fact::Aggregate(aggregate) => self.aggregate(aggregate),
                Fact::Nth(nth) => self.nth(nth),
                Fact::Sequence(_) => "sequence".to_owned(),
                Fact::Regular(regular) => self.regular(regular),
                Fact::Distance(distance) => self.distance(distance),
                Fact::Rank(rank) => format!("place by {}", self.value(&rank.by)),
            },
        }
    }

    /// What an aggregate is called: the measure's own words, if it is one, and what narrows it further.
    pub(super) fn aggregate(&self, aggregate: &Aggregate) -> String {
        // A measure may have a `where` of its own, which its words say already.
        let whole = Aggregate { window: None, ..aggregate.clone() };
        let bare = Aggregate { filter: None, ..whole.clone() };
        if let Some(says) = self.measure(&whole) {
            let rest = Aggregate { filter: None, ..aggregate.clone() };
            return format!("{says}{}", self.detail(&rest, true));
        }
        let detail = self.detail(aggregate, true);
        if let Some(says) = self.measure(&bare) {
            return format!("{says}{detail}");
        }
        let of = aggregate.property.as_ref().map(|column| self.column(column)).unwrap_or_default();
        let event = aggregate.event.replace('_', " ");
        let called = match aggregate.function {
            Function::Count => format!("number of times they {event}"),
            Function::Sum => format!("total {of} ({event})"),
            Function::Average => format!("average {of} ({event})"),
            Function::Min => format!("smallest {of} ({event})"),
            Function::Max => format!("largest {of} ({event})"),
            Function::Distinct => format!("number of different values of {of} ({event})"),
            Function::First => format!("first {of} ({event})"),
            Function::Last => format!("last {of} ({event})"),
        };
        format!("{called}{detail}")
    }

    /// The words of the measure that is just this aggregate.
    pub(super) fn measure(&self, aggregate: &Aggregate) -> Option<&str> {
        let value = Value::Fact(Box::new(Fact::Aggregate(aggregate.clone())));
        let word = self.model.vocabulary().word(self.model.measure_named(&value)?)?;
        Some(word.says.first().map_or(word.name.as_str(), String::as_str))
    }

    /// What a column is called.
    pub(super) fn column(&self, column: &ColumnRef) -> String {
        let plain = column.column.replace('_', " ");
        if self.lines.as_ref().is_some_and(|lines| *lines != column.table) {
            return format!("the order's {plain}");
        }
        // What a yes/no word says is a whole sentence, not a name.
        let named = column.table == CUSTOMERS && self.model.column_type(column) != Type::YesNo;
        let word = self.model.vocabulary().word(&column.column).filter(|_| named);
        word.and_then(|word| word.says.first()).cloned().unwrap_or(plain)
    }

    /// The values of a list, or the set that they are.
    pub(super) fn options(&self, value: &Value, options: &[String]) -> String {
        let same = |values: &[String]| {
            values.len() == options.len() && values.iter().zip(options).all(|(a, b)| fold(a) == fold(b))
        };
        let mut sets = self.model.vocabulary().sets.iter();
        if let Some((name, _)) = sets.find(|(_, set)| same(&set.values)) {
            return format!("in {name}");
        }
        let quoted = |option: &String| match self.model.type_of(value) {
            Type::Choice(_) => option.clone(),
            _ => format!("\"{option}\""),
        };
        series(options.iter().map(quoted).collect(), "or")
    }

    /// A number, with its currency if it is money.
    pub(super) fn number(&self, number: Decimal, kind: &Type) -> String {
        let plain = number.normalize();
        match kind {
            Type::Money => format!("{plain} {}", self.model.project.settings.currency),
            _ => plain.to_string(),
        }
    }
}
