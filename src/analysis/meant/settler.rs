//! What a clause was meant to say: habits and slips that lead to a right text, tried one after the other.

use super::pieces::{self, clause, pieces};
use super::proof::{self, Proof, Wrong};
use super::view::View;
use super::words::Words;
use super::{Found, counting, is_about_names, say, tried, typo};
use crate::diagnostics::{Diagnostic, Rule};
use crate::source::{SourceFile, Span};

/// So many habits one clause can have.
const MOST_STEPS: usize = 4;

/// So many meanings of one wording are shown.
const MOST_MEANINGS: usize = 3;

/// So many ways are tried to rewrite on.
const MOST_WAYS: usize = 4;

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

/// Looks for what a clause of a text was meant to say.
pub(super) struct Settler<'a> {
    pub source: &'a SourceFile,
    pub words: Words<'a>,
    pub proof: Proof<'a>,
}

impl<'a> Settler<'a> {
    pub fn is_in(&self, all: &[pieces::Piece<'_>], here: &std::ops::Range<usize>, wrong: &Wrong) -> bool {
        !is_about_names(wrong.rule) && clause(all, wrong.span.start) == *here
    }

    /// Whether a message says already what mends its mistake.
    pub fn is_good(&self, diagnostic: &Diagnostic, wrong: &Wrong) -> bool {
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
    pub fn habit(
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

    /// The nearest slip that leads to a right text, in the place of what was said of the mistake.
    pub fn slip(
        &self,
        view: &View<'_, '_>,
        wrong: &Wrong,
        same: &[Wrong],
        said: Option<&Diagnostic>,
    ) -> Option<(Diagnostic, Vec<Wrong>)> {
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
        let sum = said.and_then(|said| say::sum(view, &slips, wrong, said, is_right));
        Some((sum.unwrap_or_else(|| say::slip(view, &slips, is_right)), mended))
    }
}
