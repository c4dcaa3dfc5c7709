//! The words of the language, as data.
//!
//! `core.toml` brings the words of commerce and the tables they stand on; a
//! project's `seg.toml`, in the same format, says where those tables are and adds
//! words of its own. Nothing here knows what a definition means: definitions are
//! kept as text, with their place, for `types` to read.

mod broken;
mod codes;
mod derived;
mod format;
mod levels;
mod mapping;
pub mod phone;
mod places;
mod project;
mod reader;
mod tables;
mod words;

pub use codes::Codes;
pub use format::DateFormat;
pub use mapping::{CURRENCY, CUSTOMER, Fold, Join, Mapping, Read, Source, Style, Unit};
pub use places::{ADDRESSES, MOST_DEGREES, POSTCODES, Place, beyond};
pub use project::{CORE, CURRENCIES, Project, Settings};

use crate::source::Span;
use std::collections::BTreeMap;
use std::fmt;

/// The name of the table of customers; its columns are the fields.
pub const CUSTOMERS: &str = "customers";

/// The event that `in list "newsletter"` stands for: being put on a static list.
pub const JOINED_LIST: &str = "joined_list";

/// The words and the tables they stand on.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// The tables, by name.
    pub tables: BTreeMap<String, Table>,
    /// The words, by name.
    pub words: BTreeMap<String, Word>,
    /// The named sets of values, by name.
    pub sets: BTreeMap<String, Set>,
    /// The places that the project has names for, by name.
    pub places: BTreeMap<String, Place>,
}

impl Vocabulary {
    /// The table of this name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.get(name)
    }

    /// A column of a table.
    pub fn column(&self, table: &str, column: &str) -> Option<&Column> {
        self.tables.get(table)?.columns.get(column)
    }

    /// The word of this name.
    pub fn word(&self, name: &str) -> Option<&Word> {
        self.words.get(name)
    }

    /// The event of this name.
    pub fn event(&self, name: &str) -> Option<&Event> {
        match &self.words.get(name)?.kind {
            WordKind::Event(event) => Some(event),
            _ => None,
        }
    }

    /// The table whose rows the rows of this one are lines of, and how they name them.
    pub fn parent(&self, table: &str) -> Option<(&str, &Lines)> {
        let events = self.words.keys().filter_map(|word| self.event(word));
        events.filter(|event| event.table != table).find_map(|event| {
            let lines = event.lines.as_ref().filter(|lines| lines.table == table)?;
            Some((event.table.as_str(), lines))
        })
    }

    /// What the rows of an event have, and then what their lines have: the table, the name and the column.
    /// Both may have one of a name.
    pub fn properties<'a>(&'a self, event: &'a Event) -> impl Iterator<Item = (&'a str, &'a str, &'a Column)> {
        let columns = |table: &'a str| {
            let columns = self.table(table).into_iter().flat_map(|table| &table.columns);
            columns.map(move |(name, column)| (table, name.as_str(), column))
        };
        event.tables().flat_map(columns)
    }
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// Yes or no.
    YesNo,
    /// A number, whole or decimal.
    Number,
    /// An amount in the project's currency.
    Money,
    /// A day or an instant.
    Date,
    /// A text.
    Text,
    /// One of a few values.
    Choice(Vec<String>),
    /// A list of texts.
    List,
    /// A key that joins tables; not for segments.
    Key,
}

impl Type {
    /// Whether it is a number or an amount.
    pub fn is_number(&self) -> bool {
        matches!(self, Type::Number | Type::Money)
    }

    /// What it is called in a sentence, with its article.
    pub fn noun(&self) -> &'static str {
        match self {
            Type::YesNo => "yes or no",
            Type::Number => "a number",
            Type::Money => "an amount",
            Type::Date => "a date",
            Type::Text => "a text",
            Type::Choice(_) => "a choice",
            Type::List => "a list",
            Type::Key => "a key",
        }
    }
}

