//! Texts and lists of values as people write them: `US or CA`, `LIKE "R%"`, `product Blue Mug`.

use super::Found;
use super::looks::other_words;
use super::pieces::Kind;
use super::view::{View, is_number};
use super::words::Place;
use crate::diagnostics::Rule;

/// `country = US or CA`, `country in US, CA`, `tags contains vip, gold`.
pub(super) fn several(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let field = view.piece(at).filter(|piece| piece.kind == Kind::Word)?.text;
    let name = view.words.canonical(field);
    let place = name.and_then(|name| view.words.place(name));
    let is_list = place == Some(Place::List);
    if !is_list && place != Some(Place::Text) && !view.words.is_property(field) {
        return None;
    }
    let words = |count: usize| (at + 1..=at + count).map(|at| view.low(at)).collect::<Vec<_>>().join(" ");
    let operators: [(&str, bool, bool); 24] = [
        // written, how many words, whether negated, whether it looks for a part
        ("is not in", true, false),
        ("does not contain", true, true),
        ("is one of", false, false),
        ("is any of", false, false),
        ("contains any of", false, true),
        ("contains all of", false, true),
        ("is not", true, false),
        ("not in", true, false),
        ("is in", false, false),
        ("any of", false, false),
        ("one of", false, false),
        ("does not equal", true, false),
        ("=", false, false),
        ("==", false, false),
        ("is", false, false),
        ("in", false, false),
        ("equals", false, false),
        ("!=", true, false),
        ("<>", true, false),
        ("contains", false, true),
        ("includes", false, true),
        ("has", false, true),
        (":", false, false),
        ("isn't", true, false),
    ];
    let (said, negated, part) = operators.into_iter().find(|(said, ..)| words(said.split(' ').count()) == *said)?;
    let mut here = at + 1 + said.split(' ').count();
    let open = matches!(view.low(here), "[" | "(" | "{");
    if open {
        here += 1;
    }
    let mut values = Vec::new();
    let mut all = said == "contains all of";
    loop {
        let (end, value) = value_of(view, here, values.is_empty())?;
        values.push(value);
        here = end;
        let joint = view.low(here);
        if !matches!(joint, "," | "or" | "and" | "/" | "|" | "||" | "nor" | ";") {
            break;
        }
        let next = if matches!(view.low(here + 1), "or" | "and") { here + 2 } else { here + 1 };
        if value_of(view, next, false).is_none() || begins_a_condition(view, next) {
            break;
        }
        // Behind `and`, a word that is not written as the value before it may be a condition, misspelt.
        let is_one_of_list = is_list || part || open;
        if joint == "and" && !is_one_of_list && !are_alike(view, here.saturating_sub(1), next) {
            break;
        }
        all |= joint == "and" && part;
        here = next;
    }
    if open {
        matches!(view.low(here), "]" | ")" | "}").then_some(())?;
        here += 1;
    }
    if values.len() < 2 && !open {
        return None;
    }
    let list = format!("({})", values.join(", "));
    let shown = name.unwrap_or(field);
    let (write, says) = match (is_list || part, negated, all) {
        (true, true, _) => {
            (format!("{shown} contains none of {list}"), "none of several values is said with `contains none of`")
        }
        (true, false, true) => {
            (format!("{shown} contains all of {list}"), "all of several values is said with `contains all of`")
        }
        (true, false, false) => {
            (format!("{shown} contains any of {list}"), "one of several values is said with `contains any of`")
        }
        (false, true, _) => (format!("{shown} not in {list}"), "none of several values is said with `not in`"),
        (false, false, _) => (format!("{shown} in {list}"), "one of several values is said with `in`"),
    };
    other_words(here, write, says)
}

/// Whether two values are written alike: in quotes, in capitals, as numbers.
fn are_alike(view: &View<'_, '_>, one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (view.piece(one), view.piece(other)) else { return false };
    let in_capitals = |text: &str| text.chars().all(char::is_uppercase);
    one.kind == other.kind && (one.kind != Kind::Word || in_capitals(one.text) == in_capitals(other.text))
}

