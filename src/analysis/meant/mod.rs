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
mod phrase;
mod pieces;
mod proof;
mod say;
mod sql;
mod tallies;
mod texts;
mod tried;
mod typo;
mod words;

use crate::diagnostics::suggest::distance;
use crate::diagnostics::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};
use crate::syntax::ast::File;
use crate::types::{Surroundings, Wants};
use phrase::View;
use pieces::{clause, pieces};
use proof::{Proof, Wrong, wrongs};
use std::collections::BTreeSet;
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

/// So many habits one clause can have.
const MOST_STEPS: usize = 4;

/// So many meanings of one wording are shown.
const MOST_MEANINGS: usize = 3;

/// So many ways are tried to rewrite on.
const MOST_WAYS: usize = 4;

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
            () if is_doubted => settler.slip(&view, &wrong, &same),
            () if is_good => settler.habit(&view, &same, &tried::sure(&view)),
            () => settler
                .habit(&view, &same, &tried::sure(&view))
                .or_else(|| settler.slip(&view, &wrong, &same))
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
        if taken.iter().any(|span| span.start <= sign.span.start && sign.span.end <= span.end) {
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
    wrong.rule == Rule::ForeignOperator && view.low(at) == "is" && is_near(&view.low(next))
}

/// A right text that a habit leads to.
struct Right {
    text: String,
    /// What it mends.
    mended: Vec<Wrong>,
    /// Whether it names a value that the data has not.
    is_unheard_of: bool,
    /// What is said of a name in it that the project does not have.
    lost: Option<Diagnostic>,
}

impl Right {
    fn is_doubtful(&self) -> bool {
        self.is_unheard_of || self.lost.is_some()
    }
}

struct Settler<'a> {
    source: &'a SourceFile,
    words: Words<'a>,
    proof: Proof<'a>,
}

