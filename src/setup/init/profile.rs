//! What is seen in a table: its columns, their kinds, and a sample of rows side by side.
//! Pure: it knows neither files nor what a column could be good for.

use super::spelled::{Spelled, Style};
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{Hash, Hasher};

/// A value of the sample.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// There is none.
    Missing,
    /// Yes or no.
    Yes(bool),
    /// A whole number.
    Whole(i64),
    /// A number with decimals.
    Decimal(f64),
    /// A text.
    Text(String),
    /// A time, in microseconds since 1970.
    Moment(i64),
    /// A list of texts.
    List(Vec<String>),
}

/// What a column holds, as its file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// Whole numbers.
    Whole,
    /// Numbers with so many decimals.
    Decimal,
    /// Floating-point numbers.
    Float,
    /// Texts.
    Text,
    /// Days.
    Day,
    /// Times with a zone.
    Instant,
    /// Times without a zone.
    Wall,
    /// Lists of texts.
    List,
    /// Something that no column of the vocabulary can be read from.
    Other,
}

/// A column and what a sample of its table's rows has in it.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name in the files.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// The sample: one cell a row.
    pub cells: Vec<Cell>,
    /// How its texts are written, if it is of a text file.
    pub spelled: Spelled,
}

/// A table: files of one schema, and a sample of their rows.
#[derive(Debug, Clone)]
pub struct Table {
    /// What `path` says in `seg.toml`.
    pub paths: Vec<String>,
    /// What its files are called, without what tells them apart.
    pub stem: String,
    /// Rows in all of its files.
    pub rows: u64,
    /// Its columns.
    pub columns: Vec<Column>,
    /// How its text files are written.
    pub style: Style,
}

impl Cell {
    /// The number that it is, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Whole(whole) => Some(*whole as f64),
            Cell::Decimal(number) => Some(*number),
            _ => None,
        }
    }

    /// The text that it is, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Cell::Text(text) = self { Some(text) } else { None }
    }

    /// Whether there is a value.
    pub fn is_known(&self) -> bool {
        *self != Cell::Missing
    }

    /// The same number for the same key; none for what no key is made of.
    pub fn key(&self) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        match self {
            Cell::Whole(whole) => whole.hash(&mut hasher),
            Cell::Text(text) => text.hash(&mut hasher),
            _ => return None,
        }
        Some(hasher.finish())
    }
}

