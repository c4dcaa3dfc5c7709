//! Where a project has a table: files, keys, times, columns, joins, filters.

use super::Definition;
use super::format::DateFormat;
use crate::source::Span;
use std::collections::BTreeMap;

/// The name, as a column of its table, of the customer that a row belongs to.
pub const CUSTOMER: &str = "@customer";

/// The name, as a column of its table, of the currency of a row's amounts.
pub const CURRENCY: &str = "@currency";

/// Where a table of the vocabulary is found in a project's data.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// The files, as paths or globs relative to `seg.toml`, with their places there.
    pub paths: Vec<(String, Span)>,
    /// In place of files: the table of whose rows this one's rows are the different keys.
    pub from: Option<(String, Span)>,
    /// The row's own key; for customers, the customer's.
    pub key: Option<Source>,
    /// The customer that a row belongs to.
    pub customer: Option<Source>,
    /// When a row happened; for customers, since when there is one.
    pub time: Option<Source>,
    /// The currency of a row's amounts; by default the project's.
    pub currency: Option<Source>,
    /// Columns of the vocabulary and where they are found.
    pub columns: BTreeMap<String, Source>,
    /// To-one joins, by the name that columns use before a dot.
    pub joins: BTreeMap<String, Join>,
    /// Which rows there are at all; none for every row.
    pub rows: Option<Definition>,
    /// How its text files are written.
    pub style: Style,
    /// The heading of the table in `seg.toml`.
    pub span: Span,
}

/// How the text files (CSV) of a table are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Style {
    /// What stands between two values of a row; by default a comma, or a tab in `.tsv`.
    pub delimiter: Option<u8>,
    /// Whether numbers have a comma before their decimals.
    pub comma: bool,
    /// The texts that stand for a missing value, beside the empty one.
    pub missing: Vec<String>,
}

/// A join to one row of another table, by that table's key.
#[derive(Debug, Clone)]
pub struct Join {
    /// The other table of the mapping.
    pub table: String,
    /// The column of this table's files that holds its key.
    pub on: String,
    /// Whether that is text of whole numbers.
    pub read: Option<Read>,
    /// Its place in `seg.toml`.
    pub span: Span,
}

/// A column of the data and how it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The join through which it comes; none for the table's own files.
    pub join: Option<String>,
    /// The column in the files; of a table without any, the column of the rows it is from.
    pub column: String,
    /// Of a table without files, how its row's value comes from several; by default the last.
    pub fold: Option<Fold>,
    /// How times are read; by default as their type says.
    pub read: Option<Read>,
    /// The unit of whole numbers that stand for money or times.
    pub unit: Option<Unit>,
    /// How dates are written in text; by default as in ISO 8601.
    pub format: Option<DateFormat>,
    /// What texts of the files mean: each in lower case, and the value that it stands for.
    pub means: Vec<(String, String)>,
    /// What stands between the items of a list that is written as a text.
    pub separator: Option<String>,
    /// Whether numbers in text have a comma before their decimals.
    pub comma: bool,
    /// Whether files may lack it.
    pub optional: bool,
    /// Its place in `seg.toml`.
    pub span: Span,
}

/// How one value comes from those of several rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fold {
    /// All of them added up.
    Sum,
    /// The smallest.
    Min,
    /// The largest; of yes/no, whether one is yes.
    Max,
    /// The first that is known, by time.
    First,
    /// The last that is known, by time.
    Last,
}

/// How a time, or a key, is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Read {
    /// A time of UTC.
    Utc,
    /// A time of the project's zone.
    Local,
    /// A day: it counts from its 00:00 in the project's zone.
    Day,
    /// Of a key in a text file: whole numbers.
    Number,
}

/// The unit of a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Hundredths of the currency, or what its decimals are.
    Cents,
    /// Seconds since 1970, UTC.
    Seconds,
    /// Thousandths of a second since 1970, UTC.
    Milliseconds,
    /// Millionths of a second since 1970, UTC.
    Microseconds,
}
