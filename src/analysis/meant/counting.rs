//! Habits whose rewriting has to reckon: lists of values, counts, numbers, dates.

use super::Found;
use super::phrase::{View, is_number};
use super::pieces::Kind;
use super::words::Place;
use crate::diagnostics::Rule;
use chrono::NaiveDate;

/// What looks for such a habit at a piece.
pub(super) type Look = fn(&View<'_, '_>, usize) -> Option<Found>;

/// Those that are tried before the table of phrases, in their order.
pub(super) const FIRST: &[Look] = &[
    called,
    days_apart,
    number_word,
    signed_amount,
    grouped,
    thousand,
    date_in_words,
    quoted_date,
    quarter,
    how_often,
    several,
    like,
    with_signs,
];

/// Those that are tried last.
pub(super) const LAST: &[Look] = &[unquoted];

fn other_words(end: usize, write: impl Into<String>, says: impl Into<String>) -> Option<Found> {
    Some(Found { end, writes: vec![write.into()], says: says.into(), rule: Rule::OtherWords })
}

/// `Placed Order`, `total spent`, `amount_spent`: another system's name for a word.
fn called(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let first = view.piece(at)?;
    for count in [4, 3, 2, 1] {
        let words = view.pieces.get(at..at + count).unwrap_or_default();
        if words.is_empty() || words.iter().any(|piece| piece.kind != Kind::Word) {
            continue;
        }
        let all: Vec<&str> = words.iter().map(|piece| piece.text).collect();
        let joined = all.join("_");
        let Some(name) = view.words.canonical(&joined) else { continue };
        let known_apart = count > 1 && view.words.canonical(first.text) == Some(first.text);
        if name == joined && count == 1 || known_apart {
            continue;
        }
        let written = view.slice(at..at + count);
        let says = match joined.to_lowercase() == name {
            true if count > 1 => format!("`{written}` is one word: `{name}`"),
            true => format!("words are in small letters: `{name}`"),
            false => format!("`{written}` is called `{name}` here"),
        };
        return Some(Found { end: at + count, writes: vec![name.to_owned()], says, rule: Rule::UnknownField });
    }
    None
}

const NUMBERS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: [(&str, u32); 8] = [
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
];

fn number_of(word: &str) -> Option<u32> {
    let small = NUMBERS.iter().position(|number| *number == word).and_then(|at| u32::try_from(at).ok());
    small.or_else(|| TENS.iter().find(|(number, _)| *number == word).map(|(_, value)| *value))
}

/// `three times`, `ninety days`, `a week`.
fn number_word(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let word = view.low(at);
    let next = view.low(at + 1);
    let unit = next.len() > 2 && super::words::UNITS.contains(&next.as_str());
    let counted = unit || matches!(next.as_str(), "times" | "time" | "orders" | "purchases" | "or");
    let number = match word.as_str() {
        "a" | "an" if unit => 1,
        _ => number_of(&word)?,
    };
    let compared = at
        .checked_sub(1)
        .is_some_and(|before| matches!(view.low(before).as_str(), ">" | "<" | "=" | ">=" | "<=" | "than" | "is"));
    (counted || compared).then(|| other_words(at + 1, number.to_string(), "numbers are written in digits"))?
}

/// `$500` where amounts are in euros, `500 dollars`.
fn signed_amount(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let own = view.words.currency();
    let is_sign = |at: usize| matches!(view.low(at).as_str(), "$" | "€" | "£" | "¥");
    let is_digits = |at: usize| view.piece(at).is_some_and(|piece| piece.kind == Kind::Digits);
    let name = |at: usize| {
        matches!(
            view.low(at).as_str(),
            "euro" | "euros" | "dollar" | "dollars" | "pounds" | "bucks" | "eur" | "usd" | "gbp"
        )
    };
    let (number, sign, end) = match () {
        () if is_sign(at) && is_digits(at + 1) => (at + 1, at, at + 2),
        () if is_digits(at) && (is_sign(at + 1) || name(at + 1)) => (at, at + 1, at + 2),
        () => return None,
    };
    let number = view.piece(number)?.text;
    let sign = view.piece(sign)?.text;
    let says = format!("amounts here are in {own}, so `{sign}` is left out");
    Some(Found { end, writes: vec![number.to_owned()], says, rule: Rule::MixedCurrency })
}

/// `1.000,50` and `1,000`: thousands set apart.
fn grouped(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let text = view.piece(at).filter(|piece| piece.kind == Kind::Digits)?.text;
    let (whole, cents) = match text.rsplit_once(',') {
        Some((whole, cents)) if whole.contains('.') || cents.len() <= 2 => (whole.replace('.', "_"), cents),
        None if text.matches('.').count() > 1 => (text.replace('.', "_"), ""),
        _ => return None,
    };
    let plain = whole.split('_').enumerate().all(|(at, part)| {
        part.chars().all(|c| c.is_ascii_digit())
            && (if at == 0 { (1..=3).contains(&part.len()) || !whole.contains('_') } else { part.len() == 3 })
    });
    let written = if cents.is_empty() { whole } else { format!("{whole}.{cents}") };
    let is_right = plain && cents.chars().all(|c| c.is_ascii_digit());
    is_right.then(|| other_words(at + 1, written, "decimals stand after a point, and thousands are not set apart"))?
}

