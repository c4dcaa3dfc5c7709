//! Numbers and counts as people write them: `three times`, `1.000,50`, `5k`, `$500`, `ordered > 3`.

use super::Found;
use super::looks::other_words;
use super::pieces::Kind;
use super::view::View;
use super::words::Place;
use crate::diagnostics::Rule;

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
pub(super) fn number_word(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let word = view.low(at);
    let next = view.low(at + 1);
    let unit = next.len() > 2 && super::words::UNITS.contains(&next);
    let counted = unit || matches!(next, "times" | "time" | "orders" | "purchases" | "or");
    let number = match word {
        "a" | "an" if unit => 1,
        _ => number_of(word)?,
    };
    let compared = at
        .checked_sub(1)
        .is_some_and(|before| matches!(view.low(before), ">" | "<" | "=" | ">=" | "<=" | "than" | "is" | "between"));
    (counted || compared).then(|| other_words(at + 1, number.to_string(), "numbers are written in digits"))?
}

/// `$500` where amounts are in euros, `500 dollars`.
pub(super) fn signed_amount(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let (number, sign, end) = with_currency(view, at)?;
    let says = left_out(view, sign);
    Some(Found { end, writes: vec![number.to_owned()], says, rule: Rule::MixedCurrency, is_guess: false })
}

/// That a clause has an amount in another currency, which a habit reads as one in the project's.
pub(super) fn other_currency(view: &View<'_, '_>) -> Option<String> {
    let own = view.words.currency();
    let is_own = |sign: &str| match sign {
        "€" | "euro" | "euros" | "eur" => own == "EUR",
        "£" | "pounds" | "gbp" => own == "GBP",
        "¥" => matches!(own, "JPY" | "CNY"),
        // Many countries have dollars.
        _ => own.ends_with('D'),
    };
    let mut amounts = view.clause.clone().filter_map(|at| with_currency(view, at));
    amounts.find(|(_, sign, _)| !is_own(&sign.to_lowercase())).map(|(_, sign, _)| left_out(view, sign))
}

fn left_out(view: &View<'_, '_>, sign: &str) -> String {
    format!("amounts here are in {}, so `{sign}` is left out", view.words.currency())
}

/// A number with a currency before or behind it: both, and where they end.
fn with_currency<'t>(view: &View<'t, '_>, at: usize) -> Option<(&'t str, &'t str, usize)> {
    let is_sign = |at: usize| matches!(view.low(at), "$" | "€" | "£" | "¥");
    let is_digits = |at: usize| view.piece(at).is_some_and(|piece| piece.kind == Kind::Digits);
    let name = |at: usize| {
        matches!(view.low(at), "euro" | "euros" | "dollar" | "dollars" | "pounds" | "bucks" | "eur" | "usd" | "gbp")
    };
    let (number, sign) = match () {
        () if is_sign(at) && is_digits(at + 1) => (at + 1, at),
        () if is_digits(at) && (is_sign(at + 1) || name(at + 1)) => (at, at + 1),
        () => return None,
    };
    // As the project writes it it is no mistake.
    let sign = view.piece(sign).filter(|sign| sign.text != view.words.currency())?;
    Some((view.piece(number)?.text, sign.text, at + 2))
}

/// `1.000,50` and `1,000`: thousands set apart.
pub(super) fn grouped(view: &View<'_, '_>, at: usize) -> Option<Found> {
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

/// `5k`.
pub(super) fn thousand(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let text = view.piece(at).filter(|piece| piece.kind == Kind::Digits)?.text;
    let number = text.strip_suffix(['k', 'K']).filter(|number| number.parse::<u32>().is_ok())?;
    other_words(at + 1, format!("{number}_000"), "numbers are written out")
}

/// `ordered > 3`, `ordered >= 3 times`, `ordered 3x`.
pub(super) fn how_often(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let event = view.words.canonical(view.piece(at).filter(|piece| piece.kind == Kind::Word)?.text)?;
    view.words.place(event).filter(|place| *place == Place::Event)?;
    let sign = view.low(at + 1);
    let (op, number_at) = match sign {
        ">" | "<" | ">=" | "<=" | "=" | "==" => (sign, at + 2),
        _ => ("", at + 1),
    };
    let text = view.low(number_at);
    let digits = text.trim_end_matches('x');
    let number: u32 = digits.parse().ok()?;
    let times = matches!(view.low(number_at + 1), "times" | "time" | "x" | "orders");
    if op.is_empty() && digits == text && view.low(number_at + 1) != "x" {
        return None;
    }
    let write = format!("{event} {}", so_often(op, number)?);
    let end = if times { number_at + 2 } else { number_at + 1 };
    other_words(end, write, format!("how often `{event}` happened is said in words"))
}

/// A count by its comparison, in words.
fn so_often(op: &str, number: u32) -> Option<String> {
    let (bound, number) = match op {
        ">" => ("at least ", number.checked_add(1)?),
        ">=" => ("at least ", number),
        "<" => ("at most ", number.checked_sub(1)?),
        "<=" => ("at most ", number),
        _ => ("exactly ", number),
    };
    Some(match number {
        0 => "0 times".to_owned(),
        1 => format!("{bound}once"),
        2 => format!("{bound}twice"),
        n => format!("{bound}{n} times"),
    })
}

/// Bounds of a count in words, and the comparison that each is; the long ones first.
const BOUNDS: [(&str, &str); 15] = [
    ("no more than", "<="),
    ("not more than", "<="),
    ("no less than", ">="),
    ("not less than", ">="),
    ("no fewer than", ">="),
    ("more than", ">"),
    ("less than", "<"),
    ("fewer than", "<"),
    ("at least", ">="),
    ("at most", "<="),
    ("up to", "<="),
    ("over", ">"),
    ("under", "<"),
    (">", ">"),
    ("<", "<"),
];

/// `ordered more than once but less than five times`: two bounds of one count.
pub(super) fn bounded(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let (end, event) = view.word(at)?;
    view.words.place(event).filter(|place| *place == Place::Event)?;
    let first = bound(view, end)?;
    let joint = (first.end..).take_while(|at| matches!(view.low(*at), "but" | "and" | ",")).count();
    let second = bound(view, first.end + joint).filter(|_| joint > 0)?;
    // A number without `times` may be an amount.
    let write = format!("{event} {} and {event} {}", first.says, second.says);
    (first.is_count || second.is_count).then(|| other_words(second.end, write, "each count stands with its event"))?
}

/// One bound of a count.
struct Bound {
    end: usize,
    says: String,
    is_count: bool,
}

fn bound(view: &View<'_, '_>, at: usize) -> Option<Bound> {
    let starts = |said: &str| said.split(' ').enumerate().all(|(nth, word)| view.low(at + nth) == word);
    let (said, op) = BOUNDS.into_iter().find(|(said, _)| starts(said))?;
    let number_at = at + said.split(' ').count();
    let word = view.low(number_at);
    let (number, is_count) = match word {
        "once" => (1, true),
        "twice" => (2, true),
        word => (word.parse().ok().or_else(|| number_of(word))?, false),
    };
    let times = matches!(view.low(number_at + 1), "times" | "time" | "x");
    let end = if times { number_at + 2 } else { number_at + 1 };
    Some(Bound { end, says: so_often(op, number)?, is_count: is_count || times })
}
