//! Slips of the finger: a letter too many, one too few, two swapped, the key beside, a blank astray.

use super::phrase::View;
use super::pieces::{Kind, is_letter};
use super::words::UNITS;
use crate::diagnostics::suggest::distance;
use crate::source::Span;

/// A slip, and what was perhaps meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// What is replaced.
    pub span: Span,
    pub write: String,
    /// How far it is from what is written; the nearest are tried first.
    pub far: usize,
    pub kind: SlipKind,
}

/// What slipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlipKind {
    Word,
    /// Two words without a blank between them, or with one in the wrong place.
    Blank,
    Sign,
    Quote,
    Paren,
}

/// So many slips are tried at one place.
const MOST: usize = 60;

/// What may have slipped in a clause, likeliest first; `at` is where something is wrong.
pub(super) fn slips(view: &View<'_, '_>, at: Span) -> Vec<Slip> {
    let all = view.words.all();
    let since = view.words.since_words();
    let dictionary: Vec<&str> = all.into_iter().chain(since.iter().map(String::as_str)).collect();
    let mut found: Vec<(usize, Slip)> = Vec::new();
    let around = view.clause.start.saturating_sub(1)..(view.clause.end + 1).min(view.pieces.len());
    for here in around {
        let Some(piece) = view.piece(here) else { continue };
        // What is wrong points at the slip, or stands right beside it.
        let beside = match () {
            () if piece.span.overlaps(at) => 0,
            () if piece.span.end <= at.start => gap(view, piece.span.end, at.start),
            () => gap(view, at.end, piece.span.start),
        };
        let known = piece.kind == Kind::Word && !view.words.is_new(piece);
        let weight = beside.min(4) * 2 + if known { 3 } else { 0 };
        for slip in of_piece(view, here, &dictionary) {
            found.push((weight + slip.far * 2, slip));
        }
    }
    found.sort_by_key(|(weight, slip)| (*weight, slip.span));
    found.dedup_by(|a, b| a.1 == b.1);
    found.into_iter().map(|(_, slip)| slip).take(MOST).collect()
}

/// How many pieces lie between two places.
fn gap(view: &View<'_, '_>, from: usize, to: usize) -> usize {
    1 + view.pieces.iter().filter(|piece| piece.span.start >= from && piece.span.end <= to).count()
}

fn of_piece(view: &View<'_, '_>, at: usize, dictionary: &[&str]) -> Vec<Slip> {
    let Some(piece) = view.piece(at) else { return Vec::new() };
    match piece.kind {
        Kind::Word => {
            let mut found = near(piece.text, piece.span, dictionary);
            found.extend(apart(piece.text, piece.span, dictionary));
            found.extend(together(view, at, dictionary));
            found
        }
        Kind::Digits => {
            let mut found = unit(piece.text, piece.span);
            found.extend(apart(piece.text, piece.span, dictionary));
            found
        }
        Kind::Sign => sign(view, at),
        Kind::Text => Vec::new(),
    }
}

/// Words that are nearly this one.
fn near(text: &str, span: Span, dictionary: &[&str]) -> Vec<Slip> {
    let length = text.chars().count();
    let limit = (length / 3).clamp(1, 3);
    let folded = text.to_lowercase();
    let mut found: Vec<Slip> = dictionary
        .iter()
        .filter(|word| **word != text && word.chars().count().abs_diff(length) <= limit)
        .filter_map(|word| {
            let far = distance(&word.to_lowercase(), &folded);
            // Two slips in a short word make another word of it.
            let alike = far < 2 || length > 7 || word.chars().next() == folded.chars().next();
            (far <= limit && alike && far < length.max(2)).then(|| Slip {
                span,
                write: (*word).to_owned(),
                far,
                kind: SlipKind::Word,
            })
        })
        .collect();
    found.sort_by(|a, b| (a.far, &a.write).cmp(&(b.far, &b.write)));
    found.dedup();
    found.truncate(8);
    found
}

/// Two words that have run together, one of them perhaps misspelt.
fn apart(text: &str, span: Span, dictionary: &[&str]) -> Vec<Slip> {
    let mut found = Vec::new();
    let is_word = |word: &str| dictionary.contains(&word) || is_count(word) || is_length(word);
    for (at, _) in text.char_indices().skip(1) {
        let (left, right) = text.split_at(at);
        if is_word(left) && is_word(right) {
            found.push(Slip { span, write: format!("{left} {right}"), far: 1, kind: SlipKind::Blank });
        }
    }
    found
}

