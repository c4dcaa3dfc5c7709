//! Conditions written as in a spreadsheet: `=AND(a, b)`, `OR(a; NOT(b))`, `IF(a, b, FALSE)`.

use super::Found;
use super::pieces::Kind;
use super::view::View;
use crate::diagnostics::Rule;
use std::ops::Range;

/// So deep such calls are looked into.
const MOST: usize = 8;

/// A condition inside `AND( )`, `OR( )` or `IF( )`, with or without the `=` that begins a formula.
pub(super) fn of_a_spreadsheet(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let from = if view.low(at) == "=" { at + 1 } else { at };
    let before = |back: usize| at.checked_sub(back).map(|before| view.low(before)).unwrap_or_default();
    let is_first = at == 0 || matches!(before(1), "is" | "(") || before(1) == "=" && before(3) == "let";
    let is_joined = matches!(before(1), "and" | "or" | "not");
    let Opened { end, .. } = opened(view, from).filter(|_| is_first || is_joined)?;
    // A `not` before parentheses is right; what is wrong stands elsewhere.
    if from == at && view.piece(at).is_some_and(|piece| piece.text == "not") {
        return None;
    }
    let written = labelled(view, from).or_else(|| Some(vec![call(view, from, MOST)?]))?;
    let says = match (view.low(from), written.len()) {
        ("if", 2) => "a segment is yes or no for each customer: for whom is it yes?",
        ("if", _) => "a condition is yes or no already, without `IF( )`",
        ("or", _) => "conditions are joined with `or` between them, not inside `OR( )`",
        ("not", _) if from > at => "`not` stands before a condition, without `=`",
        ("not", _) => "`not` stands before a condition, in small letters",
        _ => "conditions are joined with `and` between them, not inside `AND( )`",
    };
    let ends = view.piece(end).is_none_or(|next| next.text == ")" || matches!(next.text, "segment" | "let"));
    let alone = is_first && ends;
    let writes = written.into_iter().map(|one| if alone { one.text } else { one.inside() }).collect();
    Some(Found { end, writes, says: says.to_owned(), rule: Rule::ForeignOperator, is_guess: false })
}

/// What stands in the parentheses behind a word.
pub(super) struct Opened {
    /// What stands between its commas.
    pub parts: Vec<Range<usize>>,
    /// Behind the parenthesis that closes, or the end of a text that has none.
    pub end: usize,
}

pub(super) fn opened(view: &View<'_, '_>, at: usize) -> Option<Opened> {
    if view.low(at + 1) != "(" {
        return None;
    }
    if let Some(end) = view.brackets(at + 1, "(", ")") {
        return Some(Opened { parts: parts(view, at + 2..end - 1), end });
    }
    let end = view.pieces.len();
    let is_last = (at..end).all(|at| !matches!(view.low(at), "let" | "segment"));
    is_last.then(|| Opened { parts: parts(view, at + 2..end), end })
}

/// A condition as it is said here.
struct Written {
    text: String,
    /// Whether `and` or `or` join its parts.
    is_chain: bool,
}

impl Written {
    /// With parentheses where it is a part of another.
    fn inside(self) -> String {
        if self.is_chain { format!("({})", self.text) } else { self.text }
    }

    fn negated(&self) -> Self {
        let is_plain = !self.is_chain && !self.text.starts_with("not ");
        let text = if is_plain { format!("not {}", self.text) } else { format!("not ({})", self.text) };
        Self { text, is_chain: false }
    }
}

/// `IF(a, "vip", "other")`: a text for each customer, and so two segments.
fn labelled(view: &View<'_, '_>, at: usize) -> Option<Vec<Written>> {
    let is_label = |part: &Range<usize>| {
        let piece = view.piece(part.start).filter(|_| part.len() == 1);
        piece.is_some_and(|piece| matches!(piece.kind, Kind::Text | Kind::Digits))
    };
    match opened(view, at)?.parts.as_slice() {
        [condition, yes, no] if view.low(at) == "if" && is_label(yes) && is_label(no) => {
            let is_told = [yes, no].into_iter().any(|part| constant(view, part).is_none());
            let condition = said(view, condition.clone(), MOST).filter(|_| is_told)?;
            let negated = condition.negated();
            Some(vec![condition, negated])
        }
        _ => None,
    }
}

/// `TRUE`, `0`, `""`: yes or no.
fn constant(view: &View<'_, '_>, part: &Range<usize>) -> Option<bool> {
    match (part.len(), view.low(part.start)) {
        (1, "true" | "1") => Some(true),
        (1, "false" | "0" | "\"\"") => Some(false),
        _ => None,
    }
}

/// `AND(a, b)` that begins at a piece.
fn call(view: &View<'_, '_>, at: usize, depth: usize) -> Option<Written> {
    let depth = depth.checked_sub(1)?;
    let Opened { parts, .. } = opened(view, at)?;
    let constant = |part: &Range<usize>| constant(view, part);
    let said = |part: &Range<usize>| said(view, part.clone(), depth);
    match (view.low(at), parts.as_slice()) {
        ("not", [one]) => Some(said(one)?.negated()),
        (word @ ("and" | "or"), [_, _, ..]) => {
            let parts = parts.iter().map(|part| Some(said(part)?.inside()));
            let text = parts.collect::<Option<Vec<String>>>()?.join(&format!(" {word} "));
            Some(Written { text, is_chain: true })
        }
        ("if", [condition, yes]) if constant(yes) == Some(true) => said(condition),
        ("if", [condition, yes, no]) if constant(yes) == Some(true) && constant(no) == Some(false) => said(condition),
        ("if", [condition, yes, no]) if constant(yes) == Some(false) && constant(no) == Some(true) => {
            Some(said(condition)?.negated())
        }
        ("if", [condition, yes, no @ ..])
            if constant(yes).is_none() && no.iter().all(|no| constant(no) == Some(false)) =>
        {
            let text = format!("{} and {}", said(condition)?.inside(), said(yes)?.inside());
            Some(Written { text, is_chain: true })
        }
        ("if", [condition, yes, no]) if constant(yes).is_none() && constant(no).is_none() => {
            let condition = said(condition)?;
            let (negated, yes, no) = (condition.negated().text, said(yes)?.inside(), said(no)?.inside());
            let text = format!("({} and {yes}) or ({negated} and {no})", condition.inside());
            Some(Written { text, is_chain: true })
        }
        _ => None,
    }
}

/// What stands between two commas.
fn said(view: &View<'_, '_>, part: Range<usize>, depth: usize) -> Option<Written> {
    if part.is_empty() {
        return None;
    }
    if view.brackets(part.start + 1, "(", ")") == Some(part.end)
        && let Some(written) = call(view, part.start, depth)
    {
        return Some(written);
    }
    let is_chain = part.clone().any(|at| matches!(view.low(at), "and" | "or"));
    Some(Written { text: view.slice(part).to_owned(), is_chain })
}

/// The pieces between the commas of a call, or between its semicolons, as some countries write it.
fn parts(view: &View<'_, '_>, inside: Range<usize>) -> Vec<Range<usize>> {
    let cuts = view.outside_brackets(inside.clone(), &[",", ";"]);
    View::between(inside, &cuts).collect()
}