/// `between 30 and 60 days ago`, `30-60 days ago`: the day further back stands first.
fn days_apart(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let from = if matches!(view.low(at).as_str(), "between" | "from") { at + 1 } else { at };
    let number = |at: usize| view.low(at).parse::<u32>().ok();
    let first = number(from)?;
    if !matches!(view.low(from + 1).as_str(), "and" | "to" | "-" | "or") {
        return None;
    }
    let (end, length) = view.length(from + 2)?;
    let second = number(from + 2).or_else(|| length.trim_end_matches(char::is_alphabetic).trim().parse().ok())?;
    let unit = length.trim_start_matches(|c: char| c.is_ascii_digit());
    let end = if matches!(view.low(end).as_str(), "ago" | "back") { end + 1 } else { return None };
    let (far, near) = (first.max(second), first.min(second));
    other_words(end, format!("between {far}{unit} and {near}{unit} ago"), "each bound of `between` has its unit")
}

/// `5k`.
fn thousand(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let text = view.piece(at).filter(|piece| piece.kind == Kind::Digits)?.text;
    let number = text.strip_suffix(['k', 'K']).filter(|number| number.parse::<u32>().is_ok())?;
    other_words(at + 1, format!("{number}_000"), "numbers are written out")
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn month_of(word: &str) -> Option<u32> {
    let short = word.get(..3)?;
    let whole = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "sept",
    ];
    let is_month = word.len() == 3 || whole.contains(&word);
    let at = MONTHS.iter().position(|month| *month == short).filter(|_| is_month)?;
    u32::try_from(at + 1).ok()
}

/// `January 1, 2025`, `1 January 2025`, `December 2025`.
fn date_in_words(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let day_of = |at: usize| {
        let text = view.low(at);
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let rest = text.strip_prefix(digits).unwrap_or_default();
        matches!(rest, "" | "st" | "nd" | "rd" | "th").then(|| digits.parse::<u32>().ok()).flatten()
    };
    let year_of = |at: usize| view.low(at).parse::<i32>().ok().filter(|year| (1900..2200).contains(year));
    let skip = |at: usize| if matches!(view.low(at).as_str(), "," | "of") { at + 1 } else { at };
    if let Some(month) = month_of(&view.low(at)) {
        let behind = skip(at + 1);
        if let Some(year) = year_of(behind) {
            return other_words(behind + 1, format!("{year}-{month:02}"), "months are written with the year first");
        }
        let day = day_of(behind)?;
        let year_at = skip(behind + 1);
        let date = NaiveDate::from_ymd_opt(year_of(year_at)?, month, day)?;
        return other_words(year_at + 1, date.to_string(), "dates are written year first");
    }
    let day = day_of(at)?;
    let month_at = skip(at + 1);
    let month = month_of(&view.low(month_at))?;
    let year_at = skip(month_at + 1);
    let date = NaiveDate::from_ymd_opt(year_of(year_at)?, month, day)?;
    other_words(year_at + 1, date.to_string(), "dates are written year first")
}

/// `"2025-01-01"`.
fn quoted_date(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let text = view.piece(at).filter(|piece| piece.kind == Kind::Text)?.text;
    let inside = text.get(1..text.len() - 1)?;
    let is_date = NaiveDate::parse_from_str(inside, "%Y-%m-%d").is_ok();
    is_date.then(|| other_words(at + 1, inside, "dates are written without quotation marks"))?
}

/// `Q1 2025`, `2025 Q1`.
fn quarter(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let from = if view.low(at) == "in" { at + 1 } else { at };
    let number =
        |at: usize| view.low(at).strip_prefix('q').and_then(|n| n.parse::<u32>().ok()).filter(|n| (1..=4).contains(n));
    let year = |at: usize| view.low(at).parse::<u32>().ok().filter(|year| (1900..2200).contains(year));
    let (quarter, year) = number(from).zip(year(from + 1)).or_else(|| number(from + 1).zip(year(from)))?;
    let last = if quarter == 2 || quarter == 3 { 30 } else { 31 };
    let (first_month, last_month) = (quarter * 3 - 2, quarter * 3);
    let write = format!("between {year}-{first_month:02}-01 and {year}-{last_month:02}-{last}");
    other_words(from + 2, write, "a quarter of a year is written with its days")
}

