//! The one message for what a clause was meant to say.

use super::Found;
use super::proof::{Wrong, changed, collected};
use super::typo::{Slip, SlipKind};
use super::view::{View, is_number};
use crate::diagnostics::{Diagnostic, Edit, Fix, HELP_WIDTH, Rule, Safety};
use crate::source::Span;

/// A headline is at most so long.
const HEADLINE: usize = 72;

/// A text with a span replaced, and where the new part lies; blanks that nothing needs are left out.
pub(super) fn replaced(text: &str, span: Span, write: &str) -> (String, Span) {
    let mut span = span;
    if write.is_empty() {
        let behind = text.get(span.end..).unwrap_or_default();
        let before = text.get(..span.start).unwrap_or_default();
        if before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || c == '(') {
            span.end += behind.len() - behind.trim_start_matches([' ', '\t']).len();
        }
        if behind.split('\n').next().unwrap_or_default().trim().is_empty() {
            let before = text.get(..span.start).unwrap_or_default();
            span.start = before.trim_end_matches([' ', '\t']).len();
        }
    }
    let before = text.get(..span.start).unwrap_or_default();
    let behind = text.get(span.end..).unwrap_or_default();
    let is_letter = |c: Option<char>| c.is_some_and(super::pieces::is_letter);
    let glued_before = is_letter(before.chars().last()) && is_letter(write.chars().next());
    let glued_behind = is_letter(behind.chars().next()) && is_letter(write.chars().last());
    let write = format!("{}{write}{}", if glued_before { " " } else { "" }, if glued_behind { " " } else { "" });
    let at = Span::new(span.start, span.start + write.len());
    (format!("{before}{write}{behind}"), at)
}

/// A text with edits made.
pub(super) fn with_edits(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        if text.get(edit.span.range()).is_some() {
            text.replace_range(edit.span.range(), &edit.text);
        }
    }
    text
}

/// A text on one line.
fn on_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text on one line, cut where it is longer.
pub(super) fn cut(text: &str, most: usize) -> String {
    let text = on_a_line(text);
    if text.chars().count() <= most {
        return text;
    }
    text.chars().take(most.saturating_sub(1)).chain("…".chars()).collect()
}

/// What differs between two texts, in whole pieces: the old part and the new one.
fn difference(old: &str, new: &str) -> (Span, String) {
    let (start, old_end, new_end) = changed(old, new);
    (Span::new(start, old_end), new.get(start..new_end).unwrap_or_default().to_owned())
}

/// The clause of a rewritten text, for the line of help.
///
/// Where something was only left out and all is right then, it is the whole condition.
pub(super) fn clause_of(view: &View<'_, '_>, touched: Span, new: &str, is_right: bool) -> String {
    let (place, write) = difference(view.text, new);
    if is_right && write.trim().is_empty() {
        return without(view, place, new);
    }
    // A word that joins two conditions is shown with both.
    let beside = |byte: usize| view.span(super::pieces::clause(view.pieces, byte));
    let before = view.pieces.iter().rev().find(|piece| piece.span.end <= touched.start);
    let behind = view.pieces.iter().find(|piece| piece.span.start >= touched.end);
    let joins = view
        .text
        .get(touched.range())
        .is_some_and(|text| text.split_whitespace().any(|word| matches!(word, "and" | "or" | "but")));
    let around = before.zip(behind).filter(|_| joins).map(|(a, b)| beside(a.span.start).to(beside(b.span.start)));
    // Where a clause is wrong at its very edge, that of what changed is the one to show.
    let (start, old_end, _) = changed(view.text, new);
    let changed = Span::new(start.min(old_end), old_end);
    let mut narrow = beside(changed.start).to(changed).to(touched);
    // Without the `not` before it, it would read as the opposite.
    let denied = view.pieces.iter().rfind(|piece| piece.span.end <= narrow.start);
    if let Some(not) = denied.filter(|piece| matches!(piece.text, "not" | "never")) {
        narrow = not.span.to(narrow);
    }
    let wide = view.span(view.clause.clone()).to(changed).to(touched);
    let line = |clause: Span| {
        let clause = around.map_or(clause, |around| around.to(clause));
        let end = (clause.end + new.len()).saturating_sub(view.text.len());
        on_a_line(new.get(clause.start..end).unwrap_or_default())
    };
    let said = line(narrow);
    match is_whole(&said) {
        true => said,
        false => Some(line(wide)).filter(|said| is_whole(said)).unwrap_or_default(),
    }
}

