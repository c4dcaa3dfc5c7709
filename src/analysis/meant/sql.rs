//! Queries as databases have them: `COALESCE(x, 0) > 1`, `EXTRACT(month FROM x) = 5`, `GROUP BY ... HAVING`,
//! and queries inside others.

use super::Found;
use super::calls::opened;
use super::pieces::{Kind, condition};
use super::view::{View, is_number};
use super::words::Place;
use crate::diagnostics::Rule;
use crate::time::MONTHS;
use std::ops::Range;

/// Tables as databases call them, and the event that a row of each is.
const TABLES: [(&str, &str); 10] = [
    ("orders", "ordered"),
    ("sales", "ordered"),
    ("purchases", "ordered"),
    ("transactions", "ordered"),
    ("order_lines", "ordered_item"),
    ("order_items", "ordered_item"),
    ("line_items", "ordered_item"),
    ("checkouts", "started_checkout"),
    ("visits", "visited"),
    ("page_views", "visited"),
];

fn foreign(end: usize, write: String, says: &str) -> Option<Found> {
    let writes = vec![write];
    Some(Found { end, writes, says: says.to_owned(), rule: Rule::ForeignOperator, is_guess: false })
}

/// `COALESCE(predicted_clv, 0) > 1`: what is missing counts as something.
pub(super) fn coalesce(view: &View<'_, '_>, at: usize) -> Option<Found> {
    if !matches!(view.low(at), "coalesce" | "ifnull" | "isnull" | "nvl") {
        return None;
    }
    let called = opened(view, at)?;
    let [field, instead] = called.parts.as_slice() else { return None };
    let (op, value) = (view.low(called.end), view.piece(called.end + 1)?.text);
    let op = if op == "<>" { "!=" } else { op };
    let field = view.slice(field.clone());
    let compared = format!("{field} {op} {}", value.replace('\'', "\""));
    let end = called.end + 2;
    if view.words.is_a_total(field) {
        return foreign(end, compared, "a total of nothing is 0 already, without `COALESCE( )`");
    }
    // What is missing meets `!=` here, and no other comparison.
    let both = match (op == "!=", holds(view.slice(instead.clone()), op, value)?) {
        (false, false) => return foreign(end, compared, "a comparison with a missing value is false already"),
        (true, true) => return foreign(end, compared, "a missing value is already `!=` any other"),
        (false, true) => format!("{compared} or {field} is missing"),
        (true, false) => format!("{compared} and {field} is known"),
    };
    let is_alone = condition(view.pieces, view.span(at..end).start) == (at..end);
    let write = if is_alone { both } else { format!("({both})") };
    foreign(end, write, "missing values are asked for with `is missing` and `is known`")
}

/// Whether one value meets a comparison with another, as far as both are written out.
fn holds(one: &str, op: &str, other: &str) -> Option<bool> {
    let (one, other) = (one.trim_matches(['\'', '"']), other.trim_matches(['\'', '"']));
    let ordering = match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one.partial_cmp(&other)?,
        _ if matches!(op, "=" | "!=") => one.to_lowercase().cmp(&other.to_lowercase()),
        _ => return None,
    };
    match op {
        "=" => Some(ordering.is_eq()),
        "!=" => Some(ordering.is_ne()),
        "<" => Some(ordering.is_lt()),
        "<=" => Some(ordering.is_le()),
        ">" => Some(ordering.is_gt()),
        ">=" => Some(ordering.is_ge()),
        _ => None,
    }
}