fn is_count(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

fn is_length(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    is_count(digits) && UNITS.contains(&text.strip_prefix(digits).unwrap_or_default())
}

/// A word with the next: one word with a blank or a hyphen in it, or with the blank one place off.
fn together(view: &View<'_, '_>, at: usize, dictionary: &[&str]) -> Vec<Slip> {
    let Some(first) = view.piece(at) else { return Vec::new() };
    let hyphen = view.low(at + 1) == "-";
    let next_at = if hyphen { at + 2 } else { at + 1 };
    let Some(next) = view.piece(next_at).filter(|next| next.kind != Kind::Sign && next.kind != Kind::Text) else {
        return Vec::new();
    };
    let span = first.span.to(next.span);
    let mut found = Vec::new();
    let mut add = |write: String, far: usize| found.push(Slip { span, write, far, kind: SlipKind::Blank });
    for joined in [format!("{}{}", first.text, next.text), format!("{}_{}", first.text, next.text)] {
        if dictionary.contains(&joined.as_str()) {
            add(joined.clone(), 1);
        }
        for word in near(&joined, span, dictionary).into_iter().filter(|slip| slip.far == 1).take(2) {
            add(word.write, 2);
        }
    }
    if hyphen {
        return found;
    }
    let is_word = |word: &str| dictionary.contains(&word) || is_count(word) || is_length(word);
    let both = format!("{}{}", first.text, next.text);
    let middle = first.text.len();
    for (cut, _) in both.char_indices().skip(1) {
        let (left, right) = both.split_at(cut);
        if cut != middle && cut.abs_diff(middle) <= 2 && is_word(left) && is_word(right) {
            add(format!("{left} {right}"), 1);
        }
    }
    found
}

/// `90f` for `90d`, `3 dyas` for `3 days`.
fn unit(text: &str, span: Span) -> Vec<Slip> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let unit = text.strip_prefix(digits.as_str()).unwrap_or_default();
    if unit.is_empty() || UNITS.contains(&unit) || !unit.chars().all(is_letter) {
        return Vec::new();
    }
    let beside =
        |unit: &str| BESIDE.iter().any(|(key, keys)| *key == unit && keys.contains(text.chars().last().unwrap_or(' ')));
    let mut found: Vec<Slip> = UNITS
        .iter()
        .filter_map(|known| {
            let far = distance(known, unit);
            let is_key = known.len() == 1 && unit.len() == 1 && beside(known);
            let is_near = known.len() > 1 && far == 1 || known.len() == 1 && unit.len() == 2 && far == 1;
            (is_key || is_near).then(|| Slip { span, write: format!("{digits}{known}"), far, kind: SlipKind::Word })
        })
        .collect();
    found.sort_by(|a, b| (a.far, a.write.len()).cmp(&(b.far, b.write.len())));
    found
}

/// The keys beside those of the units that are one letter.
const BESIDE: &[(&str, &str)] = &[("d", "sefrcx"), ("h", "gyujnb"), ("w", "qase"), ("y", "tghu")];

fn sign(view: &View<'_, '_>, at: usize) -> Vec<Slip> {
    let Some(piece) = view.piece(at) else { return Vec::new() };
    let one = |write: &str, far, kind| Slip { span: piece.span, write: write.to_owned(), far, kind };
    let whole = |end: usize, write: String, kind| Slip { span: view.span(at..end), write, far: 1, kind };
    let next = view.low(at + 1);
    let mut found = Vec::new();
    match piece.text {
        "(" => {
            if next == "(" {
                found.push(whole(at + 2, "(".to_owned(), SlipKind::Paren));
            }
            found.extend(closers(view, at));
            found.push(Slip { far: 3, ..one("", 3, SlipKind::Paren) });
        }
        ")" => {
            found.push(one("", 1, SlipKind::Paren));
            found.extend(openers(view, at));
        }
        "\"" => found.extend(quotes(view, at)),
        "[" | "{" => found.push(one("(", 1, SlipKind::Sign)),
        "]" | "}" => found.push(one(")", 1, SlipKind::Sign)),
        text if next == text => found.push(whole(at + 2, text.to_owned(), SlipKind::Sign)),
        text => {
            for (wrong, right) in [
                (".", ">"),
                (",", "<"),
                ("-", "="),
                ("+", "="),
                (";", ""),
                (",", ""),
                ("'", "\""),
                ("=>", ">="),
                ("=<", "<="),
            ] {
                if text == wrong {
                    found.push(one(right, 1, SlipKind::Sign));
                }
            }
            // `> =` with a blank, `>==`.
            let both = format!("{text}{next}");
            if matches!(both.as_str(), ">=" | "<=" | "!=") {
                found.push(whole(at + 2, both.clone(), SlipKind::Sign));
            }
            if matches!(both.as_str(), ">==" | "<==" | ">>=" | "<<=" | "!==" | "!!=") {
                let last = both.chars().next().map(|c| format!("{c}=")).unwrap_or_default();
                found.push(whole(at + 2, last, SlipKind::Sign));
            }
            found.push(one("", 2, SlipKind::Sign));
        }
    }
    found
}

