//! Counts and sums as a spreadsheet has them: `COUNTIF(product, "Blue Mug")`, `SUMIF(channel, "web", total)`.

use super::Found;
use super::calls::opened;
use super::phrase::{View, is_number};
use super::pieces::Kind;
use super::words::Place;
use crate::diagnostics::Rule;
use std::ops::Range;

/// `COUNTIF(range, criterion)` and its kin, at a piece.
pub(super) fn of_a_spreadsheet(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let (function, is_plural) = match view.low(at).as_str() {
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
    let write = match pairs {
        // Of customers, not of rows: conditions that all hold.
        pairs if function == "count" && pairs.first().is_some_and(|range| is_of_customers(view, range)) => {
            let of_customers = pairs.chunks(2).map(|pair| match pair {
                [range, criterion] => Some(format!("{} {}", view.slice(range.clone()), held_against(view, criterion)?)),
                _ => None,
            });
            of_customers.collect::<Option<Vec<String>>>()?.join(" and ")
        }
        _ => {
            let rows = pairs.chunks(2).map(|pair| match pair {
                [range, criterion] => Some(format!("{} {}", column(view, range)?.1, held_against(view, criterion)?)),
                _ => None,
            });
            let rows = rows.collect::<Option<Vec<String>>>()?;
            let rows = if rows.len() > 1 { format!("({})", rows.join(" and ")) } else { rows.concat() };
            let event = pairs.first().and_then(|range| column(view, range))?.0;
            let result = result.map(|result| column(view, result).map(|(_, property)| format!(".{property}")));
            let result = result.map_or(Some(String::new()), |result| result)?;
            format!("{function}({event}{result} where {rows})")
        }
    };
    let says = match function {
        "count" if pairs.first().is_some_and(|range| is_of_customers(view, range)) => {
            "what a customer is asked stands alone, without `COUNTIF( )`"
        }
        "count" => "which rows are counted is said with `where`",
        "sum" => "which rows are summed is said with `where`",
        _ => "which rows an average is of is said with `where`",
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
