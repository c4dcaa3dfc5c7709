//! The text of the file: commented, in the order in which a reader looks for things.

use super::columns::{self, Seen};
use super::draft::{Line, Section, quoted, time_source};
use super::places;
use super::profile::{Column, Kind, Table};
use super::roles::Role;
use super::spelled::Style;
use crate::vocabulary::CUSTOMERS;
use std::fmt::Write;

/// What every line that is a guess is marked with.
pub const OPEN: &str = "# ? ";

/// The text of `seg.toml`.
pub fn text(seen: &Seen<'_>, unread: &[String]) -> String {
    let sections: Vec<Section> = sections(seen);
    let customers = seen.roles.table(CUSTOMERS).and_then(|at| seen.tables.get(at));
    let country = sections.iter().find(|section| section.name == CUSTOMERS).and_then(|section| {
        let line = section.columns.iter().find(|line| line.name == "country")?;
        let name = line.column()?;
        customers?.columns.iter().find(|column| column.name == name)
    });
    let (zone, currency, why) = places::guess(country);
    let mut text = format!(
        "# Written by `seg init` from what the files hold. `{}` marks what it could not tell:\n\
         # look at those lines, and take the mark away.\n\n\
         version  = 1\n\
         zone     = {:<16} {OPEN}{why}\n\
         currency = {:<16} {OPEN}{why}\n\
         # as_of  = \"2026-06-30T12:00\"   # pins the clock; without it the clock is now\n",
        OPEN.trim(),
        quoted(zone),
        quoted(currency),
    );
    if customers.is_none() {
        text.push_str(&without_customers(seen));
    }
    for section in &sections {
        text.push_str(&written(section));
    }
    if customers.is_none() {
        text.push_str(&known(seen));
    }
    for file in unread {
        let _ = write!(text, "\n{OPEN}`{file}` cannot be read, and is left out\n");
    }
    text
}

fn without_customers(seen: &Seen<'_>) -> String {
    let from = seen.roles.from.and_then(|from| seen.roles.of(from));
    let Some(role) = from else { return String::new() };
    let note = "no table of customers was found: these are those who have rows there";
    let mut text = format!("\n[tables.customers]\nfrom = {}   {OPEN}{note}\n", quoted(&role.name));
    for role in seen.roles.known.iter().filter_map(|at| seen.roles.of(*at)) {
        let _ = writeln!(text, "joins.{} = {{ table = {}, on = \"key\" }}", role.name, quoted(&role.name));
    }
    text
}

/// What other tables say of customers who have no table of their own.
fn known(seen: &Seen<'_>) -> String {
    let mut fields: Vec<Line> = Vec::new();
    for role in seen.roles.known.iter().filter_map(|at| seen.roles.of(*at)) {
        let as_customers = Role { name: CUSTOMERS.to_owned(), core: true, ..role.clone() };
        for line in columns::choose(seen, &as_customers) {
            if !fields.iter().any(|other| other.name == line.name) {
                let open = line.open.clone();
                let line = line.through(&role.name);
                let is_name = line.value.starts_with('"');
                let value = if is_name { format!("{{ column = {} }}", line.value) } else { line.value };
                fields.push(Line { name: line.name, value, open, own: line.own });
            }
        }
    }
    if fields.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n# What is known of some customers.\n[fields]\n");
    lines(&mut text, &fields);
    text
}

fn sections(seen: &Seen<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for role in &seen.roles.roles {
        let mut section = section(seen, role);
        while sections.iter().any(|other| other.name == section.name) {
            section.name.push_str("_too");
        }
        let orders = orders(seen, role, &section);
        sections.push(section);
        sections.extend(orders);
    }
    sections
}

/// Orders that have no table but their lines.
fn orders(seen: &Seen<'_>, role: &Role, lines: &Section) -> Option<Section> {
    let table = seen.tables.get(role.table).filter(|_| role.name == "order_lines" && seen.roles.grouped.is_some())?;
    Some(Section {
        name: "orders".to_owned(),
        about: "An order is its lines.".to_owned(),
        settings: vec![Line::new("from", quoted("order_lines")), Line::new("key", quoted("order"))],
        columns: columns::of_lines(seen, table, &lines.columns),
        core: true,
    })
}