impl Column {
    /// The cells that hold something.
    pub fn known(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| cell.is_known())
    }

    /// The texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().filter_map(Cell::text)
    }

    /// The numbers.
    pub fn numbers(&self) -> impl Iterator<Item = f64> {
        self.cells.iter().filter_map(Cell::number)
    }

    /// The share of rows without a value, from 0 to 1.
    pub fn missing(&self) -> f64 {
        1.0 - ratio(self.known().count(), self.cells.len())
    }

    /// The share of known texts for which something holds, from 0 to 1.
    pub fn share(&self, holds: impl Fn(&str) -> bool) -> f64 {
        ratio(self.texts().filter(|text| holds(text)).count(), self.texts().count())
    }

    /// The share of known numbers for which something holds, from 0 to 1.
    pub fn number_share(&self, holds: impl Fn(f64) -> bool) -> f64 {
        ratio(self.numbers().filter(|number| holds(*number)).count(), self.numbers().count())
    }

    /// The mean of the known numbers; 0 where there is none.
    pub fn mean(&self) -> f64 {
        let count = self.numbers().count();
        if count == 0 { 0.0 } else { self.numbers().sum::<f64>() / count as f64 }
    }

    /// The least and the greatest number.
    pub fn range(&self) -> Option<(f64, f64)> {
        let least = self.numbers().reduce(f64::min)?;
        Some((least, self.numbers().reduce(f64::max)?))
    }

    /// The different texts and how often each is there.
    pub fn counts(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for text in self.texts() {
            *counts.entry(text).or_insert(0) += 1;
        }
        counts
    }

    /// The different keys.
    pub fn keys(&self) -> HashSet<u64> {
        self.cells.iter().filter_map(Cell::key).collect()
    }

    /// The different items of its lists.
    pub fn items(&self) -> BTreeSet<&str> {
        let lists = self.cells.iter().filter_map(|cell| if let Cell::List(items) = cell { Some(items) } else { None });
        lists.flatten().map(String::as_str).collect()
    }

    /// Whether it is text of a few different values, each there more than once.
    pub fn is_choice(&self) -> bool {
        let (different, known) = (self.counts().len(), self.texts().count());
        self.kind == Kind::Text && (1..=200).contains(&different) && different * 3 <= known.max(6)
    }

    /// How a whole number counts time since 1970, if its range is that of the years 2000 to 2040.
    pub fn epoch(&self) -> Option<&'static str> {
        let (least, greatest) = self.range().filter(|_| self.kind == Kind::Whole)?;
        let units = [("seconds", 1.0), ("milliseconds", 1e3), ("microseconds", 1e6)];
        let within = |unit: f64| least >= 0.946e9 * unit && greatest <= 2.21e9 * unit;
        units.into_iter().find(|(_, unit)| within(*unit)).map(|(name, _)| name)
    }

    /// Whether it can be read as a time.
    pub fn is_time(&self) -> bool {
        match self.kind {
            Kind::Day | Kind::Instant | Kind::Wall => true,
            Kind::Whole => self.epoch().is_some(),
            Kind::Text => self.texts().next().is_some() && self.share(is_day) > 0.98,
            _ => false,
        }
    }

    /// The times of the rows as numbers that can be compared within this column.
    pub fn moment(&self, row: usize) -> Option<f64> {
        let unit = match self.epoch() {
            Some("seconds") => 1e6,
            Some("milliseconds") => 1e3,
            _ => 1.0,
        };
        match self.cells.get(row)? {
            Cell::Moment(at) => Some(*at as f64),
            Cell::Whole(at) => Some(*at as f64 * unit),
            Cell::Text(text) => {
                let digits: String = text.chars().filter(char::is_ascii_digit).take(14).collect();
                digits.parse().ok()
            }
            _ => None,
        }
    }

    /// Whether it says yes or no, in whatever form.
    pub fn is_yes_no(&self) -> bool {
        const WORDS: [&str; 6] = ["yes", "no", "y", "n", "true", "false"];
        match self.kind {
            Kind::YesNo => true,
            Kind::Whole => self.range() == Some((0.0, 1.0)),
            Kind::Text => self.counts().len() == 2 && self.share(|text| WORDS.contains(&&*text.to_lowercase())) == 1.0,
            _ => false,
        }
    }

    /// The share of rows that say yes, from 0 to 1.
    pub fn yes(&self) -> f64 {
        let yes = |cell: &&Cell| match cell {
            Cell::Yes(yes) => *yes,
            Cell::Whole(whole) => *whole == 1,
            Cell::Text(text) => text.to_lowercase().starts_with(['y', 't']),
            _ => false,
        };
        ratio(self.cells.iter().filter(yes).count(), self.cells.len())
    }

    /// Whether it is an amount that needs no unit to be read.
    pub fn is_amount(&self) -> bool {
        let cents = |number: f64| ((number * 100.0).round() - number * 100.0).abs() < 1e-6;
        match self.kind {
            Kind::Decimal => true,
            Kind::Float => self.number_share(cents) > 0.99 && self.numbers().next().is_some(),
            _ => false,
        }
    }
}

/// A part of a whole, from 0 to 1; 0 of nothing.
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Whether a text is an e-mail address.
pub fn is_email(text: &str) -> bool {
    let parts = text.trim().split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.trim().contains(' '))
}

/// Whether a text is a phone number in international form.
pub fn is_phone(text: &str) -> bool {
    let number = text.strip_prefix('+').unwrap_or_default();
    (7..=15).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text begins like a day of the calendar.
pub fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let fits = |(place, byte): (usize, &u8)| if matches!(place, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() };
    bytes.len() >= 10 && bytes.iter().take(10).enumerate().all(fits)
}

/// Whether a text begins like a page of a site.
pub fn is_page(text: &str) -> bool {
    text.starts_with('/') || text.starts_with("http://") || text.starts_with("https://")
}