/// As `seg.toml` writes it.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Type::YesNo => "yes/no",
            Type::Number => "number",
            Type::Money => "money",
            Type::Date => "date",
            Type::Text => "text",
            Type::Choice(_) => "choice",
            Type::List => "list",
            Type::Key => "key",
        })
    }
}

/// A table of the vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// What one row is.
    pub about: String,
    /// Its columns, by name.
    pub columns: BTreeMap<String, Column>,
    /// Where the project has it, if it does.
    pub mapping: Option<Mapping>,
}

/// A column of a table of the vocabulary.
#[derive(Debug, Clone)]
pub struct Column {
    /// What it holds.
    pub kind: Type,
    /// What it means, in a sentence.
    pub about: String,
    /// What an event is done to, as a sentence has it before a value: `something tagged`.
    pub says: Option<String>,
    /// How it is computed from the other columns of its table, if it is.
    pub is: Option<Definition>,
    /// What it is where the project has no such column, or a row no value: `no`, or a number.
    pub default: Option<String>,
    /// Whether its values are names, so that one the data never holds is a typo.
    pub names: bool,
    /// What its values stand for, if they are codes.
    pub codes: Option<Codes>,
    /// Whether it comes round every year, as a birthday does: periods near today then
    /// ask for the day, whatever the year.
    pub yearly: bool,
    /// Whether it says when something happened: later than the as-of instant, it is missing.
    pub happened: bool,
    /// Whether it says who somebody is or how to reach them: shown masked unless asked for.
    pub personal: bool,
}

/// Values under one name, as `EU` is for countries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Set {
    /// What they have in common.
    pub about: String,
    /// The values.
    pub values: Vec<String>,
}

/// A piece of the language inside a vocabulary file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The text.
    pub text: String,
    /// Whose file it stands in.
    pub origin: Origin,
    /// Its place in that file.
    pub span: Span,
}

/// Which file a word comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// It comes with the program.
    Core,
    /// The project's `seg.toml`.
    Project,
}

/// A word and what is said about it.
#[derive(Debug, Clone)]
pub struct Word {
    /// The word.
    pub name: String,
    /// What it does.
    pub kind: WordKind,
    /// What it means, in a sentence.
    pub about: String,
    /// How it reads in a sentence; the second form is its negation, for yes/no.
    pub says: Vec<String>,
    /// An example of its use.
    pub example: Option<String>,
    /// What other systems call it: for "did you mean" only.
    pub called: Vec<String>,
    /// Which file it comes from.
    pub origin: Origin,
}

/// What a word does.
#[derive(Debug, Clone)]
pub enum WordKind {
    /// A column of customers, of this type.
    Field(Type),
    /// Dated rows of a customer.
    Event(Event),
    /// A number, date or choice computed from an event's rows.
    Measure(Definition),
    /// It stands for a longer condition, which may use one `$parameter`.
    Condition(Definition),
}

impl WordKind {
    /// Its name: field, event, measure, condition.
    pub fn name(&self) -> &'static str {
        match self {
            WordKind::Field(_) => "field",
            WordKind::Event(_) => "event",
            WordKind::Measure(_) => "measure",
            WordKind::Condition(_) => "condition",
        }
    }
}

/// An event: which table, which of its rows, and its lines.
#[derive(Debug, Clone)]
pub struct Event {
    /// The table of its rows.
    pub table: String,
    /// Which of them; none for all.
    pub filter: Option<Definition>,
    /// The lines that its rows are made of.
    pub lines: Option<Lines>,
    /// The property that a text right after the event names.
    pub text: Option<String>,
}

impl Event {
    /// The table of its rows, and that of their lines.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        [self.table.as_str()].into_iter().chain(self.lines.as_ref().map(|lines| lines.table.as_str()))
    }
}

/// The lines of an event: several rows of another table for each of its own.
#[derive(Debug, Clone)]
pub struct Lines {
    /// The table of the lines.
    pub table: String,
    /// The column of the lines that holds the key of the event's row.
    pub order: String,
}
