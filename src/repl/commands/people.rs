//! Commands that look at people: what they have, how it spreads, some of them.

use super::super::bars::{chart, grid};
use super::super::mask::{is_contact, masked};
use super::super::ranges::ranges;
use super::super::reply::Reply;
use super::super::session::Session;
use super::super::understand::Subject;
use crate::analysis;
use crate::render::text::{number, paragraph, plural};
use crate::types::ir::{ColumnRef, Condition, Value};
use crate::types::{Values, Wants};
use crate::vocabulary::CUSTOMERS;

/// So many bars are drawn at most.
const BARS: usize = 20;
/// So many people are shown, if nobody says how many.
const SOME: usize = 10;
/// So many people are shown at most.
const MOST: usize = 1_000;

/// `:values FIELD`: of all customers, and of their rows.
pub(super) fn values(session: &mut Session<'_>, name: &str) -> Reply {
    if name.is_empty() {
        return Reply::failed("of which field? For example `:values country`\n");
    }
    let columns = analysis::columns(name, session.model());
    let columns: Vec<ColumnRef> = columns
        .into_iter()
        .filter(|column| !analysis::spreads(&Value::Column(column.clone()), session.model()))
        .collect();
    if columns.is_empty() {
        return look(session, Condition::Always(true), name);
    }
    let wants = Wants { values: columns.iter().cloned().collect(), ..Wants::default() };
    let found = match session.explorer.answer(&wants, &session.clock) {
        Ok(found) => found,
        Err(error) => return session.failed(&error),
    };
    let customers = match session.explorer.count(&[], &session.clock) {
        Ok(counts) => counts.customers,
        Err(error) => return session.failed(&error),
    };
    let mut text = String::new();
    for (column, values) in &found.values {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&listed(session, column, values, customers));
    }
    session.known.learn(found);
    Reply::answer(text)
}

fn listed(session: &Session<'_>, column: &ColumnRef, values: &Values, customers: u64) -> String {
    let mut rows: Vec<(String, u64)> = values.counts.iter().map(|(value, people)| (value.clone(), *people)).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let count = if values.truncated { "over 100,000".to_owned() } else { number(rows.len() as u64) };
    let of = if column.table == CUSTOMERS { String::new() } else { format!(" of {}", column.table) };
    let masks = session.is_personal(column);
    if masks {
        return format!("{}{of}: {count} values, not listed: they say who people are\n", column.column);
    }
    let mut text = format!("{}{of}: {count} {}\n", column.column, if rows.len() == 1 { "value" } else { "values" });
    let more = rows.len().saturating_sub(BARS);
    rows.truncate(BARS);
    text.push_str(&chart(&rows, customers, session.look.width));
    if more > 0 {
        text.push_str(&format!("  and {} more; tab completes them as you type\n", number(more as u64)));
    }
    text
}

/// `:by FIELD` and `:hist FIELD`: the people of the last entry.
pub(super) fn by(session: &mut Session<'_>, name: &str) -> Reply {
    if name.is_empty() {
        return Reply::failed("by which field? For example `:by country`, `:hist money_spent`\n");
    }
    let within = session.last.as_ref().map_or(Condition::Always(true), |last| last.condition.clone());
    look(session, within, name)
}

/// People by whatever a text names.
fn look(session: &Session<'_>, within: Condition, name: &str) -> Reply {
    match session.subject(name) {
        Ok(Subject::Value(value)) => by_value(session, &within, name, &value),
        Ok(Subject::Condition(condition)) => by_condition(session, within, name, condition),
        Err(reply) => reply,
    }
}

/// People for whom something is so, and the others.
fn by_condition(session: &Session<'_>, within: Condition, name: &str, condition: Condition) -> Reply {
    let both = Condition::All(vec![within.clone(), condition]);
    let counts = match session.explorer.count(&[within, both], &session.clock) {
        Ok(counts) => counts,
        Err(error) => return session.failed(&error),
    };
    let [people, yes] = [0, 1].map(|at| counts.matched.get(at).copied().unwrap_or_default());
    let rows = [("yes".to_owned(), yes), ("no".to_owned(), people.saturating_sub(yes))];
    Reply::answer(format!("{} by {name}\n{}", customers(people), chart(&rows, people, session.look.width)))
}

