//! Patterns over pieces: `has EVENT`, written `$1`.
//!
//! In a pattern, words in small letters and signs stand for themselves, `a|b` for either,
//! `x?` for what may be left out, `^` and `$` for the clause's edges, `...` for anything. Words in capitals
//! stand for a class of words (`class.rs`), and what they matched is `$1`, `$2`, ... of what is written.

use super::phrase::View;
use std::ops::Range;

/// A pattern, read.
pub(super) struct Pattern(Vec<Element>);

/// One thing that a pattern asks for.
enum Element {
    /// A condition begins here.
    Begins,
    /// The clause ends here.
    Ends,
    /// Whatever stands here.
    Anything,
    One {
        one: One,
        /// It may be left out.
        optional: bool,
    },
}

enum One {
    /// Something of a class.
    Class(&'static str),
    /// One of these words or signs.
    Words(Vec<&'static str>),
}

/// What a pattern matched.
#[derive(Debug, Clone)]
pub(super) struct Match {
    /// The pieces, from the first to behind the last.
    pub pieces: Range<usize>,
    /// What stands for `$1`, `$2`, ...
    pub parts: Vec<String>,
}

impl Pattern {
    pub fn new(pattern: &'static str) -> Self {
        Self(pattern.split(' ').map(Element::new).collect())
    }

    /// What of a text it matches that begins at a piece.
    pub fn matches(&self, view: &View<'_, '_>, at: usize) -> Option<Match> {
        let mut parts = Vec::new();
        let end = view.rest(&self.0, at, &mut parts)?;
        (end > at).then_some(Match { pieces: at..end, parts })
    }
}

impl Element {
    fn new(written: &'static str) -> Self {
        let (one, optional) = match written {
            "^" => return Self::Begins,
            "$" => return Self::Ends,
            "..." => return Self::Anything,
            "|" | "||" => (One::Words(vec![written]), false),
            _ => match written.strip_suffix('?').filter(|one| !one.is_empty()) {
                Some(one) => (One::new(one), true),
                None => (One::new(written), false),
            },
        };
        Self::One { one, optional }
    }
}

impl One {
    fn new(written: &'static str) -> Self {
        match written.len() > 1 && written.chars().all(|c| c.is_ascii_uppercase()) {
            true => Self::Class(written),
            false => Self::Words(written.split('|').collect()),
        }
    }
}

impl View<'_, '_> {
    fn rest(&self, elements: &[Element], at: usize, parts: &mut Vec<String>) -> Option<usize> {
        let Some((first, rest)) = elements.split_first() else { return Some(at) };
        let (one, optional) = match first {
            Element::Begins => return self.begins(at).then(|| self.rest(rest, at, parts)).flatten(),
            Element::Ends => return (at >= self.clause.end).then(|| self.rest(rest, at, parts)).flatten(),
            Element::Anything => {
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
            Element::One { one, optional } => (one, *optional),
        };
        let known = parts.len();
        if let Some(end) = self.one(one, at, parts) {
            if let Some(end) = self.rest(rest, end, parts) {
                return Some(end);
            }
            parts.truncate(known);
        }
        optional.then(|| self.rest(rest, at, parts)).flatten()
    }

    fn one(&self, one: &One, at: usize, parts: &mut Vec<String>) -> Option<usize> {
        match one {
            One::Class(class) => {
                let (end, part) = self.class(class, at)?;
                parts.push(part);
                Some(end)
            }
            One::Words(words) => words.contains(&self.low(at)).then_some(at + 1),
        }
    }
}
