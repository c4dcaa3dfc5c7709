//! Conditions and values of what is at hand: a customer and, inside the filter of
//! an event, one of its rows and one of that row's lines.

use super::rank::{self, Standings};
use super::world::{Datum, Person, Row};
use super::{aggregate, arithmetic, sequence, text, told, window};
use crate::syntax::ast::ArithmeticOp;
use crate::time::Clock;
use crate::types::ir::{ColumnRef, Comparison, Condition, Fact, Test, Value};
use crate::types::{Computed, Model};
use crate::vocabulary::{CUSTOMERS, Type};
use rust_decimal::Decimal;

/// What conditions and values are asked of.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub person: &'a Person,
    pub model: &'a Model,
    pub clock: &'a Clock,
    standings: &'a Standings,
    row: Option<Place<'a>>,
    line: Option<Place<'a>>,
}

#[derive(Clone, Copy)]
struct Place<'a> {
    table: &'a str,
    row: &'a Row,
}

impl<'a> Scope<'a> {
    /// A customer.
    pub fn of(person: &'a Person, model: &'a Model, clock: &'a Clock, standings: &'a Standings) -> Self {
        Self { person, model, clock, standings, row: None, line: None }
    }

    /// The customer and one of their rows.
    pub fn at_row(self, table: &'a str, row: &'a Row) -> Self {
        let row = Some(Place { table, row });
        Self { row, ..self }
    }

    /// The row and one of its lines.
    pub fn at_line(self, table: &'a str, row: &'a Row) -> Self {
        let line = Some(Place { table, row });
        Self { line, ..self }
    }

    /// The rows of a table that are nobody's.
    pub fn shared_rows(&self, table: &str) -> &'a [Row] {
        self.standings.shared.get(table).map_or(&[], Vec::as_slice)
    }

    /// Whether a condition holds.
    pub fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Always(truth) => *truth,
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Condition::Not(inner) => !self.holds(inner),
            Condition::Segment(used) => self.holds(&used.meaning),
            Condition::Test(test) => self.passes(test),
        }
    }

    fn passes(&self, test: &Test) -> bool {
        match test {
            Test::Compare(left, comparison, right) => compare(&self.value(left), *comparison, &self.value(right)),
            Test::During(value, window) => match self.value(value) {
                Datum::Date(instant) => window::holds(window, instant, self.clock),
                _ => false,
            },
            Test::Anniversary(value, window) => match self.value(value) {
                Datum::Date(instant) => told::comes_round(window, instant, self.clock),
                _ => false,
            },
            Test::InMonth(value, month) => match self.value(value) {
                Datum::Date(instant) => told::date(instant, self.clock).1 == i64::from(*month),
                _ => false,
            },
            Test::OneOf { value, options, exact } => match self.value(value) {
                Datum::Text(text) => options.iter().any(|option| text::same(&text, option, *exact)),
                _ => false,
            },
            Test::Text { value, verb, needle, exact } => match self.value(value) {
                Datum::Text(text) => text::holds(&text, *verb, needle, *exact),
                _ => false,
            },
            Test::Holds { list, item, exact } => match self.value(list) {
                Datum::List(items) => items.iter().any(|held| text::same(held, item, *exact)),
                _ => false,
            },
            Test::Known(value) => !self.value(value).is_missing(),
            Test::Sampled { key: _, percent, seed } => rank::is_sampled(&self.person.key, *percent, seed),
            Test::Flag(value) => self.value(value) == Datum::YesNo(true),
        }
    }

    /// A value.
    pub fn value(&self, value: &Value) -> Datum {
        match value {
            Value::Column(column) => self.column(column),
            Value::Fact(fact) => match fact.as_ref() {
                Fact::Aggregate(aggregate) => aggregate::value(self, aggregate),
                Fact::Nth(nth) => aggregate::nth(self, &nth.rows(), nth.number).into(),
                Fact::Sequence(sequence) => sequence::holds(self, sequence).into(),
                Fact::Regular(regular) => aggregate::regular(self, regular),
                Fact::Distance(distance) => super::distance::value(self, distance),
                Fact::Rank(rank) => self.standings.holds(rank, self.person).into(),
            },
            Value::Number(number) => Datum::Number(number.normalize()),
            Value::Told(aspect, of) => told::value(*aspect, &self.value(of), self.clock),
            Value::Arithmetic(left, op, right) => self.arithmetic(left, *op, right).into(),
        }
    }

    fn arithmetic(&self, left: &Value, op: ArithmeticOp, right: &Value) -> Option<Decimal> {
        match (self.value(left), self.value(right)) {
            (Datum::Number(left), Datum::Number(right)) => arithmetic::compute(left, op, right),
            _ => None,
        }
    }

    /// The value of a column: what the row holds under its name, else what it is computed from.
    fn column(&self, column: &ColumnRef) -> Datum {
        let here = [self.line, self.row].into_iter().flatten();
        let place = here.into_iter().find(|place| place.table == column.table);
        let row = match place {
            Some(place) => place.row,
            None if column.table == CUSTOMERS => &self.person.fields,
            None => return Datum::Missing,
        };
        match (row.get(&column.column), self.model.computed(column)) {
            (Some(Datum::Number(number)), _) => arithmetic::with_places(*number, self.places(column)).into(),
            // What had not happened by then was not known.
            (Some(Datum::Date(when)), _) if *when > self.clock.as_of() && self.model.says_when(column) => {
                Datum::Missing
            }
            (Some(datum), _) => datum.clone(),
            (None, Some(Computed::Value(value))) => self.value(value),
            (None, Some(Computed::Condition(condition))) => self.holds(condition).into(),
            (None, None) => Datum::Missing,
        }
    }

    /// The decimal places that every number of a column has at least.
    pub fn places(&self, column: &ColumnRef) -> u32 {
        match self.model.column_type(column) {
            Type::Money => self.model.project.settings.decimals(),
            _ => 0,
        }
    }
}

/// Whether two values compare so; never if one is missing.
fn compare(left: &Datum, comparison: Comparison, right: &Datum) -> bool {
    let order = match (left, right) {
        (Datum::Number(left), Datum::Number(right)) => left.cmp(right),
        (Datum::Date(left), Datum::Date(right)) => left.cmp(right),
        _ => return false,
    };
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
    }
}