/// A text, number or word that nothing has, which is a value.
fn value_of(view: &View<'_, '_>, at: usize, first: bool) -> Option<(usize, String)> {
    let piece = view.piece(at)?;
    let is_value = match piece.kind {
        Kind::Text => true,
        Kind::Digits => is_number(piece.text),
        Kind::Word => view.words.is_value(piece) && (first || view.words.is_free(piece)),
        Kind::Sign => false,
    };
    let text = match (piece.kind, piece.text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''))) {
        (Kind::Text, Some(inside)) => format!("\"{inside}\""),
        _ => piece.text.to_owned(),
    };
    // `San Francisco`: a name of several words.
    let is_name = |at: usize| {
        view.piece(at).is_some_and(|next| view.words.is_new(next) && next.text.starts_with(char::is_uppercase))
    };
    let words = (at..).take_while(|at| is_name(*at)).count();
    if words > 1 {
        return Some((at + words, format!("\"{}\"", view.slice(at..at + words))));
    }
    is_value.then_some((at + 1, text))
}

/// Whether a word is followed by what makes it a condition of its own.
fn begins_a_condition(view: &View<'_, '_>, at: usize) -> bool {
    let is_word = view.piece(at).is_some_and(|piece| piece.kind == Kind::Word);
    is_word
        && matches!(
            view.low(at + 1),
            "=" | "!=" | "<" | ">" | "<=" | ">=" | "is" | "in" | "contains" | "not" | "last" | "==" | "between"
        )
}

/// `city LIKE "R%"`, `email like %@gmail.com`, `texted LIKE "%JOIN%"`.
pub(super) fn like(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let negated = view.low(at) == "not" && matches!(view.low(at + 1), "like" | "ilike");
    let like_at = if negated { at + 1 } else { at };
    if !matches!(view.low(like_at), "like" | "ilike" | "rlike") {
        return None;
    }
    let (end, value) = match view.piece(like_at + 1) {
        Some(piece) if piece.kind == Kind::Text => {
            (like_at + 2, piece.text.trim_matches(|c| "\"'“”‘’".contains(c)).to_owned())
        }
        _ => {
            let end = glued(view, like_at + 1)?;
            (end, view.slice(like_at + 1..end).to_owned())
        }
    };
    let wild = ['%', '*'];
    let inside = value.trim_matches(wild);
    // In small letters, and without a wildcard, it is this language's own.
    if inside == value && view.piece(like_at).is_some_and(|piece| piece.text == "like") {
        return None;
    }
    let does_not = |verb: &str, plain: &str| if negated { format!("does not {plain}") } else { verb.to_owned() };
    let verb = match (value.starts_with(wild), value.ends_with(wild)) {
        (true, true) => does_not("contains", "contain"),
        (true, false) => does_not("ends with", "end with"),
        (false, true) => does_not("starts with", "start with"),
        (false, false) => (if negated { "!=" } else { "=" }).to_owned(),
    };
    let before = at.checked_sub(1).and_then(|before| view.piece(before));
    let text = before.and_then(|event| view.words.text_of(view.words.canonical(event.text)?));
    if inside.is_empty() || negated && text.is_some() {
        return None;
    }
    let of = text.map(|text| format!("where {text} ")).unwrap_or_default();
    let (writes, says) = if inside.contains(wild) {
        let pattern = value.replace('%', "*");
        let verb = does_not("matches", "match");
        (vec![format!("{of}{verb} \"{pattern}\"")], "a text is held against a pattern with `matches`")
    } else if inside == value {
        let near = if negated { "not like" } else { "like" };
        let writes = vec![format!("{verb} \"{inside}\""), format!("{near} \"{inside}\"")];
        (writes, "just so is `=`, and nearly so, with a slip, `like`")
    } else {
        let says = "texts are compared with `starts with`, `ends with`, `contains`";
        (vec![format!("{of}{verb} \"{inside}\"")], says)
    };
    Some(Found { end, writes, says: says.to_owned(), rule: Rule::ForeignOperator, is_guess: false })
}

