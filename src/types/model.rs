//! A project's vocabulary with every definition read and checked.

use super::ir::{Aggregate, ColumnRef, Condition, Fact, Function, Test, Value};
use crate::syntax::ast::{Aspect, Expr};
use crate::vocabulary::{CURRENCY, CUSTOMER, CUSTOMERS, Column, Mapping, Project, Source, Type, Vocabulary};
use std::collections::BTreeMap;

/// A computed column: a value, or yes/no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Computed {
    /// A number or amount.
    Value(Value),
    /// Yes or no.
    Condition(Condition),
}

/// A project's vocabulary, ready to give texts their meaning.
#[derive(Debug, Clone)]
pub struct Model {
    /// The project: settings, tables, words.
    pub project: Project,
    pub(super) events: BTreeMap<String, Condition>,
    pub(super) computed: BTreeMap<ColumnRef, Computed>,
    pub(super) rows: BTreeMap<String, Condition>,
    pub(super) definitions: BTreeMap<String, Expr>,
    pub(super) measures: BTreeMap<String, (Value, Type)>,
    pub(super) conditions: BTreeMap<String, Condition>,
}

impl Model {
    /// The words and tables.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.project.vocabulary
    }

    /// Which rows of its table an event is; always-true where it is all of them.
    pub fn event_filter(&self, event: &str) -> Condition {
        self.events.get(event).cloned().unwrap_or(Condition::Always(true))
    }

    /// How a column is computed from others of its table, if it is.
    pub fn computed(&self, column: &ColumnRef) -> Option<&Computed> {
        self.computed.get(column)
    }

    /// Which rows of a table's files there are at all; none for every row.
    pub fn row_filter(&self, table: &str) -> Option<&Condition> {
        self.rows.get(table)
    }

    /// What a measure or condition stands for, as it is written.
    pub fn definition(&self, word: &str) -> Option<&Expr> {
        self.definitions.get(word)
    }

    /// What a measure computes.
    pub fn measure(&self, word: &str) -> Option<&Value> {
        self.measures.get(word).map(|(value, _)| value)
    }

    /// What a measure is.
    pub fn measure_type(&self, word: &str) -> Option<Type> {
        self.measures.get(word).map(|(_, kind)| kind.clone())
    }

    /// The measure that means just this value.
    pub fn measure_named(&self, value: &Value) -> Option<&str> {
        self.measures.iter().find(|(_, (meaning, _))| meaning == value).map(|(name, _)| name.as_str())
    }

    /// The condition of the vocabulary that means just this; takes and knows canonical forms.
    pub fn condition_named(&self, condition: &Condition) -> Option<&str> {
        self.conditions.iter().find(|(_, meaning)| *meaning == condition).map(|(name, _)| name.as_str())
    }

    /// The meaning of a yes/no word: a field, or a condition that is given nothing.
    pub fn yes_no(&self, word: &str) -> Option<Condition> {
        let is_flag = |column: &Column| column.kind == Type::YesNo;
        if self.vocabulary().column(CUSTOMERS, word).is_some_and(is_flag) {
            return Some(Condition::Test(Test::Flag(Value::Column(ColumnRef::new(CUSTOMERS, word)))));
        }
        self.conditions.get(word).cloned()
    }

    /// Whether there is a project with data at all.
    pub fn has_data(&self) -> bool {
        self.vocabulary().tables.values().any(|table| table.mapping.is_some())
    }

    /// Where the project has a table, if it does.
    pub fn mapping(&self, table: &str) -> Option<&Mapping> {
        self.vocabulary().table(table)?.mapping.as_ref()
    }

    /// Whether the rows of a table are customers, or each of one.
    pub fn is_of_customers(&self, table: &str) -> bool {
        table == CUSTOMERS || self.mapping(table).is_some_and(|mapping| mapping.customer.is_some())
    }

    /// Where a column's values are kept: the table that has the files, and the column there.
    pub fn kept<'a>(&'a self, table: &'a str, source: &'a Source) -> Option<(&'a str, &'a Source)> {
        let mapping = self.mapping(table)?;
        if let Some(join) = &source.join {
            return Some((&mapping.joins.get(join)?.table, source));
        }
        let Some((from, _)) = &mapping.from else {
            return Some((table, source));
        };
        let rows = self.mapping(from)?;
        let inner = match source.column.as_str() {
            CUSTOMER => rows.customer.as_ref(),
            CURRENCY => rows.currency.as_ref(),
            ColumnRef::TIME => rows.time.as_ref(),
            name => rows.columns.get(name),
        };
        self.kept(from, inner?)
    }

    /// Whether the project has data for a column: it is mapped, has a default, or
    /// is computed from columns for which it has.
    pub fn has_column(&self, column: &ColumnRef) -> bool {
        let Some(mapping) = self.mapping(&column.table) else {
            return false;
        };
        match column.column.as_str() {
            ColumnRef::TIME if column.table != CUSTOMERS => return mapping.time.is_some(),
            ColumnRef::KEY => return mapping.key.is_some(),
            name => match (mapping.columns.get(name), &mapping.from) {
                (Some(source), Some((from, _))) if source.join.is_none() => {
                    return self.has_column(&ColumnRef::new(from, source.column.clone()));
                }
                (Some(_), _) => return true,
                (None, _) => {}
            },
        }
        let Some(declared) = self.vocabulary().column(&column.table, &column.column) else {
            return false;
        };
        if declared.default.is_some() {
            return true;
        }
        let mut has = true;
        let mut visit = |value: &Value| {
            if let Value::Column(inner) = value {
                has &= inner != column && self.has_column(inner);
            }
        };
        match self.computed(column) {
            None => return false,
            Some(Computed::Value(value)) => value.walk(&mut visit),
            Some(Computed::Condition(condition)) => condition.for_each_value(&mut visit),
        }
        has
    }

    /// The column for want of which a column cannot be had: itself, or one that it is computed from.
    pub fn lacking(&self, column: &ColumnRef) -> ColumnRef {
        let mut inner = Vec::new();
        let mut visit = |value: &Value| {
            if let Value::Column(column) = value {
                inner.push(column.clone());
            }
        };
        match self.computed(column) {
            None => {}
            Some(Computed::Value(value)) => value.walk(&mut visit),
            Some(Computed::Condition(condition)) => condition.for_each_value(&mut visit),
        }
        inner.iter().find(|column| !self.has_column(column)).map_or(column.clone(), |column| self.lacking(column))
    }

    /// What a value is.
    pub fn type_of(&self, value: &Value) -> Type {
        match value {
            Value::Number(_) => Type::Number,
            Value::Column(column) => self.column_type(column),
            Value::Arithmetic(left, _, right) => match (self.type_of(left), self.type_of(right)) {
                (Type::Money, Type::Money) | (Type::Number, Type::Number) => Type::Number,
                (Type::Money, _) | (_, Type::Money) => Type::Money,
                _ => Type::Number,
            },
            Value::Told(Aspect::PhoneCountry | Aspect::EmailDomain, _) => Type::Text,
            Value::Told(..) => Type::Number,
            Value::Fact(fact) => match fact.as_ref() {
                Fact::Aggregate(Aggregate { function, property, .. }) => match (function, property) {
                    (Function::Count | Function::Distinct, _) | (_, None) => Type::Number,
                    (_, Some(column)) => self.column_type(column),
                },
                Fact::Regular(_) | Fact::Distance(_) => Type::Number,
                Fact::Nth(_) => Type::Date,
                Fact::Sequence(_) | Fact::Rank(_) => Type::YesNo,
            },
        }
    }

    /// Whether a value is a date that comes round every year.
    pub fn is_yearly(&self, value: &Value) -> bool {
        match value {
            Value::Column(column) => {
                self.vocabulary().column(&column.table, &column.column).is_some_and(|column| column.yearly)
            }
            _ => false,
        }
    }

    /// Whether a column says when something happened: later than the as-of instant, it is missing.
    pub fn says_when(&self, column: &ColumnRef) -> bool {
        self.vocabulary().column(&column.table, &column.column).is_some_and(|column| column.happened)
    }

    /// What a column holds.
    pub fn column_type(&self, column: &ColumnRef) -> Type {
        let is_time = column.column == ColumnRef::TIME && column.table != CUSTOMERS;
        if is_time || column.column == ColumnRef::SINCE {
            return Type::Date;
        }
        self.vocabulary().column(&column.table, &column.column).map_or(Type::Text, |column| column.kind.clone())
    }
}