/// The condition of a text from which only something was left out, if a line holds it: its clause alone would
/// look as if the others went, too.
fn without(view: &View<'_, '_>, left_out: Span, new: &str) -> String {
    let whole = view.span(super::pieces::condition(view.pieces, left_out.start)).to(left_out);
    let end = (whole.end + new.len()).saturating_sub(view.text.len());
    let line = on_a_line(new.get(whole.start..end).unwrap_or_default());
    // A comment would take what follows it on the line with it.
    let fits = "write ``".len() + line.chars().count() <= HELP_WIDTH;
    if fits && is_whole(&line) && !line.contains('#') { line } else { String::new() }
}

/// Whether a text holds no half of a pair of quotation marks or parentheses.
fn is_whole(text: &str) -> bool {
    let count = |sign: char| text.matches(sign).count();
    count('"') % 2 == 0 && count('(') == count(')')
}

/// A habit, with the right texts that it leads to.
pub(super) fn habit(
    view: &View<'_, '_>,
    at: std::ops::Range<usize>,
    found: &Found,
    texts: &[String],
    shown: &[String],
) -> Diagnostic {
    let whole = view.span(at.clone());
    if found.is_unsaid() {
        return unsaid(whole, &found.says, shown);
    }
    let (one_step, _) = replaced(view.text, whole, found.writes.first().map(String::as_str).unwrap_or_default());
    let (mut span, mut write) = difference(view.text, &one_step);
    // Blanks at the edges are no part of what is shown.
    let inside = view.text.get(span.range()).unwrap_or_default();
    span = Span::new(
        span.start + (inside.len() - inside.trim_start().len()),
        span.end - (inside.len() - inside.trim_end().len()),
    );
    if span.start >= span.end || !is_whole(&write) || !is_whole(inside) {
        span = whole;
        write = found.writes.first().cloned().unwrap_or_default();
    }
    // A part that reaches from one phrase into another, as `% by money_spent`, says less than the line of help.
    let is_joined = write.split_whitespace().skip(1).any(|word| word == "and");
    let is_torn = found.writes.first() != Some(&write) && (is_joined || write.starts_with('%'));
    // Of a step that others follow only what is left at the end is offered.
    let is_passing = !shown.iter().any(|shown| shown.contains(write.trim()));
    let label = match write.trim() {
        "" => "leave it out".to_owned(),
        _ if (is_torn || is_passing) && shown.iter().any(|shown| !shown.is_empty()) => String::new(),
        write if found.rule == Rule::UnknownField && found.is_guess => format!("did you mean `{}`?", cut(write, 30)),
        write => format!("write `{}`", cut(write, 40)),
    };
    let seen = view.text.get(span.range()).unwrap_or_default();
    let first_piece = view.piece(at.start).map_or("", |piece| piece.text);
    let says = cut(&found.says.replace("{}", &cut(seen, 24)).replace("{1}", first_piece), HEADLINE);
    let mut diagnostic = Diagnostic::new(
        found.rule,
        span,
        says,
        match texts.len() {
            0 | 1 => label,
            2 => "which of the two?".to_owned(),
            _ => "which of these?".to_owned(),
        },
    );
    for (nth, clause) in shown.iter().enumerate() {
        diagnostic.help.extend(to_copy(if nth == 0 { "write" } else { "or" }, clause));
    }
    for text in texts {
        diagnostic = diagnostic.fixed_by(rewriting(view.text, text));
    }
    diagnostic
}

