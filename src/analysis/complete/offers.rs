//! Whatever could come anywhere: the words of the vocabulary, and those of the language
//! as data. Which of them fit is not known here.

use super::Item;
use crate::analysis::hover;
use crate::types::{Model, Surroundings};
use crate::vocabulary::{Column, Type, WordKind};
use std::collections::BTreeSet;

/// Something that could come, and tails with which it would be complete.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    pub item: Item,
    pub tails: Vec<String>,
}

/// The words and signs of the language: what is written, tails of which one makes it
/// complete, and what it does.
const LANGUAGE: &[(&str, &[&str], &str)] = &[
    ("and", &[" ordered"], "both hold"),
    ("or", &[" ordered"], "at least one holds"),
    ("not", &[" ordered", " (ordered)"], "the opposite"),
    ("never", &[" ordered", ""], "not once, ever"),
    ("in segment", &[], "the people of a saved segment"),
    ("in list", &[" \"x\""], "the people on a list"),
    ("top", &[" 10% by money_spent", " 500 by money_spent"], "those with the most"),
    ("bottom", &[" 10% by money_spent"], "those with the least"),
    ("sample", &[" 10%"], "some of them, always the same"),
    (">", &[" 1", " 2024-01-01"], "more, or after"),
    (">=", &[" 1", " 2024-01-01"], "at least"),
    ("<", &[" 1", " 2024-01-01"], "less, or before"),
    ("<=", &[" 1", " 2024-01-01"], "at most"),
    ("=", &[" 1", " \"x\"", " 2024-01-01"], "is"),
    ("!=", &[" 1", " \"x\"", " 2024-01-01"], "is not, or is not known"),
    ("in", &[" (\"x\")"], "is one of"),
    ("not in", &[" (\"x\")"], "is none of"),
    ("contains", &[" \"x\""], "has it, or has it inside"),
    ("does not contain", &[" \"x\""], "does not have it"),
    ("starts with", &[" \"x\""], "begins with"),
    ("ends with", &[" \"x\""], "ends with"),
    ("matches", &[" \"x\""], "fits a pattern with *"),
    ("like", &[" \"xx\""], "is spelled nearly so"),
    ("not like", &[" \"xx\""], "is not even spelled nearly so"),
    ("any of", &[" (\"x\")"], "at least one of"),
    ("all of", &[" (\"x\")"], "each of"),
    ("none of", &[" (\"x\")"], "not one of"),
    ("is known", &[""], "there is a value"),
    ("is missing", &[""], "there is no value"),
    ("between", &[" 1 and 2", " 2024-01-01 and 2024-02-01", " 60d and 30d ago"], "from, to"),
    (
        "where",
        &[" date last 30d", " total > 1", " (date last 30d)", " (date last 30d) > 1", " (date last 30d) last 30d"],
        "only rows for which this holds",
    ),
    ("last", &[" 30d", " 30d > 1"], "back from now, or the calendar month before"),
    ("next", &[" 30d"], "ahead from today"),
    ("this", &[" month", " month > 1"], "the calendar week, month or year"),
    ("since", &[" 30d", " 30d > 1"], "from a date on"),
    ("before", &[" 2024-01-01", " 2024-01-01 > 1"], "up to a date"),
    ("after", &[" 2024-01-01", " 2024-01-01 > 1"], "behind a date"),
    ("on", &[" 2024-01-01", " 2024-01-01 > 1"], "that day"),
    ("today", &["", " > 1"], "this day"),
    ("yesterday", &["", " > 1"], "the day before"),
    ("ago", &["", " > 1"], "back from today"),
    ("at least", &[" 2 times"], "so often or more"),
    ("at most", &[" 2 times"], "so often or less"),
    ("exactly", &[" 2 times", " \"x\""], "just so"),
    ("times", &[""], "how often"),
    ("in at least", &[" 2 of the last 3 months"], "in so many periods or more"),
    ("in each of the last", &[" 3 months"], "in every one of some periods"),
    ("of the last", &[" 3 months"], "how many periods are looked at"),
    ("seed", &[" \"x\""], "another sample"),
    ("once", &[""], "one time"),
    ("twice", &[""], "two times"),
    ("then", &[" ordered"], "and later"),
    ("within", &[" 5d"], "so soon after"),
    ("within", &[" 25km of (45.5, 9.2)"], "so near to a place"),
    ("postcode", &[" \"20121\"", " \"20121\" in IT"], "where a postcode is"),
    ("first", &[" ordered last 30d"], "the first time"),
    ("second", &[" ordered last 30d"], "the second time"),
    ("first(", &["ordered.date) last 30d"], "the earliest value"),
    ("last(", &["ordered.date) last 30d"], "the latest value"),
    ("by", &[" money_spent"], "the measure that ranks"),
    ("of", &[" (ordered)"], "among"),
    ("of", &[" (45.5, 9.2)"], "the place"),
    ("day", &["", " > 1"], ""),
    ("week", &["", " > 1"], ""),
    ("month", &["", " > 1"], ""),
    ("quarter", &["", " > 1"], ""),
    ("year", &["", " > 1"], ""),
    ("count(", &["ordered) > 1"], "how many rows"),
    ("sum(", &["ordered.total) > 1"], "added up"),
    ("average(", &["ordered.total) > 1"], "on average"),
    ("min(", &["ordered.total) > 1"], "the smallest"),
    ("max(", &["ordered.total) > 1"], "the largest"),
    ("distinct(", &["ordered.channel) > 1"], "how many different ones"),
    ("let", &[" zz = ordered"], "names a part of a condition"),
    ("segment", &[" zz is ordered"], "names a condition"),
    ("description", &[" \"x\" is ordered"], "what the segment is for"),
    ("owner", &[" \"x\" is ordered"], "whose the segment is"),
    ("channel", &[" sms is sms_consent", " email is email_consent"], "what the segment is sent by"),
    ("is", &[" ordered"], "who is in it"),
];