fn section(seen: &Seen<'_>, role: &Role) -> Section {
    let mut section = Section { name: role.name.clone(), core: role.core, ..Section::default() };
    let Some(table) = seen.tables.get(role.table) else { return section };
    let about = seen.vocabulary.table(&role.name).map_or("", |table| table.about.as_str());
    section.about = match (role.core, role.customer.or(role.through)) {
        (true, _) if role.name == CUSTOMERS => format!("One row a customer; {} rows.", table.rows),
        (true, _) => format!("{about}; {} rows.", table.rows),
        (false, Some(_)) => format!("Things that happened, of a kind that seg has no words for; {} rows.", table.rows),
        (false, None) => format!("{} rows.", table.rows),
    };
    let paths: Vec<String> = table.paths.iter().map(|path| quoted(path)).collect();
    let path = if let [path] = paths.as_slice() { path.clone() } else { format!("[{}]", paths.join(", ")) };
    let mut path = Line::new("path", path);
    if role.doubt {
        path.open = Some("only its name speaks for what it is".to_owned());
    }
    section.settings.push(path);
    section.settings.extend(style(&table.style));
    let name = |at: usize| Some(key_source(seen, role.table, table.columns.get(at)?, at));
    let own = seen.keys.own.get(role.table).copied().flatten();
    if let Some(key) = own.and_then(name) {
        section.settings.push(Line::new("key", key));
    }
    let link = |to: usize| seen.keys.link(role.table, to).and_then(name);
    let parent = role.through.and_then(|to| Some((seen.roles.of(to)?, seen.tables.get(to)?)));
    if let Some((parent_role, parent)) = parent {
        let through = |at: usize| Some(key_source(seen, parent_role.table, parent.columns.get(at)?, at));
        if let Some(customer) = parent_role.customer.and_then(through) {
            section.settings.push(Line::new("customer", customer).through(&parent_role.name));
        }
        if let Some(at) = columns::time(parent).and_then(|at| parent.columns.get(at)) {
            section.settings.push(Line::new("time", time_source(at).0).through(&parent_role.name));
        }
    } else if let Some(customer) = role.customer.and_then(name) {
        let mut line = Line::new("customer", customer);
        if seen.roles.table(CUSTOMERS).is_none() {
            line.open = Some("taken for the customer".to_owned());
        }
        section.settings.push(line);
        if let Some(at) = columns::time(table).and_then(|at| table.columns.get(at)) {
            let (value, note) = time_source(at);
            section.settings.push(Line { open: note, ..Line::new("time", value) });
        }
    }
    section.settings.extend(currency(table));
    for to in seen.roles.roles.iter().filter(|to| to.name != CUSTOMERS) {
        let needed = to.name == "products" || role.through == Some(to.table);
        if let Some(on) = link(to.table).filter(|_| needed) {
            section.settings.push(Line::new(&format!("joins.{}", to.name), on.replacen("column =", "on =", 1)));
        }
    }
    section.columns = columns::choose(seen, role);
    section
}

/// The column that says in which currency a row's amounts are.
fn currency(table: &Table) -> Option<Line> {
    let is_code = |text: &str| places::is_currency(text);
    let mut codes = table.columns.iter().filter(|column| column.is_choice() && column.share(is_code) == 1.0);
    let codes = codes.next().filter(|_| table.columns.iter().any(Column::is_amount))?;
    Some(Line::new("currency", quoted(&codes.name)))
}

/// How text files are written, where it does not go without saying.
fn style(style: &Style) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(delimiter) = style.delimiter {
        let delimiter = if delimiter == '\t' { "\"\\t\"".to_owned() } else { quoted(&delimiter.to_string()) };
        lines.push(Line::new("delimiter", delimiter));
    }
    if style.comma {
        lines.push(Line::new("decimal", quoted(",")));
    }
    if !style.missing.is_empty() {
        let missing: Vec<String> = style.missing.iter().map(|text| quoted(text)).collect();
        lines.push(Line::new("missing", format!("[{}]", missing.join(", "))));
    }
    lines
}

/// A key or what points at one. Keys of text files are texts, but where they meet numbers.
fn key_source(seen: &Seen<'_>, table: usize, column: &Column, at: usize) -> String {
    let name = quoted(&column.name);
    let links = &seen.keys.links;
    let to = links.iter().find(|link| link.from == (table, at)).map_or(table, |link| link.to);
    let key = seen.keys.own.get(to).copied().flatten().map(|key| (to, key));
    let group = links.iter().filter(|link| link.to == to).map(|link| link.from).chain(key);
    let columns = group.filter_map(|(table, at)| seen.tables.get(table)?.columns.get(at));
    let meets = columns.filter(|other| !other.spelled.is_text).any(|other| other.kind == Kind::Whole);
    match column.spelled.is_text && meets {
        true => format!("{{ column = {name}, read = \"number\" }}"),
        false => name,
    }
}

fn written(section: &Section) -> String {
    let name = &section.name;
    let mut text = format!("\n# {}\n[tables.{name}]\n", section.about);
    lines(&mut text, &section.settings);
    let fields = name == CUSTOMERS;
    let (own, known): (Vec<Line>, Vec<Line>) = section.columns.iter().cloned().partition(|line| line.own && fields);
    if !known.is_empty() {
        let _ = write!(text, "\n[tables.{name}.columns]\n");
        lines(&mut text, &known);
    }
    if name == "orders" && !known.iter().any(|line| line.name == "cancelled") {
        let _ = writeln!(
            text,
            "{OPEN}nothing says which orders were cancelled, so all count; mend with: cancelled = {{ is = \"...\" }}"
        );
    }
    if !own.is_empty() {
        text.push_str("\n# Columns that seg has no words for, under their own names.\n[fields]\n");
        lines(&mut text, &own);
    }
    let dated = section.settings.iter().any(|line| line.name == "time");
    if !section.core && dated {
        let _ = write!(text, "\n[events.{name}]\ntable = {}\nabout = \"Has a row in {name}\"\n", quoted(name));
    }
    text
}

fn lines(text: &mut String, lines: &[Line]) {
    let widest = lines.iter().map(|line| line.name.len()).filter(|width| *width < 20).max().unwrap_or_default();
    for line in lines {
        let _ = write!(text, "{:widest$} = {}", line.name, line.value);
        if let Some(open) = &line.open {
            let _ = write!(text, "   {OPEN}{open}");
        }
        text.push('\n');
    }
}
