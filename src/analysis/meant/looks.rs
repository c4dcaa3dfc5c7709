//! Habits whose rewriting has to reckon or to look around, in the order in which they are tried.

use super::pieces::{Kind, Piece};
use super::view::View;
use super::words::Place;
use super::{Found, calls, commas, counting, dates, except, forms, functions, spread, sql, tallies, texts};
use crate::diagnostics::Rule;

/// What looks for such a habit at a piece.
pub(super) type Look = fn(&View<'_, '_>, usize) -> Option<Found>;

/// Those that are tried before everything else: what their words mean by themselves is something else.
pub(super) const SENTENCES: &[Look] = &[except::everyone, forms::fields, sql::grouped, sql::inner];

/// Those that are tried before the table of phrases.
pub(super) const FIRST: &[Look] = &[
    calls::of_a_spreadsheet,
    tallies::of_a_spreadsheet,
    functions::of_shopify,
    sql::coalesce,
    sql::part_of_a_date,
    spread::period,
    spread::alone,
    counting::bounded,
    except::plural,
    said_twice,
    called,
    glued_not,
    glued_and,
    dates::since_word,
    dates::days_apart,
    counting::number_word,
    counting::signed_amount,
    counting::grouped,
    counting::thousand,
    dates::date_in_words,
    dates::quoted_date,
    dates::broken_date,
    dates::named_day,
    dates::month_alone,
    dates::quarter,
    counting::how_often,
    commas::of_one_field,
    texts::several,
    texts::like,
    texts::with_signs,
];

/// Those that are tried behind it.
pub(super) const BEHIND: &[Look] = &[commas::between];

/// Those that are tried last.
pub(super) const LAST: &[Look] = &[texts::unquoted, texts::property_alone, except::kind_of_people, long_name];

/// What is said in other words than the language has for it.
pub(super) fn other_words(end: usize, write: impl Into<String>, says: impl Into<String>) -> Option<Found> {
    Some(Found { end, writes: vec![write.into()], says: says.into(), rule: Rule::OtherWords, is_guess: false })
}

/// `ordered ordered`: the same event in one or two words for it.
fn said_twice(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let (next, event) = view.word(at)?;
    let (end, again) = view.word(next)?;
    let is_event = view.words.place(event) == Some(Place::Event);
    if event != again || !is_event {
        return None;
    }
    other_words(end, event, "the event is said twice")
}

/// `Placed Order`, `total spent`, `amount_spent`: another system's name for a word.
fn called(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let (end, name) = view.word(at)?;
    let (written, parts) = (view.slice(at..end), view.pieces.get(at..end)?);
    let joined = parts.iter().map(|piece| piece.text).collect::<Vec<_>>().join("_");
    let is_a_segment = at.checked_sub(1).is_some_and(|before| view.low(before) == "segment");
    if parts.len() == 1 && name == joined || is_right(view, parts) || is_a_segment {
        return None;
    }
    let says = match joined.to_lowercase() == name {
        true if parts.len() > 1 => format!("`{written}` is one word: `{name}`"),
        true => format!("words are in small letters: `{name}`"),
        false => format!("`{written}` is called `{name}` here"),
    };
    Some(Found { end, writes: vec![name.to_owned()], says, rule: Rule::UnknownField, is_guess: false })
}

/// `Total Revenue > 100`: a name of several words in another system, of which one is known here.
fn long_name(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let is_part =
        |at: usize| view.piece(at).is_some_and(|piece| piece.kind == Kind::Word && !view.words.is_joining(piece.text));
    let end = (at..).find(|at| !is_part(*at)).unwrap_or(at);
    let is_name = view.piece(at).is_some_and(|piece| piece.text.starts_with(char::is_uppercase));
    if !view.begins(at) || !is_name || !(2..=4).contains(&(end - at)) || end == view.clause.end {
        return None;
    }
    let mut names: Vec<String> = Vec::new();
    for (_, name) in (at..end).filter_map(|from| view.word(from)).filter(|(to, _)| *to <= end) {
        if !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
    let says = format!("nothing is called `{}`", view.slice(at..end));
    (!names.is_empty()).then_some(Found { end, writes: names, says, rule: Rule::UnknownField, is_guess: true })
}

/// `ordered product`: an event of the language and what it is about, whatever others call so.
fn is_right(view: &View<'_, '_>, parts: &[Piece<'_>]) -> bool {
    let [event, about] = parts else { return false };
    view.words.place(event.text) == Some(Place::Event) && view.words.is_property(about.text)
}

/// `notclicked_sms`.
fn glued_not(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let piece = view.piece(at).filter(|piece| view.words.is_new(piece))?;
    let rest = piece.text.strip_prefix("not")?.trim_start_matches('_');
    view.words.canonical(rest).filter(|name| *name == rest)?;
    other_words(at + 1, format!("not {rest}"), "`not` is a word of its own")
}

/// `language = itand sms_consent`: a value may be any word, and ran together with what joins it to the next condition.
fn glued_and(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let piece = view.piece(at).filter(|piece| view.words.is_new(piece))?;
    view.piece(at + 1).filter(|next| next.kind == Kind::Word && next.span.start > piece.span.end)?;
    let (value, word) = ["and", "or"].into_iter().find_map(|word| Some((piece.text.strip_suffix(word)?, word)))?;
    let says = format!("`{}` is two words run together", piece.text);
    let writes = vec![format!("{value} {word}")];
    (value.chars().count() > 1).then_some(Found { end: at + 1, writes, says, rule: Rule::UnknownWord, is_guess: false })
}
