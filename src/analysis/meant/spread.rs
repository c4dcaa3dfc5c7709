//! What stands behind parentheses, and is meant of what is in them: `(ordered or visited) last 30d`.

use super::Found;
use super::looks::other_words;
use super::pattern::Pattern;
use super::pieces::Kind;
use super::view::View;
use super::words::Place;
use std::sync::LazyLock;

/// Periods, in these words or in other ones.
static PERIODS: LazyLock<[Pattern; 7]> = LazyLock::new(|| {
    [
        "in|within|during|over|for? the? last|past|previous|this|next|current LEN",
        "in|within|during|over|for? the? last|past|previous|this|next|current PERIOD",
        "within|during|for LEN",
        "since|before|after|on LEN ago?",
        "since|before|after|on DAY",
        "since|before|after|on|in NUM",
        "today|yesterday",
    ]
    .map(Pattern::new)
});

/// With what begins that is asked of a word.
const ASKS: &[&str] = &[
    "after",
    "at",
    "before",
    "during",
    "exactly",
    "for",
    "in",
    "last",
    "less",
    "more",
    "next",
    "on",
    "once",
    "over",
    "past",
    "previous",
    "since",
    "this",
    "today",
    "twice",
    "where",
    "within",
    "yesterday",
];

/// A period behind events that are joined, and nothing behind it.
pub(super) fn period(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let end = view.brackets(at, "(", ")")?;
    let behind = PERIODS.iter().find_map(|period| period.matches(view, end))?.pieces.end;
    if !matches!(view.low(behind), "and" | "or" | ")" | "") && behind != view.clause.end {
        return None;
    }
    let period = view.slice(end..behind);
    let (mut inside, mut events) = (at + 1, 0);
    let mut said = String::new();
    loop {
        if view.low(inside) == "not" {
            said.push_str("not ");
            inside += 1;
        }
        let (next, name) = view.word(inside)?;
        view.words.place(name).filter(|place| *place == Place::Event)?;
        said.push_str(&format!("{name} {period}"));
        events += 1;
        inside = next + 1;
        match view.low(next) {
            joint @ ("and" | "or") => said.push_str(&format!(" {joint} ")),
            _ if next + 1 == end && events > 1 => break,
            _ => return None,
        }
    }
    other_words(behind, format!("({said})"), "a period stands behind each event that it is about")
}

/// A word alone in parentheses, and behind them what is asked of it: `(ordered) last 30d`.
pub(super) fn alone(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let end = view.brackets(at, "(", ")")?;
    let negation = Some(view.low(at + 1)).filter(|word| matches!(*word, "not" | "never"));
    let (next, word) = view.word(at + 1 + usize::from(negation.is_some()))?;
    let is_denied = at.checked_sub(1).is_some_and(|before| matches!(view.low(before), "not" | "never"));
    let begins = view.piece(end).is_some_and(|piece| piece.kind == Kind::Digits) || ASKS.contains(&view.low(end));
    if next + 1 != end || !begins || is_denied && negation.is_some() {
        return None;
    }
    let written = negation.map_or_else(|| word.to_owned(), |negation| format!("{negation} {word}"));
    other_words(end, written, "what is asked of a word stands right behind it, without parentheses")
}
