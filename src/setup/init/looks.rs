//! How much the values of a column look like a column of the vocabulary: 0 is not at all, from 6 up
//! they say so by themselves. Names are not looked at.

use super::consent::is_status;
use super::profile::{Cell, Column, Kind, Table, is_email, is_page, is_phone, ratio};
use super::roles::{FATES, ends, is_pieces, of_choice};
use crate::vocabulary::Type;
use std::collections::HashMap;

/// Where orders are placed, in the words that shops use.
const PLACES: &[&str] = &["web", "app", "pos", "online", "store", "shop", "mobile", "phone", "retail", "marketplace"];

/// How much a column of a table looks like the column of the vocabulary that is of this type.
pub fn looks(table: &str, wanted: &str, kind: &Type, column: &Column, beside: &Table) -> f64 {
    if !fits(kind, column, beside.columns.iter().any(Column::is_amount)) {
        return 0.0;
    }
    if (table, wanted) == ("consents", "status") && is_status(column) {
        return 9.0;
    }
    if let Type::Choice(values) = kind {
        return if of_choice(column, values) >= 0.5 { 9.0 } else { 1.0 };
    }
    match (table, wanted) {
        ("customers", "email") => sure(column.share(is_email) > 0.9, 10.0),
        ("customers", "phone") => sure(column.share(is_phone) > 0.9, 10.0),
        ("customers", "country") => sure(column.share(|text| two(text, char::is_uppercase)) > 0.95, 9.0),
        ("customers", "language") => sure(column.share(|text| two(text, char::is_lowercase)) > 0.95, 9.0),
        ("customers", "postcode") => sure(column.share(is_postcode) > 0.7 && repeats(column), 7.0),
        ("customers", "city") => city(column, beside),
        ("customers", "first_name") => in_email(column, beside),
        ("customers", "last_name") => last_name(column, beside),
        ("customers", "joined") => sure(column.missing() < 0.2, 6.0) - 2.0 * f64::from(u8::from(born(column))),
        ("customers", "birthday") => {
            if born(column) {
                9.0
            } else {
                0.0
            }
        }
        ("customers", "tags") => 4.0 + column.items().len().min(20) as f64 / 20.0,
        ("customers", _) => 1.0,
        (_, "test") => sure(column.yes() < 0.02, 4.0),
        (_, "cancelled") => 1.0,
        ("orders" | "checkouts", "total") => 4.0 + 3.0 * (column.mean() / most(beside)),
        ("orders", "refunded") => refunded(column, beside),
        (_, "status") => sure(fate(column), 8.0),
        ("orders", "channel") => {
            sure(column.is_choice() && column.share(|t| PLACES.contains(&&*t.to_lowercase())) > 0.5, 8.0)
        }
        ("orders", "discount_code") => sure(column.missing() > 0.4 && column.share(is_code) > 0.9, 7.0),
        ("order_lines", "quantity") => sure(is_pieces(column), 8.0),
        ("order_lines", "price") => sure(!is_sum(column, beside), 6.0),
        ("order_lines", "amount") => sure(is_sum(column, beside), 6.0),
        ("order_lines", _) => 1.0,
        ("products", "title") => 3.0 + 5.0 * ratio(column.counts().len(), column.texts().count()),
        ("products", "product_type") => 4.0 + 2.0 * in_title(column, beside),
        ("products", "vendor") => sure(column.is_choice() || repeats(column), 4.0),
        ("products", "collection") => 4.0 + titled(column),
        ("products", "tags") => 5.0 - titled(column),
        ("checkouts", "completed_at") => sure(ends(column), 8.0),
        ("messages", "text") => sure(!column.is_choice() || words(column) > 3.0, 5.0) + words(column).min(6.0) / 3.0,
        ("messages", "campaign") => sure(column.is_choice(), 6.0) - words(column).min(6.0) / 6.0,
        ("visits", "page") => sure(column.share(is_page) > 0.9, 9.0),
        ("visits", "product") => 1.0,
        ("consents", "method") | ("lists", "list") => sure(column.is_choice(), 6.0),
        _ => 1.0,
    }
}

