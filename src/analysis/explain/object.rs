//! What was done to what: the rows of an event as the object of a sentence.

use super::{Teller, series, strip};
use crate::syntax::ast::TextVerb;
use crate::types::ir::{Aggregate, ColumnRef, Comparison, Condition, Test, Value, fold, most_slips};
use crate::vocabulary::CUSTOMERS;

/// An event's rows in two pieces, between which a count may stand: ` product "Blue Mug"`,
/// and ` in a line of which quantity is at least 2`.
pub(super) struct Object {
    pub what: String,
    pub which: String,
}

impl Teller<'_> {
    /// The filter of an aggregate.
    pub(super) fn object(&self, aggregate: &Aggregate) -> Object {
        let Some(filter) = &aggregate.filter else {
            return Object { what: String::new(), which: String::new() };
        };
        let event = self.model.vocabulary().event(&aggregate.event);
        let lines = event.and_then(|event| event.lines.as_ref()).map(|lines| &lines.table);
        let of_lines = lines.filter(|table| self.names_table(filter, table)).cloned();
        let inside = Teller { model: self.model, clock: self.clock, beside: Vec::new(), lines: of_lines.clone() };
        let parts = match filter {
            Condition::All(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let text = event.and_then(|event| event.text.as_deref());
        let plain = parts.iter().position(|part| inside.plain(part, text, of_lines.as_deref()).is_some());
        let what = plain.and_then(|at| parts.get(at)).and_then(|part| inside.plain(part, text, of_lines.as_deref()));
        let rest: Vec<&Condition> =
            parts.iter().enumerate().filter(|(at, _)| Some(*at) != plain).map(|(_, part)| part).collect();
        let said: Vec<String> = rest.iter().map(|part| inside.row(part, rest.len() > 1)).collect();
        let which = match (said.is_empty(), &of_lines, &what) {
            (true, _, _) => String::new(),
            (false, Some(_), Some(_)) => format!(" in a line of which {}", series(said, "and")),
            (false, Some(_), None) => format!(" with a line of which {}", series(said, "and")),
            (false, None, _) => format!(", where {}", series(said, "and")),
        };
        Object { what: what.unwrap_or_default(), which }
    }

    /// `product "Blue Mug"`: a row's text that is one of several, as it is said right behind the event.
    fn plain(&self, condition: &Condition, text: Option<&str>, lines: Option<&str>) -> Option<String> {
        let (column, values) = match condition {
            Condition::Test(Test::OneOf { value: value @ Value::Column(column), options, exact: false }) => {
                (column, self.options(value, options))
            }
            Condition::Test(Test::Text { value: Value::Column(column), verb: TextVerb::Like, needle, .. }) => {
                let is_its_text = text == Some(column.column.as_str());
                let (open, close) = if is_its_text { (", ", "") } else { (" (", ")") };
                (column, format!("like \"{needle}\"{open}{}{close}", slips(needle)))
            }
            Condition::Test(Test::Holds { list: Value::Column(column), item, exact: false }) => {
                (column, format!("\"{item}\""))
            }
            Condition::Test(Test::Compare(Value::Column(column), Comparison::Equal, Value::Number(number)))
                if lines.is_some() =>
            {
                (column, self.number(*number, &self.model.column_type(column)))
            }
            Condition::Any(parts) => (of_one_list(parts)?, series(self.items(parts), "or")),
            _ => return None,
        };
        if column.table == CUSTOMERS || lines.is_some_and(|lines| column.table != lines) {
            return None;
        }
        Some(match text == Some(column.column.as_str()) {
            true => format!(" ({values})"),
            false if lines.is_some() => {
                let declared = self.model.vocabulary().column(&column.table, &column.column);
                let says = declared.and_then(|column| column.says.clone());
                format!(" {} {values}", says.unwrap_or_else(|| column.column.replace('_', " ")))
            }
            false => return None,
        })
    }

    /// The items that a list is asked for, part by part.
    pub(super) fn items(&self, parts: &[Condition]) -> Vec<String> {
        let item = |part: &Condition| match part {
            Condition::Test(Test::Holds { item, .. }) => format!("\"{item}\""),
            other => strip(&self.row(other, true)),
        };
        parts.iter().map(item).collect()
    }
}

/// How much the spelling of a text may differ from a word.
pub(super) fn slips(word: &str) -> &'static str {
    match most_slips(&fold(word)) {
        1 => "give or take a slip",
        _ => "give or take two slips",
    }
}

/// The list of which all parts ask for an item, as `contains any of` does.
fn of_one_list(parts: &[Condition]) -> Option<&ColumnRef> {
    match one_list(parts)? {
        Value::Column(column) => Some(column),
        _ => None,
    }
}

/// The list of which all of several conditions ask for an item, whatever its case.
pub(super) fn one_list(parts: &[Condition]) -> Option<&Value> {
    let (first, rest) = parts.split_first()?;
    let list = list_of(first)?;
    (!rest.is_empty() && rest.iter().all(|part| list_of(part) == Some(list))).then_some(list)
}

fn list_of(condition: &Condition) -> Option<&Value> {
    match condition {
        Condition::Test(Test::Holds { list, exact: false, .. }) => Some(list),
        _ => None,
    }
}

/// The text that several conditions hold against others, whatever its case.
pub(super) fn one_text(parts: &[Condition]) -> Option<&Value> {
    let (first, rest) = parts.split_first()?;
    let value = text_of(first)?;
    rest.iter().all(|part| text_of(part) == Some(value)).then_some(value)
}

fn text_of(condition: &Condition) -> Option<&Value> {
    match condition {
        Condition::Test(Test::OneOf { value, exact: false, .. }) => Some(value),
        _ => None,
    }
}
