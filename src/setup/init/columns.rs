//! Which column of a table is which of the vocabulary's; the others stay what they are, under their
//! own names. Pure: it decides over what has been seen.

use super::consent;
use super::draft::{Line, quoted, source, time_source};
use super::groups::of_group;
use super::keys::Keys;
use super::looks::looks;
use super::names::{self, fit};
use super::profile::{Column, Kind, Table};
use super::roles::{Role, Roles};
use crate::vocabulary::{CUSTOMERS, Type, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// The least that speaks for a column to be taken.
const ENOUGH: f64 = 4.0;

/// From here on the values speak for themselves.
const SURE: f64 = 6.0;

/// Columns that are easily the other way round.
const PAIRS: &[(&str, &str)] = &[("vendor", "product_type"), ("collection", "tags"), ("first_name", "last_name")];

/// What the choice is made from.
pub struct Seen<'a> {
    /// The tables.
    pub tables: &'a [Table],
    /// Their keys.
    pub keys: &'a Keys,
    /// What they are.
    pub roles: &'a Roles,
    /// The words that come with the program.
    pub vocabulary: &'a Vocabulary,
}

/// A column of the vocabulary, where it is found, and how much speaks for it.
struct Match {
    wanted: String,
    at: usize,
    score: f64,
    named: bool,
}

/// When a row happened: the time that no row lacks, is called so, or comes first.
pub fn time(table: &Table) -> Option<usize> {
    let score = |column: &Column| {
        let name = names::word(&column.name, "");
        let named = names::TIMES.iter().position(|time| name.starts_with(time) || name.ends_with(time));
        let ended = ["updated", "modified", "completed", "ended"].iter().any(|end| name.starts_with(end));
        let first = (0..column.cells.len().min(500)).filter(|row| {
            let here = column.moment(*row);
            let others = table.columns.iter().filter(|other| other.is_time() && other.kind == column.kind);
            others.filter_map(|other| other.moment(*row)).all(|other| here.is_some_and(|here| here <= other))
        });
        let named = named.map_or(0.0, |at| 1.0 - at as f64 / 100.0);
        named - column.missing() * 10.0 - 3.0 * f64::from(u8::from(ended)) + first.count() as f64 / 1000.0
    };
    let times = table.columns.iter().enumerate().filter(|(_, column)| column.is_time());
    times.max_by(|a, b| score(a.1).total_cmp(&score(b.1))).map(|(at, _)| at)
}

/// The columns of a table as `seg.toml` has them: the vocabulary's first, then the table's own.
pub fn choose(seen: &Seen<'_>, role: &Role) -> Vec<Line> {
    let Some(table) = seen.tables.get(role.table) else { return Vec::new() };
    let mut free = free(seen, role, table);
    let group = seen.roles.grouped.filter(|_| role.name == "order_lines");
    let of_orders = group.map(|group| of_group(table, group)).unwrap_or_default();
    free.retain(|at| Some(*at) != group && !of_orders.contains(at));
    let matches = matched(seen, role, table, &mut free);
    let mut lines: Vec<Line> = matches.iter().filter_map(|found| line(seen, role, table, found, &matches)).collect();
    through_joins(seen, role, &mut lines);
    if role.core && role.name == "consents" && !lines.iter().any(|line| line.name == "channel") {
        lines.insert(0, consent::channel(&table.stem));
    }
    if let Some(group) = group.and_then(|group| table.columns.get(group)) {
        lines.insert(0, Line::new("order", quoted(&group.name)));
    }
    free.extend(of_orders);
    fate(seen, role, &mut lines);
    lines.extend(free.iter().filter_map(|at| own(seen, role, table.columns.get(*at)?, &lines)).collect::<Vec<_>>());
    lines
}

/// The columns of orders that have no table but their lines, from the columns of these.
pub fn of_lines(seen: &Seen<'_>, table: &Table, lines: &[Line]) -> Vec<Line> {
    let orders = seen.vocabulary.table("orders").into_iter().flat_map(|table| table.columns.keys());
    let wanted = orders.map(String::as_str).filter(|name| *name != "net");
    let mut found = Vec::new();
    for wanted in wanted {
        let called =
            |line: &&Line| line.column().is_some_and(|name| fit(&name, "orders", wanted, seen.vocabulary) >= 5.0);
        let line = lines.iter().find(|line| line.own && called(line));
        let has = |name: &str| lines.iter().any(|line| line.name == name);
        found.extend(match (line, wanted) {
            (Some(line), _) => Some(Line::new(wanted, quoted(&line.name))),
            (None, "total") if has("amount") || has("price") && has("quantity") => {
                Some(Line::new("total", "{ sum = \"amount\" }".to_owned()))
            }
            _ => None,
        });
    }
    if !found.iter().any(|line| line.name == "cancelled") {
        found.extend(cancelled(table, lines, &found));
    }
    found
}