/// People by a value: by each, or by ranges of it.
fn by_value(session: &Session<'_>, within: &Condition, name: &str, value: &Value) -> Reply {
    if let Value::Column(column) = value
        && session.is_personal(column)
    {
        return Reply::failed(format!("`{name}` says who people are, and is not listed; `:sample` shows some\n"));
    }
    let mut rows: Vec<(String, u64)>;
    let (people, none);
    let mut more = 0;
    if analysis::spreads(value, session.model()) {
        let spread = match session.explorer.spread(within, value, &session.clock) {
            Ok(spread) => spread,
            Err(error) => return session.failed(&error),
        };
        people = spread.values.len() as u64 + spread.missing;
        none = spread.missing;
        rows = ranges(&spread, &session.clock);
    } else {
        let (groups, counts) = match (
            session.explorer.groups(within, value, &session.clock),
            session.explorer.count(std::slice::from_ref(within), &session.clock),
        ) {
            (Ok(groups), Ok(counts)) => (groups, counts),
            (Err(error), _) | (_, Err(error)) => return session.failed(&error),
        };
        people = counts.matched.first().copied().unwrap_or_default();
        none = groups.iter().find(|(value, _)| value.is_none()).map_or(0, |(_, people)| *people);
        rows = groups.into_iter().filter_map(|(value, people)| Some((value?, people))).collect();
        more = rows.len().saturating_sub(BARS);
        rows.truncate(BARS);
    }
    if none > 0 {
        rows.push(("(not known)".to_owned(), none));
    }
    let mut text = format!("{} by {name}\n", customers(people));
    text.push_str(&chart(&rows, people, session.look.width));
    if more > 0 {
        text.push_str(&format!("  and {} more\n", number(more as u64)));
    }
    Reply::answer(text)
}

fn customers(people: u64) -> String {
    plural(usize::try_from(people).unwrap_or(usize::MAX), "customer", "customers")
}

/// `:sample [N] [unmasked]`: some of the people of the last entry.
pub(super) fn sample(session: &mut Session<'_>, argument: &str) -> Reply {
    let (mut most, mut masks) = (SOME, true);
    for word in argument.split_whitespace() {
        match word.parse::<usize>() {
            Ok(count) if (1..=MOST).contains(&count) => most = count,
            _ if "unmasked".starts_with(&word.to_lowercase()) => masks = false,
            _ => {
                let limit = number(MOST as u64);
                return Reply::failed(format!("`:sample` takes a number up to {limit}, and `unmasked`\n"));
            }
        }
    }
    let within = session.last.as_ref().map_or(Condition::Always(true), |last| last.condition.clone());
    let shown = shown(session, &within);
    let values: Vec<Value> = shown.iter().map(|(_, value)| value.clone()).collect();
    let people = match session.explorer.some(&within, &values, most, &session.clock) {
        Ok(people) => people,
        Err(error) => return session.failed(&error),
    };
    if people.is_empty() {
        return Reply::answer("nobody\n");
    }
    let personal: Vec<bool> = std::iter::once(false)
        .chain(values.iter().map(|value| matches!(value, Value::Column(column) if session.is_personal(column))))
        .collect();
    let hides = |value: String, personal: bool| match masks && (personal || is_contact(&value)) {
        true => masked(&value),
        false => value,
    };
    let heads = std::iter::once("customer".to_owned()).chain(shown.into_iter().map(|(name, _)| name)).collect();
    let rows = people.into_iter().map(|row| {
        let cells = row.into_iter().zip(&personal);
        cells.map(|(value, personal)| value.map_or_else(|| "-".to_owned(), |v| hides(v, *personal))).collect()
    });
    let (mut text, left) = grid(heads, &rows.collect::<Vec<Vec<String>>>(), session.look.width);
    if let Some((first, others)) = left.split_first() {
        let more = if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
        text.push_str(&format!("  no room for {first}{more}\n"));
    }
    if masks && personal.contains(&true) {
        let said = "names and contacts are masked; `:sample unmasked` shows them";
        text.push_str(&paragraph(said, 2, session.look.width));
    }
    Reply::answer(text)
}

/// What is shown of people: who they are, what the entry looks at, and a few other fields.
fn shown(session: &Session<'_>, within: &Condition) -> Vec<(String, Value)> {
    let model = session.model();
    let fields = model.vocabulary().table(CUSTOMERS).into_iter().flat_map(|table| table.columns.keys());
    let fields = fields.map(|name| ColumnRef::new(CUSTOMERS, name.as_str())).filter(|column| model.has_column(column));
    let (who, others): (Vec<ColumnRef>, Vec<ColumnRef>) = fields.partition(|column| session.is_personal(column));
    let of = |columns: Vec<ColumnRef>| columns.into_iter().map(|c| (c.column.clone(), Value::Column(c)));
    let looked_at = analysis::looked_at(within, model, &session.clock);
    let mut shown: Vec<(String, Value)> = Vec::new();
    for (name, value) in looked_at.into_iter().chain(of(who)).chain(of(others)) {
        if !shown.iter().any(|(_, other)| *other == value) {
            shown.push((name, value));
        }
    }
    shown
}
