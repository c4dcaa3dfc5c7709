//! Tests of values.

use super::{Aggregate, Function, Value, fold};
use crate::syntax::ast::TextVerb;
use crate::time::Window;
use rust_decimal::Decimal;

/// A test of values. Where a value it needs is missing, it is false.
#[expect(missing_docs, reason = "the sentence of a kind names its parts")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// Two numbers, amounts or dates are compared.
    Compare(Value, Comparison, Value),
    /// A date lies in a window.
    During(Value, Window),
    /// The anniversary of a date falls on a day of the window, whatever the year. That of
    /// 29 February is 28 February in other years.
    Anniversary(Value, Window),
    /// A date lies in this month, from 1, of any year.
    InMonth(Value, u32),
    /// A text or choice is one of these; case is ignored unless `exact`.
    OneOf { value: Value, options: Vec<String>, exact: bool },
    /// A text contains, starts with, ends with or matches this, or is spelled like it.
    Text { value: Value, verb: TextVerb, needle: String, exact: bool },
    /// A list holds this item.
    Holds { list: Value, item: String, exact: bool },
    /// A value is there.
    Known(Value),
    /// A yes/no value is yes.
    Flag(Value),
    /// A key is among so many of a hundred: by the first 32 bits of the MD5 of `SEED:KEY`,
    /// as a part of all there can be.
    Sampled { key: Value, percent: Decimal, seed: String },
}

/// How two values are compared. "Not equal" is the complement of equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// The comparison when the sides change places.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::Less => Self::Greater,
            Self::AtMost => Self::AtLeast,
            Self::Greater => Self::Less,
            Self::AtLeast => Self::AtMost,
        }
    }
}

impl Test {
    /// The values it looks at.
    pub fn values(&self) -> Vec<&Value> {
        match self {
            Test::Compare(left, _, right) => vec![left, right],
            Test::During(value, _) | Test::Anniversary(value, _) | Test::InMonth(value, _) => vec![value],
            Test::Known(value) | Test::Flag(value) => vec![value],
            Test::Sampled { key, .. } => vec![key],
            Test::OneOf { value, .. } | Test::Text { value, .. } => vec![value],
            Test::Holds { list, .. } => vec![list],
        }
    }

    /// The rows of which it asks that there be at least one, as [`Condition::happened`] writes it.
    pub fn some_rows(&self) -> Option<&Aggregate> {
        match self {
            Test::Compare(Value::Fact(fact), Comparison::AtLeast, Value::Number(times)) if *times == Decimal::ONE => {
                fact.aggregate().filter(|rows| rows.function == Function::Count)
            }
            _ => None,
        }
    }

    /// The values it looks at, to be changed.
    pub fn values_mut(&mut self) -> Vec<&mut Value> {
        match self {
            Test::Compare(left, _, right) => vec![left, right],
            Test::During(value, _) | Test::Anniversary(value, _) | Test::InMonth(value, _) => vec![value],
            Test::Known(value) | Test::Flag(value) => vec![value],
            Test::Sampled { key, .. } => vec![key],
            Test::OneOf { value, .. } | Test::Text { value, .. } => vec![value],
            Test::Holds { list, .. } => vec![list],
        }
    }

    /// The same with its values, and texts that are compared in any case, in one form.
    pub(super) fn into_canonical(mut self) -> Self {
        self.values_mut().into_iter().for_each(Value::canonicalize);
        match &mut self {
            Test::Text { needle, exact: false, .. } => *needle = fold(needle),
            Test::Holds { item, exact: false, .. } => *item = fold(item),
            Test::OneOf { options, exact, .. } => {
                if !*exact {
                    options.iter_mut().for_each(|option| *option = fold(option));
                }
                options.sort();
                options.dedup();
            }
            _ => {}
        }
        self
    }
}