/// Where pieces that stand without blanks between them end.
fn glued(view: &View<'_, '_>, at: usize) -> Option<usize> {
    let mut end = at + 1;
    let mut last = view.piece(at)?;
    while let Some(next) = view.piece(end).filter(|next| next.span.start == last.span.end && next.text != ")") {
        (last, end) = (next, end + 1);
    }
    Some(end)
}

/// `email contains @gmail.com`, `email = *@gmail.com`.
pub(super) fn with_signs(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let first = view.piece(at)?;
    if first.text == "=" && matches!(view.low(at + 1), "*" | "%") {
        let end = glued(view, at + 1)?;
        let inside = view.slice(at + 2..end).trim_end_matches(['*', '%']);
        let verb = if view.slice(at + 2..end) == inside { "ends with" } else { "contains" };
        return other_words(
            end,
            format!("{verb} \"{inside}\""),
            "texts are compared with `starts with`, `ends with`, `contains`",
        );
    }
    let before = view.low(at.checked_sub(1)?);
    let is_sign = matches!(first.text, "@" | "." | "*" | "%" | "/" | "+" | "-" | "&");
    if !is_sign || !matches!(before, "contains" | "contain" | "with" | "=" | "!=") {
        return None;
    }
    let end = glued(view, at)?;
    let inside = view.slice(at..end).trim_matches(['*', '%']);
    other_words(end, format!("\"{inside}\""), "a text with signs in it stands in quotation marks")
}

/// `ordered product Blue Mug`, `city = New York`.
pub(super) fn unquoted(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let before = view.piece(at.checked_sub(1)?)?;
    let opens = matches!(
        before.text.to_lowercase().as_str(),
        "=" | "!=" | "contains" | "contain" | "with" | "matches" | "like" | "exactly" | "list"
    ) || view.words.is_property(before.text)
        || view.words.canonical(before.text).and_then(|name| view.words.place(name)) == Some(Place::Event);
    let first = view.piece(at)?;
    let is_part = |at: usize| {
        view.piece(at).is_some_and(|piece| match piece.kind {
            Kind::Word => view.words.is_free(piece),
            Kind::Digits => true,
            _ => matches!(piece.text, "-" | "&" | "'" | "." | "+" | "/" | "@"),
        })
    };
    if !opens || first.kind != Kind::Word || !is_part(at) {
        return None;
    }
    let mut end = at + 1;
    while end < view.clause.end && is_part(end) {
        end += 1;
    }
    if end < at + 2 {
        return None;
    }
    let text = view.slice(at..end);
    let is_event = view.words.canonical(before.text).and_then(|name| view.words.place(name)) == Some(Place::Event);
    if is_event && view.words.is_property(first.text) {
        return None;
    }
    let quoted = format!("\"{text}\"");
    let says = if is_event { WHICH_PROPERTY } else { "a text of several words stands in quotation marks" };
    let writes = if is_event { of_properties(&quoted) } else { vec![quoted] };
    Some(Found { end, writes, says: says.to_owned(), rule: Rule::OtherWords, is_guess: true })
}

/// What is said where a text is of some property.
const WHICH_PROPERTY: &str = "which property is meant with this text?";

/// The properties that people name by their values alone, the likeliest first.
const NAMED: [&str; 6] = ["product", "collection", "product_type", "vendor", "product_tags", "channel"];

fn of_properties(value: &str) -> Vec<String> {
    NAMED.iter().map(|property| format!("{property} {value}")).collect()
}

/// `ordered Coffee`: a word that nothing has, or a text, right after an event.
pub(super) fn property_alone(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let event = view.words.canonical(view.piece(at)?.text)?;
    view.words.place(event).filter(|place| *place == Place::Event)?;
    let value = view.piece(at + 1)?;
    let text = match value.kind {
        Kind::Text => value.text.to_owned(),
        Kind::Word if view.words.is_new(value) => format!("\"{}\"", value.text),
        _ => return None,
    };
    let alone = std::iter::once(text.clone()).filter(|_| value.kind == Kind::Word);
    let writes = alone.chain(of_properties(&text)).map(|about| format!("{event} {about}")).collect();
    Some(Found { end: at + 2, writes, says: WHICH_PROPERTY.to_owned(), rule: Rule::OtherWords, is_guess: true })
}
