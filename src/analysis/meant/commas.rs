//! Commas between conditions, which leave open whether both must hold or one is enough.

use super::Found;
use super::looks::other_words;
use super::pieces::Kind;
use super::view::View;
use super::words::Place;
use crate::diagnostics::Rule;

/// `country = US, country = CA`: nobody has two countries.
pub(super) fn of_one_field(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let field = view.piece(at).filter(|piece| piece.kind == Kind::Word)?.text;
    let place = view.words.canonical(field).and_then(|name| view.words.place(name));
    if place != Some(Place::Text) && !view.words.is_property(field) {
        return None;
    }
    let value = |at: usize| {
        let is_one = view.piece(at).is_some_and(|piece| piece.text == field) && view.low(at + 1) == "=";
        view.piece(at + 2).filter(|value| is_one && value.kind != Kind::Sign)
    };
    let mut values = vec![value(at)?.text];
    let mut end = at + 3;
    while view.low(end) == ","
        && let Some(next) = value(end + 1)
    {
        values.push(next.text);
        end += 4;
    }
    let list = values.join(", ");
    (values.len() > 1)
        .then(|| other_words(end, format!("{field} in ({list})"), "one of several values is said with `in`"))?
}

/// `vip, sms_consent`: both, or one of them.
pub(super) fn between(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let commas = view.outside_brackets(view.clause.clone(), &[","]);
    let (first, last) = (*commas.first()?, *commas.last()?);
    if first != at || last + 1 >= view.clause.end {
        return None;
    }
    let between = commas.iter().zip(commas.iter().skip(1)).map(|(from, to)| view.slice(from + 1..*to));
    let says = "conditions are joined with `and` or `or`, not with a comma".to_owned();
    let write = |word| between.clone().fold(format!(" {word}"), |write, part| format!("{write} {part} {word}"));
    let writes = ["and", "or"].map(write).to_vec();
    Some(Found { end: last + 1, writes, says, rule: Rule::OtherWords, is_guess: false })
}
