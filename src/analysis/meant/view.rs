//! A text in pieces, as it is looked at for habits.

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
    pub(super) fn low(&self, at: usize) -> &str {
        self.low.get(at).map_or("", String::as_str)
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
        let is_behind = |before: usize| matches!(self.low(before), "not" | "and" | "or");
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
