//! Everybody but some: `everyone except VIPs`, `all customers but those in Italy`.

use super::Found;
use super::looks::other_words;
use super::view::View;
use crate::diagnostics::Rule;

/// Words for everybody, and for those who are left out.
const PEOPLE: &[&str] = &[
    "all",
    "everyone",
    "everybody",
    "anyone",
    "anybody",
    "customers",
    "people",
    "users",
    "subscribers",
    "contacts",
    "profiles",
    "members",
    "shoppers",
    "buyers",
    "folks",
    "ones",
    "those",
];

/// Words that stand around them and say nothing of their own.
const AROUND: &[&str] = &["of", "our", "my", "the", "every", "who", "that", "are", "is", "which"];

/// `everyone except A and B`, where the clause begins.
pub(super) fn everyone(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let is_one = |at: usize, words: &[&str]| words.contains(&view.low(at));
    let fluff = |from: usize| (from..).find(|at| !is_one(*at, PEOPLE) && !is_one(*at, AROUND)).unwrap_or(from);
    let word = fluff(at);
    let is_about_people = (at..word).any(|at| is_one(at, PEOPLE));
    if !view.begins(at) || !is_about_people {
        return None;
    }
    let from = match (view.low(word), view.low(word + 1)) {
        ("but", "not") => return None,
        ("except" | "excluding" | "but" | "minus", "for") | ("apart" | "aside", "from") | ("other", "than") => word + 2,
        ("except" | "excluding" | "but" | "minus" | "besides", _) => word + 1,
        _ => return None,
    };
    let end = view.group_end(from);
    let joints = view.outside_brackets(from..end, &["and", "or", "nor", ","]);
    let parts: Vec<&str> = View::between(from..end, &joints)
        .map(|part| view.slice(fluff(part.start).min(part.end)..part.end))
        .filter(|part| !part.is_empty())
        .collect();
    let (first, others) = parts.split_first()?;
    let all = others.iter().fold(format!("not {first}"), |write, part| format!("{write} and not {part}"));
    let says = "everybody else is said with `not`";
    if !joints.iter().any(|joint| view.low(*joint) == "and") {
        return other_words(end, all, says);
    }
    // Does `and` join those who are left out, or what must hold as well?
    let also = others.iter().fold(format!("not {first}"), |write, part| format!("{write} and {part}"));
    let says = "everybody else is said with `not`: are all of these left out?".to_owned();
    Some(Found { end, writes: vec![all, also], says, rule: Rule::OtherWords, is_guess: false })
}

/// `women in Italy`: people of a kind that no word is about; the rest of the sentence can be said.
pub(super) fn kind_of_people(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let words = (at..).take_while(|at| view.piece(*at).is_some_and(|piece| view.words.is_new(piece))).count();
    let end = at + words;
    let goes_on = matches!(view.low(end), "in" | "from" | "who" | "that" | "with" | "whose" | "which");
    if !view.begins(at) || !(1..=3).contains(&words) || !goes_on {
        return None;
    }
    let says = format!("nothing is called `{}`", view.slice(at..end));
    Some(Found { end, writes: vec![String::new()], says, rule: Rule::UnknownField, is_guess: true })
}

/// `VIPs`: those for whom a condition holds.
pub(super) fn plural(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let written = view.piece(at).filter(|piece| view.words.is_new(piece))?.text;
    let one = written.strip_suffix('s')?;
    let name = view.words.flag(one)?;
    other_words(at + 1, name, format!("`{written}` are `{name}` here"))
}
