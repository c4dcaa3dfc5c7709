//! Patterns over pieces: `has EVENT`, written `$1`.
//!
//! In a pattern, words in small letters and signs stand for themselves, `a|b` for either,
//! `x?` for what may be left out, `^` and `$` for the clause's edges, `...` for anything. Words in capitals
//! stand for a class of words (`class.rs`), and what they matched is `$1`, `$2`, ... of what is written.

use super::pieces::{Kind, Piece, condition};
use super::words::Words;
use crate::source::Span;

/// A text cut into pieces, and what is known of its words.
pub(super) struct View<'t, 'a> {
    pub text: &'t str,
    pub pieces: &'t [Piece<'t>],
    pub words: &'t Words<'a>,
    /// The pieces of the clause that is looked at.
    pub clause: std::ops::Range<usize>,
    /// The pieces in small letters: hundreds of patterns are held against each.
    low: Vec<String>,
    /// The word of the vocabulary that begins at each piece, and where it ends.
    named: Vec<Option<(usize, &'a str)>>,
}

/// What a pattern matched.
#[derive(Debug, Clone)]
pub(super) struct Match {
    /// The pieces, from the first to behind the last.
    pub pieces: std::ops::Range<usize>,
    /// What stands for `$1`, `$2`, ...
    pub parts: Vec<String>,
}