impl<'a> Settler<'a> {
    fn is_in(&self, all: &[pieces::Piece<'_>], here: &std::ops::Range<usize>, wrong: &Wrong) -> bool {
        !is_about_names(wrong.rule) && clause(all, wrong.span.start) == *here
    }

    /// Whether a message says already what mends its mistake.
    fn is_good(&self, diagnostic: &Diagnostic, wrong: &Wrong) -> bool {
        // Whoever writes 101% means some number; leaving out the sign would be another one.
        let is_plain = matches!(diagnostic.rule, Rule::NumberOutOfRange | Rule::MissingName);
        if proof::collected(diagnostic).is_some() || is_plain {
            return true;
        }
        let Some(fix) = diagnostic.fixes.first() else { return false };
        let before = self.source.text().get(..wrong.span.start).unwrap_or_default().chars().next_back();
        if wrong.rule == Rule::UnclosedText && before.is_some_and(char::is_alphabetic) {
            // An apostrophe: `haven't`.
            return false;
        }
        let text = say::with_edits(self.source.text(), &fix.edits);
        let Some(after) = self.proof.read(&text) else { return true };
        self.proof.mends(&text, &after.wrongs).is_some_and(|mended| mended.contains(wrong))
    }

    /// The first habit that leads to a right clause, with whatever others it needs.
    fn habit(
        &self,
        view: &View<'_, '_>,
        same: &[Wrong],
        habits: &[(usize, Found)],
    ) -> Option<(Diagnostic, Vec<Wrong>)> {
        let mut doubtful = None;
        for (at, first) in habits {
            let at = *at;
            let span = view.span(at..first.end);
            let right = |write: &String| Some((write.clone(), self.follow(view, span, write, same, MOST_STEPS)?));
            let mut good: Vec<(String, Right)> = first.writes.iter().filter_map(right).collect();
            // What names only values that the data has is likelier, and a guess at others is none.
            let is_doubtful = good.iter().all(|(_, right)| right.is_doubtful());
            if first.is_guess || !is_doubtful {
                good.retain(|(_, right)| !right.is_doubtful());
            }
            let Some(mended) = good.first().map(|(_, right)| right.mended.clone()) else { continue };
            if let Some((_, Right { text, lost: Some(lost), .. })) = good.first() {
                let written = say::clause_of(view, span, text, false);
                doubtful.get_or_insert_with(|| (say::lost(view, span, text, &written, lost), mended));
                continue;
            }
            let is_right = mended.len() == self.proof.count();
            let (writes, mut texts): (Vec<String>, Vec<String>) =
                good.into_iter().map(|(write, right)| (write, right.text)).unzip();
            let first = Found { writes, ..first.clone() };
            texts.dedup();
            texts.truncate(MOST_MEANINGS);
            let shown = |text: &String| self.proof.without_signs(&say::clause_of(view, span, text, is_right));
            let shown: Vec<String> = texts.iter().map(shown).collect();
            let mut message = say::habit(view, at..first.end, &first, &texts, &shown);
            if first.rule != Rule::MixedCurrency {
                message.help.extend(counting::other_currency(view));
            }
            let said = (message, mended);
            if !is_doubtful {
                return Some(said);
            }
            doubtful.get_or_insert(said);
        }
        doubtful
    }

    /// Rewrites, and rewrites on until the clause is right.
    fn follow(&self, view: &View<'_, '_>, span: Span, write: &str, same: &[Wrong], steps: usize) -> Option<Right> {
        let (text, place) = say::replaced(view.text, span, write);
        if text == view.text {
            return None;
        }
        let after = self.proof.read(&text)?;
        let mends_all = |mended: &Vec<Wrong>| same.iter().all(|wrong| mended.contains(wrong));
        if let Some(mended) = self.proof.mends(&text, &after.wrongs).filter(mends_all) {
            let text = after.nearest.unwrap_or(text);
            return Some(Right { text, mended, is_unheard_of: after.is_unheard_of, lost: None });
        }
        let but_a_name = self.proof.mends_but_a_name(&text, &after, same);
        if let Some((mended, lost)) = but_a_name.filter(|(mended, _)| mends_all(mended)) {
            return Some(Right { text, mended, is_unheard_of: after.is_unheard_of, lost: Some(lost) });
        }
        let steps = steps.checked_sub(1)?;
        if after.wrongs.len() > self.proof.count() + 1 {
            return None;
        }
        let clause = view.span(view.clause.clone());
        let end = (clause.end.max(span.end) + place.end).saturating_sub(span.end);
        let clause = Span::new(clause.start.min(span.start), end);
        let all = pieces(&text);
        let from = all.partition_point(|piece| piece.span.end <= clause.start);
        let to = all.partition_point(|piece| piece.span.start < clause.end);
        let next = View::new(&text, &all, &self.words, from..to);
        let habits = tried::sure(&next).into_iter().chain(tried::guesses(&next));
        let habits = habits.filter(|(_, found)| !found.is_lossy());
        habits.take(MOST_WAYS).find_map(|(at, found)| {
            let span = next.span(at..found.end);
            // Of a guess, what the data has; of the others, the likeliest.
            let ways = if found.is_guess { found.writes.len() } else { 1 };
            let right = found.writes.iter().take(ways).filter_map(|write| self.follow(&next, span, write, same, steps));
            // All are read, so that the data is asked for all.
            let right: Vec<Right> = right.collect();
            right.into_iter().find(|right| !found.is_guess || !right.is_unheard_of)
        })
    }

    /// The nearest slip that leads to a right text.
    fn slip(&self, view: &View<'_, '_>, wrong: &Wrong, same: &[Wrong]) -> Option<(Diagnostic, Vec<Wrong>)> {
        let mut good: Vec<(typo::Slip, Vec<Wrong>)> = Vec::new();
        let mends_all = |mended: &[Wrong]| same.iter().all(|wrong| mended.contains(wrong));
        for slip in typo::slips(view, wrong.span) {
            let whole = good.first().is_some_and(|(_, mended)| mends_all(mended));
            if whole && good.first().is_some_and(|(first, _)| first.span != slip.span || first.far != slip.far) {
                continue;
            }
            let (text, _) = say::replaced(view.text, slip.span, &slip.write);
            let Some(after) = self.proof.read(&text) else { break };
            // A word that is one already is doubted only if that explains all.
            let is_known = view.pieces.iter().any(|p| p.span == slip.span && !self.words.is_new(p));
            let Some(mended) = self.proof.mends(&text, &after.wrongs) else { continue };
            if mends_all(&mended) {
                // What explains all is better than what explains a part.
                good.retain(|(_, mended)| mends_all(mended));
                good.push((slip, mended));
            } else if good.is_empty() && !is_known && mended.contains(wrong) {
                good.push((slip, mended));
            }
            if good.len() == 2 {
                break;
            }
        }
        let (_, mended) = good.first().cloned()?;
        let slips: Vec<typo::Slip> = good.into_iter().map(|(slip, _)| slip).collect();
        let is_right = mended.len() == self.proof.count();
        Some((say::slip(view, &slips, is_right), mended))
    }
}
