//! `seg.toml` before it is text: tables with lines, and how columns are written.

use super::profile::{Column, Kind};

/// A column's line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The name in `seg.toml`.
    pub name: String,
    /// What stands behind the `=`.
    pub value: String,
    /// What could not be told about it.
    pub open: Option<String>,
    /// Whether it is a column of the project's own.
    pub own: bool,
}

impl Line {
    /// A line about which there is no doubt.
    pub fn new(name: &str, value: String) -> Self {
        Self { name: name.to_owned(), value, open: None, own: false }
    }

    /// The column of the files that it names, if it names one.
    pub fn column(&self) -> Option<String> {
        let from = match self.value.strip_prefix('"') {
            Some(rest) => rest,
            None => self.value.split_once("column = \"")?.1,
        };
        Some(unquoted(from))
    }

    /// The same column, reached through a join.
    #[must_use]
    pub fn through(mut self, join: &str) -> Self {
        if let Some(column) = self.column() {
            self.value = self.value.replacen(&quoted(&column), &quoted(&format!("{join}.{column}")), 1);
        }
        self.open = None;
        self
    }
}

/// A table's part of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// The table.
    pub name: String,
    /// What is said above it.
    pub about: String,
    /// Its settings above the columns, in order.
    pub settings: Vec<Line>,
    /// Its columns.
    pub columns: Vec<Line>,
    /// Whether the words that come with the program know it; else it becomes an event.
    pub core: bool,
}

/// How a time is written, and what there is to say about it.
pub fn time_source(column: &Column) -> (String, Option<String>) {
    let name = quoted(&column.name);
    let midnight =
        || column.known().all(|cell| matches!(cell, super::profile::Cell::Moment(at) if at % 86_400_000_000 == 0));
    if let Some(format) = column.spelled.format {
        let either = "day first, or month first? the texts would be both";
        let note = column.spelled.either_first.then(|| either.to_owned());
        return (format!("{{ column = {name}, format = \"{format}\" }}"), note);
    }
    match column.kind {
        Kind::Whole => {
            let unit = column.epoch().unwrap_or("seconds");
            (format!("{{ column = {name}, unit = \"{unit}\" }}"), None)
        }
        Kind::Wall if midnight() => (format!("{{ column = {name}, read = \"day\" }}"), None),
        Kind::Wall => {
            let note = "without a zone: read as the time of `zone`; if it is UTC, write `read = \"utc\"`";
            (format!("{{ column = {name}, read = \"local\" }}"), Some(note.to_owned()))
        }
        _ => (name, None),
    }
}

/// How a column of this kind is written where its texts do not speak for themselves: its name, or
/// its name and what they are.
pub fn source(column: &Column) -> String {
    let name = quoted(&column.name);
    if let Some(separator) = column.spelled.separator {
        return format!("{{ column = {name}, separator = \"{separator}\" }}");
    }
    match &column.spelled.answers {
        Some((yes, no)) => {
            format!("{{ column = {name}, means = {{ {} = \"yes\", {} = \"no\" }} }}", quoted(yes), quoted(no))
        }
        None => name,
    }
}

/// A text as TOML has it.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The text before the closing quote.
fn unquoted(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => break,
            '\\' => plain.extend(letters.next()),
            letter => plain.push(letter),
        }
    }
    plain
}
