//! Conditions over a plan's columns and facts. What comes out *holds* where it is
//! true; null is the same as false until [`logic`] settles it.

use super::bits::{self, Bit};
use super::context::{self, Context, type_of};
use super::error::{PlanError, Result};
use super::{calendar, folded, logic, needs, number, phone, sample, text, time};
use crate::syntax::ast::Aspect;
use crate::types::Computed;
use crate::types::ir::{ColumnRef, Comparison, Condition, Fact, Test, Value};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::DFSchema;
use datafusion::logical_expr::{Expr, binary_expr, lit};
use std::collections::BTreeMap;

/// What the columns of a plan say of customers.
#[derive(Default)]
pub(super) struct Facts {
    /// Facts, and the columns or expressions that hold them.
    pub values: BTreeMap<Fact, Expr>,
    /// Tests that have been looked at, and where their answers stand.
    pub tests: BTreeMap<Test, Bit>,
}

/// So many columns are many.
const WIDE: usize = 16;

/// What the names of a condition stand for: the columns of a plan, and facts.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub cx: Context<'a>,
    pub schema: &'a DFSchema,
    pub facts: Option<&'a Facts>,
}

impl<'a> Scope<'a> {
    /// The rows of a plan.
    pub fn rows(cx: &Context<'a>, schema: &'a DFSchema) -> Self {
        Self { cx: *cx, schema, facts: None }
    }

    /// A condition.
    pub fn condition(&self, condition: &Condition) -> Result<Expr> {
        let parts = |parts: &[Condition]| {
            let parts = parts.iter().map(|part| self.condition(part));
            parts.collect::<Result<Vec<_>>>()
        };
        if let Some(bit) = self.bit(condition) {
            return Ok(logic::all(bits::all([bit])));
        }
        Ok(match condition {
            Condition::Always(truth) => lit(*truth),
            Condition::All(of) if self.is_wide() => logic::each(self.parts(of, bits::all)?, self.schema),
            Condition::Any(of) if self.is_wide() => logic::one(self.parts(of, bits::one)?, self.schema),
            Condition::All(of) => logic::all(parts(of)?),
            Condition::Any(of) => logic::any(parts(of)?),
            Condition::Not(inner) => logic::not(self.condition(inner)?),
            Condition::Segment(used) => self.condition(&used.meaning)?,
            Condition::Test(test) => self.test(test)?,
        })
    }

    /// Conditions that hold together: those whose answers are known, by the columns in which they
    /// stand, and the others.
    fn parts(&self, parts: &[Condition], known: fn(Vec<Bit>) -> Vec<Expr>) -> Result<Vec<Expr>> {
        let mut bits = Vec::new();
        let mut others = Vec::new();
        for part in parts {
            match self.bit(part) {
                Some(bit) => bits.push(bit),
                None => others.push(self.condition(part)?),
            }
        }
        Ok(known(bits).into_iter().chain(others).collect())
    }

    /// Where the answer stands, if it is known.
    fn bit(&self, condition: &Condition) -> Option<Bit> {
        match condition {
            Condition::Test(test) => self.facts?.tests.get(test).cloned(),
            Condition::Not(inner) => self.bit(inner).map(Bit::not),
            Condition::Segment(used) => self.bit(&used.meaning),
            Condition::Always(_) | Condition::All(_) | Condition::Any(_) => None,
        }
    }

    /// Whether the plan has many columns, or columns for many conditions, of which each needs a few.
    fn is_wide(&self) -> bool {
        self.facts.is_some_and(|facts| !facts.tests.is_empty() || self.schema.fields().len() >= WIDE)
    }

    /// Whether a value is the time of a row, which has come.
    fn is_past(&self, value: &Value) -> bool {
        let Value::Fact(fact) = value else { return false };
        let Some(rows) = fact.aggregate() else { return false };
        let event = self.cx.model.vocabulary().event(&rows.event);
        event.is_some_and(|event| rows.property == Some(ColumnRef::new(&event.table, ColumnRef::TIME)))
    }

