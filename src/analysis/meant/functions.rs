//! Events written as functions, with what they are asked in parentheses: `orders_placed(since: -90d, count_min: 3)`.

use super::Found;
use super::calls::opened;
use super::view::View;
use super::words::Place;
use crate::diagnostics::Rule;

/// `orders_placed(since: -90d) = true`, at a piece.
pub(super) fn of_shopify(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let event = view.words.canonical(view.piece(at)?.text)?;
    view.words.place(event).filter(|place| *place == Place::Event)?;
    let called = opened(view, at)?;
    let asked = called.parts.iter().map(|part| asked(view, part.start, part.end));
    let asked = asked.collect::<Option<Vec<String>>>()?.join(" ");
    let (negated, end) = match (view.low(called.end), view.low(called.end + 1)) {
        ("=", "true") | ("!=", "false") => (false, called.end + 2),
        ("=", "false") | ("!=", "true") => (true, called.end + 2),
        _ => (false, called.end),
    };
    let write = format!("{}{event} {asked}", if negated { "not " } else { "" });
    let says = format!("what `{event}` is asked stands behind it, without parentheses");
    Some(Found { end, writes: vec![write], says, rule: Rule::ForeignOperator, is_guess: false })
}

/// `since: -90d`, `tag: 'x'`, `count_min: 3`: one thing that is asked.
fn asked(view: &View<'_, '_>, at: usize, end: usize) -> Option<String> {
    if view.low(at + 1) != ":" {
        return None;
    }
    let is_back = view.low(at + 2) == "-";
    let from = if is_back { at + 3 } else { at + 2 };
    let value = view.slice(from..end).trim_matches('\'');
    let text = || format!("\"{}\"", value.trim_matches('"'));
    match (view.low(at), is_back) {
        ("since", true) => Some(format!("last {value}")),
        ("until", true) => Some(format!("on or before {value} ago")),
        (_, true) => None,
        ("since", false) => Some(format!("since {value}")),
        ("until", false) => Some(format!("on or before {value}")),
        ("count_min", false) => Some(format!("at least {value} times")),
        ("count_max", false) => Some(format!("at most {value} times")),
        ("count", false) => Some(format!("exactly {value} times")),
        ("amount_min", false) => Some(format!("where total >= {value}")),
        ("amount_max", false) => Some(format!("where total <= {value}")),
        ("tag", false) => Some(format!("product_tags {}", text())),
        (property, false) if view.words.is_property(property) => Some(format!("{property} {}", text())),
        _ => None,
    }
}
