//! Counts and sums as a spreadsheet has them: `COUNTIF(product, "Blue Mug")`, `SUMIF(channel, "web", total)`.

use super::Found;
use super::calls::opened;
use super::pieces::Kind;
use super::view::{View, is_number};
use super::words::Place;
use crate::diagnostics::Rule;
use crate::syntax::formula;
use std::ops::Range;

/// `COUNTIF(range, criterion)` and its kin, at a piece.
pub(super) fn of_a_spreadsheet(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let (function, is_plural) = match view.low(at) {
        "countif" | "countifs" => ("count", false),
        "sumif" => ("sum", false),
        "sumifs" => ("sum", true),
        "averageif" => ("average", false),
        "averageifs" => ("average", true),
        _ => return None,
    };
    let called = opened(view, at)?;
    // What is summed stands first in the plural, and else last, or is what the criterion is about.
    let (result, pairs): (Option<&Range<usize>>, &[Range<usize>]) = match (function, called.parts.as_slice()) {
        ("count", pairs) => (None, pairs),
        (_, [result, pairs @ ..]) if is_plural => (Some(result), pairs),
        (_, [pairs @ .., result]) if pairs.len() == 2 => (Some(result), pairs),
        (_, pairs) => (pairs.first(), pairs),
    };
    let criteria = |named: fn(&View<'_, '_>, &Range<usize>) -> Option<String>| {
        let criteria = pairs.chunks(2).map(|pair| match pair {
            [range, criterion] => Some(format!("{} {}", named(view, range)?, held_against(view, criterion)?)),
            _ => None,
        });
        Some(criteria.collect::<Option<Vec<String>>>()?.join(" and "))
    };
    // Of customers, not of rows: conditions that all hold.
    let of_customers = function == "count" && pairs.first().is_some_and(|range| is_of_customers(view, range));
    let (write, says) = if of_customers {
        let write = criteria(|view, range| Some(view.slice(range.clone()).to_owned()))?;
        (write, "what a customer is asked stands alone, without `COUNTIF( )`")
    } else {
        let rows = criteria(|view, range| Some(column(view, range)?.1.to_owned()))?;
        let rows = if pairs.len() > 2 { format!("({rows})") } else { rows };
        let (event, _) = column(view, pairs.first()?)?;
        let result = match result {
            Some(result) => format!(".{}", column(view, result)?.1),
            None => String::new(),
        };
        (format!("{function}({event}{result} where {rows})"), formula(function).message)
    };
    let (end, says) = (called.end, says.to_owned());
    Some(Found { end, writes: vec![write], says, rule: Rule::ForeignOperator, is_guess: false })
}

/// Whether a range is a fact of customers, and not of rows.
fn is_of_customers(view: &View<'_, '_>, part: &Range<usize>) -> bool {
    let name = view.piece(part.start).filter(|_| part.len() == 1).and_then(|piece| view.words.canonical(piece.text));
    name.and_then(|name| view.words.place(name)).is_some_and(|place| place != Place::Event)
}

/// A property, with the event before it; an order's, if none is named.
fn column<'t>(view: &View<'t, '_>, part: &Range<usize>) -> Option<(&'t str, &'t str)> {
    let property = view.piece(part.end.checked_sub(1)?)?.text;
    let event = match part.len() {
        1 => "ordered",
        3 if view.low(part.start + 1) == "." => {
            let named = view.piece(part.start)?.text;
            let is_event = view.words.place(named) == Some(Place::Event);
            if is_event { named } else { "ordered" }
        }
        _ => return None,
    };
    view.words.is_property(property).then_some((event, property))
}

/// `">100"`, `"Blue Mug"`, `100`: what a value is held against.
fn held_against(view: &View<'_, '_>, part: &Range<usize>) -> Option<String> {
    let piece = view.piece(part.start).filter(|_| part.len() == 1)?;
    let inside = match piece.kind {
        Kind::Text => piece.text.trim_matches(['"', '\'', '“', '”']),
        _ => return Some(format!("= {}", piece.text)),
    };
    let signs = ["<>", "<=", ">=", "=", "<", ">"];
    let sign = signs.into_iter().find(|sign| inside.starts_with(sign));
    let value = inside.trim_start_matches(['<', '>', '=']).trim();
    let value = if is_number(value) { value.to_owned() } else { format!("\"{value}\"") };
    Some(format!("{} {value}", sign.map_or("=", |sign| if sign == "<>" { "!=" } else { sign })))
}