/// `ordered > 3`, `ordered >= 3 times`, `ordered 3x`.
fn how_often(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let event = view.words.canonical(view.piece(at).filter(|piece| piece.kind == Kind::Word)?.text)?;
    view.words.place(event).filter(|place| *place == Place::Event)?;
    let sign = view.low(at + 1);
    let (op, number_at) = match sign.as_str() {
        ">" | "<" | ">=" | "<=" | "=" | "==" => (sign.as_str(), at + 2),
        _ => ("", at + 1),
    };
    let text = view.low(number_at);
    let digits = text.trim_end_matches('x');
    let number: u32 = digits.parse().ok()?;
    let times = matches!(view.low(number_at + 1).as_str(), "times" | "time" | "x" | "orders");
    if op.is_empty() && digits == text && view.low(number_at + 1) != "x" {
        return None;
    }
    let (bound, number) = match op {
        ">" => ("at least ", number.checked_add(1)?),
        ">=" => ("at least ", number),
        "<" => ("at most ", number.checked_sub(1)?),
        "<=" => ("at most ", number),
        _ => ("exactly ", number),
    };
    let write = match (bound, number) {
        (_, 0) => format!("{event} 0 times"),
        (bound, 1) => format!("{event} {bound}once"),
        (bound, 2) => format!("{event} {bound}twice"),
        (bound, n) => format!("{event} {bound}{n} times"),
    };
    let end = if times { number_at + 2 } else { number_at + 1 };
    other_words(end, write, format!("how often `{event}` happened is said in words"))
}

/// `country = US or CA`, `country in US, CA`, `tags contains vip, gold`.
fn several(view: &View<'_, '_>, at: usize) -> Option<Found> {
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
    let open = matches!(view.low(here).as_str(), "[" | "(" | "{");
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
        if !matches!(joint.as_str(), "," | "or" | "and" | "/" | "|" | "||" | "nor" | ";") {
            break;
        }
        let next = if matches!(view.low(here + 1).as_str(), "or" | "and") { here + 2 } else { here + 1 };
        if value_of(view, next, false).is_none() || begins_a_condition(view, next) {
            break;
        }
        all |= joint == "and" && part;
        here = next;
    }
    if open {
        matches!(view.low(here).as_str(), "]" | ")" | "}").then_some(())?;
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
    is_value.then_some((at + 1, text))
}

/// Whether a word is followed by what makes it a condition of its own.
fn begins_a_condition(view: &View<'_, '_>, at: usize) -> bool {
    let is_word = view.piece(at).is_some_and(|piece| piece.kind == Kind::Word);
    is_word
        && matches!(
            view.low(at + 1).as_str(),
            "=" | "!=" | "<" | ">" | "<=" | ">=" | "is" | "in" | "contains" | "not" | "last" | "==" | "between"
        )
}

/// `city LIKE "R%"`, `email like %@gmail.com`.
fn like(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let negated = view.low(at) == "not" && matches!(view.low(at + 1).as_str(), "like" | "ilike");
    let like_at = if negated { at + 1 } else { at };
    if !matches!(view.low(like_at).as_str(), "like" | "ilike" | "rlike") {
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
    let does_not = |verb: &str, plain: &str| if negated { format!("does not {plain}") } else { verb.to_owned() };
    let verb = match (value.starts_with(wild), value.ends_with(wild)) {
        (true, true) => does_not("contains", "contain"),
        (true, false) => does_not("ends with", "end with"),
        (false, true) => does_not("starts with", "start with"),
        (false, false) => (if negated { "!=" } else { "=" }).to_owned(),
    };
    if inside.contains(wild) || inside.is_empty() {
        return None;
    }
    let says = "texts are compared with `starts with`, `ends with`, `contains`";
    Some(Found {
        end,
        writes: vec![format!("{verb} \"{inside}\"")],
        says: says.to_owned(),
        rule: Rule::ForeignOperator,
    })
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
fn with_signs(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let first = view.piece(at)?;
    if first.text == "=" && matches!(view.low(at + 1).as_str(), "*" | "%") {
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
    if !is_sign || !matches!(before.as_str(), "contains" | "contain" | "with" | "=" | "!=") {
        return None;
    }
    let end = glued(view, at)?;
    let inside = view.slice(at..end).trim_matches(['*', '%']);
    other_words(end, format!("\"{inside}\""), "a text with signs in it stands in quotation marks")
}

/// `ordered product Blue Mug`, `city = New York`.
fn unquoted(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let before = view.piece(at.checked_sub(1)?)?;
    let opens = matches!(
        before.text.to_lowercase().as_str(),
        "=" | "!=" | "contains" | "contain" | "with" | "matches" | "exactly" | "list"
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
    let says = "a text of several words stands in quotation marks";
    let quoted = format!("\"{text}\"");
    other_words(end, if is_event { format!("product {quoted}") } else { quoted }, says)
}