/// What is said of a name that the project does not have, where the rest of a clause is right in other words.
pub(super) fn lost(view: &View<'_, '_>, touched: Span, text: &str, written: &str, said: &Diagnostic) -> Diagnostic {
    let name = text.get(said.span().range()).unwrap_or_default();
    let place = view.clause.clone().filter_map(|at| view.piece(at)).find(|piece| piece.text == name);
    let place = place.map_or(touched, |piece| piece.span);
    let label = said.labels.first().map(|label| label.text.clone()).unwrap_or_default();
    let mut diagnostic = Diagnostic::new(said.rule, place, said.message.clone(), label);
    diagnostic.help.push(format!("it is asked for as `{written}`"));
    diagnostic.help.extend(said.help.iter().cloned());
    for fix in &said.fixes {
        diagnostic = diagnostic.fixed_by(rewriting(view.text, &with_edits(text, &fix.edits)));
    }
    diagnostic
}

/// That a part of a clause cannot be said, and how the rest is.
fn unsaid(span: Span, says: &str, shown: &[String]) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Rule::UnknownField, span, cut(says, HEADLINE), "not known");
    let rest = shown.first().filter(|rest| !rest.is_empty());
    diagnostic.help.extend(rest.map(|rest| format!("without it: `{rest}`")));
    diagnostic.help("`seg words` lists all there are; `seg.toml` can add your own")
}

/// The lines of help that show a rewriting: one, or, where it is too long, a part on each, as files are laid out.
fn to_copy(word: &str, clause: &str) -> Vec<String> {
    if clause.is_empty() {
        return Vec::new();
    }
    let line = format!("{word:5} `{clause}`");
    if line.chars().count() <= HELP_WIDTH {
        return vec![line];
    }
    let parts = super::pieces::parts(clause).into_iter().map(|part| format!("  {part}"));
    let lines: Vec<String> = std::iter::once(word.to_owned()).chain(parts).collect();
    let fit = lines.iter().all(|line| line.chars().count() <= HELP_WIDTH);
    if fit { lines } else { Vec::new() }
}

/// The repair that makes one text of another.
fn rewriting(old: &str, new: &str) -> Fix {
    let (span, text) = difference(old, new);
    Fix { safety: Safety::Unsafe, edits: vec![Edit { span, text }] }
}

