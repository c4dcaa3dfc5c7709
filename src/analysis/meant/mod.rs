//! What a clause with mistakes was meant to say, proven by reading it so.
//!
//! Where people write something out of habit, or slip, a single mistake makes many messages: the
//! reader of the text stumbles on. Here habits and slips are looked up, the text is rewritten
//! and read again; if that mends what was wrong and nothing new is, one message takes the place of all
//! that it mends. Where nothing is found, of messages about text that does not hang together the best one stays.

mod best;
mod calls;
mod class;
mod commas;
mod counting;
mod dates;
mod dictionary;
mod except;
mod forms;
mod functions;
mod habits;
mod looks;
mod marks;
mod pattern;
mod pieces;
mod proof;
mod say;
mod settler;
mod spread;
mod sql;
mod tallies;
mod texts;
mod tried;
mod typo;
mod view;
mod words;

use crate::diagnostics::suggest::distance;
use crate::diagnostics::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::File;
use crate::types::{Surroundings, Wants};
use pieces::{clause, pieces};
use proof::{Proof, Wrong, wrongs};
use settler::Settler;
use std::collections::BTreeSet;
use view::View;
use words::Words;

/// A habit that was found at a piece.
#[derive(Debug, Clone)]
struct Found {
    /// Behind its last piece.
    end: usize,
    /// What it becomes: two where it can mean either.
    writes: Vec<String>,
    /// The headline.
    says: String,
    rule: Rule,
    /// Whether it is one guess of several: then a value that the data has not speaks against it.
    is_guess: bool,
}

impl Found {
    /// Whether it leaves out what cannot be said.
    fn is_unsaid(&self) -> bool {
        self.rule == Rule::UnknownField && self.writes.iter().all(String::is_empty)
    }

    /// Whether it leaves out a word that nobody knows: that has to be its own message, and no step to another.
    fn is_lossy(&self) -> bool {
        self.rule == Rule::UnknownField && self.is_guess
    }
}

/// The messages of a text, one a mistake.
pub(super) fn settle(
    source: &SourceFile,
    file: &File,
    around: &Surroundings<'_>,
    found: Vec<Diagnostic>,
    wants: &mut Wants,
) -> Vec<Diagnostic> {
    let before = wrongs(&found);
    let is_open = |wrong: &Wrong, found: &[Diagnostic]| {
        !wrong.incomplete && !is_about_names(wrong.rule) && !is_a_sign(source.text(), wrong, found)
    };
    if !before.iter().any(|wrong| is_open(wrong, &found)) {
        return found;
    }
    let own = file.lets.iter().map(|helper| helper.name.text.clone());
    let segments = file.segments.iter().filter_map(|segment| segment.name.as_ref()).map(|name| name.text.clone());
    let words = Words::of(around, own.chain(segments));
    let settler = Settler { source, words, proof: Proof::new(source, around, &before, &found) };
    let mut diagnostics = found;
    let mut open = before.clone();
    while let Some(wrong) = open.iter().find(|wrong| is_open(wrong, &diagnostics)).copied() {
        let text = source.text();
        let all = pieces(text);
        let clause = clause(&all, wrong.span.start);
        let same = open.iter().filter(|other| settler.is_in(&all, &clause, other));
        let same: Vec<Wrong> = same.filter(|other| !is_a_sign(text, other, &diagnostics)).copied().collect();
        open.retain(|other| !same.contains(other) && other != &wrong);
        let is_one = same.iter().all(|other| other.message == wrong.message);
        let message = diagnostics.get(wrong.message).filter(|_| is_one);
        let view = View::new(text, &all, &settler.words, clause);
        let is_good = message.is_some_and(|message| settler.is_good(message, &wrong));
        let is_doubted = is_good && is_doubted(&view, &wrong);
        if is_good && !is_doubted && message.is_some_and(|message| !is_a_guess(source.text(), message)) {
            continue;
        }
        let meant = match () {
            () if is_doubted => settler.slip(&view, &wrong, &same, message),
            () if is_good => settler.habit(&view, &same, &tried::sure(&view)),
            () => settler
                .habit(&view, &same, &tried::sure(&view))
                .or_else(|| settler.slip(&view, &wrong, &same, message))
                .or_else(|| settler.habit(&view, &same, &tried::guesses(&view))),
        };
        match meant {
            Some((message, mended)) => {
                open.retain(|other| !mended.contains(other));
                say::replace(text, &mut diagnostics, &mended, message);
                let left: Vec<Wrong> = same.into_iter().filter(|wrong| !mended.contains(wrong)).collect();
                best::keep(&view, &mut diagnostics, &left);
            }
            None if is_doubted => {}
            None => best::keep(&view, &mut diagnostics, &same),
        }
    }
    wants.extend(&settler.proof.wants());
    diagnostics.retain(|diagnostic| !diagnostic.labels.is_empty());
    // What one habit makes wrong at two places is one mistake.
    let mut said = BTreeSet::new();
    diagnostics.retain(|found| said.insert((found.rule, found.span(), found.message.clone())));
    signs_inside_others(source.text(), &mut diagnostics);
    diagnostics
}