/// What can be written of the language itself, a phrase each.
pub(in crate::analysis) fn language() -> impl Iterator<Item = &'static str> {
    LANGUAGE.iter().map(|(said, ..)| *said)
}

/// The units of time that can follow a number.
const UNITS: &[(&str, &str)] =
    &[("d", "days"), ("w", "weeks"), ("mo", "months"), ("y", "years"), ("h", "hours"), ("min", "minutes")];

/// Whatever begins as it was typed, the likeliest first: short words before long ones.
/// Without `names`, no words of the vocabulary but an event's properties.
pub(super) fn all(before: &str, typed: &str, around: &Surroundings<'_>, helpers: &[String], names: bool) -> Vec<Offer> {
    let model = around.model;
    if !typed.is_empty() && typed.chars().all(|c| c.is_ascii_digit()) {
        let far = [("km", "kilometres"), ("mi", "miles")];
        let far = far.map(|(unit, about)| offer(&format!("{typed}{unit}"), about, [" of (45.5, 9.2)"]));
        return UNITS.iter().map(|(unit, about)| units(typed, unit, about)).chain(far).collect();
    }
    let mut found: Vec<Offer> = Vec::new();
    for name in helpers.iter().filter(|_| names) {
        found.push(offer(name, "a helper of yours", [""]));
    }
    let properties = properties(before, model);
    for (name, column) in &properties {
        found.push(offer(name, &format!("{}: {}", column.kind, column.about), tails(&column.kind)));
    }
    for word in model.vocabulary().words.values().filter(|_| names) {
        let kind = match &word.kind {
            WordKind::Field(kind) => Some(kind.clone()),
            WordKind::Measure(_) => model.measure_type(&word.name),
            WordKind::Event(_) | WordKind::Condition(_) => None,
        };
        let mut ends: Vec<&str> = kind.as_ref().map(tails).unwrap_or_default();
        ends.extend(["", " 90d", " last 30d"]);
        found.push(offer(&word.name, &word.about, ends));
        if matches!(word.kind, WordKind::Event(_)) {
            let name = format!("{}_since", word.name);
            let about = hover::about(&name, model).map(|(_, about, _)| about).unwrap_or_default();
            found.push(offer(&name, &about, [" 90d"]));
        }
    }
    found.retain(|offer| offer.item.text.starts_with(typed));
    found.sort_by_key(|offer| if typed.is_empty() { 0 } else { offer.item.text.len() });
    let mut segments = around.segments.names();
    segments.sort_unstable();
    let some = segments.first().map(|name| format!(" {name}"));
    for (text, tails, about) in LANGUAGE {
        if let Some(rest) = rest(before, typed, text) {
            let mut found_tails: Vec<&str> = tails.to_vec();
            if tails.is_empty() {
                found_tails.extend(some.as_deref());
            }
            found.push(offer(rest, about, found_tails));
        }
    }
    let named = segments.into_iter().filter(|name| name.starts_with(typed));
    found.extend(named.map(|name| offer(name, "a saved segment", [""])));
    found
}

/// The part of a word of the language that is not there yet, if it begins so: of
/// `starts with` only `with`, where `starts` stands before.
fn rest<'t>(before: &str, typed: &str, text: &'t str) -> Option<&'t str> {
    for (space, _) in text.match_indices(' ').rev() {
        let (said, rest) = text.split_at(space);
        let rest = rest.trim_start();
        let behind = before.trim_end().strip_suffix(said);
        let is_word = behind.is_some_and(|b| !b.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        if is_word && before.ends_with(' ') && rest.starts_with(typed) {
            return Some(rest);
        }
    }
    text.starts_with(typed).then_some(text)
}

fn units(number: &str, unit: &str, about: &str) -> Offer {
    offer(&format!("{number}{unit}"), about, ["", " > 1", " ago"])
}

fn offer<'t>(text: &str, about: &str, tails: impl IntoIterator<Item = &'t str>) -> Offer {
    let tails = tails.into_iter().map(str::to_owned).collect();
    Offer { item: Item { text: text.to_owned(), about: about.to_owned() }, tails }
}

/// What could follow a value of this type, so that a condition is whole.
fn tails(kind: &Type) -> Vec<&'static str> {
    match kind {
        Type::YesNo => vec![""],
        Type::Number | Type::Money => vec![" > 1", ""],
        Type::Date => vec![" last 30d", " next 30d"],
        Type::Text | Type::Choice(_) => vec![" = \"x\"", " \"x\"", ""],
        Type::List => vec![" contains \"x\"", " \"x\""],
        Type::Key => vec![],
    }
}

/// The properties of the events that stand before: their columns, and those of their lines.
fn properties<'a>(before: &str, model: &'a Model) -> Vec<(&'a str, &'a Column)> {
    let vocabulary = model.vocabulary();
    let names = before.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let events = names.filter_map(|name| vocabulary.event(name.strip_suffix("_since").unwrap_or(name)));
    let mut found: Vec<(&str, &Column)> = Vec::new();
    for event in events {
        for (_, name, column) in vocabulary.properties(event) {
            if !found.iter().any(|(known, _)| *known == name) {
                found.push((name, column));
            }
        }
    }
    found
}

/// Every value of every choice.
pub(super) fn choices(model: &Model, into: &mut BTreeSet<String>) {
    for column in model.vocabulary().tables.values().flat_map(|table| table.columns.values()) {
        if let Type::Choice(values) = &column.kind {
            into.extend(values.iter().cloned());
        }
    }
}
