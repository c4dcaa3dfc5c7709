//! Of several messages about text that does not hang together, the best.

use super::pieces::{Kind, Piece};
use super::proof::{Wrong, collected};
use super::say::cut;
use super::tried;
use super::view::View;
use crate::diagnostics::{Diagnostic, Rule};
use crate::source::Span;

/// Words that are plain by themselves, in a clause that is not.
struct Understood {
    span: Span,
    /// What they are called here; empty if they are not needed, none if they only join others.
    write: Option<String>,
}

impl Understood {
    /// What is said of them beside a word that nobody knows.
    fn said(&self, text: &str) -> Option<String> {
        let said = cut(text.get(self.span.range()).unwrap_or_default(), 40);
        Some(match self.write.as_deref()? {
            "" => format!("`{said}` is not needed"),
            write => format!("`{said}` is `{write}` here"),
        })
    }
}

/// The words of a clause that are plain by themselves: not needed, called otherwise here, or joining others.
fn understood(view: &View<'_, '_>) -> Vec<Understood> {
    let mut found: Vec<Understood> = Vec::new();
    let mut add = |span: Span, write: Option<String>| {
        if !found.iter().any(|other| other.span.overlaps(span)) {
            found.push(Understood { span, write });
        }
    };
    let mut habits = tried::sure(view);
    habits.sort_by_key(|(at, habit)| (*at, std::cmp::Reverse(habit.end)));
    for (at, habit) in habits {
        let [write] = habit.writes.as_slice() else { continue };
        let is_name = view.words.place(write).is_some() && habit.rule == Rule::UnknownField;
        let is_plain = write.is_empty() && habit.rule == Rule::OtherWords || is_name;
        if is_plain && !matches!(view.low(at), "a" | "an" | "the") {
            add(view.span(at..habit.end), Some(write.clone()));
        }
    }
    let pieces = view.clause.clone().filter_map(|at| view.piece(at));
    // A word that only joins says nothing by itself.
    pieces.filter(|piece| view.words.is_joining(piece.text)).for_each(|piece| add(piece.span, None));
    found
}

/// Keeps the best of several messages, if the text that they are about does not hang together.
pub(super) fn keep(view: &View<'_, '_>, diagnostics: &mut [Diagnostic], wrongs: &[Wrong]) {
    let text = view.text;
    if wrongs.len() < 2 || !falls_apart(diagnostics, wrongs) {
        return;
    }
    let understood = understood(view);
    let is_plain = |wrong: &Wrong| understood.iter().any(|words| words.span.overlaps(wrong.span));
    let worth = |wrong: &&Wrong| (rank(text, diagnostics, wrong, is_plain(wrong)), wrong.span.start);
    let Some(best) = wrongs.iter().min_by_key(worth).copied() else { return };
    if is_strange(diagnostics, &best)
        && let Some(message) = diagnostics.get_mut(best.message)
    {
        if is_plain(&best) {
            "only a part of this is understood".clone_into(&mut message.message);
            message.labels.iter_mut().for_each(|label| label.text.clear());
        } else if let Some(name) = long_name(view, best.span) {
            message.message = format!("nothing is called `{}`", cut(text.get(name.range()).unwrap_or_default(), 40));
            message.labels.iter_mut().for_each(|label| label.span = name);
        }
        message.help.splice(0..0, understood.iter().filter_map(|words| words.said(text)));
    }
    for wrong in wrongs.iter().filter(|wrong| wrong.message != best.message) {
        if let Some(diagnostic) = diagnostics.get_mut(wrong.message)
            && collected(diagnostic).is_none()
        {
            diagnostic.labels.clear();
        }
    }
}

/// The name of several words in capitals that a word nobody knows begins: `Acquisition Channel is Facebook`.
fn long_name(view: &View<'_, '_>, word: Span) -> Option<Span> {
    let at = view.pieces.iter().position(|piece| piece.span == word)?;
    let is_part = |at: &usize| {
        view.piece(*at).is_some_and(|piece| view.words.is_new(piece) && piece.text.starts_with(char::is_uppercase))
    };
    let words = (at..).take_while(is_part).count();
    let is_compared = |next: &Piece<'_>| next.kind == Kind::Sign || view.words.is_joining(next.text);
    let is_name = words > 1 && view.piece(at + words).is_some_and(is_compared);
    is_name.then(|| view.span(at..at + words))
}

/// Whether one mistake is behind these, and not each a mistake of its own.
fn falls_apart(diagnostics: &[Diagnostic], wrongs: &[Wrong]) -> bool {
    let count = |rule: Rule| wrongs.iter().filter(|wrong| wrong.rule == rule).count();
    let most_unknown = if count(Rule::OtherWords) > 0 { 0 } else { 1 };
    count(Rule::UnknownField) > most_unknown
        || wrongs.iter().any(|wrong| hangs_apart(wrong.rule) || is_strange(diagnostics, wrong))
}

fn hangs_apart(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::MissingConnective
            | Rule::MisplacedWord
            | Rule::MissingValue
            | Rule::StrayCharacter
            | Rule::BareNumber
            | Rule::UnclosedText
            | Rule::MissingCondition
            | Rule::NeedsComparison
            | Rule::UnknownProperty
    )
}

/// Whether it is a word that nobody knows, and that is like none that is known.
fn is_strange(diagnostics: &[Diagnostic], wrong: &Wrong) -> bool {
    let message = diagnostics.get(wrong.message);
    wrong.rule == Rule::UnknownField && message.is_some_and(|message| message.fixes.is_empty())
}

/// How much a message helps: the lower the better.
fn rank(text: &str, diagnostics: &[Diagnostic], wrong: &Wrong, is_plain: bool) -> u8 {
    let message = diagnostics.get(wrong.message);
    let has_fix = message.is_some_and(|d| !d.fixes.is_empty() && d.rule != Rule::MissingConnective);
    let before = text.get(..wrong.span.start).unwrap_or_default().chars().next_back();
    match wrong.rule {
        // What is not understood is more of a help than what is.
        Rule::UnknownField | Rule::ForeignOperator if is_plain => 4,
        Rule::ForeignOperator => 3,
        // An apostrophe: `haven't`.
        Rule::UnclosedText if before.is_some_and(char::is_alphabetic) => 6,
        Rule::UnclosedText | Rule::LookAlikeCharacter => 0,
        _ if has_fix => 1,
        // What is meant is known, if not how to say it.
        Rule::OtherWords => 1,
        Rule::UnknownField | Rule::UnknownProperty | Rule::UnknownUnit | Rule::StrayCharacter => 2,
        Rule::MissingConnective | Rule::NeedsComparison => 5,
        _ => 3,
    }
}