/// Whether a column can be read as this type at all. Beside amounts, whole numbers are none.
fn fits(kind: &Type, column: &Column, amounts: bool) -> bool {
    match kind {
        Type::YesNo => column.is_yes_no(),
        Type::Number => matches!(column.kind, Kind::Whole | Kind::Decimal | Kind::Float) && column.epoch().is_none(),
        Type::Money => column.is_amount() || column.kind == Kind::Whole && column.epoch().is_none() && !amounts,
        Type::Date => column.is_time(),
        Type::Text | Type::Choice(_) => {
            column.kind == Kind::Text && !column.is_time() && column.texts().next().is_some()
        }
        Type::List => column.kind == Kind::List,
        Type::Key => matches!(column.kind, Kind::Whole | Kind::Text),
    }
}

fn sure(is: bool, score: f64) -> f64 {
    if is { score } else { 1.0 }
}

fn two(text: &str, case: impl Fn(char) -> bool) -> bool {
    text.chars().count() == 2 && text.chars().all(|c| c.is_alphabetic() && case(c))
}

fn is_postcode(text: &str) -> bool {
    // A range of ages or amounts is none.
    let is_range = text.split_once('-').is_some_and(|(from, to)| from.len() == to.len());
    !is_range && (3..=10).contains(&text.chars().count()) && text.chars().filter(char::is_ascii_digit).count() >= 2
}

fn is_code(text: &str) -> bool {
    text.len() > 2 && text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-' || c == '_')
}

fn is_plain_text(column: &Column) -> bool {
    column.share(|text| !text.contains(['@', '/']) && !text.contains(|c: char| c.is_ascii_digit())) > 0.95
        && column.share(|text| text.chars().count() > 2) > 0.5
        && column.share(|text| text.chars().any(char::is_uppercase)) > 0.3
}

fn repeats(column: &Column) -> bool {
    column.counts().len() < column.texts().count()
}

fn fate(column: &Column) -> bool {
    let seen = column.counts();
    seen.len() <= 30 && seen.keys().filter(|text| FATES.contains(&&*text.to_lowercase())).count() >= 2
}

/// Days of birth: of many years, hardly any of this one.
fn born(column: &Column) -> bool {
    const DAY: f64 = 86_400e6;
    let days: Vec<f64> = (0..column.cells.len()).filter_map(|row| column.moment(row)).collect();
    let old = days.iter().filter(|day| **day < 31.0 * 365.25 * DAY).count();
    let whole = days.iter().filter(|day| **day % DAY == 0.0).count();
    !days.is_empty() && column.kind != Kind::Text && ratio(old, days.len()) > 0.3 && whole == days.len()
}

/// A city is what a postcode says.
fn city(column: &Column, beside: &Table) -> f64 {
    let codes = beside.columns.iter().find(|other| other.kind == Kind::Text && other.share(is_postcode) > 0.7);
    match codes.filter(|_| is_plain_text(column)) {
        Some(codes) if says(codes, column) > 0.95 => 8.0,
        _ => sure(is_plain_text(column), 2.0),
    }
}

/// How often the same value of one column has the same value of another, where there are several.
fn says(one: &Column, other: &Column) -> f64 {
    let mut first: HashMap<&str, &str> = HashMap::new();
    let (mut same, mut all) = (0, 0);
    let rows = one.cells.iter().zip(&other.cells);
    for (one, other) in rows.filter_map(|(one, other)| one.text().zip(other.text())) {
        match first.get(one) {
            Some(before) => {
                all += 1;
                same += usize::from(*before == other);
            }
            None => {
                first.insert(one, other);
            }
        }
    }
    ratio(same, all)
}

/// A first name is what e-mail addresses begin with.
fn in_email(column: &Column, beside: &Table) -> f64 {
    let emails = beside.columns.iter().find(|other| other.share(is_email) > 0.9);
    let Some(emails) = emails.filter(|_| is_plain_text(column)) else {
        return sure(is_plain_text(column), 3.0);
    };
    let pairs = column.cells.iter().zip(&emails.cells).filter_map(|(name, email)| name.text().zip(email.text()));
    let starts = |(name, email): &(&str, &str)| email.to_lowercase().starts_with(&name.to_lowercase());
    let pairs: Vec<(&str, &str)> = pairs.collect();
    if ratio(pairs.iter().filter(|pair| starts(pair)).count(), pairs.len()) > 0.3 { 8.0 } else { 3.0 }
}