/// When such orders were cancelled, or what their status says of it.
fn cancelled(table: &Table, lines: &[Line], found: &[Line]) -> Vec<Line> {
    let column = |line: &Line| line.column().and_then(|name| table.columns.iter().find(|column| column.name == name));
    let is_when = |line: &&Line| line.name.contains("cancel") && column(line).is_some_and(Column::is_time);
    if let Some(when) = lines.iter().find(is_when) {
        let at = format!("{{ column = {}, type = \"date\" }}", quoted(&when.name));
        let is = format!("{{ is = {} }}", quoted(&format!("{} is known", when.name)));
        return vec![Line::new(&when.name, at), Line::new("cancelled", is)];
    }
    let status = found.iter().find(|line| line.name == "status").and_then(Line::column);
    let status = lines.iter().find(|line| Some(&line.name) == status.as_ref()).and_then(column);
    let is = status.and_then(|column| said_cancelled(&column.counts()));
    is.map(|is| Line::new("cancelled", is)).into_iter().collect()
}

/// That the status says so, in its own word for it, if it ever does.
fn said_cancelled(counts: &BTreeMap<&str, usize>) -> Option<String> {
    let said = |part: &str| counts.keys().copied().find(|text| text.to_lowercase().starts_with(part));
    let said = said("cancel").or_else(|| said("void"))?;
    let said = if crate::syntax::is_name(said) { said.to_owned() } else { quoted(said) };
    Some(format!("{{ is = {} }}", quoted(&format!("status = {said}"))))
}

/// The columns that are not keys and not the row's time.
fn free(seen: &Seen<'_>, role: &Role, table: &Table) -> BTreeSet<usize> {
    let own = seen.keys.own.get(role.table).copied().flatten();
    let is_customer = role.name == CUSTOMERS;
    let own = own.filter(|at| is_customer || pointed_at(seen, role) || !is_text(table, *at));
    let time = time(table).filter(|_| !is_customer && (role.customer.is_some() || role.through.is_some()));
    let mut free: BTreeSet<usize> = (0..table.columns.len()).collect();
    for link in seen.keys.links.iter().filter(|link| link.from.0 == role.table) {
        free.remove(&link.from.1);
    }
    for at in [own, role.customer, time].into_iter().flatten() {
        free.remove(&at);
    }
    free
}

fn pointed_at(seen: &Seen<'_>, role: &Role) -> bool {
    seen.keys.pointing_at(role.table) > 0
}

fn is_text(table: &Table, at: usize) -> bool {
    table.columns.get(at).is_some_and(|column| column.kind == Kind::Text)
}

/// What is wanted of a table: its columns in the vocabulary, and the status that orders are judged by.
fn wanted<'a>(seen: &'a Seen<'_>, role: &Role) -> Vec<(&'a str, Type)> {
    let table = seen.vocabulary.table(&role.name).filter(|_| role.core);
    let columns = table.into_iter().flat_map(|table| &table.columns);
    let mut wanted: Vec<_> = columns.map(|(name, column)| (name.as_str(), column.kind.clone())).collect();
    if matches!(role.name.as_str(), "orders" | "order_lines") {
        wanted.push(("status", Type::Text));
    }
    wanted
}

/// The best pairs first, each column once.
fn matched(seen: &Seen<'_>, role: &Role, table: &Table, free: &mut BTreeSet<usize>) -> Vec<Match> {
    let mut all = Vec::new();
    for (name, kind) in wanted(seen, role).into_iter().filter(|(name, _)| *name != "net" && *name != "order") {
        for (at, column) in free.iter().filter_map(|at| Some((*at, table.columns.get(*at)?))) {
            let like = looks(&role.name, name, &kind, column, table);
            let called = fit(&column.name, &role.name, name, seen.vocabulary);
            if like > 0.0 && like + called >= ENOUGH {
                all.push(Match { wanted: name.to_owned(), at, score: like + called, named: called >= 5.0 });
            }
        }
    }
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.at.cmp(&b.at)));
    let mut taken: Vec<Match> = Vec::new();
    for found in all {
        if free.contains(&found.at) && taken.iter().all(|other| other.wanted != found.wanted) {
            free.remove(&found.at);
            taken.push(found);
        }
    }
    taken.sort_by_key(|found| found.at);
    taken
}

fn line(seen: &Seen<'_>, role: &Role, table: &Table, found: &Match, all: &[Match]) -> Option<Line> {
    let column = table.columns.get(found.at)?;
    let kind = wanted(seen, role).into_iter().find(|(name, _)| *name == found.wanted)?.1;
    let value = match kind {
        _ if found.wanted == "status" && role.name.starts_with("order") => {
            let about = "Where the order stands";
            format!("{{ column = {}, type = \"text\", about = \"{about}\" }}", quoted(&column.name))
        }
        _ if found.wanted == "status" && role.name == "consents" => consent::status(column),
        Type::Date => time_source(column).0,
        Type::Money if column.kind == Kind::Whole && !column.spelled.is_text => {
            format!("{{ column = {}, unit = \"cents\" }}", quoted(&column.name))
        }
        Type::List | Type::YesNo => source(column),
        _ => quoted(&column.name),
    };
    let mut line = Line::new(&found.wanted, value);
    let whole = kind == Type::Money && column.kind == Kind::Whole;
    if whole && column.spelled.is_text {
        line.open = Some("whole numbers: if they are cents, say so by `unit = \"cents\"`".to_owned());
    } else if whole {
        line.open = Some("whole numbers are taken for cents".to_owned());
    } else if kind == Type::Date && column.spelled.either_first {
        line.open = time_source(column).1;
    } else if !found.named && found.score < SURE {
        let other = PAIRS.iter().find(|(a, b)| *a == found.wanted || *b == found.wanted);
        let both = other.filter(|(a, b)| [a, b].iter().all(|name| all.iter().any(|m| m.wanted == **name && !m.named)));
        line.open = match both {
            Some((a, b)) if *a == found.wanted => Some(format!("`{a}` and `{b}` may be the other way round")),
            Some((a, _)) if all.iter().any(|m| m.wanted == *a && m.score < SURE) => None,
            _ => Some(doubt(&found.wanted, column)),
        };
    }
    Some(line)
}

