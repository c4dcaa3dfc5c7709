//! One slip in a text: a character too few, one twice, two swapped, the key beside.

use crate::dice::Dice;
use seg::source::Span;

#[derive(Debug, Clone, Copy)]
pub enum Kind {
    Dropped,
    Doubled,
    Swapped,
    KeyBeside,
}

pub const KINDS: &[Kind] = &[Kind::Dropped, Kind::Doubled, Kind::Swapped, Kind::KeyBeside];

/// A text with a slip.
pub struct Slip {
    pub text: String,
    /// Where it is.
    pub at: Place,
}

/// The characters that a slip left behind; none if one was dropped.
#[derive(Debug, Clone, Copy)]
pub struct Place(Span);

impl Place {
    /// Whether a span covers the place, or stands against it.
    pub fn touches(self, span: Span) -> bool {
        span.start <= self.0.end && self.0.start <= span.end
    }
}

impl Slip {
    /// The line with the slip.
    pub fn shown(&self) -> &str {
        let before = self.text[..self.at.0.start].rfind('\n').map_or(0, |at| at + 1);
        let after = self.text[self.at.0.end..].find('\n').map_or(self.text.len(), |at| self.at.0.end + at);
        self.text[before..after].trim()
    }
}

/// One slip at a place that chance picks; none where the text has no place for it.
pub fn slip(right: &str, kind: Kind, dice: &mut Dice) -> Option<Slip> {
    let spoken = spoken(right);
    // Where nothing changes, try elsewhere.
    (0..20).find_map(|_| {
        let at = *dice.pick(&spoken);
        let c = right[at..].chars().next()?;
        let end = at + c.len_utf8();
        let (left, instead) = match kind {
            Kind::Dropped => (end, String::new()),
            Kind::Doubled => (end, format!("{c}{c}")),
            Kind::Swapped => {
                let next = right[end..].chars().next().filter(|next| *next != c && *next != '\n')?;
                (end + next.len_utf8(), format!("{next}{c}"))
            }
            Kind::KeyBeside => (end, beside(c, dice)?.to_string()),
        };
        let text = format!("{}{instead}{}", &right[..at], &right[left..]);
        let mut place = Span::new(at, at + instead.len());
        if instead.is_empty() {
            // What is missing stands between the words on both sides.
            place.start = text[..at].trim_end().len();
            place.end = text.len() - text[at..].trim_start().len();
        }
        Some(Slip { text, at: Place(place) })
    })
}

/// The characters that say something: no comments, blanks only within a line, nothing in quotes.
fn spoken(text: &str) -> Vec<usize> {
    let (mut quoted, mut comment) = (false, false);
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '\n' => comment = false,
            '#' if !quoted => comment = true,
            _ => {}
        }
        let starts_line = text[..at].ends_with('\n') || text[..at].ends_with(' ');
        let is_indent = c == ' ' && starts_line;
        if !comment && !quoted && !is_indent && c != '\n' {
            found.push(at);
        }
        if c == '"' && !comment {
            quoted = !quoted;
        }
    }
    found
}

const KEYS: &[&str] = &["1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"];

/// A key beside that of a letter.
fn beside(c: char, dice: &mut Dice) -> Option<char> {
    let (row, column) =
        KEYS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.find(c.to_ascii_lowercase())?)))?;
    if !c.is_alphabetic() {
        return None;
    }
    let key = |row: usize, column: usize| KEYS.get(row).and_then(|keys| keys.chars().nth(column));
    let mut around = vec![key(row, column + 1), column.checked_sub(1).and_then(|left| key(row, left))];
    around.extend([row.checked_sub(1).and_then(|above| key(above, column)), key(row + 1, column)]);
    let around: Vec<char> = around.into_iter().flatten().filter(char::is_ascii_alphabetic).collect();
    let found = *dice.pick(&around);
    Some(if c.is_uppercase() { found.to_ascii_uppercase() } else { found })
}
