//! Conditions written as in a spreadsheet: `=AND(a, b)`, `OR(a, NOT(b))`, `IF(a, b, FALSE)`.

use super::Found;
use super::phrase::View;
use crate::diagnostics::Rule;
use std::ops::Range;

/// So deep such calls are looked into.
const MOST: usize = 8;

/// A condition inside `AND( )`, `OR( )` or `IF( )`, with or without the `=` that begins a formula.
pub(super) fn of_a_spreadsheet(view: &View<'_, '_>, at: usize) -> Option<Found> {
    let from = if view.low(at) == "=" { at + 1 } else { at };
    let is_first = at.checked_sub(1).is_none_or(|before| view.low(before) == "is" || view.low(before) == "(");
    let is_joined = at.checked_sub(1).is_some_and(|before| matches!(view.low(before).as_str(), "and" | "or" | "not"));
    let end = view.brackets(from + 1, "(", ")").filter(|_| is_first || is_joined)?;
    let Written { text, is_chain } = call(view, from, MOST)?;
    let says = match view.low(from).as_str() {
        "if" => "a condition is yes or no already, without `IF( )`",
        "or" => "conditions are joined with `or` between them, not inside `OR( )`",
        _ => "conditions are joined with `and` between them, not inside `AND( )`",
    };
    let ends = view.piece(end).is_none_or(|next| next.text == ")");
    let text = if is_chain && !(is_first && ends) { format!("({text})") } else { text };
    Some(Found { end, writes: vec![text], says: says.to_owned(), rule: Rule::ForeignOperator, is_guess: false })
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
}

/// `AND(a, b)` that begins at a piece.
fn call(view: &View<'_, '_>, at: usize, depth: usize) -> Option<Written> {
    let depth = depth.checked_sub(1)?;
    let end = view.brackets(at + 1, "(", ")").filter(|_| view.low(at + 1) == "(")?;
    let parts = parts(view, at + 2..end - 1);
    let constant = |part: &Range<usize>| match (part.len(), view.low(part.start).as_str()) {
        (1, "true" | "1") => Some(true),
        (1, "false" | "0" | "\"\"") => Some(false),
        _ => None,
    };
    let said = |part: &Range<usize>| said(view, part.clone(), depth);
    match (view.low(at).as_str(), parts.as_slice()) {
        (word @ ("and" | "or"), [_, _, ..]) => {
            let parts = parts.iter().map(|part| Some(said(part)?.inside()));
            let text = parts.collect::<Option<Vec<String>>>()?.join(&format!(" {word} "));
            Some(Written { text, is_chain: true })
        }
        ("if", [condition, yes]) if constant(yes) == Some(true) => said(condition),
        ("if", [condition, yes, no]) if constant(yes) == Some(true) && constant(no) == Some(false) => said(condition),
        ("if", [condition, yes, no]) if constant(yes) == Some(false) && constant(no) == Some(true) => {
            Some(Written { text: format!("not ({})", said(condition)?.text), is_chain: false })
        }
        ("if", [condition, yes, no @ ..])
            if constant(yes).is_none() && no.iter().all(|no| constant(no) == Some(false)) =>
        {
            let text = format!("{} and {}", said(condition)?.inside(), said(yes)?.inside());
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
    if view.brackets(part.start + 1, "(", ")") == Some(part.end) {
        if let Some(written) = call(view, part.start, depth) {
            return Some(written);
        }
        if view.low(part.start) == "not" {
            let inner = said(view, part.start + 2..part.end - 1, depth.checked_sub(1)?)?;
            return Some(Written { text: format!("not ({})", inner.text), is_chain: false });
        }
    }
    let is_chain = part.clone().any(|at| matches!(view.low(at).as_str(), "and" | "or"));
    Some(Written { text: view.slice(part).to_owned(), is_chain })
}

/// The pieces between the commas of a call.
fn parts(view: &View<'_, '_>, inside: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut depth, mut from) = (0_usize, inside.start);
    for at in inside.clone() {
        match view.low(at).as_str() {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            "," if depth == 0 => {
                found.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
    }
    found.push(from..inside.end);
    found
}
