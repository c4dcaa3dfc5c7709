//! Patterns over pieces: `has EVENT`, written `$1`.
//!
//! In a pattern, words in small letters and signs stand for themselves, `a|b` for either,
//! `x?` for what may be left out, `^` and `$` for the clause's edges, `...` for anything. Words in capitals
//! stand for what [`Class`] has, and what they matched is `$1`, `$2`, ... of what is written.

use super::pieces::{Kind, Piece, condition};
use super::words::{Place, UNITS, Words};
use crate::source::Span;
use crate::vocabulary::Codes;

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

    /// What of a class begins at a piece: where it ends, and how it is written.
    fn class(&self, class: &str, at: usize) -> Option<(usize, String)> {
        let piece = self.piece(at)?;
        let own = |yes: bool| yes.then(|| (at + 1, piece.text.to_owned()));
        let (end, word, place) = match self.property(at) {
            Some(place) => (at + 1, piece.text, Some(place)),
            None => self.word(at).map_or((at, "", None), |(end, word)| (end, word, self.words.place(word))),
        };
        let is = |wanted: &[Place]| place.filter(|place| wanted.contains(place)).map(|_| (end, word.to_owned()));
        match class {
            "EVENT" => is(&[Place::Event]),
            "DATE" => is(&[Place::Date]),
            "AMOUNT" => is(&[Place::Amount]),
            "LIST" => is(&[Place::List]),
            "TEXTUAL" => is(&[Place::Text]),
            "FLAG" => is(&[Place::Flag]),
            "TAKING" => is(&[Place::Taking]),
            "FIELD" => is(&[Place::Date, Place::Amount, Place::List, Place::Text]),
            "ANY" => {
                is(&[Place::Event, Place::Date, Place::Amount, Place::List, Place::Text, Place::Flag, Place::Taking])
            }
            "PROP" => own(piece.kind == Kind::Word && self.words.is_property(piece.text)),
            "NEW" => own(self.words.is_new(piece)),
            "WORD" => own(piece.kind == Kind::Word),
            "NUM" => own(is_number(piece.text)),
            "TEXT" => own(piece.kind == Kind::Text),
            "DAY" => own(piece.kind == Kind::Digits && piece.text.matches('-').count() == 2),
            "OP" => own(matches!(piece.text, "=" | "!=" | "<" | "<=" | ">" | ">=")),
            "PERIOD" => own(matches!(piece.text, "day" | "week" | "month" | "quarter" | "year")),
            "CODE" => own(piece.kind == Kind::Word
                && piece.text.len() == 2
                && piece.text.chars().all(|c| c.is_ascii_uppercase())),
            "DATED" => is(&[Place::Flag]).filter(|(_, word)| self.words.place(&format!("{word}_date")).is_some()),
            "PERIODS" => self.length(at).or_else(|| self.quarters(at)),
            "COUNTRY" => self.country(at),
            "TONGUE" => Codes::Languages.code_of(piece.text).map(|code| (at + 1, code.to_owned())),
            "SEGMENT" => own(piece.kind == Kind::Word && self.words.is_segment(piece.text)),
            "SET" => own(self.words.is_set(piece.text)),
            "VALUE" => self.value(at),
            "NAME" => own(match piece.kind {
                Kind::Word => self.words.is_value(piece),
                Kind::Text => true,
                Kind::Digits | Kind::Sign => false,
            }),
            "LEN" => self.length(at),
            "NOW" => self.now(at),
            "FAR" => self.far(at),
            "PLACE" => self.spot(at),
            "PAREN" => self.brackets(at, "(", ")").map(|end| (end, self.slice(at..end).to_owned())),
            "BRACKET" => {
                let end = self.brackets(at, "[", "]")?;
                Some((end, format!("({})", self.slice(at + 1..end - 1))))
            }
            _ => None,
        }
    }

    /// Where the property of an event that begins at a piece stands in a sentence; behind a `where` it comes
    /// before a word of that name.
    fn property(&self, at: usize) -> Option<Place> {
        let place = self.words.property(self.piece(at)?.text)?;
        let in_where = || (self.clause.start..at).any(|before| self.low(before) == "where");
        (self.word(at).is_none() || in_where()).then_some(place)
    }

    /// A word of the vocabulary, also one that is written with blanks, and where it ends.
    pub(super) fn word(&self, at: usize) -> Option<(usize, &'a str)> {
        self.named.get(at).copied().flatten()
    }

    /// `4 quarters`: no length of time, and counted as one.
    fn quarters(&self, at: usize) -> Option<(usize, String)> {
        let number = self.piece(at).filter(|piece| is_number(piece.text))?;
        let is_unit = matches!(self.low(at + 1).as_str(), "quarter" | "quarters");
        is_unit.then(|| (at + 2, format!("{} quarters", number.text)))
    }

    /// The code of a country that is written by its name, of up to three words.
    fn country(&self, at: usize) -> Option<(usize, String)> {
        (at + 1..=at + 3).rev().find_map(|end| {
            let words = self.pieces.get(at..end).filter(|words| words.iter().all(|word| self.words.is_new(word)))?;
            let name: Vec<&str> = words.iter().map(|word| word.text).collect();
            Codes::Countries.code_of(&name.join(" ")).map(|code| (end, code.to_owned()))
        })
    }

    /// A value written out: a text, a number, a day, or a word that nothing has.
    fn value(&self, at: usize) -> Option<(usize, String)> {
        let piece = self.piece(at)?;
        match piece.kind {
            Kind::Text | Kind::Digits => Some((at + 1, piece.text.to_owned())),
            Kind::Word if self.words.is_value(piece) && (self.words.is_new(piece) || is_reserved_code(piece.text)) => {
                Some((at + 1, piece.text.to_owned()))
            }
            _ => None,
        }
    }

    /// Today in other languages: `now()`, `CURRENT_DATE`.
    fn now(&self, at: usize) -> Option<(usize, String)> {
        const NOW: &[&str] = &["now", "today", "curdate", "current_date", "current_timestamp", "getdate", "sysdate"];
        let is_called = self.low(at + 1) == "(" && self.low(at + 2) == ")";
        let end = if is_called { at + 3 } else { at + 1 };
        NOW.contains(&self.low(at).as_str()).then(|| (end, self.slice(at..end).to_owned()))
    }

    /// A length of time: `90d`, `90 d`, `90 days`.
    pub(super) fn length(&self, at: usize) -> Option<(usize, String)> {
        let piece = self.piece(at).filter(|piece| piece.kind == Kind::Digits)?;
        let digits: String = piece.text.chars().take_while(char::is_ascii_digit).collect();
        let glued = piece.text.strip_prefix(digits.as_str()).unwrap_or_default();
        if UNITS.contains(&glued) {
            return Some((at + 1, piece.text.to_owned()));
        }
        if !glued.is_empty() {
            return None;
        }
        // `90-days` is one length, too.
        let unit_at = if self.low(at + 1) == "-" { at + 2 } else { at + 1 };
        let unit = self.low(unit_at);
        let plural = if unit.len() > 2 { " " } else { "" };
        let is_word = matches!(unit.as_str(), "minute" | "hour" | "day" | "week" | "month" | "year");
        let several = if is_word && digits != "1" { "s" } else { "" };
        UNITS.contains(&unit.as_str()).then(|| (unit_at + 1, format!("{digits}{plural}{unit}{several}")))
    }
}