/// Mistakes that are not of a clause's wording: two things of one name, circles, data, numbers.
fn is_about_names(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::DuplicateName
            | Rule::LetCycle
            | Rule::SegmentCycle
            | Rule::UnavailableWord
            | Rule::TooDeep
            | Rule::TooLarge
            | Rule::BrokenSegment
            | Rule::UnknownChannel
            | Rule::ReservedWord
            | Rule::NotUtf8
            | Rule::AmbiguousNumber
            | Rule::Internal
    )
}

/// A sign that another message takes away, as the one of `vip == yes`, has none of its own.
fn signs_inside_others(text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let all = wrongs(diagnostics);
    let (signs, others): (Vec<&Wrong>, Vec<&Wrong>) = all.iter().partition(|wrong| is_a_sign(text, wrong, diagnostics));
    let taken = others.iter().filter_map(|other| diagnostics.get(other.message)?.fixes.first());
    let taken: Vec<Span> = taken.flat_map(|fix| fix.edits.iter().map(|edit| edit.span)).collect();
    for sign in signs {
        if taken.iter().any(|span| span.covers(sign.span)) {
            say::take_out(text, diagnostics, sign);
        }
    }
    diagnostics.retain(|diagnostic| !diagnostic.labels.is_empty());
}

/// Whether a place is a sign of another language that says the same: `&&`, `'US'`, `AND`. Each mends itself.
fn is_a_sign(text: &str, wrong: &Wrong, found: &[Diagnostic]) -> bool {
    let fix = found.get(wrong.message).and_then(|message| message.fixes.first());
    let edit = fix.and_then(|fix| fix.edits.iter().find(|edit| edit.span == wrong.span));
    let Some(edit) = edit.filter(|_| matches!(wrong.rule, Rule::ForeignOperator | Rule::LookAlikeCharacter)) else {
        return false;
    };
    let written = text.get(edit.span.range()).unwrap_or_default();
    let quoted = written.starts_with(|c: char| !c.is_alphanumeric());
    // A dash between two values leaves neither where it belongs.
    let is_dash = matches!(edit.text.as_str(), "-" | "*");
    quoted && !is_dash || written.trim().eq_ignore_ascii_case(edit.text.trim())
}

/// Whether what a message offers is only the nearest of many names, or one of two words that may join.
fn is_a_guess(text: &str, message: &Diagnostic) -> bool {
    let is_comma = message.rule == Rule::MisplacedWord && text.get(message.span().range()) == Some(",");
    is_comma || matches!(message.rule, Rule::UnknownField | Rule::UnknownProperty | Rule::MissingConnective)
}

/// `city is knwn` reads as `city = knwn`, and is more likely a slip.
fn is_doubted(view: &View<'_, '_>, wrong: &Wrong) -> bool {
    let at = view.pieces.partition_point(|piece| piece.span.end <= wrong.span.start);
    let next = view.pieces.partition_point(|piece| piece.span.end <= wrong.span.end);
    let is_near = |word: &str| ["missing", "known"].iter().any(|known| distance(known, word) <= 2);
    wrong.rule == Rule::ForeignOperator && view.low(at) == "is" && is_near(view.low(next))
}
