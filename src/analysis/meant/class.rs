//! Classes of words in patterns: `EVENT`, `NUM`, `LEN`, and how each is read in a text.

use super::pieces::Kind;
use super::view::{View, is_number};
use super::words::{Place, UNITS};
use crate::vocabulary::Codes;

impl<'a> View<'_, 'a> {
    /// What of a class begins at a piece: where it ends, and how it is written.
    pub(super) fn class(&self, class: &str, at: usize) -> Option<(usize, String)> {
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

    /// `4 quarters`: no length of time, and counted as one.
    fn quarters(&self, at: usize) -> Option<(usize, String)> {
        let number = self.piece(at).filter(|piece| is_number(piece.text))?;
        let is_unit = matches!(self.low(at + 1), "quarter" | "quarters");
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
        NOW.contains(&self.low(at)).then(|| (end, self.slice(at..end).to_owned()))
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
        let is_word = matches!(unit, "minute" | "hour" | "day" | "week" | "month" | "year");
        let several = if is_word && digits != "1" { "s" } else { "" };
        UNITS.contains(&unit).then(|| (unit_at + 1, format!("{digits}{plural}{unit}{several}")))
    }

    /// A distance: `25km`, `25 miles`.
    fn far(&self, at: usize) -> Option<(usize, String)> {
        let piece = self.piece(at).filter(|piece| piece.kind == Kind::Digits)?;
        let glued = piece.text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = piece.text.strip_suffix(glued)?;
        let (end, unit) =
            if glued.is_empty() { (at + 2, self.low(at + 1).to_owned()) } else { (at + 1, glued.to_lowercase()) };
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

/// Values in capitals that are no words of the language: `IN`, `IS`, `OR`.
fn is_reserved_code(text: &str) -> bool {
    text.len() == 2 && text.chars().all(|c| c.is_ascii_uppercase()) && text != "OR"
}
