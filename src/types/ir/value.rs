//! Values of customers and rows.

use super::Fact;
use crate::syntax::ast::{ArithmeticOp, Aspect};
use rust_decimal::Decimal;

/// A value of a customer or a row; it may be missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A column: of customers, or of the row at hand.
    Column(ColumnRef),
    /// Something computed from a customer's rows.
    Fact(Box<Fact>),
    /// A number or amount.
    Number(Decimal),
    /// What a value tells by itself; missing if it is, or does not tell.
    Told(Aspect, Box<Value>),
    /// Arithmetic; missing if either side is, or on division by zero.
    Arithmetic(Box<Value>, ArithmeticOp, Box<Value>),
}

/// A column of a table of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnRef {
    /// The table, such as `orders`.
    pub table: String,
    /// The column, such as `total`; [`ColumnRef::TIME`] and [`ColumnRef::KEY`] are every event table's.
    pub column: String,
}

impl ColumnRef {
    /// The column of an event's time.
    pub const TIME: &'static str = "date";
    /// The column of a row's own key.
    pub const KEY: &'static str = "key";
    /// The column of customers that says since when there is one.
    pub const SINCE: &'static str = "@since";

    /// A column of a table.
    pub fn new(table: impl Into<String>, column: impl Into<String>) -> Self {
        Self { table: table.into(), column: column.into() }
    }
}

impl Value {
    /// Calls `visit` with this value and those inside arithmetic.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Value)) {
        visit(self);
        match self {
            Value::Arithmetic(left, _, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Value::Told(_, of) => of.walk(visit),
            Value::Column(_) | Value::Fact(_) | Value::Number(_) => {}
        }
    }

    /// Gives it its one form.
    pub(super) fn canonicalize(&mut self) {
        match self {
            Value::Column(_) | Value::Number(_) => {}
            Value::Told(_, of) => of.canonicalize(),
            Value::Arithmetic(left, op, right) => {
                left.canonicalize();
                right.canonicalize();
                if matches!(op, ArithmeticOp::Add | ArithmeticOp::Multiply) && left > right {
                    std::mem::swap(left, right);
                }
            }
            Value::Fact(fact) => fact.canonicalize(),
        }
    }
}
