//! Slips of the finger: a letter too many, one too few, two swapped, the key beside, a blank astray.

use super::dictionary::Dictionary;
use super::marks;
use super::pieces::{Kind, is_letter};
use super::view::View;
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
    /// A number with a letter that is no unit of time.
    Unit,
    /// Two words without a blank between them, or with one in the wrong place.
    Blank,
    Sign,
    Quote,
    Paren,
}

/// So many slips are tried at one place.
const MOST: usize = 60;

/// So many words are tried for one.
const MOST_NEAR: usize = 8;

/// What may have slipped in a clause, likeliest first; `at` is where something is wrong.
pub(super) fn slips(view: &View<'_, '_>, at: Span) -> Vec<Slip> {
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
        for slip in of_piece(view, here) {
            found.push((weight + slip.far * 2, slip));
        }
    }
    // Of what is as likely, a blank astray explains more.
    found.sort_by_key(|(weight, slip)| (*weight, slip.kind != SlipKind::Blank, slip.span));
    found.dedup_by(|a, b| a.1 == b.1);
    found.into_iter().map(|(_, slip)| slip).take(MOST).collect()
}

/// How many pieces lie between two places.
fn gap(view: &View<'_, '_>, from: usize, to: usize) -> usize {
    1 + view.pieces.iter().filter(|piece| piece.span.start >= from && piece.span.end <= to).count()
}

fn of_piece(view: &View<'_, '_>, at: usize) -> Vec<Slip> {
    let Some(piece) = view.piece(at) else { return Vec::new() };
    let dictionary = view.words.dictionary();
    let mut found = match piece.kind {
        Kind::Word => near(piece.text, piece.span, dictionary),
        Kind::Digits => unit(piece.text, piece.span),
        Kind::Sign => return marks::sign(view, at),
        Kind::Text => return marks::doubled_quote(view, at),
    };
    found.extend(turned(piece.text, piece.span));
    found.extend(apart(piece.text, piece.span, dictionary));
    found.extend(together(view, at, dictionary));
    if let Some(name) = piece.text.strip_prefix("segment").filter(|name| view.words.is_segment(name)) {
        let write = format!("segment {name}");
        found.push(Slip { span: piece.span, write, far: 1, kind: SlipKind::Blank });
    }
    // The names of other texts stand only there.
    if at > 0 && view.low(at - 1) == "segment" {
        let segments = view.words.segments();
        found.extend(near(piece.text, piece.span, segments));
        found.extend(together(view, at, segments));
    }
    found
}

/// Words that are nearly this one.
fn near(text: &str, span: Span, dictionary: &Dictionary) -> Vec<Slip> {
    let found = dictionary.near(text).into_iter().take(MOST_NEAR);
    found.map(|(far, word)| Slip { span, write: word.to_owned(), far, kind: SlipKind::Word }).collect()
}

/// Two words that have run together, one of them perhaps misspelt.
fn apart(text: &str, span: Span, dictionary: &Dictionary) -> Vec<Slip> {
    let mut found = Vec::new();
    for (at, _) in text.char_indices().skip(1) {
        let (left, right) = text.split_at(at);
        if fits(left, dictionary) && fits(right, dictionary) {
            found.push(Slip { span, write: format!("{left} {right}"), far: 1, kind: SlipKind::Blank });
        }
    }
    found
}

/// A word, a number, a length of time, a day.
fn fits(text: &str, dictionary: &Dictionary) -> bool {
    let is_day = || text.len() >= 7 && text.split('-').all(is_count) && text.matches('-').count() <= 2;
    dictionary.has(text) || is_count(text) || is_length(text) || is_day()
}

/// `36d5` for `365d`, `d7` for `7d`.
fn turned(text: &str, span: Span) -> Option<Slip> {
    let (digits, letters): (String, String) = text.chars().partition(char::is_ascii_digit);
    let write = format!("{digits}{letters}");
    (write != text && is_length(&write)).then_some(Slip { span, write, far: 1, kind: SlipKind::Unit })
}

fn is_count(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

fn is_length(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    is_count(digits) && UNITS.contains(&text.strip_prefix(digits).unwrap_or_default())
}

/// A word with the next: one word with a blank or a hyphen in it, or with the blank one place off.
fn together(view: &View<'_, '_>, at: usize, dictionary: &Dictionary) -> Vec<Slip> {
    let Some(first) = view.piece(at) else { return Vec::new() };
    let hyphen = view.low(at + 1) == "-";
    let next_at = if hyphen { at + 2 } else { at + 1 };
    let Some(next) = view.piece(next_at).filter(|next| next.kind != Kind::Sign && next.kind != Kind::Text) else {
        return Vec::new();
    };
    // `2-5` is a range.
    if first.kind == Kind::Digits && next.kind == Kind::Digits && (hyphen || next.text.len() != 3) {
        return Vec::new();
    }
    let span = first.span.to(next.span);
    let mut found = Vec::new();
    let mut add = |write: String, far: usize| found.push(Slip { span, write, far, kind: SlipKind::Blank });
    for joined in [format!("{}{}", first.text, next.text), format!("{}_{}", first.text, next.text)] {
        if dictionary.has(&joined) || (first.kind == Kind::Digits && fits(&joined, dictionary)) {
            add(joined.clone(), 1);
        }
        for word in near(&joined, span, dictionary).into_iter().filter(|slip| slip.far == 1).take(2) {
            add(word.write, 2);
        }
    }
    if hyphen {
        return found;
    }
    let both = format!("{}{}", first.text, next.text);
    let middle = first.text.len();
    for (cut, _) in both.char_indices().skip(1) {
        let (left, right) = both.split_at(cut);
        if cut != middle && cut.abs_diff(middle) <= 2 && fits(left, dictionary) && fits(right, dictionary) {
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
            (is_key || is_near).then(|| Slip { span, write: format!("{digits}{known}"), far, kind: SlipKind::Unit })
        })
        .collect();
    found.sort_by_key(|slip| (slip.far, slip.write.len()));
    found
}

/// The keys beside those of the units that are one letter.
const BESIDE: &[(&str, &str)] = &[("d", "sefrcx"), ("h", "gyujnb"), ("w", "qase"), ("y", "tghu")];