/// `EXTRACT(month FROM birthday) = 5`, `YEAR(joined) >= 2025`.
pub(super) fn part_of_a_date(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let called = opened(view, at)?;
    let word = |at: usize| view.low(at).trim_matches(['\'', '"']).to_owned();
    let (part, field_at) = match (view.low(at), called.parts.as_slice()) {
        ("extract", [one]) if view.low(one.start + 1) == "from" => (word(one.start), one.start + 2),
        ("date_part" | "datepart" | "date_trunc", [part, field]) => (word(part.start), field.start),
        (part @ ("month" | "year" | "quarter"), [field]) => (part.to_owned(), field.start),
        _ => return None,
    };
    let (_, field) = view.word(field_at).filter(|(_, name)| view.words.place(name) == Some(Place::Date))?;
    let (op, number) = (view.low(called.end), view.low(called.end + 1).parse::<u32>().ok()?);
    let end = called.end + 2;
    let months = |months: Range<usize>| {
        let months = MONTHS.get(months)?.iter().map(|month| format!("{field} in {month}"));
        Some(months.collect::<Vec<_>>().join(" or "))
    };
    let write = match (part.as_str(), op) {
        ("month", "=") => months(usize::try_from(number).ok()?.checked_sub(1)?..number as usize)?,
        ("quarter", "=") => {
            let last = usize::try_from(number).ok()?.checked_mul(3)?;
            format!("({})", months(last.checked_sub(3)?..last)?)
        }
        ("year", "=") => format!("{field} in {number}"),
        ("year", "!=" | "<>") => format!("not {field} in {number}"),
        ("year", ">=") => format!("{field} on or after {number}-01-01"),
        ("year", ">") => format!("{field} on or after {}-01-01", number.checked_add(1)?),
        ("year", "<") => format!("{field} before {number}-01-01"),
        ("year", "<=") => format!("{field} before {}-01-01", number.checked_add(1)?),
        _ => return None,
    };
    foreign(end, write, "a month or year of a date is asked for with `in`")
}

/// `SELECT ... FROM orders GROUP BY customer_id HAVING COUNT(*) > 3`: a measure of each customer.
pub(super) fn grouped(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let is_first = at == view.clause.start && matches!(view.low(at), "select" | "group" | "having");
    let query = is_first.then(|| query(view, at..view.clause.end))??;
    let (event, rows) = rows(view, &query)?;
    let (end, write) = measured(view, query.having?, event, &rows)?;
    foreign(end, write, "a measure of each customer is compared itself, without `GROUP BY`")
}

/// `customer_id IN (SELECT customer_id FROM orders WHERE total > 100)`, `EXISTS (SELECT ...)`.
pub(super) fn inner(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let from = if view.low(at) == "not" { at + 1 } else { at };
    let first = view.low(from);
    // Of a product's key, or of a city, the query asks something else.
    let is_customer =
        first == "id" || ["customer", "user", "client", "profile", "contact"].iter().any(|who| first.starts_with(who));
    let (open, negated) = match (first, view.low(from + 1), view.low(from + 2)) {
        ("exists", "(", _) => (from + 1, from > at),
        (_, "in", "(") if is_customer => (from + 2, from > at),
        (_, "not", "in") if is_customer && from == at => (from + 3, true),
        _ => return None,
    };
    let end = view.brackets(open, "(", ")").filter(|_| view.low(open + 1) == "select")?;
    let within = open + 1..end - 1;
    let query = query(view, within.clone())?;
    let said = match customers(view, &query) {
        Some(said) => said,
        None => {
            let (event, rows) = rows(view, &query)?;
            match query.having {
                // What else is asked of them would be lost.
                Some(having) => measured(view, having, event, &rows).filter(|(end, _)| *end == within.end)?.1,
                None => format!("{event}{rows}"),
            }
        }
    };
    let write = if negated { format!("not {said}") } else { said };
    foreign(end, write, "there is no query inside another: an event asks for its own rows")
}

/// The parts of a query.
struct Query {
    table: Option<String>,
    /// What rows are asked for.
    wheres: Option<Range<usize>>,
    /// What begins behind `HAVING`.
    having: Option<usize>,
}