/// A last name is the plain text beside a first name.
fn last_name(column: &Column, beside: &Table) -> f64 {
    let is_first = |other: &Column| other.kind == Kind::Text && in_email(other, beside) > 6.0;
    let first = beside.columns.iter().any(|other| other.name != column.name && is_first(other));
    sure(is_plain_text(column) && repeats(column), if first { 4.0 } else { 3.0 })
}

/// The greatest mean of the table's amounts.
fn most(beside: &Table) -> f64 {
    let amounts = beside.columns.iter().filter(|column| column.is_amount());
    let most = amounts.map(Column::mean).fold(0.0, f64::max);
    if most > 0.0 { most } else { f64::INFINITY }
}

/// Never more than the total, mostly nothing, and sometimes all of it.
fn refunded(column: &Column, beside: &Table) -> f64 {
    let some = column.numbers().filter(|number| *number != 0.0).count();
    let rare = ratio(some, column.cells.len()) < 0.5;
    let alike = |other: &Column| other.is_amount() || other.kind == Kind::Whole && column.kind == Kind::Whole;
    let others = beside.columns.iter().filter(|other| alike(other) && other.name != column.name);
    let all_of = |other: &Column| {
        let pairs = column.cells.iter().zip(&other.cells).filter_map(|(a, b)| a.number().zip(b.number()));
        let (mut over, mut full) = (0, 0);
        for (part, whole) in pairs.filter(|(part, _)| *part != 0.0) {
            over += usize::from(part > whole);
            full += usize::from(part == whole);
        }
        over == 0 && full > 0
    };
    sure(rare && others.into_iter().any(all_of), 7.0)
}

/// Whether an amount grows with the pieces of its line, for the same thing.
fn is_sum(column: &Column, beside: &Table) -> bool {
    let Some(pieces) = beside.columns.iter().find(|other| is_pieces(other)) else { return false };
    let things = beside.columns.iter().filter(|other| {
        matches!(other.kind, Kind::Whole | Kind::Text)
            && !is_pieces(other)
            && other.keys().len() > 1
            && repeats_keys(other)
    });
    let thing = things.max_by_key(|other| other.keys().len() < other.cells.len() / 2);
    let mut single: HashMap<Option<u64>, f64> = HashMap::new();
    let thing = |row: usize| thing.and_then(|thing| thing.cells.get(row)).and_then(Cell::key);
    let rows = || pieces.cells.iter().zip(&column.cells).enumerate();
    for (row, (_, price)) in rows().filter(|(_, (pieces, _))| pieces.number() == Some(1.0)) {
        single.extend(thing(row).zip(price.number()).map(|(thing, price)| (Some(thing), price)));
    }
    let (mut grown, mut all) = (0, 0);
    for (row, (pieces, price)) in rows() {
        let (Some(pieces), Some(price)) = (pieces.number().filter(|p| *p > 1.0), price.number()) else { continue };
        if let Some(one) = thing(row).and_then(|thing| single.get(&Some(thing))) {
            all += 1;
            grown += usize::from((price - one * pieces).abs() < (price - one).abs());
        }
    }
    ratio(grown, all) > 0.5
}

fn repeats_keys(column: &Column) -> bool {
    column.keys().len() < column.known().count()
}

/// How often the title has the kind of product in it.
fn in_title(column: &Column, beside: &Table) -> f64 {
    let texts = beside.columns.iter().filter(|other| other.kind == Kind::Text);
    let titles = texts.max_by_key(|other| other.counts().len());
    let Some(titles) = titles else { return 0.0 };
    let pairs = column.cells.iter().zip(&titles.cells).filter_map(|(a, b)| a.text().zip(b.text()));
    let pairs: Vec<bool> = pairs.map(|(a, b)| b.to_lowercase().contains(&a.to_lowercase())).collect();
    ratio(pairs.iter().filter(|within| **within).count(), pairs.len())
}

/// The share of items that begin with a capital letter.
fn titled(column: &Column) -> f64 {
    let items = column.items();
    let capital = items.iter().filter(|item| item.chars().next().is_some_and(char::is_uppercase));
    ratio(capital.count(), items.len())
}

/// The mean number of words.
fn words(column: &Column) -> f64 {
    let (count, words) =
        column.texts().fold((0, 0), |(n, words), text| (n + 1, words + text.split_whitespace().count()));
    ratio(words, count)
}
