//! What is said where `seg.toml` is no TOML: one message a mistake, and none of what follows from it.

use crate::diagnostics::{Diagnostic, Rule};
use crate::source::Span;

const A_LINE: &str = "a line is `name = value`; texts stand in quotes, headings in `[ ]`";

/// The places that are mistakes of their own, the first in a line, each with the part of the text
/// about which it leaves nothing sure. Where something is left open at the end of a line, no other is
/// said until the next heading; where a bracket is, none at all.
pub(super) fn first_ones(text: &str, mut places: Vec<Span>) -> Vec<(Span, Span)> {
    places.sort();
    let mut first: Vec<(Span, Span)> = Vec::new();
    let mut silent = 0;
    for place in places {
        if place.start < silent {
            continue;
        }
        let end = line(text, place).end;
        let is_open = place.start >= end || text.get(place.start..end).is_none_or(|rest| rest.trim().is_empty());
        let bracket = unclosed(text, place);
        let unsure = match bracket {
            Some(open) => Span::new(line(text, open).start, text.len() + 1),
            None => below(text, place),
        };
        silent = if is_open || bracket.is_some() { unsure.end } else { end + 1 };
        first.push((place, unsure));
    }
    first
}

/// The message about a place, where a name may be given for the second time.
pub(super) fn said(text: &str, place: Span, twice: bool) -> Diagnostic {
    let syntax = |span, message: String, label: String| Diagnostic::new(Rule::ProjectSyntax, span, message, label);
    let line = line(text, place);
    let written = text.get(line.range()).unwrap_or_default();
    let before = place.start.saturating_sub(1).max(line.start);
    let shown =
        if place.is_empty() { Span::new(before, place.end.max(place.start + 1).min(text.len())) } else { place };
    let here = text.get(shown.range()).unwrap_or_default();
    if twice {
        let label = "the second time".to_owned();
        return syntax(shown, format!("`{here}` is given twice"), label)
            .help("bring both together; headings too stand there once");
    }
    if let Some(open) = unclosed(text, place) {
        let bracket = text.get(open.range()).unwrap_or_default();
        let close = if bracket == "[" { "]" } else { "}" };
        let label = format!("a `{close}` is missing after this");
        return syntax(open, format!("this `{bracket}` is never closed"), label);
    }
    if let Some(open) = plain(written).1 {
        let (start, mark) = (line.start + open, written.get(open..=open).unwrap_or_default());
        let label = format!("a `{mark}` is missing behind it");
        return syntax(Span::new(start, start + 1), "this text has no closing quotation mark".to_owned(), label);
    }
    let heading = written.split('#').next().unwrap_or_default().trim();
    let start = line.start + written.len() - written.trim_start().len();
    if heading.starts_with('[') && !heading.ends_with(']') {
        let label = format!("did you mean `{heading}]`?");
        let span = Span::new(start, start + heading.len());
        return syntax(span, "this heading is not closed".to_owned(), label);
    }
    let name = heading.split(|c: char| !c.is_alphanumeric() && !"_-.".contains(c)).next().unwrap_or_default();
    if !name.is_empty() && !heading.contains('=') {
        let span = Span::new(start, start + name.len());
        return syntax(span, "this line has no `=`".to_owned(), "it is missing after this".to_owned()).help(A_LINE);
    }
    let is_word = |c: char| c.is_alphanumeric() || "_-./*: ".contains(c);
    let is_value = text.get(line.start..shown.start).is_some_and(|before| before.trim_end().ends_with('='));
    if is_value && here.starts_with(char::is_alphabetic) && here.chars().all(is_word) {
        return syntax(shown, "texts stand in quotes".to_owned(), format!("did you mean `\"{}\"`?", here.trim()));
    }
    syntax(shown, "this line cannot be read".to_owned(), "something is wrong here".to_owned())
        .help(A_LINE)
        .help("a name may be given only once")
}

/// What of a line stands in no quotes and is no comment, and where a text begins that it does not end.
fn plain(line: &str) -> (Vec<(usize, char)>, Option<usize>) {
    let (mut plain, mut open) = (Vec::new(), None);
    let mut letters = line.char_indices();
    while let Some((at, letter)) = letters.next() {
        match (open, letter) {
            (Some((_, '"')), '\\') => drop(letters.next()),
            (Some((_, mark)), letter) if mark == letter => open = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => open = Some((at, letter)),
            (None, '#') => break,
            (None, letter) => plain.push((at, letter)),
        }
    }
    (plain, open.map(|(at, _)| at))
}

/// The bracket of a value before a place that nothing closes, before it or soon after.
fn unclosed(text: &str, place: Span) -> Option<Span> {
    let (before, after) = text.split_at_checked(place.start.min(text.len()))?;
    let mut open: Vec<Span> = Vec::new();
    let mut start = 0;
    for line in before.split_inclusive('\n') {
        let is_value = !open.is_empty() || !line.trim_start().starts_with('[') && line.contains('=');
        for (at, letter) in plain(line).0.into_iter().filter(|_| is_value) {
            match letter {
                '[' | '{' => open.push(Span::new(start + at, start + at + 1)),
                ']' | '}' => drop(open.pop()),
                _ => {}
            }
        }
        start += line.len();
    }
    let soon = after.lines().take_while(|line| !line.contains('=') && !line.starts_with('['));
    let is_closed = soon.flat_map(str::chars).any(|letter| letter == ']' || letter == '}');
    open.first().copied().filter(|_| !is_closed)
}

/// The rest of a section, from the line of a place to the next heading.
fn below(text: &str, place: Span) -> Span {
    let line = line(text, place);
    let heading = text.get(line.end..).and_then(|rest| rest.find("\n["));
    Span::new(line.start, heading.map_or(text.len() + 1, |at| line.end + at + 1))
}

/// The line that a place begins in, without its end.
fn line(text: &str, place: Span) -> Span {
    let at = place.start.min(text.len());
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end);
    Span::new(start, end)
}
