//! Patterns over pieces: `has EVENT`, written `$1`.
//!
//! In a pattern, words in small letters and signs stand for themselves, `a|b` for either,
//! `x?` for what may be left out, `^` and `$` for the clause's edges, `...` for anything. Words in capitals
//! stand for a class of words (`class.rs`), and what they matched is `$1`, `$2`, ... of what is written.

use super::view::View;
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
    /// A piece; `optional` if it may be left out.
    Piece { wanted: Wanted, optional: bool },
}

/// What a piece may be.
enum Wanted {
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
        let (wanted, optional) = match written {
            "^" => return Self::Begins,
            "$" => return Self::Ends,
            "..." => return Self::Anything,
            "|" | "||" => (Wanted::Words(vec![written]), false),
            _ => match written.strip_suffix('?').filter(|wanted| !wanted.is_empty()) {
                Some(wanted) => (Wanted::new(wanted), true),
                None => (Wanted::new(written), false),
            },
        };
        Self::Piece { wanted, optional }
    }
}

impl Wanted {
    fn new(written: &'static str) -> Self {
        match written.len() > 1 && written.chars().all(|c| c.is_ascii_uppercase()) {
            true => Self::Class(written),
            false => Self::Words(written.split('|').collect()),
        }
    }
}

impl View<'_, '_> {
    /// Behind what these elements match from a piece on.
    fn rest(&self, elements: &[Element], at: usize, parts: &mut Vec<String>) -> Option<usize> {
        let Some((first, rest)) = elements.split_first() else { return Some(at) };
        let (wanted, optional) = match first {
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
            Element::Piece { wanted, optional } => (wanted, *optional),
        };
        let known = parts.len();
        if let Some(end) = self.has(wanted, at, parts) {
            if let Some(end) = self.rest(rest, end, parts) {
                return Some(end);
            }
            parts.truncate(known);
        }
        optional.then(|| self.rest(rest, at, parts)).flatten()
    }

    /// Behind what is wanted, if it is there.
    fn has(&self, wanted: &Wanted, at: usize, parts: &mut Vec<String>) -> Option<usize> {
        match wanted {
            Wanted::Class(class) => {
                let (end, part) = self.class(class, at)?;
                parts.push(part);
                Some(end)
            }
            Wanted::Words(words) => words.contains(&self.low(at)).then_some(at + 1),
        }
    }
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
