//! Slips in signs: parentheses and quotation marks, one too few or too many.

use super::pieces::{Kind, is_letter};
use super::typo::{Slip, SlipKind};
use super::view::View;
use crate::source::Span;

/// `""Blue Mug"`: a quotation mark twice.
pub(super) fn doubled_quote(view: &View<'_, '_>, at: usize) -> Vec<Slip> {
    let Some(piece) = view.piece(at).filter(|piece| piece.text == "\"\"") else { return Vec::new() };
    let glued = view.piece(at + 1).is_some_and(|next| next.span.start == piece.span.end && next.kind != Kind::Sign);
    let slip = Slip { span: piece.span, write: "\"".to_owned(), far: 1, kind: SlipKind::Quote };
    if glued { vec![slip] } else { Vec::new() }
}

/// What a sign may have been meant to be.
pub(super) fn sign(view: &View<'_, '_>, at: usize) -> Vec<Slip> {
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
            // Beside another one it is one too many.
            let doubled = at.checked_sub(1).is_some_and(|before| view.low(before) == ")");
            found.push(one("", if doubled { 0 } else { 1 }, SlipKind::Paren));
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
                    next,
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
            before,
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
            next,
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