/// Slips at one place that lead to a right text.
///
/// Beside other mistakes, what leaves only a sign out needs no line of help: a part of the text would look like the whole.
pub(super) fn slip(view: &View<'_, '_>, slips: &[Slip], is_right: bool) -> Diagnostic {
    let Some(first) = slips.first() else { return Diagnostic::new(Rule::Internal, Span::default(), "", "") };
    let written = cut(view.text.get(first.span.range()).unwrap_or_default(), 24);
    let known =
        view.pieces.iter().find(|piece| piece.span == first.span).is_some_and(|piece| !view.words.is_new(piece));
    let meant: Vec<String> = slips.iter().map(|slip| format!("`{}`", cut(&slip.write, 30))).collect();
    let question = format!("did you mean {}?", meant.join(" or "));
    let mut place = first.span;
    let (rule, says, label) = match first.kind {
        SlipKind::Unit => {
            let unit = written.trim_start_matches(|c: char| c.is_ascii_digit());
            (Rule::UnknownUnit, format!("`{unit}` is not a unit of time"), question)
        }
        SlipKind::Word if known => (Rule::UnknownWord, format!("`{written}` does not fit here"), question),
        SlipKind::Word => (Rule::UnknownWord, format!("there is no word `{written}`"), question),
        SlipKind::Blank if written.contains([' ', '-']) => {
            (Rule::UnknownWord, format!("`{written}` is written with a slip"), question)
        }
        SlipKind::Blank => (Rule::UnknownWord, format!("`{written}` is two words run together"), question),
        SlipKind::Sign if first.write.is_empty() => {
            (Rule::StrayCharacter, format!("`{written}` has no meaning here"), "leave it out".to_owned())
        }
        SlipKind::Sign => (Rule::StrayCharacter, format!("`{written}` has no meaning here"), question),
        SlipKind::Quote if first.write.is_empty() => {
            (Rule::UnclosedText, "this quotation mark has no other".to_owned(), "leave it out".to_owned())
        }
        SlipKind::Quote => {
            (Rule::UnclosedText, "one of two quotation marks is missing".to_owned(), "`\"` belongs here".to_owned())
        }
        SlipKind::Paren if first.write == "(" => {
            (Rule::StrayParen, "this parenthesis was not opened".to_owned(), "`(` before this?".to_owned())
        }
        SlipKind::Paren if first.write.is_empty() && written == ")" => {
            (Rule::StrayParen, "this parenthesis closes nothing".to_owned(), "leave it out".to_owned())
        }
        SlipKind::Paren => {
            (Rule::UnclosedParen, "this parenthesis is never closed".to_owned(), "`)` belongs here".to_owned())
        }
    };
    if place.is_empty() {
        let near = |piece: &&super::pieces::Piece<'_>| piece.span.end == place.start || piece.span.start == place.start;
        place = view.pieces.iter().find(near).map_or(place, |piece| piece.span);
    }
    let mut diagnostic = Diagnostic::new(rule, place, says, label);
    if first.kind == SlipKind::Unit {
        diagnostic = diagnostic.help("min minutes, h hours, d days, w weeks, mo months, y years");
    }
    for (nth, slip) in slips.iter().enumerate() {
        let (text, _) = replaced(view.text, slip.span, &slip.write);
        let is_shown = is_right || !slip.write.is_empty();
        let clause = if is_shown { clause_of(view, slip.span, &text, is_right) } else { String::new() };
        diagnostic.help.extend(to_copy(if nth == 0 { "write" } else { "or" }, &clause));
        diagnostic = diagnostic.fixed_by(rewriting(view.text, &text));
    }
    diagnostic
}

/// A sum that nothing is compared with: its sign may be a slip for one that compares, and need not be.
pub(super) fn sum(
    view: &View<'_, '_>,
    slips: &[Slip],
    wrong: &Wrong,
    said: &Diagnostic,
    is_right: bool,
) -> Option<Diagnostic> {
    let slip = slips.first().filter(|slip| slip.kind == SlipKind::Sign && wrong.rule == Rule::NeedsComparison)?;
    let at = view.pieces.iter().position(|piece| piece.span == slip.span && wrong.span.overlaps(piece.span))?;
    if !matches!(view.low(at), "+" | "-") {
        return None;
    }
    let from = view.pieces.partition_point(|piece| piece.span.start < wrong.span.start);
    let is_own = view.outside_brackets(from..at + 1, &["+", "-", "where"]) == [at];
    let is_plain = view.piece(at + 1).is_some_and(|next| is_number(next.text) && next.span.end == wrong.span.end);
    let (text, _) = replaced(view.text, slip.span, &slip.write);
    let clause = clause_of(view, slip.span, &text, is_right);
    if !is_own || !is_plain || clause.is_empty() {
        return Some(said.clone());
    }
    Some(said.clone().help(format!("or did you mean `{clause}`?")).fixed_by(rewriting(view.text, &text)))
}

/// Puts one message in the place of what it mends.
pub(super) fn replace(text: &str, diagnostics: &mut Vec<Diagnostic>, mended: &[Wrong], message: Diagnostic) {
    for wrong in mended {
        take_out(text, diagnostics, wrong);
    }
    diagnostics.push(message);
}

/// Takes one place out of the message that says it is wrong; a message without labels is gone.
pub(super) fn take_out(text: &str, diagnostics: &mut [Diagnostic], wrong: &Wrong) {
    let Some(diagnostic) = diagnostics.get_mut(wrong.message) else { return };
    match collected(diagnostic) {
        Some(edits) => {
            let left: Vec<Edit> = edits.iter().filter(|edit| edit.span != wrong.span).cloned().collect();
            *diagnostic = crate::syntax::habits(text, diagnostic.rule, &left);
        }
        None => diagnostic.labels.clear(),
    }
}
