//! What stands behind several things in parentheses, and is meant of each: `(ordered or visited) last 30d`.

use super::Found;
use super::looks::other_words;
use super::phrase::View;
use super::words::Place;

/// What a period begins with, in these words or in other ones.
const BEGINS: [&str; 17] = [
    "last",
    "this",
    "next",
    "since",
    "before",
    "after",
    "on",
    "in",
    "today",
    "yesterday",
    "within",
    "during",
    "over",
    "past",
    "previous",
    "for",
    "until",
];

/// A period behind events that are joined.
pub(super) fn period(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let end = view.brackets(at, "(", ")")?;
    if !BEGINS.contains(&view.low(end).as_str()) {
        return None;
    }
    let ends = |at: &usize| matches!(view.low(*at).as_str(), "and" | "or" | ")" | "");
    let behind = (end..view.clause.end).find(ends).unwrap_or(view.clause.end);
    let period = view.slice(end..behind);
    let mut inside = at + 1;
    let mut said = String::from("(");
    while inside + 1 < end {
        let word = view.low(inside);
        let (next, written) = match word.as_str() {
            "and" | "or" => (inside + 1, format!(" {word} ")),
            "not" => (inside + 1, format!("{word} ")),
            _ => {
                let (next, name) = view.word(inside)?;
                view.words.place(name).filter(|place| *place == Place::Event)?;
                (next, format!("{name} {period}"))
            }
        };
        said.push_str(&written);
        inside = next;
    }
    other_words(behind, said + ")", "a period stands behind each event that it is about")
}