fn doubt(wanted: &str, column: &Column) -> String {
    match wanted {
        "test" => format!("yes in {:.1} % of the rows: test orders?", column.yes() * 100.0),
        _ => "a guess: nothing but its kind speaks for it".to_owned(),
    }
}

/// What lines and visits know of their product comes through the product, and of their order through it.
fn through_joins(seen: &Seen<'_>, role: &Role, lines: &mut Vec<Line>) {
    let has = |lines: &[Line], name: &str| lines.iter().any(|line| line.name == name);
    let products = seen.roles.table("products").filter(|to| seen.keys.link(role.table, *to).is_some());
    if let Some(products) = products.and_then(|to| seen.roles.of(to)).filter(|_| role.core) {
        for line in choose(seen, products).into_iter().filter(|line| !line.own) {
            let name = match line.name.as_str() {
                "title" => "product",
                "tags" => "product_tags",
                same => same,
            };
            let known = seen.vocabulary.column(&role.name, name).is_some();
            if line.column().is_some() && known && !has(lines, name) {
                let name = name.to_owned();
                lines.push(Line { name, ..line.through("products") });
            }
        }
    }
    let orders = seen.roles.table("orders").filter(|_| role.name == "order_lines");
    let Some((orders, key)) = orders.and_then(|to| Some((to, seen.keys.link(role.table, to)?))) else { return };
    if let Some(key) = seen.tables.get(role.table).and_then(|table| table.columns.get(key)) {
        lines.insert(0, Line::new("order", quoted(&key.name)));
    }
    let Some(orders) = seen.roles.of(orders) else { return };
    for line in
        choose(seen, orders).into_iter().filter(|line| matches!(line.name.as_str(), "status" | "test" | "cancelled"))
    {
        let computed = line.column().is_none();
        if !has(lines, &line.name) && !computed {
            lines.push(line.through("orders"));
        }
    }
}

/// Cancelled is what the status says, where no column does and the status ever says so.
fn fate(seen: &Seen<'_>, role: &Role, lines: &mut Vec<Line>) {
    let is_order = matches!(role.name.as_str(), "orders" | "order_lines");
    let status = lines.iter().position(|line| line.name == "status" && is_order);
    let Some(at) = status.filter(|_| !lines.iter().any(|line| line.name == "cancelled")) else { return };
    let Some(column) = lines.get(at).and_then(Line::column) else { return };
    let (table, column) = match column.strip_prefix("orders.").zip(role.through) {
        Some((column, through)) => (through, column.to_owned()),
        None => (role.table, column),
    };
    let columns = seen.tables.get(table).map_or(&[][..], |table| &table.columns);
    let counts = columns.iter().find(|other| other.name == column).map(Column::counts).unwrap_or_default();
    if let Some(is) = said_cancelled(&counts) {
        lines.insert(at + 1, Line::new("cancelled", is));
    }
}

/// A column that the vocabulary does not have, under its own name.
fn own(seen: &Seen<'_>, role: &Role, column: &Column, lines: &[Line]) -> Option<Line> {
    let kind = match column.kind {
        _ if column.known().next().is_none() => return None,
        _ if column.is_yes_no() => "yes/no",
        _ if column.is_time() => "date",
        Kind::Whole => "number",
        Kind::Decimal => "money",
        Kind::Float => "number",
        Kind::Text => "text",
        Kind::List => "list",
        _ => return None,
    };
    let mut name = names::word(&column.name, "column");
    let taken = |name: &str| {
        let word = role.name == CUSTOMERS && seen.vocabulary.word(name).is_some();
        let column = role.core && seen.vocabulary.column(&role.name, name).is_some();
        word || column || ["customer", "date", "time", "key"].contains(&name) || lines.iter().any(|l| l.name == name)
    };
    if taken(&name) {
        name = format!("stored_{name}");
    }
    let (time, note) = time_source(column);
    let source = if kind == "date" { time } else { source(column) };
    let value = match source.strip_prefix('{') {
        Some(settings) => format!("{{ type = \"{kind}\",{settings}"),
        None => format!("{{ column = {source}, type = \"{kind}\" }}"),
    };
    let mut line = Line::new(&name, value);
    line.open = note.filter(|_| column.spelled.either_first);
    line.own = true;
    Some(line)
}