fn query(view: &View<'_, '_>, within: Range<usize>) -> Option<Query> {
    let find = |word: &str| within.clone().find(|at| view.low(*at) == word);
    let is_one = within.clone().filter(|at| view.low(*at) == "select").count() < 2;
    // Rows of several tables, or the first of them, are not those of an event.
    if !is_one || ["join", "union", "limit"].into_iter().any(|word| find(word).is_some()) {
        return None;
    }
    let group = find("group").filter(|at| view.low(at + 1) == "by");
    let having = find("having").map(|at| at + 1);
    let table = find("from").map(|at| view.low(at + 1).to_owned());
    let ends = [group, find("having"), find("order")].into_iter().flatten().min();
    let wheres = find("where").map(|at| at + 1..ends.unwrap_or(within.end));
    (table.is_some() || having.is_some()).then_some(Query { table, wheres, having })
}

/// The event that a query asks, and a `where` for its rows.
fn rows(view: &View<'_, '_>, query: &Query) -> Option<(&'static str, String)> {
    let event = match &query.table {
        Some(table) => TABLES.iter().find(|(name, _)| name == table)?.1,
        None => "ordered",
    };
    let rows = match compared(view, query).as_slice() {
        [] => String::new(),
        [one] => format!(" where {one}"),
        several => format!(" where ({})", several.join(" and ")),
    };
    Some((event, rows))
}

/// A query about customers is its condition.
fn customers(view: &View<'_, '_>, query: &Query) -> Option<String> {
    let table = query.table.as_deref()?;
    matches!(table, "customers" | "customer" | "users" | "profiles" | "contacts").then_some(())?;
    match compared(view, query).as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        several => Some(format!("({})", several.join(" and "))),
    }
}

/// What a query asks of its rows, without what only ties them to their customer.
fn compared(view: &View<'_, '_>, query: &Query) -> Vec<String> {
    let Some(wheres) = query.wheres.clone() else { return Vec::new() };
    let cuts = view.outside_brackets(wheres.clone(), &["and", "AND", "And"]);
    let parts = View::between(wheres, &cuts);
    let ties = |part: &Range<usize>| part.clone().filter(|at| view.low(*at) == ".").count() > 1;
    let said = |part: Range<usize>| match view.outside_brackets(part.clone(), &["or", "OR", "Or"]).is_empty() {
        true => without_table(view, part),
        false => format!("({})", without_table(view, part)),
    };
    parts.filter(|part| !ties(part)).map(said).collect()
}

/// A comparison without the name of a table before that of its column: `o.total > 100`.
fn without_table(view: &View<'_, '_>, part: Range<usize>) -> String {
    let is_dotted = view.low(part.start + 1) == "." && part.len() > 2;
    let from = if is_dotted { part.start + 2 } else { part.start };
    view.slice(from..part.end).replace('\'', "\"")
}

/// `COUNT(*) > 3`, `SUM(total) > 100` of rows.
fn measured(view: &View<'_, '_>, at: usize, event: &str, rows: &str) -> Option<(usize, String)> {
    let called = opened(view, at)?;
    let column = called.parts.first()?.clone();
    let is_distinct = view.low(column.start) == "distinct";
    let column = view.low(column.end.checked_sub(1)?);
    let is_property = view.words.is_property(column);
    let measure = match view.low(at) {
        "count" if is_distinct && is_property => format!("distinct({event}.{column}{rows})"),
        "count" if event == "ordered" && rows.is_empty() => "order_count".to_owned(),
        "count" => format!("count({event}{rows})"),
        "avg" | "average" if is_property => format!("average({event}.{column}{rows})"),
        function @ ("sum" | "min" | "max") if is_property => format!("{function}({event}.{column}{rows})"),
        _ => return None,
    };
    let (op, number) = (view.piece(called.end)?, view.piece(called.end + 1)?);
    let is_bound = op.kind == Kind::Sign && is_number(number.text);
    is_bound.then(|| (called.end + 2, format!("{measure} {} {}", op.text, number.text)))
}