    /// A test.
    pub fn test(&self, test: &Test) -> Result<Expr> {
        Ok(match test {
            Test::Compare(left, comparison, right) => self.compare(left, *comparison, right)?,
            Test::During(value, window) => {
                let (range, is) = (window.range(self.cx.clock), self.value(value)?);
                match self.is_past(value) {
                    true => time::happened_during(&is, &range, self.cx.clock).unwrap_or_else(|| is.is_not_null()),
                    false => time::during(is, &range),
                }
            }
            Test::Anniversary(value, window) => calendar::comes_round(self.value(value)?, window, self.cx.clock),
            Test::InMonth(value, month) => calendar::in_month(self.value(value)?, *month, self.cx.clock),
            Test::OneOf { value, options, exact } => text::one_of(self.compared(value, *exact)?, options, *exact),
            Test::Text { value, verb, needle, exact } => {
                text::holds(self.compared(value, *exact)?, *verb, needle, *exact)
            }
            Test::Holds { list, item, exact } if *exact || item.is_empty() => text::list_has(self.value(list)?, item),
            Test::Holds { list, item, .. } => match self.folded(list) {
                Some(folded) => text::fenced_holds(folded, item),
                None => text::fenced_holds(text::folded(text::fenced(self.value(list)?), false), item),
            },
            Test::Known(value) => self.value(value)?.is_not_null(),
            Test::Sampled { key, percent, seed } => sample::holds(self.value(key)?, *percent, seed),
            Test::Flag(Value::Column(column)) => self.flag(column)?,
            Test::Flag(value) => self.value(value)?,
        })
    }

    fn compare(&self, left: &Value, comparison: Comparison, right: &Value) -> Result<Expr> {
        match (left, right) {
            (Value::Number(left), Value::Number(_)) => {
                self.compare_numbers(number::literal(*left), comparison, self.value(right)?)
            }
            (left, Value::Number(bound)) => number::compare_literal(self.value(left)?, comparison, *bound, self.schema),
            (Value::Number(bound), right) => {
                let turned = comparison.turned();
                number::compare_literal(self.value(right)?, turned, *bound, self.schema)
            }
            (left, right) => self.compare_numbers(self.value(left)?, comparison, self.value(right)?),
        }
    }

    /// Two values of one kind; dates are compared as they are.
    fn compare_numbers(&self, left: Expr, comparison: Comparison, right: Expr) -> Result<Expr> {
        match type_of(&left, self.schema)? {
            DataType::Timestamp(_, _) => Ok(binary_expr(left, number::operator(comparison), right)),
            _ => number::compare(left, comparison, right, self.schema),
        }
    }

    /// A text as it is compared: in lower case, unless its case matters.
    pub fn compared(&self, value: &Value, exact: bool) -> Result<Expr> {
        match self.folded(value).filter(|_| !exact) {
            Some(folded) => Ok(folded),
            None => Ok(text::folded(self.value(value)?, exact)),
        }
    }

    /// The lower case of a value, if the plan has it.
    fn folded(&self, value: &Value) -> Option<Expr> {
        match value {
            Value::Column(column) => folded::of(column, self.schema),
            _ => None,
        }
    }

    /// A value.
    pub fn value(&self, value: &Value) -> Result<Expr> {
        match value {
            Value::Column(column) => self.column(column),
            Value::Number(number) => Ok(number::literal(*number)),
            Value::Told(aspect, of) => self.told(*aspect, of),
            Value::Arithmetic(left, op, right) => {
                number::arithmetic(self.value(left)?, *op, self.value(right)?, self.schema)
            }
            Value::Fact(fact) => self
                .facts
                .and_then(|facts| facts.values.get(fact.as_ref()))
                .cloned()
                .ok_or_else(|| PlanError::Circular(format!("{fact:?}"))),
        }
    }

    /// What a value tells by itself.
    fn told(&self, aspect: Aspect, of: &Value) -> Result<Expr> {
        let of = self.value(of)?;
        Ok(match aspect {
            Aspect::DaysSince => calendar::days_since(of, self.cx.clock),
            Aspect::DaysUntil => calendar::days_until(of, self.cx.clock),
            Aspect::YearsSince => calendar::years_since(of, self.cx.clock),
            Aspect::Size => text::list_size(of),
            Aspect::PhoneCountry => phone::country(of),
            Aspect::EmailDomain => text::domain(of),
        })
    }

    /// A yes/no column as a condition.
    fn flag(&self, column: &ColumnRef) -> Result<Expr> {
        match needs::computed(&self.cx, column) {
            Some(Computed::Condition(is)) if !self.has(column) => self.condition(is),
            _ => self.column(column),
        }
    }

    fn has(&self, column: &ColumnRef) -> bool {
        let name = context::name(column);
        self.schema.has_column_with_unqualified_name(&name)
    }

    /// A column: the plan's, else what it is computed from.
    pub fn column(&self, column: &ColumnRef) -> Result<Expr> {
        if self.has(column) {
            return Ok(context::column(column));
        }
        match needs::computed(&self.cx, column) {
            // A yes/no is one or the other, as a condition is.
            Some(Computed::Condition(is)) => Ok(logic::settled(self.condition(is)?)),
            Some(Computed::Value(is)) => self.value(is),
            None => Err(PlanError::NoColumn(column.clone())),
        }
    }
}