impl<'t, 'a> View<'t, 'a> {
    pub(super) fn new(
        text: &'t str,
        pieces: &'t [Piece<'t>],
        words: &'t Words<'a>,
        clause: std::ops::Range<usize>,
    ) -> Self {
        let low = pieces.iter().map(|piece| piece.text.to_lowercase()).collect();
        let named = (0..pieces.len()).map(|at| named(pieces, words, at)).collect();
        Self { text, pieces, words, clause, low, named }
    }

    pub(super) fn piece(&self, at: usize) -> Option<&'t Piece<'t>> {
        self.pieces.get(at)
    }

    /// The text of a piece in small letters; empty where there is none.
    pub(super) fn low(&self, at: usize) -> String {
        self.low.get(at).cloned().unwrap_or_default()
    }

    /// The text from one piece to behind another.
    pub(super) fn slice(&self, pieces: std::ops::Range<usize>) -> &'t str {
        self.text.get(self.span(pieces).range()).unwrap_or_default()
    }

    pub(super) fn span(&self, pieces: std::ops::Range<usize>) -> Span {
        let all = self.pieces.get(pieces).unwrap_or_default();
        all.iter().map(|piece| piece.span).reduce(Span::to).unwrap_or_default()
    }

    /// The pieces of balanced brackets that begin here.
    pub(super) fn brackets(&self, at: usize, open: &str, close: &str) -> Option<usize> {
        let mut depth = 0_usize;
        for (here, piece) in self.pieces.iter().enumerate().skip(at) {
            if piece.text == open {
                depth += 1;
            } else if piece.text == close {
                depth = depth.checked_sub(1)?;
            }
            if depth == 0 {
                return (here > at).then_some(here + 1);
            }
        }
        None
    }

    /// The pieces in a range that are one of some signs and stand in no brackets of their own.
    pub(super) fn outside_brackets(&self, range: std::ops::Range<usize>, signs: &[&str]) -> Vec<usize> {
        let mut depth = 0_usize;
        range
            .filter(|at| {
                let text = self.piece(*at).map_or("", |piece| piece.text);
                match text {
                    "(" | "[" | "{" => depth += 1,
                    ")" | "]" | "}" => depth = depth.saturating_sub(1),
                    _ => {}
                }
                depth == 0 && signs.contains(&text)
            })
            .collect()
    }

    /// The parts of a range between those of its pieces, as [`Self::outside_brackets`] finds them.
    pub(super) fn between(
        range: std::ops::Range<usize>,
        cuts: &[usize],
    ) -> impl Iterator<Item = std::ops::Range<usize>> {
        let begins = std::iter::once(range.start).chain(cuts.iter().map(|cut| cut + 1));
        let ends = cuts.iter().copied().chain([range.end]);
        begins.zip(ends).map(|(from, to)| from..to)
    }

    /// Whether a condition begins at a piece: where the clause does, or behind `not` or a word that joins.
    pub(super) fn begins(&self, at: usize) -> bool {
        let is_behind = |before: usize| matches!(self.low(before).as_str(), "not" | "and" | "or");
        at == self.clause.start || at > self.clause.start && is_behind(at - 1)
    }

    /// Behind the last piece of the parentheses, or of the helper or segment, that a piece stands in.
    pub(super) fn group_end(&self, at: usize) -> usize {
        let end = condition(self.pieces, self.span(at..at + 1).start).end;
        let mut depth = 0_usize;
        for here in at..end {
            match self.piece(here).map_or("", |piece| piece.text) {
                "(" => depth += 1,
                ")" if depth == 0 => return here,
                ")" => depth -= 1,
                _ => {}
            }
        }
        end
    }

    /// Matches a pattern that begins at a piece.
    pub(super) fn matches(&self, pattern: &str, at: usize) -> Option<Match> {
        let elements: Vec<&str> = pattern.split(' ').collect();
        let mut parts = Vec::new();
        let end = self.rest(&elements, at, &mut parts)?;
        (end > at).then_some(Match { pieces: at..end, parts })
    }

    fn rest(&self, elements: &[&str], at: usize, parts: &mut Vec<String>) -> Option<usize> {
        let Some((first, rest)) = elements.split_first() else { return Some(at) };
        match *first {
            "^" => return self.begins(at).then(|| self.rest(rest, at, parts)).flatten(),
            "$" => return (at >= self.clause.end).then(|| self.rest(rest, at, parts)).flatten(),
            "..." => {
                let mut within = at..=self.clause.end;
                return within.find_map(|end| {
                    parts.push(self.slice(at..end).to_owned());
                    let found = self.rest(rest, end, parts);
                    if found.is_none() {
                        parts.pop();
                    }
                    found
                });
            }
            _ => {}
        }
        let known = parts.len();
        let (element, optional) = match first.strip_suffix('?').filter(|element| !element.is_empty()) {
            Some(element) => (element, true),
            None => (*first, false),
        };
        if let Some(end) = self.one(element, at, parts) {
            if let Some(end) = self.rest(rest, end, parts) {
                return Some(end);
            }
            parts.truncate(known);
        }
        if optional {
            return self.rest(rest, at, parts);
        }
        None
    }

    fn one(&self, element: &str, at: usize, parts: &mut Vec<String>) -> Option<usize> {
        if element.len() > 1 && element.chars().all(|c| c.is_ascii_uppercase()) {
            let (end, part) = self.class(element, at)?;
            parts.push(part);
            return Some(end);
        }
        let low = self.low.get(at).map_or("", String::as_str);
        let found =
            if element == "|" || element == "||" { low == element } else { element.split('|').any(|word| word == low) };
        found.then_some(at + 1)
    }

    /// A word of the vocabulary, also one that is written with blanks, and where it ends.
    pub(super) fn word(&self, at: usize) -> Option<(usize, &'a str)> {
        self.named.get(at).copied().flatten()
    }
}

fn named<'a>(pieces: &[Piece<'_>], words: &Words<'a>, at: usize) -> Option<(usize, &'a str)> {
    (at + 1..=at + 4).rev().find_map(|end| {
        let pieces = pieces.get(at..end).filter(|pieces| pieces.iter().all(|piece| piece.kind == Kind::Word))?;
        let written: Vec<&str> = pieces.iter().map(|piece| piece.text).collect();
        words.canonical(&written.join("_")).map(|word| (end, word))
    })
}

pub(super) fn is_number(text: &str) -> bool {
    let plain = text.replace('_', "");
    plain.starts_with(|c: char| c.is_ascii_digit()) && plain.parse::<f64>().is_ok() && !plain.contains(['e', 'E'])
}

/// What is written for a match: the template with its `$1`, `$2` filled in.
pub(super) fn filled(template: &str, parts: &[String]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        let part =
            after.chars().next().and_then(|c| c.to_digit(10)).and_then(|n| parts.get(n.saturating_sub(1) as usize));
        match part {
            Some(part) => out.push_str(part),
            None => out.push('$'),
        }
        rest = if part.is_some() { after.get(1..).unwrap_or_default() } else { after };
    }
    out + rest
}