/// Places where a parenthesis can be closed: behind what could end what is inside.
fn closers(view: &View<'_, '_>, open: usize) -> Vec<Slip> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    for (at, piece) in view.pieces.iter().enumerate().skip(open + 1).take(60) {
        match piece.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let next = view.low(at + 1);
        let new_line = view.piece(at + 1).is_some_and(|next| {
            view.text.get(piece.span.end..next.span.start).is_some_and(|blank| blank.contains('\n'))
        });
        let ends = depth == 0
            && (next.is_empty()
                || new_line
                || matches!(
                    next.as_str(),
                    "and" | "or" | "last" | "at" | "since" | ">" | "<" | ">=" | "<=" | "=" | "in" | "where" | "/"
                ));
        if ends && !matches!(piece.text, "and" | "or" | "not" | "(" | ">" | "<" | "=" | ",") {
            let span = Span::new(piece.span.end, piece.span.end);
            // A new line with less indentation is where most people end a group.
            let far = if new_line || next.is_empty() { 1 } else { 2 };
            found.push(Slip { span, write: ")".to_owned(), far, kind: SlipKind::Paren });
        }
    }
    found.truncate(12);
    found
}

/// Places where a parenthesis that closes can have been opened.
fn openers(view: &View<'_, '_>, close: usize) -> Vec<Slip> {
    let mut found = Vec::new();
    for (at, piece) in view.pieces.iter().enumerate().take(close).rev().take(40) {
        let before = at.checked_sub(1).map(|before| view.low(before)).unwrap_or_default();
        if matches!(
            before.as_str(),
            "" | "and"
                | "or"
                | "not"
                | "in"
                | "of"
                | "where"
                | "is"
                | "="
                | "sum"
                | "count"
                | "max"
                | "min"
                | "average"
                | "distinct"
                | "first"
                | "last"
        ) {
            let span = Span::new(piece.span.start, piece.span.start);
            found.push(Slip { span, write: "(".to_owned(), far: 1, kind: SlipKind::Paren });
        }
    }
    found.truncate(6);
    found
}

/// Where the other quotation mark can have been.
fn quotes(view: &View<'_, '_>, at: usize) -> Vec<Slip> {
    let Some(mark) = view.piece(at) else { return Vec::new() };
    let insert =
        |place: usize, far| Slip { span: Span::new(place, place), write: "\"".to_owned(), far, kind: SlipKind::Quote };
    let mut found = Vec::new();
    // It opens a text that ends before something that goes on.
    let mut last = None;
    for (here, piece) in view.pieces.iter().enumerate().skip(at + 1).take(12) {
        let glued = last.is_none();
        last = Some(here);
        let next = view.low(here + 1);
        let line_ends = view.piece(here + 1).is_none_or(|next| {
            view.text.get(piece.span.end..next.span.start).is_some_and(|blank| blank.contains('\n'))
        });
        let goes_on = matches!(
            next.as_str(),
            "and" | "or" | ")" | "," | "where" | "last" | "at" | "since" | "before" | "on" | "exactly" | "in"
        );
        if line_ends || goes_on {
            found.push(insert(piece.span.end, if glued || !line_ends { 1 } else { 2 }));
        }
        if line_ends {
            break;
        }
    }
    // It closes a text that began some words before.
    for (words, piece) in view.pieces.iter().take(at).rev().take(4).enumerate() {
        if !is_letter(piece.text.chars().next().unwrap_or(' ')) {
            break;
        }
        if mark.span.start > piece.span.start {
            found.push(insert(piece.span.start, 1 + words / 2));
        }
    }
    found.push(Slip { span: mark.span, write: String::new(), far: 3, kind: SlipKind::Quote });
    found
}