impl View<'_, '_> {
    /// A distance: `25km`, `25 miles`.
    fn far(&self, at: usize) -> Option<(usize, String)> {
        let piece = self.piece(at).filter(|piece| piece.kind == Kind::Digits)?;
        let glued = piece.text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = piece.text.strip_suffix(glued)?;
        let (end, unit) = if glued.is_empty() { (at + 2, self.low(at + 1)) } else { (at + 1, glued.to_lowercase()) };
        let unit = match unit.as_str() {
            "km" | "kms" | "kilometers" | "kilometer" | "kilometres" | "kilometre" => "km",
            "mi" | "miles" | "mile" => "mi",
            _ => return None,
        };
        Some((end, format!("{number}{unit}")))
    }

    /// A place: a text, coordinates, or words that nothing else has.
    fn spot(&self, at: usize) -> Option<(usize, String)> {
        let piece = self.piece(at)?;
        match piece.kind {
            Kind::Text => Some((at + 1, piece.text.to_owned())),
            Kind::Sign => self.brackets(at, "(", ")").map(|end| (end, self.slice(at..end).to_owned())),
            Kind::Word
                if self.low(at) == "postcode" && self.piece(at + 1).is_some_and(|next| next.kind == Kind::Text) =>
            {
                let end = if self.low(at + 2) == "in" { at + 4 } else { at + 2 };
                Some((end, self.slice(at..end).to_owned()))
            }
            Kind::Word if self.words.is_new(piece) => Some((at + 1, piece.text.to_owned())),
            Kind::Word | Kind::Digits => None,
        }
    }
}

fn named<'a>(pieces: &[Piece<'_>], words: &Words<'a>, at: usize) -> Option<(usize, &'a str)> {
    (at + 1..=at + 4).rev().find_map(|end| {
        let pieces = pieces.get(at..end).filter(|pieces| pieces.iter().all(|piece| piece.kind == Kind::Word))?;
        let written: Vec<&str> = pieces.iter().map(|piece| piece.text).collect();
        words.canonical(&written.join("_")).map(|word| (end, word))
    })
}

/// Values in capitals that are no words of the language: `IN`, `IS`, `OR`.
fn is_reserved_code(text: &str) -> bool {
    text.len() == 2 && text.chars().all(|c| c.is_ascii_uppercase()) && text != "OR"
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
